"""The core stays pure: standard library only, no float, no clock."""

import ast
import sys
from pathlib import Path
from unittest import TestCase

import kinerja

MODUL = sorted(Path(kinerja.__file__ or "").parent.glob("**/*.py"))
TERLARANG = {"datetime", "time", "random", "os", "math", "statistics", "locale"}


class KemurnianTest(TestCase):
    def test_there_are_modules_to_look_at(self) -> None:
        self.assertGreater(len(MODUL), 10)

    def test_imports_only_itself_and_the_standard_library(self) -> None:
        for berkas in MODUL:
            for simpul in ast.walk(ast.parse(berkas.read_text("utf-8"))):
                if isinstance(simpul, ast.Import):
                    nama = [a.name for a in simpul.names]
                elif isinstance(simpul, ast.ImportFrom):
                    nama = [simpul.module or ""]
                else:
                    continue
                for pangkal in (n.partition(".")[0] for n in nama):
                    with self.subTest(berkas=berkas.name, impor=pangkal):
                        self.assertIn(pangkal, {"kinerja", *sys.stdlib_module_names})
                        self.assertNotIn(pangkal, TERLARANG)

    def test_every_record_is_frozen(self) -> None:
        for berkas in MODUL:
            for simpul in ast.walk(ast.parse(berkas.read_text("utf-8"))):
                if isinstance(simpul, ast.ClassDef):
                    for penghias in simpul.decorator_list:
                        self.assertEqual(ast.unparse(penghias), "dataclass(frozen=True)", simpul.name)

    def test_has_no_float(self) -> None:
        for berkas in MODUL:
            for simpul in ast.walk(ast.parse(berkas.read_text("utf-8"))):
                pecahan = isinstance(simpul, ast.Constant) and isinstance(simpul.value, float)
                nama = isinstance(simpul, ast.Name) and simpul.id == "float"
                self.assertFalse(pecahan or nama, f"{berkas.name}: {ast.dump(simpul)}")
