"""What the inspektorat finds: the LKE of a year, earlier AKIP scores, recommendations and their follow-up."""

from django.db import models

from kinerja.lke import PERSEN_KRITERIA
from organisasi.bidang import NilaiField, TahunField, syarat_tahun
from organisasi.kueri import kueri
from organisasi.models import Instansi


class LembarEvaluasi(models.Model):
    """The LKE handed down in ``tahun`` about the performance of ``tahun_dinilai`` (Permenpan RB 88/2021)."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="lembar_evaluasi")
    tahun = TahunField("tahun evaluasi")
    tahun_dinilai = TahunField("tahun yang dinilai")
    nomor = models.CharField("nomor LHE", max_length=80, blank=True)
    tanggal = models.DateField("tanggal LHE", null=True, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "-tahun"]
        verbose_name = verbose_name_plural = "lembar evaluasi (LKE)"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun"], name="lembar_evaluasi_unik"),
            syarat_tahun("lembar_evaluasi_tahun"),
            syarat_tahun("lembar_evaluasi_dinilai", "tahun_dinilai"),
        ]

    def __str__(self) -> str:
        return f"LKE {self.instansi} {self.tahun}"


class ButirEvaluasi(models.Model):
    """A component (1), sub component (1.a) or criterion (1.a.1); only sub components carry weight and grade."""

    class Tingkat(models.TextChoices):
        KOMPONEN = "komponen", "Komponen"
        SUBKOMPONEN = "subkomponen", "Sub komponen"
        KRITERIA = "kriteria", "Kriteria"

    lembar = models.ForeignKey(LembarEvaluasi, models.CASCADE, related_name="butir")
    kode = models.CharField(max_length=12)
    tingkat = models.CharField(max_length=12, choices=Tingkat)
    uraian = models.TextField()
    bobot = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    kriteria = models.CharField("nilai kriteria", max_length=2, blank=True, choices=[(k, k) for k in PERSEN_KRITERIA])
    catatan = models.TextField(blank=True)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("lembar__instansi", "lembar__tahun")

    class Meta:
        ordering = ["lembar", "urut", "pk"]
        verbose_name = verbose_name_plural = "butir evaluasi"
        constraints = [
            models.UniqueConstraint(fields=["lembar", "kode"], name="butir_evaluasi_unik"),
            models.CheckConstraint(
                name="butir_evaluasi_berbobot",
                condition=~models.Q(tingkat="subkomponen") | models.Q(bobot__gt=0),
                violation_error_message="Sub komponen harus punya bobot.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian[:60]}"


class NilaiAkip(models.Model):
    """The score of a component in an earlier year, for years whose LKE is not in the system."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="nilai_akip")
    tahun = TahunField()
    komponen = models.CharField(max_length=120)
    nilai = NilaiField()
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "nilai AKIP per komponen"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "komponen"], name="nilai_akip_unik"),
            syarat_tahun("nilai_akip_tahun"),
        ]

    def __str__(self) -> str:
        return f"{self.komponen} {self.tahun}"


class Rekomendasi(models.Model):
    """A recommendation answered in the report of ``tahun``."""

    class Status(models.TextChoices):
        SELESAI = "selesai", "Selesai"
        PROSES = "proses", "Dalam proses"
        BELUM = "belum", "Belum ditindaklanjuti"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="rekomendasi")
    tahun = TahunField()
    nomor = models.PositiveSmallIntegerField()
    komponen = models.CharField(max_length=120, blank=True)
    rekomendasi = models.TextField()
    tindak_lanjut = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.BELUM)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "nomor"]
        verbose_name = verbose_name_plural = "rekomendasi"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "nomor"], name="rekomendasi_unik"),
            models.CheckConstraint(
                name="rekomendasi_selesai_berisi",
                condition=~models.Q(status="selesai") | ~models.Q(tindak_lanjut=""),
                violation_error_message="Rekomendasi yang selesai harus menyebut tindak lanjutnya.",
            ),
            syarat_tahun("rekomendasi_tahun"),
        ]

    def __str__(self) -> str:
        return f"Rekomendasi {self.nomor} ({self.tahun})"
