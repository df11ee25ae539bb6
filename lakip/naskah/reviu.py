"""The reviu of the LKj (Permenpan RB 53/2014, Lampiran III): the Inspektorat's statement and its checklist.

The reviewer ticks the checklist by hand; beside each statement stands what the data say about it, where they can.
"""

from __future__ import annotations

from collections.abc import Callable

from kinerja.angka import is_nilai
from lakip.data import DataLkj
from lakip.dokumen import Bab, Baris, Dokumen, Gaya, Jenis, Kolom, Penanda, Tabel, TandaTangan
from lakip.naskah.kerangka import bab_tunggal, susun_kerangka
from lakip.pustaka.kalimat import TITIK, indikator_sasaran, tempat
from lakip.pustaka.keselarasan import list_selisih
from lakip.pustaka.lampiran import build_pernyataan_reviu
from lakip.sel import baris, paragraf, teks, tengah

KOTAK = "☐"
Catatan = Callable[[DataLkj], str]


def _kinerja(data: DataLkj) -> str:
    semua = indikator_sasaran(data)
    terukur = sum(is_nilai(data.capaian(i)) for i in semua)
    return f"Capaian dapat dihitung untuk {terukur} dari {len(semua)} indikator sasaran."


def _target(data: DataLkj) -> str:
    semua = indikator_sasaran(data)
    berisi = sum(data.target(i) is not None for i in semua)
    return f"Target terisi untuk {berisi} dari {len(semua)} indikator sasaran."


def _keuangan(data: DataLkj) -> str:
    if data.pohon is None:
        return "Anggaran belum diisi."
    ada = data.pohon.realisasi_sd() is not None
    return f"Pagu dan {'realisasinya terisi' if ada else 'belum ada realisasinya'}."


def _perjanjian(data: DataLkj) -> str:
    dinilai = [i for i in data.rencana.indikator if i.model.sasaran_id]
    beda = sum(bool(list_selisih(data, i)) for i in dinilai)
    return (
        f"{beda} dari {len(dinilai)} indikator berbeda antara perjanjian kinerja dan Renstra, atau belum diperjanjikan."
    )


def _iku(data: DataLkj) -> str:
    return f"{len(data.rencana.iku)} indikator ditandai sebagai IKU."


def _pembanding(data: DataLkj) -> str:
    semua = indikator_sasaran(data)
    lalu = sum(i.is_terisi(data.tahun - 1) for i in semua)
    nasional = sum(i.model.standar_nasional is not None for i in semua)
    return f"Realisasi tahun {data.tahun - 1} ada untuk {lalu} dari {len(semua)} indikator, standar nasional untuk {nasional}."


def _perbaikan(data: DataLkj) -> str:
    hasil = [h for i in data.rencana.indikator if (h := i.realisasi.get(data.tahun))]
    ada = sum(bool(h.solusi or h.tindak_lanjut) for h in hasil)
    return f"Solusi atau rencana tindak lanjut dicatat pada {ada} indikator."


DAFTAR_UJI: tuple[tuple[str, tuple[tuple[str, Catatan | None], ...]], ...] = (
    (
        "Format",
        (
            ("Laporan kinerja telah menampilkan data penting instansi", None),
            ("Laporan kinerja telah menyajikan informasi target kinerja", _target),
            ("Laporan kinerja telah menyajikan capaian kinerja yang memadai", _kinerja),
            ("Laporan kinerja dilengkapi lampiran yang mendukung isi laporan", None),
            ("Laporan kinerja telah menyajikan upaya perbaikan ke depan", _perbaikan),
            ("Laporan kinerja telah menyajikan akuntabilitas keuangan", _keuangan),
        ),
    ),
    (
        "Mekanisme penyusunan",
        (
            ("Laporan kinerja disusun oleh unit kerja yang bertugas untuk itu", None),
            ("Informasi dalam laporan kinerja didukung data yang memadai", None),
            ("Ada mekanisme penyampaian data dan informasi dari unit kerja kepada penyusun laporan", None),
            ("Penanggung jawab pengumpulan data di setiap unit kerja telah ditetapkan", None),
            ("Data dan informasi kinerja dalam laporan diyakini keandalannya", None),
            ("Analisis dan penjelasan dalam laporan diketahui oleh unit kerja terkait", None),
            ("Laporan kinerja merupakan gabungan dari capaian kinerja unit di bawahnya", None),
        ),
    ),
    (
        "Substansi",
        (
            ("Tujuan dan sasaran dalam laporan sesuai dengan perjanjian kinerja", _perjanjian),
            ("Tujuan dan sasaran dalam laporan selaras dengan Rencana Strategis", None),
            ("Bila kedua butir di atas dijawab tidak, ada penjelasan yang memadai", None),
            ("Tujuan dan sasaran dalam laporan sesuai dengan indikator kinerja", None),
            ("Tujuan dan sasaran dalam laporan sesuai dengan indikator kinerja utama", _iku),
            ("Bila kedua butir di atas dijawab tidak, ada penjelasan yang memadai", None),
            ("Ada perbandingan dengan tahun lalu, standar nasional, dan pembanding lain yang bermanfaat", _pembanding),
            ("Indikator kinerja utama dan indikator kinerja cukup mengukur tujuan dan sasaran", None),
            ("Bila dijawab tidak, ada penjelasan yang memadai", None),
            ("Indikator kinerja telah spesifik, terukur, dapat dicapai, relevan, dan berbatas waktu", None),
        ),
    ),
)


def kurang_reviu(data: DataLkj) -> str:
    return (
        ""
        if data.laporan
        else f"Mulai dahulu {data.kabupaten.judul_laporan} tahun {data.tahun}; yang direviu adalah laporan itu."
    )


def susun_reviu(data: DataLkj) -> Dokumen:
    judul = f"Reviu {data.kabupaten.judul_laporan} {data.instansi.nama} Tahun {data.tahun}"
    bab: tuple[Bab, ...] = (
        bab_tunggal("pernyataan", "Pernyataan Telah Direviu", *build_pernyataan_reviu(data)[1:]),
        bab_tunggal(
            "daftar-uji",
            "Daftar Uji Reviu",
            paragraf(
                "Pereviu memberi tanda pada kolom Ya atau Tidak. Kolom Keadaan data diisi sistem sebagai bahan pertimbangan, "
                "bukan sebagai jawaban.",
            ),
            build_daftar_uji(data),
            _tanda_tangan(data),
        ),
    )
    return susun_kerangka(data, "reviu", judul, bab, tanggal=data.tanggal)


def build_daftar_uji(data: DataLkj) -> Tabel:
    isi: list[Baris] = []
    for kelompok, butir in DAFTAR_UJI:
        isi.append(baris(teks(kelompok, kolom=5), gaya=Gaya.KELOMPOK))
        isi += [
            baris(tengah(n), teks(pernyataan), tengah(KOTAK), tengah(KOTAK), teks(catatan(data) if catatan else ""))
            for n, (pernyataan, catatan) in enumerate(butir, start=1)
        ]
    return Tabel(
        "daftar-uji-reviu",
        f"Daftar Uji Reviu {data.kabupaten.judul_laporan} {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Pernyataan", lebar=46),
            Kolom("Ya", Jenis.TENGAH, 7, "Hasil reviu"),
            Kolom("Tidak", Jenis.TENGAH, 7, "Hasil reviu"),
            Kolom("Keadaan data", lebar=34),
        ),
        tuple(isi),
    )


def _tanda_tangan(data: DataLkj) -> TandaTangan:
    return TandaTangan(
        (
            Penanda(
                jabatan="Pereviu,",
                nama=TITIK,
                tempat_tanggal=f"{data.kabupaten.ibu_kota or tempat(data)}, {'…' * 6} {data.tahun + 1}",
            ),
        )
    )
