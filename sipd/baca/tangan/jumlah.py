"""What the rows add up to: which are of the lowest level, which are sums, and whether those are true."""

from __future__ import annotations

from collections.abc import Iterable

from buku_kerja.teks import fold
from sipd.baca.pembaca import Pembaca
from sipd.baca.tangan.isi import Calon, Tingkat

_KATA_TINGKAT: tuple[tuple[str, Tingkat], ...] = (
    ("sub kegiatan", "subkegiatan"), ("subkegiatan", "subkegiatan"), ("kegiatan", "kegiatan"), ("program", "program"),
    ("kelurahan", "unit"), ("kecamatan", "skpd"), ("skpd", "skpd"), ("opd", "skpd"),
)  # fmt: skip


def list_terbawah(calon: list[Calon]) -> list[Calon]:
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


def kunci_asal_of(c: Calon) -> tuple[str, ...]:
    """As above, but the names of the levels do not matter where there is a code."""
    kunci = _kunci_baris(c)
    return (*kunci[:2], *kunci[4:]) if c.tempat.sub else kunci


def drop_kembar(pembaca: Pembaca, bawah: list[Calon]) -> list[Calon]:
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


def check_jumlah(pembaca: Pembaca, calon: list[Calon], bawah: list[Calon]) -> None:
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
