"""Performance of each post below the Camat: its indicators, its budget, its staff, its obstacles."""

from __future__ import annotations

from anggaran.rekap import SUBKEGIATAN, Pos
from kinerja.angka import is_nilai
from lakip.data import DataLkj
from lakip.dokumen import Bab, Blok, Grafik, Kolom, Paragraf, Seri, SubJudul, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import (
    Kalimat,
    angka_orang,
    kalimat_rerata,
    paragraf_of,
    paragraf_ringkas,
    rerata_capaian,
)
from lakip.pustaka.capaian_sasaran import list_catatan_pos
from lakip.pustaka.capaian_tabel import indikator_jabatan, tabel_anggaran, tabel_indikator, tabel_riwayat, tahun_riwayat
from lakip.pustaka.kalimat import (
    berpersen,
    cacah,
    kutip,
    list_ukuran,
    rapikan,
    rupiah,
    sel_pagu,
    sel_realisasi_uang,
    sel_serapan,
    slug,
)
from lakip.sel import baris, paragraf, teks
from organisasi.models import Jabatan, RekapPegawai
from renstra.models import Sasaran
from renstra.rekap import RekapIndikator


@bagian("kinerja-unit")
def kinerja_unit(data: DataLkj) -> Isi | Kurang:
    """A subsection per post (Pelaihari Tabel 20, 21, 25–34, 36–39)."""
    anak = [b for j in data.jabatan if j.atasan_id is not None and (b := _susun_pos(data, j))]
    if not anak:
        return Kurang(
            "Isi jabatan pemilik sasaran operasional (lembar Sasaran), atau perjanjian kinerja pejabat, atau penanggung "
            "jawab sub kegiatan (lembar Sub Kegiatan)."
        )
    pembuka = paragraf(
        "Bagian ini menguraikan kinerja setiap pejabat di bawah camat: capaian indikator yang menjadi tanggung jawabnya, "
        "anggaran yang dikelolanya, serta hambatan yang dihadapi dan cara mengatasinya."
    )
    return Isi((pembuka,), tuple(anak))


def _nama_unit(j: Jabatan) -> str:
    return rapikan(j.unit.nama if j.unit else j.nama)


def _susun_pos(data: DataLkj, j: Jabatan) -> Bab | None:
    isi = indikator_jabatan(data, j)
    pohon = data.budget_of(j.pk)
    if not isi and pohon is None:
        return None
    kunci, nama = slug(j.nama), _nama_unit(j)
    blok: list[Blok] = []
    if pegawai := _kalimat_pegawai(data, j):
        blok.append(paragraf_of(pegawai))
    if isi:
        blok += _blok_kinerja(data, j, isi, kunci, nama)
    if pohon:
        blok += _blok_anggaran(data, j, pohon, kunci, nama)
    else:
        blok.append(paragraf(f"Pada tahun {data.tahun} {nama} tidak mengelola sub kegiatan tersendiri."))
    blok += _blok_hambatan(data, isi, pohon, kunci, nama)
    return Bab(f"kinerja-unit--{kunci}", nama, tuple(blok))


def _kalimat_pegawai(data: DataLkj, j: Jabatan) -> Kalimat:
    """How many work in the unit, by status, from the staff table of the unit."""
    if j.unit is None:
        return []
    rekap = [p for p in data.pegawai if p.tabel == RekapPegawai.Tabel.UNIT and p.kelompok == j.unit.nama]
    jumlah = sum(p.jumlah for p in rekap)
    if not jumlah:
        return []
    k: Kalimat = [f"{_nama_unit(j)} dipimpin oleh {rapikan(j.nama)} dan didukung oleh ",
                  angka_orang(jumlah, f"Jumlah pegawai {j.unit.nama}")]  # fmt: skip
    status = {s: sum(p.jumlah for p in rekap if p.kolom == s) for s in dict.fromkeys(p.kolom for p in rekap)}
    if len(status) > 1:
        k.append(" yang terdiri atas ")
        for n, (s, banyak) in enumerate(status.items()):
            k += [" dan " if n == len(status) - 1 else ", "] if n else []
            k += [angka_orang(banyak, f"Jumlah {s}"), f" {s}"]
    return [*k, ". "]


# ------------------------------------------------------------------------------------------------------------ indicators


def _blok_kinerja(data: DataLkj, j: Jabatan, isi: tuple[RekapIndikator, ...], kunci: str, nama: str) -> list[Blok]:
    ringkas = paragraf_ringkas(data, list_ukuran(data, isi), nama)
    rerata = kalimat_rerata(data, rerata_capaian(data, (data.capaian(i) for i in isi)), nama)
    if rerata:
        ringkas = Paragraf((*ringkas.potongan, *paragraf_of([" "], rerata).potongan))
    t = data.tahun
    judul = f"Sasaran, Indikator, Target, Realisasi, dan Capaian Kinerja {_sebut_pemilik(j, nama)} Tahun {t}"
    blok: list[Blok] = [
        SubJudul("Capaian kinerja"),
        ringkas,
        tabel_indikator(data, f"kinerja-{kunci}", judul, [("", isi)], lalu=True),
    ]
    strategis = {s.pk for s in data.rencana.sasaran if s.tingkat == Sasaran.Tingkat.STRATEGIS}
    bertahun = tuple(i for i in isi if i.model.sasaran_id in strategis)
    tahun = tahun_riwayat(data, bertahun) if bertahun else ()
    if len(tahun) > 2:
        judul = f"Realisasi dan Capaian Indikator {_sebut_pemilik(j, nama)} Tahun {tahun[0]}–{tahun[-1]}"
        blok.append(tabel_riwayat(data, f"riwayat-unit-{kunci}", judul, bertahun))
    return blok


def _sebut_pemilik(j: Jabatan, nama: str) -> str:
    """ "Seksi Pelayanan (Kasi Pelayanan)": both the unit and its head, as readers look for either."""
    return nama if j.unit is None else f"{nama} ({rapikan(j.nama)})"


# ---------------------------------------------------------------------------------------------------------------- budget


def _blok_anggaran(data: DataLkj, j: Jabatan, pohon: Pos, kunci: str, nama: str) -> list[Blok]:
    k: Kalimat = [
        f"{nama} mengelola ", cacah(pohon.count(SUBKEGIATAN), "Banyaknya sub kegiatan", "sub kegiatan"), " dengan pagu ",
        rupiah(sel_pagu(pohon)), ". Realisasinya ", rupiah(sel_realisasi_uang(pohon)), " atau ",
        berpersen(sel_serapan(pohon)), " dari pagu. ",
    ]  # fmt: skip
    serapan = [(d, s) for d in pohon.daun if (s := sel_serapan(d)).nilai is not None]
    if len(serapan) > 1:
        atas, bawah = max(serapan, key=lambda x: x[1].nilai or 0), min(serapan, key=lambda x: x[1].nilai or 0)
        if atas[1].nilai != bawah[1].nilai:
            k += [f"Serapan tertinggi terdapat pada {kutip(atas[0].uraian)} (", berpersen(atas[1]),
                  f") dan yang terendah pada {kutip(bawah[0].uraian)} (", berpersen(bawah[1]), "). "]  # fmt: skip
    judul = f"Realisasi Program, Kegiatan, dan Sub Kegiatan {_sebut_pemilik(j, nama)} Tahun Anggaran {data.tahun}"
    blok: list[Blok] = [
        SubJudul("Realisasi anggaran"),
        paragraf_of(k),
        tabel_anggaran(data, f"anggaran-{kunci}", judul, pohon),
    ]
    if len(pohon.daun) > 2:
        blok.append(_grafik_serapan(data, pohon, kunci, nama))
    return blok


def _grafik_serapan(data: DataLkj, pohon: Pos, kunci: str, nama: str) -> Grafik:
    nilai = [d.serapan() for d in pohon.daun]
    return Grafik(
        f"grafik-serapan-{kunci}",
        f"Serapan Anggaran Sub Kegiatan {nama} Tahun {data.tahun}",
        tuple(rapikan(d.uraian) for d in pohon.daun),
        (Seri("Serapan", tuple(n if is_nilai(n) else None for n in nilai)),),
        jenis="batang-datar",
        satuan="%",
    )


# -------------------------------------------------------------------------------------------------------------- obstacles


def _blok_hambatan(
    data: DataLkj, isi: tuple[RekapIndikator, ...], pohon: Pos | None, kunci: str, nama: str
) -> list[Blok]:
    baris_ = [
        baris(teks(rapikan(i.uraian)), teks(h.hambatan), teks(h.solusi), teks(h.tindak_lanjut))
        for i in isi
        if (h := i.realisasi.get(data.tahun)) and (h.hambatan or h.solusi or h.tindak_lanjut)
    ]
    baris_ += [baris(teks(asal), *(teks(t) for t in c)) for asal, c in list_catatan_pos(pohon)]
    if not baris_:
        return []
    kol = (
        Kolom("Indikator/Sub Kegiatan", lebar=28), Kolom("Hambatan", lebar=26), Kolom("Solusi", lebar=26),
        Kolom("Rencana tindak lanjut", lebar=20),
    )  # fmt: skip
    judul = f"Hambatan dan Solusi {nama} Tahun {data.tahun}"
    return [SubJudul("Hambatan dan solusi"), Tabel(f"hambatan-{kunci}", judul, kol, tuple(baris_))]
