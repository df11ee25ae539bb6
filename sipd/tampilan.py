"""An import as its page needs it: groups of changes by sub kegiatan, figures in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from anggaran.models import SubKegiatan
from kinerja.angka import format_angka, format_rupiah
from sipd.models import ImporBerkas
from sipd.padan import PASTI
from sipd.rencana import BULAN, Beda, Kelompok, Rencana, Sasaran, Ubahan, tulis_nilai
from sipd.rencana.tambah import find_unit_simpul
from sipd.terapkan import find_sasaran, to_nilai

TERBANYAK = 200


@dataclass
class BarisUbahan:
    """One change in words."""

    nama: str
    lama: str
    baru: str
    selisih: str = ""
    turun: bool = False
    catatan: tuple[str, ...] = ()
    halangan: str = ""


@dataclass
class KelompokUbahan:
    """The changes of one sub kegiatan, and how sure the match is."""

    sub: SubKegiatan
    unit: str
    keyakinan: str
    dari: str
    baris: list[BarisUbahan] = field(default_factory=list)


def describe_rencana(rencana: Rencana) -> dict[str, Any]:
    """Return the context of the preview."""
    impor = rencana.impor
    banding = rencana.banding
    return {
        "rencana": rencana,
        "tambahan": [(s._meta.verbose_name, s, find_unit_simpul(s) or impor.instansi) for s in rencana.tambahan],
        "kelompok": _group_ubahan(rencana),
        "pasti": [k for k in rencana.kelompok if k.keyakinan == PASTI and not k.dilewati],
        "angka": {
            nama: format_rupiah(getattr(rencana, f"jumlah_{nama}")) for nama in ("berkas", "pakai", "lewat", "belum")
        },
        "temuan": impor.ringkasan.get("temuan", []),
        "disisihkan": impor.ringkasan.get("disisihkan", []),
        "banding": [
            ("Baru", banding.baru, _list_beda(banding.baru)),
            ("Berubah", banding.berubah, _list_beda(banding.berubah)),
            ("Hilang", banding.hilang, _list_beda(banding.hilang)),
        ],
        "tertinggal": [(s, tulis_nilai(n)) for s, n in rencana.tertinggal[:TERBANYAK]],
    }


def _group_ubahan(rencana: Rencana) -> list[KelompokUbahan]:
    asal: dict[int, list[Kelompok]] = {}
    for k in rencana.kelompok:
        if k.sub and k.is_pakai:
            asal.setdefault(k.sub.pk, []).append(k)
    hasil: dict[int, KelompokUbahan] = {}
    for u in rencana.ubahan:
        sub = u.sasaran.sub
        if sub.pk not in hasil:
            hasil[sub.pk] = _begin_kelompok(sub, asal.get(sub.pk, []))
        hasil[sub.pk].baris.append(_write_ubahan(u))
    return list(hasil.values())


def _begin_kelompok(sub: SubKegiatan, asal: list[Kelompok]) -> KelompokUbahan:
    unit = sub.kegiatan.program.unit
    if not asal:
        return KelompokUbahan(sub, str(unit or ""), "", "Tidak ada di berkas, jadi belum ada belanjanya.")
    if sub.pk < 0:
        return KelompokUbahan(sub, str(unit or ""), "", "Ditambahkan ke anggaran.")
    ragu = min(asal, key=lambda k: k.keyakinan)
    nama = " ".join(filter(None, [ragu.kode, ragu.nama]))
    dari = "" if ragu.keyakinan == PASTI and not ragu.dipilih else f"Di berkas: {nama}"
    return KelompokUbahan(sub, str(unit or ""), f"{format_angka(ragu.keyakinan.normalize())} %", dari)


def _write_ubahan(u: Ubahan) -> BarisUbahan:
    selisih = u.selisih
    return BarisUbahan(
        u.sasaran.nama,
        tulis_nilai(u.lama),
        tulis_nilai(u.baru),
        _write_selisih(selisih),
        selisih is not None and selisih < 0,
        u.peringatan,
        u.halangan,
    )


def _write_selisih(selisih: int | Decimal | None) -> str:
    if selisih is None:
        return ""
    teks = format_angka(selisih) if isinstance(selisih, Decimal) else format_rupiah(selisih)
    return f"+{teks}" if selisih > 0 else teks


def _list_beda(beda: Iterable[Beda]) -> list[tuple[str, str, str]]:
    """Return row, before and after, the first of many."""
    return [
        (
            " ".join(
                filter(
                    None,
                    [f"Baris {b.baris.nomor}:", b.baris.kode, b.baris.nama, b.baris.nama_rekening, _tell_pindah(b)],
                )
            ),
            tulis_nilai(b.lama),
            tulis_nilai(b.baru),
        )
        for b in list(beda)[:TERBANYAK]
    ]


def _tell_pindah(b: Beda) -> str:
    return f"(pindah dari {BULAN[b.dari]} ke {BULAN[b.baris.bulan or 0]})" if b.dari else ""


def describe_impor(impor: ImporBerkas) -> dict[str, Any]:
    """Return the context of what an import changed, or why it was refused."""
    semua = list(impor.perubahan.all())
    perubahan = [p for p in semua if not p.is_tambahan]
    sasaran, _ = find_sasaran(perubahan)
    hasil: dict[int, KelompokUbahan] = {}
    for p in perubahan:
        if s := sasaran.get(p.pk):
            lama, baru = (to_nilai(p.bidang, n) for n in (p.sebelum, p.sesudah))
            milik = hasil.setdefault(s.sub.pk, KelompokUbahan(s.sub, _name_unit(s), "", ""))
            milik.baris.append(_write_ubahan(Ubahan(s, lama, baru)))
    return {
        "kelompok": list(hasil.values()),
        "alasan": impor.ringkasan.get("alasan", ""),
        "temuan": impor.ringkasan.get("temuan", []),
        "banyak": len(perubahan),
        "ditambahkan": [p.sesudah for p in semua if p.is_tambahan],
    }


def _name_unit(s: Sasaran) -> str:
    return str(s.sub.kegiatan.program.unit or "")
