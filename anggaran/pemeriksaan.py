"""The way of a quarter from the pelaksana to the lock: the steps in plain words, comments on rows, what is still empty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from anggaran.isian import NAMA_AKSI, Lembar, begin_isian, list_bagian, list_isian, may_type
from anggaran.models import CatatanBaris, IsianTriwulan
from anggaran.pengisian import Baris, muat_baris
from kinerja.alur import StatusTriwulan, Transisi, TransisiDitolak
from organisasi.alur import change_status, list_langkah, list_riwayat_status
from organisasi.models import Instansi, Pengguna

MILIK_PENGISI = ("ajukan", "tarik")  # steps of him whose rows they are


class BelumLengkapError(Exception):
    """Rows are empty; sending them all the same must be meant."""

    def __init__(self, kosong: list[Baris]) -> None:
        super().__init__(f"{len(kosong)} baris masih kosong")
        self.kosong = kosong


@dataclass(frozen=True)
class Langkah:
    """A step as a button."""

    aksi: str
    nama: str
    perlu_catatan: bool


def list_tombol(lembar: Lembar, oleh: Pengguna) -> list[Langkah]:
    """Return the steps that this person may take now with this unit's quarter."""
    return [
        Langkah(t.aksi, NAMA_AKSI[t.aksi], t.perlu_catatan)
        for t in list_langkah(lembar.isian, oleh)
        if _is_miliknya(t, lembar, oleh)
    ]


def _is_miliknya(t: Transisi, lembar: Lembar, oleh: Pengguna) -> bool:
    return t.aksi not in MILIK_PENGISI or may_type(oleh, lembar)


def may_comment(lembar: Lembar, oleh: Pengguna) -> bool:
    """Tell whether he judges the quarter now, and so may write beside a row."""
    return any(t.aksi == "kembalikan" for t in list_langkah(lembar.isian, oleh))


def last_langkah(isian: IsianTriwulan) -> str:
    """Return what names the latest step: a page that shows an older one is out of date."""
    riwayat = list_riwayat_status(isian) if isian.pk else []
    return str(riwayat[0].pk) if riwayat else ""


def take_langkah(
    lembar: Lembar, aksi: str, oleh: Pengguna, *, catatan: str = "", terakhir: str | None = None, yakin: bool = False
) -> IsianTriwulan:
    """Take a step, or raise TransisiDitolak or BelumLengkapError; then nothing has changed.

    ``terakhir``: the step that the page showed as the latest one; between two looks a quarter may have been taken back,
    changed and sent again, and nobody judges what he has not seen. Sending settles the comments on rows.
    """
    if aksi in MILIK_PENGISI and not may_type(oleh, lembar):
        raise TransisiDitolak(f"{lembar.bagian.nama} dikirim oleh pengisinya sendiri atau oleh perencana.")
    with transaction.atomic():
        isian = begin_isian(lembar)
        if terakhir is not None and terakhir != last_langkah(isian):
            raise TransisiDitolak("Statusnya baru saja diubah orang lain. Periksa lagi isian di bawah, lalu putuskan.")
        terbuka = isian.catatan.filter(selesai=False)
        if aksi == "kembalikan" and not catatan.strip() and (n := terbuka.count()):
            catatan = f"Lihat catatan pada {n} baris."
        if aksi == "ajukan" and not yakin and (kosong := [b for b in muat_baris(lembar).values() if b.kosong]):
            raise BelumLengkapError(kosong)
        change_status(isian, aksi, oleh, catatan=catatan)
        if aksi == "ajukan":
            for c in terbuka:
                mark_selesai(c)
        return isian


# -------------------------------------------------------------------------------------------------------------- comments


def list_catatan(isian: IsianTriwulan) -> dict[str, list[CatatanBaris]]:
    """Return the comments by the row's key (s… or i…), and under "" those on the whole. One query."""
    isi: dict[str, list[CatatanBaris]] = defaultdict(list)
    if isian.pk:
        for c in isian.catatan.select_related("oleh").order_by("waktu", "pk"):
            kunci = f"s{c.sub_kegiatan_id}" if c.sub_kegiatan_id else f"i{c.indikator_id}" if c.indikator_id else ""
            isi[kunci].append(c)
    return isi


def add_catatan(lembar: Lembar, kunci: str, teks: str, oleh: Pengguna) -> CatatanBaris | None:
    """Write a comment beside a row; None where the quarter has no such row."""
    sub = next((s for s in lembar.bagian.sub if kunci == f"s{s.pk}"), None)
    indikator = next((i for i in lembar.bagian.indikator if kunci in (f"i{i.pk}", f"t{i.pk}")), None)
    if sub is None and indikator is None:
        return None
    return CatatanBaris.objects.create(
        isian=lembar.isian, sub_kegiatan=sub, indikator=indikator, teks=teks.strip(), oleh=oleh
    )


def mark_selesai(catatan: CatatanBaris) -> None:
    catatan.selesai = True
    catatan.save()


# --------------------------------------------------------------------------------------------------------------- locking


@dataclass(frozen=True)
class HasilKunci:
    terkunci: list[str]
    belum: list[str]


def lock_triwulan(instansi: Instansi, tahun: int, triwulan: int, oleh: Pengguna) -> HasilKunci:
    """Lock every approved unit of a quarter; return the names of those locked now and of those not approved yet."""
    hasil, isian = HasilKunci([], []), list_isian(instansi, tahun)
    for b in list_bagian(instansi, tahun):
        i = isian.get((triwulan, b.nomor))
        if i and i.status == StatusTriwulan.DISETUJUI:
            change_status(i, "kunci", oleh)
            hasil.terkunci.append(b.nama)
        elif not i or i.status != StatusTriwulan.TERKUNCI:
            hasil.belum.append(b.nama)
    return hasil
