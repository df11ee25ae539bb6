"""Every URL of the site × role × method: the whole table in one place."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.test import TestCase, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from lakip.models import FotoLaporan, Terbitan
from organisasi.models import Sarana
from tests.pemeran import buat_pemeran

MILIK = ("perencana", "pelaksana", "camat", "inspektorat", "admin")
SEMUA = (*MILIK, "tetangga", "tamu")

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)  # one pixel

# name -> (roles that may GET it; "POST" where it is a POST page; others get 404). None: answered apart, see below.
TABEL: dict[str, tuple[tuple[str, ...], str]] = {
    "beranda": (SEMUA, "GET"),
    "lihat_instansi": (MILIK, "GET"),
    "lihat_tahun": (MILIK, "GET"),
    "lihat_lkj": (MILIK, "GET"),
    "lihat_bagian": (MILIK, "GET"),
    "mulai_unduh": (MILIK, "POST"),
    "lihat_foto": (MILIK, "GET"),
    "lihat_terbitan": (MILIK, "GET"),
    "unduh_terbitan": (MILIK, "GET"),
    "lihat_asal": (MILIK, "GET"),
}
UMUM = {"masuk", "keluar"}  # open to those who have not signed in


def list_nama(resolver: URLResolver | None = None) -> set[str]:
    """Return the names of all URLs except those of Django's admin, which has its own test."""
    nama: set[str] = set()
    for pola in (resolver or get_resolver()).url_patterns:
        if isinstance(pola, URLResolver):
            if pola.app_name != "admin":
                nama |= list_nama(pola)
        elif isinstance(pola, URLPattern) and pola.name:
            nama.add(pola.name)
    return nama


@override_settings(TERBITAN_LANGSUNG=True)
class TabelAksesTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.sarana = Sarana.objects.create(instansi=cls.p.instansi, tahun=2023, nama="Meja", baik=2)
        cls.foto = FotoLaporan.objects.create(
            laporan=cls.p.laporan, bagian="ikm", keterangan="Foto", berkas=ContentFile(PNG, "foto.png")
        )
        cls.addClassCleanup(cls.foto.berkas.delete, save=False)
        cls.terbitan = Terbitan.objects.create(
            instansi=cls.p.instansi, tahun=2023, jenis="lkj", format="json", sidik="0" * 64, status="gagal"
        )

    def alamat(self, nama: str) -> str:
        dasar = "/satu/2023/"
        return {
            "beranda": "/",
            "lihat_instansi": "/satu/",
            "lihat_tahun": dasar,
            "lihat_lkj": f"{dasar}lkj/",
            "lihat_bagian": f"{dasar}lkj/tidak-ada/",
            "mulai_unduh": f"{dasar}lkj/unduh/json/",
            "lihat_foto": f"/foto/{self.foto.pk}/",
            "lihat_terbitan": f"/terbitan/{self.terbitan.pk}/",
            "unduh_terbitan": f"/terbitan/{self.terbitan.pk}/berkas/",
            "lihat_asal": f"/asal/organisasi.sarana/{self.sarana.pk}/",
        }[nama]

    # What a permitted user gets where the page itself says 404 for these data.
    TIADA = {"lihat_bagian", "unduh_terbitan"}

    def test_every_url_is_in_the_table(self) -> None:
        self.assertEqual(list_nama(), set(TABEL) | UMUM)

    def test_each_role_gets_what_the_table_says(self) -> None:
        for nama, (boleh, metode) in TABEL.items():
            for peran, orang in self.p.semua.items():
                with self.subTest(url=nama, peran=peran):
                    self.client.force_login(orang)
                    jawaban = self.client.generic(metode, self.alamat(nama))
                    if peran in boleh and nama not in self.TIADA:
                        self.assertIn(jawaban.status_code, (200, 302))
                    else:
                        self.assertEqual(jawaban.status_code, 404)

    def test_the_wrong_method_is_refused(self) -> None:
        self.client.force_login(self.p.perencana)
        for nama, (_, metode) in TABEL.items():
            with self.subTest(url=nama):
                salah = "POST" if metode == "GET" else "GET"
                self.assertEqual(self.client.generic(salah, self.alamat(nama)).status_code, 405)

    def test_nobody_enters_without_signing_in(self) -> None:
        for nama, (_, metode) in TABEL.items():
            with self.subTest(url=nama):
                jawaban = self.client.generic(metode, self.alamat(nama))
                self.assertEqual(jawaban.status_code, 302)
                self.assertTrue(jawaban["Location"].startswith("/masuk/"))

    def test_origin_shows_rows_of_ones_own_instansi_only(self) -> None:
        asing = Sarana.objects.create(instansi=self.p.lain, tahun=2023, nama="Kursi", baik=1)
        self.client.force_login(self.p.perencana)
        self.assertEqual(self.client.get(f"/asal/organisasi.sarana/{asing.pk}/").status_code, 404)
        self.assertEqual(self.client.get(f"/asal/organisasi.pengguna/{self.p.camat.pk}/").status_code, 404)
        self.assertEqual(self.client.get("/asal/tidak.ada/1/").status_code, 404)
