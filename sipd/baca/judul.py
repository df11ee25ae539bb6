"""Which column is which: by the words of its heading, wherever the heading is and however it is broken."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from buku_kerja.sel import BULAN
from buku_kerja.teks import fold
from sipd.baca.berkas import Isi, Lembar
from sipd.baca.hasil import Bentuk
from sipd.baca.sel import BULAN_DIKENAL, is_angka_saja, is_tiada, read_teks

BARIS_JUDUL = 30  # a heading is looked for in the first rows
TINGGI_JUDUL = 3
_NAMA_BULAN = {nomor: nama for nama, nomor in BULAN.items()}
_ROMAWI = ("I", "II", "III", "IV")

# Our columns and their names for the user, who may say which heading is which.
NAMA_KOLOM: dict[str, str] = {
    "kode_skpd": "Kode perangkat daerah",
    "nama_skpd": "Nama perangkat daerah",
    "kode_unit": "Kode unit",
    "nama_unit": "Nama unit (kelurahan)",
    "nomor": "Nomor urut",
    "kode": "Kode",
    "uraian": "Uraian program, kegiatan, dan sub kegiatan",
    "kode_program": "Kode program",
    "nama_program": "Program",
    "kode_kegiatan": "Kode kegiatan",
    "nama_kegiatan": "Kegiatan",
    "kode_sub": "Kode sub kegiatan",
    "nama_sub": "Sub kegiatan",
    "kode_rekening": "Kode rekening",
    "nama_rekening": "Nama rekening",
    "tahun": "Tahun",
    "pagu": "Pagu",
    "pagu_murni": "Pagu murni",
    "pagu_perubahan": "Pagu perubahan",
    **{f"realisasi_tw{n}": f"Realisasi keuangan TW {r}" for n, r in enumerate(_ROMAWI, 1)},
    **{f"realisasi_sd{n}": f"Realisasi keuangan s.d. TW {r}" for n, r in enumerate(_ROMAWI, 1)},
    **{f"bulan{n}": f"Realisasi keuangan {nama.capitalize()}" for nama, n in BULAN.items()},
    "realisasi": "Realisasi keuangan (triwulannya di judul tabel)",
    "realisasi_ini": "Realisasi keuangan selama triwulan ini (triwulannya di judul tabel)",
    "realisasi_jumlah": "Jumlah realisasi keuangan",
    "fisik": "Realisasi fisik (triwulannya di judul tabel)",
    **{f"fisik{n}": f"Realisasi fisik s.d. TW {r}" for n, r in enumerate(_ROMAWI, 1)},
    "nomor_dokumen": "Nomor dokumen",
    "jenis_dokumen": "Jenis dokumen",
    "jenis_transaksi": "Jenis transaksi",
    "nomor_dpt": "Nomor DPT",
    "tanggal_dokumen": "Tanggal dokumen",
    "nilai_realisasi": "Nilai realisasi",
    "nilai_setoran": "Nilai setoran",
    "nomor_spd": "Nomor SPD",
    "nomor_sp2d": "Nomor SP2D",
    "tanggal_transfer": "Tanggal transfer",
    "tanggal_sp2d": "Tanggal SP2D",
    "nilai_sp2d": "Nilai SP2D",
    "debet": "Nilai debet",
    "kredit": "Nilai kredit",
}
_SINONIM: dict[str, str] = {
    "kode_skpd": "kodeskpd kodeopd kodeperangkatdaerah kodesatker",
    "nama_skpd": "namaskpd skpd opd perangkatdaerah namaopd namaperangkatdaerah kecamatan namakecamatan satuankerja "
    "skpdopd opdskpd",
    "kode_unit": "kodesubskpd kodesubunit kodeunit kodeunitskpd kodeunitkerja",
    "nama_unit": "namasubskpd namasubunit namaunit namaunitskpd subunit unit unitkerja kelurahan namakelurahan "
    "namaunitkerja subskpd",
    "nomor": "no nomor nourut nomorurut",
    "kode": "kode koderek norek norekening nomorrekening kodekegiatansubkegiatan kodeprogramkegiatan "
    "kodeprogramkegiatansubkegiatan kodeurusanprogramkegiatansubkegiatan",
    "uraian": "uraian namaprogramkegiatan",
    "kode_program": "kodeprogram kodeprog",
    "nama_program": "namaprogram program uraianprogram",
    "kode_kegiatan": "kodekegiatan kodekeg",
    "nama_kegiatan": "namakegiatan kegiatan uraiankegiatan",
    "kode_sub": "kodesubkegiatan kodesubkeg kodesub",
    "nama_sub": "namasubkegiatan subkegiatan uraiansubkegiatan subkeg namasubkeg",
    "kode_rekening": "koderekening kodeakunsubrinci kodeakun koderekeningbelanja kodeakunrinci kodebelanja",
    "nama_rekening": "namarekening namaakunsubrinci namaakun uraianrekening belanja rekeningbelanja uraianbelanja namabelanja",
    "tahun": "tahun tahunanggaran",
    "nomor_dokumen": "nomordokumen nodokumen",
    "jenis_dokumen": "jenisdokumen",
    "jenis_transaksi": "jenistransaksi",
    "nomor_dpt": "nomordpt nodpt",
    "tanggal_dokumen": "tanggaldokumen tgldokumen",
    "nilai_realisasi": "nilairealisasi",
    "nilai_setoran": "nilaisetoran",
    "nomor_spd": "nomorspd nospd",
    "nomor_sp2d": "nomorsp2d nosp2d",
    "tanggal_transfer": "tanggaltransfer tgltransfer",
    "tanggal_sp2d": "tanggalsp2d tglsp2d",
    "nilai_sp2d": "nilaisp2d",
    "debet": "nilaidebet nilaidebit debet debit",
    "kredit": "nilaikredit kredit",
}
_KOLOM = {nama: kolom for kolom, daftar in _SINONIM.items() for nama in daftar.split()}

_ANGKA_TW = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
_TRIWULAN = re.compile(
    r"(?:\btri\s*wul\s*an|\btri\s*bulan|\bt\s?w|\btrw|\bkuartal|\bkwartal|\bq)\s*(?:ke)?[\s.:\-]*\(?(iv|iii|ii|i|[1-4]|pertama|kesatu|kedua|ketiga|keempat)(?![a-z0-9])"
)
_SAMPAI = re.compile(r"\bs\s?[./]?\s?d\b|\bsampai\b|\bhingga\b|\bkumulatif\b|\bakumulasi\b")
_BUKAN_RUPIAH = re.compile(
    r"\btarget|\brencana\b|\bsisa\b|\bdeviasi\b|\bkinerja\b|\bkeluaran\b|\boutput\b|\bvolume\b|\bk\b|\bkas\b|\bindikator|\bsatuan\b"
    r"|\bcapaian|\bbobot\b|\blalu\b"
)
_SEMESTER_SATU = re.compile(r"\bsemester\s*(?:ke)?[\s.:\-]*\(?(?:i|1|satu|pertama)(?![a-z0-9])")
_INI = re.compile(r"\b(bulan|tri\s*wulan|tri\s*bulan|t\s?w|periode)\s+(?:pelaporan\s+|laporan\s+)?ini\b")
_RENTANG = re.compile(
    r"(?:\btri\s*wul\s*an|\bt\s?w)\s*\(?(iv|iii|ii|i|[1-4])\s*(?:s\s?[./]?\s?d\b\.?|sampai(?: dengan)?|-|–)\s*"
    r"(?:tri\s*wulan|tw)?\s*\(?(iv|iii|ii|i|[1-4])(?![a-z0-9])"
)
# What a group heading says of both its columns, where the column below says which it is.
_DUA_ISI = re.compile(
    r"\btarget\s*(?:dan|&|/)\s*(?=realisasi)|\bkinerja\s*(?:dan|&|/)\s*(?:anggaran|keuangan)\b"
    r"|\bfisik\s*(?:dan|&|/)\s*keuangan\b|\bkeuangan\s*(?:dan|&|/)\s*fisik\b"
)
_RUPIAH = {"rp", "keu", "keuangan", "keuanganrp", "rupiah", "anggaranrp", "realisasirp"}
_PERSEN = re.compile(r"%|\bpersen|\bpros?entase\b|\bserapan\b|\bpersentase\b")
_TAHUN = re.compile(r"\b(20[0-9]{2})\b")
HURUF_JUDUL = 200  # of a cell in a heading


@dataclass(frozen=True)
class Kepala:
    """The heading of a sheet: which column (0-based) holds what. A code written in several cells has several columns."""

    lembar: Lembar
    bentuk: Bentuk | None
    akhir: int  # number of its last row
    awal: int
    kolom: dict[str, tuple[int, ...]]
    judul: dict[int, str] = field(default_factory=dict)  # column -> heading as written
    mutu: int = 0
    kembar: tuple[tuple[str, int], ...] = ()  # columns with the heading of one before them
    lama: tuple[int, ...] = ()  # columns of an earlier year beside those of a later one

    def list_atas(self) -> list[str]:
        """What stands above the heading, a row each, and the name of the sheet."""
        atas = [" ".join(map(read_teks, baris)) for n, baris in self.lembar.baris if n < self.awal]
        return [*atas, self.lembar.nama]

    def tajuk(self, kolom: str) -> str:
        return self.judul.get(self.kolom[kolom][0], "") if kolom in self.kolom else ""


def find_kepala(lembar: Lembar, pemetaan: Mapping[str, str]) -> Kepala | None:
    """Return the row or rows that name most of our columns, None if none does."""
    calon = []
    atas = [b for b in lembar.baris if b[0] <= lembar.baris[0][0] + BARIS_JUDUL]
    for i, (_, pertama) in enumerate(atas):
        if sum(not is_tiada(s) for s in pertama) < 2:
            continue  # a title
        for tinggi in range(1, TINGGI_JUDUL + 1):
            potong = atas[i : i + tinggi]
            if len(potong) < tinggi or any(_is_data(b) for _, b in potong):
                break
            calon.append(_read_kepala(lembar, potong, pemetaan))
    terbaik = max(calon, key=lambda k: (k.bentuk is not None, k.mutu), default=None)
    return terbaik if terbaik is not None and terbaik.mutu >= 2 else None


def _is_data(baris: tuple[Isi, ...]) -> bool:
    """A row with figures is none of a heading, nor is one that numbers the columns."""
    return any(is_angka_saja(s) if isinstance(s, str) else not _is_penanda_waktu(s) for s in baris if not is_tiada(s))


def _is_penanda_waktu(isi: Isi) -> bool:
    """A year, or the first of a month that stands for it."""
    if isinstance(isi, datetime.date):
        return isi.day == 1
    return isinstance(isi, int) and 2000 <= isi <= 2100


def _read_kepala(lembar: Lembar, potong: list[tuple[int, tuple[Isi, ...]]], pemetaan: Mapping[str, str]) -> Kepala:
    teks = _join(lembar, potong)
    kolom: dict[str, tuple[int, ...]] = {}
    kembar: list[tuple[str, int]] = []
    lama: list[int] = []
    for k, bagian in teks.items():
        nama = pemetaan.get(fold(" ".join(bagian)))
        if nama != "" and nama not in NAMA_KOLOM:
            nama = name_kolom(bagian)
        if not nama:
            continue
        if nama in kolom and kolom[nama][-1] in lembar.kolom_sembunyi and k not in lembar.kolom_sembunyi:
            kembar.append((nama, kolom.pop(nama)[0]))  # of two alike the one that can be seen
        if nama in kolom and _is_tahun_lama(teks[kolom[nama][-1]], bagian):
            lama.append(kolom.pop(nama)[0])  # of two years the later one
        elif nama in kolom and _is_tahun_lama(bagian, teks[kolom[nama][-1]]):
            lama.append(k)
            continue
        if nama not in kolom or (nama.startswith("kode") and kolom[nama][-1] == k - 1):
            kolom[nama] = (*kolom.get(nama, ()), k)
        else:
            kembar.append((nama, k))
    judul = {k: " ".join(b) for k, b in teks.items()}
    mutu = 10 * len(kolom) - 5 * len(kembar) - len(potong)  # one more row may tell apart what one row does not
    bentuk = recognize(set(kolom))
    return Kepala(lembar, bentuk, potong[-1][0], potong[0][0], kolom, judul, mutu, tuple(kembar), tuple(lama))


def _is_tahun_lama(satu: list[str], dua: list[str]) -> bool:
    """Whether one heading names an earlier year than another."""
    tahun = find_tahun(" ".join(satu)), find_tahun(" ".join(dua))
    return tahun[0] is not None and tahun[1] is not None and tahun[0] < tahun[1]


def _join(lembar: Lembar, potong: list[tuple[int, tuple[Isi, ...]]]) -> dict[int, list[str]]:
    """Return the words above each column, from top to bottom; a merged or a lone group heading stands above all it covers."""
    nomor = dict(potong)
    lebar = max(*(len(b) for b in nomor.values()), *(k for n, k in lembar.gabung if n in nomor), 0)
    hasil: dict[int, list[str]] = {}
    for k in range(lebar):
        bagian: list[str] = []
        for n, baris in potong:
            asal = lembar.gabung.get((n, k + 1), (n, k + 1))
            sumber = nomor.get(asal[0], ())
            isi = _read_judul(sumber[asal[1] - 1])[:HURUF_JUDUL] if asal[1] <= len(sumber) else ""
            if not isi and n != potong[-1][0] and _has_bawah(potong, n, k):
                isi = _find_kiri(lembar, potong, n, baris, k)
            if isi and isi not in bagian:
                bagian.append(isi)
        if bagian:
            hasil[k] = bagian
    return hasil


def _read_judul(isi: Isi) -> str:
    """A heading as words; that of a month may be a date that Excel shows as Jan-23."""
    return f"{_NAMA_BULAN[isi.month]} {isi.year}" if isinstance(isi, datetime.date) else read_teks(isi)


def _has_bawah(potong: list[tuple[int, tuple[Isi, ...]]], n: int, k: int) -> bool:
    return any(m > n and k < len(b) and not is_tiada(b[k]) for m, b in potong)


def _find_kiri(
    lembar: Lembar, potong: list[tuple[int, tuple[Isi, ...]]], n: int, baris: tuple[Isi, ...], k: int
) -> str:
    """A group heading that was not merged: the nearest to the left, if it too has a heading below it."""
    for kiri in range(min(k, len(baris)) - 1, -1, -1):
        if not _has_bawah(potong, n, kiri):
            return ""
        if not is_tiada(baris[kiri]):
            return "" if (n, kiri + 1) in lembar.gabung else _read_judul(baris[kiri])[:HURUF_JUDUL]
    return ""


def name_kolom(bagian: list[str]) -> str | None:
    """Return our name of a column from its headings, outermost first; None for a column that is not read."""
    utuh = " ".join(bagian)
    for teks in (utuh, bagian[-1]):
        if nama := _KOLOM.get(_rapat(teks)):
            return nama
    teks = _DUA_ISI.sub("", fold(utuh))
    if _rapat(bagian[-1]) in _RUPIAH:
        teks = teks.replace("kinerja", "")  # "Realisasi kinerja pada triwulan" over "I" over "K" and "Rp"
    return _name_gabungan(_rapat(utuh)) or _name_angka(teks)


def _rapat(teks: str) -> str:
    return re.sub(r"[^a-z0-9%]", "", fold(teks))


def _name_gabungan(rapat: str) -> str | None:
    """One column for all levels: "Program / Kegiatan / Sub Kegiatan"."""
    if rapat.count("kegiatan") + rapat.count("program") < 2 or re.search(
        "realisasi|pagu|indikator|target|jumlah", rapat
    ):
        return None
    return "kode" if rapat.startswith("kode") else "uraian"


def _name_angka(teks: str) -> str | None:
    rapat = _rapat(teks)
    triwulan, sampai = find_triwulan(teks), is_sampai(teks)
    if "fisik" in rapat and not re.search("target|rencana|deviasi|bobot", rapat):
        return f"fisik{triwulan}" if triwulan else "fisik"
    if _PERSEN.search(teks) or _BUKAN_RUPIAH.search(teks):
        return None
    is_realisasi = "realisasi" in rapat
    if triwulan and (is_realisasi or not re.search("anggaran|pagu", rapat)):
        return f"realisasi_{'sd' if sampai else 'tw'}{triwulan}"
    if is_realisasi or _is_bulan_saja(teks):
        return _name_realisasi(teks, sampai)
    return _name_pagu(rapat)


def _is_bulan_saja(teks: str) -> bool:
    kata = re.findall(r"[a-z]+", teks)
    return len(kata) <= 3 and find_bulan(teks) is not None


def _name_realisasi(teks: str, sampai: bool) -> str | None:
    if _SEMESTER_SATU.search(teks):
        return "realisasi_sd2"
    if _INI.search(teks) and not sampai:
        return "realisasi_ini"
    if bulan := find_bulan(teks):
        if not sampai:
            return f"bulan{bulan}"
        return f"realisasi_sd{bulan // 3}" if bulan % 3 == 0 else None
    if re.search(r"\bjumlah\b|\btotal\b|\bsetahun\b|\bseluruh", teks):
        return "realisasi_jumlah"
    return "realisasi"


def _name_pagu(rapat: str) -> str | None:
    if not re.search("pagu|anggaran|dpa|dppa|apbd", rapat) or re.search(
        "sumber|tahapan|jenis|kode|tahunanggaran|paket", rapat
    ):
        return None
    if re.search("murni|sebelum|induk|awal|semula", rapat):
        return "pagu_murni"
    return "pagu_perubahan" if re.search("perubahan|dppa|sesudah|setelah|pergeseran", rapat) else "pagu"


def find_triwulan(teks: str) -> int | None:
    """Return the quarter that a text names, the last of "TW I s.d. III"; None for none or for more than one."""
    rapi = fold(teks)
    if rentang := _RENTANG.search(rapi):
        return _angka(rentang[2]) if _angka(rentang[1]) == 1 else None
    angka = {_angka(a) for a in _TRIWULAN.findall(rapi)}
    return angka.pop() if len(angka) == 1 else None


def _angka(tulisan: str) -> int:
    return int(tulisan) if tulisan.isdigit() else _ANGKA_TW[tulisan]


def is_sampai(teks: str) -> bool:
    """Whether a text says "up to": s.d., sampai dengan, kumulatif, TW I–III."""
    rapi = fold(teks)
    return _SAMPAI.search(rapi) is not None or _RENTANG.search(rapi) is not None


def find_bulan_sampai(teks: str) -> int | None:
    """Return the quarter that ends with the month of "s.d. 30 Juni"."""
    bulan = find_bulan(teks)
    return bulan // 3 if bulan and bulan % 3 == 0 and is_sampai(teks) else None


def find_bulan(teks: str) -> int | None:
    """Return the one month that a text names."""
    bulan = {BULAN_DIKENAL[k] for k in re.findall(r"[a-z]+", fold(teks)) if k in BULAN_DIKENAL}
    return bulan.pop() if len(bulan) == 1 else None


def find_tahun(teks: str) -> int | None:
    """Return the one year that a text names."""
    tahun = {int(t) for t in _TAHUN.findall(teks)}
    return tahun.pop() if len(tahun) == 1 else None


def find_tahun_atas(kepala: Kepala) -> int | None:
    """Return the year that the titles and headings of a table agree on."""
    judul = (kepala.judul.get(k, "") for daftar in kepala.kolom.values() for k in daftar)
    tahun = {t for teks in (*kepala.list_atas(), *judul) if (t := find_tahun(teks))}
    return tahun.pop() if len(tahun) == 1 else None


def recognize(kolom: set[str]) -> Bentuk | None:
    """Return the kind of a table that has these columns."""
    sub = bool(kolom & {"kode_sub", "nama_sub"})
    if {"debet", "kredit", "kode_rekening"} <= kolom and sub:
        return Bentuk.JURNAL
    if "nilai_realisasi" in kolom and sub and kolom & {"tanggal_dokumen", "tanggal_transfer"}:
        return Bentuk.REALISASI
    if kolom & {"nomor_dokumen", "jenis_dokumen"}:
        return None
    angka = {k for k in kolom if k.startswith(("realisasi", "bulan", "nilai_realisasi"))}
    if {"kode_rekening", "kode_sub", "pagu", "tahun"} <= kolom and not angka:
        return Bentuk.ANGGARAN
    label = sub or bool(kolom & {"kode", "uraian", "kode_rekening"})
    pagu = kolom & {"pagu", "pagu_murni", "pagu_perubahan"}
    return Bentuk.TANGAN if label and (angka or pagu) else None
