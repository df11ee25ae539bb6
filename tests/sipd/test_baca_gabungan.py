"""Whatever is done to a table at once, it reads to its figures; and no one cell can be changed unseen where there are sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sipd.baca import BerkasDitolak, baca_berkas
from tests.sipd.pembuat import (
    JUDUL_TANGAN,
    ROMAWI,
    SUB,
    Tabel,
    tabel_berjenjang,
    tabel_tangan,
    to_csv,
    to_xlsx,
    tulis_rupiah,
)

PELAN = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
BENAR = {s.baku: s.realisasi for s in SUB}
JUDUL: list[list[str]] = [
    JUDUL_TANGAN,
    ["KODE REKENING", "PROGRAM/KEGIATAN/\nSUB KEGIATAN", "PAGU (Rp)", *(f"TRIWULAN\n{r}" for r in ROMAWI)],
    [
        "Kode  Sub\nKegiatan",
        "Nama Sub Kegiatan",
        "DPA",
        *(f"Realisasi Keuangan Tri wulan {t} (Rp)" for t in (1, 2, 3, 4)),
    ],
    ["kode", "uraian", "anggaran setelah perubahan", *(f"realisasi tw-{r.lower()}" for r in ROMAWI)],
]
UANG: list[Callable[[int], Any]] = [
    lambda n: n,
    float,
    str,
    tulis_rupiah,
    lambda n: f"{n:,}".replace(",", "."),
    lambda n: f"{n:,}.00",
    lambda n: f"Rp{n:,},-".replace(",", ".").replace(".-", ",-"),
    lambda n: n or "-",
]
KODE: list[Callable[[str], Any]] = [
    lambda k: k,
    lambda k: k.replace(".", ""),
    lambda k: k.replace(".2.", ".02.", 1),
    lambda k: f" {k}. ",
    lambda k: k.replace(".", ". "),
    lambda k: f"{k[:-2]}00{k[-2:]}" if k.count(".") == 5 else k,
    lambda k: k.replace("7.01", "X.XX", 1),
]
TAMBAHAN: list[tuple[str, Any]] = [
    ("No", 7),
    ("Sisa Pagu", 12_345),
    ("Target TW II", 999),
    ("Realisasi Fisik (%)", 12.5),
    ("Indikator Kegiatan", "Jumlah dokumen"),
    ("Sumber Dana", "DAU"),
    ("% Serapan", "12,5 %"),
    ("Keterangan", None),
]
ATAS: list[list[Any]] = [
    ["LAPORAN REALISASI ANGGARAN"],
    ["Tahun Anggaran", 2023],
    ["SKPD", ":", "Kecamatan Pelaihari"],
    ["Keadaan s.d. 31 Desember 2023"],
    [],
]
BAWAH: list[list[Any]] = [[], ["Catatan", None, "lihat lampiran"], [None, None, None, "Kota Contoh, 31 Desember 2023"]]


@st.composite
def ubahan(gambar: st.DrawFn) -> bytes:
    """A table with everything drawn at once."""
    berjenjang = gambar(st.booleans())
    judul = gambar(st.sampled_from(JUDUL if not berjenjang else [j for j in JUDUL if "Sub\nKegiatan" not in j[0]]))
    uang, kode = gambar(st.sampled_from(UANG)), gambar(st.sampled_from(KODE))
    isi: Tabel = [
        [kode(b[0]) if b[0] else None, b[1], *(uang(n) for n in b[2:])]
        for b in (tabel_berjenjang() if berjenjang else tabel_tangan())[1:]
    ]
    tambahan = gambar(st.lists(st.sampled_from(TAMBAHAN), unique=True, max_size=4))
    lengkap = [[*judul, *(j for j, _ in tambahan)], *([*b, *(n for _, n in tambahan)] for b in isi)]
    urutan = gambar(st.permutations(range(len(lengkap[0]))))
    tabel = [[baris[k] for k in urutan] for baris in lengkap]
    for letak in gambar(st.lists(st.integers(1, len(tabel)), max_size=4)):
        tabel.insert(letak, [])
    atas = gambar(st.lists(st.sampled_from(ATAS), max_size=4))
    bawah = gambar(st.lists(st.sampled_from(BAWAH), max_size=3))
    semua = [*atas, *tabel, *bawah]
    return to_xlsx(("Data", semua)) if gambar(st.booleans()) else to_csv(semua, gambar(st.sampled_from(";,\t")))


@PELAN
@given(ubahan())
def test_mangled_in_many_ways_at_once_it_still_reads(isi: bytes) -> None:
    bacaan = baca_berkas(isi)
    assert not bacaan.ditolak, bacaan.temuan
    assert {b.kode_sub: b.realisasi for b in bacaan.baris} == {
        s.baku: tuple(
            n if m is not None else None for n, m in zip(s.realisasi, bacaan_nol(bacaan, s.baku), strict=True)
        )
        for s in SUB
    }


def bacaan_nol(bacaan: Any, kode: str) -> tuple[int | None, ...]:
    """Where a nought was written as "-" it reads to nothing."""
    satu = next(b for b in bacaan.baris if b.kode_sub == kode)
    return tuple(m if m is not None or BENAR[kode][t] else None for t, m in enumerate(satu.realisasi))


@PELAN
@given(st.integers(1, 37), st.integers(2, 6), st.sampled_from([1, 1000, -500, 10**9]))
def test_any_one_amount_changed_is_found_by_the_sums(baris: int, kolom: int, tambah: int) -> None:
    tabel = tabel_berjenjang()
    tabel[baris][kolom] += tambah
    assert baca_berkas(to_csv(tabel)).ditolak


@PELAN
@given(st.integers(1, 37), st.sampled_from(["hapus baris", "hapus kode", "kode lain", "gandakan"]))
def test_any_one_row_changed_is_found(baris: int, cara: str) -> None:
    tabel = tabel_berjenjang()
    if cara == "hapus baris":
        del tabel[baris]
    elif cara == "hapus kode":
        tabel[baris][0] = None
    elif cara == "kode lain":
        tabel[baris][0] = "7.01.06.2.01.99"
    else:
        tabel.insert(baris, tabel[baris])
    try:
        bacaan = baca_berkas(to_csv(tabel))
    except BerkasDitolak:
        return
    benar = [s.realisasi for s in SUB]
    assert bacaan.ditolak or [b.realisasi for b in bacaan.baris] == benar
