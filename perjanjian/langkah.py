"""The way of a perjanjian from draft to in force: its steps in plain words, comments, what coming into force entails."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kinerja.alur import StatusPerjanjian, TransisiDitolak
from organisasi import akses
from organisasi.alur import change_status, list_langkah, list_riwayat_status
from organisasi.models import Pengguna, RiwayatStatus
from perjanjian.models import Butir, KomentarButir, PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian
from tandatangan.layanan import batalkan, find_dokumen

TANDA_TANGAN = ("tanda_pertama", "tanda_kedua")
NAMA_AKSI = {
    "ajukan": "Kirim untuk direviu",
    "tarik": "Tarik kembali",
    "reviu": "Nyatakan sudah benar",
    "kembalikan": "Minta perbaikan",
    "batalkan": "Batalkan perjanjian ini",
}
SUDAH = {
    "ajukan": "dikirim untuk direviu",
    "tarik": "ditarik kembali",
    "reviu": "dinyatakan sudah benar",
    "kembalikan": "diminta diperbaiki",
    "tanda_pertama": "ditandatangani pihak pertama",
    "tanda_kedua": "ditandatangani pihak kedua dan berlaku",
    "gantikan": "digantikan perjanjian perubahan",
    "batalkan": "dibatalkan",
}


@dataclass(frozen=True)
class Langkah:
    """A step as a button."""

    aksi: str
    nama: str
    perlu_catatan: bool


@dataclass(frozen=True)
class Wewenang:
    """What a person may do with a perjanjian now: steps by a button, signing (on its own page), writing comments."""

    tombol: tuple[Langkah, ...]
    giliran: bool
    berkomentar: bool


def read_wewenang(p: PerjanjianKinerja, oleh: Pengguna) -> Wewenang:
    langkah = list_langkah(p, oleh)
    return Wewenang(
        tuple(Langkah(t.aksi, NAMA_AKSI[t.aksi], t.perlu_catatan) for t in langkah if t.aksi in NAMA_AKSI),
        giliran=any(t.aksi in TANDA_TANGAN for t in langkah),
        berkomentar=any(t.aksi == "kembalikan" for t in langkah),
    )


def list_penghalang(p: RekapPerjanjian) -> tuple[str, ...]:
    """Say what a perjanjian needs before it can be sent for review.

    Every butir has a target by a database constraint; the number may be given on signing.
    """
    kurang = [("isi tanggalnya", p.model.tanggal is None), ("pilih sekurangnya satu butir", not p.butir)]
    return tuple(kata for kata, ya in kurang if ya)


def ambil_langkah(
    p: RekapPerjanjian, aksi: str, oleh: Pengguna, *, catatan: str = "", terakhir: str | None = None
) -> None:
    """Take a step that is not a signature, or raise TransisiDitolak with a sentence; then nothing has changed.

    ``terakhir``: the step that the page showed as the latest one; between two looks a perjanjian may have been taken
    back, changed and sent again, and nobody judges what he has not seen.
    """
    if aksi == "ajukan" and (penghalang := list_penghalang(p)):
        raise TransisiDitolak(f"Belum dapat dikirim: {' dan '.join(penghalang)}.")
    if terakhir is not None and terakhir != last_langkah(list_riwayat_status(p.model)):
        raise TransisiDitolak("Statusnya baru saja diubah orang lain. Periksa lagi isinya di bawah, lalu putuskan.")
    if aksi == "kembalikan" and not catatan.strip() and (n := p.model.komentar.filter(selesai=False).count()):
        catatan = f"Lihat {n} komentar di halaman perjanjian."
    with transaction.atomic():
        change_status(p.model, aksi, oleh, catatan=catatan)
        tertanda = find_dokumen(p.model) if aksi in ("kembalikan", "batalkan") else None
        if tertanda is not None:  # what the first party has signed is not what will be
            batalkan(tertanda, catatan[:250])


def last_langkah(riwayat: list[RiwayatStatus]) -> str:
    """Return what names the latest step."""
    return str(riwayat[0].pk) if riwayat else ""


def explain_tunda(p: PerjanjianKinerja) -> str:
    """Say why a perjanjian may not be signed now: of a post and year only one is in force. "" where it may."""
    semua = PerjanjianKinerja.objects.filter(jabatan=p.jabatan_id, tahun=p.tahun).exclude(pk=p.pk)
    status = set(semua.values_list("status", flat=True))
    if p.jenis == PerjanjianKinerja.Jenis.MURNI and StatusPerjanjian.BERLAKU in status:
        return "Perjanjian perubahan jabatan ini sudah berlaku, jadi yang murni tidak ditandatangani lagi."
    if status & {StatusPerjanjian.DIREVIU, StatusPerjanjian.DITANDATANGANI}:
        return "Perjanjian lain jabatan ini masih menunggu tanda tangan. Selesaikan atau kembalikan yang itu dahulu."
    return ""


@transaction.atomic
def tandatangani(perjanjian: PerjanjianKinerja, aksi: str, oleh: Pengguna) -> None:
    """Record that a party has signed (one of TANDA_TANGAN); a perubahan in force replaces the murni."""
    change_status(perjanjian, aksi, oleh)
    if aksi != "tanda_kedua" or perjanjian.jenis != PerjanjianKinerja.Jenis.PERUBAHAN:
        return
    semua = PerjanjianKinerja.objects.filter(jabatan=perjanjian.jabatan_id, tahun=perjanjian.tahun)
    murni = semua.filter(jenis=PerjanjianKinerja.Jenis.MURNI, status=StatusPerjanjian.BERLAKU)
    if lama := murni.select_related("instansi").first():
        change_status(lama, "gantikan", oleh, sebagai="pihak_kedua")


# -------------------------------------------------------------------------------------------------------------- comments


def is_penyusun(p: PerjanjianKinerja, oleh: Pengguna) -> bool:
    """Tell whether he works on the perjanjian, and so may say that any comment is seen to."""
    return akses.may_edit(oleh, p.instansi) or "pihak_pertama" in p.list_peran_khusus(oleh)


def list_komentar(p: PerjanjianKinerja, oleh: Pengguna) -> list[tuple[KomentarButir, bool]]:
    """Return the comments, and whether this person may mark each as seen to."""
    semua = is_penyusun(p, oleh)
    return [(k, semua or k.oleh_id == oleh.pk) for k in p.komentar.select_related("butir__indikator", "oleh")]


def add_komentar(p: PerjanjianKinerja, butir: Butir | None, teks: str, oleh: Pengguna) -> KomentarButir:
    return KomentarButir.objects.create(perjanjian=p, butir=butir, teks=teks.strip(), oleh=oleh)


def toggle_selesai(komentar: KomentarButir) -> None:
    komentar.selesai = not komentar.selesai
    komentar.save()
