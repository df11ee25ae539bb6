"""A row as it goes out: each quarter and the sums since January, each from the other."""

from __future__ import annotations

from sipd.baca.hasil import Baris, Empat
from sipd.baca.pembaca import Pembaca, rupiah
from sipd.baca.tangan.isi import TRIWULAN, Calon
from sipd.baca.tangan.jumlah import kunci_asal_of


def to_baris(pembaca: Pembaca, c: Calon) -> Baris:
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
        kunci_asal="|".join(kunci_asal_of(c)),
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
    if not all(pembaca.has(f"bulan{b}") for b in _bulan(t)):
        return nilai
    bulan = [n for b in _bulan(t) if (n := c.uang.get(f"bulan{b}")) is not None]
    if nilai is not None and bulan:
        pembaca.add_jumlah(
            c.nomor, f"Jumlah TW {t} {c.tempat.sub or c.tempat.nama_sub}", f"realisasi_tw{t}", nilai, sum(bulan)
        )
    return sum(bulan) if nilai is None and bulan else nilai


def _check_baris(pembaca: Pembaca, c: Calon, sd: list[int | None]) -> None:
    jumlah = c.uang.get("realisasi_jumlah")
    akhir = _last(sd)
    if jumlah is not None and akhir is not None and jumlah != akhir:
        nama = c.tempat.sub or c.tempat.nama_sub
        pembaca.add_jumlah(c.nomor, f"Jumlah realisasi {nama}", "realisasi_jumlah", jumlah, akhir)
