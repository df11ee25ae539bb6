"""The settings as a fresh process reads them, from nothing but the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

AKAR = Path(__file__).resolve().parents[2]
PRODUKSI = {"SECRET_KEY": "Xk3v9Qw7Zr1Lm5Np8Ts2Bd6Fg4Hj0Yc-" * 2, "SITE_URL": "https://kinerja.contoh.go.id"}


def jalankan(*perintah: str, **lingkungan: str) -> subprocess.CompletedProcess[str]:
    bersih = {nama: os.environ[nama] for nama in ("PATH", "HOME", "LANG") if nama in os.environ}
    return subprocess.run(
        [sys.executable, *perintah], cwd=AKAR, env=bersih | lingkungan, capture_output=True, text=True, timeout=60
    )


def baca(*nama: str, **lingkungan: str) -> dict[str, Any]:
    kode = f"import json, situs.settings as s; print(json.dumps({{n: getattr(s, n) for n in {nama!r}}}))"
    hasil = jalankan("-c", kode, **lingkungan)
    assert hasil.returncode == 0, hasil.stderr
    return dict(json.loads(hasil.stdout))


def test_production_is_https_only() -> None:
    setelan = baca(
        "DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS", "SECURE_PROXY_SSL_HEADER", **PRODUKSI,
    )  # fmt: skip
    assert setelan == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "ALLOWED_HOSTS": ["kinerja.contoh.go.id"],
        "CSRF_TRUSTED_ORIGINS": ["https://kinerja.contoh.go.id"],
        "SECURE_PROXY_SSL_HEADER": None,
    }


def test_nothing_given_means_secure() -> None:
    assert baca("DEBUG", "SECRET_KEY", "SESSION_COOKIE_SECURE", "ALLOWED_HOSTS") == {
        "DEBUG": False,
        "SECRET_KEY": "",
        "SESSION_COOKIE_SECURE": True,
        "ALLOWED_HOSTS": [],
    }


def test_mail_is_sent_only_where_a_server_is_named() -> None:
    assert baca("SUREL_AKTIF", **PRODUKSI) == {"SUREL_AKTIF": False}
    url = "smtp://lkj:p%40ss@surat.contoh.go.id?tls=ssl"
    nama = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_SSL", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL")
    assert baca("SUREL_AKTIF", *nama, **PRODUKSI, EMAIL_URL=url) == {
        "SUREL_AKTIF": True,
        "EMAIL_HOST": "surat.contoh.go.id",
        "EMAIL_PORT": 465,
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_SSL": True,
        "EMAIL_USE_TLS": False,
        "DEFAULT_FROM_EMAIL": "tidak-dibalas@kinerja.contoh.go.id",
    }


def test_mistake_in_environment_is_one_sentence() -> None:
    hasil = jalankan("manage.py", "check", DEBUG="tru")
    assert hasil.returncode == 1
    assert hasil.stderr.count("\n") == 1
    assert 'DEBUG="tru"' in hasil.stderr


def test_command_refuses_to_run_without_secret_key(tmp_path: Path) -> None:
    hasil = jalankan("manage.py", "check", DATA_DIR=str(tmp_path))
    assert hasil.returncode == 1
    assert "situs.E001" in hasil.stderr
    assert "situs.E002" in hasil.stderr


@pytest.mark.parametrize(("lingkungan", "status"), [({}, 1), (PRODUKSI, 0)])
def test_server_refuses_to_start_with_wrong_settings(tmp_path: Path, lingkungan: dict[str, str], status: int) -> None:
    hasil = jalankan("-c", "import situs.wsgi", DATA_DIR=str(tmp_path), **lingkungan)
    assert hasil.returncode == status, hasil.stderr
    assert ("situs.E001" in hasil.stderr) is (status == 1)


@pytest.mark.django_db
def test_tests_run_on_the_database_they_were_given() -> None:
    """Otherwise the second round of script/test could be SQLite again, and nobody would see it."""
    diminta = os.environ.get("DATABASE_URL", "sqlite").startswith("postgres")
    assert connection.vendor == ("postgresql" if diminta else "sqlite")


def test_sqlite_file_takes_readers_beside_a_writer_and_keeps_references(tmp_path: Path) -> None:
    kode = (
        "import django; django.setup(); from django.db import connection as c; "
        "print([c.cursor().execute(f'PRAGMA {n}').fetchone()[0] for n in ('journal_mode', 'foreign_keys', 'busy_timeout')])"
    )
    hasil = jalankan("-c", kode, DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="situs.settings", **PRODUKSI)
    assert hasil.stdout.strip() == "['wal', 1, 20000]", hasil.stderr
