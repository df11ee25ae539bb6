"""Mistakes at the command line are told in one sentence, with status 1, and leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.core.management.base import CommandError
from django.test import SimpleTestCase

from buku_kerja.berkas import write_utuh
from buku_kerja.perintah import translate_argparse

AKAR = Path(__file__).resolve().parents[2]


class KalimatTest(SimpleTestCase):
    def test_each_message_of_argparse_has_a_sentence(self) -> None:
        for pesan, kalimat in (
            ("the following arguments are required: --tahun, JENIS", "Belum disebutkan: --tahun, JENIS."),
            ("argument --tahun: invalid int value: 'dua'", "--tahun harus bilangan bulat, bukan “dua”."),
            ("argument --format: invalid choice: 'doc' (choose from 'pdf', 'html')",
             "--format tidak mengenal “doc”. Pilih: pdf, html."),
            ("argument --triwulan: invalid choice: 5 (choose from 1, 2)", "--triwulan tidak mengenal “5”. Pilih: 1, 2."),
            ("argument --tahun: expected one argument", "--tahun harus diikuti isinya."),
            ("unrecognized arguments: --warna", "Tidak dikenal: --warna."),
        ):  # fmt: skip
            with self.subTest(pesan):
                self.assertEqual(translate_argparse(pesan), kalimat)


class PerintahTest(SimpleTestCase):
    def jalankan(self, *argumen: str, basis_data: str) -> subprocess.CompletedProcess[str]:
        lingkungan = {**os.environ, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{basis_data}"}
        return subprocess.run(
            [sys.executable, "manage.py", "dokumen", *argumen],
            cwd=AKAR, env=lingkungan, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def test_mistakes_end_with_status_one_and_a_sentence(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            kosong = f"{folder}/kosong.sqlite3"
            keluaran = f"{folder}/hasil.pdf"
            lengkap = ["lkj", "--instansi", "x", "--tahun", "2023", "--format", "pdf", "--keluaran", keluaran]
            for argumen, kata in (
                (["lkj"], "Belum disebutkan: --instansi, --tahun, --format, --keluaran."),
                (["surat", *lengkap[1:]], "JENIS tidak mengenal “surat”."),
                (lengkap, "manage.py migrate"),
            ):
                with self.subTest(kata):
                    hasil = self.jalankan(*argumen, basis_data=kosong)
                    self.assertEqual(hasil.returncode, 1)
                    self.assertIn(kata, hasil.stderr)
                    self.assertNotIn("Traceback", hasil.stderr)
                    self.assertEqual(len(hasil.stderr.strip().splitlines()), 1, hasil.stderr)
            self.assertFalse(Path(keluaran).exists())


class BerkasTest(SimpleTestCase):
    def test_a_file_that_cannot_be_written_leaves_nothing_behind(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            tujuan = Path(folder) / "ini-folder"
            tujuan.mkdir()
            berkas = Path(folder) / "berkas"
            berkas.write_bytes(b"lama")
            for tempat, kalimat in (
                (tujuan, f"{tujuan} tidak dapat ditulis: itu nama folder."),
                (Path(), ". tidak dapat ditulis: itu nama folder."),
                (berkas / "x.pdf", "x.pdf tidak dapat ditulis: ada berkas di tempat foldernya."),
                (berkas / "dalam" / "x.pdf", "x.pdf tidak dapat ditulis: ada berkas di tempat foldernya."),
                (tujuan / ("n" * 300), "tidak dapat ditulis: namanya terlalu panjang."),
            ):
                with self.subTest(kalimat), self.assertRaisesMessage(CommandError, kalimat):
                    write_utuh(tempat, b"isi")
            self.assertEqual(sorted(p.name for p in Path(folder).rglob("*")), ["berkas", "ini-folder"])
            self.assertEqual(berkas.read_bytes(), b"lama")
