"""Each strategic sasaran under the seven analyses of Permenpan RB 53/2014."""

from __future__ import annotations

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, Pos
from kinerja.angka import Nilai, format_persen, is_nilai
from kinerja.capaian import JenisIndikator, calculate_efisiensi, calculate_serapan, print_capaian
from kinerja.ukuran import Sasar, Ukuran
from lakip.data import DataLkj
from lakip.dokumen import (
    Bab,
    Baris,
    Blok,
    Grafik,
    Jenis,
    Kolom,
    Potongan,
    Sel,
    Seri,
    SubJudul,
    Tabel,
    to_roman,
)
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import (
    Kalimat,
    angka_orang,
    gabung,
    kalimat_akhir,
    kalimat_kata,
    kalimat_perubahan,
    kalimat_ujung,
    paragraf_of,
    paragraf_ringkas,
    rerata_capaian,
    sel_rerata,
)
from lakip.pustaka.capaian_tabel import (
    is_terisi,
    list_angka,
    pohon_pendukung,
    sel_riwayat,
    sel_ubah,
    tabel_anggaran,
    tabel_catatan,
    tabel_indikator,
    tabel_perkembangan,
    tabel_riwayat,
    tahun_riwayat,
)
from lakip.pustaka.kalimat import (
    berpersen,
    cacah,
    cara_capaian,
    indikator_sasaran,
    kutip,
    list_ukuran,
    rapikan,
    rupiah,
    sebut_jabatan,
    sel_capaian,
    sel_pagu,
    sel_realisasi,
    sel_realisasi_uang,
    sel_serapan,
    sel_target,
    sel_target_rencana,
    slug,
)
from lakip.sel import angka, baris, entri, figur, hampa, join_kata, paragraf, persen, rumus, tautan, teks, tengah
from renstra.models import Sasaran
from renstra.rekap import RekapIndikator

Indikator = tuple[RekapIndikator, ...]


@bagian("analisis-sasaran")
def analisis_sasaran(data: DataLkj) -> Isi | Kurang:
    """A subsection per strategic sasaran (Pelaihari Tabel 17–21, 25; Towuti Tabel 3.2–3.4, 3.7, 3.8)."""
    semua = indikator_sasaran(data)
    if semua and not is_terisi(data, semua):
        return Kurang(f"Isi lembar Realisasi Indikator tahun {data.tahun} untuk indikator sasaran strategis.")
    anak = [
        _susun_sasaran(data, s, isi, n)
        for n, s in enumerate(data.rencana.strategis, start=1)
        if (isi := data.rencana.of_sasaran(s))
    ]
    if not anak:
        return Kurang("Isi lembar Sasaran (tingkat Strategis), Indikator, Target Indikator, dan Realisasi Indikator.")
    pembuka = paragraf(
        "Uraian berikut membahas setiap sasaran strategis: target dan realisasi tahun ini, perkembangan dari tahun ke "
        "tahun, posisi terhadap target akhir Renstra dan standar nasional, penyebab dan tindak lanjut, penggunaan sumber "
        "daya, serta program dan kegiatan yang mendukungnya."
    )
    return Isi((pembuka, *_ikhtisar(data)), tuple(anak))


def _ikhtisar(data: DataLkj) -> list[Blok]:
    """All strategic indicators over the years in one table (Pelaihari Tabel 18 and 21, Towuti Tabel 3.3)."""
    semua = indikator_sasaran(data)
    tahun = tahun_riwayat(data, semua)
    if len(tahun) < 2:
        return []
    hitung = {"naik": 0, "turun": 0, "tetap": 0}
    for i in semua:
        _, kata = sel_ubah(sel_riwayat(data, i, tahun[-1])[2], sel_riwayat(data, i, tahun[-2])[2], tahun[-2])
        if kata.teks:
            hitung[kata.teks] += 1
    bagian: list[Kalimat] = [
        [cacah(n, f"Indikator dengan capaian {kata}", f"indikator {kata}")] for kata, n in hitung.items() if n
    ]
    blok: list[Blok] = []
    if bagian:
        blok.append(paragraf_of([f"Dibandingkan dengan tahun {tahun[-2]}, capaian ", *gabung(bagian), ". "]))
    judul = f"Target, Realisasi, dan Capaian Seluruh Indikator Sasaran Strategis {data.instansi.nama}"
    blok.append(tabel_riwayat(data, "riwayat-sasaran", f"{judul} Tahun {tahun[0]}–{tahun[-1]}", semua))
    return blok


def _susun_sasaran(data: DataLkj, s: Sasaran, isi: Indikator, nomor: int) -> Bab:
    kunci = slug(s.kode)
    nama = f"Sasaran Strategis {to_roman(nomor)}"
    pohon, langsung = pohon_pendukung(data, s)
    blok: list[Blok] = [
        *_tahun_ini(data, isi, kunci, nama),
        *_riwayat(data, isi, kunci, nama),
        *_akhir_renstra(data, isi, kunci, nama),
        *_standar(data, isi, kunci, nama),
        *_penyebab(data, isi, pohon if langsung else None, kunci, nama),
        *_efisiensi(data, s, isi, kunci, nama, pertama=nomor == 1),
        *_program(data, s, pohon, langsung, kunci, nama),
    ]
    return Bab(f"analisis-sasaran--{kunci}", f"{nama}: {rapikan(s.uraian)}", tuple(blok))


# --------------------------------------------------------------------------------------------- (1) target and realisasi


def _tahun_ini(data: DataLkj, isi: Indikator, kunci: str, nama: str) -> list[Blok]:
    t = data.tahun
    uraian = paragraf_ringkas(data, list_ukuran(data, isi), "sasaran ini")
    judul = f"Perbandingan Target dan Realisasi Tahun {t} {nama} {data.instansi.nama}"
    return [
        SubJudul(f"Target dan realisasi tahun {t}"),
        uraian,
        tabel_indikator(data, f"target-realisasi-{kunci}", judul, [("", isi)]),
    ]


# ----------------------------------------------------------------------------------------------- (2) against last years


def _riwayat(data: DataLkj, isi: Indikator, kunci: str, nama: str) -> list[Blok]:
    tahun = tahun_riwayat(data, isi)
    judul = SubJudul("Perbandingan dengan tahun-tahun sebelumnya")
    if len(tahun) < 2:
        return [
            judul,
            paragraf(
                "Realisasi tahun sebelumnya tidak tersedia, sehingga perkembangan antartahun belum dapat disajikan."
            ),
        ]
    kalimat: list[Kalimat] = []
    for i in isi:
        kalimat.append(_kalimat_ubah(data, i, tahun[-2], pembuka=not any(kalimat)))
    masa = f"Tahun {tahun[0]}–{tahun[-1]}"
    blok: list[Blok] = [judul]
    if any(kalimat):
        blok.append(paragraf_of(*kalimat))
    blok.append(
        tabel_perkembangan(
            data,
            f"riwayat-{kunci}",
            f"Perbandingan Target, Realisasi, dan Capaian {nama} {data.instansi.nama} {masa}",
            isi,
        )
    )
    if len(isi) == 1 and (puncak := _kalimat_puncak(data, isi[0], tahun)):
        blok.append(paragraf_of(puncak))
    grafik = _grafik_riwayat(data, isi, tahun, kunci, f"{nama} {masa}")
    if len({n for s in grafik.seri for n in s.nilai}) > 1:  # a flat line shows nothing
        blok.append(grafik)
    return blok


def _kalimat_ubah(data: DataLkj, i: RekapIndikator, lalu: int, *, pembuka: bool) -> Kalimat:
    kini, dulu = sel_riwayat(data, i, data.tahun), sel_riwayat(data, i, lalu)
    if i.ukuran.berkata:
        return kalimat_kata(i, data.tahun, lalu, (kini[1], dulu[1]), (kini[2], dulu[2]))
    return kalimat_perubahan(
        data.tahun, lalu, (kini[1], dulu[1]), (kini[2], dulu[2]), f"indikator {kutip(i.uraian)}", i.satuan,
        turun=i.model.arah == "turun", rentang=i.ukuran.jenis is JenisIndikator.RENTANG, pembuka=pembuka,
    )  # fmt: skip


def _kalimat_puncak(data: DataLkj, i: RekapIndikator, tahun: tuple[int, ...]) -> Kalimat:
    """The best and the worst year of the capaian."""
    capaian = [(t, c) for t in tahun if (c := sel_riwayat(data, i, t)[2]).nilai is not None]
    if len(capaian) < 3 or len({c.nilai for _, c in capaian}) == 1:
        return []
    puncak = max(capaian, key=lambda x: x[1].nilai or 0)
    dasar = min(capaian, key=lambda x: x[1].nilai or 0)
    return [
        f"Selama {len(capaian)} tahun tersebut capaian tertinggi dicatat pada tahun {puncak[0]} (", berpersen(puncak[1]),
        f") dan yang terendah pada tahun {dasar[0]} (", berpersen(dasar[1]), "). ",
    ]  # fmt: skip


def _grafik_riwayat(data: DataLkj, isi: Indikator, tahun: tuple[int, ...], kunci: str, judul: str) -> Grafik:
    """One indicator in figures: target beside realisasi; several, and kinds without one target figure: the capaian."""
    baris_tahun = tuple(map(str, tahun))
    seri: tuple[Seri, ...]
    if len(isi) == 1 and isi[0].ukuran.jenis is JenisIndikator.ANGKA:
        tiap = [sel_riwayat(data, isi[0], t) for t in tahun]
        seri = (Seri("Target", tuple(x[0].nilai for x in tiap)), Seri("Realisasi", tuple(x[1].nilai for x in tiap)))
        return Grafik(
            f"grafik-riwayat-{kunci}", f"Target dan Realisasi {judul}", baris_tahun, seri, satuan=isi[0].satuan
        )
    seri = tuple(Seri(rapikan(i.uraian), tuple(sel_riwayat(data, i, t)[2].nilai for t in tahun)) for i in isi)
    return Grafik(f"grafik-riwayat-{kunci}", f"Capaian Indikator {judul}", baris_tahun, seri, jenis="garis", satuan="%")


# ------------------------------------------------------------------------------------- (3) against the Renstra end target


def _sel_akhir(data: DataLkj, i: RekapIndikator, akhir: int) -> tuple[Sel, Sel, Sel]:
    """End target, realisasi of this year, and how far it has come; an indicator that shall fall by its own rule."""
    target, realisasi = sel_target_rencana(i, akhir), sel_realisasi(i, data.tahun)
    sasar = i.sasar(akhir)
    if not i.ukuran.is_bertarget(sasar):
        return target, realisasi, hampa("target akhir belum diisi")
    nilai = i.capaian(data.tahun, data.aturan_turun, sasar)
    cara = cara_capaian(i, f"Realisasi {data.tahun} ÷ target {akhir} × 100")
    asal = rumus(cara, ("Realisasi", i.realisasi.get(data.tahun)), ("Target", sasar))
    return target, realisasi, persen(print_capaian(nilai)[0], asal)


def _akhir_renstra(data: DataLkj, isi: Indikator, kunci: str, nama: str) -> list[Blok]:
    renstra = data.rencana.renstra
    assert renstra is not None  # a sasaran has one
    akhir, t = renstra.tahun_akhir, data.tahun
    judul = SubJudul("Perbandingan dengan target akhir Renstra")
    if not any(i.ukuran.is_bertarget(i.sasar(akhir)) for i in isi):
        return [
            judul,
            paragraf(
                f"Target akhir Renstra tahun {akhir} untuk sasaran ini belum ditetapkan, sehingga tingkat kemajuannya "
                "belum dapat dihitung."
            ),
        ]
    kol = (
        Kolom("Indikator Kinerja", lebar=28),
        Kolom("Target", Jenis.ANGKA, 11, f"Tahun {t}"), Kolom("Realisasi", Jenis.ANGKA, 11, f"Tahun {t}"),
        Kolom("Capaian (%)", Jenis.PERSEN, 12, f"Tahun {t}"),
        Kolom(f"Target {akhir}", Jenis.ANGKA, 12, f"Akhir Renstra Tahun {akhir}"),
        Kolom(f"Realisasi s.d. {t}", Jenis.ANGKA, 12, f"Akhir Renstra Tahun {akhir}"),
        Kolom("Kemajuan (%)", Jenis.PERSEN, 12, f"Akhir Renstra Tahun {akhir}"),
    )  # fmt: skip
    baris_: list[Baris] = []
    kemajuan: list[tuple[RekapIndikator, Sel, Sel]] = []
    for i in isi:
        target, realisasi, capaian = _sel_akhir(data, i, akhir)
        baris_.append(
            baris(
                teks(rapikan(i.uraian)),
                sel_target(data, i),
                sel_realisasi(i, t),
                sel_capaian(data, i),
                target,
                realisasi,
                capaian,
            )
        )
        kemajuan.append((i, target, capaian))
    masa = f"{renstra.tahun_awal}–{akhir}"
    tabel = Tabel(
        f"akhir-renstra-{kunci}", f"Perbandingan Capaian Tahun {t} dengan Target Jangka Menengah Renstra {masa} {nama}",
        kol, tuple(baris_),
    )  # fmt: skip
    kalimat = kalimat_akhir(kemajuan, t, akhir)
    return [judul, *([paragraf_of(*kalimat)] if kalimat else []), tabel]


# ------------------------------------------------------------------------------------------------- (4) national standard


def _standar(data: DataLkj, isi: Indikator, kunci: str, nama: str) -> list[Blok]:
    judul = SubJudul("Perbandingan dengan standar nasional")
    ada = [i for i in isi if i.model.standar_nasional is not None and not i.ukuran.berkata]
    if not ada:
        subjek = "indikator ini" if len(isi) == 1 else "indikator-indikator sasaran ini"
        return [
            judul,
            paragraf(
                f"Belum ada standar nasional yang ditetapkan untuk {subjek}, sehingga perbandingan dilakukan terhadap "
                "target daerah."
            ),
        ]
    kol = (
        Kolom("Indikator Kinerja", lebar=40), Kolom("Standar nasional", Jenis.ANGKA, 20),
        Kolom(f"Realisasi {data.tahun}", Jenis.ANGKA, 20), Kolom("Realisasi terhadap standar (%)", Jenis.PERSEN, 20),
    )  # fmt: skip
    baris_: list[Baris] = []
    kalimat: list[Kalimat] = []
    for i in ada:
        standar = angka(i.model.standar_nasional, entri("Isian standar nasional", tautan("renstra.indikator", i.pk)))
        nilai = print_capaian(_terhadap_standar(data, i))[0]
        sel = persen(nilai, rumus("Realisasi ÷ standar nasional × 100", ("Standar", standar.nilai)))
        baris_.append(baris(teks(rapikan(i.uraian)), standar, sel_realisasi(i, data.tahun), sel))
        if is_nilai(nilai):
            letak = _letak(nilai, turun=i.model.arah == "turun")
            kalimat.append([f"Realisasi {kutip(i.uraian)} {letak} standar nasional (", berpersen(sel), "). "])
    tabel = Tabel(
        f"standar-{kunci}",
        f"Perbandingan Realisasi Tahun {data.tahun} dengan Standar Nasional {nama}",
        kol,
        tuple(baris_),
    )
    return [judul, *([paragraf_of(*kalimat)] if kalimat else []), tabel]


def _terhadap_standar(data: DataLkj, i: RekapIndikator) -> Nilai:
    """The standard is one figure, so of a rentang too the share of it counts."""
    standar = Sasar(i.model.standar_nasional)
    if i.ukuran.jenis is JenisIndikator.RENTANG:
        return Ukuran().capaian(standar, i.realisasi.get(data.tahun))
    return i.capaian(data.tahun, data.aturan_turun, standar)


def _letak(nilai: Nilai, *, turun: bool) -> str:
    """Where a realisasi lies to a standard; what is better when lower would read wrong as "di atas"."""
    assert is_nilai(nilai)
    if nilai == 100:
        return "sama dengan"
    if turun:
        return "lebih baik daripada" if nilai > 100 else "belum memenuhi"
    return "berada di atas" if nilai > 100 else "berada di bawah"


# ------------------------------------------------------------------------------- (5) causes, obstacles, solutions, plans


def _penyebab(data: DataLkj, isi: Indikator, pohon: Pos | None, kunci: str, nama: str) -> list[Blok]:
    blok: list[Blok] = []
    if sebab := _kalimat_sebab(data, pohon):
        blok.append(paragraf_of(*sebab))
    hasil = ((rapikan(i.uraian), i.realisasi.get(data.tahun)) for i in isi)
    catatan = [(n, (h.faktor, h.hambatan, h.solusi, h.tindak_lanjut)) for n, h in hasil if h]
    if tabel := tabel_catatan(f"sebab-{kunci}", nama, catatan, pohon):
        if not blok:
            blok.append(paragraf("Hal-hal yang memengaruhi capaian sasaran ini dirangkum dalam tabel berikut."))
        blok.append(tabel)
    return [SubJudul("Penyebab, hambatan, dan rencana aksi"), *blok] if blok else []


def _kalimat_sebab(data: DataLkj, pohon: Pos | None) -> list[Kalimat]:
    """Which sub kegiatan held the sasaran back: output below target."""
    if pohon is None:
        return []
    terukur = [(d, n) for d in pohon.daun if is_nilai(n := data.capaian_pos(d).nilai)]
    if not terukur:
        return []
    kurang = sorted(((d, n) for d, n in terukur if n < 100), key=lambda x: x[1])
    if not kurang:
        if len(terukur) == 1:
            return [
                [f"Keluaran sub kegiatan {kutip(terukur[0][0].uraian)} yang mendukung sasaran ini memenuhi targetnya. "]
            ]
        return [["Keluaran ", cacah(len(terukur), "Sub kegiatan yang keluarannya terisi", "sub kegiatan"),
                 " yang mendukung sasaran ini seluruhnya memenuhi target. "]]  # fmt: skip
    k: Kalimat = [
        "Dari ", cacah(len(terukur), "Sub kegiatan yang keluarannya terisi", "sub kegiatan"),
        " yang mendukung sasaran ini, ",
        cacah(len(kurang), "Sub kegiatan dengan capaian di bawah 100 %", "sub kegiatan"),
        " belum mencapai target keluarannya",
    ]  # fmt: skip
    sebut = [f"{kutip(d.uraian)} ({format_persen(n)} %)" for d, n in kurang[:3]]
    k.append(f", {'yaitu' if len(kurang) <= 3 else 'yang terendah'} {join_kata(sebut)}. ")
    return [k]


# --------------------------------------------------------------------------------------------- (6) efficiency of resources


def _efisiensi(data: DataLkj, s: Sasaran, isi: Indikator, kunci: str, nama: str, *, pertama: bool) -> list[Blok]:
    """Capaian beside serapan; staffing, which is the same for every sasaran, under the first."""
    pohon, langsung = pohon_pendukung(data, s)
    judul = SubJudul("Efisiensi penggunaan sumber daya")
    r = rerata_capaian(data, (data.capaian(i) for i in isi))
    blok: list[Blok] = [judul]
    if pohon is not None:
        e = calculate_efisiensi(r.nilai, pohon.serapan())
        dinilai = data.kabupaten.nilai_efisiensi
        asal = rumus("Rata-rata capaian − serapan anggaran", ("Capaian", r.nilai), ("Serapan", pohon.serapan()))
        kol = [
            Kolom("Sasaran", lebar=34), Kolom("Rata-rata capaian kinerja (%)", Jenis.PERSEN, 16),
            Kolom("Serapan anggaran (%)", Jenis.PERSEN, 16),
        ]  # fmt: skip
        sel = [teks(nama), sel_rerata(r, "capaian indikator"), sel_serapan(pohon)]
        if dinilai:
            kol += [Kolom("Efisiensi (poin)", Jenis.PERSEN, 14), Kolom("Penilaian", Jenis.TENGAH, 20)]
            sel += [persen(e.nilai, asal), tengah(e.keterangan.split(" (")[0].capitalize())]
        blok += [
            paragraf_of(_kalimat_uang(data, s, pohon, langsung), _kalimat_efisien(data, r.nilai, pohon) if dinilai else []),
            Tabel(
                f"efisiensi-{kunci}", f"Perbandingan Capaian Kinerja dan Serapan Anggaran {nama} Tahun {data.tahun}",
                tuple(kol), (baris(*sel),),
            ),
        ]  # fmt: skip
    if pertama and (pegawai := _kalimat_pegawai(data)):
        blok.append(paragraf_of(pegawai))
    return blok if len(blok) > 1 else []


def _kalimat_uang(data: DataLkj, s: Sasaran, pohon: Pos, langsung: bool) -> Kalimat:
    awal = "Anggaran yang mendukung sasaran ini berjumlah "
    if not langsung and s.pemilik:
        awal = (
            "Sasaran ini tidak mempunyai sub kegiatan tersendiri; anggaran yang dikelola "
            f"{sebut_jabatan(data, s.pemilik)} berjumlah "
        )
    return [
        awal, rupiah(sel_pagu(pohon)), " dan terealisasi ",
        rupiah(sel_realisasi_uang(pohon)), " atau ", berpersen(sel_serapan(pohon)), ". ",
    ]  # fmt: skip


def _kalimat_efisien(data: DataLkj, capaian: object, pohon: Pos) -> Kalimat:
    e = calculate_efisiensi(capaian, pohon.serapan())  # type: ignore[arg-type]
    if is_nilai(e.nilai):
        selisih = persen(abs(e.nilai), rumus("Rata-rata capaian − serapan anggaran"))
        if e.efisien:
            return ["Dengan capaian yang melebihi serapan anggarannya, penggunaan anggaran tergolong efisien; selisihnya ",
                    figur_poin(selisih), ". "]  # fmt: skip
        if not e.nilai:
            return ["Capaian dan serapan sama besar, sehingga tidak ada anggaran yang dihemat. "]
        return ["Serapan anggaran lebih besar daripada capaian kinerja dengan selisih ", figur_poin(selisih),
                ", sehingga belum dapat disebut efisien. "]  # fmt: skip
    if "tidak efisien" in e.keterangan:
        return ["Karena rata-rata capaian belum mencapai 100 %, sisa anggaran tidak dinilai sebagai efisiensi. "]
    return []


def figur_poin(sel: Sel) -> Potongan:
    return figur(sel, akhiran=" poin")


def _kalimat_pegawai(data: DataLkj) -> Kalimat:
    """Staff needed by ANJAB/ABK beside staff present."""
    butuh, ada = sum(k.kebutuhan for k in data.kebutuhan), sum(k.tersedia for k in data.kebutuhan)
    if not butuh:
        return []
    isi = persen(
        calculate_serapan(ada, butuh), rumus("Tersedia ÷ kebutuhan × 100", ("Tersedia", ada), ("Kebutuhan", butuh))
    )
    k: Kalimat = ["Dari sisi sumber daya manusia, analisis jabatan dan beban kerja menghitung kebutuhan ",
                  angka_orang(butuh, "Jumlah kebutuhan pegawai"), ", sedangkan yang tersedia ",
                  angka_orang(ada, "Jumlah pegawai tersedia"), " (", berpersen(isi), ")"]  # fmt: skip
    if ada < butuh:
        return [*k, ", sehingga masih kurang ", angka_orang(butuh - ada, "Kebutuhan − tersedia"), ". "]
    return [*k, "; jumlah pegawai telah memenuhi kebutuhan. "]


# ----------------------------------------------------------------------------------------------- (7) supporting programmes


def _program(data: DataLkj, s: Sasaran, pohon: Pos | None, langsung: bool, kunci: str, nama: str) -> list[Blok]:
    if pohon is None:
        return []
    pembuka: Kalimat = ["Sasaran ini didukung oleh "]
    if not langsung and s.pemilik:
        pembuka = [
            f"Sasaran ini didukung oleh program yang menjadi tanggung jawab {sebut_jabatan(data, s.pemilik)}, yaitu "
        ]
    pembuka += [
        cacah(pohon.count(PROGRAM), "Banyaknya program", "program"), ", ",
        cacah(pohon.count(KEGIATAN), "Banyaknya kegiatan", "kegiatan"), ", dan ",
        cacah(pohon.count(SUBKEGIATAN), "Banyaknya sub kegiatan", "sub kegiatan"), ". ",
    ]  # fmt: skip
    judul = f"Program, Kegiatan, dan Sub Kegiatan Penunjang {nama} {data.instansi.nama} Tahun Anggaran {data.tahun}"
    blok: list[Blok] = [
        SubJudul("Program dan kegiatan penunjang"),
        paragraf_of(
            pembuka, kalimat_ujung([(sebut_program(p), sel_serapan(p)) for p in pohon.anak], "Serapan", "program")
        ),
        tabel_anggaran(data, f"penunjang-{kunci}", judul, pohon, kinerja=True),
    ]
    if len(pohon.anak) > 1:
        blok.append(_grafik_program(data, pohon, kunci, nama))
    return blok


def sebut_program(p: Pos) -> str:
    """The name of a programme in a sentence: "Program Penunjang Urusan …", whatever capitals it was entered in."""
    nama = rapikan(p.uraian)
    nama = nama.title().replace(" Dan ", " dan ").replace(" Yang ", " yang ") if nama.isupper() else nama
    return nama if nama.casefold().startswith("program") else f"Program {nama}"


def _grafik_program(data: DataLkj, pohon: Pos, kunci: str, nama: str) -> Grafik:
    capaian = list_angka(data.capaian_pos(p).nilai for p in pohon.anak)
    serapan = list_angka(p.serapan() for p in pohon.anak)
    return Grafik(
        f"grafik-penunjang-{kunci}",
        f"Capaian Kinerja dan Serapan Anggaran Program Penunjang {nama} Tahun {data.tahun}",
        tuple(sebut_program(p) for p in pohon.anak),
        (Seri("Capaian kinerja", capaian), Seri("Serapan anggaran", serapan)),
        jenis="batang-datar",
        satuan="%",
    )
