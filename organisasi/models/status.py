from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from organisasi.bidang import TahunField
from organisasi.kueri import kueri
from organisasi.models.instansi import Instansi


class RiwayatStatus(models.Model):
    """One step of something that has a flow: from which status, by whom, to which, and why. Never changed."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="riwayat_status")
    tahun = TahunField()
    tipe = models.ForeignKey(ContentType, models.CASCADE)
    objek_id = models.PositiveBigIntegerField()
    objek = GenericForeignKey("tipe", "objek_id")
    dari = models.CharField(max_length=20)
    aksi = models.CharField(max_length=20)
    ke = models.CharField(max_length=20)
    catatan = models.TextField(blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    objects = kueri()

    class Meta:
        ordering = ["-waktu", "-pk"]
        verbose_name = verbose_name_plural = "riwayat status"
        indexes = [models.Index(fields=["tipe", "objek_id"], name="riwayat_status_objek")]

    def __str__(self) -> str:
        return f"{self.objek or self.tipe}: {self.dari} → {self.ke}"
