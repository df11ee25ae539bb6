from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from kinerja.capaian import AturanTurun
from organisasi.alamat import list_kata_pertama
from organisasi.bidang import NilaiField, TahunField, syarat_tahun
from organisasi.kueri import kueri
from organisasi.models.skala import Skala


class Kabupaten(models.Model):
    """A kabupaten/kota and the rules it has chosen; its kecamatan inherit them."""

    class Judul(models.TextChoices):
        LKJ = "Laporan Kinerja", "Laporan Kinerja (LKj)"
        LKJIP = "Laporan Kinerja Instansi Pemerintah", "Laporan Kinerja Instansi Pemerintah (LKjIP)"
        LAKIP = (
            "Laporan Akuntabilitas Kinerja Instansi Pemerintah",
            "Laporan Akuntabilitas Kinerja Instansi Pemerintah (LAKIP)",
        )

    class CaraTanda(models.TextChoices):
        KEDUANYA = "keduanya", "Secara elektronik atau di kertas"
        ELEKTRONIK = "elektronik", "Hanya secara elektronik"
        KERTAS = "kertas", "Hanya di kertas"

    JALUR_KABUPATEN = "pk__in"
    SKALA = ("skala_indikator_id", "skala_kegiatan_id", "skala_skm_id", "skala_akip_id")

    nama = models.CharField(max_length=80, unique=True, help_text="Tanpa kata Kabupaten: Tanah Laut")
    kota = models.BooleanField("berstatus kota", default=False)
    provinsi = models.CharField(max_length=80, blank=True)
    ibu_kota = models.CharField("ibu kota", max_length=80, blank=True)
    judul_laporan = models.CharField("judul laporan", max_length=60, choices=Judul, default=Judul.LKJ)
    aturan_turun = models.CharField(
        "capaian indikator yang makin rendah makin baik",
        max_length=8,
        choices=[
            (AturanTurun.SELISIH.value, "(2 × target − realisasi) ÷ target"),
            (AturanTurun.NISBAH.value, "target ÷ realisasi"),
        ],
        default=AturanTurun.SELISIH.value,
    )
    batas_capaian = models.DecimalField(
        "batas capaian dalam rata-rata (%)",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(100))],
        help_text="Kosong: capaian tidak dibatasi.",
    )
    nilai_efisiensi = models.BooleanField("efisiensi dinilai", default=True)
    cara_tanda = models.CharField(
        "perjanjian kinerja ditandatangani", max_length=10, choices=CaraTanda, default=CaraTanda.KEDUANYA
    )
    skala_indikator = models.ForeignKey(Skala, models.PROTECT, null=True, blank=True, related_name="+")
    skala_kegiatan = models.ForeignKey(Skala, models.PROTECT, null=True, blank=True, related_name="+")
    skala_skm = models.ForeignKey(
        Skala, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="skala SKM"
    )
    skala_akip = models.ForeignKey(
        Skala, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="skala AKIP"
    )

    class Meta:
        ordering = ["nama"]
        verbose_name = verbose_name_plural = "kabupaten/kota"

    def __str__(self) -> str:
        return f"{'Kota' if self.kota else 'Kabupaten'} {self.nama}"

    @property
    def kepala(self) -> str:
        return "Wali Kota" if self.kota else "Bupati"


class InstansiQuerySet(models.QuerySet["Instansi"]):
    def aktif(self) -> "InstansiQuerySet":
        """Return those in use: what lists, choices and imports are about."""
        return self.filter(aktif=True)


class Instansi(models.Model):
    """A perangkat daerah that answers for itself: here a kecamatan.

    One that is not ``aktif`` keeps its data to be read; nobody changes them and nothing is expected of it.
    """

    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="instansi")
    slug = models.SlugField("kunci", max_length=60, unique=True, help_text="Dipakai di alamat: pelaihari")
    nama = models.CharField(max_length=120, help_text="Kecamatan Pelaihari")
    kode = models.CharField("kode perangkat daerah", max_length=40, blank=True)
    ibu_kota = models.CharField("ibu kota", max_length=80, blank=True)
    alamat = models.CharField(max_length=200, blank=True)
    kode_pos = models.CharField(max_length=10, blank=True)
    telepon = models.CharField(max_length=40, blank=True)
    surel = models.EmailField("surel", blank=True)
    laman = models.CharField("laman", max_length=120, blank=True)
    dasar_pembentukan = models.CharField(max_length=250, blank=True)
    dasar_organisasi = models.CharField(max_length=250, blank=True)
    lambang = models.ImageField("lambang daerah", upload_to="lambang/", blank=True)
    periksa_sendiri = models.BooleanField(
        "boleh memeriksa isian sendiri",
        default=False,
        help_text="Hanya untuk kantor yang pegawainya terlalu sedikit; laporan menyebutkannya.",
    )
    aktif = models.BooleanField(default=True)  # switched by organisasi.kecamatan only

    objects = InstansiQuerySet.as_manager()

    class Meta:
        ordering = ["nama"]
        verbose_name = verbose_name_plural = "instansi"
        constraints = [
            models.UniqueConstraint(
                fields=["kabupaten", "nama"],
                name="instansi_nama_unik",
                violation_error_message="Nama ini sudah dipakai instansi lain di kabupaten ini.",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    def clean(self) -> None:
        if self.slug in list_kata_pertama():
            raise ValidationError({"slug": f"“{self.slug}” sudah dipakai situs ini sendiri; pilih kunci lain."})

    @property
    def kop(self) -> tuple[str, ...]:
        """The lines of the letterhead, empty ones left out."""
        alamat = " ".join(filter(None, [self.alamat, self.kode_pos]))
        kontak = " · ".join(filter(None, [self.telepon, self.surel, self.laman]))
        return tuple(filter(None, [f"PEMERINTAH {self.kabupaten}".upper(), self.nama.upper(), alamat, kontak]))


class UnitKerja(models.Model):
    """A part of the instansi. A kelurahan is a unit with a budget of its own."""

    class Jenis(models.TextChoices):
        SEKRETARIAT = "sekretariat", "Sekretariat"
        SUBBAGIAN = "subbagian", "Subbagian"
        SEKSI = "seksi", "Seksi"
        KELURAHAN = "kelurahan", "Kelurahan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="unit")
    nama = models.CharField(max_length=120)
    jenis = models.CharField(max_length=12, choices=Jenis)
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="bawahan")
    tugas = models.TextField(blank=True)
    fungsi = models.TextField(blank=True, help_text="Satu fungsi satu baris")
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "urut", "pk"]
        verbose_name = verbose_name_plural = "unit kerja"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "nama"],
                name="unit_nama_unik",
                violation_error_message="Unit dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class DataWilayah(models.Model):
    """A fact about the area in a year: villages, population, size, schools."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="data_wilayah")
    tahun = TahunField()
    kelompok = models.CharField(max_length=60, blank=True)
    uraian = models.CharField(max_length=160)
    nilai = NilaiField(null=True, blank=True)
    teks = models.CharField(max_length=500, blank=True)
    satuan = models.CharField(max_length=30, blank=True)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "data wilayah"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "uraian"], name="data_wilayah_unik"),
            models.CheckConstraint(
                name="data_wilayah_berisi",
                condition=models.Q(nilai__isnull=False) | ~models.Q(teks=""),
                violation_error_message="Isi nilai atau teks.",
            ),
            syarat_tahun("data_wilayah_tahun"),
        ]

    def __str__(self) -> str:
        return self.uraian


class DasarHukum(models.Model):
    """A legal basis the report of a year cites."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="dasar_hukum")
    tahun = TahunField()
    uraian = models.CharField(max_length=400)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "dasar hukum"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "uraian"], name="dasar_hukum_unik"),
            syarat_tahun("dasar_hukum_tahun"),
        ]

    def __str__(self) -> str:
        return self.uraian
