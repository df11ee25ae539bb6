"""Staff tables: each RekapPegawai.tabel as the form it comes from; every total is computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Jenis, Kolom, Potongan, Sel, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import cacah, rapikan, sambung, slug
from lakip.sel import angka, baris, entri, hampa, paragraf, rumus, tautan, teks, tengah
from organisasi.models import RekapPegawai

# Columns a form always prints, whether anybody stands in them or not.
PENDIDIKAN = ("S3/S2", "S1/DIV", "D1-D3", "SLTA/Sederajat", "SLTP/Sederajat", "SD/Sederajat")
DIKLAT = ("Diklatpim III", "Diklatpim IV", "Diklat Bendaharawan", "Diklat Pengadaan Barjas")
KOLOM_BAKU = {"kualifikasi": PENDIDIKAN, "eselon": PENDIDIKAN, "diklat": DIKLAT}
KEPALA = {
    "jabatan": "Nama Jabatan",
    "golongan": "Pangkat",
    "pendidikan": "Jenjang Pendidikan",
    "kualifikasi": "Golongan",
    "eselon": "Eselon",
    "diklat": "Eselon",
    "unit": "Jabatan",
}
JUDUL = {
    "jabatan": "Jabatan, Eselon, dan Status Kepegawaian",
    "golongan": "Jumlah Pegawai Berdasarkan Pangkat dan Golongan",
    "pendidikan": "Jumlah Pegawai Berdasarkan Jenjang Pendidikan",
    "kualifikasi": "Jumlah Pegawai Berdasarkan Kualifikasi Pendidikan, Pangkat, dan Golongan",
    "eselon": "Jumlah Pejabat Struktural Berdasarkan Eselon, Kualifikasi Pendidikan, dan Jenis Kelamin",
    "diklat": "Jumlah Pejabat Berdasarkan Diklat yang Diikuti",
    "unit": "Sumber Daya Manusia",
}
_PANGKAT = re.compile(r"^(?P<pangkat>.+?)\s*\((?P<golongan>[IV]+/[a-e])\)$")


@bagian("kepegawaian")
def kepegawaian(data: DataLkj) -> Isi | Kurang:
    """Pelaihari Tabel 1, 2, 3, 24; Towuti Tabel 1.1, 1.2 and the table of diklat."""
    if not data.pegawai:
        return Kurang("Isi lembar Pegawai: jumlah pegawai menurut jabatan, golongan, pendidikan, atau eselon.")
    blok: list[Blok] = []
    for nama in JUDUL:
        for rekap in list_rekap(data, nama):
            blok.append(paragraf(*kalimat_pegawai(data, rekap)))
            if nama != "unit" or len({r.baris for r in rekap.isi}) > 1:  # of one line the sentence says it all
                blok.append(tabel_pegawai(data, rekap))
    return Isi(tuple(blok))


def list_rekap(data: DataLkj, nama: str) -> list[Rekap]:
    """The staff tables of this kind: one, or one per unit where units are listed."""
    isi = [r for r in data.pegawai if r.tabel == nama]
    if nama != "unit":
        return [Rekap(nama, isi)] if isi else []
    unit = dict.fromkeys(r.kelompok for r in isi)
    return [Rekap(nama, [r for r in isi if r.kelompok == u]) for u in unit]


class Rekap:
    """One staff table: rows, columns, and the counts where they cross; a cross nobody filled in holds nobody."""

    def __init__(self, nama: str, isi: Sequence[RekapPegawai]) -> None:
        self.nama = nama
        self.isi = isi
        self.baris = list(dict.fromkeys((r.kelompok, r.baris) for r in isi))
        self.eselon = {(r.kelompok, r.baris): r.eselon for r in isi if r.eselon}
        self.kolom = list(dict.fromkeys([*KOLOM_BAKU.get(nama, ()), *(r.kolom for r in isi)]))
        self.kelamin = tuple(k for k in ("L", "P", "") if any(r.jenis_kelamin == k for r in isi))
        self._letak: dict[tuple[str, str, str, str], list[RekapPegawai]] = {}
        for r in isi:
            self._letak.setdefault((r.kelompok, r.baris, r.kolom, r.jenis_kelamin), []).append(r)

    @property
    def bertotal_kolom(self) -> bool:
        """A column of sums per row: not where there is a single column, nor where posts of one unit are listed."""
        return len(self.kolom) > 1 and self.nama != "unit"

    def find(self, kelompok: str, nama: str, kolom: str, kelamin: str) -> list[RekapPegawai]:
        return self._letak.get((kelompok, nama, kolom, kelamin), [])

    def total(
        self, baris: Iterable[tuple[str, str]] | None = None, kolom: str | None = None, kelamin: str | None = None
    ) -> int:
        """How many stand in these rows, this column and of this sex; None stands for all."""
        pilihan = None if baris is None else set(baris)
        return sum(
            r.jumlah
            for r in self.isi
            if (pilihan is None or (r.kelompok, r.baris) in pilihan)
            and (kolom is None or r.kolom == kolom)
            and (kelamin is None or r.jenis_kelamin == kelamin)
        )


def kalimat_pegawai(data: DataLkj, rekap: Rekap) -> list[Potongan | str]:
    """One sentence before each table, with the total and how it is made up."""
    jumlah = cacah(rekap.total(), "Jumlah seluruh baris dan kolom", "orang")
    if rekap.nama == "diklat":
        return ["Diklat yang pernah diikuti pejabat struktural tercatat ",
                cacah(rekap.total(), "Jumlah peserta semua diklat", "keikutsertaan"), "."]  # fmt: skip
    if rekap.nama == "unit":
        return [f"{_nama_unit(rekap)} didukung oleh ", jumlah, " pegawai", *_rincian(rekap, rekap.kolom), "."]
    pembuka = {
        "jabatan": f"Pegawai {data.instansi.nama} pada tahun {data.tahun} berjumlah ",
        "golongan": "Menurut pangkat dan golongan tercatat ",
        "pendidikan": "Menurut jenjang pendidikan tercatat ",
        "kualifikasi": f"Pegawai {data.instansi.nama} pada tahun {data.tahun} berjumlah ",
        "eselon": "Pejabat struktural berjumlah ",
    }[rekap.nama]
    if len(rekap.kelamin) > 1:
        bagian_kelamin = [
            cacah(rekap.total(kelamin=k), f"Jumlah {sebut}", f"orang {sebut}")
            for k, sebut in (("L", "laki-laki"), ("P", "perempuan"))
            if rekap.total(kelamin=k)
        ]
        if len(bagian_kelamin) == 1:
            return [pembuka, jumlah, f", seluruhnya {'laki-laki' if rekap.total(kelamin='L') else 'perempuan'}."]
        return [pembuka, jumlah, ", terdiri atas ", *sambung(bagian_kelamin), "."]
    if rekap.nama == "golongan":
        kelompok = list(dict.fromkeys(b[0] for b in rekap.baris))
        bagian_golongan = [
            cacah(n, f"Jumlah {_sebut_golongan(k)}", f"orang {_sebut_golongan(k)}")
            for k in kelompok
            if k and (n := rekap.total([b for b in rekap.baris if b[0] == k]))
        ]
        return [pembuka, jumlah, *([", yaitu ", *sambung(bagian_golongan)] if len(bagian_golongan) > 1 else []), "."]
    return [pembuka, jumlah, *_rincian(rekap, rekap.kolom), "."]


def _rincian(rekap: Rekap, kolom: list[str]) -> list[Potongan | str]:
    bagian_kolom = [cacah(n, f"Jumlah kolom {k}", f"orang {k}") for k in kolom if (n := rekap.total(kolom=k))]
    return [", terdiri atas ", *sambung(bagian_kolom)] if len(bagian_kolom) > 1 else []


def _nama_unit(rekap: Rekap) -> str:
    return rapikan(rekap.isi[0].kelompok) or "Sekretariat"


def tabel_pegawai(data: DataLkj, rekap: Rekap) -> Tabel:
    """Rows as entered, sums per row, per group and in all."""
    sub = rekap.nama == "golongan"
    isi: list[Baris] = []
    nomor = 0
    for kelompok, anggota in groupby(rekap.baris, key=lambda b: b[0]):
        baris_kelompok = list(anggota)
        for kunci in baris_kelompok:
            nomor += 1
            isi.append(_baris(rekap, nomor, kunci))
        if sub and kelompok:
            isi.append(_jumlah(rekap, f"JUMLAH {_sebut_golongan(kelompok)}", Gaya.SUBTOTAL, baris_kelompok))
    isi.append(_jumlah(rekap, "JUMLAH TOTAL" if sub else "JUMLAH", Gaya.TOTAL, None))
    judul = JUDUL[rekap.nama]
    if rekap.nama == "unit":
        judul = f"{judul} {_nama_unit(rekap)}"
    return Tabel(
        f"pegawai-{rekap.nama}{f'-{slug(_nama_unit(rekap))}' if rekap.nama == 'unit' else ''}",
        f"{judul} {data.instansi.nama} Tahun {data.tahun}",
        _kolom(rekap),
        tuple(isi),
        lanskap=len(rekap.kolom) * len(rekap.kelamin) > 10,
    )


def _sebut_golongan(kelompok: str) -> str:
    """ "golongan IV" of "IV", "Golongan IV" or "golongan IV"."""
    return f"golongan {re.sub('golongan', '', kelompok, flags=re.IGNORECASE).strip()}"


def _kepala(rekap: Rekap) -> tuple[Kolom, ...]:
    """The text columns before the counts."""
    if rekap.nama == "golongan":
        return Kolom("Pangkat", lebar=44), Kolom("Golongan/Ruang", Jenis.TENGAH, 20)
    if rekap.nama == "jabatan":
        return Kolom(KEPALA["jabatan"], lebar=46), Kolom("Eselon", Jenis.TENGAH, 10)
    return (Kolom(KEPALA[rekap.nama], lebar=22 if len(rekap.kelamin) > 1 else 48),)


def _kolom(rekap: Rekap) -> tuple[Kolom, ...]:
    hitungan: list[Kolom] = []
    dua = len(rekap.kelamin) > 1
    for k in rekap.kolom:
        for kelamin in rekap.kelamin:
            judul = kelamin if dua else ("Jumlah" if rekap.nama == "golongan" and len(rekap.kolom) == 1 else k)
            hitungan.append(Kolom(judul, Jenis.ANGKA, 6 if dua else 14, k if dua else ""))
    if rekap.bertotal_kolom:
        for kelamin in rekap.kelamin:
            hitungan.append(Kolom(kelamin if dua else "Jumlah", Jenis.ANGKA, 6 if dua else 14, "Total" if dua else ""))
    return (Kolom("No", Jenis.TENGAH, 5), *_kepala(rekap), *hitungan)


def _teks_baris(rekap: Rekap, kunci: tuple[str, str]) -> tuple[Sel, ...]:
    nama = kunci[1]
    if rekap.nama == "golongan":
        cocok = _PANGKAT.match(nama)
        return (teks(cocok["pangkat"]), tengah(cocok["golongan"])) if cocok else (teks(nama), tengah(""))
    if rekap.nama == "jabatan":
        return teks(nama), tengah(rekap.eselon.get(kunci, ""))
    return (teks(nama),)


def _baris(rekap: Rekap, nomor: int, kunci: tuple[str, str]) -> Baris:
    hitungan: list[Sel] = []
    for k in rekap.kolom:
        for kelamin in rekap.kelamin:
            isi = rekap.find(*kunci, k, kelamin)
            asal = entri("Isian lembar Pegawai", tautan("organisasi.rekappegawai", isi[0].pk if isi else None))
            hitungan.append(angka(sum(r.jumlah for r in isi), asal) if isi else hampa("tidak ada pegawai"))
    if rekap.bertotal_kolom:
        hitungan += [
            angka(rekap.total([kunci], kelamin=kelamin), rumus("Jumlah kolom sebelumnya")) for kelamin in rekap.kelamin
        ]
    return baris(tengah(nomor), *_teks_baris(rekap, kunci), *hitungan)


def _jumlah(rekap: Rekap, nama: str, gaya: Gaya, pilihan: list[tuple[str, str]] | None) -> Baris:
    asal = rumus("Jumlah baris di atasnya")
    hitungan = [angka(rekap.total(pilihan, k, kelamin), asal) for k in rekap.kolom for kelamin in rekap.kelamin]
    if rekap.bertotal_kolom:
        hitungan += [angka(rekap.total(pilihan, kelamin=kelamin), asal) for kelamin in rekap.kelamin]
    return baris(teks(""), teks(nama, tebal=True, kolom=len(_kepala(rekap))), *hitungan, gaya=gaya)
