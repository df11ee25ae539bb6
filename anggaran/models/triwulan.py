from django.db import models

from anggaran.models.program import Belanja, IndikatorKegiatan, SubKegiatan
from organisasi.bidang import NilaiField, UangField, syarat_tidak_negatif, syarat_triwulan
from organisasi.kueri import kueri

_INSTANSI, _TAHUN = "sub_kegiatan__kegiatan__program__instansi", "sub_kegiatan__kegiatan__program__tahun"


class TargetTriwulan(models.Model):
    """Anggaran kas and physical target *up to and including* a quarter; empty ones follow the default schedule."""

    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, related_name="target_triwulan")
    triwulan = models.PositiveSmallIntegerField()
    keuangan = UangField("target keuangan s.d. triwulan", null=True, blank=True)
    fisik = NilaiField("target fisik s.d. triwulan (%)", null=True, blank=True)

    objects = kueri(_INSTANSI, _TAHUN)

    class Meta:
        ordering = ["sub_kegiatan", "triwulan"]
        verbose_name = verbose_name_plural = "target triwulan"
        constraints = [
            models.UniqueConstraint(fields=["sub_kegiatan", "triwulan"], name="target_triwulan_unik"),
            syarat_triwulan("target_triwulan_1_4"),
            syarat_tidak_negatif("target_triwulan_positif", "keuangan", "fisik"),
        ]

    def __str__(self) -> str:
        return f"{self.sub_kegiatan.kode} TW {self.triwulan}"


class RealisasiTriwulan(models.Model):
    """What a quarter brought: money of this quarter (Rp), physical progress up to and including it (%)."""

    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, related_name="realisasi")
    triwulan = models.PositiveSmallIntegerField()
    keuangan = UangField("realisasi keuangan triwulan ini", null=True, blank=True)
    fisik = NilaiField("realisasi fisik s.d. triwulan ini (%)", null=True, blank=True)
    hambatan = models.TextField(blank=True)
    solusi = models.TextField(blank=True)
    tindak_lanjut = models.TextField("rencana tindak lanjut", blank=True)

    objects = kueri(_INSTANSI, _TAHUN)

    class Meta:
        ordering = ["sub_kegiatan", "triwulan"]
        verbose_name = verbose_name_plural = "realisasi triwulan"
        constraints = [
            models.UniqueConstraint(fields=["sub_kegiatan", "triwulan"], name="realisasi_triwulan_unik"),
            syarat_triwulan("realisasi_triwulan_1_4"),
            models.CheckConstraint(
                name="realisasi_fisik_0_100",
                condition=models.Q(fisik__isnull=True) | models.Q(fisik__gte=0, fisik__lte=100),
                violation_error_message="Fisik antara 0 dan 100 persen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_kegiatan.kode} TW {self.triwulan}"


class RealisasiKeluaran(models.Model):
    """The output (K) of a quarter; how quarters make a year is the indicator's ``akumulasi``."""

    indikator = models.ForeignKey(IndikatorKegiatan, models.CASCADE, related_name="realisasi")
    triwulan = models.PositiveSmallIntegerField()
    nilai = NilaiField()

    class Meta:
        ordering = ["indikator", "triwulan"]
        verbose_name = verbose_name_plural = "realisasi keluaran"
        constraints = [
            models.UniqueConstraint(fields=["indikator", "triwulan"], name="realisasi_keluaran_unik"),
            syarat_triwulan("realisasi_keluaran_1_4"),
            syarat_tidak_negatif("realisasi_keluaran_positif", "nilai"),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} TW {self.triwulan}"


class RealisasiBelanja(models.Model):
    """Money spent on a belanja line in a quarter (Rp; negative where a setoran returned more than was spent)."""

    belanja = models.ForeignKey(Belanja, models.CASCADE, related_name="realisasi")
    triwulan = models.PositiveSmallIntegerField()
    nilai = UangField()

    objects = kueri(f"belanja__{_INSTANSI}", f"belanja__{_TAHUN}")

    class Meta:
        ordering = ["belanja", "triwulan"]
        verbose_name = verbose_name_plural = "realisasi belanja"
        constraints = [
            models.UniqueConstraint(fields=["belanja", "triwulan"], name="realisasi_belanja_unik"),
            syarat_triwulan("realisasi_belanja_1_4"),
        ]

    def __str__(self) -> str:
        return f"{self.belanja} TW {self.triwulan}"
