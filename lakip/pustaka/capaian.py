"""Bab III A: how performance is measured, what became of the perjanjian kinerja, and of the officials' indicators."""

from __future__ import annotations

from decimal import Decimal

from kinerja.angka import divide, format_angka, format_persen
from kinerja.capaian import AturanTurun
from kinerja.ikm import KONVERSI
from kinerja.predikat import Kelas, Skala, print_batas
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Daftar, Grafik, Jenis, Kolom, Paragraf, Sel, Seri, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import kalimat_rerata, kalimat_target, paragraf_of, paragraf_ringkas, rerata_capaian
from lakip.pustaka.capaian_tabel import indikator_jabatan, is_beda, is_terisi, list_angka, tabel_indikator
from lakip.pustaka.kalimat import indikator_sasaran, list_keterangan, list_ukuran, rapikan, sebut_jabatan
from lakip.sel import angka, baris, entri, join_kata, paragraf, rumus, teks, tengah
from organisasi.models import Jabatan
from renstra.rekap import RekapIndikator

# ------------------------------------------------------------------------------------------------- rules and the scale

_KEGUNAAN = {
    "indikator": "capaian indikator kinerja",
    "kegiatan": "capaian program, kegiatan, dan sub kegiatan",
    "akip": "nilai evaluasi akuntabilitas kinerja",
}


@bagian("skala-capaian")
def skala_capaian(data: DataLkj) -> Isi | Kurang:
    """The rules and the scales in use (Pelaihari Tabel 13, Towuti's table of the IKM scale)."""
    if not data.skala:
        return Kurang(
            "Isi skala predikat pada lembar Identitas: Skala indikator, Skala kegiatan, Skala SKM, dan Skala AKIP."
        )
    blok: list[Blok] = [
        paragraf(
            f"Kinerja {data.instansi.nama} diukur dengan membandingkan realisasi setiap indikator dengan target yang "
            f"diperjanjikan untuk tahun {data.tahun}. Cara menghitungnya adalah sebagai berikut."
        ),
        _aturan(data),
    ]
    umum: dict[Skala, list[str]] = {}
    for guna, nama in _KEGUNAAN.items():
        skala = data.skala.get(guna)
        if skala and (guna != "akip" or data.lke or data.nilai_akip):
            umum.setdefault(skala, []).append(nama)
    for n, (skala, pemakaian) in enumerate(umum.items()):
        nama = " serta ".join(pemakaian)
        blok += [
            paragraf(f"{nama[0].upper()}{nama[1:]} dikelompokkan menurut {_dasar(skala)} seperti pada tabel berikut."),
            _tabel_skala(skala, pemakaian, f"skala-capaian-{n + 1}" if n else "skala-capaian"),
        ]
    if (skm := data.skala.get("skm")) and data.survei:
        blok += [
            paragraf(
                f"Nilai indeks kepuasan masyarakat ditafsirkan menurut {_dasar(skm)}. Interval nilai rata-rata (skala 1–4) "
                f"diperoleh dengan membagi interval konversi (skala 25–100) dengan {KONVERSI}."
            ),
            _tabel_skm(skm),
        ]
    return Isi(tuple(blok))


def _dasar(skala: Skala) -> str:
    return rapikan(skala.dasar_hukum) or f"skala {skala.nama}"


def _aturan(data: DataLkj) -> Daftar:
    turun = [i for i in data.rencana.indikator if i.model.arah == "turun"]
    butir = ["Indikator yang makin tinggi makin baik: capaian = realisasi ÷ target × 100 %."]
    if turun:
        cara = (
            "(2 × target − realisasi) ÷ target × 100 %"
            if data.aturan_turun is AturanTurun.SELISIH
            else "target ÷ realisasi × 100 %"
        )
        butir.append(
            f"Indikator yang makin rendah makin baik: capaian = {cara}. Cara ini dipakai untuk "
            f"{join_kata(rapikan(i.uraian) for i in turun)}."
        )
    butir += [f"Indikator {k}" for k in list_keterangan(data.rencana.indikator)]
    skala = dict.fromkeys(s for i in data.rencana.indikator if (s := i.ukuran.skala))
    butir += [
        f"Kelas skala {s.nama}: {join_kata(f'{k.sebutan} ({print_batas(s, k)})' for k in s.menurun)}." for s in skala
    ]
    butir += [
        "Capaian kegiatan adalah rata-rata capaian sub kegiatannya, dan capaian program adalah rata-rata capaian "
        "kegiatannya.",
        "Serapan anggaran = realisasi ÷ pagu × 100 %, dengan pagu setelah perubahan apabila ada.",
    ]
    if (batas := data.kabupaten.batas_capaian) is not None:
        butir.append(
            f"Capaian di atas {format_persen(batas)} % diperhitungkan {format_persen(batas)} % dalam rata-rata."
        )
    butir.append(
        "Hasil hitung dibulatkan ke dua angka di belakang koma. Capaian yang tidak dapat dihitung ditulis “–” beserta "
        "alasannya dan tidak ikut dirata-ratakan."
    )
    return Daftar(tuple(paragraf(b) for b in butir))


def batas_kelas(skala: Skala, kelas: Kelas) -> tuple[Decimal | None, Decimal | None]:
    """The bounds of a class as printed; None where it is open. A ">=" class ends 0,01 below the next."""
    menurun = skala.menurun
    letak = menurun.index(kelas)
    atas = menurun[letak - 1] if letak else None
    if atas is None or atas.bawah is None:
        return kelas.bawah, None
    return kelas.bawah, atas.bawah if atas.eksklusif else atas.bawah - Decimal("0.01")


def _tabel_skala(skala: Skala, guna: list[str], kunci: str) -> Tabel:
    berhuruf = any(k.huruf for k in skala.kelas)
    isi: list[Baris] = []
    asal = entri(f"Skala {skala.nama}")
    for n, k in enumerate(skala.menurun, start=1):
        bawah, atas = batas_kelas(skala, k)
        sel = [tengah(n), teks(k.predikat), *([tengah(k.huruf)] if berhuruf else [])]
        sel += [
            angka(bawah, asal, alasan="kelas terendah"),
            angka(atas, asal, alasan="kelas tertinggi"),
            tengah(print_batas(skala, k)),
        ]
        isi.append(baris(*sel))
    ekslusif = all(k.eksklusif for k in skala.kelas)
    kol = [Kolom("No.", Jenis.TENGAH, 6), Kolom("Predikat", lebar=30)]
    if berhuruf:
        kol.append(Kolom("Huruf", Jenis.TENGAH, 10))
    kol += [
        Kolom("Lebih dari" if ekslusif else "Mulai dari", Jenis.ANGKA, 18, "Batas capaian (%)"),
        Kolom("Sampai dengan", Jenis.ANGKA, 18, "Batas capaian (%)"),
        Kolom("Interval", Jenis.TENGAH, 22),
    ]
    judul = f"Pengelompokan {' serta '.join(guna).title().replace(' Dan ', ' dan ').replace(' Serta ', ' serta ')}"
    return Tabel(kunci, judul, tuple(kol), tuple(isi), catatan=(f"Sumber: {_dasar(skala)}.",))


def _tabel_skm(skala: Skala) -> Tabel:
    """Nilai persepsi, interval of the NRR and of its conversion, mutu and kinerja of the service."""
    isi: list[Baris] = []
    for n, k in enumerate(reversed(skala.menurun), start=1):
        bawah, atas = batas_kelas(skala, k)
        bawah, atas = bawah if bawah is not None else Decimal(KONVERSI), atas if atas is not None else Decimal(100)
        isi.append(
            baris(
                tengah(f"Nilai persepsi {n}"),
                _sel_nrr(bawah),
                _sel_nrr(atas),
                angka(bawah, entri(f"Skala {skala.nama}"), desimal=2),
                angka(atas, entri(f"Skala {skala.nama}"), desimal=2),
                tengah(f"Mutu {k.huruf}" if k.huruf else ""),
                teks(k.predikat),
            )
        )
    kol = (
        Kolom("Nilai Persepsi", Jenis.TENGAH, 18),
        Kolom("Dari", Jenis.ANGKA, 11, "Interval nilai rata-rata (1–4)"),
        Kolom("Sampai", Jenis.ANGKA, 11, "Interval nilai rata-rata (1–4)"),
        Kolom("Dari", Jenis.ANGKA, 11, "Interval konversi (25–100)"),
        Kolom("Sampai", Jenis.ANGKA, 11, "Interval konversi (25–100)"),
        Kolom("Mutu Pelayanan", Jenis.TENGAH, 14),
        Kolom("Kinerja Unit Pelayanan", lebar=24),
    )
    judul = "Nilai Persepsi, Interval IKM, Interval Konversi IKM, Mutu Pelayanan, dan Kinerja Unit Pelayanan"
    return Tabel("skala-skm", judul, kol, tuple(isi), catatan=(f"Sumber: {_dasar(skala)}.",))


def _sel_nrr(konversi: Decimal) -> Sel:
    nrr = divide(konversi, KONVERSI)
    return Sel(
        format_angka(nrr, 4),
        nrr,
        rumus(f"Interval konversi ÷ {KONVERSI}", ("Interval konversi", konversi)),
        jenis=Jenis.ANGKA,
    )


# ------------------------------------------------------------------------------------------------- perjanjian kinerja


@bagian("capaian-perjanjian")
def capaian_perjanjian(data: DataLkj) -> Isi | Kurang:
    """What became of the Camat's perjanjian and of all strategic sasaran (Pelaihari Tabel 14; Towuti Tabel 3.1)."""
    semua = indikator_sasaran(data)
    if not semua:
        return Kurang("Isi lembar Sasaran (tingkat Strategis), Indikator, Target Indikator, dan Realisasi Indikator.")
    if not is_terisi(data, semua):
        return Kurang(f"Isi lembar Realisasi Indikator tahun {data.tahun} untuk indikator sasaran strategis.")
    janji = _janji_camat(data)
    utama = tuple(i for i in data.rencana.indikator if i.pk in janji) or semua
    dimuat = {i.pk for i in utama}
    lain = tuple(i for i in semua if i.pk not in dimuat)
    pihak = sebut_jabatan(data, data.camat) if data.camat and janji else data.instansi.nama
    blok = _blok_capaian(data, utama, f"perjanjian kinerja {pihak}" if janji else "sasaran strategis", "capaian-perjanjian",
                         f"Realisasi, Target, dan Capaian Perjanjian Kinerja {pihak} Tahun {data.tahun}")  # fmt: skip
    if lain:
        nama = join_kata(dict.fromkeys(_pemilik(data, i) for i in lain))
        blok += _blok_capaian(
            data, lain, f"sasaran strategis yang diemban {nama}", "capaian-strategis-lain",
            f"Realisasi, Target, dan Capaian Sasaran Strategis {nama} Tahun {data.tahun}",
        )  # fmt: skip
        r = rerata_capaian(data, (data.capaian(i) for i in semua))
        if k := kalimat_rerata(data, r, f"seluruh {len(semua)} indikator sasaran strategis"):
            blok.append(paragraf_of(k))
    blok += [_grafik_capaian(data, semua), *_blok_tujuan(data)]
    return Isi(tuple(blok))


def _janji_camat(data: DataLkj) -> set[int]:
    p = data.perjanjian_of(data.camat.pk) if data.camat else None
    return {b.indikator_id for b in p.butir} if p else set()


def _pemilik(data: DataLkj, i: RekapIndikator) -> str:
    s = next(s for s in data.rencana.strategis if s.pk == i.model.sasaran_id)
    return sebut_jabatan(data, s.pemilik) if s.pemilik else data.instansi.nama


def _blok_capaian(data: DataLkj, isi: tuple[RekapIndikator, ...], subjek: str, kunci: str, judul: str) -> list[Blok]:
    blok: list[Blok] = [_pembuka(data, isi, subjek), tabel_indikator(data, kunci, judul, [("", isi)])]
    beda = [i for i in isi if is_beda(data, i)]
    if beda:
        blok.append(
            paragraf(
                f"Target yang ditandatangani untuk {join_kata(rapikan(i.uraian) for i in beda)} berbeda dari target "
                "Renstra. Karena itu tabel di atas memuat kedua target dan capaian terhadap masing-masing target; "
                "predikat ditetapkan menurut target perjanjian kinerja."
            )
        )
    return blok


def _pembuka(data: DataLkj, isi: tuple[RekapIndikator, ...], subjek: str) -> Paragraf:
    """One or two indicators are told each, more of them in brief."""
    if len(isi) <= 2:
        return paragraf_of(*(kalimat_target(data, i) for i in isi))
    return paragraf_ringkas(data, list_ukuran(data, isi), subjek)


def _blok_tujuan(data: DataLkj) -> list[Blok]:
    """What became of the indicators of the tujuan, where the Renstra has any and they were measured."""
    kelompok = [(rapikan(t.uraian), isi) for t in data.rencana.tujuan if (isi := data.rencana.of_tujuan(t))]
    semua = tuple(i for _, isi in kelompok for i in isi)
    if not is_terisi(data, semua):
        return []
    judul = f"Realisasi, Target, dan Capaian Indikator Tujuan {data.instansi.nama} Tahun {data.tahun}"
    return [
        _pembuka(data, semua, "tujuan Renstra"),
        tabel_indikator(data, "capaian-tujuan", judul, kelompok, sasaran=False),
    ]


def _grafik_capaian(data: DataLkj, isi: tuple[RekapIndikator, ...]) -> Grafik:
    return Grafik(
        "capaian-sasaran",
        f"Capaian Indikator Sasaran Strategis {data.instansi.nama} Tahun {data.tahun}",
        tuple(rapikan(i.uraian) for i in isi),
        (Seri("Capaian", list_angka(data.capaian(i) for i in isi)),),
        jenis="batang-datar",
        satuan="%",
    )


# -------------------------------------------------------------------------------------------- the officials' indicators


@bagian("capaian-pejabat")
def capaian_pejabat(data: DataLkj) -> Isi | Kurang:
    """The indicators of all eselon IV posts with last year's realisasi and their mean (Pelaihari Tabel 40)."""
    pos = [j for j in data.jabatan if j.eselon.upper().startswith("IV")]
    kelompok: list[tuple[Jabatan, tuple[RekapIndikator, ...]]] = []
    dimuat: set[int] = set()
    for j in pos:
        if isi := tuple(i for i in indikator_jabatan(data, j) if i.pk not in dimuat):
            kelompok.append((j, isi))
            dimuat |= {i.pk for i in isi}
    if not kelompok:
        return Kurang(
            "Isi eselon pada lembar Jabatan, lalu sasaran operasional dan indikator pejabat eselon IV (lembar Sasaran "
            "dan Indikator) atau perjanjian kinerjanya (lembar Butir Perjanjian)."
        )
    semua = tuple(i for _, isi in kelompok for i in isi)
    if not is_terisi(data, semua):
        return Kurang(f"Isi lembar Realisasi Indikator tahun {data.tahun} untuk indikator pejabat eselon IV.")
    blok: list[Blok] = [
        paragraf_ringkas(data, list_ukuran(data, semua), f"kinerja {len(kelompok)} pejabat eselon IV"),
        tabel_indikator(
            data, "capaian-pejabat",
            f"Realisasi, Target, dan Capaian Indikator Kinerja Eselon IV {data.instansi.nama} "
            f"Tahun {data.tahun - 1}–{data.tahun}",
            [(j.nama, isi) for j, isi in kelompok], lalu=True,
        ),
    ]  # fmt: skip
    if len(kelompok) > 1:
        blok.append(_grafik_pejabat(data, [(j.nama, isi) for j, isi in kelompok]))
    return Isi(tuple(blok))


def _grafik_pejabat(data: DataLkj, kelompok: list[tuple[str, tuple[RekapIndikator, ...]]]) -> Grafik:
    rerata = list_angka(rerata_capaian(data, (data.capaian(i) for i in isi)).nilai for _, isi in kelompok)
    return Grafik(
        "grafik-capaian-pejabat",
        f"Rata-Rata Capaian Indikator Setiap Pejabat Eselon IV Tahun {data.tahun}",
        tuple(nama for nama, _ in kelompok),
        (Seri("Rata-rata capaian", rerata),),
        jenis="batang-datar",
        satuan="%",
    )
