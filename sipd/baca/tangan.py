"""Tables kept by hand: levels in columns or in rows, filled only where they change, sums in between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from buku_kerja.teks import fold
from kinerja.kode import induk_kode, tingkat_kode
from sipd.baca.berkas import Isi
from sipd.baca.hasil import Bacaan, Baris, Bentuk, BerkasDitolak, Empat, EmpatPersen
from sipd.baca.judul import Kepala, find_bulan_sampai, find_tahun_atas, find_triwulan, is_sampai
from sipd.baca.pembaca import Pembaca, Rekaman, TingkatNama, find_kata, is_jumlah, rupiah
from sipd.baca.sel import (
    UANG_TERBESAR,
    SelError,
    is_angka_saja,
    is_kode_skpd,
    is_tiada,
    read_kode,
    read_persen,
    read_rekening,
    read_teks,
    read_uang,
    split_kode_nama,
)

Tingkat: TypeAlias = Literal["skpd", "unit", "program", "kegiatan", "subkegiatan", "rekening", "jumlah", "?"]

TINGKAT_NAMA: tuple[TingkatNama, ...] = ("program", "kegiatan", "subkegiatan")
DIGIT_UANG = 15
PAGU = ("pagu", "pagu_murni", "pagu_perubahan")
TRIWULAN = (1, 2, 3, 4)
_SKPD = re.compile(
    r"(?:(?:nama\s*)?(?:skpd|opd|perangkat daerah|organisasi|unit|unit kerja|sub unit)\s*:?\s*)?"
    r"((?:kecamatan|kelurahan)\s.{1,80})",
    re.IGNORECASE,
)
_EKOR = re.compile(r"(?i)\s*\b(?:kabupaten|kab|kota|provinsi|tahun|t\.?a|triwulan|tw)\b.*")
_TURUNAN = re.compile(r"sisa\b|selisih\b|pros?entase\b|persen|rata|%|capaian|tingkat serapan|target\b")
_KATA_TINGKAT: tuple[tuple[str, Tingkat], ...] = (
    ("sub kegiatan", "subkegiatan"), ("subkegiatan", "subkegiatan"), ("kegiatan", "kegiatan"), ("program", "program"),
    ("kelurahan", "unit"), ("kecamatan", "skpd"), ("skpd", "skpd"), ("opd", "skpd"),
)  # fmt: skip


@dataclass(frozen=True)
class Tempat:
    """Where a row stands: what was last said above it."""

    skpd: str = ""
    nama_skpd: str = ""
    unit: str = ""
    nama_unit: str = ""
    program: str = ""
    nama_program: str = ""
    kegiatan: str = ""
    nama_kegiatan: str = ""
    sub: str = ""
    nama_sub: str = ""

    def kunci(self, tingkat: Tingkat) -> tuple[str, ...]:
        """What rows of one program, kegiatan, … have in common."""
        skpd = self.skpd or fold(self.nama_skpd)
        unit = self.unit or fold(self.nama_unit)
        program = self.program or fold(self.nama_program)
        kegiatan = self.kegiatan or fold(self.nama_kegiatan)
        sub = self.sub or fold(self.nama_sub)
        semua = {"skpd": 1, "unit": 2, "program": 3, "kegiatan": 4, "subkegiatan": 5, "rekening": 5}
        return (skpd, unit, program, kegiatan, sub)[: semua.get(tingkat, 0)]


@dataclass
class Calon:
    """A row with figures: of the lowest level, or a sum."""

    nomor: int
    tingkat: Tingkat
    tempat: Tempat
    uang: dict[str, int | None]
    fisik: EmpatPersen
    rekening: str = ""
    nama_rekening: str = ""
    uraian: str = ""


@dataclass
class Susunan:
    """What has been read so far."""

    tempat: Tempat = field(default_factory=Tempat)
    calon: list[Calon] = field(default_factory=list)
    berkode: bool = False  # rows have codes, so that one without is odd


def read_tangan(kepala: Kepala) -> Bacaan:
    """Read a table kept by hand. Raises :class:`BerkasDitolak` where it cannot be told what the amounts are."""
    kepala = _place_periode(kepala)
    pembaca = Pembaca(kepala)
    pembaca.gaya = _find_gaya(pembaca)
    susunan = Susunan(_find_skpd_atas(kepala))
    _check_kembar(pembaca)
    for rekaman in pembaca.list_baris():
        _read_baris(pembaca, rekaman, susunan)
    bawah = _drop_kembar(pembaca, _list_terbawah(susunan.calon))
    if not bawah:
        raise BerkasDitolak(
            f"Tidak ada sub kegiatan yang dikenali di bawah judul kolom (baris {kepala.akhir}). "
            "Perlu kolom kode, atau kolom nama sub kegiatan.",
            tuple(kepala.judul.values()),
        )
    _check_jumlah(pembaca, susunan.calon, bawah)
    baris = [_to_baris(pembaca, c) for c in bawah]
    angka = [n for c in bawah for k, n in c.uang.items() if n and k not in PAGU]
    pembaca.note_tanpa_kode(baris)
    _check_turun(pembaca, baris)
    _check_persen(pembaca, bawah)
    _check_seratus(pembaca, baris, angka)
    angka = angka or [n for c in bawah for n in c.uang.values() if n]
    return pembaca.finish(Bentuk.TANGAN, baris, angka, find_tahun_atas(kepala))


def _place_periode(kepala: Kepala) -> Kepala:
    """Give a lone column "Realisasi" or "Fisik" the quarter that the title of the table names."""
    kolom = dict(kepala.kolom)
    if "nilai_realisasi" in kolom:
        kolom.setdefault("realisasi", kolom.pop("nilai_realisasi"))
    bertriwulan = any(k.startswith(("realisasi_tw", "realisasi_sd", "bulan")) for k in kolom)
    if "realisasi" not in kolom and not bertriwulan and "realisasi_jumlah" in kolom:
        kolom["realisasi"] = kolom.pop("realisasi_jumlah")
    if (tunggal := kolom.pop("realisasi", None)) is not None:
        nama = "realisasi_jumlah" if bertriwulan else _name_periode(kepala, kepala.judul[tunggal[0]])
        kolom.setdefault(nama, tunggal)
    if (fisik := kolom.pop("fisik", None)) is not None and (
        triwulan := _find_periode(kepala, kepala.judul[fisik[0]])[0]
    ):
        kolom.setdefault(f"fisik{triwulan}", fisik)
    return replace(kepala, kolom=kolom)


def _name_periode(kepala: Kepala, judul: str) -> str:
    triwulan, sampai = _find_periode(kepala, judul)
    if triwulan and (sampai or triwulan == 1):
        return f"realisasi_sd{triwulan}"
    raise BerkasDitolak(
        f"Kolom {judul} tidak menyebut triwulan, atau tidak jelas apakah selama satu triwulan atau sejak Januari. "
        "Tulis judulnya, misalnya “Realisasi TW II” atau “Realisasi s.d. TW II”.",
        tuple(kepala.judul.values()),
    )


def _find_periode(kepala: Kepala, judul: str) -> tuple[int | None, bool]:
    """Return the quarter that titles and headings agree on, and whether they say "up to"."""
    # A target "s.d. TW II" beside it says that the realisasi is of the same period.
    teks = [(t, find_bulan_sampai(t) or find_triwulan(t)) for t in (*kepala.judul.values(), *kepala.list_atas())]
    triwulan = {n for _, n in teks if n}
    sampai = is_sampai(judul) or any(n and is_sampai(t) for t, n in teks)
    return (triwulan.pop() if len(triwulan) == 1 else None), sampai


def _find_skpd_atas(kepala: Kepala) -> Tempat:
    """The kecamatan that stands above the table, if it is one."""
    atas = (baris for n, baris in kepala.lembar.baris if n < kepala.awal)
    nama = {fold(n): n for baris in atas if (n := _name_skpd([read_teks(s) for s in baris if isinstance(s, str)]))}
    return Tempat(nama_skpd=nama.popitem()[1]) if len(nama) == 1 else Tempat()


def _check_kembar(pembaca: Pembaca) -> None:
    """Two columns of one heading: the first is read, unless the other holds rupiah too."""
    for nama, k in pembaca.kepala.kembar:
        if nama not in pembaca.kepala.kolom or not (
            nama in PAGU or nama.startswith(("realisasi_tw", "realisasi_sd", "bulan"))
        ):
            continue
        isi = [b[k] for n, b in pembaca.lembar.baris if n > pembaca.kepala.akhir and k < len(b)]
        menolak = any(_is_besar(s) for s in isi)
        pesan = "Ada dua kolom berjudul ini; " + (
            "hapus atau ganti judul salah satunya." if menolak else "yang dibaca yang kiri."
        )
        pembaca.add(None, nama, pesan, menolak=menolak)


def _is_besar(isi: Isi) -> bool:
    try:
        return abs(read_uang(isi) or 0) > 100
    except SelError:
        return False


# ---- one row ----


def _read_baris(pembaca: Pembaca, rekaman: Rekaman, susunan: Susunan) -> None:
    label = _read_label(rekaman, susunan.tempat)
    uang, terisi = _read_angka(pembaca, rekaman)
    kata = _find_kata_jumlah(pembaca, rekaman)
    if kata and label.tingkat not in ("subkegiatan", "rekening"):
        label.tingkat, label.uraian = "jumlah", kata
        label.tempat = susunan.tempat
    if not terisi:
        susunan.tempat = label.tempat
        return
    if label.tingkat == "?" and _is_turunan(rekaman):
        return
    if (label.tingkat == "?" or (susunan.berkode and not label.berkode)) and _is_catatan(rekaman, uang):
        return  # a note, a place and date, a signature
    susunan.berkode = susunan.berkode or label.berkode
    susunan.tempat = label.tempat
    _report_galat(rekaman, uang)
    bersih = {k: n if isinstance(n, int) else None for k, n in uang.items()}
    calon = Calon(rekaman.nomor, label.tingkat, label.tempat, bersih, _read_fisik(rekaman))
    calon.rekening, calon.nama_rekening, calon.uraian = label.rekening, label.nama_rekening, label.uraian
    susunan.calon.append(calon)


def _list_letak_uang(pembaca: Pembaca) -> set[int]:
    return {pembaca.kepala.kolom[k][0] for k in _list_kolom_uang(pembaca)}


def _is_turunan(rekaman: Rekaman) -> bool:
    """A row below the table that is neither part nor sum: Sisa, Persentase, Rata-rata."""
    return bool(find_kata(rekaman, _list_letak_uang(rekaman.pembaca), lambda t: bool(_TURUNAN.match(fold(t)))))


def _is_catatan(rekaman: Rekaman, uang: dict[str, int | SelError | None]) -> bool:
    """Nothing in the columns of amounts is an amount, nor looks like one that cannot be read."""
    return not any(isinstance(n, int) or (n is not None and _is_mirip_uang(rekaman.mentah(k))) for k, n in uang.items())


def _is_mirip_uang(isi: Isi) -> bool:
    if isinstance(isi, str):  # a NIP is longer
        return "%" not in isi and is_angka_saja(isi) and sum(s.isdigit() for s in isi) <= DIGIT_UANG
    return isi is None or (isinstance(isi, int | float) and abs(isi) < UANG_TERBESAR)


def _report_galat(rekaman: Rekaman, uang: dict[str, int | SelError | None]) -> None:
    for kolom, nilai in uang.items():
        if isinstance(nilai, SelError):
            rekaman.add(kolom, f"{nilai}".rstrip(".") + ".")


def _list_kolom_uang(pembaca: Pembaca) -> list[str]:
    awalan = ("realisasi", "bulan")
    return [k for k in pembaca.kepala.kolom if k in PAGU or k.startswith(awalan)]


def _read_angka(pembaca: Pembaca, rekaman: Rekaman) -> tuple[dict[str, int | SelError | None], bool]:
    """Return the amounts of a row, those that cannot be read as what is wrong with them, and whether there are any."""
    hasil: dict[str, int | SelError | None] = {}
    for kolom in _list_kolom_uang(pembaca):
        isi = rekaman.mentah(kolom)
        try:
            hasil[kolom] = read_uang(isi)
        except SelError as galat:
            hasil[kolom] = galat
        if isi is None and rekaman.is_rumus(kolom):
            hasil[kolom] = SelError(
                "berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu unggah lagi"
            )
    terisi = any(not is_tiada(rekaman.mentah(k)) or isinstance(hasil[k], SelError) for k in hasil)
    return hasil, terisi or any(not is_tiada(rekaman.mentah(f"fisik{t}")) for t in TRIWULAN)


def _read_fisik(rekaman: Rekaman) -> EmpatPersen:
    nilai: list[Decimal | None] = []
    for t in TRIWULAN:
        try:
            nilai.append(read_persen(rekaman.mentah(f"fisik{t}")))
        except SelError as galat:
            rekaman.pembaca.add(rekaman.nomor, f"fisik{t}", f"Sel {galat}; fisiknya tidak dibaca.")
            nilai.append(None)
    return (nilai[0], nilai[1], nilai[2], nilai[3])


def _find_kata_jumlah(pembaca: Pembaca, rekaman: Rekaman) -> str:
    return find_kata(rekaman, _list_letak_uang(pembaca))


# ---- what a row is ----


@dataclass
class Label:
    tempat: Tempat
    tingkat: Tingkat = "?"
    rekening: str = ""
    nama_rekening: str = ""
    uraian: str = ""
    berkode: bool = False


def _read_label(rekaman: Rekaman, lama: Tempat) -> Label:
    label = Label(_read_skpd(rekaman, lama))
    _read_kolom_tingkat(rekaman, label)
    _read_kolom_umum(rekaman, label)
    if label.tingkat == "?":
        _read_kepala_skpd(rekaman, label)
    return label


def _read_skpd(rekaman: Rekaman, lama: Tempat) -> Tempat:
    """Fill down the columns of SKPD and unit; a new one begins anew."""
    skpd, nama_skpd = rekaman.teks("kode_skpd"), rekaman.teks("nama_skpd")
    unit, nama_unit = rekaman.teks("kode_unit"), rekaman.teks("nama_unit")
    if (skpd or nama_skpd) and not is_jumlah(nama_skpd) and not _is_sama(skpd, nama_skpd, lama.skpd, lama.nama_skpd):
        return Tempat(skpd, nama_skpd, unit, nama_unit)
    if (unit or nama_unit) and not is_jumlah(nama_unit) and not _is_sama(unit, nama_unit, lama.unit, lama.nama_unit):
        return Tempat(lama.skpd, lama.nama_skpd, unit, nama_unit)
    return lama


def _is_sama(kode: str, nama: str, kode_lama: str, nama_lama: str) -> bool:
    return (not kode or kode == kode_lama) and (not nama or fold(nama) == fold(nama_lama))


def _read_kolom_tingkat(rekaman: Rekaman, label: Label) -> None:
    """Read the columns that belong to one level, from the highest down."""
    for tingkat, singkat in zip(TINGKAT_NAMA, ("program", "kegiatan", "sub"), strict=True):
        kode_nama, nama = split_kode_nama(rekaman.mentah(f"nama_{singkat}"))
        kode = _read_kode_tingkat(rekaman, f"kode_{singkat}", label.tempat) or read_kode(kode_nama)
        if is_jumlah(nama):
            kode, nama = kode, ""
        if kode and kode.count(".") >= 2:
            _place(label, kode, nama)
        elif nama and not (tingkat == "program" and _name_skpd([nama])):
            _place_nama(label, tingkat, nama)
    rekening = read_rekening(rekaman.mentah("kode_rekening"))
    kode_nama, nama = split_kode_nama(rekaman.mentah("nama_rekening"))
    rekening = rekening or read_rekening(kode_nama)
    if rekening or (nama and not rekaman.pembaca.has("uraian") and not is_jumlah(nama)):
        label.tingkat, label.rekening, label.nama_rekening = "rekening", rekening, nama
        label.berkode = label.berkode or bool(rekening)


def _read_kode_tingkat(rekaman: Rekaman, kolom: str, tempat: Tempat) -> str:
    """The code of a level; one that has only its last part is joined to the level above."""
    kode = _read_kode_gabung(rekaman, kolom)
    if kode.count(".") >= 2:
        return kode
    akhir = read_teks(rekaman.mentah(kolom)).strip(".")
    induk = {"kode_sub": tempat.kegiatan, "kode_kegiatan": tempat.program}.get(kolom, "")
    pola = r"(?:0?[1-9]\.)[0-9]{1,2}" if kolom == "kode_kegiatan" else r"[0-9]{1,4}"
    return read_kode(f"{induk}.{akhir.zfill(2)}") if induk and re.fullmatch(pola, akhir) else ""


def _read_kode_gabung(rekaman: Rekaman, kolom: str) -> str:
    """A code in one cell, or in several side by side, filled where they change: 7 | 01 | 01 | 2.01 | 01."""
    banyak = len(rekaman.pembaca.kepala.kolom.get(kolom, ()))
    if banyak <= 1:
        return read_kode(rekaman.mentah(kolom))
    ruas = [read_teks(rekaman.mentah(kolom, i)).strip(". ") for i in range(banyak)]
    isi = [i for i, r in enumerate(ruas) if r]
    if not isi:
        return ""
    lama = rekaman.pembaca.ruas.get(kolom, [""] * banyak)
    ruas = [*lama[: isi[0]], *ruas[isi[0] : isi[-1] + 1], *[""] * (banyak - isi[-1] - 1)]
    rekaman.pembaca.ruas[kolom] = ruas
    return read_kode(".".join(r.zfill(2) if i and r.isdigit() and i != 3 else r for i, r in enumerate(ruas) if r))


def _read_kolom_umum(rekaman: Rekaman, label: Label) -> None:
    """Read the columns "Kode" and "Uraian", in which a row may be of any level."""
    kode_nama, nama = split_kode_nama(rekaman.mentah("uraian"))
    for kolom in ("kode", "kode_rekening"):
        mentah = rekaman.mentah(kolom)
        if len(rekaman.pembaca.kepala.kolom.get(kolom, ())) == 1 and _is_rekening(mentah):
            label.tingkat, label.rekening, label.nama_rekening = "rekening", read_rekening(mentah), nama
            label.berkode = True
            return
        if is_kode_skpd(mentah):
            label.tingkat, label.tempat = "skpd", Tempat(skpd=read_teks(mentah), nama_skpd=nama)
            return
        if kode := _read_kode_gabung(rekaman, kolom):
            _place(label, kode, nama)
            return
    if _is_rekening(kode_nama):
        label.tingkat, label.rekening, label.nama_rekening = "rekening", read_rekening(kode_nama), nama
        label.berkode = True
    elif kode := read_kode(kode_nama):
        _place(label, kode, nama)
    elif tingkat := rekaman.pembaca.gaya.get(_name_gaya(rekaman.mentah("nomor"))):
        _place_nama(label, tingkat, nama)
    else:
        label.uraian = nama


def _find_gaya(pembaca: Pembaca) -> dict[str, TingkatNama]:
    """Of a table without codes whose rows are numbered A, 1, a: which numbers are those of which level."""
    if not pembaca.has("nomor") or not pembaca.has("uraian"):
        return {}
    gaya: dict[str, None] = {}
    for r in pembaca.list_baris():
        kode = [r.mentah("kode"), r.mentah("kode_rekening"), split_kode_nama(r.mentah("uraian"))[0]]
        if any(read_kode(k).count(".") >= 2 for k in kode):
            return {}
        if not is_tiada(r.mentah("uraian")) and (satu := _name_gaya(r.mentah("nomor"))):
            gaya[satu] = None
    return dict(zip(gaya, TINGKAT_NAMA, strict=True)) if len(gaya) == len(TINGKAT_NAMA) else {}


def _name_gaya(isi: Isi) -> str:
    """How a row is numbered: "A" (also I, II), "1", "a", "1.1", …; "" for no number."""
    teks = read_teks(isi).strip(" .)")
    if re.fullmatch("[A-Z]|[IVX]{1,5}", teks):
        return "A"
    if re.fullmatch("[a-z]|[ivx]{1,5}", teks):
        return "a"
    return re.sub("[0-9]+", "1", teks) if re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2}){0,3}", teks) else ""


def _is_rekening(isi: object) -> bool:
    """5.1.02 is a rekening, 7.01.02 a program: the second part tells them apart; without dots the first digit does."""
    teks = "".join(read_teks(isi).split())
    if not read_rekening(teks):
        return False
    return bool(re.match(r"[456]\.[0-9](\.|$)", teks)) or ("." not in teks and teks[0] in "456")


def _place(label: Label, kode: str, nama: str) -> None:
    """Take a code of any level as the place of this row and of those below it."""
    tingkat = tingkat_kode(kode)
    t = label.tempat
    if tingkat == "urusan" or tingkat == "bidang":
        label.tingkat, label.uraian = "unit", nama
        return
    program = kode if tingkat == "program" else _induk(kode, "program")
    dasar = Tempat(t.skpd, t.nama_skpd, t.unit, t.nama_unit, program, _name(program, t.program, t.nama_program))
    if tingkat == "program":
        label.tempat = _with(dasar, nama_program=nama or dasar.nama_program)
    else:
        kegiatan = kode if tingkat == "kegiatan" else _induk(kode, "kegiatan")
        dasar = _with(dasar, kegiatan=kegiatan, nama_kegiatan=_name(kegiatan, t.kegiatan, t.nama_kegiatan))
        if tingkat == "kegiatan":
            label.tempat = _with(dasar, nama_kegiatan=nama or dasar.nama_kegiatan)
        else:
            label.tempat = _with(dasar, sub=kode, nama_sub=nama or _name(kode, t.sub, t.nama_sub))
    label.tingkat, label.uraian, label.berkode = tingkat, nama, True


def _name(kode: str, lama: str, nama_lama: str) -> str:
    """The name said above, if it is of this code or no code was said there."""
    return nama_lama if kode == lama or not lama else ""


def _with(tempat: Tempat, **isi: str) -> Tempat:
    return replace(tempat, **isi)


def _induk(kode: str, tingkat: str) -> str:
    kini: str | None = kode
    while kini is not None and tingkat_kode(kini) != tingkat:
        kini = induk_kode(kini)
    return kini or ""


def _place_nama(label: Label, tingkat: TingkatNama, nama: str) -> None:
    """Take a name without a code as the place; the levels below begin anew where it changes."""
    t = label.tempat
    label.tingkat, label.uraian = tingkat, nama
    if tingkat == "program":
        if fold(nama) != fold(t.nama_program):
            label.tempat = Tempat(t.skpd, t.nama_skpd, t.unit, t.nama_unit, nama_program=nama)
    elif tingkat == "kegiatan":
        if fold(nama) != fold(t.nama_kegiatan):
            label.tempat = _with(t, kegiatan="", nama_kegiatan=nama, sub="", nama_sub="")
    elif fold(nama) != fold(t.nama_sub):
        label.tempat = _with(t, sub="", nama_sub=nama)


def _read_kepala_skpd(rekaman: Rekaman, label: Label) -> None:
    """A row that names the kecamatan or kelurahan whose rows follow."""
    nama = _name_skpd([read_teks(s) for s in rekaman.isi if isinstance(s, str)])
    t = label.tempat
    if fold(nama).startswith("kecamatan"):
        label.tingkat, label.tempat = (
            "skpd",
            t if _is_sama("", nama, "", t.nama_skpd) and not t.nama_unit else Tempat("", nama),
        )
    elif nama:
        label.tingkat, label.tempat = "unit", Tempat(t.skpd, t.nama_skpd, nama_unit=nama)
    label.uraian = label.uraian or nama


def _name_skpd(teks: list[str]) -> str:
    """Return "Kecamatan X" or "Kelurahan X" of a row that says nothing else, "" for others."""
    for satu in (" ".join(teks[:3]), *teks[:1]):
        if cocok := _SKPD.fullmatch(satu):
            return _EKOR.sub("", cocok[1]).strip(" ,.-")
    return ""


# ---- what the rows add up to ----


def _list_terbawah(calon: list[Calon]) -> list[Calon]:
    """The rows of the lowest level: rekening without parts of their own, and sub kegiatan without rekening."""
    hasil: list[Calon] = []
    per_sub: dict[tuple[str, ...], list[Calon]] = {}
    for c in calon:
        if c.tingkat == "rekening":
            per_sub.setdefault(c.tempat.kunci("subkegiatan"), []).append(c)
    for c in calon:
        rekening = per_sub.get(c.tempat.kunci("subkegiatan"), [])
        terbawah = c.tingkat == "rekening" and not any(_is_di_bawah(r.rekening, c.rekening) for r in rekening)
        if terbawah or (c.tingkat == "subkegiatan" and not rekening):
            hasil.append(c)
    return hasil


def _is_di_bawah(bawah: str, atas: str) -> bool:
    return bool(atas) and bawah.startswith(f"{atas}.")


def _kunci_baris(c: Calon) -> tuple[str, ...]:
    return (*c.tempat.kunci("subkegiatan"), c.rekening or fold(c.nama_rekening))


def _kunci_asal(c: Calon) -> tuple[str, ...]:
    """As above, but the names of the levels do not matter where there is a code."""
    kunci = _kunci_baris(c)
    return (*kunci[:2], *kunci[4:]) if c.tempat.sub else kunci


def _drop_kembar(pembaca: Pembaca, bawah: list[Calon]) -> list[Calon]:
    """A row that stands twice counts once if it says the same, and refuses the file if it does not."""
    pertama: dict[tuple[str, ...], Calon] = {}
    for c in bawah:
        lain = pertama.setdefault(_kunci_baris(c), c)
        if lain is c:
            continue
        if lain.uang == c.uang:
            pembaca.add(c.nomor, "kode", f"Baris ini sama persis dengan baris {lain.nomor}; dihitung sekali.")
        else:
            pembaca.add(
                c.nomor,
                "kode",
                f"{c.tempat.sub or c.tempat.nama_sub} sudah ada di baris {lain.nomor} dengan angka lain. "
                "Hapus salah satunya, atau gabungkan angkanya.",
                menolak=True,
            )
    return list(pertama.values())


def _check_jumlah(pembaca: Pembaca, calon: list[Calon], bawah: list[Calon]) -> None:
    terbawah = {id(c) for c in bawah}
    kunci = {_kunci_baris(c) for c in bawah}
    sebelum = 0  # row of the last sum
    for c in calon:
        if id(c) in terbawah or (c.tingkat in ("subkegiatan", "rekening") and _kunci_baris(c) in kunci):
            continue
        if c.tingkat in ("jumlah", "?"):
            _check_kata(pembaca, c, bawah, sebelum)
            sebelum = c.nomor
        else:
            _check_induk(pembaca, c, bawah)


def _check_induk(pembaca: Pembaca, c: Calon, bawah: list[Calon]) -> None:
    """A program, kegiatan, … row with figures is the sum of what is below it."""
    kunci = c.tempat.kunci(c.tingkat)
    bagian = [b for b in bawah if b.tempat.kunci(c.tingkat) == kunci and _is_bagian_rekening(b, c)]
    uraian = f"{c.tingkat.capitalize()} {c.uraian or c.nama_rekening or ''}".strip().replace("Subk", "Sub k")
    if not bagian:
        if any(c.uang.values()):
            pembaca.add(
                c.nomor, "kode", f"{uraian} berisi angka, tetapi tidak ada sub kegiatan di bawahnya.", menolak=True
            )
        return
    for kolom, nilai in c.uang.items():
        if nilai is not None:
            pembaca.add_jumlah(c.nomor, uraian, kolom, nilai, _sum(bagian, kolom))


def _is_bagian_rekening(b: Calon, c: Calon) -> bool:
    return c.tingkat != "rekening" or _is_di_bawah(b.rekening, c.rekening)


def _check_kata(pembaca: Pembaca, c: Calon, bawah: list[Calon], sebelum: int) -> None:
    """A row "Jumlah …": of what it names, or of whatever it fits; of nothing that it fits: refused."""
    ruang = _list_ruang(c, [b for b in bawah if b.nomor < c.nomor], sebelum) + _list_ruang(c, bawah, sebelum)
    tertulis = {k: n for k, n in c.uang.items() if n is not None}
    terbaik = max(ruang, key=lambda r: sum(_sum(r, k) == n for k, n in tertulis.items()), default=[])
    uraian = c.uraian or "Baris tanpa nama"
    if c.tingkat == "?" and c.uraian and any(_sum(terbaik, k) != n for k, n in tertulis.items()):
        pembaca.add(
            c.nomor, "kode", "Baris ini berangka, tetapi tidak berkode. Isi kodenya, atau hapus barisnya.", menolak=True
        )
        return
    for kolom, nilai in tertulis.items():
        pembaca.add_jumlah(c.nomor, uraian, kolom, nilai, _sum(terbaik, kolom))


def _list_ruang(c: Calon, bawah: list[Calon], sebelum: int) -> list[list[Calon]]:
    """What a sum may be the sum of; if its words name a level, only that or all."""
    teks = fold(c.uraian)
    bernama = next((t for kata, t in _KATA_TINGKAT if kata in teks), None)
    tingkat: Iterable[Tingkat] = (bernama,) if bernama else ("subkegiatan", "kegiatan", "program", "unit", "skpd")
    ruang = [[b for b in bawah if b.tempat.kunci(t) == c.tempat.kunci(t)] for t in tingkat]
    sejak = [] if bernama else [[b for b in bawah if sebelum < b.nomor < c.nomor]]
    return [*sejak, *ruang, bawah]


def _sum(bagian: Iterable[Calon], kolom: str) -> int:
    return sum(b.uang.get(kolom) or 0 for b in bagian)


# ---- a row as it goes out ----


def _to_baris(pembaca: Pembaca, c: Calon) -> Baris:
    realisasi, sd = _spread(pembaca, c)
    perubahan, murni, pagu = (c.uang.get(k) for k in ("pagu_perubahan", "pagu_murni", "pagu"))
    t = c.tempat
    akhir = next((n for n in reversed(sd) if n is not None), 0)
    return Baris(
        nomor=c.nomor,
        skpd=t.skpd,
        nama_skpd=t.nama_skpd,
        unit=t.unit,
        nama_unit=t.nama_unit,
        kode_program=t.program,
        kode_kegiatan=t.kegiatan,
        kode_sub=t.sub,
        nama_program=t.nama_program,
        nama_kegiatan=t.nama_kegiatan,
        nama_sub=t.nama_sub,
        rekening=c.rekening,
        nama_rekening=c.nama_rekening,
        jumlah=akhir,
        pagu=next((n for n in (perubahan, pagu, murni) if n is not None), None),
        pagu_murni=murni,
        realisasi=realisasi,
        realisasi_sd=sd,
        fisik=c.fisik,
        kunci_asal="|".join(_kunci_asal(c)),
    )


def _spread(pembaca: Pembaca, c: Calon) -> tuple[Empat, Empat]:
    """Return the figures per quarter and up to each, each from the other as far as the columns allow."""
    tw = [_triwulan(pembaca, c, t) for t in TRIWULAN]
    sd = [c.uang.get(f"realisasi_sd{t}") for t in TRIWULAN]
    ada_tw = [_has_triwulan(pembaca, t) for t in TRIWULAN]
    ada_sd = [pembaca.has(f"realisasi_sd{t}") for t in TRIWULAN]
    for i in range(4):
        jumlah = sum(n or 0 for n in tw[: i + 1]) if all(ada_tw[: i + 1]) else None
        if sd[i] is not None and jumlah is not None and sd[i] != jumlah:
            pembaca.add(
                c.nomor,
                f"realisasi_sd{i + 1}",
                f"Tertulis {rupiah(sd[i] or 0)}, sedangkan jumlah triwulannya {rupiah(jumlah)}.",
                menolak=True,
            )
        if not ada_sd[i] and tw[i] is not None:
            sd[i] = jumlah if jumlah is not None else _add(sd[i - 1] if i else None, tw[i])
        if not ada_tw[i] and sd[i] is not None and (i == 0 or ada_sd[i - 1] or ada_tw[i - 1]):
            tw[i] = (sd[i] or 0) - (_last(sd[:i]) or 0)
    _check_baris(pembaca, c, sd)
    return (tw[0], tw[1], tw[2], tw[3]), (sd[0], sd[1], sd[2], sd[3])


def _add(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _last(nilai: list[int | None]) -> int | None:
    return next((n for n in reversed(nilai) if n is not None), None)


def _has_triwulan(pembaca: Pembaca, t: int) -> bool:
    return pembaca.has(f"realisasi_tw{t}") or all(pembaca.has(f"bulan{b}") for b in _bulan(t))


def _bulan(t: int) -> range:
    return range(3 * t - 2, 3 * t + 1)


def _triwulan(pembaca: Pembaca, c: Calon, t: int) -> int | None:
    nilai = c.uang.get(f"realisasi_tw{t}")
    if nilai is not None or not all(pembaca.has(f"bulan{b}") for b in _bulan(t)):
        return nilai
    bulan = [n for b in _bulan(t) if (n := c.uang.get(f"bulan{b}")) is not None]
    return sum(bulan) if bulan else None


def _check_baris(pembaca: Pembaca, c: Calon, sd: list[int | None]) -> None:
    jumlah = c.uang.get("realisasi_jumlah")
    akhir = _last(sd)
    if jumlah is not None and akhir is not None and jumlah != akhir:
        nama = c.tempat.sub or c.tempat.nama_sub
        pembaca.add_jumlah(c.nomor, f"Jumlah realisasi {nama}", "realisasi_jumlah", jumlah, akhir)


def _check_turun(pembaca: Pembaca, baris: list[Baris]) -> None:
    """Sums that fall: one may be money paid back; several say that the heading "s.d." is not true."""
    turun = [(b, t, n) for b in baris for t, n in enumerate(b.realisasi, start=1) if n is not None and n < 0]
    banyak = len({b.nomor for b, _, _ in turun})
    kumulatif = any(pembaca.has(f"realisasi_sd{t}") for t in TRIWULAN)
    if kumulatif and banyak > 1 and 10 * banyak > len(baris):
        b, t, _ = turun[0]
        pembaca.add(
            b.nomor,
            f"realisasi_sd{t}",
            f"Judulnya menyebut s.d. triwulan, tetapi angka {banyak} baris turun dari triwulan sebelumnya. Bila kolom itu "
            "per triwulan, ganti judulnya menjadi “Realisasi TW II” dan seterusnya.",
            menolak=True,
        )
        return
    for b, t, n in turun:
        pembaca.add(b.nomor, "", f"Realisasi TW {t} menjadi negatif ({rupiah(n)}); periksa apakah ini pengembalian.")


def _check_persen(pembaca: Pembaca, bawah: list[Calon]) -> None:
    """Percentages in the place of rupiah, under a heading that does not say so."""
    nilai = [n for c in bawah for k, n in c.uang.items() if n and k not in PAGU]
    if len(nilai) >= 3 and all(abs(n) <= 100 for n in nilai):
        kolom = next(k for k in bawah[0].uang if k not in PAGU)
        pembaca.add(None, kolom, "Semua realisasi tidak lebih dari 100: ini persen, bukan rupiah.", menolak=True)


def _check_seratus(pembaca: Pembaca, baris: list[Baris], angka: list[int]) -> None:
    """Amounts a hundredfold because ",00" lost its comma: all end in 00, and beyond the pagu only because of it."""
    lewat = [b for b in baris if b.pagu is not None and b.jumlah > b.pagu]
    terisi = [b for b in baris if b.pagu is not None and b.jumlah]
    seratus = bool(angka) and all(n % 100 == 0 for n in angka) and all(b.jumlah // 100 <= (b.pagu or 0) for b in lewat)
    if lewat and seratus and 2 * len(lewat) >= len(terisi):
        pembaca.add(
            None,
            "",
            f"Realisasi {len(lewat)} sub kegiatan melampaui pagunya dan semua angka berakhiran 00: tampaknya seratus kali "
            "terlalu besar karena koma desimalnya hilang. Perbaiki angkanya di Excel.",
            menolak=True,
        )
        return
    for b in lewat:
        pesan = f"Realisasi {rupiah(b.jumlah)} melampaui pagu {rupiah(b.pagu or 0)}."
        pembaca.add(b.nomor, "", pesan)
