"""A realisasi table in all the ways it gets mangled: the right 23 figures per quarter, or the reason why not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook

from sipd.baca import Bacaan, Bentuk, BerkasDitolak, baca_berkas
from tests.sipd import pembuat
from tests.sipd.pembuat import (
    NIP,
    ORANG,
    ROMAWI,
    SUB,
    Tabel,
    list_dokumen,
    tabel_berjenjang,
    tabel_kolom,
    tabel_realisasi,
    tabel_tangan,
    tulis_rupiah,
)

BENAR = {s.baku: s.realisasi for s in SUB}


def sum_triwulan(bacaan: Bacaan) -> dict[str, tuple[int, ...]]:
    """The figures of a file per sub kegiatan and quarter, whatever its shape; by name where there is no code."""
    hasil: dict[str, list[int]] = {}
    for b in bacaan.baris:
        angka = hasil.setdefault(b.kode_sub or next(s.baku for s in SUB if s.nama == b.nama_sub), [0, 0, 0, 0])
        for t in range(4):
            if bacaan.bentuk is Bentuk.TANGAN:
                angka[t] += b.realisasi[t] or 0
            elif b.triwulan == t + 1:
                angka[t] += b.jumlah
    return {kode: tuple(angka) for kode, angka in hasil.items()}


def ubah_isi(tabel: Tabel, ubah: Callable[[Any], Any], kolom: range, mulai: int = 1) -> Tabel:
    """Change the cells of some columns below the heading."""
    return [
        [ubah(sel) if i >= mulai and k in kolom and sel is not None else sel for k, sel in enumerate(baris)]
        for i, baris in enumerate(tabel)
    ]


UANG = range(2, 7)
KODE = range(1)


def xlsx(tabel: Tabel, ubah: Callable[[Workbook], None] | None = None, nama: str = "TW") -> bytes:
    return pembuat.to_xlsx((nama, tabel), ubah=ubah)


# ---- tables kept by hand ----


def urutan_terbalik() -> bytes:
    return xlsx([list(reversed(b)) for b in tabel_tangan()])


def kolom_tambahan() -> bytes:
    judul = ["No", "Indikator", "Satuan", "Target K", "Keterangan", "Penanggung Jawab"]
    return xlsx(
        [
            [*(judul if i == 0 else [i, "Jumlah dokumen", "Dokumen", 5, "-", ORANG]), *b]
            for i, b in enumerate(tabel_tangan())
        ]
    )


def baris_judul() -> bytes:
    atas: Tabel = [
        ["PEMERINTAH KABUPATEN CONTOH"],
        ["LAPORAN REALISASI KEUANGAN TRIWULAN I S.D. IV"],
        ["Tahun Anggaran", 2023],
        [],
        ["Pejabat:", ORANG],
        [],
    ]
    return xlsx([*atas, *tabel_tangan()])


def judul_digabung() -> bytes:
    tabel = tabel_tangan()[1:]
    atas: Tabel = [
        ["Kode", "Uraian", "Pagu (Rp)", "Realisasi Keuangan (Rp)", None, None, None],
        [None, None, None, *(f"TW {r}" for r in ROMAWI)],
    ]

    def gabung(buku: Workbook) -> None:
        for ref in ("A1:A2", "B1:B2", "C1:C2", "D1:G1"):
            buku["TW"].merge_cells(ref)

    return xlsx([*atas, *tabel], gabung)


def judul_tiga_tingkat() -> bytes:
    isi: Tabel = [
        [s.kode, s.nama, s.perubahan, *(x for t in range(4) for x in (5, s.realisasi[t], float(s.fisik[t])))]
        for s in SUB
    ]
    atas: Tabel = [
        ["Kode", "Uraian", "Pagu", "Realisasi Kinerja Pada Triwulan"],
        [None, None, None, "I", None, None, "II", None, None, "III", None, None, "IV"],
        [None, None, None, *(["K", "Rp", "Fisik (%)"] * 4)],
    ]

    def gabung(buku: Workbook) -> None:
        for ref in ("D1:O1", "D2:F2", "G2:I2", "J2:L2", "M2:O2", "A1:A3", "B1:B3", "C1:C3"):
            buku["TW"].merge_cells(ref)

    return xlsx([*atas, *isi], gabung)


def judul_kelompok_tanpa_gabung() -> bytes:
    isi: Tabel = [[s.kode, s.nama, s.perubahan, *(x for t in range(4) for x in (s.realisasi[t], 12.5))] for s in SUB]
    atas: Tabel = [
        ["Kode", "Uraian", "Anggaran", *(x for r in ROMAWI for x in (f"Triwulan {r}", None))],
        [None, None, None, *(["Rp", "%"] * 4)],
    ]
    return xlsx([*atas, *isi])


def rupiah_teks() -> bytes:
    return xlsx(ubah_isi(tabel_tangan(), tulis_rupiah, UANG))


def rupiah_titik() -> bytes:
    return xlsx(ubah_isi(tabel_berjenjang(), lambda n: f"{n:,}".replace(",", "."), UANG))


def rupiah_inggris() -> bytes:
    return xlsx(ubah_isi(tabel_tangan(), lambda n: f"{n:,}.00", UANG))


def rupiah_desimal() -> bytes:
    return pembuat.to_csv(ubah_isi(tabel_tangan(), lambda n: f"{n}.00", UANG), ",")


def rupiah_pecahan_biner() -> bytes:
    return xlsx(ubah_isi(tabel_tangan(), lambda n: n + 0.000001, UANG))


def strip_untuk_nol() -> bytes:
    return xlsx(ubah_isi(tabel_berjenjang(), lambda n: n or "-", UANG))


def kode_tanpa_titik() -> bytes:
    return xlsx(ubah_isi(tabel_berjenjang(), lambda k: k.replace(".", ""), KODE))


def kode_bilangan() -> bytes:
    return xlsx(ubah_isi(tabel_tangan(), lambda k: int(k.replace(".", "")), KODE))


def kode_berspasi() -> bytes:
    return xlsx(ubah_isi(tabel_tangan(), lambda k: k.replace(".", " . ") + ".", KODE))


def kode_empat_angka() -> bytes:
    return xlsx(ubah_isi(tabel_tangan(), lambda k: f"{k[:-2]}00{k[-2:]}", KODE))


def kode_kegiatan_dua_angka() -> bytes:
    return xlsx(ubah_isi(tabel_berjenjang(), lambda k: k.replace(".2.", ".02.", 1), KODE))


def kode_dalam_nama() -> bytes:
    return xlsx(
        [["Sub\nKegiatan", *b[2:]] if i == 0 else [f"{b[0]}\n{b[1]}", *b[2:]] for i, b in enumerate(tabel_tangan())]
    )


def kode_terpecah() -> bytes:
    isi: Tabel = [[*_pecah(b[0]), *b[1:]] for b in tabel_berjenjang()[1:]]
    atas: Tabel = [["Kode", None, None, None, None, *pembuat.JUDUL_TANGAN[1:]]]
    return xlsx([*atas, *isi], lambda buku: buku["TW"].merge_cells("A1:E1"))


def kode_terpecah_mengisi_ke_bawah() -> bytes:
    """Only the parts that change are written."""
    lama: list[str | None] = [None] * 5
    isi: Tabel = []
    for b in tabel_berjenjang()[1:]:
        ruas = _pecah(b[0])
        beda = next((i for i in range(5) if ruas[i] != lama[i]), 5)
        isi.append([*([None] * beda), *ruas[beda:], *b[1:]])
        lama = ruas if b[0] else lama
    atas: Tabel = [["Kode", None, None, None, None, *pembuat.JUDUL_TANGAN[1:]]]
    return xlsx([*atas, *isi], lambda buku: buku["TW"].merge_cells("A1:E1"))


def baris_turunan() -> bytes:
    """Below the table: what is left, and per cent."""
    jumlah = pembuat.jumlah(SUB)
    sisa: Tabel = [[None, "Sisa Anggaran", None, 1, 2, 3, 4], [None, "Persentase", 100, 25.5, 50, 75, 96.19]]
    return xlsx([*tabel_tangan(), [None, "Belanja Daerah", *jumlah], *sisa])


def _pecah(kode: str | None) -> list[str | None]:
    ruas = (kode or "").split(".")
    bagian = [*ruas[:3], ".".join(ruas[3:5]), *ruas[5:]]
    return [r or None for r in [*bagian, "", "", ""][:5]]


def jumlah_di_antara() -> bytes:
    return xlsx(tabel_berjenjang())


def jumlah_di_kolom() -> bytes:
    return xlsx(tabel_kolom())


def baris_kosong() -> bytes:
    return xlsx([x for b in tabel_berjenjang() for x in (b, [], [None, " ", None])])


def judul_baris_lima() -> bytes:
    return xlsx([["Data"], [], [], [], *tabel_tangan()])


def judul_kotor() -> bytes:
    judul = [
        "KODE\nSUB  KEGIATAN",
        " nama sub\xa0kegiatan ",
        "PA GU",
        *(f"REALI SASI\nTRI WULAN - {r}" for r in ROMAWI),
    ]
    return xlsx([judul, *tabel_tangan()[1:]])


def penomor_kolom() -> bytes:
    return xlsx([pembuat.JUDUL_TANGAN, [1, 2, 3, 4, 5, 6, 7], *tabel_tangan()[1:]])


def catatan_di_bawah() -> bytes:
    bawah: Tabel = [
        [],
        ["Catatan: angka sementara"],
        [None, None, None, None, None, "Kota Contoh, 31 Desember 2023"],
        [None, "Mengetahui,", None, None, None, "Bendahara Pengeluaran"],
        [None, ORANG, None, None, None, ORANG],
        [None, f"NIP. {NIP}", None, None, None, int(NIP)],
    ]
    return xlsx([*tabel_berjenjang(), *bawah])


def kolom_tersembunyi() -> bytes:
    def sembunyikan(buku: Workbook) -> None:
        buku["TW"].column_dimensions["E"].hidden = True
        buku["TW"].row_dimensions[5].hidden = True

    return xlsx(tabel_tangan(), sembunyikan)


def beberapa_lembar() -> bytes:
    return pembuat.to_xlsx(
        ("Petunjuk", [["Isi lembar berikut"], [1, 2, 3]]),
        ("Sampul", [["Kode", "Uraian"], ["A", "Sampul"]]),
        ("Realisasi", tabel_tangan()),
    )


def kumulatif() -> bytes:
    judul = [*pembuat.JUDUL_TANGAN[:3], *(f"Realisasi s.d. TW {r}" for r in ROMAWI)]
    return xlsx([judul, *([s.kode, s.nama, s.perubahan, *s.sd] for s in SUB)])


def per_bulan() -> bytes:
    judul = [*pembuat.JUDUL_TANGAN[:3], *pembuat.BULAN, "Jumlah"]
    isi: Tabel = []
    for s in SUB:
        bulan = [x for n in s.realisasi for x in (n // 2, 0, n - n // 2)]
        isi.append([s.kode, s.nama, s.perubahan, *bulan, s.sd[3]])
    return xlsx([judul, *isi])


def dengan_rekening() -> bytes:
    hasil = [pembuat.JUDUL_TANGAN]
    for s in SUB:
        satu = [s.perubahan // 3, *(n // 3 for n in s.realisasi)]
        semua = [s.perubahan, *s.realisasi]
        dua = [n - m for n, m in zip(semua, satu, strict=True)]
        hasil.append([s.kode, s.nama, *semua])
        hasil.append(["5.1.02", "Belanja Barang dan Jasa", *semua])
        hasil.append([pembuat.REKENING[0][0], pembuat.REKENING[0][1], *satu])
        hasil.append([pembuat.REKENING[1][0].replace(".", ""), pembuat.REKENING[1][1], *dua])
    return xlsx(hasil)


def csv_titik_koma() -> bytes:
    return pembuat.to_csv(ubah_isi(tabel_berjenjang(), tulis_rupiah, UANG))


def csv_koma() -> bytes:
    return pembuat.to_csv(tabel_berjenjang(), ",")


# ---- the national table ----


def resmi_terbalik() -> bytes:
    return xlsx([list(reversed(b)) for b in tabel_realisasi()])


def resmi_judul_baris_lima() -> bytes:
    return xlsx(tabel_realisasi(metadata=True))


def resmi_tanggal(tulis: Callable[[datetime.date], Any]) -> bytes:
    kolom = [pembuat.JUDUL_REALISASI.index(j) for j in ("Tanggal Dokumen", "Tanggal Transfer")]

    def ubah(sel: Any) -> Any:
        if sel == "-":
            return sel
        hari, bulan, tahun = sel.split()
        return tulis(datetime.date(int(tahun), pembuat.BULAN.index(bulan) + 1, int(hari)))

    tabel = tabel_realisasi()
    for k in kolom:
        tabel = ubah_isi(tabel, ubah, range(k, k + 1))
    return xlsx(tabel)


def resmi_jumlah_per_sub() -> bytes:
    """Somebody put a sum below each sub kegiatan and one at the end."""
    kolom = [pembuat.JUDUL_REALISASI.index(j) for j in ("Nilai Realisasi", "Nilai Setoran")]
    hasil: Tabel = [pembuat.JUDUL_REALISASI]

    def jumlah(dokumen: list[pembuat.Dokumen]) -> list[Any]:
        baris: list[Any] = ["Jumlah", *[None] * 44]
        baris[kolom[0]], baris[kolom[1]] = sum(d.nilai for d in dokumen), sum(d.setoran for d in dokumen)
        return baris

    for s in SUB:
        bagian = list_dokumen([s])
        hasil += [*map(pembuat.baris_realisasi, bagian), jumlah(bagian)]
    return xlsx([*hasil, jumlah(list_dokumen())])


def resmi_rupiah_teks() -> bytes:
    tabel = tabel_realisasi()
    k = pembuat.JUDUL_REALISASI.index("Nilai Realisasi")
    return xlsx(ubah_isi(tabel, tulis_rupiah, range(k, k + 1)))


def resmi_digabung() -> bytes:
    """The names of a sub kegiatan merged over all its rows."""
    tabel = tabel_realisasi()
    k = [pembuat.JUDUL_REALISASI.index(j) + 1 for j in ("Kode Sub Kegiatan", "Nama Sub Kegiatan")]

    def gabung(buku: Workbook) -> None:
        mulai = 2
        for s in SUB:
            n = len(list_dokumen([s]))
            for kolom in k:
                if n > 1:
                    buku["TW"].merge_cells(start_row=mulai, end_row=mulai + n - 1, start_column=kolom, end_column=kolom)
            mulai += n

    return xlsx(tabel, gabung)


def resmi_csv() -> bytes:
    return pembuat.to_csv(tabel_realisasi())


TERBACA: list[Callable[[], bytes]] = [
    urutan_terbalik, kolom_tambahan, baris_judul, judul_digabung, judul_tiga_tingkat, judul_kelompok_tanpa_gabung,
    rupiah_teks, rupiah_titik, rupiah_inggris, rupiah_desimal, rupiah_pecahan_biner, strip_untuk_nol, kode_tanpa_titik,
    kode_bilangan, kode_berspasi, kode_empat_angka, kode_kegiatan_dua_angka, kode_dalam_nama, kode_terpecah,
    kode_terpecah_mengisi_ke_bawah, baris_turunan,
    jumlah_di_antara, jumlah_di_kolom, baris_kosong, judul_baris_lima, judul_kotor, penomor_kolom, catatan_di_bawah,
    kolom_tersembunyi, beberapa_lembar, kumulatif, per_bulan, dengan_rekening, csv_titik_koma, csv_koma,
    resmi_terbalik, resmi_judul_baris_lima, resmi_jumlah_per_sub, resmi_rupiah_teks, resmi_digabung, resmi_csv,
]  # fmt: skip
CARA_TANGGAL: list[Callable[[datetime.date], Any]] = [
    lambda t: f"{t:%d/%m/%Y}",
    lambda t: t.isoformat(),
    lambda t: f"{t.isoformat()} 08:00:00",
    lambda t: t,
    lambda t: datetime.datetime(t.year, t.month, t.day, 8),
    lambda t: (t - datetime.date(1899, 12, 30)).days,
    lambda t: f"{t.day}-{pembuat.BULAN[t.month - 1][:3]}-{t:%y}",
    lambda t: f"{t.day} {pembuat.BULAN[t.month - 1].upper()} {t.year}",
]


@pytest.mark.parametrize("buat", TERBACA, ids=lambda f: f.__name__)
def test_mangled_table_reads_to_the_23_figures(buat: Callable[[], bytes]) -> None:
    bacaan = baca_berkas(buat())
    assert not bacaan.ditolak, bacaan.temuan
    assert sum_triwulan(bacaan) == BENAR
    assert all(j.cocok for j in bacaan.jumlah_berkas)
    for orang in (ORANG, NIP):
        assert orang not in repr(bacaan)


@pytest.mark.parametrize("tulis", CARA_TANGGAL)
def test_date_is_read_however_it_is_written(tulis: Callable[[datetime.date], Any]) -> None:
    bacaan = baca_berkas(resmi_tanggal(tulis))
    assert not bacaan.ditolak and sum_triwulan(bacaan) == BENAR


# ---- what is flagged, and still right ----


def tanpa_kode() -> bytes:
    return xlsx([["Program", "Kegiatan", "Sub Kegiatan", *pembuat.JUDUL_TANGAN[2:]], *_baris_nama()])


def _baris_nama() -> Tabel:
    program = kegiatan = ""
    hasil: Tabel = []
    for s in SUB:
        p, k = s.program[1] if s.program[0] != program else None, s.kegiatan[1] if s.kegiatan[0] != kegiatan else None
        program, kegiatan = s.program[0], s.kegiatan[0]
        hasil.append([p, k, s.nama, s.perubahan, *s.realisasi])
    return hasil


def bernomor_tanpa_kode() -> bytes:
    """Levels told apart by A, 1, a only; K beside Rp; the kecamatan as a row."""
    return xlsx(tabel_bernomor())


def tabel_bernomor() -> Tabel:
    hasil: Tabel = [
        ["No", "Program/Kegiatan", "Indikator Kinerja", "Target 2023", None, "Realisasi Kinerja Pada Triwulan"],
        [*[None] * 5, "I", None, "II", None, "III", None, "IV"],
        [*[None] * 3, "K", "Pagu (Rp)", *["K", "Rp"] * 4],
        [*range(1, 14)],
        ["KECAMATAN PELAIHARI"],
    ]
    program = kegiatan = ""
    p = k = a = 0
    for s in SUB:
        if s.program[0] != program:
            program, p, k = s.program[0], p + 1, 0
            hasil.append([f"{chr(64 + p)}.", s.program[1], *_isi_k([x for x in SUB if x.program == s.program])])
        if s.kegiatan[0] != kegiatan:
            kegiatan, k, a = s.kegiatan[0], k + 1, 0
            hasil.append([f"{k}.", s.kegiatan[1], *_isi_k([x for x in SUB if x.kegiatan == s.kegiatan])])
        a += 1
        hasil.append([f"{chr(96 + a)}.", s.nama, *_isi_k([s])])
    return [*hasil, [None, "TOTAL", *_isi_k(SUB)]]


def _isi_k(daftar: list[pembuat.Sub]) -> list[Any]:
    pagu, *realisasi = pembuat.jumlah(daftar)
    return ["Jumlah dokumen", 5, pagu, *(x for n in realisasi for x in (1, n or "-"))]


def baris_kembar() -> bytes:
    tabel = tabel_tangan()
    return xlsx([*tabel, tabel[3]])


def resmi_kembar() -> bytes:
    tabel = tabel_realisasi()
    return xlsx([*tabel, tabel[7]])


def lembar_lain_juga_cocok() -> bytes:
    return pembuat.to_xlsx(("TW 2023", tabel_tangan()), ("Lama", tabel_tangan(SUB[:3])))


def lembar_tersembunyi() -> bytes:
    def sembunyikan(buku: Workbook) -> None:
        buku.create_sheet("Kosong")
        buku["TW"].sheet_state = "hidden"

    return xlsx(tabel_tangan(), sembunyikan)


@pytest.mark.parametrize(
    ("buat", "kata"),
    [
        (tanpa_kode, "dicocokkan menurut namanya"),
        (bernomor_tanpa_kode, "23 baris tidak berkode sub kegiatan"),
        (baris_kembar, "sama persis dengan baris 4"),
        (resmi_kembar, "sama persis dengan baris 8"),
        (lembar_lain_juga_cocok, "Yang dibaca lembar TW 2023. Tidak dibaca: Lama."),
        (lembar_tersembunyi, "tersembunyi"),
    ],
)
def test_odd_table_is_read_with_a_note(buat: Callable[[], bytes], kata: str) -> None:
    bacaan = baca_berkas(buat())
    assert sum_triwulan(bacaan) == BENAR and not bacaan.ditolak
    assert any(kata in t.pesan for t in bacaan.temuan), bacaan.temuan


# ---- what would make a figure wrong ----


def jumlah_salah() -> bytes:
    tabel = tabel_berjenjang()
    tabel[1][3] += 1
    return xlsx(tabel)


def jumlah_akhir_salah() -> bytes:
    tabel = tabel_kolom()
    tabel[-1][5] -= 1000
    return xlsx(tabel)


def jumlah_ke_samping_salah() -> bytes:
    tabel = tabel_kolom()
    tabel[2][8] += 1
    return xlsx(tabel)


def seratus_kali() -> bytes:
    tabel = tabel_tangan()
    return xlsx(ubah_isi(tabel, lambda n: n * 100, range(3, 7)))


def resmi_seratus_kali() -> bytes:
    return xlsx(tabel_realisasi([replace(d, nilai=d.nilai * 100, setoran=d.setoran * 100) for d in list_dokumen()]))


def persen_bertanda() -> bytes:
    return xlsx([pembuat.JUDUL_TANGAN, *([s.kode, s.nama, s.perubahan, *["25,5 %"] * 4] for s in SUB)])


def persen_tanpa_tanda() -> bytes:
    return xlsx([pembuat.JUDUL_TANGAN, *([s.kode, s.nama, s.perubahan, 25, 50, 75, 100] for s in SUB)])


def persen_pecahan() -> bytes:
    return xlsx([pembuat.JUDUL_TANGAN, *([s.kode, s.nama, s.perubahan, 0.25, 0.5, 0.751, 1] for s in SUB)])


def persen_di_judul() -> bytes:
    judul = ["Kode", "Uraian", *(f"Realisasi TW {r} (%)" for r in ROMAWI)]
    return xlsx([judul, *([s.kode, s.nama, 25, 50, 75, 100] for s in SUB)])


def kembar_berbeda() -> bytes:
    tabel = tabel_tangan()
    return xlsx([*tabel, [*tabel[3][:3], 1, 2, 3, 4]])


def resmi_kembar_berbeda() -> bytes:
    dokumen = list_dokumen()
    return xlsx(tabel_realisasi([*dokumen, replace(dokumen[0], nilai=77)]))


def rumus_belum_dihitung() -> bytes:
    tabel = tabel_tangan()
    tabel[5][4] = "=1000*2"
    return xlsx(tabel)


def tulisan_di_kolom_uang() -> bytes:
    tabel = tabel_tangan()
    tabel[5][4] = f"lihat {ORANG}"
    return xlsx(tabel)


def satu_koma() -> bytes:
    tabel = tabel_tangan()
    tabel[5][4] = "1,250"
    return xlsx(tabel)


def sen() -> bytes:
    tabel = tabel_tangan()
    tabel[5][4] = 1000.5
    return xlsx(tabel)


def tanpa_kode_satu_kolom() -> bytes:
    return xlsx([b[1:] for b in tabel_berjenjang()])


def satu_kode_hilang() -> bytes:
    tabel = tabel_tangan()
    tabel[5][0] = None
    return xlsx(tabel)


def tanpa_triwulan() -> bytes:
    judul = ["Kode", "Uraian", "Pagu", "Realisasi"]
    return xlsx([judul, *([s.kode, s.nama, s.perubahan, s.sd[3]] for s in SUB)])


def tanpa_realisasi() -> bytes:
    return xlsx([["Kode", "Uraian", "Catatan"], *([s.kode, s.nama, "x"] for s in SUB)])


def program_tanpa_sub() -> bytes:
    return xlsx([*tabel_tangan(), ["7.01.09", "Program lain", 5, 1, 1, 1, 1]])


def resmi_tanpa_tanggal() -> bytes:
    return xlsx(
        [
            [sel for j, sel in zip(pembuat.JUDUL_REALISASI, b, strict=True) if "Tanggal" not in j]
            for b in tabel_realisasi()
        ]
    )


def resmi_tanggal_rusak() -> bytes:
    return xlsx(tabel_realisasi([replace(d, tanggal="32 Januari 2023") for d in list_dokumen()]))


def resmi_tanggal_kosong() -> bytes:
    return xlsx(tabel_realisasi([replace(d, tanggal="-") for d in list_dokumen()]))


def resmi_jumlah_salah() -> bytes:
    tabel = tabel_realisasi()
    baris: list[Any] = ["Total", *[None] * 44]
    baris[pembuat.JUDUL_REALISASI.index("Nilai Realisasi")] = sum(d.nilai for d in list_dokumen()) + 1
    return xlsx([*tabel, baris])


def resmi_tanpa_sub() -> bytes:
    tabel = tabel_realisasi()
    for j in ("Kode Sub Kegiatan", "Nama Sub Kegiatan"):
        tabel[4][pembuat.JUDUL_REALISASI.index(j)] = "-"
    return xlsx(tabel)


@pytest.mark.parametrize(
    ("buat", "kata"),
    [
        (jumlah_salah, "Program PROGRAM PENUNJANG"),
        (jumlah_akhir_salah, "TOTAL tertulis"),
        (jumlah_ke_samping_salah, "Jumlah realisasi 7.01.01.2.01.0001 tertulis"),
        (seratus_kali, "seratus kali"),
        (resmi_seratus_kali, "seratus kali"),
        (persen_bertanda, "persen, bukan rupiah"),
        (persen_tanpa_tanda, "persen, bukan rupiah"),
        (persen_pecahan, "bukan rupiah bulat"),
        (persen_di_judul, "Tidak ada kolom realisasi atau pagu dalam rupiah"),
        (kembar_berbeda, "sudah ada di baris 4 dengan angka lain"),
        (resmi_kembar_berbeda, "sudah ada di baris 2 dengan angka atau tanggal lain"),
        (rumus_belum_dihitung, "rumus yang belum dihitung"),
        (tulisan_di_kolom_uang, "berisi tulisan, bukan rupiah"),
        (satu_koma, "1,25 atau 1250"),
        (sen, "1000,5, bukan rupiah bulat"),
        (tanpa_kode_satu_kolom, "Perlu kolom kode"),
        (satu_kode_hilang, "berangka, tetapi tidak berkode"),
        (tanpa_triwulan, "tidak menyebut triwulan"),
        (tanpa_realisasi, "Tidak ada kolom realisasi atau pagu"),
        (program_tanpa_sub, "tidak ada sub kegiatan di bawahnya"),
        (resmi_tanpa_tanggal, "Tidak ada kolom Tanggal Dokumen"),
        (resmi_tanggal_rusak, "bukan tanggal yang dikenali"),
        (resmi_tanggal_kosong, "triwulannya tidak dapat ditentukan"),
        (resmi_jumlah_salah, "Jumlah tertulis"),
        (resmi_tanpa_sub, "tidak menyebut sub kegiatan"),
    ],
)
def test_table_that_would_give_a_wrong_figure_is_refused(buat: Callable[[], bytes], kata: str) -> None:
    try:
        bacaan = baca_berkas(buat())
    except BerkasDitolak as galat:
        pesan = [str(galat)]
    else:
        pesan = [t.pesan for t in bacaan.temuan if t.menolak]
        assert ORANG not in repr(bacaan)
    assert any(kata in p for p in pesan), pesan
