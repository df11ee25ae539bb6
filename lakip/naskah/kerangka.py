"""What the documents of this package share: letterhead or cover, signature, the choice of a part."""

from __future__ import annotations

import datetime
from dataclasses import replace

from lakip.data import DataLkj
from lakip.dokumen import Bab, Blok, Dokumen, Tabel, TandaTangan
from lakip.pustaka import Isi, Kurang
from lakip.pustaka.kalimat import buat_penanda, tempat
from lakip.rakit import build_sampul


class NaskahKurang(Exception):
    """The document cannot be made from these data; the message says in the user's words what to enter or choose."""


def susun_kerangka(
    data: DataLkj,
    jenis: str,
    judul: str,
    bab: tuple[Bab, ...],
    *,
    depan: tuple[Bab, ...] = (),
    lampiran: tuple[Bab, ...] = (),
    bagian: str = "",
    tanggal: datetime.date | None = None,
    sampul: str = "",
    subjudul: str = "",
) -> Dokumen:
    """Return a document under the letterhead of the office; with ``sampul`` it gets a cover of that title and lists.

    ``bagian`` names which part of several it is (``tw-1``, ``camat``) and joins the name of the file.
    """
    kepala = build_sampul(data, sampul or judul)
    return Dokumen(
        jenis=jenis,
        instansi=data.instansi.slug,
        tahun=data.tahun,
        judul=judul,
        sampul=replace(kepala, halaman=bool(sampul), subjudul=subjudul),
        depan=depan,
        bab=bab,
        lampiran=lampiran,
        berdaftar=bool(sampul),
        catatan=data.catatan,
        meta={"tanggal": (tanggal or data.tanggal).isoformat(), "bagian": bagian},
    )


def bab_tunggal(kunci: str, judul: str, *isi: Blok, anak: tuple[Bab, ...] = ()) -> Bab:
    """The only chapter of a short document: without a number."""
    return Bab(kunci, judul, isi, anak, bernomor=False)


def isi_of(hasil: Isi | Kurang) -> Isi:
    """Unwrap a section of the library; what it lacks, the document lacks."""
    if isinstance(hasil, Kurang):
        raise NaskahKurang(hasil.alasan)
    return hasil


def alasan_of(hasil: Isi | Kurang) -> str:
    return hasil.alasan if isinstance(hasil, Kurang) else ""


def polos(blok: tuple[Blok, ...]) -> tuple[Blok, ...]:
    """The same blocks with forms instead of tables: the heading above says what a caption would repeat."""
    return tuple(replace(b, berjudul=False) if isinstance(b, Tabel) else b for b in blok)


def tanda_tangan_camat(data: DataLkj, tahun: int, pada: datetime.date | None = None) -> tuple[Blok, ...]:
    """The Camat's signature; the day is left to be written by hand. () where no post at the top is entered."""
    if data.camat is None:
        return ()
    tempat_tanggal = f"{tempat(data)}, {'…' * 6} {tahun}"
    return (TandaTangan((buat_penanda(data, data.camat, pada=pada, tempat_tanggal=tempat_tanggal),)),)
