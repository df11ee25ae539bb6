"""What came from files of others: the file, what was read from it, what it changed, and what the user has told once.

The file itself is not kept: it may hold names and NIP that are nobody's business here.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from anggaran.models import SubKegiatan
from organisasi.bidang import NilaiField, TahunField, UangField, syarat_tahun
from organisasi.kueri import kueri
from organisasi.models import Instansi, UnitKerja
from sipd.baca import Bentuk

NAMA_BENTUK = {
    Bentuk.REALISASI: "Laporan realisasi per dokumen",
    Bentuk.ANGGARAN: "Rekap anggaran",
    Bentuk.JURNAL: "Data jurnal",
    Bentuk.TANGAN: "Tabel buatan sendiri",
}

BIDANG_PAGU = ("pagu_murni", "pagu_perubahan")
TAMBAHAN = "tambahan"
KEDUANYA = "keduanya"  # a table with a column for each of them


class ImporBerkas(models.Model):
    """One file: what it was, what the user decided about it, and how far it has come."""

    class Status(models.TextChoices):
        DIBACA = "dibaca", "Sedang dibaca"
        MENUNGGU = "menunggu", "Belum diterapkan"
        DITERAPKAN = "diterapkan", "Diterapkan"
        DIBATALKAN = "dibatalkan", "Dibatalkan"
        DITOLAK = "ditolak", "Ditolak"

    class Tahap(models.TextChoices):
        MURNI = "murni", "Pagu murni"
        PERUBAHAN = "perubahan", "Pagu perubahan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="impor_berkas")
    tahun = TahunField()
    bentuk = models.CharField(max_length=10, choices=[(b.value, n) for b, n in NAMA_BENTUK.items()], blank=True)
    tahap = models.CharField(max_length=10, choices=Tahap, blank=True)
    nama_berkas = models.CharField("nama berkas", max_length=200)
    sidik = models.CharField("SHA-256", max_length=64, editable=False)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.MENUNGGU)
    mulai_dibaca = models.DateTimeField(null=True, blank=True, editable=False)  # of a large file, in the background
    diterapkan = models.DateTimeField(null=True, blank=True, editable=False)
    dibatalkan = models.DateTimeField(null=True, blank=True, editable=False)
    ringkasan = models.JSONField(default=dict, blank=True, editable=False)  # what was found in the file
    pilihan = models.JSONField(default=dict, blank=True, editable=False)  # what the user decided

    objects = kueri()

    class Meta:
        ordering = ["-waktu", "-pk"]
        verbose_name = verbose_name_plural = "impor berkas"
        constraints = [syarat_tahun("impor_berkas_tahun")]

    def __str__(self) -> str:
        return self.nama_berkas

    @property
    def is_pagu(self) -> bool:
        """Whether it brings pagu, not what was spent."""
        return self.bentuk == Bentuk.ANGGARAN or bool(self.ringkasan.get("hanya_pagu"))

    @property
    def rentang(self) -> list[int]:
        """The months (of a file with dates) or quarters it covers: those it has rows of, or the stretch the user named."""
        return self.pilihan.get("rentang") or self.ringkasan.get("periode", [])

    @property
    def periode(self) -> list[int]:
        """Those of its months or quarters that the user takes over."""
        semua = self.rentang
        dipilih = self.pilihan.get("periode", semua)
        return [p for p in semua if p in dipilih]

    @property
    def is_bulanan(self) -> bool:
        return self.bentuk == Bentuk.REALISASI

    @property
    def is_dibaca(self) -> bool:
        return self.status == self.Status.DIBACA

    @property
    def is_menunggu(self) -> bool:
        return self.status == self.Status.MENUNGGU

    @property
    def is_diterapkan(self) -> bool:
        return self.status == self.Status.DITERAPKAN


class BarisImpor(models.Model):
    """What a file says about one document (or quarter, or rekening) of a sub kegiatan; equal identities are summed.

    ``grup`` names the sub kegiatan as the file does; ``sub_kegiatan`` is what it was matched with, by us or by the user
    (``dipilih``). ``sampai``: the figures are those since January.
    """

    impor = models.ForeignKey(ImporBerkas, models.CASCADE, related_name="baris")
    nomor = models.PositiveIntegerField()
    kunci = models.CharField(max_length=64)
    grup = models.CharField(max_length=64)
    unit = models.ForeignKey(UnitKerja, models.CASCADE, null=True, blank=True, related_name="+")
    kode = models.CharField(max_length=40, blank=True)
    nama = models.CharField(max_length=400, blank=True)
    rekening = models.CharField(max_length=40, blank=True)
    nama_rekening = models.CharField(max_length=250, blank=True)
    bulan = models.PositiveSmallIntegerField(null=True, blank=True)
    triwulan = models.PositiveSmallIntegerField(null=True, blank=True)
    sampai = models.BooleanField(default=False)
    jumlah = UangField(null=True, blank=True)
    pagu_murni = UangField(null=True, blank=True)
    pagu_perubahan = UangField(null=True, blank=True)
    fisik = NilaiField(null=True, blank=True)
    sub_kegiatan = models.ForeignKey(SubKegiatan, models.SET_NULL, null=True, blank=True, related_name="+")
    keyakinan = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    dipilih = models.BooleanField("dipastikan pengguna", default=False)
    dilewati = models.BooleanField(default=False)

    objects = kueri("impor__instansi", "impor__tahun")

    class Meta:
        ordering = ["impor", "nomor", "pk"]
        verbose_name = verbose_name_plural = "baris impor"
        indexes = [models.Index(fields=["impor", "grup"], name="baris_impor_grup")]
        constraints = [
            models.CheckConstraint(
                name="baris_impor_keyakinan", condition=models.Q(keyakinan__gte=0, keyakinan__lte=100)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}".strip()

    @property
    def periode(self) -> int | None:
        return self.bulan if self.bulan is not None else self.triwulan


class PerubahanImpor(models.Model):
    """One value that an import wrote: of which sub kegiatan or belanja, before and after (None: empty); or a program, kegiatan
    or sub kegiatan that it added to the budget."""

    impor = models.ForeignKey(ImporBerkas, models.CASCADE, related_name="perubahan")
    tipe = models.ForeignKey(ContentType, models.CASCADE)
    objek_id = models.PositiveBigIntegerField()
    objek = GenericForeignKey("tipe", "objek_id")
    triwulan = models.PositiveSmallIntegerField(default=0)
    bidang = models.CharField(max_length=20)
    sebelum = models.CharField(max_length=400, null=True)  # noqa: DJ001 - empty text and no value are two things
    sesudah = models.CharField(max_length=400, null=True)  # noqa: DJ001

    objects = kueri("impor__instansi", "impor__tahun")

    class Meta:
        ordering = ["impor", "pk"]
        verbose_name = verbose_name_plural = "perubahan impor"
        constraints = [
            models.UniqueConstraint(
                fields=["impor", "tipe", "objek_id", "triwulan", "bidang"], name="perubahan_impor_unik"
            )
        ]

    def __str__(self) -> str:
        return f"{self.objek or self.tipe} {self.bidang}"

    @property
    def is_tambahan(self) -> bool:
        """Whether it is not a value, but a row that the import added to the budget."""
        return self.bidang == TAMBAHAN


class PemetaanTajuk(models.Model):
    """A heading of a file and the column that it means here."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="pemetaan_tajuk")
    tajuk = models.CharField(max_length=200)
    kolom = models.CharField(max_length=40)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tajuk"]
        verbose_name = verbose_name_plural = "pemetaan judul kolom"
        constraints = [models.UniqueConstraint(fields=["instansi", "tajuk"], name="pemetaan_tajuk_unik")]

    def __str__(self) -> str:
        return f"{self.tajuk} → {self.kolom}"


class PemetaanUnit(models.Model):
    """An SKPD or sub unit of a file: whether it is this instansi, and which kelurahan (empty: the kecamatan itself)."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="pemetaan_unit")
    kunci = models.CharField(max_length=64)
    nama = models.CharField(max_length=300)
    milik = models.BooleanField(default=True)
    unit = models.ForeignKey(UnitKerja, models.CASCADE, null=True, blank=True, related_name="+")

    objects = kueri()

    class Meta:
        ordering = ["instansi", "nama"]
        verbose_name = verbose_name_plural = "pemetaan unit"
        constraints = [models.UniqueConstraint(fields=["instansi", "kunci"], name="pemetaan_unit_unik")]

    def __str__(self) -> str:
        return f"{self.nama} → {self.unit or self.instansi if self.milik else 'bukan'}"


class PemetaanKode(models.Model):
    """A sub kegiatan as a file names it and the one it means here; of another year it is found again by its code."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="pemetaan_kode")
    tahun = TahunField()
    kunci = models.CharField(max_length=64)
    sub_kegiatan = models.ForeignKey(SubKegiatan, models.CASCADE, related_name="+")

    objects = kueri()

    class Meta:
        ordering = ["instansi", "-tahun", "kunci"]
        verbose_name = verbose_name_plural = "pemetaan kode"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "kunci"], name="pemetaan_kode_unik"),
            syarat_tahun("pemetaan_kode_tahun"),
        ]

    def __str__(self) -> str:
        return str(self.sub_kegiatan)
