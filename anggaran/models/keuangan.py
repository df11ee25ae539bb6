from django.db import models

from organisasi.bidang import TahunField, UangField, syarat_tahun, syarat_tidak_negatif
from organisasi.kueri import kueri
from organisasi.models import Instansi, UnitKerja


class PosBertingkat(models.Model):
    """A line of a tree by code (``5``, ``5.1``, ``5.1.01``): an empty figure of a parent is the sum of its children."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="%(class)s")
    tahun = TahunField()
    kode = models.CharField(max_length=24)
    uraian = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"


class JenisBelanja(PosBertingkat):
    """Spending of a year by type (operasi, modal; pegawai, barang jasa, hibah …)."""

    pagu_murni = UangField(null=True, blank=True)
    pagu_perubahan = UangField(null=True, blank=True)
    realisasi = UangField(null=True, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "kode"]
        verbose_name = verbose_name_plural = "jenis belanja"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "kode"], name="jenis_belanja_unik"),
            syarat_tahun("jenis_belanja_tahun"),
            syarat_tidak_negatif("jenis_belanja_positif", "pagu_murni", "pagu_perubahan", "realisasi"),
        ]


class Pendapatan(PosBertingkat):
    """Revenue of a year: PAD, retribusi and their kinds."""

    target = UangField(null=True, blank=True)
    realisasi = UangField(null=True, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "kode"]
        verbose_name = verbose_name_plural = "pendapatan"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "kode"], name="pendapatan_unik"),
            syarat_tahun("pendapatan_tahun"),
            syarat_tidak_negatif("pendapatan_positif", "target", "realisasi"),
        ]


class RiwayatAnggaran(models.Model):
    """The size of an earlier year's budget, for years whose programmes are not in the system."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="riwayat_anggaran")
    tahun = TahunField()
    jumlah_program = models.PositiveSmallIntegerField(null=True, blank=True)
    jumlah_kegiatan = models.PositiveSmallIntegerField(null=True, blank=True)
    jumlah_sub_kegiatan = models.PositiveSmallIntegerField(null=True, blank=True)
    pagu = UangField(null=True, blank=True)
    realisasi = UangField(null=True, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun"]
        verbose_name = verbose_name_plural = "riwayat anggaran"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun"], name="riwayat_anggaran_unik"),
            syarat_tahun("riwayat_anggaran_tahun"),
            syarat_tidak_negatif("riwayat_anggaran_positif", "pagu", "realisasi"),
        ]

    def __str__(self) -> str:
        return f"{self.instansi} {self.tahun}"


class Layanan(models.Model):
    """A service of a year and how often it was given (empty: not counted)."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="layanan")
    tahun = TahunField()
    nama = models.CharField(max_length=200)
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="layanan")
    jumlah = models.PositiveIntegerField(null=True, blank=True)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "layanan"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "nama"], name="layanan_unik"),
            syarat_tahun("layanan_tahun"),
        ]

    def __str__(self) -> str:
        return self.nama
