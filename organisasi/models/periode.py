import datetime

from django.conf import settings
from django.db import models

from organisasi.bidang import TahunField, syarat_tahun, syarat_triwulan
from organisasi.kueri import kueri
from organisasi.models.instansi import Instansi, Kabupaten


class Periode(models.Model):
    """When a quarter (1–4) may be typed in a kabupaten, or until when the LKj of a year (0) is expected.

    Where a kabupaten has set no period, typing is open at any time. Both days belong to the window.
    """

    JALUR_KABUPATEN = "kabupaten__in"
    LKJ = 0

    kabupaten = models.ForeignKey(Kabupaten, models.CASCADE, related_name="periode")
    tahun = TahunField()
    triwulan = models.PositiveSmallIntegerField(help_text="0 = laporan kinerja setahun")
    mulai = models.DateField("dibuka")
    tenggat = models.DateField("tenggat")

    class Meta:
        ordering = ["kabupaten", "tahun", "triwulan"]
        verbose_name = verbose_name_plural = "periode pengisian"
        constraints = [
            models.UniqueConstraint(
                fields=["kabupaten", "tahun", "triwulan"],
                name="periode_unik",
                violation_error_message="Periode ini sudah ada.",
            ),
            models.CheckConstraint(
                name="periode_urut",
                condition=models.Q(tenggat__gte=models.F("mulai")),
                violation_error_message="Tenggat tidak boleh sebelum tanggal dibuka.",
            ),
            syarat_tahun("periode_tahun"),
            syarat_triwulan("periode_triwulan", mulai=0),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.tahun}"

    @property
    def nama(self) -> str:
        return f"Triwulan {('', 'I', 'II', 'III', 'IV')[self.triwulan]}" if self.triwulan else "Laporan kinerja"


class Perpanjangan(models.Model):
    """More time for one instansi, with the reason."""

    periode = models.ForeignKey(Periode, models.CASCADE, related_name="perpanjangan")
    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="perpanjangan")
    sampai = models.DateField("diperpanjang sampai")
    alasan = models.CharField(max_length=300)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    objects = kueri("instansi", "periode__tahun")

    class Meta:
        ordering = ["periode", "instansi", "-waktu"]
        verbose_name = verbose_name_plural = "perpanjangan waktu"

    def __str__(self) -> str:
        return f"{self.periode} {self.instansi} sampai {self.sampai:%d-%m-%Y}"


def find_tenggat(instansi: Instansi, tahun: int, triwulan: int) -> tuple[Periode | None, datetime.date | None]:
    """Return the period of a quarter (or of the LKj, 0) and the last day for this instansi, extensions included."""
    periode = Periode.objects.filter(kabupaten=instansi.kabupaten_id, tahun=tahun, triwulan=triwulan).first()
    if periode is None:
        return None, None
    lebih = periode.perpanjangan.filter(instansi=instansi).order_by("-sampai").values_list("sampai", flat=True).first()
    return periode, max(filter(None, [periode.tenggat, lebih]))


def count_terlambat(tenggat: datetime.date | None, tanggal: datetime.date) -> int | None:
    """Return by how many days ``tanggal`` lies after the last day allowed; 0 in time, None without a deadline."""
    return None if tenggat is None else max((tanggal - tenggat).days, 0)
