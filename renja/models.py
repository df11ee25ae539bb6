"""The plan of a year (Renja): rows by code with indicators, the draft RKPD beside the needs, what people asked for.

Permendagri 86/2017: T-C.31 (draft RKPD and needs), T-C.32 (proposals of the community), T-C.33 (the plan with
prakiraan maju). A Renja of a year exists twice at most: as first adopted, and as revised during the year.
"""

from __future__ import annotations

from django.db import models

from kinerja.kode import tingkat_kode
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
from organisasi.models import Instansi, Jabatan, UnitKerja
from renstra.models import Sasaran


class Renja(models.Model):
    """The plan as a whole, with the short texts that its document prints."""

    class Jenis(models.TextChoices):
        MURNI = "murni", "Renja"
        PERUBAHAN = "perubahan", "Renja Perubahan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="renja")
    tahun = TahunField()
    jenis = models.CharField(max_length=10, choices=Jenis, default=Jenis.MURNI)
    nomor = models.CharField("nomor penetapan", max_length=80, blank=True)
    tanggal = models.DateField("tanggal penetapan", null=True, blank=True)
    kinerja_pelayanan = models.TextField("analisis kinerja pelayanan", blank=True)
    isu_penting = models.TextField("isu penting", blank=True)
    telaah_rkpd = models.TextField("telaah rancangan awal RKPD", blank=True)
    kebijakan_nasional = models.TextField("telaah kebijakan nasional", blank=True)
    alasan_perubahan = models.TextField("alasan perubahan", blank=True)
    penutup = models.TextField("catatan penutup", blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "jenis"]
        verbose_name = verbose_name_plural = "Renja"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "jenis"],
                name="renja_unik",
                violation_error_message="Renja jenis ini sudah ada untuk tahun tersebut.",
            ),
            syarat_tahun("renja_tahun"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tahun}"


class PosRencana(models.Model):
    """A program, kegiatan or sub kegiatan of the plan, by its code; of the kecamatan itself, or of a kelurahan.

    The money of a parent is the sum of its children unless that is nothing or Rp 0, else its own. ``pagu_maju`` is the
    prakiraan maju: the money of the year after.
    """

    renja = models.ForeignKey(Renja, models.CASCADE, related_name="pos")
    unit = models.ForeignKey(
        UnitKerja, models.PROTECT, null=True, blank=True, related_name="rencana", help_text="Kosong: kecamatan sendiri"
    )
    kode = KodeField()
    uraian = models.CharField("program, kegiatan, atau sub kegiatan", max_length=400)
    sasaran = models.ForeignKey(Sasaran, models.PROTECT, null=True, blank=True, related_name="rencana")
    lokasi = models.CharField(max_length=200, blank=True)
    pagu = UangField("pagu (Rp)", null=True, blank=True)
    sumber_dana = models.CharField("sumber dana", max_length=120, blank=True)
    catatan_penting = models.CharField("catatan penting", max_length=400, blank=True)
    pagu_maju = UangField("prakiraan maju (Rp)", null=True, blank=True)
    penanggung_jawab = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="rencana")
    alasan = models.CharField("alasan perubahan", max_length=400, blank=True)

    objects = kueri("renja__instansi", "renja__tahun")

    class Meta:
        ordering = ["renja", models.F("unit").asc(nulls_first=True), "kode"]
        verbose_name = verbose_name_plural = "baris rencana"
        constraints = [
            models.UniqueConstraint(
                fields=["renja", "kode"],
                condition=models.Q(unit__isnull=True),
                name="pos_rencana_unik",
                violation_error_message="Kode ini sudah ada di Renja ini.",
            ),
            models.UniqueConstraint(
                fields=["renja", "unit", "kode"],
                condition=models.Q(unit__isnull=False),
                name="pos_rencana_unit_unik",
                violation_error_message="Kode ini sudah ada untuk unit tersebut di Renja ini.",
            ),
            syarat_tidak_negatif("pos_rencana_pagu", "pagu", "pagu_maju"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}{f' – {self.unit}' if self.unit_id else ''}"

    def clean(self) -> None:
        check_kode_pos(self.kode)

    @property
    def tingkat(self) -> str:
        return tingkat_kode(self.kode)


class IndikatorRencana(models.Model):
    """An indicator of a row of the plan with its target of the year and of the year after; a row may have none."""

    pos = models.ForeignKey(PosRencana, models.CASCADE, related_name="indikator", verbose_name="baris rencana")
    uraian = models.CharField("indikator", max_length=400)
    satuan = models.CharField(max_length=60, blank=True)
    target = TargetField()
    target_maju = TargetField("target prakiraan maju")
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("pos__renja__instansi", "pos__renja__tahun")

    class Meta:
        ordering = ["pos", "urut", "pk"]
        verbose_name = verbose_name_plural = "indikator rencana"
        constraints = [
            models.UniqueConstraint(
                fields=["pos", "uraian"],
                name="indikator_rencana_unik",
                violation_error_message="Indikator ini sudah ada di baris rencana tersebut.",
            )
        ]

    def __str__(self) -> str:
        return self.uraian


class BarisTelaah(models.Model):
    """A row of one of the two halves of table T-C.31."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="%(class)s")
    tahun = TahunField()
    kode = KodeField(blank=True)
    uraian = models.CharField("program, kegiatan, atau sub kegiatan", max_length=400)
    lokasi = models.CharField(max_length=200, blank=True)
    indikator = models.CharField(max_length=400, blank=True)
    target = TargetField()
    urut = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}".strip()


class RancanganRkpd(BarisTelaah):
    """What the draft RKPD gives the instansi."""

    pagu = UangField("pagu indikatif (Rp)", null=True, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "rancangan RKPD"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "kode", "uraian", "lokasi", "indikator"],
                name="rancangan_rkpd_unik",
                violation_error_message="Baris yang sama sudah ada.",
            ),
            syarat_tahun("rancangan_rkpd_tahun"),
            syarat_tidak_negatif("rancangan_rkpd_positif", "pagu"),
        ]


class Kebutuhan(BarisTelaah):
    """What the instansi needs by its own analysis."""

    dana = UangField("kebutuhan dana (Rp)", null=True, blank=True)
    catatan = models.CharField("catatan penting", max_length=400, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "analisis kebutuhan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "kode", "uraian", "lokasi", "indikator"],
                name="kebutuhan_unik",
                violation_error_message="Baris yang sama sudah ada.",
            ),
            syarat_tahun("kebutuhan_tahun"),
            syarat_tidak_negatif("kebutuhan_positif", "dana"),
        ]


class UsulanMasyarakat(models.Model):
    """A proposal of the community (table T-C.32) and what became of it."""

    class Sumber(models.TextChoices):
        MUSRENBANG = "musrenbang", "Musrenbang"
        POKIR = "pokir", "Pokok pikiran DPRD"
        LAIN = "lain", "Lainnya"

    class Status(models.TextChoices):
        DITERIMA = "diterima", "Diterima"
        DITUNDA = "ditunda", "Ditunda"
        DITOLAK = "ditolak", "Ditolak"
        BELUM = "belum", "Belum diputuskan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="usulan")
    tahun = TahunField()
    uraian = models.CharField("program atau kegiatan", max_length=400)
    lokasi = models.CharField("lokasi (desa/kelurahan)", max_length=200, blank=True)
    indikator = models.CharField("indikator kinerja", max_length=400, blank=True)
    besaran = models.CharField("besaran atau volume", max_length=120, blank=True)
    sumber = models.CharField(max_length=10, choices=Sumber, default=Sumber.MUSRENBANG)
    status = models.CharField(max_length=8, choices=Status, default=Status.BELUM)
    alasan = models.CharField(max_length=400, blank=True)
    catatan = models.CharField(max_length=400, blank=True)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "usulan masyarakat"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "uraian", "lokasi", "indikator", "besaran"],
                name="usulan_unik",
                violation_error_message="Usulan yang sama sudah ada.",
            ),
            syarat_tahun("usulan_tahun"),
        ]

    def __str__(self) -> str:
        return self.uraian[:60]
