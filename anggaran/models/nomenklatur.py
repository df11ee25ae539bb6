from django.db import models


class VersiNomenklatur(models.Model):
    """An edition of the national nomenclature."""

    nama = models.CharField(max_length=80, unique=True)
    dasar_hukum = models.CharField(max_length=200, blank=True)
    mulai_tahun = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-mulai_tahun"]
        verbose_name = verbose_name_plural = "versi nomenklatur"

    def __str__(self) -> str:
        return self.nama


class Nomenklatur(models.Model):
    """One code of the national list; ``kode`` is canonical (4-digit sub kegiatan)."""

    class Tingkat(models.TextChoices):
        PROGRAM = "program", "Program"
        KEGIATAN = "kegiatan", "Kegiatan"
        SUBKEGIATAN = "subkegiatan", "Sub kegiatan"

    versi = models.ForeignKey(VersiNomenklatur, models.CASCADE, related_name="isi")
    kode = models.CharField(max_length=24)
    tingkat = models.CharField(max_length=12, choices=Tingkat)
    uraian = models.CharField(max_length=400)
    indikator = models.CharField(max_length=400, blank=True)
    satuan = models.CharField(max_length=60, blank=True)
    kinerja = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=40, blank=True, help_text="Seberapa pasti kode ini")
    varian = models.TextField(blank=True, help_text="Ejaan lain yang ditemui di dokumen")

    class Meta:
        ordering = ["versi", "kode"]
        verbose_name = verbose_name_plural = "nomenklatur"
        constraints = [models.UniqueConstraint(fields=["versi", "kode"], name="nomenklatur_kode_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"
