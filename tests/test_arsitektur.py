"""Imports point one way only, and the pure parts stay pure. Read from the sources, so that nothing needs to run."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent

# An app may import itself and those of a lower number; apps of one number do not know each other.
LAPISAN = {
    "buku_kerja": 0,  # a generic engine: apps declare their sheets to it, it knows none of them
    "organisasi": 1,
    "tandatangan": 2,  # signs and checks files; what they are is told by those who have them signed
    "renstra": 2,
    "anggaran": 3,
    "perjanjian": 4,
    "survei": 5,
    "evaluasi": 5,
    "renja": 5,
    "sipd": 5,
    "lakip": 6,
    "telaah": 7,
    "ruang": 8,  # the pages that look at everything: what is to be done, history, help
}
KAMI = {*LAPISAN, "kinerja", "situs", "tests"}
# Ways by which a renderer could reach the database.
PINTU_BASIS_DATA = ("django.db", "django.apps", "django.contrib")
# A model named by a string is an import too.
RUJUKAN = {"ForeignKey", "OneToOneField", "ManyToManyField", "get_model"}
PEMUAT = {"import_module", "__import__", "import_string"}


def list_impor(sumber: str, modul: str, paket: bool = False) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of everything a module imports, anywhere in it, also relatively or as a string."""
    for simpul in ast.walk(ast.parse(sumber)):
        if isinstance(simpul, ast.Import):
            for nama in simpul.names:
                yield simpul.lineno, nama.name
        elif isinstance(simpul, ast.ImportFrom):
            dasar = simpul.module or ""
            if simpul.level:
                induk = modul.split(".")
                induk = induk[: len(induk) - simpul.level + paket]
                dasar = ".".join([*induk, *filter(None, [dasar])])
            for nama in simpul.names:
                yield simpul.lineno, f"{dasar}.{nama.name}"
        elif isinstance(simpul, ast.Call) and simpul.args:
            fungsi = simpul.func.attr if isinstance(simpul.func, ast.Attribute) else getattr(simpul.func, "id", "")
            isi = simpul.args[0]
            if not (isinstance(isi, ast.Constant) and isinstance(isi.value, str)):
                continue
            # "self" and prose are not models.
            is_rujukan = fungsi in RUJUKAN and re.match(r"[a-z_]+(\.\w+)?$", isi.value)
            if fungsi in PEMUAT or is_rujukan:
                yield simpul.lineno, isi.value


def is_di_dalam(nama: str, *paket: str) -> bool:
    return any(nama == satu or nama.startswith(f"{satu}.") for satu in paket)


def find_pelanggaran(sumber: str, modul: str, paket: bool = False) -> list[str]:
    """Return one sentence for every import that the module may not have."""
    app = modul.split(".")[0]
    hasil = []
    for baris, nama in list_impor(sumber, modul, paket):
        asal = nama.split(".")[0]
        if (keluhan := judge_impor(modul, app, nama, asal)) is not None:
            hasil.append(f"{modul}:{baris} mengimpor {nama}: {keluhan}")
    return hasil


def judge_impor(modul: str, app: str, nama: str, asal: str) -> str | None:
    if app == "kinerja" and asal != "kinerja" and asal not in sys.stdlib_module_names:
        return "kinerja hanya memakai pustaka standar"
    if modul == "lakip.dokumen" and asal not in sys.stdlib_module_names:
        return "model dokumen hanya memakai pustaka standar"
    if is_di_dalam(modul, "lakip.render"):
        if asal in KAMI and not is_di_dalam(nama, "lakip.dokumen", "lakip.render", "kinerja"):
            return "perender hanya melihat dokumen"
        if is_di_dalam(nama, *PINTU_BASIS_DATA):
            return "perender tidak menyentuh basis data"
    if asal == "tests" and app != "tests":
        return "kode situs tidak memakai kode uji"
    if app in LAPISAN:
        if asal == "situs":
            return "setelan dibaca lewat django.conf"
        if asal in LAPISAN and asal != app and LAPISAN[asal] >= LAPISAN[app]:
            return f"{asal} di lapisan {LAPISAN[asal]}, {app} di lapisan {LAPISAN[app]}"
    return None


def list_modul() -> list[tuple[Path, str]]:
    hasil = []
    for app in sorted({*LAPISAN, "kinerja", "situs"}):
        for berkas in sorted((AKAR / app).rglob("*.py")):
            bagian = berkas.relative_to(AKAR).with_suffix("").parts
            hasil.append((berkas, ".".join(bagian[:-1] if bagian[-1] == "__init__" else bagian)))
    return hasil


def test_imports_point_one_way() -> None:
    pelanggaran = []
    for berkas, modul in list_modul():
        pelanggaran += find_pelanggaran(berkas.read_text(encoding="utf-8"), modul, berkas.name == "__init__.py")
    assert not pelanggaran, "\n".join(pelanggaran)


def test_every_package_has_a_layer() -> None:
    paket = {berkas.parent.name for berkas in AKAR.glob("*/__init__.py")}
    assert paket <= KAMI, f"belum ada di LAPISAN: {sorted(paket - KAMI)}"
    assert {"kinerja", "situs", "organisasi", "lakip"} <= paket


@pytest.mark.parametrize(
    ("modul", "sumber"),
    [
        ("organisasi.models", "from lakip.models import Susunan"),
        ("organisasi.models", "import renstra.models"),
        ("survei.models", "from evaluasi.models import Rekomendasi"),
        ("evaluasi.views", "def f():\n    from survei import models"),
        ("renstra.models", "models.ForeignKey('anggaran.SubKegiatan', models.CASCADE)"),
        ("renstra.models", "apps.get_model('perjanjian', 'Butir')"),
        ("renstra.models", "import_module('lakip.rakit')"),
        ("lakip.rakit", "from telaah import aturan"),
        ("buku_kerja.skema", "from organisasi.models import Instansi"),
        ("lakip.views", "from situs.settings import DATA_DIR"),
        ("lakip.views", "from tests.pabrik import buat"),
        ("kinerja.capaian", "from django.utils import timezone"),
        ("kinerja.capaian", "from organisasi.models import Skala"),
        ("lakip.dokumen", "from kinerja.angka import bulatkan"),
        ("lakip.dokumen", "from . import models"),
        ("lakip.render.pdf", "from lakip.models import Laporan"),
        ("lakip.render.pdf", "from ..models import Laporan"),
        ("lakip.render.pdf", "from django.db import connection"),
        ("lakip.render.pdf", "from organisasi import akses"),
    ],
)
def test_checker_finds_breach(modul: str, sumber: str) -> None:
    assert len(find_pelanggaran(sumber, modul)) == 1


@pytest.mark.parametrize(
    ("modul", "sumber"),
    [
        ("lakip.rakit", "from evaluasi.models import Rekomendasi\nfrom kinerja.capaian import Arah\nfrom . import sel"),
        ("anggaran.models", "models.ForeignKey('organisasi.Instansi', models.CASCADE)"),
        ("anggaran.models", "models.ForeignKey('self', models.CASCADE)"),
        ("kinerja.capaian", "from decimal import Decimal\nfrom kinerja.nilai import Nilai\nfrom . import angka"),
        ("lakip.dokumen", "import hashlib"),
        (
            "lakip.render.pdf",
            "import weasyprint\nfrom lakip.dokumen import Dokumen\nfrom .tata import x\nimport kinerja.tulisan",
        ),
        ("situs.urls", "import lakip.urls"),
        ("renstra.lembar", "from buku_kerja.skema import Lembar"),
    ],
)
def test_checker_accepts_what_is_allowed(modul: str, sumber: str) -> None:
    assert find_pelanggaran(sumber, modul) == []


def test_checker_resolves_relative_imports_of_a_package() -> None:
    assert list(list_impor("from .models import A", "lakip", paket=True)) == [(1, "lakip.models.A")]
    assert list(list_impor("from ..models import A", "lakip.render", paket=True)) == [(1, "lakip.models.A")]
    assert list(list_impor("from ..models import A", "lakip.render.pdf")) == [(1, "lakip.models.A")]
