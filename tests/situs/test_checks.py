from __future__ import annotations

from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from situs import checks
from situs.env import Env

KUNCI = "Xk3v9Qw7Zr1Lm5Np8Ts2Bd6Fg4Hj0Yc-" * 2


@pytest.fixture
def produksi(settings: Settings, tmp_path: Path) -> Settings:
    settings.DEBUG = False
    settings.SECRET_KEY = KUNCI
    settings.SITE_URL = "https://kinerja.contoh.go.id"
    settings.ALLOWED_HOSTS = ["kinerja.contoh.go.id"]
    settings.DATA_DIR = tmp_path
    return settings


def list_kode() -> list[str | None]:
    return [satu.id for satu in run_checks(tags=["situs"])]


def test_good_installation_passes(produksi: Settings) -> None:
    assert list_kode() == []


@pytest.mark.parametrize("kunci", ["pendek", "", "a" * 80])
def test_e001_weak_secret_key(produksi: Settings, kunci: str) -> None:
    produksi.SECRET_KEY = kunci
    assert list_kode() == ["situs.E001"]


def test_e002_missing_site_url(produksi: Settings) -> None:
    produksi.SITE_URL = ""
    assert list_kode() == ["situs.E002"]


def test_e003_http_outside_localhost(produksi: Settings) -> None:
    produksi.SITE_URL = "http://kinerja.contoh.go.id"
    assert list_kode() == ["situs.E003"]


@pytest.mark.parametrize("alamat", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000"])
def test_http_on_localhost_is_accepted(produksi: Settings, alamat: str) -> None:
    produksi.SITE_URL = alamat
    assert list_kode() == []


@pytest.mark.parametrize("nama", ["*", ".go.id"])
def test_e004_wildcard_host(produksi: Settings, nama: str) -> None:
    produksi.ALLOWED_HOSTS = [nama]
    assert list_kode() == ["situs.E004"]


def test_e005_data_dir_that_cannot_be_made(produksi: Settings, tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    produksi.DATA_DIR = tmp_path / "berkas" / "data"
    assert list_kode() == ["situs.E005"]


@pytest.mark.parametrize(
    ("url", "kode"),
    [
        ("smtp://u:s@surat.contoh.go.id?tls=tidak", ["situs.E007"]),
        ("smtp://surat.contoh.go.id?tls=tidak", []),  # nothing secret is sent
        ("smtp://u:s@localhost?tls=tidak", []),
        ("smtp://u:s@surat.contoh.go.id", []),
    ],
)
def test_e007_mail_password_in_the_open(produksi: Settings, url: str, kode: list[str]) -> None:
    produksi.SUREL = Env({"EMAIL_URL": url}).read_surel("EMAIL_URL")
    assert list_kode() == kode


def test_e006_pango_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(nama: str, *lain: object, **kunci: object) -> object:
        if nama == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\nbaris kedua")
        return asli(nama, *lain, **kunci)

    asli = __import__
    assert checks.check_pango() == []
    monkeypatch.setattr("builtins.__import__", gagal)
    assert [satu.id for satu in checks.check_pango()] == ["situs.E006"]


def test_debug_needs_no_secrets(produksi: Settings) -> None:
    produksi.DEBUG = True
    produksi.SITE_URL = produksi.SECRET_KEY = ""
    assert list_kode() == []


def test_every_check_has_a_hint(produksi: Settings) -> None:
    produksi.SITE_URL = produksi.SECRET_KEY = ""
    produksi.ALLOWED_HOSTS = ["*"]
    produksi.DATA_DIR = Path("/dev/null/x")
    produksi.SUREL = Env({"EMAIL_URL": "smtp://u:s@h?tls=tidak"}).read_surel("EMAIL_URL")
    galat = run_checks(tags=["situs"])
    assert len(galat) == 5
    assert all(satu.hint for satu in galat)


def test_e008_bsre_without_its_address_and_account(produksi: Settings) -> None:
    produksi.TANDA_TANGAN = "bsre"
    produksi.BSRE_URL = "https://esign.contoh.go.id"
    assert list_kode() == ["situs.E008", "situs.W001"]


@pytest.mark.parametrize(
    ("alamat", "kode"),
    [
        ("http://esign.contoh.go.id", ["situs.E009"]),
        ("http://localhost:8090", []),
        ("https://esign.contoh.go.id", []),
    ],
)
def test_e009_passphrase_over_http(produksi: Settings, tmp_path: Path, alamat: str, kode: list[str]) -> None:
    produksi.TANDA_TANGAN, produksi.BSRE_URL = "bsre", alamat
    produksi.BSRE_PENGGUNA, produksi.BSRE_SANDI = "aplikasi", "sandi"
    produksi.BSRE_AKAR = tmp_path / "akar.pem"
    produksi.BSRE_AKAR.write_text("-----BEGIN CERTIFICATE-----")
    assert list_kode() == kode


def test_e010_roots_that_are_none(produksi: Settings, tmp_path: Path) -> None:
    produksi.BSRE_AKAR = tmp_path / "akar.pem"
    assert list_kode() == ["situs.E010"]
    produksi.BSRE_AKAR.write_bytes(b"bukan sertifikat")
    assert list_kode() == ["situs.E010"]
