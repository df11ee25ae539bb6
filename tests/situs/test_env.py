from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from situs.env import PENENTU_SITUS, Env, EnvError, Surel, use_lingkungan

BAWAAN = Path("/srv/kinerja/basis-data.sqlite3")


@pytest.mark.parametrize(
    ("teks", "nilai"), [("true", True), ("1", True), ("Ya", True), ("off", False), (" 0 ", False), ("", True)]
)
def test_reads_bool(teks: str, nilai: bool) -> None:
    assert Env({"A": teks}).read_bool("A", True) is nilai


def test_unset_variable_gives_default() -> None:
    env = Env({})
    assert env.read_bool("A", False) is False
    assert env.read_int("A", 7) == 7
    assert env.read_str("A", "x") == "x"
    assert env.read_choice("A", "x", ("x", "y")) == "x"
    assert env.read_list("A") == []
    assert env.read_path("A", BAWAAN) == BAWAAN
    assert env.read_berkas("A") is None
    assert env.read_url("A") == ""


def test_reads_what_is_written() -> None:
    env = Env({"ANGKA": "3600", "DAFTAR": "a.id, b.id", "FOLDER": "/srv/x", "PILIHAN": "y"})
    assert env.read_int("ANGKA", 0) == 3600
    assert env.read_list("DAFTAR") == ["a.id", "b.id"]
    assert env.read_path("FOLDER", BAWAAN) == Path("/srv/x")
    assert env.read_berkas("FOLDER") == Path("/srv/x")
    assert env.read_choice("PILIHAN", "x", ("x", "y")) == "y"


@pytest.mark.parametrize(
    ("baca", "teks"),
    [
        (lambda env: env.read_bool("A", False), "tru"),
        (lambda env: env.read_int("A", 0), "1.000"),
        (lambda env: env.read_int("A", 0), "-1"),
        (lambda env: env.read_int("A", 0), "²"),
        (lambda env: env.read_int("A", 5, minimum=5), "4"),
        (lambda env: env.read_choice("A", "x", ("x", "y")), "z"),
        (lambda env: env.read_list("A"), "a,,b"),
        (lambda env: env.read_path("A", BAWAAN), "folder/relatif"),
        (lambda env: env.read_berkas("A"), "akar.pem"),
        (lambda env: env.read_url("A"), "kinerja.contoh.go.id"),
        (lambda env: env.read_url("A"), "https://kinerja.contoh.go.id/kecamatan"),
        (lambda env: env.read_url("A"), "https://kinerja.contoh.go.id:satu"),
        (lambda env: env.read_url("A"), "https://saya@kinerja.contoh.go.id"),
        (lambda env: env.read_url("A"), "ftp://kinerja.contoh.go.id"),
    ],
)
def test_mistake_names_variable_and_what_was_written(baca: Any, teks: str) -> None:
    with pytest.raises(EnvError, match="A=") as galat:
        baca(Env({"A": teks}))
    assert teks in str(galat.value)


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("https://Kinerja.contoh.go.id/", "https://kinerja.contoh.go.id"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_reads_url_without_path(teks: str, nilai: str) -> None:
    assert Env({"A": teks}).read_url("A") == nilai


def test_default_database_is_sqlite_safe_for_two_writers() -> None:
    hasil = Env({}).read_database("DATABASE_URL", BAWAAN)
    assert hasil["ENGINE"] == "django.db.backends.sqlite3"
    assert hasil["NAME"] == str(BAWAAN)
    assert hasil["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in hasil["OPTIONS"]["init_command"]


def test_reads_postgres_with_options_and_escaped_password() -> None:
    url = "postgres://kinerja:p%40ss%2Fw@db.contoh.go.id:5433/kinerja?sslmode=require"
    hasil = Env({"DATABASE_URL": url}).read_database("DATABASE_URL", BAWAAN)
    assert hasil["ENGINE"] == "django.db.backends.postgresql"
    assert (hasil["HOST"], hasil["PORT"], hasil["NAME"]) == ("db.contoh.go.id", 5433, "kinerja")
    assert (hasil["USER"], hasil["PASSWORD"]) == ("kinerja", "p@ss/w")
    assert hasil["OPTIONS"] == {"sslmode": "require"}


def test_reads_postgres_on_a_unix_socket() -> None:
    hasil = Env({"A": "postgres://uji@%2Ftmp%2Fpg/uji"}).read_database("A", BAWAAN)
    assert (hasil["HOST"], hasil["NAME"]) == ("/tmp/pg", "uji")


@pytest.mark.parametrize(
    "teks",
    [
        "mysql://u:rahasia@h/n",
        "rahasia",
        "postgres://u:rahasia@h",
        "postgres://u:rahasia@h:satu/n",
        "sqlite:///relatif",
    ],
)
def test_refuses_database_url_without_repeating_password(teks: str) -> None:
    with pytest.raises(EnvError) as galat:
        Env({"A": teks}).read_database("A", BAWAAN)
    assert "rahasia@" not in str(galat.value)
    assert "A=" in str(galat.value)


@pytest.mark.parametrize(
    ("teks", "surel"),
    [
        ("smtp://surat.contoh.go.id", Surel("surat.contoh.go.id", 587, "", "", "starttls", "")),
        ("smtp://surat.contoh.go.id?tls=ssl", Surel("surat.contoh.go.id", 465, "", "", "ssl", "")),
        ("smtp://localhost:1025/?tls=tidak", Surel("localhost", 1025, "", "", "tidak", "")),
        (
            "smtp://kinerja%40contoh.go.id:p%40ss%2Fw@surat.contoh.go.id:2525",
            Surel("surat.contoh.go.id", 2525, "kinerja@contoh.go.id", "p@ss/w", "starttls", "kinerja@contoh.go.id"),
        ),
        (
            "smtp://u:s@surat.contoh.go.id?dari=lkj@contoh.go.id&tls=ssl",
            Surel("surat.contoh.go.id", 465, "u", "s", "ssl", "lkj@contoh.go.id"),
        ),
    ],
)
def test_reads_mail_server(teks: str, surel: Surel) -> None:
    assert Env({"A": teks}).read_surel("A") == surel


def test_no_mail_server_is_none() -> None:
    assert Env({}).read_surel("A") is None


@pytest.mark.parametrize(
    "teks",
    [
        "surat.contoh.go.id",
        "http://u:rahasia@h",
        "smtp://",
        "smtp://u:rahasia@h:satu",
        "smtp://u:rahasia@h?tls=ya",
        "smtp://u:rahasia@h?tsl=ssl",
        "smtp://u:rahasia@h?dari=bukan-surel",
        "smtp://u:rahasia@h/kotak",
        "smtp://u:rahasia@h?tls",
        "smtp://u@h",
    ],
)
def test_refuses_mail_server_without_repeating_password(teks: str) -> None:
    with pytest.raises(EnvError, match="A=") as galat:
        Env({"A": teks}).read_surel("A")
    assert "rahasia" not in str(galat.value)
    assert "smtp://pengguna:sandi@host" in str(galat.value)


def test_variables_from_a_file_where_nothing_says_which_site(tmp_path: Path) -> None:
    berkas = tmp_path / "lingkungan"
    berkas.write_text("DATA_DIR=/srv/demo\nSITE_URL=http://127.0.0.1:8000/?a=b\nLOG_LEVEL=WARNING\n\n")
    sumber = {"LOG_LEVEL": "DEBUG", "DEBUG": ""}
    assert use_lingkungan(berkas, sumber)
    assert sumber == {
        "DATA_DIR": "/srv/demo", "SITE_URL": "http://127.0.0.1:8000/?a=b", "LOG_LEVEL": "DEBUG", "DEBUG": "",
    }  # fmt: skip


@pytest.mark.parametrize("nama", PENENTU_SITUS)
def test_a_file_never_overrules_a_named_site(tmp_path: Path, nama: str) -> None:
    berkas = tmp_path / "lingkungan"
    berkas.write_text("DATA_DIR=/srv/demo\n")
    sumber = {nama: "x"}
    assert not use_lingkungan(berkas, sumber)
    assert sumber == {nama: "x"}


def test_no_file_changes_nothing(tmp_path: Path) -> None:
    sumber: dict[str, str] = {}
    assert not use_lingkungan(tmp_path / "lingkungan", sumber)
    assert sumber == {}
