import datetime

from django.core.exceptions import ValidationError
from django.db import models

from organisasi.kueri import MilikQuerySet, kueri
from organisasi.models.instansi import Instansi, UnitKerja
from organisasi.models.pengguna import Pengguna


class Jabatan(models.Model):
    """A post. Its superior line carries the cascade of perjanjian kinerja."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="jabatan")
    nama = models.CharField(max_length=160)
    singkatan = models.CharField(max_length=40, blank=True, help_text="Sekcam")
    eselon = models.CharField(max_length=8, blank=True, help_text="III.a")
    unit = models.ForeignKey(UnitKerja, models.PROTECT, null=True, blank=True, related_name="jabatan")
    atasan = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="bawahan")
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "urut", "pk"]
        verbose_name = verbose_name_plural = "jabatan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "nama"],
                name="jabatan_nama_unik",
                violation_error_message="Jabatan dengan nama ini sudah ada.",
            ),
            models.CheckConstraint(
                name="jabatan_bukan_atasan_sendiri",
                condition=~models.Q(atasan=models.F("pk")),
                violation_error_message="Jabatan tidak bisa menjadi atasannya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class PejabatQuerySet(MilikQuerySet):
    jalur_instansi = "jabatan__instansi"

    def on_date(self, tanggal: datetime.date) -> "PejabatQuerySet":
        """Return who held a post on this day."""
        return self.filter(mulai__lte=tanggal).filter(models.Q(selesai__isnull=True) | models.Q(selesai__gte=tanggal))


class Pejabat(models.Model):
    """Who holds a post, from when to when; Plt., Plh. and Pj. are kinds of holding."""

    class Status(models.TextChoices):
        DEFINITIF = "definitif", "Definitif"
        PLT = "Plt.", "Pelaksana Tugas (Plt.)"
        PLH = "Plh.", "Pelaksana Harian (Plh.)"
        PJ = "Pj.", "Penjabat (Pj.)"

    jabatan = models.ForeignKey(Jabatan, models.CASCADE, related_name="pejabat")
    nama = models.CharField(max_length=120)
    nip = models.CharField("NIP", max_length=21, blank=True)
    pangkat = models.CharField("pangkat/golongan", max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DEFINITIF)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)
    pengguna = models.ForeignKey(
        Pengguna, models.SET_NULL, null=True, blank=True, related_name="pejabat", verbose_name="akun",
        help_text="Akun yang dipakai pejabat ini untuk menandatangani",
    )  # fmt: skip

    objects = PejabatQuerySet.as_manager()

    class Meta:
        ordering = ["jabatan", "-mulai"]
        verbose_name = verbose_name_plural = "pejabat"
        constraints = [
            models.UniqueConstraint(fields=["jabatan", "mulai"], name="pejabat_mulai_unik"),
            models.CheckConstraint(
                name="pejabat_masa_urut",
                condition=models.Q(selesai__isnull=True) | models.Q(selesai__gte=models.F("mulai")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.sebutan})"

    @property
    def sebutan(self) -> str:
        """The post with Plt./Plh./Pj. before it."""
        awalan = "" if self.status == self.Status.DEFINITIF else f"{self.status} "
        return f"{awalan}{self.jabatan.nama}"

    def clean(self) -> None:
        if None in (self.jabatan_id, self.mulai):  # the field itself has said so already
            return
        bentrok = Pejabat.objects.filter(jabatan=self.jabatan_id).exclude(pk=self.pk)
        bentrok = bentrok.filter(models.Q(selesai__isnull=True) | models.Q(selesai__gte=self.mulai))
        if self.selesai:
            bentrok = bentrok.filter(mulai__lte=self.selesai)
        if lain := bentrok.first():
            raise ValidationError(
                {"mulai": f"Masa jabatan bertumpuk dengan {lain.nama}; isi dahulu tanggal selesainya."}
            )
