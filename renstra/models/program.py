"""The Renstra's plan of programmes (Permendagri 86/2017, table T-C.27): K and Rp of each year, and of its end."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import models

from buku_kerja.konteks import is_mengimpor
from kinerja.kode import KodeError, normalize_daftar_kode, tingkat_kode
from kinerja.triwulan import Akumulasi
from organisasi.bidang import (
    KodeField,
    TahunField,
    TargetField,
    UangField,
    check_kode_pos,
    syarat_tahun,
    syarat_tidak_negatif,
)
from organisasi.kueri import kueri
from organisasi.models import Jabatan, UnitKerja
from renstra.models.rencana import Renstra, Sasaran


class PosRenstra(models.Model):
    """A program, kegiatan or sub kegiatan of the plan; of the kecamatan itself, or of one of its kelurahan (``unit``).

    Budgets are trees of one year each; this row stands for the same node in all of them, so it is known by unit and
    canonical code. ``kode_lain``: codes under which the budgets of some years hold it, where the nomenclature changed.
    """

    renstra = models.ForeignKey(Renstra, models.CASCADE, related_name="pos")
    unit = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, related_name="pos_renstra",
        help_text="Kosong: kecamatan sendiri",
    )  # fmt: skip
    kode = KodeField()
    uraian = models.CharField("program, kegiatan, atau sub kegiatan", max_length=400)
    sasaran = models.ForeignKey(Sasaran, models.PROTECT, null=True, blank=True, related_name="pos_renstra")
    penanggung_jawab = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="pos_renstra")
    lokasi = models.CharField(max_length=190, blank=True)
    pagu_akhir = UangField(
        "dana sampai akhir Renstra (Rp)", null=True, blank=True, help_text="Kosong: jumlah setiap tahun"
    )
    kode_lain = models.CharField(
        "kode di tahun lain", max_length=190, blank=True, help_text="Bila kodenya berganti; pisahkan dengan koma"
    )

    objects = kueri("renstra__instansi")

    class Meta:
        ordering = ["renstra", models.F("unit").asc(nulls_first=True), "kode"]
        verbose_name = verbose_name_plural = "program Renstra"
        constraints = [
            models.UniqueConstraint(
                fields=["renstra", "kode"],
                condition=models.Q(unit__isnull=True),
                name="pos_renstra_unik",
                violation_error_message="Kode ini sudah ada di Renstra ini.",
            ),
            models.UniqueConstraint(
                fields=["renstra", "unit", "kode"],
                condition=models.Q(unit__isnull=False),
                name="pos_renstra_unit_unik",
                violation_error_message="Kode ini sudah ada untuk unit tersebut di Renstra ini.",
            ),
            syarat_tidak_negatif("pos_renstra_pagu", "pagu_akhir"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}{f' – {self.unit}' if self.unit_id else ''}"

    def clean(self) -> None:
        check_kode_pos(self.kode)
        if self.kode_lain:
            with suppress(KodeError):  # of a wrong ``kode``: told at its own field
                self._clean_kode_lain(tingkat_kode(self.kode))

    def _clean_kode_lain(self, tingkat: str) -> None:
        try:
            daftar = normalize_daftar_kode(self.kode_lain)
        except KodeError as galat:
            raise ValidationError({"kode_lain": str(galat)}) from galat
        for kode in daftar:
            if tingkat_kode(kode) != tingkat:
                raise ValidationError({"kode_lain": f"“{kode}” bukan kode {tingkat}, seperti {self.kode}."})
        if not is_mengimpor():  # a workbook has all rows and compares them itself, not with what they take the place of
            self._check_saudara(daftar)
        self.kode_lain = ", ".join(k for k in daftar if k != self.kode)

    def _check_saudara(self, daftar: list[str]) -> None:
        saudara = PosRenstra.objects.filter(renstra=self.renstra_id, unit=self.unit_id).exclude(pk=self.pk)
        for s in saudara:
            if bentrok := {s.kode, *s.list_kode_lain()} & set(daftar):
                raise ValidationError({"kode_lain": f"“{bentrok.pop()}” sudah dipakai baris {s}."})

    def list_kode_lain(self) -> list[str]:
        return normalize_daftar_kode(self.kode_lain)

    @property
    def tingkat(self) -> str:
        return tingkat_kode(self.kode)


class DanaRenstra(models.Model):
    """The money of a row in a year: what the plan gives it, and what was spent where that year is not in the system."""

    pos = models.ForeignKey(PosRenstra, models.CASCADE, related_name="dana", verbose_name="program Renstra")
    tahun = TahunField()
    pagu = UangField("pagu (Rp)", null=True, blank=True)
    realisasi = UangField("realisasi (Rp)", null=True, blank=True)

    objects = kueri("pos__renstra__instansi")

    class Meta:
        ordering = ["pos", "tahun"]
        verbose_name = verbose_name_plural = "dana program Renstra"
        constraints = [
            models.UniqueConstraint(fields=["pos", "tahun"], name="dana_renstra_unik"),
            models.CheckConstraint(
                name="dana_renstra_berisi",
                condition=models.Q(pagu__isnull=False) | models.Q(realisasi__isnull=False),
                violation_error_message="Isi pagu atau realisasinya.",
            ),
            syarat_tidak_negatif("dana_renstra_positif", "pagu", "realisasi"),
            syarat_tahun("dana_renstra_tahun"),
        ]

    def __str__(self) -> str:
        return f"{self.pos.kode} {self.tahun}"


class IndikatorPosRenstra(models.Model):
    """An indicator of a row; a row may have none. ``akumulasi``: how the years make the end of the Renstra.

    ``kondisi_akhir`` empty: it follows from the targets of the years.
    """

    pos = models.ForeignKey(PosRenstra, models.CASCADE, related_name="indikator", verbose_name="program Renstra")
    uraian = models.CharField("indikator", max_length=400)
    satuan = models.CharField(max_length=60, blank=True)
    akumulasi = models.CharField(
        max_length=10,
        choices=[
            ("", "Menurut satuannya"),
            (Akumulasi.AKUMULATIF.value, "Jumlah semua tahun"),
            (Akumulasi.KUMULATIF.value, "Tahun terakhir"),
            (Akumulasi.RERATA.value, "Rata-rata"),
        ],
        blank=True,
        default="",
    )
    kondisi_awal = TargetField("kondisi awal")
    kondisi_akhir = TargetField("kondisi akhir", help_text="Kosong: dihitung dari target setiap tahun")
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("pos__renstra__instansi")

    class Meta:
        ordering = ["pos", "urut", "pk"]
        verbose_name = verbose_name_plural = "indikator program Renstra"
        constraints = [
            models.UniqueConstraint(
                fields=["pos", "uraian"],
                name="indikator_pos_renstra_unik",
                violation_error_message="Indikator ini sudah ada di baris tersebut.",
            )
        ]

    def __str__(self) -> str:
        return self.uraian


class KinerjaRenstra(models.Model):
    """The K of an indicator in a year: its target, and what was reached where that year is not in the system."""

    indikator = models.ForeignKey(
        IndikatorPosRenstra, models.CASCADE, related_name="kinerja", verbose_name="indikator program Renstra"
    )
    tahun = TahunField()
    target = TargetField()
    realisasi = TargetField()

    objects = kueri("indikator__pos__renstra__instansi")

    class Meta:
        ordering = ["indikator", "tahun"]
        verbose_name = verbose_name_plural = "kinerja program Renstra"
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tahun"], name="kinerja_renstra_unik"),
            models.CheckConstraint(
                name="kinerja_renstra_berisi",
                condition=~models.Q(target="") | ~models.Q(realisasi=""),
                violation_error_message="Isi target atau realisasinya.",
            ),
            syarat_tahun("kinerja_renstra_tahun"),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.tahun}"
