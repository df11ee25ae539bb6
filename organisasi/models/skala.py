from django.core.exceptions import ValidationError
from django.db import models

import kinerja.predikat as inti


class Skala(models.Model):
    """A named list of lower bounds that turns a figure into a predicate, with the regulation beside it."""

    nama = models.CharField(max_length=120, unique=True)
    dasar_hukum = models.CharField("dasar hukum", max_length=200, blank=True)

    class Meta:
        ordering = ["nama"]
        verbose_name = verbose_name_plural = "skala predikat"

    def __str__(self) -> str:
        return self.nama

    def to_inti(self) -> "inti.Skala":
        """Return the scale as the pure core knows it."""
        return inti.Skala(
            self.nama,
            self.dasar_hukum,
            tuple(k.to_inti() for k in self.kelas.all()),
        )

    def clean(self) -> None:
        if self.pk and (galat := inti.check_skala(self.to_inti())):
            raise ValidationError(galat)


class KelasSkala(models.Model):
    """One class of a scale; an empty lower bound takes all that is left."""

    skala = models.ForeignKey(Skala, models.CASCADE, related_name="kelas")
    predikat = models.CharField(max_length=60)
    huruf = models.CharField(max_length=4, blank=True)
    bawah = models.DecimalField("batas bawah", max_digits=7, decimal_places=2, null=True, blank=True)
    eksklusif = models.BooleanField("lebih dari (bukan mulai dari)", default=True)
    urut = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["skala", "urut", "pk"]
        verbose_name = verbose_name_plural = "kelas skala"
        constraints = [models.UniqueConstraint(fields=["skala", "predikat"], name="kelas_skala_predikat_unik")]

    def __str__(self) -> str:
        return self.predikat

    def to_inti(self) -> "inti.Kelas":
        return inti.Kelas(self.predikat, self.bawah, self.eksklusif, self.huruf)
