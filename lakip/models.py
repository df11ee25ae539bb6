"""What a report adds to the chain: its outline, the perencana's own words per section, photos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.text import slugify

from kinerja.alur import ALUR_LAPORAN, Alur, StatusLaporan
from organisasi.bidang import TahunField, syarat_tahun
from organisasi.kueri import kueri
from organisasi.models import Instansi, Kabupaten
from perjanjian.models import PerjanjianKinerja, TandaKertas
from tandatangan.models import DokumenTertanda, TertandaBeku


class Susunan(models.Model):
    """An outline: an ordered list of sections. Those without kabupaten are the presets shipped with the system."""

    JALUR_KABUPATEN = "kabupaten__in"

    kunci = models.SlugField(max_length=40)
    nama = models.CharField(max_length=80)
    kabupaten = models.ForeignKey(Kabupaten, models.CASCADE, null=True, blank=True, related_name="susunan")
    gaya_nomor = models.CharField(
        max_length=120,
        default="BAB {I}|{A}.|{1}.|{a}.",
        help_text="Pola nomor per tingkat, dipisah |. {I} Romawi, {A} huruf, {1} angka, {jalur} 3.2.1",
    )

    class Meta:
        ordering = ["nama"]
        verbose_name = verbose_name_plural = "susunan laporan"
        constraints = [
            models.UniqueConstraint(
                fields=["kunci"], condition=models.Q(kabupaten__isnull=True), name="susunan_bawaan_unik"
            ),
            models.UniqueConstraint(
                fields=["kunci", "kabupaten"],
                condition=models.Q(kabupaten__isnull=False),
                name="susunan_kabupaten_unik",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class BagianSusunan(models.Model):
    """A line of an outline: which section of the library, at what level, under what heading."""

    class Letak(models.TextChoices):
        DEPAN = "depan", "Sebelum Bab I"
        BAB = "bab", "Bab"
        LAMPIRAN = "lampiran", "Lampiran"

    susunan = models.ForeignKey(Susunan, models.CASCADE, related_name="bagian")
    letak = models.CharField(max_length=8, choices=Letak, default=Letak.BAB)
    urut = models.PositiveSmallIntegerField()
    tingkat = models.PositiveSmallIntegerField(default=1)
    kunci = models.SlugField(max_length=60, help_text="Nama bagian di pustaka bagian")
    judul = models.CharField(max_length=200)

    class Meta:
        ordering = ["susunan", "urut"]
        verbose_name = verbose_name_plural = "bagian susunan"
        constraints = [
            models.UniqueConstraint(fields=["susunan", "urut"], name="bagian_urut_unik"),
            models.CheckConstraint(name="bagian_tingkat_1_4", condition=models.Q(tingkat__gte=1, tingkat__lte=4)),
        ]

    def __str__(self) -> str:
        return self.judul


class Laporan(models.Model):
    """The LKj of an instansi for a year. ``penulis``: everyone who wrote in it, because nobody approves his own words."""

    ALUR: ClassVar[Alur] = ALUR_LAPORAN

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="laporan")
    tahun = TahunField()
    susunan = models.ForeignKey(Susunan, models.PROTECT, related_name="laporan")
    tempat = models.CharField("tempat penetapan", max_length=80, blank=True)
    tanggal = models.DateField("tanggal penetapan", null=True, blank=True)
    status = models.CharField(
        max_length=10,
        choices=[(s.value, s.value.capitalize()) for s in StatusLaporan],
        default=StatusLaporan.DRAF.value,
        editable=False,
    )
    penulis = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+", editable=False)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "-tahun"]
        verbose_name = verbose_name_plural = "laporan kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun"],
                name="laporan_unik",
                violation_error_message="Laporan tahun ini sudah ada.",
            ),
            syarat_tahun("laporan_tahun"),
        ]

    def __str__(self) -> str:
        return f"LKj {self.instansi} {self.tahun}"

    def list_pengisi(self) -> Iterable[int]:
        return self.penulis.values_list("pk", flat=True)


class Narasi(models.Model):
    """The perencana's own words in a section, beside or instead of the automatic sentences."""

    class Cara(models.TextChoices):
        SEBELUM = "sebelum", "Sebelum kalimat otomatis"
        SESUDAH = "sesudah", "Sesudah kalimat otomatis"
        GANTI = "ganti", "Menggantikan kalimat otomatis"

    laporan = models.ForeignKey(Laporan, models.CASCADE, related_name="narasi")
    bagian = models.SlugField(max_length=80)
    cara = models.CharField(max_length=8, choices=Cara, default=Cara.SEBELUM)
    teks = models.TextField(help_text="Baris kosong memisahkan paragraf; baris berawalan - menjadi butir")

    objects = kueri("laporan__instansi", "laporan__tahun")

    class Meta:
        ordering = ["laporan", "bagian", "cara"]
        verbose_name = verbose_name_plural = "narasi"
        constraints = [models.UniqueConstraint(fields=["laporan", "bagian", "cara"], name="narasi_unik")]

    def __str__(self) -> str:
        return self.bagian


class VersiNarasi(models.Model):
    """The words of a section as they once were. Autosaves of one person in one sitting share a version."""

    laporan = models.ForeignKey(Laporan, models.CASCADE, related_name="versi_narasi")
    bagian = models.SlugField(max_length=80)
    cara = models.CharField(max_length=8, choices=Narasi.Cara)
    teks = models.TextField(blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mulai = models.DateTimeField(auto_now_add=True)
    waktu = models.DateTimeField(auto_now=True)

    objects = kueri("laporan__instansi", "laporan__tahun")

    class Meta:
        ordering = ["-waktu", "-pk"]
        verbose_name = verbose_name_plural = "versi narasi"
        indexes = [models.Index(fields=["laporan", "bagian"], name="versi_narasi_bagian")]

    def __str__(self) -> str:
        return f"{self.bagian} {self.waktu:%d-%m-%Y %H.%M}"


class Kehadiran(models.Model):
    """Who has a section open right now, so that a colleague is told."""

    laporan = models.ForeignKey(Laporan, models.CASCADE, related_name="kehadiran")
    bagian = models.SlugField(max_length=80)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    waktu = models.DateTimeField()

    objects = kueri("laporan__instansi", "laporan__tahun")

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran"
        constraints = [models.UniqueConstraint(fields=["laporan", "bagian", "pengguna"], name="kehadiran_unik")]

    def __str__(self) -> str:
        return f"{self.pengguna} di {self.bagian}"


class KirimanBeku(Exception):
    """Someone tried to change what has been sent."""


class Kiriman(models.Model):
    """The LKj as it was sent: the document, the year's data as a workbook, and their fingerprints. Never changes.

    The files lie under ``DATA_DIR/kiriman`` (:mod:`lakip.kiriman`); a correction is a new kiriman with the next nomor.
    """

    laporan = models.ForeignKey(Laporan, models.PROTECT, related_name="kiriman")
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="kiriman")
    tahun = TahunField()
    nomor = models.PositiveSmallIntegerField()
    judul = models.CharField(max_length=250)
    sidik = models.CharField("sidik dokumen (SHA-256)", max_length=64)
    sidik_data = models.CharField("sidik data (SHA-256)", max_length=64)
    tenggat = models.DateField(null=True, blank=True)  # the day it was due, as it was then
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "-nomor"]
        verbose_name = verbose_name_plural = "laporan terkirim"
        constraints = [models.UniqueConstraint(fields=["laporan", "nomor"], name="kiriman_nomor_unik")]

    def __str__(self) -> str:
        return f"{self.judul} (kiriman {self.nomor})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise KirimanBeku("Laporan yang sudah dikirim tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise KirimanBeku("Laporan yang sudah dikirim tidak dapat dihapus.")


class BerkasKiriman(models.Model):
    """A stored file of a kiriman and the fingerprint it must have whenever it is handed out."""

    class Jenis(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "Excel"
        HTML = "html", "HTML"
        JSON = "json", "JSON"
        DATA = "data", "Buku kerja data setahun"
        BEKU = "beku", "Dokumen beku, bahan PDF"

    kiriman = models.ForeignKey(Kiriman, models.PROTECT, related_name="berkas")
    jenis = models.CharField(max_length=4, choices=Jenis)
    sidik = models.CharField("sidik (SHA-256)", max_length=64)
    ukuran = models.PositiveIntegerField("ukuran (bita)")

    objects = kueri("kiriman__instansi", "kiriman__tahun")

    class Meta:
        ordering = ["kiriman", "jenis"]
        verbose_name = verbose_name_plural = "berkas kiriman"
        constraints = [models.UniqueConstraint(fields=["kiriman", "jenis"], name="berkas_kiriman_unik")]

    def __str__(self) -> str:
        return f"{self.kiriman} {self.jenis}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise KirimanBeku("Berkas laporan yang sudah dikirim tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise KirimanBeku("Berkas laporan yang sudah dikirim tidak dapat dihapus.")


class FotoLaporan(models.Model):
    """A photo of a section."""

    laporan = models.ForeignKey(Laporan, models.CASCADE, related_name="foto")
    bagian = models.SlugField(max_length=80)
    berkas = models.ImageField(upload_to="foto/%Y/", validators=[FileExtensionValidator(["jpg", "jpeg", "png"])])
    keterangan = models.CharField(max_length=250)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("laporan__instansi", "laporan__tahun")

    class Meta:
        ordering = ["laporan", "bagian", "urut", "pk"]
        verbose_name = verbose_name_plural = "foto"

    def __str__(self) -> str:
        return self.keterangan


class Terbitan(models.Model):
    """A file made, or being made, of a document. Its name is the fingerprint of the document it was made from."""

    class Status(models.TextChoices):
        ANTRE = "antre", "Menunggu giliran"
        PROSES = "proses", "Sedang dibuat"
        SELESAI = "selesai", "Selesai"
        GAGAL = "gagal", "Gagal"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="terbitan")
    tahun = TahunField()
    jenis = models.CharField(max_length=20)
    bagian = models.CharField(max_length=80, blank=True, help_text="tw-1, sekcam; kosong: seluruh dokumen")
    format = models.CharField(max_length=5)
    sidik = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Status, default=Status.ANTRE)
    galat = models.CharField(max_length=300, blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)
    selesai = models.DateTimeField(null=True, blank=True)

    objects = kueri()

    class Meta:
        ordering = ["-dibuat"]
        verbose_name = verbose_name_plural = "terbitan"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "jenis", "format", "sidik"], name="terbitan_unik")
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.bagian} {self.instansi} {self.tahun} {self.format}".replace("  ", " ")

    @property
    def nama_berkas(self) -> str:
        """The name a user gets: lkj-pelaihari-2023.pdf, kemajuan-pelaihari-2023-tw-1.pdf."""
        bagian = f"-{self.bagian}" if self.bagian else ""
        return f"{self.jenis}-{self.instansi.slug}-{self.tahun}{bagian}.{self.format}"


class Paket(models.Model):
    """A ZIP, made or being made, of the latest kiriman of every kecamatan of a kabupaten for a year."""

    JALUR_KABUPATEN = "kabupaten__in"

    kabupaten = models.ForeignKey(Kabupaten, models.CASCADE, related_name="paket")
    tahun = TahunField()
    sidik = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Terbitan.Status, default=Terbitan.Status.ANTRE)
    jumlah = models.PositiveSmallIntegerField(default=0)
    jadi = models.PositiveSmallIntegerField(default=0)
    galat = models.CharField(max_length=300, blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)
    kabar = models.DateTimeField(auto_now=True)  # the last sign of life of whoever makes it

    class Meta:
        ordering = ["-dibuat"]
        verbose_name = verbose_name_plural = "paket kiriman"
        constraints = [models.UniqueConstraint(fields=["kabupaten", "tahun", "sidik"], name="paket_unik")]

    def __str__(self) -> str:
        return f"Laporan kinerja {self.kabupaten} {self.tahun}"

    @property
    def nama_berkas(self) -> str:
        return f"lkj-{slugify(self.kabupaten.nama)}-{self.tahun}.zip"


class PerjanjianBeku(models.Model):
    """What is signed of a perjanjian, with every figure in it (:mod:`lakip.beku`). Reports print this, not the data of
    today. Never changed. Signed electronically (``dokumen``) or on paper (``kertas``)."""

    dokumen = models.OneToOneField(DokumenTertanda, models.PROTECT, null=True, blank=True, related_name="beku")
    kertas = models.OneToOneField(TandaKertas, models.PROTECT, null=True, blank=True, related_name="beku")
    perjanjian = models.ForeignKey(PerjanjianKinerja, models.PROTECT, related_name="beku")
    isi = models.BinaryField()

    objects = kueri("perjanjian__instansi", "perjanjian__tahun")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "perjanjian yang dibekukan"
        constraints = [
            models.CheckConstraint(
                name="perjanjian_beku_satu_cara",
                condition=models.Q(dokumen__isnull=False, kertas__isnull=True)
                | models.Q(dokumen__isnull=True, kertas__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.dokumen or self.kertas)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TertandaBeku("Isi perjanjian yang ditandatangani tidak dapat diubah.")
        super().save(*args, **kwargs)
