"""The commands of the workbook and of the samples: what they print, how they end, that they can be repeated."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from organisasi.models import Instansi, Kabupaten, Pengguna
from tests.buku_kerja.kecamatan import Isi, buat_isi, buat_xlsx, buka, muat, potret, sel, set_identitas


def jalankan(*argumen: str, **pilihan: Any) -> tuple[str, str]:
    keluar, galat = io.StringIO(), io.StringIO()
    try:
        call_command(*argumen, stdout=keluar, stderr=galat, **pilihan)
    except CommandError as henti:
        galat.write(f"HENTI: {henti}")
    return keluar.getvalue(), galat.getvalue()


@pytest.fixture
def tulis(tmp_path: Path, acuan: None) -> Any:
    def tulis_buku(isi: Isi) -> str:
        berkas = tmp_path / "buku.xlsx"
        berkas.write_bytes(buat_xlsx(isi).getvalue())
        return str(berkas)

    return tulis_buku


def test_import_sums_up_per_sheet(tulis: Any) -> None:
    berkas = tulis(buat_isi())
    keluar, galat = jalankan("impor", berkas)
    assert not galat
    assert "Sub Kegiatan: 2 baru, 0 berubah, 0 sama, 0 hilang\n" in keluar
    assert keluar.splitlines()[-1] == "Tersimpan: suka-maju 2023"
    assert jalankan("impor", berkas) == ("Tersimpan tanpa perubahan: suka-maju 2023\n", "")


def test_import_names_every_error_on_a_line_of_its_own_and_ends(tulis: Any) -> None:
    isi = buat_isi()
    isi["Sub Kegiatan"][0]["Pagu murni"] = "lima"
    isi["Target Indikator"][0]["Target"] = 0
    sebelum = potret()
    keluar, galat = jalankan("impor", tulis(isi))
    baris = galat.splitlines()
    assert keluar == "" and len(baris) == 3
    assert baris[0].startswith(f"peringatan: {sel('Target Indikator', 0, 'Target')}: ")
    assert baris[1].startswith(f"galat: {sel('Sub Kegiatan', 0, 'Pagu murni')}: ")
    assert baris[2] == "HENTI: 1 kesalahan; tidak ada yang disimpan."
    assert potret() == sebelum


def test_settings_of_the_kabupaten_change_only_with_the_option(tulis: Any) -> None:
    muat()
    isi = buat_isi()
    set_identitas(isi, "Ibu kota kabupaten", "Kota Baru")
    berkas = tulis(isi)
    _, galat = jalankan("impor", berkas)
    assert galat.startswith("peringatan: Identitas!B") and Kabupaten.objects.get().ibu_kota == ""
    _, galat = jalankan("impor", berkas, "--ubah-kabupaten")
    assert galat == "" and Kabupaten.objects.get().ibu_kota == "Kota Baru"


def test_export_writes_the_workbook(tmp_path: Path, acuan: None) -> None:
    muat()
    berkas = tmp_path / "baru" / "hasil.xlsx"
    keluar, galat = jalankan("ekspor", "--instansi", "suka-maju", "--tahun", "2023", "--keluaran", str(berkas))
    assert (keluar, galat) == (f"Ditulis: {berkas}\n", "")
    assert buka(berkas.read_bytes())["Sub Kegiatan"].max_row == 3


def test_empty_workbook_needs_no_database(tmp_path: Path) -> None:
    berkas = tmp_path / "kosong.xlsx"
    jalankan("contoh_buku_kerja", "--keluaran", str(berkas))
    assert buka(berkas.read_bytes())["Identitas"]["A2"].value == "Kabupaten"


@pytest.mark.django_db
def test_reference_data_can_be_loaded_again() -> None:
    pertama = jalankan("muat_acuan")
    sebelum = potret()
    assert jalankan("muat_acuan") == pertama
    assert potret() == sebelum


@pytest.mark.django_db
def test_a_sample_can_be_loaded_again_and_prints_its_accounts(settings: Any) -> None:
    settings.DEBUG = True
    keluar, galat = jalankan("muat_contoh", "tomoni-timur")
    assert not galat and "Contoh tomoni-timur 2024: dimuat" in keluar
    for nama in (
        "perencana.tomoni-timur",
        "pelaksana.tomoni-timur",
        "camat.tomoni-timur",
        "inspektorat.luwutimur",
        "admin",
    ):
        assert f"  {nama} " in keluar and Pengguna.objects.filter(username=nama).exists()
    sandi = keluar.split("kata sandi ")[1].split(")")[0]
    assert Pengguna.objects.get(username="camat.tomoni-timur").check_password(sandi)
    sebelum = potret()
    keluar, _ = jalankan("muat_contoh", "tomoni-timur")
    assert "Contoh tomoni-timur 2024: tidak berubah" in keluar
    assert potret() == sebelum


@pytest.mark.django_db
def test_well_known_passwords_are_not_put_on_a_real_site(settings: Any) -> None:
    settings.DEBUG, settings.SITE_URL = False, "https://kinerja.contoh.go.id"
    keluar, galat = jalankan("muat_contoh", "tomoni-timur")
    assert keluar == "" and "--paksa" in galat
    assert not Instansi.objects.exists() and not Pengguna.objects.exists()


@pytest.mark.django_db
def test_unknown_sample() -> None:
    assert jalankan("muat_contoh", "malili")[1] == (
        'HENTI: Contoh "malili" tidak ada. Pilih: pelaihari, towuti, tomoni-timur.'
    )


@pytest.mark.parametrize("perintah", ["impor", "ekspor", "contoh_buku_kerja", "muat_acuan", "muat_contoh"])
def test_every_command_explains_itself_in_indonesian(perintah: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as henti:
        call_command(perintah, "--help")
    assert henti.value.code == 0
    teks = capsys.readouterr().out
    assert any(kata in teks for kata in ("Memasukkan", "Menulis", "Memuat"))
