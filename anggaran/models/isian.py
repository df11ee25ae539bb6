"""What surrounds the figures of a quarter: their status per unit, comments on a row, evidence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.db import models

from anggaran.models.program import SubKegiatan
from kinerja.alur import ALUR_TRIWULAN, Alur, StatusTriwulan
from organisasi.bidang import TahunField, syarat_tahun, syarat_triwulan
from organisasi.kueri import kueri
from organisasi.models import Instansi, UnitKerja
from renstra.models import Indikator


class IsianTriwulan(models.Model):
    """The quarter of one unit as a whole: who may type now, who looks at it next.

    ``unit`` empty: what no unit answers for (a post without a unit, as the camat's). ``pengisi``: everyone who typed
    in it, because nobody judges what he typed himself.
    """

    ALUR: ClassVar[Alur] = ALUR_TRIWULAN

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="isian_triwulan")
    tahun = TahunField()
    triwulan = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(UnitKerja, models.CASCADE, null=True, blank=True, related_name="isian_triwulan")
    status = models.CharField(
        max_length=12,
        choices=[(s.value, s.value.capitalize()) for s in StatusTriwulan],
        default=StatusTriwulan.DRAF.value,
    )
    pengisi = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "triwulan", models.F("unit").asc(nulls_first=True)]
        verbose_name = verbose_name_plural = "isian triwulan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "triwulan"],
                condition=models.Q(unit__isnull=True),
                name="isian_triwulan_unik",
            ),
            models.UniqueConstraint(
                fields=["instansi", "tahun", "triwulan", "unit"],
                condition=models.Q(unit__isnull=False),
                name="isian_triwulan_unit_unik",
            ),
            syarat_tahun("isian_triwulan_tahun"),
            syarat_triwulan("isian_triwulan_1_4"),
        ]

    def __str__(self) -> str:
        return f"Triwulan {self.triwulan} {self.tahun} {self.unit or self.instansi}"

    def list_pengisi(self) -> Iterable[int]:
        return self.pengisi.values_list("pk", flat=True)


class CatatanBaris(models.Model):
    """What the verifier or the camat wants corrected in one row (a sub kegiatan or an indikator)."""

    isian = models.ForeignKey(IsianTriwulan, models.CASCADE, related_name="catatan")
    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, null=True, blank=True, related_name="catatan")
    indikator = models.ForeignKey(Indikator, models.CASCADE, null=True, blank=True, related_name="catatan")
    teks = models.TextField("catatan")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)
    selesai = models.BooleanField("sudah diperbaiki", default=False)

    objects = kueri("isian__instansi", "isian__tahun")

    class Meta:
        ordering = ["isian", "waktu"]
        verbose_name = verbose_name_plural = "catatan baris"
        constraints = [
            models.CheckConstraint(
                name="catatan_baris_satu",
                condition=models.Q(sub_kegiatan__isnull=True) | models.Q(indikator__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.teks[:60]


class Bukti(models.Model):
    """Evidence of a quarter: a photo or a PDF of a sub kegiatan or of an indikator. No public address."""

    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, null=True, blank=True, related_name="bukti")
    indikator = models.ForeignKey(Indikator, models.CASCADE, null=True, blank=True, related_name="bukti")
    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="bukti")
    tahun = TahunField()
    triwulan = models.PositiveSmallIntegerField()
    berkas = models.FileField(upload_to="bukti/%Y/")
    kecil = models.ImageField("gambar kecil", upload_to="bukti/%Y/", blank=True)
    nama = models.CharField("nama berkas", max_length=120)
    mime = models.CharField(max_length=40)
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    objects = kueri()

    class Meta:
        ordering = ["waktu", "pk"]
        verbose_name = verbose_name_plural = "bukti"
        constraints = [
            models.CheckConstraint(
                name="bukti_satu_induk",
                condition=models.Q(sub_kegiatan__isnull=False, indikator__isnull=True)
                | models.Q(sub_kegiatan__isnull=True, indikator__isnull=False),
            ),
            syarat_triwulan("bukti_triwulan"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def akhiran(self) -> str:
        return PurePath(self.nama).suffix.lower()
