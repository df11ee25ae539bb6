"""Performance of each post below the Camat: its indicators, its budget, its staff, its obstacles."""

from __future__ import annotations

from anggaran.rekap import SUBKEGIATAN, Pos
from lakip.data import DataLkj
from lakip.dokumen import Bab, Blok, Grafik, Seri, SubJudul
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import (
    Kalimat,
    angka_orang,
    kalimat_ujung,
    paragraf_of,
    paragraf_ringkas,
)
from lakip.pustaka.capaian_tabel import (
    indikator_jabatan,
    list_angka,
    list_catatan_pos,
    tabel_anggaran,
    tabel_catatan,
    tabel_indikator,
)
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
from lakip.sel import paragraf
from organisasi.models import Jabatan, RekapPegawai
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
    k: Kalimat = [f"{_nama_unit(j)} dipimpin oleh {rapikan(j.nama)} dengan jumlah pegawai ",
                  angka_orang(jumlah, f"Jumlah pegawai {j.unit.nama}")]  # fmt: skip
    status = {s: sum(p.jumlah for p in rekap if p.kolom == s) for s in dict.fromkeys(p.kolom for p in rekap)}
    if len(status) > 1:
        k.append(", terdiri atas ")
        for n, (s, banyak) in enumerate(status.items()):
            k += [" dan " if n == len(status) - 1 else ", "] if n else []
            k += [angka_orang(banyak, f"Jumlah {s}"), f" {s}"]
    return [*k, ". "]


# ------------------------------------------------------------------------------------------------------------ indicators


def _blok_kinerja(data: DataLkj, j: Jabatan, isi: tuple[RekapIndikator, ...], kunci: str, nama: str) -> list[Blok]:
    t = data.tahun
    judul = f"Sasaran, Indikator, Target, Realisasi, dan Capaian Kinerja {_sebut_pemilik(j, nama)} Tahun {t}"
    return [
        SubJudul("Capaian kinerja"),
        paragraf_ringkas(data, list_ukuran(data, isi), nama),
        tabel_indikator(data, f"kinerja-{kunci}", judul, [("", isi)], lalu=True),
    ]


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
    ujung = kalimat_ujung([(kutip(d.uraian), sel_serapan(d)) for d in pohon.daun], "Serapan", "sub kegiatan")
    judul = f"Realisasi Program, Kegiatan, dan Sub Kegiatan {_sebut_pemilik(j, nama)} Tahun Anggaran {data.tahun}"
    blok: list[Blok] = [
        SubJudul("Realisasi anggaran"),
        paragraf_of(k, ujung),
        tabel_anggaran(data, f"anggaran-{kunci}", judul, pohon),
    ]
    if len(pohon.daun) > 2:
        blok.append(_grafik_serapan(data, pohon, kunci, nama))
    return blok


def _grafik_serapan(data: DataLkj, pohon: Pos, kunci: str, nama: str) -> Grafik:
    return Grafik(
        f"grafik-serapan-{kunci}",
        f"Serapan Anggaran Sub Kegiatan {nama} Tahun {data.tahun}",
        tuple(rapikan(d.uraian) for d in pohon.daun),
        (Seri("Serapan", list_angka(d.serapan() for d in pohon.daun)),),
        jenis="batang-datar",
        satuan="%",
    )


# -------------------------------------------------------------------------------------------------------------- obstacles


def _blok_hambatan(
    data: DataLkj, isi: tuple[RekapIndikator, ...], pohon: Pos | None, kunci: str, nama: str
) -> list[Blok]:
    hasil = ((rapikan(i.uraian), i.realisasi.get(data.tahun)) for i in isi)
    catatan = [(n, ("", h.hambatan, h.solusi, h.tindak_lanjut)) for n, h in hasil if h]
    tabel = tabel_catatan(f"hambatan-{kunci}", f"{nama} Tahun {data.tahun}", catatan, pohon)
    if tabel is None:
        return []
    hambatan = [c for _, c in list_catatan_pos(pohon) if c[0]] + [c for _, c in catatan if c[1]]
    pembuka: Kalimat = [f"Catatan {nama} selama tahun {data.tahun} dirangkum dalam tabel berikut. "]
    if hambatan:
        pembuka = [f"Pada tahun {data.tahun} {nama} menghadapi ", cacah(len(hambatan), "Banyaknya hambatan", "hambatan"),
                   " yang dirangkum dalam tabel berikut. "]  # fmt: skip
    return [SubJudul("Hambatan dan solusi"), paragraf_of(pembuka), tabel]
