"""What holds for the whole repository: migrations, test folders, documentation, lock files, nothing of one machine."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

AKAR = Path(__file__).resolve().parents[2]
DIABAIKAN = {".git", ".venv", "var", "keluaran", "node_modules"}
# Written in pieces, so that this file does not find itself.
TERLARANG = re.compile(
    "|".join(
        [
            r"/" + r"work/",
            r"/" + r"root/",
            r"/" + r"home/[a-z]",
            r"/" + r"Users/",
            r"pypi" + r"\.org",
            r"files\.python" + r"hosted",
            r"(?:registry|proxy|index)\." + r"[a-z.]+\.(?:org|com|io)/",
        ]
    )
)


def list_berkas() -> list[Path]:
    """Return the files that are, or would be, committed."""
    git = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=AKAR,
        capture_output=True,
        text=True,
    )
    if git.returncode == 0 and git.stdout:
        semua = [AKAR / nama for nama in git.stdout.split("\0") if nama]
    else:  # an archive without history
        semua = [b for b in AKAR.rglob("*") if not DIABAIKAN & set(b.relative_to(AKAR).parts)]
    return [berkas for berkas in semua if berkas.is_file()]


@pytest.mark.django_db
def test_no_pending_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_test_folder_is_a_package() -> None:
    folder = {berkas.parent for berkas in (AKAR / "tests").rglob("*.py")}
    assert [str(satu) for satu in sorted(folder) if not (satu / "__init__.py").exists()] == []


def test_every_test_file_is_collected() -> None:
    """A file with tests whose name pytest does not look for would never run."""
    for berkas in (AKAR / "tests").rglob("*.py"):
        if not berkas.name.startswith("test_"):
            pohon = ast.parse(berkas.read_text(encoding="utf-8"))
            assert not [s.name for s in pohon.body if isinstance(s, ast.FunctionDef) and s.name.startswith("test_")], (
                berkas
            )


def list_variabel() -> set[str]:
    """Return the names of the environment variables that the settings read."""
    pohon = ast.parse((AKAR / "situs" / "settings.py").read_text(encoding="utf-8"))
    return {
        simpul.args[0].value
        for simpul in ast.walk(pohon)
        if isinstance(simpul, ast.Call)
        and isinstance(simpul.func, ast.Attribute)
        and simpul.func.attr.startswith("read_")
        and isinstance(simpul.args[0], ast.Constant)
    }


def test_every_environment_variable_is_documented() -> None:
    variabel = list_variabel()
    assert {"DEBUG", "SECRET_KEY", "DATABASE_URL"} <= variabel
    tertulis = set(re.findall(r"^\| `([A-Z_]+)` \|", (AKAR / "README.md").read_text(encoding="utf-8"), re.M))
    assert variabel <= tertulis, f"belum ada di README.md: {sorted(variabel - tertulis)}"


def test_every_documented_variable_exists() -> None:
    tertulis = set(re.findall(r"^\| `([A-Z_]+)` \|", (AKAR / "README.md").read_text(encoding="utf-8"), re.M))
    assert tertulis <= list_variabel() | {"CHROMIUM", "CI", "PYTHON"}


def test_nothing_of_one_machine_is_committed() -> None:
    temuan = []
    for berkas in list_berkas():
        try:
            isi = berkas.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        temuan += [f"{berkas.relative_to(AKAR)}: {cocok.group()}" for cocok in TERLARANG.finditer(isi)]
    assert not temuan, "\n".join(temuan[:20])


@pytest.mark.parametrize("teks", ["/" + "work/main/x", "/" + "root/.cache", "https://pypi" + ".org/simple"])
def test_pattern_finds_machine_paths(teks: str) -> None:
    assert TERLARANG.search(teks)


def read_kunci(nama: str) -> dict[str, str]:
    """Return package -> version of a lock file, checking that each has at least one hash."""
    hasil = {}
    for blok in re.split(r"\n(?=\S)", (AKAR / nama).read_text(encoding="utf-8").strip()):
        cocok = re.match(r"([a-z0-9._-]+)==(\S+)", blok)
        assert cocok, blok[:80]
        assert "--hash=sha256:" in blok, f"{nama}: {cocok[1]} tanpa sidik"
        hasil[cocok[1]] = cocok[2]
    return hasil


def normalize(nama: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[~=<>! ;]", nama)[0]).lower()


def test_locks_hold_every_dependency_and_agree() -> None:
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    jalan, uji = read_kunci("requirements.lock"), read_kunci("requirements-uji.lock")
    perlu = {normalize(satu) for satu in proyek["dependencies"]}
    assert perlu <= set(jalan), f"jalankan script/kunci: {sorted(perlu - set(jalan))}"
    perlu_uji = {normalize(satu) for satu in proyek["optional-dependencies"]["uji"]}
    assert perlu_uji <= set(uji), f"jalankan script/kunci: {sorted(perlu_uji - set(uji))}"
    assert jalan.items() <= uji.items()
    assert jalan["django"].startswith("5.2.")


def test_scripts_are_executable_and_stop_on_errors() -> None:
    for nama in ("script/demo", "script/test", "script/kunci", ".ci/run"):
        berkas = AKAR / nama
        assert berkas.stat().st_mode & 0o111, nama
        assert re.search(r"^set -e?uo pipefail$", berkas.read_text(encoding="utf-8"), re.M), nama
