"""The satisfaction survey (SKM, Permenpan RB 14/2017): what was answered per unsur. The index is computed."""

from django.db import models

from organisasi.bidang import NilaiField, TahunField, syarat_tahun
from organisasi.kueri import kueri
from organisasi.models import Instansi


class Survei(models.Model):
    """The survey of a year."""

    class Bobot(models.IntegerChoices):
        DUA = 2, "1/n dibulatkan 2 angka"
        TIGA = 3, "1/n dibulatkan 3 angka"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="survei")
    tahun = TahunField()
    responden = models.PositiveIntegerField(null=True, blank=True)
    populasi = models.PositiveIntegerField("jumlah penerima layanan", null=True, blank=True)
    bobot_desimal = models.PositiveSmallIntegerField(
        "pembulatan bobot unsur", choices=Bobot, null=True, blank=True, help_text="Kosong: tepat 1/n"
    )
    jumlah_unsur = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Hanya bila nilai per unsur tidak ada"
    )
    jumlah_nilai = NilaiField(
        "jumlah nilai persepsi seluruh unsur", null=True, blank=True, help_text="Hanya bila nilai per unsur tidak ada"
    )

    objects = kueri()

    class Meta:
        ordering = ["instansi", "-tahun"]
        verbose_name = verbose_name_plural = "survei kepuasan masyarakat"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun"], name="survei_unik"),
            syarat_tahun("survei_tahun"),
        ]

    def __str__(self) -> str:
        return f"SKM {self.instansi} {self.tahun}"


class UnsurSurvei(models.Model):
    """The mean answer (NRR, 1–4) of one unsur."""

    survei = models.ForeignKey(Survei, models.CASCADE, related_name="unsur")
    nomor = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=120)
    nrr = NilaiField("nilai rata-rata (NRR)")

    objects = kueri("survei__instansi", "survei__tahun")

    class Meta:
        ordering = ["survei", "nomor"]
        verbose_name = verbose_name_plural = "unsur survei"
        constraints = [
            models.UniqueConstraint(fields=["survei", "nomor"], name="unsur_nomor_unik"),
            models.CheckConstraint(
                name="unsur_nrr_1_4",
                condition=models.Q(nrr__gte=1, nrr__lte=4),
                violation_error_message="NRR antara 1 dan 4.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama
