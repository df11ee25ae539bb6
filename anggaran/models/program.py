from typing import Any

from django.db import models

from kinerja.capaian import Arah
from kinerja.kode import normalize_kode
from kinerja.triwulan import Akumulasi
from organisasi.bidang import NilaiField, TahunField, UangField, syarat_tahun, syarat_tidak_negatif
from organisasi.kueri import kueri
from organisasi.models import Instansi, Jabatan, UnitKerja
from renstra.models import Indikator, Sasaran


class Berkode(models.Model):
    """A node of the budget: ``kode`` as it is printed, ``kode_baku`` as it is compared (4-digit sub kegiatan)."""

    kode = models.CharField(max_length=24)
    kode_baku = models.CharField(max_length=24, editable=False)
    uraian = models.CharField(max_length=400)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kode_baku = normalize_kode(self.kode)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"


class Program(Berkode):
    """A programme of one instansi in one year; of the kecamatan itself, or of one of its kelurahan (``unit``)."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="program")
    tahun = TahunField()
    unit = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, related_name="program",
        help_text="Kosong: anggaran kecamatan sendiri",
    )  # fmt: skip
    sasaran = models.ForeignKey(Sasaran, models.PROTECT, null=True, blank=True, related_name="program")
    penanggung_jawab = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="program")

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", models.F("unit").asc(nulls_first=True), "kode_baku"]
        verbose_name = verbose_name_plural = "program"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "kode_baku"],
                condition=models.Q(unit__isnull=True),
                name="program_kode_unik",
                violation_error_message="Program dengan kode ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["instansi", "tahun", "unit", "kode_baku"],
                condition=models.Q(unit__isnull=False),
                name="program_unit_kode_unik",
                violation_error_message="Program dengan kode ini sudah ada di unit tersebut.",
            ),
            syarat_tahun("program_tahun"),
        ]


class Kegiatan(Berkode):
    program = models.ForeignKey(Program, models.CASCADE, related_name="kegiatan")
    sasaran = models.ForeignKey(Sasaran, models.PROTECT, null=True, blank=True, related_name="kegiatan")
    penanggung_jawab = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="kegiatan")

    objects = kueri("program__instansi", "program__tahun")

    class Meta:
        ordering = ["program", "kode_baku"]
        verbose_name = verbose_name_plural = "kegiatan"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "kode_baku"],
                name="kegiatan_kode_unik",
                violation_error_message="Kegiatan dengan kode ini sudah ada.",
            )
        ]


class SubKegiatan(Berkode):
    """Where money is: pagu murni, and pagu perubahan once the budget has been changed (else empty)."""

    kegiatan = models.ForeignKey(Kegiatan, models.CASCADE, related_name="sub_kegiatan")
    sasaran = models.ForeignKey(Sasaran, models.PROTECT, null=True, blank=True, related_name="sub_kegiatan")
    penanggung_jawab = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="sub_kegiatan")
    pagu_murni = UangField(null=True, blank=True)
    pagu_perubahan = UangField(null=True, blank=True)
    catatan_lampau = models.CharField("catatan bila realisasi melampaui pagu", max_length=300, blank=True)

    objects = kueri("kegiatan__program__instansi", "kegiatan__program__tahun")

    class Meta:
        ordering = ["kegiatan", "kode_baku"]
        verbose_name = verbose_name_plural = "sub kegiatan"
        constraints = [
            models.UniqueConstraint(
                fields=["kegiatan", "kode_baku"],
                name="sub_kegiatan_kode_unik",
                violation_error_message="Sub kegiatan dengan kode ini sudah ada.",
            ),
            syarat_tidak_negatif("sub_kegiatan_pagu", "pagu_murni", "pagu_perubahan"),
            models.CheckConstraint(
                name="sub_kegiatan_berpagu",
                condition=models.Q(pagu_murni__isnull=False) | models.Q(pagu_perubahan__isnull=False),
                violation_error_message="Isi pagu murni atau pagu perubahan.",
            ),
        ]

    @property
    def pagu(self) -> int:
        """The budget in force: after the change when there was one (rupiah)."""
        return self.pagu_perubahan if self.pagu_perubahan is not None else (self.pagu_murni or 0)


class Belanja(models.Model):
    """A line of spending under a sub kegiatan."""

    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, related_name="belanja")
    kode_rekening = models.CharField("kode rekening", max_length=24, blank=True)
    uraian = models.CharField(max_length=250)
    pagu_murni = UangField(null=True, blank=True)
    pagu_perubahan = UangField(null=True, blank=True)
    kendala = models.CharField(max_length=400, blank=True)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("sub_kegiatan__kegiatan__program__instansi", "sub_kegiatan__kegiatan__program__tahun")

    class Meta:
        ordering = ["sub_kegiatan", "urut", "pk"]
        verbose_name = verbose_name_plural = "belanja"
        constraints = [
            models.UniqueConstraint(fields=["sub_kegiatan", "kode_rekening", "uraian", "urut"], name="belanja_unik"),
            syarat_tidak_negatif("belanja_pagu", "pagu_murni", "pagu_perubahan"),
        ]

    def __str__(self) -> str:
        return self.uraian

    @property
    def pagu(self) -> int:
        return self.pagu_perubahan if self.pagu_perubahan is not None else (self.pagu_murni or 0)


class IndikatorKegiatan(models.Model):
    """The indicator of a program, kegiatan or sub kegiatan (exactly one) with its target of the year."""

    program = models.ForeignKey(Program, models.CASCADE, null=True, blank=True, related_name="indikator")
    kegiatan = models.ForeignKey(Kegiatan, models.CASCADE, null=True, blank=True, related_name="indikator")
    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, null=True, blank=True, related_name="indikator")
    uraian = models.CharField(max_length=400)
    satuan = models.CharField(max_length=60, blank=True)
    arah = models.CharField(
        max_length=5,
        choices=[(Arah.NAIK.value, "Makin tinggi makin baik"), (Arah.TURUN.value, "Makin rendah makin baik")],
        default=Arah.NAIK.value,
    )
    akumulasi = models.CharField(
        max_length=10,
        choices=[
            (Akumulasi.AKUMULATIF.value, "Jumlah triwulan"),
            (Akumulasi.KUMULATIF.value, "Isian terakhir"),
            (Akumulasi.RERATA.value, "Rata-rata"),
        ],
        default=Akumulasi.AKUMULATIF.value,
    )
    target = NilaiField(null=True, blank=True)
    target_teks = models.CharField(max_length=60, blank=True)
    indikator = models.ForeignKey(
        Indikator, models.SET_NULL, null=True, blank=True, related_name="keluaran", verbose_name="indikator Renstra",
        help_text="Indikator operasional yang diperjanjikan dan realisasinya diambil dari keluaran ini",
    )  # fmt: skip
    urut = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["urut", "pk"]
        verbose_name = verbose_name_plural = "indikator kegiatan"
        constraints = [
            models.CheckConstraint(
                name="indikator_kegiatan_satu_induk",
                condition=(
                    models.Q(program__isnull=False, kegiatan__isnull=True, sub_kegiatan__isnull=True)
                    | models.Q(program__isnull=True, kegiatan__isnull=False, sub_kegiatan__isnull=True)
                    | models.Q(program__isnull=True, kegiatan__isnull=True, sub_kegiatan__isnull=False)
                ),
                violation_error_message="Indikator harus milik satu program, kegiatan, atau sub kegiatan.",
            ),
            models.UniqueConstraint(fields=["program", "uraian"], name="indikator_program_unik"),
            models.UniqueConstraint(fields=["kegiatan", "uraian"], name="indikator_kegiatan_unik"),
            models.UniqueConstraint(fields=["sub_kegiatan", "uraian"], name="indikator_sub_kegiatan_unik"),
        ]

    def __str__(self) -> str:
        return self.uraian
