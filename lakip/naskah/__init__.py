"""The year's other documents, each one function from the data of a year to a :class:`~lakip.dokumen.Dokumen`.

They are made of the sections of the library (:mod:`lakip.pustaka`); a module of this package only chooses and
frames them. :data:`NASKAH` is the list by which the command and the site know them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lakip.data import DataLkj, lengkapi_tahunan, muat_data
from lakip.dokumen import Dokumen, to_roman
from lakip.naskah.iku import kurang_iku, susun_iku
from lakip.naskah.kerangka import NaskahKurang
from lakip.naskah.pk import MURNI, kurang_pk, list_pilihan, susun_pk
from lakip.naskah.rencana_aksi import kurang_rencana_aksi, susun_rencana_aksi
from lakip.naskah.renja import (
    kurang_renja,
    kurang_renja_perubahan,
    lengkapi_renja,
    lengkapi_renja_perubahan,
    susun_renja,
    susun_renja_perubahan,
)
from lakip.naskah.reviu import kurang_reviu, susun_reviu
from lakip.naskah.triwulan import kurang_realisasi, list_triwulan, susun_kemajuan, susun_monev
from lakip.naskah.tunggal import (
    kurang_keselarasan,
    kurang_lke,
    kurang_pohon_kinerja,
    kurang_skm,
    lengkapi_keselarasan,
    susun_keselarasan,
    susun_lke,
    susun_pohon_kinerja,
    susun_skm,
)
from organisasi.models import Instansi


@dataclass(frozen=True)
class Naskah:
    """A kind of document. ``menurut`` says by what it can be cut: "jabatan", "triwulan", or "" for not at all."""

    kunci: str
    nama: str
    susun: Callable[..., Dokumen]
    kurang: Callable[[DataLkj], str]  # what must be entered before it can be made; "" where it can
    menurut: str = ""
    utuh: str = ""  # the name of the whole, beside its parts
    lengkapi: Callable[[DataLkj], DataLkj] = lambda data: data  # reads what this kind needs beyond the year's own data

    def list_bagian(self, data: DataLkj) -> list[tuple[str, str]]:
        """The parts to choose from as (key, name), the whole first; [] where there is nothing to choose."""
        match self.menurut:
            case "jabatan":
                isi = [
                    (k, f"{p.jabatan.nama}{' (sebelum perubahan)' if k.endswith(MURNI) else ''}")
                    for k, p in list_pilihan(data).items()
                ]
            case "triwulan":
                isi = [(f"tw-{t}", f"Triwulan {to_roman(t)}") for t in list_triwulan(data)]
            case _:
                return []
        return [("", self.utuh), *isi]


NASKAH = {
    n.kunci: n
    for n in (
        Naskah("pk", "Perjanjian Kinerja", susun_pk, kurang_pk, "jabatan", "Semua pejabat"),
        Naskah("iku", "Keputusan dan Dokumen IKU", susun_iku, kurang_iku),
        Naskah("rencana-aksi", "Rencana Aksi", susun_rencana_aksi, kurang_rencana_aksi),
        Naskah("pohon-kinerja", "Pohon Kinerja", susun_pohon_kinerja, kurang_pohon_kinerja),
        Naskah("kemajuan", "Laporan Kemajuan Kegiatan", susun_kemajuan, kurang_realisasi, "triwulan", "Semua triwulan"),
        Naskah(
            "monev", "Evaluasi Hasil Renja", susun_monev, kurang_realisasi, "triwulan", "Satu tahun", lengkapi_tahunan
        ),
        Naskah("renja", "Renja", susun_renja, kurang_renja, lengkapi=lengkapi_renja),
        Naskah(
            "renja-perubahan",
            "Renja Perubahan",
            susun_renja_perubahan,
            kurang_renja_perubahan,
            lengkapi=lengkapi_renja_perubahan,
        ),
        Naskah(
            "keselarasan",
            "Matriks Keselarasan",
            susun_keselarasan,
            kurang_keselarasan,
            lengkapi=lengkapi_keselarasan,
        ),
        Naskah("reviu", "Reviu LKj", susun_reviu, kurang_reviu),
        Naskah("lke", "Lembar Kerja Evaluasi AKIP", susun_lke, kurang_lke),
        Naskah("skm", "Laporan Survei Kepuasan Masyarakat", susun_skm, kurang_skm),
    )
}


def susun_naskah(kunci: str, data: DataLkj, bagian: str = "") -> Dokumen:
    """Return a document of this data, or the part of it that ``bagian`` names. Makes no query.

    NaskahKurang where something must be entered first, or the part does not exist.
    """
    naskah = NASKAH[kunci]
    if kurang := naskah.kurang(data):
        raise NaskahKurang(kurang)
    if not bagian:
        return naskah.susun(data)
    match naskah.menurut:
        case "jabatan":
            return naskah.susun(data, jabatan=bagian)
        case "triwulan" if bagian in ("tw-1", "tw-2", "tw-3", "tw-4"):
            return naskah.susun(data, triwulan=int(bagian[-1]))
        case "triwulan":
            raise NaskahKurang(f'Bagian "{bagian}" tidak dikenal. Pilih tw-1, tw-2, tw-3, atau tw-4.')
        case _:
            raise NaskahKurang(f"{naskah.nama} tidak dibuat per jabatan atau triwulan.")


def rakit_naskah(
    kunci: str, instansi: Instansi, tahun: int, data: DataLkj | None = None, *, bagian: str = ""
) -> Dokumen:
    """Return a document of an instansi and year. All queries are made here."""
    return susun_naskah(kunci, NASKAH[kunci].lengkapi(data or muat_data(instansi, tahun)), bagian)


__all__ = ["NASKAH", "Naskah", "NaskahKurang", "rakit_naskah", "susun_naskah"]
