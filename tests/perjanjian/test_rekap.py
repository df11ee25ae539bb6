"""Which perjanjian is in force, and the budget each post answers for."""

from django.test import TestCase

from anggaran.rekap import muat_pohon
from organisasi.models import Jabatan, UnitKerja
from perjanjian.models import PerjanjianKinerja
from perjanjian.rekap import budget_of, list_bawahan, muat_perjanjian, select_berlaku
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class PerjanjianTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

        def jabatan(nama: str, atasan: Jabatan | None = None) -> Jabatan:
            return Jabatan.objects.create(
                instansi=cls.p.instansi, nama=nama, atasan=atasan, urut=Jabatan.objects.count()
            )

        cls.camat = jabatan("Camat")
        cls.sekcam = jabatan("Sekretaris Camat", cls.camat)
        cls.kasubbag = jabatan("Kasubbag", cls.sekcam)
        cls.kasi = jabatan("Kasi", cls.camat)
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.01", 100, penanggung_jawab=cls.kasubbag)
        buat_sub_kegiatan(cls.p.instansi, "7.01.06.2.01.03", 20, penanggung_jawab=cls.kasi)
        buat_sub_kegiatan(cls.p.instansi, "7.01.06.2.01.06", 3)

    def pagu(self, jabatan: Jabatan) -> int | None:
        anggaran = muat_pohon(self.p.instansi, 2023)
        milik = budget_of(anggaran, list(Jabatan.objects.for_instansi(self.p.instansi)), jabatan.pk)
        return milik.pagu if milik else None

    def test_a_superior_answers_for_what_his_subordinates_do(self) -> None:
        self.assertEqual([self.pagu(j) for j in (self.kasubbag, self.sekcam, self.kasi)], [100, 100, 20])

    def test_what_names_no_one_is_the_top_posts_alone(self) -> None:
        self.assertEqual(self.pagu(self.camat), 123)

    def test_a_post_without_budget_has_none(self) -> None:
        lain = Jabatan.objects.create(instansi=self.p.instansi, nama="Kasi Pelayanan", atasan=self.camat)
        self.assertIsNone(self.pagu(lain))

    def test_a_lurah_answers_for_the_whole_budget_of_the_kelurahan_and_nobody_else_for_any_of_it(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.p.instansi, nama="Kelurahan Satu", jenis="kelurahan")
        lurah = Jabatan.objects.create(instansi=self.p.instansi, nama="Lurah", atasan=self.camat, unit=kelurahan)
        kasi = Jabatan.objects.create(instansi=self.p.instansi, nama="Kasi Lurah", atasan=lurah, unit=kelurahan)
        buat_sub_kegiatan(self.p.instansi, "7.01.03.2.02.02", 1000, unit=kelurahan, penanggung_jawab=kasi)
        buat_sub_kegiatan(self.p.instansi, "7.01.03.2.02.03", 500, unit=kelurahan)
        self.assertEqual([self.pagu(j) for j in (lurah, kasi, self.camat)], [1500, 1000, 123])

    def test_a_lurah_without_a_budget_of_his_own_answers_for_his_part_of_the_kecamatans(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.p.instansi, nama="Kelurahan Satu", jenis="kelurahan")
        lurah = Jabatan.objects.create(instansi=self.p.instansi, nama="Lurah", atasan=self.camat, unit=kelurahan)
        buat_sub_kegiatan(self.p.instansi, "7.01.03.2.02.02", 7, penanggung_jawab=lurah)
        self.assertEqual(self.pagu(lurah), 7)

    def test_a_perubahan_replaces_the_murni(self) -> None:
        for jenis in ("perubahan", "murni"):
            PerjanjianKinerja.objects.create(
                instansi=self.p.instansi, tahun=2023, jabatan=self.kasi, jenis=jenis, pihak_kedua=self.camat
            )
        semua = muat_perjanjian(self.p.instansi, 2023)
        self.assertEqual([r.model.jenis for r in semua], ["murni", "perubahan"])
        self.assertEqual([r.model.jenis for r in select_berlaku(semua)], ["perubahan"])

    def test_a_loop_in_the_superior_line_does_not_hang(self) -> None:
        Jabatan.objects.filter(pk=self.camat.pk).update(atasan=self.kasi)
        semua = list(Jabatan.objects.for_instansi(self.p.instansi))
        self.assertEqual(len(list_bawahan(semua, self.camat.pk)), 4)
