"""A document with everything in it: what renderers are tried on. No text or figure of a real report."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from functools import cache

from PIL import Image, ImageDraw

from lakip.dokumen import (
    Asal,
    Bab,
    Bagan,
    Baris,
    Blok,
    Daftar,
    Dokumen,
    Foto,
    GantiHalaman,
    Gaya,
    Grafik,
    Jenis,
    Kelengkapan,
    Kolom,
    Paragraf,
    Penanda,
    Potongan,
    Sampul,
    Sel,
    Seri,
    Simpul,
    SubJudul,
    Tabel,
    TandaTangan,
)

RUMUS_JAHAT = "=cmd|' /C calc'!A0"
NASKAH_JAHAT = "<script>alert('x')</script>"
KATA_PANJANG = "Pertanggungjawaban" * 12
NAMA_200 = ("Koordinasi penyelenggaraan kegiatan pemerintahan di tingkat kecamatan dan kelurahan " * 3)[:200]

KALIMAT = (
    "Pelaksanaan kegiatan pada tahun ini berjalan menurut rencana aksi yang disepakati pada awal tahun.",
    "Hambatan yang muncul pada triwulan kedua ditangani melalui rapat koordinasi bersama kelurahan dan desa.",
    "Penyerapan anggaran mengikuti jadwal pengadaan sehingga sebagian besar belanja jatuh pada semester kedua.",
    "Capaian dihitung dari perbandingan realisasi terhadap target yang tertulis di dalam perjanjian kinerja.",
    "Pelayanan administrasi terpadu diselesaikan rata-rata dalam satu hari kerja sejak berkas dinyatakan lengkap.",
    "Penguatan kelembagaan masyarakat dilakukan dengan pendampingan berkala oleh seksi yang membidangi.",
    "Kekurangan tenaga pada dua seksi ditutup dengan pembagian tugas dan pelatihan singkat bagi pelaksana.",
)
SUB = (
    "Penyediaan gaji dan tunjangan ASN",
    "Koordinasi dan penyusunan laporan capaian kinerja dan ikhtisar realisasi kinerja",
    "Peningkatan efektivitas kegiatan pemberdayaan masyarakat di wilayah kecamatan",
    "Pemeliharaan sarana dan prasarana gedung kantor",
    "Sinergitas dengan kepolisian, TNI dan instansi vertikal di wilayah kecamatan",
    "Pelaksanaan urusan pemerintahan yang terkait dengan pelayanan perizinan non usaha",
    "Penyediaan jasa komunikasi, sumber daya air dan listrik",
)


def uang(n: int, asal: Asal | None = None) -> Sel:
    return Sel(f"{n:,}".replace(",", "."), Decimal(n), asal, jenis=Jenis.UANG)


def persen(n: str, asal: Asal | None = None) -> Sel:
    return Sel(n.replace(".", ","), Decimal(n), asal, jenis=Jenis.PERSEN)


def kosong(alasan: str) -> Sel:
    return Sel("–", alasan=alasan, jenis=Jenis.TENGAH)


def alinea(n: int, mulai: int = 0) -> Paragraf:
    return Paragraf((Potongan(" ".join(KALIMAT[(mulai + i) % len(KALIMAT)] for i in range(n))),))


@cache
def foto_png(lebar: int = 900, tinggi: int = 600, mode: str = "RGB") -> bytes:
    gambar = Image.new("RGB", (lebar, tinggi), (196, 214, 226))
    pena = ImageDraw.Draw(gambar)
    pena.rectangle((0, tinggi * 0.65, lebar, tinggi), fill=(120, 150, 96))
    for i in range(0, 256, 2):
        pena.line((i * lebar / 256, 0, i * lebar / 256, tinggi * 0.2), fill=(i, 255 - i, (i * 7) % 256))
    pena.rectangle((lebar * 0.3, tinggi * 0.35, lebar * 0.7, tinggi * 0.75), fill=(240, 235, 220), outline=(60, 60, 60))
    pena.polygon(
        [(lebar * 0.25, tinggi * 0.35), (lebar * 0.5, tinggi * 0.15), (lebar * 0.75, tinggi * 0.35)], fill="brown"
    )
    keluar = io.BytesIO()
    gambar.convert(mode).save(keluar, "JPEG" if mode == "CMYK" else "PNG")
    return keluar.getvalue()


@cache
def lambang_png() -> bytes:
    gambar = Image.new("RGBA", (400, 480), (0, 0, 0, 0))
    pena = ImageDraw.Draw(gambar)
    pena.polygon([(20, 20), (380, 20), (380, 300), (200, 460), (20, 300)], fill=(11, 79, 74), outline="gold", width=12)
    pena.ellipse((130, 110, 270, 250), fill="gold")
    keluar = io.BytesIO()
    gambar.save(keluar, "PNG")
    return keluar.getvalue()


def tabel_kinerja(kunci: str, baris: int = 6) -> Tabel:
    isi = []
    for i in range(baris):
        target, realisasi = 80 + i, 76 + 2 * i
        capaian = (Decimal(realisasi) * 100 / target).quantize(Decimal("0.01"))
        asal = Asal(
            "Realisasi ÷ target × 100", (("Realisasi", f"{realisasi},00"), ("Target", f"{target},00")), rumus=True
        )
        isi.append(
            Baris(
                (
                    Sel(str(i + 1), jenis=Jenis.TENGAH),
                    Sel(
                        "Meningkatnya kualitas pelayanan publik di kecamatan"
                        if i % 2 == 0
                        else "Meningkatnya akuntabilitas kinerja"
                    ),
                    Sel(f"Indeks kepuasan masyarakat unsur {i + 1}"),
                    Sel("Nilai", jenis=Jenis.TENGAH),
                    persen(
                        f"{target}.00", Asal("Target tahun ini di dalam Renstra", tautan=f"/asal/renstra.target/{i}/")
                    ),
                    kosong("belum diisi") if i == 2 else persen(f"{realisasi}.00", Asal("Isian realisasi triwulan IV")),
                    kosong("target nol") if i == 3 else persen(str(capaian), asal),
                    Sel("Sangat Tinggi" if capaian > 90 else "Tinggi", jenis=Jenis.TENGAH),
                )
            )
        )
    return Tabel(
        kunci,
        "Capaian indikator kinerja utama dibandingkan dengan target",
        (
            Kolom("No", Jenis.TENGAH),
            Kolom("Sasaran"),
            Kolom("Indikator"),
            Kolom("Satuan", Jenis.TENGAH),
            Kolom("Target", Jenis.PERSEN),
            Kolom("Realisasi", Jenis.PERSEN),
            Kolom("Capaian (%)", Jenis.PERSEN),
            Kolom("Predikat", Jenis.TENGAH),
        ),
        tuple(isi),
        nomor_kolom=True,
        catatan=("Skala predikat menurut Permendagri 86/2017.",),
    )


def tabel_anggaran(kunci: str, program: int = 4, sub: int = 5) -> Tabel:
    isi: list[Baris] = []
    total = Decimal(0)
    for p in range(1, program + 1):
        isi.append(
            Baris(
                (
                    Sel(f"7.01.0{p}"),
                    Sel(f"PROGRAM PENYELENGGARAAN PEMERINTAHAN DAN PELAYANAN PUBLIK {p}"),
                    uang(3_813_748_600 + p),
                    uang(3_668_433_412),
                    persen(
                        "96.19",
                        Asal("Realisasi ÷ pagu × 100", (("Realisasi", "3.668.433.412"), ("Pagu", "3.813.748.601"))),
                    ),
                ),
                Gaya.PROGRAM,
            )
        )
        isi.append(
            Baris(
                (
                    Sel(f"7.01.0{p}.2.01"),
                    Sel("Administrasi keuangan perangkat daerah"),
                    uang(1_234_567_890),
                    uang(1_200_000_000),
                    persen("97.20"),
                ),
                Gaya.KEGIATAN,
            )
        )
        for s in range(1, sub + 1):
            total += 412_345_678
            isi.append(
                Baris(
                    (
                        Sel(f"7.01.0{p}.2.01.{s:04d}"),
                        Sel(SUB[(p * sub + s) % len(SUB)]),
                        uang(
                            412_345_678 + s,
                            Asal("Pagu setelah perubahan di dalam DPA", tautan="/asal/anggaran.subkegiatan/1/"),
                        ),
                        uang(400_111_222),
                        persen("97.03"),
                    )
                )
            )
    isi.append(
        Baris(
            (Sel("JUMLAH", kolom=2, jenis=Jenis.TENGAH), uang(int(total)), uang(int(total) - 5), persen("96.19")),
            Gaya.TOTAL,
        )
    )
    return Tabel(
        kunci,
        "Realisasi anggaran per program, kegiatan dan sub kegiatan",
        (
            Kolom("Kode"),
            Kolom("Program/Kegiatan/Sub Kegiatan"),
            Kolom("Pagu (Rp)", Jenis.UANG),
            Kolom("Realisasi (Rp)", Jenis.UANG),
            Kolom("Serapan (%)", Jenis.PERSEN),
        ),
        tuple(isi),
    )


def tabel_lebar(kunci: str, baris: int = 30) -> Tabel:
    kolom = [
        Kolom("No", Jenis.TENGAH),
        Kolom("Sub kegiatan"),
        Kolom("Indikator keluaran"),
        Kolom("Pagu (Rp)", Jenis.UANG),
    ]
    for t in ("I", "II", "III", "IV"):
        kolom += [Kolom("K", Jenis.ANGKA, kelompok=f"Triwulan {t}"), Kolom("Rp", Jenis.UANG, kelompok=f"Triwulan {t}")]
    kolom += [Kolom("Hambatan dan solusi"), Kolom("Penanggung jawab")]
    isi = []
    for i in range(baris):
        sel = [
            Sel(str(i + 1), jenis=Jenis.TENGAH),
            Sel(SUB[i % len(SUB)]),
            Sel("Jumlah laporan yang disusun"),
            uang(412_345_678),
        ]
        for t in range(4):
            sel += [Sel(str(t + 1), Decimal(t + 1), jenis=Jenis.ANGKA), uang(98_765_432 + t)]
        sel += [Sel(KALIMAT[i % len(KALIMAT)] if i % 3 == 0 else "Tidak ada"), Sel("Kasi Pemerintahan")]
        isi.append(Baris(tuple(sel)))
    return Tabel(
        kunci, "Kemajuan pelaksanaan kegiatan per triwulan", tuple(kolom), tuple(isi), lanskap=True, nomor_kolom=True
    )


def tabel_panjang(kunci: str, baris: int = 65) -> Tabel:
    isi: list[Baris] = []
    for i in range(baris):
        if i % 16 == 0:
            isi.append(Baris((Sel(f"Bidang {i // 16 + 1}: ketenteraman dan pelayanan", kolom=5),), Gaya.KELOMPOK))
        isi.append(
            Baris(
                (
                    Sel(str(i + 1), jenis=Jenis.TENGAH),
                    Sel(f"Rekomendasi nomor {i + 1}: " + KALIMAT[i % len(KALIMAT)]),
                    Sel(KALIMAT[(i + 2) % len(KALIMAT)] if i % 2 else "Selesai"),
                    Sel("✓" if i % 2 else "proses", jenis=Jenis.TENGAH),
                    Sel(f"{i * 3}", Decimal(i * 3), jenis=Jenis.ANGKA),
                )
            )
        )
    return Tabel(
        kunci,
        "Tindak lanjut atas rekomendasi hasil evaluasi tahun lalu",
        (
            Kolom("No", Jenis.TENGAH),
            Kolom("Rekomendasi"),
            Kolom("Tindak lanjut"),
            Kolom("Status", Jenis.TENGAH),
            Kolom("Bukti", Jenis.ANGKA),
        ),
        tuple(isi),
    )


def tabel_jahat() -> Tabel:
    return Tabel(
        "jahat",
        f"Teks yang tidak ramah {NASKAH_JAHAT}",
        (Kolom("No", Jenis.TENGAH), Kolom("Uraian & <b>"), Kolom("Nilai", Jenis.UANG)),
        (
            Baris((Sel("1"), Sel(RUMUS_JAHAT), uang(-1_500_000))),
            Baris((Sel("2"), Sel(NASKAH_JAHAT), uang(2))),
            Baris((Sel("3"), Sel(KATA_PANJANG), kosong("<img src=x onerror=alert(1)>"))),
            Baris(
                (
                    Sel("4"),
                    Sel(
                        NAMA_200, Decimal(0), asal=Asal(NASKAH_JAHAT, (('"kunci"', "'nilai'"),), "javascript:alert(1)")
                    ),
                    uang(3),
                )
            ),
            Baris((Sel("5"), Sel("@SUM(1)\x07\x0b bel\ttab\nbaris kedua"), uang(4))),
            Baris((Sel("6"), Sel("+62 811"), uang(5))),
            Baris((Sel("7"), Sel("-kosong"), uang(6))),
            Baris((Sel("8"), Sel("\t=1+1"), uang(7))),
            Baris((Sel("9"), Sel("بسم الله ✔ ● 中文 😀 ≥ √ λ"), uang(8))),
        ),
    )


def bagan_organisasi(kunci: str = "struktur") -> Bagan:
    kasubag = (
        Simpul(("Kasubag Umum dan Kepegawaian", "Nama Pejabat, S.Sos")),
        Simpul(("Kasubag Perencanaan dan Keuangan", "Nama Pejabat, S.E.")),
    )
    seksi = tuple(
        Simpul((f"Seksi {n}", "Nama Pejabat, S.IP", "Penata Tk. I"))
        for n in (
            "Pemerintahan",
            "Pemberdayaan Masyarakat dan Desa",
            "Ketenteraman dan Ketertiban Umum",
            "Pelayanan Umum",
            "Kesejahteraan Sosial",
        )
    )
    return Bagan(
        kunci,
        "Struktur organisasi kecamatan",
        Simpul(
            ("Camat", "Nama Camat, S.STP., M.Si."),
            seksi,
            (Simpul(("Sekretaris", "Nama Sekretaris, S.E."), kasubag), Simpul(("Kelompok Jabatan Fungsional",))),
        ),
    )


def pohon(kunci: str, lebar: int, *, lanskap: bool = True) -> Bagan:
    sasaran = tuple(
        Simpul(
            (f"Sasaran {i}", "Meningkatnya kualitas pelayanan publik"),
            tuple(
                Simpul(
                    (f"Program {i}.{j}", "Penyelenggaraan pemerintahan dan pelayanan publik"),
                    tuple(Simpul((f"Kegiatan {i}.{j}.{k}", SUB[(i + j + k) % len(SUB)])) for k in range(1, 4)),
                )
                for j in range(1, 3)
            ),
        )
        for i in range(1, lebar + 1)
    )
    return Bagan(
        kunci,
        "Pohon kinerja kecamatan",
        Simpul(("Tujuan", "Terwujudnya tata kelola pemerintahan yang baik"), sasaran),
        lanskap=lanskap,
    )


def _n(*isi: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if i is None else Decimal(i) for i in isi)


def grafik_batang(kunci: str = "capaian") -> Grafik:
    return Grafik(
        kunci,
        "Target dan realisasi indeks kepuasan masyarakat",
        ("2019", "2020", "2021", "2022", "2023"),
        (Seri("Target", _n("80", "81", "82", "83", "84")), Seri("Realisasi", _n("79.5", "82.25", None, "83", "86.41"))),
        satuan="nilai",
    )


def grafik_garis(kunci: str = "tren") -> Grafik:
    return Grafik(
        kunci,
        "Perkembangan capaian selama Renstra",
        ("2019", "2020", "2021", "2022", "2023"),
        (
            Seri("Capaian sasaran 1", _n("96.5", "97.1", None, "99.02", "101.2")),
            Seri("Capaian sasaran 2", _n("88", "91.4", "92", "96.3", "98.75")),
            Seri("Serapan anggaran", _n("94.2", "95.11", "93.9", "96.19", "97.03")),
        ),
        jenis="garis",
        satuan="%",
    )


def grafik_uang(kunci: str = "anggaran-tahun") -> Grafik:
    return Grafik(
        kunci,
        "Pagu dan realisasi anggaran per program",
        (
            "Program penunjang urusan pemerintahan daerah",
            "Program pemberdayaan masyarakat desa dan kelurahan",
            "Program koordinasi ketenteraman dan ketertiban umum",
            "Program pembinaan",
        ),
        (
            Seri("Pagu", _n("3813748600", "1250000000", "450000000", "98500000")),
            Seri("Realisasi", _n("3668433412", "1199000000", "449000000", None)),
        ),
        satuan="rupiah",
        desimal=0,
    )


def grafik_negatif(kunci: str = "selisih") -> Grafik:
    return Grafik(
        kunci,
        "Perubahan capaian terhadap tahun lalu",
        ("Sasaran 1", "Sasaran 2", "Sasaran 3"),
        (Seri("Perubahan", _n("2.5", "-1.75", "0")),),
        satuan="poin",
    )


def tanda_tangan(n: int = 1) -> TandaTangan:
    pihak = (
        Penanda(
            "Camat Contoh",
            "Nama Camat, S.STP., M.Si.",
            "Pembina Tk. I (IV/b)",
            "19700101 199001 1 001",
            "Contoh, 31 Januari 2024",
        ),
        Penanda("Bupati Contoh", "Nama Bupati", pengantar="Pihak Kedua,"),
        Penanda("Sekretaris", "Nama Sekretaris", "Pembina (IV/a)", "19710101 199101 1 001"),
    )
    return TandaTangan(pihak[:n] if n == 1 else (pihak[1], replace(pihak[0], pengantar="Pihak Pertama,"), pihak[2])[:n])


def _bab_satu() -> Bab:
    return Bab(
        "pendahuluan",
        "Pendahuluan",
        (),
        (
            Bab("latar-belakang", "Latar Belakang", (alinea(5), alinea(4, 2), alinea(5, 3))),
            Bab(
                "dasar-hukum",
                "Dasar Hukum",
                (
                    alinea(1),
                    Daftar(
                        tuple(
                            Paragraf((Potongan(f"Peraturan contoh nomor {i} tahun 20{i} tentang pelaporan kinerja;"),))
                            for i in range(10, 20)
                        )
                    ),
                    Daftar(
                        (Paragraf((Potongan("butir tanpa nomor"),)), Paragraf((Potongan("butir kedua", tebal=True),))),
                        bernomor=False,
                    ),
                ),
            ),
            Bab("struktur-organisasi", "Struktur Organisasi", (alinea(2), bagan_organisasi(), alinea(2, 4))),
            Bab(
                "isu",
                "Isu Strategis",
                (
                    SubJudul("Masalah pokok"),
                    alinea(3),
                    Paragraf(
                        (
                            Potongan("Serapan anggaran tahun ini sebesar "),
                            Potongan(
                                "96,19 %", tebal=True, nilai=Decimal("96.19"), asal=Asal("Realisasi ÷ pagu × 100")
                            ),
                            Potongan(", lebih tinggi daripada tahun lalu."),
                        )
                    ),
                    Paragraf(
                        (Potongan("Kutipan yang menyebut istilah ", miring=True), Potongan("good governance ≥ 90 √ ✓")),
                        "kutipan",
                    ),
                    Paragraf((Potongan("Catatan: angka sementara."),), "catatan"),
                    tabel_panjang("tindak-lanjut"),
                ),
            ),
        ),
    )


def _bab_dua() -> Bab:
    return Bab(
        "perencanaan",
        "Perencanaan Kinerja",
        (alinea(2),),
        (
            Bab("pohon-kinerja", "Pohon Kinerja", (alinea(1), pohon("pohon", 2))),
            Bab(
                "perjanjian",
                "Perjanjian Kinerja",
                (alinea(3), replace(tabel_kinerja("pk"), catatan=()), grafik_batang("grafik-pk")),
            ),
        ),
    )


def _bab_tiga(ulang: int) -> Bab:
    sasaran = tuple(
        Bab(
            f"sasaran-{i}",
            f"Sasaran {i}: meningkatnya kualitas pelayanan publik kepada masyarakat",
            (
                alinea(4, i),
                tabel_kinerja(f"kinerja-{i}", 5 + i % 4),
                alinea(3, i + 1),
                grafik_batang(f"batang-{i}") if i % 2 else grafik_garis(f"garis-{i}"),
                SubJudul("Penyebab keberhasilan"),
                alinea(4, i + 2),
            ),
            (
                Bab(
                    f"sumber-daya-{i}",
                    "Efisiensi penggunaan sumber daya",
                    (alinea(3, i), tabel_anggaran(f"anggaran-{i}", 2, 4), alinea(2)),
                ),
                Bab(
                    f"program-{i}",
                    "Program yang mendukung",
                    (
                        alinea(1, i),
                        tabel_lebar(f"kemajuan-{i}", 14),
                        Foto(f"foto-{i}a", "Rapat koordinasi di balai desa", foto_png(), "image/png"),
                        Foto(f"foto-{i}b", "Penyerahan bantuan kepada warga", foto_png(600, 800), "image/png"),
                        alinea(3),
                    ),
                ),
            ),
        )
        for i in range(1, ulang + 1)
    )
    realisasi: tuple[Blok, ...] = (
        alinea(3),
        tabel_anggaran("realisasi", 4, 6),
        grafik_uang(),
        grafik_negatif(),
        Foto("foto-cmyk", "Foto dengan warna cetak", foto_png(500, 300, "CMYK"), "image/jpeg"),
        Foto("foto-rusak", "Foto yang rusak", b"bukan gambar", "image/png"),
    )
    return Bab(
        "akuntabilitas",
        "Akuntabilitas Kinerja",
        (),
        (
            Bab("capaian", "Capaian Kinerja Organisasi", (alinea(4),), sasaran),
            Bab("realisasi-anggaran", "Realisasi Anggaran", realisasi),
        ),
    )


def build_dokumen(*, ulang: int = 2) -> Dokumen:
    """Return the sample; ``ulang`` sasaran of about nine pages each (11 make a report of some 120 pages)."""
    return Dokumen(
        jenis="lkj",
        instansi="contoh",
        tahun=2023,
        judul="Laporan Kinerja Instansi Pemerintah Kecamatan Contoh Tahun 2023",
        sampul=Sampul(
            "Laporan Kinerja Instansi Pemerintah (LKjIP)",
            "Kecamatan Contoh",
            "Kabupaten Contoh Raya",
            2023,
            (
                "Pemerintah Kabupaten Contoh Raya",
                "Kecamatan Contoh",
                "Jalan Merdeka Nomor 17, Contoh 99999, telepon (0000) 123456",
                "surel: kecamatan@contoh.example",
            ),
            lambang=lambang_png(),
            lambang_mime="image/png",
        ),
        depan=(
            Bab(
                "kata-pengantar",
                "Kata Pengantar",
                (alinea(5), alinea(6, 1), alinea(4, 3), tanda_tangan()),
                bernomor=False,
            ),
            Bab(
                "ringkasan",
                "Ringkasan Eksekutif",
                (
                    alinea(6),
                    tabel_kinerja("ringkasan-kinerja", 4),
                    alinea(5),
                    replace(tabel_lebar("ringkasan-lebar", 4), judul="Ringkasan triwulan"),
                ),
                bernomor=False,
            ),
        ),
        bab=(
            _bab_satu(),
            _bab_dua(),
            _bab_tiga(ulang),
            Bab("penutup", "Penutup", (alinea(5), alinea(4, 2), tanda_tangan())),
        ),
        lampiran=(
            Bab(
                "lampiran-pk",
                "Perjanjian Kinerja",
                (
                    Paragraf((Potongan("PERJANJIAN KINERJA TAHUN 2023", tebal=True),), "tengah"),
                    alinea(3),
                    replace(tabel_kinerja("form", 3), berjudul=False),
                    tanda_tangan(2),
                    GantiHalaman(),
                    alinea(2),
                    tanda_tangan(3),
                ),
            ),
            Bab("lampiran-kemajuan", "Laporan Kemajuan", (tabel_lebar("kemajuan-lampiran", 40),)),
            Bab("lampiran-pohon", "Pohon Kinerja Lengkap", (pohon("pohon-besar", 7),)),
            Bab("lampiran-jahat", f"Lampiran {NASKAH_JAHAT}", (tabel_jahat(),)),
        ),
        kelengkapan=(Kelengkapan("skm", "Survei kepuasan", False, "Isi nilai per unsur."),),
    )


def build_kecil(*blok: Blok) -> Dokumen:
    """Return a document of one chapter holding the given blocks."""
    return Dokumen("lkj", "contoh", 2023, "Dokumen Kecil", None, (), (Bab("satu", "Satu", blok),), berdaftar=False)
