"""Strict readers of environment variables.

Every reader takes the variable's name and a default, and returns a typed value. An unset or empty variable gives the
default; what cannot be read raises :class:`EnvError` with a sentence that names the variable, what was written and
what is accepted. Nothing is guessed: ``DEBUG=tru`` is a mistake, not False.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YA = frozenset({"1", "true", "yes", "on", "ya"})
TIDAK = frozenset({"0", "false", "no", "off", "tidak"})
SKEMA_BASIS_DATA = ("sqlite", "postgres", "postgresql")


class EnvError(ImproperlyConfigured):
    """An environment variable that cannot be read."""

    def __init__(self, nama: str, tertulis: str, harus: str) -> None:
        super().__init__(f'{nama}="{tertulis}" tidak dapat dibaca: isi dengan {harus}.')


@dataclass(frozen=True)
class Surel:
    """A mail server, and the address that mail comes from (empty: the caller's default)."""

    host: str
    port: int
    pengguna: str
    sandi: str
    tls: str
    dari: str


# How the connection is kept secret, with the port that goes with it.
TLS_SUREL = {"starttls": 587, "ssl": 465, "tidak": 25}


class Env:
    """Readers over one mapping of variables; ``situs.settings`` uses the process's own."""

    def __init__(self, sumber: Mapping[str, str] | None = None) -> None:
        self.sumber = os.environ if sumber is None else sumber

    def read_str(self, nama: str, default: str = "") -> str:
        return self.sumber.get(nama, "").strip() or default

    def read_bool(self, nama: str, default: bool) -> bool:
        teks = self.read_str(nama)
        if not teks:
            return default
        if teks.lower() in YA:
            return True
        if teks.lower() in TIDAK:
            return False
        raise EnvError(nama, teks, "true atau false")

    def read_int(self, nama: str, default: int, *, minimum: int = 0) -> int:
        teks = self.read_str(nama)
        if not teks:
            return default
        if not (teks.isascii() and teks.isdigit()) or int(teks) < minimum:
            raise EnvError(nama, teks, f"bilangan bulat mulai {minimum}")
        return int(teks)

    def read_choice(self, nama: str, default: str, pilihan: tuple[str, ...]) -> str:
        teks = self.read_str(nama, default)
        if teks not in pilihan:
            raise EnvError(nama, teks, "salah satu dari " + ", ".join(pilihan))
        return teks

    def read_list(self, nama: str) -> list[str]:
        """Names separated by commas; spaces around them do not count."""
        teks = self.read_str(nama)
        if not teks:
            return []
        bagian = [satu.strip() for satu in teks.split(",")]
        if not all(bagian):
            raise EnvError(nama, teks, "daftar dipisah koma tanpa bagian kosong")
        return bagian

    def read_path(self, nama: str, default: Path) -> Path:
        """An absolute folder; a relative one would depend on where a command is started."""
        teks = self.read_str(nama)
        if not teks:
            return default
        if not Path(teks).is_absolute():
            raise EnvError(nama, teks, "letak folder lengkap yang diawali /")
        return Path(teks)

    def read_berkas(self, nama: str) -> Path | None:
        """The absolute name of a file, or None where unset; whether it is there, a system check judges."""
        teks = self.read_str(nama)
        if teks and not Path(teks).is_absolute():
            raise EnvError(nama, teks, "letak berkas lengkap yang diawali /")
        return Path(teks) if teks else None

    def read_url(self, nama: str) -> str:
        """``https://host[:port]`` without a path, or empty. ``http`` is read too; a system check judges it."""
        teks = self.read_str(nama)
        if not teks:
            return ""
        harus = "alamat situs seperti https://kinerja.contoh.go.id, tanpa bagian sesudahnya"
        try:
            bagian = urlsplit(teks)
            bagian.port  # noqa: B018 - reading it is the check
        except ValueError:
            raise EnvError(nama, teks, harus) from None
        lebih = bagian.path not in ("", "/") or bagian.query or bagian.fragment or bagian.username is not None
        if bagian.scheme not in ("http", "https") or not bagian.hostname or lebih:
            raise EnvError(nama, teks, harus)
        return f"{bagian.scheme}://{bagian.netloc}".lower()

    def read_surel(self, nama: str) -> Surel | None:
        """A mail server from ``smtp://user:password@host:port?tls=starttls&dari=name@host``; None where unset.

        ``tls`` is starttls (default), ssl or tidak. The password is never repeated in an error.
        """
        teks = self.read_str(nama)
        if not teks:
            return None
        galat = EnvError(
            nama, f"{teks.partition(':')[0]}:…", "smtp://pengguna:sandi@host:587?tls=starttls (atau tls=ssl, tls=tidak)"
        )
        try:
            bagian = urlsplit(teks)
            pilihan = dict(parse_qsl(bagian.query, keep_blank_values=True, strict_parsing=bool(bagian.query)))
            tls = pilihan.pop("tls", "starttls")
            dari = pilihan.pop("dari", "")
            port = bagian.port or TLS_SUREL[tls]
        except (ValueError, KeyError):
            raise galat from None
        lebih = bagian.path not in ("", "/") or bagian.fragment or pilihan
        if bagian.scheme != "smtp" or not bagian.hostname or lebih or (dari and "@" not in dari):
            raise galat
        pengguna, sandi = unquote(bagian.username or ""), unquote(bagian.password or "")
        if bool(pengguna) != bool(sandi):
            raise galat
        return Surel(bagian.hostname, port, pengguna, sandi, tls, dari or (pengguna if "@" in pengguna else ""))

    def read_database(self, nama: str, default: Path) -> dict[str, Any]:
        """Django's database settings from ``sqlite:////folder/berkas`` or ``postgres://user:sandi@host:port/nama?sslmode=…``.

        The password is never repeated in an error.
        """
        teks = self.read_str(nama) or f"sqlite:///{default}"
        skema = teks.partition(":")[0]
        harus = "sqlite:////folder/berkas.sqlite3 atau postgres://pengguna:sandi@host:port/nama"
        if skema not in SKEMA_BASIS_DATA:
            raise EnvError(nama, f"{skema}:…", harus)
        try:
            hasil: dict[str, Any] = dict(dj_database_url.parse(teks, conn_max_age=60, conn_health_checks=True))
        except ValueError:
            raise EnvError(nama, f"{skema}:…", harus) from None
        if not hasil["NAME"]:
            raise EnvError(nama, f"{skema}:…", harus)
        if skema == "sqlite":
            if hasil["NAME"] != ":memory:" and not Path(hasil["NAME"]).is_absolute():
                raise EnvError(nama, teks, "sqlite:////folder/berkas.sqlite3 (empat garis miring: letak lengkap)")
            hasil |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
            hasil["OPTIONS"] = {
                # Take the write lock at the start of a transaction: two clerks who save at once wait for each other
                # (up to `timeout` seconds) instead of one failing half-way with "database is locked".
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # WAL lets people read while someone saves. Django switches foreign keys on itself.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            }
        return hasil


# Whoever sets one of these has a site of their own.
PENENTU_SITUS = ("DEBUG", "SECRET_KEY", "SITE_URL", "DATABASE_URL", "DATA_DIR")


def use_lingkungan(berkas: Path, sumber: MutableMapping[str, str]) -> bool:
    """Take over the variables of a file of ``NAME=value`` lines, unless ``sumber`` already says which site is meant.

    ``script/demo`` writes such a file, so that commands typed after it work on its site. Return whether it was used.
    """
    if any(sumber.get(nama) for nama in PENENTU_SITUS) or not berkas.is_file():
        return False
    for baris in berkas.read_text(encoding="utf-8").splitlines():
        nama, ada, nilai = baris.partition("=")
        if ada:
            sumber.setdefault(nama, nilai)
    return True
