"""``manage.py dokumen``: the contract other programs rely on."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from lakip.acuan import muat_acuan
from lakip.contoh import muat_contoh
from lakip.rakit import rakit_lkj
from lakip.render.pdf import layout
from organisasi.models import Instansi
from tests.lakip.render.halaman import list_keluar

pytestmark = pytest.mark.satu_basis_data


class DokumenTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        muat_contoh("pelaihari")
        muat_contoh("towuti")

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def tulis(
        self,
        jenis: str = "lkj",
        instansi: str = "pelaihari",
        tahun: int = 2023,
        bentuk: str = "json",
        **bagian: str | int,
    ) -> Path:
        keluaran = self.folder / f"hasil.{bentuk}"
        call_command(
            "dokumen",
            jenis,
            instansi=instansi,
            tahun=tahun,
            format=bentuk,
            keluaran=keluaran,
            stdout=io.StringIO(),
            **bagian,
        )
        return keluaran

    def test_json_has_the_shape_of_the_contract(self) -> None:
        isi = json.loads(self.tulis().read_text(encoding="utf-8"))
        self.assertLessEqual({"jenis", "instansi", "tahun", "judul", "bab", "tabel", "sidik"}, set(isi))
        sel = next(
            s for t in isi["tabel"] if t["kunci"] == "realisasi-anggaran" for b in t["baris"] for s in b if s["nilai"]
        )
        self.assertEqual((sel["teks"], sel["nilai"]), ("10.257.573.434", "10257573434"))
        self.assertTrue(sel["asal"])

    def test_html_stands_alone(self) -> None:
        isi = self.tulis(bentuk="html").read_text(encoding="utf-8")
        self.assertIn("11.862.514.803", isi)
        self.assertNotIn("http://", isi.replace("http://www.w3.org", ""))

    def test_what_is_not_there_is_told_in_a_sentence(self) -> None:
        for lain, kata in (
            ({"instansi": "tiada"}, 'Instansi "tiada" tidak ada'),
            ({"tahun": 2010}, "Belum ada data"),
            ({"jenis": "renja-perubahan"}, "Isi Renja Perubahan tahun 2023"),
            ({"jenis": "iku", "triwulan": 1}, 'Dokumen "iku" tidak dibuat per triwulan'),
            ({"jenis": "lkj", "jabatan": "camat"}, 'Dokumen "lkj" tidak dibuat per jabatan'),
            (
                {"jenis": "pk", "jabatan": " "},
                "--jabatan tanpa isi; sebutkan jabatannya, atau hapus untuk semua pejabat",
            ),
            ({"jenis": "pk", "jabatan": "kadis"}, "Yang ada: camat, sekcam, kasubbag-umpeg"),
            ({"jenis": "lke", "instansi": "towuti"}, "Isi lembar LKE dari Inspektorat"),
        ):
            with self.subTest(kata), self.assertRaisesMessage(CommandError, kata):
                self.tulis(**lain)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_nothing_of_either_report_leaves_its_page(self) -> None:
        for slug in ("pelaihari", "towuti"):
            tata = layout(rakit_lkj(Instansi.objects.get(slug=slug), 2023))
            tata = tata[0] if isinstance(tata, tuple) else tata
            with self.subTest(slug):
                self.assertEqual(list_keluar(tata), [])
