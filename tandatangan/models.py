"""The installation's own authority, people's certificates, and what was signed with them."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from organisasi.bidang import TahunField, syarat_tahun
from organisasi.kueri import kueri
from organisasi.models import Instansi

# Read aloud and copied by hand, none looks like another: 32 letters, 16 of them are 80 bits.
HURUF_KODE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PANJANG_KODE = 16


def generate_kode() -> str:
    """Return a name that nobody can guess, so that only who holds a document finds its page."""
    return "".join(secrets.choice(HURUF_KODE) for _ in range(PANJANG_KODE))


class TertandaBeku(Exception):
    """Something tried to change or remove what has been signed."""


class Otoritas(models.Model):
    """An authority of this installation: its root, and the certificate of its clock.

    The private keys are encrypted with SECRET_KEY (:mod:`tandatangan.otoritas`). The newest one that opens issues; all
    are trusted.
    """

    garam = models.BinaryField(max_length=32)
    pem = models.TextField("sertifikat akar")
    kunci = models.TextField("kunci akar, tersandi")
    pem_waktu = models.TextField("sertifikat stempel waktu")
    kunci_waktu = models.TextField("kunci stempel waktu, tersandi")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "otoritas sertifikat"

    def __str__(self) -> str:
        return f"Otoritas {self.dibuat:%d-%m-%Y}"


class Sertifikat(models.Model):
    """A person's certificate with its private key, a PKCS#12 file that only its owner's passphrase opens.

    The passphrase is stored nowhere: for a certificate of our own it comes from the account's password at the time of
    issue, for an uploaded one it is the file's own.
    """

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sertifikat")
    otoritas = models.ForeignKey(Otoritas, models.PROTECT, null=True, blank=True, related_name="sertifikat")
    nama = models.CharField("atas nama", max_length=200)
    sebutan = models.CharField("penerbit", max_length=200)
    seri = models.CharField("nomor seri", max_length=50)
    sidik = models.CharField("sidik (SHA-256)", max_length=64, unique=True)
    pem = models.TextField()
    berkas = models.BinaryField("PKCS#12")
    mulai = models.DateTimeField()
    selesai = models.DateTimeField()
    dipakai = models.BooleanField(default=False)  # the one that signs, among those that are valid
    dicabut = models.DateTimeField(null=True, blank=True)
    alasan = models.CharField("alasan dicabut", max_length=250, blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "sertifikat"
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"], condition=models.Q(dipakai=True), name="sertifikat_dipakai_satu"
            ),
            models.CheckConstraint(
                name="sertifikat_dicabut_tidak_dipakai",
                condition=models.Q(dicabut__isnull=True) | models.Q(dipakai=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.sebutan})"

    @property
    def is_unggahan(self) -> bool:
        return self.otoritas_id is None


class DokumenTertanda(models.Model):
    """A frozen document to be signed: what it is, who signs in which order, what became of it.

    Its files lie under ``DATA_DIR/tertanda/<kode>`` (:mod:`tandatangan.berkas`). Only the status changes.
    """

    class Status(models.TextChoices):
        DISIAPKAN = "disiapkan", "Menunggu tanda tangan"
        SEBAGIAN = "sebagian", "Baru sebagian ditandatangani"
        LENGKAP = "lengkap", "Berlaku"
        DIGANTIKAN = "digantikan", "Sudah digantikan"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    BEKU: ClassVar[tuple[str, ...]] = (
        "kode", "instansi_id", "tahun", "jenis", "judul", "content_type_id", "objek_id", "sidik", "sidik_berkas", "ukuran",
        "pihak",
    )  # fmt: skip

    kode = models.CharField(max_length=PANJANG_KODE, unique=True, default=generate_kode, editable=False)
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="dokumen_tertanda")
    tahun = TahunField()
    jenis = models.CharField(max_length=40)
    judul = models.CharField(max_length=250)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    objek_id = models.PositiveBigIntegerField()
    objek = GenericForeignKey("content_type", "objek_id")
    sidik = models.CharField("sidik isi (SHA-256)", max_length=64)
    sidik_berkas = models.CharField("sidik berkas tanpa tanda tangan (SHA-256)", max_length=64)
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    pihak = models.JSONField("yang bertanda tangan")  # of layanan.Pihak, in order
    status = models.CharField(max_length=10, choices=Status, default=Status.DISIAPKAN)
    alasan = models.CharField("alasan dibatalkan", max_length=250, blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)
    digantikan_oleh = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="menggantikan", verbose_name="digantikan oleh"
    )

    objects = kueri()

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "dokumen tertanda"
        indexes = [models.Index(fields=["content_type", "objek_id"], name="dokumen_tertanda_objek")]
        constraints = [
            syarat_tahun("dokumen_tertanda_tahun"),
            models.CheckConstraint(
                name="dokumen_tertanda_pengganti",
                condition=models.Q(status="digantikan") | models.Q(digantikan_oleh__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judul} ({self.kode})"

    @property
    def kode_terbaca(self) -> str:
        return "-".join(self.kode[i : i + 4] for i in range(0, len(self.kode), 4))

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Any:
        dokumen = super().from_db(*args, **kwargs)
        dokumen._note_semula()
        return dokumen

    def _note_semula(self) -> None:
        self._semula = {n: self.__dict__[n] for n in self.BEKU if n in self.__dict__}

    def save(self, *args: Any, **kwargs: Any) -> None:
        semula = getattr(self, "_semula", {})
        if any(getattr(self, n) != isi for n, isi in semula.items()):
            raise TertandaBeku("Isi dokumen yang sudah disiapkan untuk ditandatangani tidak dapat diubah.")
        super().save(*args, **kwargs)
        self._note_semula()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TertandaBeku("Dokumen yang sudah disiapkan untuk ditandatangani tidak dapat dihapus.")


class TandaTangan(models.Model):
    """One signature: who, as what, when, and the fingerprint of the file with it. Never changes."""

    class Penyedia(models.TextChoices):
        LOKAL = "lokal", "Otoritas situs ini"
        BSRE = "bsre", "BSrE"

    dokumen = models.ForeignKey(DokumenTertanda, models.PROTECT, related_name="tanda_tangan")
    urut = models.PositiveSmallIntegerField()
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nama = models.CharField(max_length=200)
    jabatan = models.CharField(max_length=250)
    waktu = models.DateTimeField()
    sertifikat = models.ForeignKey(Sertifikat, models.PROTECT, null=True, blank=True, related_name="tanda_tangan")
    sidik_sertifikat = models.CharField("sidik sertifikat (SHA-256)", max_length=64)
    penyedia = models.CharField(max_length=5, choices=Penyedia)
    sidik_berkas = models.CharField("sidik berkas (SHA-256)", max_length=64, unique=True)
    ukuran = models.PositiveIntegerField("ukuran (bita)")

    objects = kueri("dokumen__instansi", "dokumen__tahun")

    class Meta:
        ordering = ["dokumen", "urut"]
        verbose_name = verbose_name_plural = "tanda tangan"
        constraints = [
            models.UniqueConstraint(fields=["dokumen", "urut"], name="tanda_tangan_urut_unik"),
            models.CheckConstraint(name="tanda_tangan_urut_mulai_1", condition=models.Q(urut__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.nama}, {self.jabatan}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TertandaBeku("Tanda tangan tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TertandaBeku("Tanda tangan tidak dapat dihapus.")


class SandiSalah(models.Model):
    """How often in a row an account's password was wrong when it was asked for to sign, and when last. Gone with a right
    one. In the database, because several processes answer and must count together."""

    pengguna = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    jumlah = models.PositiveSmallIntegerField(default=0)
    terakhir = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "kata sandi salah saat menandatangani"

    def __str__(self) -> str:
        return f"{self.pengguna}: {self.jumlah}"
