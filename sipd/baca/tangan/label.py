"""What a row of a table kept by hand is: of which level, of which program, kegiatan, sub kegiatan, rekening."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from buku_kerja.teks import fold
from kinerja.kode import induk_kode, tingkat_kode
from sipd.baca.berkas import Isi
from sipd.baca.judul import Kepala
from sipd.baca.pembaca import Pembaca, Rekaman, TingkatNama, is_jumlah
from sipd.baca.sel import is_kode_skpd, is_tiada, read_kode, read_rekening, read_teks, split_kode_nama
from sipd.baca.tangan.isi import Tempat, Tingkat

TINGKAT_NAMA: tuple[TingkatNama, ...] = ("program", "kegiatan", "subkegiatan")
_SKPD = re.compile(
    r"(?:(?:nama\s*)?(?:skpd|opd|perangkat daerah|organisasi|unit|unit kerja|sub unit)\s*:?\s*)?"
    r"((?:kecamatan|kelurahan)\s.{1,80})",
    re.IGNORECASE,
)
_EKOR = re.compile(r"(?i)\s*\b(?:kabupaten|kab|kota|provinsi|tahun|t\.?a|triwulan|tw)\b.*")


@dataclass
class Label:
    tempat: Tempat
    tingkat: Tingkat = "?"
    rekening: str = ""
    nama_rekening: str = ""
    uraian: str = ""
    berkode: bool = False


def read_label(rekaman: Rekaman, lama: Tempat) -> Label:
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
        elif nama and not (tingkat == "program" and name_skpd([nama])):
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


def find_gaya(pembaca: Pembaca) -> dict[str, TingkatNama]:
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
    nama = name_skpd([read_teks(s) for s in rekaman.isi if isinstance(s, str)])
    t = label.tempat
    if fold(nama).startswith("kecamatan"):
        label.tingkat, label.tempat = (
            "skpd",
            t if _is_sama("", nama, "", t.nama_skpd) and not t.nama_unit else Tempat("", nama),
        )
    elif nama:
        label.tingkat, label.tempat = "unit", Tempat(t.skpd, t.nama_skpd, nama_unit=nama)
    label.uraian = label.uraian or nama


def name_skpd(teks: list[str]) -> str:
    """Return "Kecamatan X" or "Kelurahan X" of a row that says nothing else, "" for others."""
    for satu in (" ".join(teks[:3]), *teks[:1]):
        if cocok := _SKPD.fullmatch(satu):
            return _EKOR.sub("", cocok[1]).strip(" ,.-")
    return ""


def find_skpd_atas(kepala: Kepala) -> Tempat:
    """The kecamatan that stands above the table, if it is one."""
    atas = (baris for n, baris in kepala.lembar.baris if n < kepala.awal)
    nama = {fold(n): n for baris in atas if (n := name_skpd([read_teks(s) for s in baris if isinstance(s, str)]))}
    return Tempat(nama_skpd=nama.popitem()[1]) if len(nama) == 1 else Tempat()
