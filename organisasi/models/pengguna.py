from django.contrib.auth.models import AbstractUser
from django.db import models

from organisasi.models.instansi import Instansi, Kabupaten, UnitKerja


class Pengguna(AbstractUser):
    """A person who signs in; what he may do is in his :class:`Peran`."""

    wajib_ganti_sandi = models.BooleanField(
        "harus mengganti kata sandi", default=False, help_text="Diminta saat masuk berikutnya"
    )
    kunjungan_lalu = models.DateTimeField(
        "kunjungan sebelum ini", null=True, blank=True, editable=False
    )  # the sign-in before the present one: what is newer is shown as new

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "pengguna"


class Peran(models.Model):
    """A role of a user, for a whole kabupaten or for one instansi (and there perhaps one unit)."""

    class Jenis(models.TextChoices):
        ADMIN = "admin", "Admin kabupaten"
        INSPEKTORAT = "inspektorat", "Inspektorat"
        KEPALA = "kepala", "Kepala daerah"
        PERENCANA = "perencana", "Perencana"
        PELAKSANA = "pelaksana", "Pelaksana"
        CAMAT = "camat", "Camat"

    SEKABUPATEN = (Jenis.ADMIN, Jenis.INSPEKTORAT, Jenis.KEPALA)

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
                    models.Q(
                        jenis__in=["admin", "inspektorat", "kepala"], kabupaten__isnull=False, instansi__isnull=True
                    )
                    | models.Q(
                        jenis__in=["perencana", "pelaksana", "camat"], kabupaten__isnull=True, instansi__isnull=False
                    )
                ),
                violation_error_message=(
                    "Admin, inspektorat, dan kepala daerah diberi kabupaten; perencana, pelaksana, dan camat diberi "
                    "instansi."
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


class SesiMasuk(models.Model):
    """A browser in which someone is signed in, for the list where he can end it."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="sesi")
    kunci = models.CharField(max_length=40, unique=True, editable=False)  # of django.contrib.sessions
    alamat = models.GenericIPAddressField("alamat IP", null=True, blank=True)
    peramban = models.CharField(max_length=200, blank=True)
    mulai = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-mulai"]
        verbose_name = verbose_name_plural = "sesi masuk"

    def __str__(self) -> str:
        return f"{self.pengguna} {self.mulai:%d-%m-%Y %H.%M}"
