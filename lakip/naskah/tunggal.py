"""Documents that are one section of the library under a letterhead: tree, matrix, LKE, survey."""

from __future__ import annotations

from dataclasses import replace

from lakip.data import DataLkj, lengkapi_rencana
from lakip.dokumen import Bab, Blok, Dokumen
from lakip.naskah.kerangka import alasan_of, bab_tunggal, isi_of, susun_kerangka, tanda_tangan_camat
from lakip.pustaka.capaian_ikm import ikm
from lakip.pustaka.kalimat import cacah, susun_daftar
from lakip.pustaka.lampiran import keselarasan, pohon_kinerja
from lakip.pustaka.lampiran_anggaran import lampiran_lke
from lakip.pustaka.layanan import tindak_lanjut_evaluasi
from lakip.pustaka.program_renstra import build_keselarasan_program, build_program_renstra
from lakip.sel import paragraf
from renja.rekap import muat_renja


def kurang_pohon_kinerja(data: DataLkj) -> str:
    return alasan_of(pohon_kinerja(data))


def susun_pohon_kinerja(data: DataLkj) -> Dokumen:
    """The tree, drawn and as a table (Pelaihari Lampiran 4)."""
    judul = f"Pohon Kinerja {data.instansi.nama} Tahun {data.tahun}"
    blok = isi_of(pohon_kinerja(data)).blok
    ttd = tanda_tangan_camat(data, data.tahun)
    return susun_kerangka(data, "pohon-kinerja", judul, (bab_tunggal("pohon", judul, *blok, *ttd),))


def kurang_keselarasan(data: DataLkj) -> str:
    return alasan_of(keselarasan(data))


def susun_keselarasan(data: DataLkj) -> Dokumen:
    """Report, plan and perjanjian side by side (Pelaihari Lampiran 7); with a plan of programmes in the Renstra also
    the Renja and the budget beside it, and that plan itself (T-C.27)."""
    judul = f"Matriks Keselarasan Kinerja {data.instansi.nama} Tahun {data.tahun}"
    blok = [*isi_of(keselarasan(data)).blok, *build_keselarasan_program(data)]
    ttd = tanda_tangan_camat(data, data.tahun + 1, data.tanggal)
    bab = [bab_tunggal("matriks", judul, *blok, *ttd)]
    if data.rencana_program:
        rencana = build_program_renstra(data)
        bab.append(bab_tunggal("program-renstra", "Rencana Program, Kegiatan, dan Pendanaan Renstra", *rencana))
    return susun_kerangka(data, "keselarasan", judul, tuple(bab))


def lengkapi_keselarasan(data: DataLkj) -> DataLkj:
    """Return the data with the Renstra's plan of programmes, and the Renja of the year where there is one to compare."""
    data = lengkapi_rencana(data)
    return replace(data, renja=muat_renja(data.instansi, data.tahun)) if data.rencana_program else data


def kurang_lke(data: DataLkj) -> str:
    return alasan_of(lampiran_lke(data))


def susun_lke(data: DataLkj) -> Dokumen:
    """The worksheet of the evaluation with its recommendations, and what has been done about them."""
    judul = f"Lembar Kerja Evaluasi Akuntabilitas Kinerja {data.instansi.nama} Tahun {data.tahun}"
    blok = isi_of(lampiran_lke(data)).blok
    lanjut = tindak_lanjut_evaluasi(data)
    bab = [bab_tunggal("lke", judul, *blok)]
    if not alasan_of(lanjut):
        bab.append(bab_tunggal("tindak-lanjut", "Tindak Lanjut Rekomendasi", *isi_of(lanjut).blok))
    tanggal = data.lembar.tanggal if data.lembar else None
    return susun_kerangka(data, "lke", judul, tuple(bab), tanggal=tanggal)


def kurang_skm(data: DataLkj) -> str:
    return alasan_of(ikm(data))


def susun_skm(data: DataLkj) -> Dokumen:
    """The report of the satisfaction survey: why and how, the index by unsur, what follows from it."""
    judul = f"Laporan Survei Kepuasan Masyarakat {data.instansi.nama} Tahun {data.tahun}"
    hasil = isi_of(ikm(data)).blok
    ttd = tanda_tangan_camat(data, data.tahun + 1, data.tanggal)
    anak = (
        Bab("skm-pelaksanaan", "Maksud dan Cara Pelaksanaan", _cara(data)),
        Bab("skm-hasil", "Hasil Survei", hasil),
        Bab("skm-penutup", "Penutup", (_penutup(data), *ttd)),
    )
    return susun_kerangka(data, "skm", judul, (bab_tunggal("skm", judul, anak=anak),))


def _cara(data: DataLkj) -> tuple[Blok, ...]:
    blok: list[Blok] = [
        paragraf(
            f"Survei dilakukan untuk mengetahui pendapat masyarakat atas pelayanan {data.instansi.nama} dan menemukan hal "
            "yang perlu diperbaiki, menurut Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi "
            "Nomor 14 Tahun 2017 tentang Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik."
        ),
        paragraf(
            "Setiap responden menilai setiap unsur dengan angka 1 sampai dengan 4. Nilai rata-rata setiap unsur (NRR) "
            "dikalikan bobot unsur, dijumlahkan, lalu dikalikan 25 sehingga indeks berada di antara 25 dan 100."
        ),
    ]
    if data.unsur:
        blok.append(paragraf("Survei ini menilai ", cacah(len(data.unsur), "Banyaknya unsur pelayanan", "unsur:")))
        blok.append(susun_daftar(*(u.nama for u in data.unsur)))
    return tuple(blok)


def _penutup(data: DataLkj) -> Blok:
    return paragraf(
        f"Hasil survei ini menjadi bahan {data.instansi.nama} untuk memperbaiki pelayanan, terutama pada unsur yang "
        "nilainya paling rendah, dan dipantau kembali dalam survei tahun berikutnya."
    )
