"""Which quarter a lone column "Realisasi" or "Fisik" is of: what the titles and headings agree on."""

from __future__ import annotations

from dataclasses import replace

from buku_kerja.teks import fold
from sipd.baca.hasil import BerkasDitolak
from sipd.baca.judul import Kepala, find_bulan, find_bulan_sampai, find_triwulan, is_sampai


def place_periode(kepala: Kepala) -> Kepala:
    """Give a lone column "Realisasi" or "Fisik" the quarter that the title of the table names."""
    kolom = dict(kepala.kolom)
    if "nilai_realisasi" in kolom:
        kolom.setdefault("realisasi", kolom.pop("nilai_realisasi"))
    bertriwulan = any(k.startswith(("realisasi_tw", "realisasi_sd", "bulan")) for k in kolom)
    if "realisasi" not in kolom and not bertriwulan and "realisasi_jumlah" in kolom:
        kolom["realisasi"] = kolom.pop("realisasi_jumlah")
    if (tunggal := kolom.pop("realisasi", None)) is not None:
        if bertriwulan and "semester" in fold(kepala.judul[tunggal[0]]):
            raise BerkasDitolak(
                f"Kolom {kepala.judul[tunggal[0]]} tidak dapat dibagi ke triwulan. Tulis kolomnya per triwulan, atau "
                "“Realisasi s.d. TW IV”.",
                tuple(kepala.judul.values()),
            )
        nama = "realisasi_jumlah" if bertriwulan else _name_periode(kepala, kepala.judul[tunggal[0]])
        kolom.setdefault(nama, tunggal)
    if (ini := kolom.pop("realisasi_ini", None)) is not None:
        _place_ini(kepala, kolom, ini)
    if (fisik := kolom.pop("fisik", None)) is not None and (
        triwulan := _find_periode(kepala, kepala.judul[fisik[0]])[0]
    ):
        kolom.setdefault(f"fisik{triwulan}", fisik)
    return replace(kepala, kolom=kolom)


def _place_ini(kepala: Kepala, kolom: dict[str, tuple[int, ...]], ini: tuple[int, ...]) -> None:
    """Take "triwulan ini" as that of the title; "bulan ini" is no quarter, and only passes beside one that is."""
    judul = kepala.judul[ini[0]]
    triwulan = None if "bulan" in fold(judul) else _find_periode(kepala, "")[0]
    if triwulan:
        kolom.setdefault(f"realisasi_tw{triwulan}", ini)
    elif not any(k.startswith(("realisasi", "bulan")) for k in kolom):
        raise _refuse(kepala, judul)


def _name_periode(kepala: Kepala, judul: str) -> str:
    triwulan, sampai = _find_periode(kepala, judul)
    if triwulan and (sampai or triwulan == 1):
        return f"realisasi_sd{triwulan}"
    raise _refuse(kepala, judul)


def _refuse(kepala: Kepala, judul: str) -> BerkasDitolak:
    return BerkasDitolak(
        f"Kolom {judul} tidak menyebut triwulan, atau tidak jelas apakah selama satu triwulan atau sejak Januari. "
        "Tulis judulnya, misalnya “Realisasi TW II” atau “Realisasi s.d. TW II”.",
        tuple(kepala.judul.values()),
    )


def _find_periode(kepala: Kepala, judul: str) -> tuple[int | None, bool]:
    """Return the quarter that titles and headings agree on, and whether they say "up to"."""
    # A target "s.d. TW II" beside it says that the realisasi is of the same period.
    teks = [(t, find_bulan_sampai(t) or find_triwulan(t)) for t in (*kepala.judul.values(), *kepala.list_atas())]
    triwulan = {n for _, n in teks if n}
    if not triwulan and is_sampai(judul):  # "s.d. bulan ini" below the title "Bulan Juni"
        triwulan = {bulan // 3 for t in kepala.list_atas() if (bulan := find_bulan(t)) and bulan % 3 == 0}
    sampai = is_sampai(judul) or any(n and is_sampai(t) for t, n in teks)
    return (triwulan.pop() if len(triwulan) == 1 else None), sampai
