"""What an import does to the database: exactly what the workbook says, once, all or nothing."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anggaran.models import Belanja, IndikatorKegiatan, Program, RealisasiTriwulan, SubKegiatan
from buku_kerja import impor
from buku_kerja.laporan import Ringkasan
from evaluasi.models import LembarEvaluasi
from lakip.models import Laporan, Narasi
from organisasi.models import DasarHukum, Instansi, Jabatan, Kabupaten, Pejabat, Pengguna, Peran, Sarana, UnitKerja
from renstra.models import Indikator, Misi, RealisasiIndikator, Renstra, Rpjmd, Sasaran, TargetIndikator
from survei.models import Survei
from tests.buku_kerja.kecamatan import (
    CAMAT,
    KASI,
    SEKCAM,
    SUB,
    Isi,
    buat_buku,
    buat_isi,
    buat_xlsx,
    list_judul,
    list_nama,
    muat,
    potret,
    sel,
    set_identitas,
    simpan,
    tulis_csv,
)

pytestmark = pytest.mark.usefixtures("acuan")


def hitung(isi: Isi, nama: str) -> Ringkasan:
    return muat(isi).lembar[nama]


def test_every_row_of_every_sheet_arrives() -> None:
    laporan = muat()
    isi = buat_isi()
    assert laporan.tersimpan
    assert (laporan.instansi, laporan.tahun) == ("suka-maju", 2023)
    assert {n: r.baru for n, r in laporan.lembar.items()} == {
        n: len(isi.get(n, [])) for n in list_nama() if n != "Identitas"
    } | {"Identitas": laporan.lembar["Identitas"].baru}
    assert all(isi.get(n) for n in list_nama()), "the small kecamatan fills every sheet"


def test_values_land_in_the_right_fields() -> None:
    muat()
    instansi = Instansi.objects.get(slug="suka-maju")
    assert (instansi.nama, instansi.kabupaten.nama, instansi.alamat) == (
        "Kecamatan Suka Maju",
        "Contoh",
        "Jalan Raya 1",
    )
    assert Jabatan.objects.get(nama=KASI).atasan.nama == CAMAT
    sub = SubKegiatan.objects.get(kegiatan__program__unit=None)
    assert (sub.kode_baku, sub.pagu_murni, sub.pagu_perubahan) == (SUB, 10_000_000, 12_000_000)
    assert list(RealisasiTriwulan.objects.values_list("keuangan", "fisik")) == [
        (2_500_000, Decimal(25)),
        (3_500_000, Decimal("50.5")),
    ]
    assert list(Belanja.objects.get().realisasi.values_list("triwulan", "nilai")) == [(1, 1_000_000), (2, -50_000)]
    assert IndikatorKegiatan.objects.get(program__isnull=False).uraian == "Nilai AKIP"
    assert list(Renstra.objects.get().misi_didukung.values_list("nomor", flat=True)) == [1]
    assert Laporan.objects.get().tanggal == datetime.date(2024, 1, 31)
    assert Survei.objects.get().bobot_desimal == 3
    assert LembarEvaluasi.objects.get().butir.get(kode="1.a").bobot == 6
    assert Narasi.objects.get().teks == "Paragraf satu.\n\n- butir"


def test_a_folder_of_csv_is_the_same_as_a_workbook(tmp_path) -> None:
    muat()
    sebelum = potret()
    laporan = impor(tulis_csv(tmp_path, buat_isi()))
    assert not laporan.galat and laporan.tersimpan and laporan.tanpa_perubahan
    assert potret() == sebelum


def test_importing_again_touches_nothing() -> None:
    muat()
    sebelum = potret()
    with CaptureQueriesContext(connection) as kueri:
        laporan = muat()
    assert laporan.tanpa_perubahan and laporan.jumlah.sama > 60
    assert potret() == sebelum
    assert [q["sql"] for q in kueri if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_only_changed_rows_are_saved_and_leave_a_trace() -> None:
    muat()
    isi = buat_isi()
    isi["Sub Kegiatan"][0]["Pagu perubahan"] = 13_000_000
    jumlah = LogEntry.objects.count()
    assert hitung(isi, "Sub Kegiatan") == Ringkasan(baru=0, berubah=1, sama=1, hilang=0)
    assert LogEntry.objects.count() == jumlah + 1
    assert LogEntry.objects.latest("pk").changes_dict == {"pagu_perubahan": ["12000000", "13000000"]}


def test_rows_that_are_gone_are_deleted_with_a_trace() -> None:
    muat()
    isi = buat_isi()
    del isi["Sarana"][0]
    assert hitung(isi, "Sarana") == Ringkasan(hilang=1)
    assert not Sarana.objects.exists()
    assert LogEntry.objects.latest("pk").action == LogEntry.Action.DELETE


def test_an_emptied_cell_empties_the_field_and_its_child_row() -> None:
    muat()
    isi = buat_isi()
    isi["Sub Kegiatan"][0]["Pagu perubahan"] = None
    isi["Belanja"][0]["Realisasi TW II"] = None
    isi["Jabatan"][2]["Atasan"] = None
    muat(isi)
    assert SubKegiatan.objects.get(kegiatan__program__unit=None).pagu_perubahan is None
    assert Belanja.objects.get().realisasi.count() == 1
    assert Jabatan.objects.get(nama=SEKCAM).atasan is None


def test_periksa_reports_and_keeps_nothing() -> None:
    sebelum = potret()
    laporan = muat(periksa=True)
    assert not laporan.tersimpan and laporan.jumlah.baru > 60
    assert potret() == sebelum


def test_codes_with_two_and_four_digits_at_the_end_are_the_same_row() -> None:
    muat()
    isi = buat_isi()
    for nama, judul in (("Realisasi", "Kode"), ("Indikator Kegiatan", "Kode"), ("Belanja", "Kode sub kegiatan")):
        for baris in isi[nama]:
            baris[judul] = baris[judul].replace(".0001", ".01")
    sebelum = potret()
    assert muat(isi).tanpa_perubahan
    assert potret() == sebelum


def test_codes_without_dots_are_kept_as_documents_print_them() -> None:
    isi = buat_isi()
    for nama in ("Program", "Kegiatan", "Sub Kegiatan"):
        for baris in isi[nama]:
            baris["Kode"] = baris["Kode"].replace(".", "")
    muat(isi)
    kode = SubKegiatan.objects.values_list("kode", "kegiatan__kode", "kegiatan__program__kode")
    assert kode and all(x.count(".") == n for k in kode for x, n in zip(k, (5, 4, 2), strict=True)), list(kode)
    assert muat(buat_isi()).tanpa_perubahan


def test_names_are_matched_without_case_and_double_blanks() -> None:
    muat()
    isi = buat_isi()
    isi["Pejabat"][0]["Jabatan"] = "  CAMAT "
    isi["Layanan"][0]["Unit"] = "seksi   pemerintahan"
    assert muat(isi).tanpa_perubahan


def test_headings_are_matched_without_case_and_double_blanks() -> None:
    buku = buat_buku(buat_isi())
    buku["Sub Kegiatan"]["C1"] = " SUB   kegiatan "
    assert not impor(simpan(buku)).galat


def test_columns_may_stand_in_another_order() -> None:
    muat()
    isi, judul = buat_isi(), list_judul("Sarana")
    buku = buat_buku(isi)
    ws = buku["Sarana"]
    for n in (1, 2):
        nilai = [ws.cell(n, i + 1).value for i in range(len(judul))]
        for i, v in enumerate(reversed(nilai), start=1):
            ws.cell(n, i, v)
    assert impor(simpan(buku)).tanpa_perubahan


def test_row_order_is_kept() -> None:
    isi = buat_isi()
    isi["Dasar Hukum"] = [{"Dasar hukum": f"Peraturan {n}"} for n in (3, 1, 2)]
    muat(isi)
    isi["Dasar Hukum"] = [{"Dasar hukum": f"Peraturan {n}"} for n in (2, 4, 3, 1)]
    muat(isi)
    assert [str(d) for d in DasarHukum.objects.order_by("urut", "pk")] == [f"Peraturan {n}" for n in (2, 4, 3, 1)]


def test_a_row_put_in_between_leaves_the_rows_above_alone() -> None:
    isi = buat_isi()
    isi["Dasar Hukum"] = [{"Dasar hukum": f"Peraturan {n}"} for n in (1, 2, 4)]
    muat(isi)
    isi["Dasar Hukum"].insert(2, {"Dasar hukum": "Peraturan 3"})
    assert hitung(isi, "Dasar Hukum") == Ringkasan(baru=1, berubah=1, sama=2)
    assert [str(d) for d in DasarHukum.objects.order_by("urut", "pk")] == [f"Peraturan {n}" for n in (1, 2, 3, 4)]


def test_an_optional_column_that_is_missing_leaves_the_field_as_it_is() -> None:
    muat()
    buku = buat_buku(buat_isi())
    ws = buku["Unit Kerja"]
    ws.delete_cols(list_judul("Unit Kerja").index("Tugas") + 1)
    laporan = impor(simpan(buku))
    assert [t.pesan for t in laporan.peringatan] == [
        'Kolom "Tugas" tidak ada; isinya di sistem dibiarkan seperti semula.'
    ]
    assert laporan.tanpa_perubahan and UnitKerja.objects.get(nama="Sekretariat").tugas == "Membantu camat"


def test_an_identity_line_that_is_missing_leaves_the_field_and_an_empty_one_empties_it() -> None:
    muat()
    isi = buat_isi()
    isi["Identitas"] = [b for b in isi["Identitas"] if b["Isian"] != "Alamat"]
    assert muat(isi).tanpa_perubahan
    set_identitas(isi, "Alamat", None)
    assert hitung(isi, "Identitas").hilang == 1
    assert Instansi.objects.get().alamat == ""


def test_a_changed_identity_line_is_counted() -> None:
    muat()
    isi = buat_isi()
    set_identitas(isi, "Alamat", "Jalan Baru 2")
    assert hitung(isi, "Identitas").berubah == 1
    assert Instansi.objects.get().alamat == "Jalan Baru 2"


# ------------------------------------------------------------------------------------------------------------- scope


def test_other_years_and_other_kecamatan_stay() -> None:
    isi = buat_isi()
    set_identitas(isi, "Tahun", 2022)
    for nama in ("Realisasi Indikator", "Jenis Belanja", "Pendapatan", "Riwayat Anggaran"):
        isi[nama] = []
    muat(isi)
    lain = buat_isi()
    set_identitas(lain, "Kunci", "tetangga")
    set_identitas(lain, "Instansi", "Kecamatan Tetangga")
    muat(lain)
    muat()
    kosong = buat_isi()
    kosong["Sub Kegiatan"] = kosong["Indikator Kegiatan"] = kosong["Realisasi"] = kosong["Belanja"] = []
    kosong["Target Triwulan"] = []
    muat(kosong)
    ada = Program.objects.values_list("instansi__slug", "tahun", "kegiatan__sub_kegiatan__kode")
    assert {(s, t) for s, t, kode in ada if kode} == {("suka-maju", 2022), ("tetangga", 2023)}


def test_an_older_workbook_does_not_take_a_later_years_realisasi_along() -> None:
    muat()
    isi = buat_isi()
    set_identitas(isi, "Tahun", 2022)
    for nama in ("Jenis Belanja", "Pendapatan", "Riwayat Anggaran"):
        isi[nama] = []
    isi["Realisasi Indikator"] = [{"Indikator": "S1.a", "Tahun": 2022, "Realisasi": 80.11}]
    muat(isi)
    assert RealisasiIndikator.objects.filter(tahun=2023).count() == 2
    # Without the indicator itself the realisasi of 2023 would go with it.
    isi["Indikator"] = isi["Indikator"][:1]
    isi["Target Indikator"] = isi["Target Indikator"][:2]
    isi["Butir Perjanjian"] = isi["Butir Perjanjian"][:1]
    del isi["Indikator Kegiatan"][1]["Indikator Renstra"]
    sebelum = potret()
    laporan = impor(buat_xlsx(isi))
    assert [t.lokasi for t in laporan.galat] == ["Indikator"]
    assert "S1.b" in laporan.galat[0].pesan and "masih dipakai oleh butir perjanjian" in laporan.galat[0].pesan
    assert potret() == sebelum


def test_a_unit_that_a_user_belongs_to_is_not_deleted_with_his_role() -> None:
    muat()
    unit = UnitKerja.objects.get(nama="Subbagian Umum")
    orang = Pengguna.objects.create_user("orang")
    Peran.objects.create(pengguna=orang, jenis="pelaksana", instansi=unit.instansi, unit=unit)
    isi = buat_isi()
    del isi["Unit Kerja"][1]
    laporan = impor(buat_xlsx(isi))
    assert [t.lokasi for t in laporan.galat] == ["Unit Kerja"]
    assert 'akan ikut menghapus peran "Pelaksana Subbagian Umum"' in laporan.galat[0].pesan
    assert Peran.objects.count() == 1


def test_a_chain_of_posts_can_go_at_once() -> None:
    isi = buat_isi()
    isi["Jabatan"] += [{"Nama": "Kepala A", "Atasan": "Kepala B"}, {"Nama": "Kepala B", "Atasan": CAMAT}]
    muat(isi)
    assert hitung(buat_isi(), "Jabatan") == Ringkasan(sama=3, hilang=2)
    assert Jabatan.objects.count() == 3


def test_a_program_goes_with_all_below_it() -> None:
    muat()
    isi = buat_isi()
    for nama in ("Program", "Kegiatan", "Sub Kegiatan"):
        isi[nama] = isi[nama][:1]
    laporan = muat(isi)
    assert [laporan.lembar[n].hilang for n in ("Program", "Kegiatan", "Sub Kegiatan")] == [1, 1, 1]
    assert SubKegiatan.objects.count() == 1


def test_a_renamed_unit_moves_what_hangs_on_it() -> None:
    muat()
    isi = buat_isi()
    isi["Unit Kerja"][3]["Nama"] = "Kelurahan Baru"
    for nama in ("Program", "Kegiatan", "Sub Kegiatan", "Program Renstra"):
        isi[nama][1]["Unit"] = "Kelurahan Baru"
    isi["Rencana Renja"][3]["Unit"] = "Kelurahan Baru"
    muat(isi)
    assert SubKegiatan.objects.get(kegiatan__program__unit__nama="Kelurahan Baru").pagu_murni == 5_000_000
    assert not UnitKerja.objects.filter(nama="Kelurahan Satu").exists()


def test_a_corrected_term_of_office_does_not_collide_with_itself() -> None:
    muat()
    isi = buat_isi()
    isi["Pejabat"][0]["Mulai"] = datetime.datetime(2020, 2, 3)
    muat(isi)
    isi["Pejabat"].insert(0, {"Jabatan": CAMAT, "Nama": "Baru", "Mulai": datetime.datetime(2023, 5, 2)})
    isi["Pejabat"][1]["Selesai"] = datetime.datetime(2023, 5, 1)
    muat(isi)
    assert [p.nama for p in Pejabat.objects.filter(jabatan__nama=CAMAT)] == ["Baru", "Budi Contoh"]


# ------------------------------------------------------------------------------------------ what kecamatan share


def test_settings_of_the_kabupaten_are_not_changed_but_a_difference_is_told() -> None:
    muat()
    isi = buat_isi()
    set_identitas(isi, "Judul laporan", "LAKIP")
    set_identitas(isi, "Visi", "Visi lain")
    isi["Misi"][1]["Misi"] = "Misi lain"
    sebelum = potret()
    laporan = muat(isi)
    assert potret() == sebelum and laporan.tanpa_perubahan
    assert [t.pesan.split('"')[1] for t in laporan.peringatan] == ["Judul laporan", "Visi", "Misi"]
    assert "pengaturan kabupaten (Kabupaten Contoh)" in laporan.peringatan[0].pesan
    assert laporan.peringatan[2].lokasi == sel("Misi", 1, "Misi")


def test_settings_of_the_kabupaten_are_changed_on_request() -> None:
    muat()
    isi = buat_isi()
    set_identitas(isi, "Judul laporan", "LAKIP")
    set_identitas(isi, "Visi", "Visi lain")
    isi["Misi"][1]["Misi"] = "Misi lain"
    laporan = muat(isi, ubah_bersama=True)
    assert not laporan.peringatan
    assert Kabupaten.objects.get().judul_laporan == Kabupaten.Judul.LAKIP
    assert Rpjmd.objects.get().visi == "Visi lain" and Misi.objects.get(nomor=2).uraian == "Misi lain"


def test_misi_of_the_kabupaten_stay_when_a_kecamatan_leaves_them_out() -> None:
    muat()
    isi = buat_isi()
    del isi["Misi"][1]
    isi["Misi"][0]["Didukung"] = "tidak"
    assert hitung(isi, "Misi") == Ringkasan(berubah=1)
    assert Misi.objects.count() == 2 and not Renstra.objects.get().misi_didukung.exists()


def test_whoever_may_not_import_this_kecamatan_changes_nothing() -> None:
    ditanya: list[tuple[str, int]] = []

    def boleh(slug: str, tahun: int, isi: object) -> str | None:
        ditanya.append((slug, tahun))
        return "Buku kerja ini milik kecamatan lain."

    sebelum = potret()
    laporan = impor(buat_xlsx(), boleh=boleh)
    assert ditanya == [("suka-maju", 2023)]
    assert [str(t) for t in laporan.galat] == ["Identitas: Buku kerja ini milik kecamatan lain."]
    assert potret() == sebelum
    assert impor(buat_xlsx(), boleh=lambda slug, tahun, isi: None).tersimpan


def test_sheet_without_a_renstra_is_told_what_to_fill_in_first() -> None:
    isi = buat_isi()
    for judul in ("Renstra tahun awal", "Renstra tahun akhir"):
        set_identitas(isi, judul, None)
    laporan = impor(buat_xlsx(isi))
    assert any(t.lokasi == "Tujuan!A2" and "Renstra tahun awal" in t.pesan for t in laporan.galat)
    assert not Sasaran.objects.exists() and not Indikator.objects.exists() and not TargetIndikator.objects.exists()
