from django.contrib.auth.models import AbstractUser
from django.db import models

from organisasi.models.instansi import Instansi, Kabupaten, UnitKerja


class Pengguna(AbstractUser):
    """A person who signs in; what he may do is in his :class:`Peran`."""

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "pengguna"


class Peran(models.Model):
    """A role of a user, for a whole kabupaten or for one instansi (and there perhaps one unit)."""

    class Jenis(models.TextChoices):
        ADMIN = "admin", "Admin kabupaten"
        INSPEKTORAT = "inspektorat", "Inspektorat"
        PERENCANA = "perencana", "Perencana"
        PELAKSANA = "pelaksana", "Pelaksana"
        CAMAT = "camat", "Camat"

    SEKABUPATEN = (Jenis.ADMIN, Jenis.INSPEKTORAT)

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="peran")
    jenis = models.CharField(max_length=12, choices=Jenis)
    kabupaten = models.ForeignKey(Kabupaten, models.CASCADE, null=True, blank=True, related_name="peran")
    instansi = models.ForeignKey(Instansi, models.CASCADE, null=True, blank=True, related_name="peran")
    unit = models.ForeignKey(UnitKerja, models.CASCADE, null=True, blank=True, related_name="peran")

    class Meta:
        ordering = ["pengguna", "jenis"]
        verbose_name = verbose_name_plural = "peran"
        constraints = [
            models.CheckConstraint(
                name="peran_lingkup",
                condition=(
                    models.Q(jenis__in=["admin", "inspektorat"], kabupaten__isnull=False, instansi__isnull=True)
                    | models.Q(
                        jenis__in=["perencana", "pelaksana", "camat"], kabupaten__isnull=True, instansi__isnull=False
                    )
                ),
                violation_error_message=(
                    "Admin dan inspektorat diberi kabupaten; perencana, pelaksana, dan camat diberi instansi."
                ),
            ),
            models.UniqueConstraint(
                fields=["pengguna", "jenis", "instansi"],
                condition=models.Q(unit__isnull=True, instansi__isnull=False),
                name="peran_instansi_unik",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "jenis", "kabupaten"],
                condition=models.Q(kabupaten__isnull=False),
                name="peran_kabupaten_unik",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.unit or self.instansi or self.kabupaten}"
