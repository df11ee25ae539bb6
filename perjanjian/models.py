"""The promise: a perjanjian kinerja per post and year, its butir, and their targets per quarter (rencana aksi)."""

from django.db import models

from organisasi.bidang import NilaiField, TahunField, syarat_tahun, syarat_triwulan
from organisasi.kueri import kueri
from organisasi.models import Instansi, Jabatan
from renstra.models import Indikator


class PerjanjianKinerja(models.Model):
    """What the holder of a post promises his superior for a year. Its budget follows from what the post answers for."""

    class Jenis(models.TextChoices):
        MURNI = "murni", "Murni"
        PERUBAHAN = "perubahan", "Perubahan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="perjanjian")
    tahun = TahunField()
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="perjanjian", verbose_name="pihak pertama")
    jenis = models.CharField(max_length=10, choices=Jenis, default=Jenis.MURNI)
    pihak_kedua = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="perjanjian_bawahan",
        help_text="Kosong: atasan di luar instansi, isi sebutannya",
    )  # fmt: skip
    sebutan_pihak_kedua = models.CharField(max_length=120, blank=True, help_text="Bupati Tanah Laut")
    nama_pihak_kedua = models.CharField(max_length=120, blank=True)
    nomor = models.CharField(max_length=60, blank=True)
    tanggal = models.DateField(null=True, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "jabatan__urut", "jenis"]
        verbose_name = verbose_name_plural = "perjanjian kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["jabatan", "tahun", "jenis"],
                name="perjanjian_unik",
                violation_error_message="Perjanjian jabatan ini untuk tahun dan jenis tersebut sudah ada.",
            ),
            models.CheckConstraint(
                name="perjanjian_pihak_kedua",
                condition=models.Q(pihak_kedua__isnull=False) | ~models.Q(sebutan_pihak_kedua=""),
                violation_error_message="Isi pihak kedua.",
            ),
            models.CheckConstraint(
                name="perjanjian_bukan_diri_sendiri",
                condition=models.Q(pihak_kedua__isnull=True) | ~models.Q(pihak_kedua=models.F("jabatan")),
                violation_error_message="Pihak kedua tidak boleh jabatan yang sama.",
            ),
            syarat_tahun("perjanjian_tahun"),
        ]

    def __str__(self) -> str:
        return f"PK {self.jabatan} {self.tahun} ({self.get_jenis_display()})"


class Butir(models.Model):
    """One promise: an indicator and the target that was signed."""

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.CASCADE, related_name="butir")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="butir")
    target = NilaiField(null=True, blank=True)
    target_teks = models.CharField(max_length=60, blank=True)
    satuan = models.CharField(max_length=40, blank=True, help_text="Kosong: satuan indikator")
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("perjanjian__instansi", "perjanjian__tahun")

    class Meta:
        ordering = ["perjanjian", "urut", "pk"]
        verbose_name = verbose_name_plural = "butir perjanjian"
        constraints = [
            models.UniqueConstraint(
                fields=["perjanjian", "indikator"],
                name="butir_unik",
                violation_error_message="Indikator ini sudah ada di perjanjian.",
            ),
            models.CheckConstraint(
                name="butir_bertarget",
                condition=models.Q(target__isnull=False) | ~models.Q(target_teks=""),
                violation_error_message="Isi target.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.perjanjian}: {self.indikator}"


class TargetButir(models.Model):
    """The target of a butir up to and including a quarter (rencana aksi)."""

    butir = models.ForeignKey(Butir, models.CASCADE, related_name="target_triwulan")
    triwulan = models.PositiveSmallIntegerField()
    nilai = NilaiField()

    objects = kueri("butir__perjanjian__instansi", "butir__perjanjian__tahun")

    class Meta:
        ordering = ["butir", "triwulan"]
        verbose_name = verbose_name_plural = "target butir per triwulan"
        constraints = [
            models.UniqueConstraint(fields=["butir", "triwulan"], name="target_butir_unik"),
            syarat_triwulan("target_butir_1_4"),
        ]

    def __str__(self) -> str:
        return f"{self.butir} TW {self.triwulan}"
