"""The year in a handful of figures, for the page of a kecamatan."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.agregasi import average
from kinerja.angka import format_rupiah, publish
from lakip import sel
from lakip.data import DataLkj


@dataclass(frozen=True)
class Angka:
    nama: str
    nilai: str
    keterangan: str = ""


def build_ringkasan(data: DataLkj) -> list[Angka]:
    """Return the figures that exist; what is not known yet is left out."""
    hasil: list[Angka] = []
    capaian = [publish(data.capaian(i)) for s in data.rencana.strategis for i in data.rencana.of_sasaran(s)]
    if capaian:
        rerata = average(capaian, data.kabupaten.batas_capaian)
        hasil.append(Angka("Rata-rata capaian sasaran", f"{sel.persen(rerata.nilai).teks} %", rerata.keterangan))
    if data.pohon:
        hasil.append(Angka("Pagu", f"Rp {format_rupiah(data.pohon.pagu)}", _hitung(data)))
        if (realisasi := data.pohon.realisasi_sd()) is not None:
            serapan = sel.persen(data.pohon.serapan()).teks
            hasil.append(Angka("Realisasi", f"Rp {format_rupiah(realisasi)}", f"{serapan} % dari pagu"))
    if data.ikm:
        kelas = data.predikat("skm", data.ikm.nilai)
        hasil.append(Angka("Indeks kepuasan masyarakat", sel.angka(publish(data.ikm.nilai), desimal=2).teks, kelas))
    if data.nilai_lke is not None:
        hasil.append(
            Angka("Nilai AKIP", sel.angka(data.nilai_lke, desimal=2).teks, data.predikat("akip", data.nilai_lke))
        )
    return hasil


def _hitung(data: DataLkj) -> str:
    assert data.pohon
    p, k, s = (data.pohon.count(t) for t in ("program", "kegiatan", "subkegiatan"))
    return f"{p} program, {k} kegiatan, {s} sub kegiatan"
