"""The plan: RPJMD → misi → tujuan → sasaran → indikator → target and realisasi per year."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from kinerja.capaian import Arah, JenisIndikator
from kinerja.triwulan import Akumulasi
from kinerja.ukuran import KataError, Sasar, Ukuran
from organisasi.bidang import NilaiField, TahunField, syarat_tahun, syarat_triwulan
from organisasi.kueri import MilikQuerySet, kueri
from organisasi.models import Instansi, Jabatan, Kabupaten, Skala


class Rpjmd(models.Model):
    """The five-year plan of the kabupaten."""

    JALUR_KABUPATEN = "kabupaten__in"

    kabupaten = models.ForeignKey(Kabupaten, models.CASCADE, related_name="rpjmd")
    tahun_awal = TahunField()
    tahun_akhir = TahunField()
    visi = models.TextField(blank=True)
    dasar_hukum = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["kabupaten", "-tahun_awal"]
        verbose_name = verbose_name_plural = "RPJMD"
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "tahun_awal"], name="rpjmd_awal_unik"),
            models.CheckConstraint(
                name="rpjmd_masa_urut",
                condition=models.Q(tahun_akhir__gt=models.F("tahun_awal")),
                violation_error_message="Tahun akhir harus sesudah tahun awal.",
            ),
        ]

    def __str__(self) -> str:
        return f"RPJMD {self.kabupaten.nama} {self.tahun_awal}–{self.tahun_akhir}"


class Misi(models.Model):
    JALUR_KABUPATEN = "rpjmd__kabupaten__in"

    rpjmd = models.ForeignKey(Rpjmd, models.CASCADE, related_name="misi")
    nomor = models.PositiveSmallIntegerField()
    uraian = models.TextField()

    class Meta:
        ordering = ["rpjmd", "nomor"]
        verbose_name = verbose_name_plural = "misi"
        constraints = [models.UniqueConstraint(fields=["rpjmd", "nomor"], name="misi_nomor_unik")]

    def __str__(self) -> str:
        return f"Misi {self.nomor}"


class Renstra(models.Model):
    """The five-year plan of an instansi and the misi it supports."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="renstra")
    rpjmd = models.ForeignKey(Rpjmd, models.PROTECT, null=True, blank=True, related_name="renstra")
    tahun_awal = TahunField()
    tahun_akhir = TahunField()
    dasar_hukum = models.CharField(max_length=250, blank=True)
    nomor_iku = models.CharField("nomor keputusan IKU", max_length=80, blank=True)
    tanggal_iku = models.DateField("tanggal keputusan IKU", null=True, blank=True)
    misi_didukung = models.ManyToManyField(Misi, blank=True, related_name="renstra")

    objects = kueri()

    class Meta:
        ordering = ["instansi", "-tahun_awal"]
        verbose_name = verbose_name_plural = "Renstra"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun_awal"], name="renstra_awal_unik"),
            models.CheckConstraint(
                name="renstra_masa_urut",
                condition=models.Q(tahun_akhir__gt=models.F("tahun_awal")),
                violation_error_message="Tahun akhir harus sesudah tahun awal.",
            ),
        ]

    def __str__(self) -> str:
        return f"Renstra {self.instansi} {self.tahun_awal}–{self.tahun_akhir}"


class VersiRenstra(models.Model):
    """The plan as it stood before a change of the Renstra: its legal basis, from which year the change counts, and all
    tujuan, sasaran, indikator, programmes and targets as they were (``isi``), to be read and compared. Never changed."""

    renstra = models.ForeignKey(Renstra, models.CASCADE, related_name="versi")
    nomor = models.PositiveSmallIntegerField(help_text="0 = Renstra awal")
    dasar_hukum = models.CharField(max_length=250, blank=True)
    alasan = models.CharField("alasan perubahan", max_length=300, blank=True)
    berlaku_mulai = TahunField("perubahan berlaku mulai tahun")
    isi = models.JSONField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    objects = kueri("renstra__instansi", "berlaku_mulai")

    class Meta:
        ordering = ["renstra", "nomor"]
        verbose_name = verbose_name_plural = "versi Renstra"
        constraints = [models.UniqueConstraint(fields=["renstra", "nomor"], name="versi_renstra_unik")]

    def __str__(self) -> str:
        return f"{self.renstra} versi {self.nomor}"


class Tujuan(models.Model):
    renstra = models.ForeignKey(Renstra, models.CASCADE, related_name="tujuan")
    kode = models.CharField(max_length=12, help_text="T1")
    uraian = models.TextField()
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("renstra__instansi")

    class Meta:
        ordering = ["renstra", "urut", "pk"]
        verbose_name = verbose_name_plural = "tujuan"
        constraints = [models.UniqueConstraint(fields=["renstra", "kode"], name="tujuan_kode_unik")]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"


class Sasaran(models.Model):
    """An outcome. *Strategis*: of the Renstra. *Operasional*: what a lower post must deliver so that it comes about."""

    class Tingkat(models.TextChoices):
        STRATEGIS = "strategis", "Strategis (Renstra)"
        OPERASIONAL = "operasional", "Operasional (kinerja pejabat)"

    renstra = models.ForeignKey(Renstra, models.CASCADE, related_name="sasaran")
    tujuan = models.ForeignKey(Tujuan, models.PROTECT, null=True, blank=True, related_name="sasaran")
    kode = models.CharField(max_length=12, help_text="S1")
    uraian = models.TextField()
    tingkat = models.CharField(max_length=12, choices=Tingkat, default=Tingkat.STRATEGIS)
    pemilik = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="sasaran", verbose_name="jabatan pemilik"
    )
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="turunan", verbose_name="mendukung sasaran"
    )
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("renstra__instansi")

    class Meta:
        ordering = ["renstra", "urut", "pk"]
        verbose_name = verbose_name_plural = "sasaran"
        constraints = [
            models.UniqueConstraint(fields=["renstra", "kode"], name="sasaran_kode_unik"),
            models.CheckConstraint(
                name="sasaran_operasional_berpemilik",
                condition=models.Q(tingkat="strategis") | models.Q(pemilik__isnull=False),
                violation_error_message="Sasaran operasional harus punya jabatan pemilik.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"


class IndikatorQuerySet(MilikQuerySet):
    jalur_instansi = "renstra__instansi"

    def with_skala(self) -> IndikatorQuerySet:
        """Read the scales that :attr:`Indikator.ukuran` needs with the rows."""
        bawaan = "renstra__instansi__kabupaten__skala_akip"
        return self.select_related("skala", bawaan).prefetch_related("skala__kelas", f"{bawaan}__kelas")

    def on_skala(self, skala: Skala) -> IndikatorQuerySet:
        """Return those whose classes are this scale's (:attr:`Indikator.skala_berlaku`)."""
        bawaan = models.Q(skala=None, renstra__instansi__kabupaten__skala_akip=skala)
        return self.filter(models.Q(skala=skala) | bawaan, jenis=JenisIndikator.PREDIKAT.value)


class Indikator(models.Model):
    """An indicator of a tujuan or of a sasaran."""

    class SumberNilai(models.TextChoices):
        ENTRI = "entri", "Diisi setiap tahun"
        SKM = "skm", "Hasil survei kepuasan masyarakat"
        AKIP = "akip", "Nilai evaluasi AKIP"
        LUARAN = "luaran", "Keluaran program, kegiatan, atau sub kegiatan"

    tujuan = models.ForeignKey(Tujuan, models.CASCADE, null=True, blank=True, related_name="indikator")
    sasaran = models.ForeignKey(Sasaran, models.CASCADE, null=True, blank=True, related_name="indikator")
    renstra = models.ForeignKey(Renstra, models.CASCADE, related_name="indikator")
    kode = models.CharField(max_length=16, help_text="S1.1")
    uraian = models.TextField()
    satuan = models.CharField(max_length=40, blank=True)
    jenis = models.CharField(
        max_length=10,
        choices=[
            (JenisIndikator.ANGKA.value, "Angka"),
            (JenisIndikator.RENTANG.value, "Rentang"),
            (JenisIndikator.PREDIKAT.value, "Predikat"),
            (JenisIndikator.YA_TIDAK.value, "Ya/tidak"),
        ],
        default=JenisIndikator.ANGKA.value,
    )
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
        default=Akumulasi.KUMULATIF.value,
    )
    desimal = models.PositiveSmallIntegerField("angka di belakang koma", default=2)
    iku = models.BooleanField("IKU", default=False)
    formula = models.TextField("formula", blank=True)
    sumber_data = models.CharField(max_length=200, blank=True)
    sumber_nilai = models.CharField(max_length=6, choices=SumberNilai, default=SumberNilai.ENTRI)
    penanggung_jawab = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="indikator")
    keterangan_penanggung_jawab = models.CharField(
        max_length=160, blank=True, help_text="Bila lebih dari satu jabatan: Semua kepala seksi"
    )
    kondisi_awal = NilaiField(null=True, blank=True)
    kondisi_awal_teks = models.CharField("kondisi awal dalam kata", max_length=60, blank=True)
    standar_nasional = NilaiField(null=True, blank=True)
    batas_bawah = NilaiField("batas bawah rentang", null=True, blank=True)
    batas_atas = NilaiField("batas atas rentang", null=True, blank=True)
    skala = models.ForeignKey(
        Skala, models.PROTECT, null=True, blank=True, related_name="indikator", verbose_name="skala predikat",
        help_text="Kosong: skala AKIP kabupaten",
    )  # fmt: skip
    urut = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager.from_queryset(IndikatorQuerySet)()

    class Meta:
        ordering = ["renstra", "urut", "pk"]
        verbose_name = verbose_name_plural = "indikator"
        constraints = [
            models.UniqueConstraint(fields=["renstra", "kode"], name="indikator_kode_unik"),
            models.CheckConstraint(
                name="indikator_satu_induk",
                condition=models.Q(tujuan__isnull=True, sasaran__isnull=False)
                | models.Q(tujuan__isnull=False, sasaran__isnull=True),
                violation_error_message="Indikator harus milik satu tujuan atau satu sasaran.",
            ),
            models.CheckConstraint(
                name="indikator_rentang_berbatas",
                condition=~models.Q(jenis="rentang")
                | models.Q(batas_bawah__isnull=False, batas_atas__gte=models.F("batas_bawah")),
                violation_error_message="Indikator rentang harus punya batas bawah dan batas atas.",
            ),
            models.CheckConstraint(name="indikator_desimal", condition=models.Q(desimal__lte=4)),
            models.CheckConstraint(
                name="indikator_arah_angka",
                condition=models.Q(jenis="angka") | models.Q(arah="naik"),
                violation_error_message="Makin rendah makin baik hanya berlaku untuk jenis Angka.",
            ),
            models.CheckConstraint(
                name="indikator_skala_predikat",
                condition=models.Q(jenis="predikat") | models.Q(skala__isnull=True),
                violation_error_message="Skala hanya dipilih untuk jenis Predikat.",
            ),
            models.CheckConstraint(
                name="indikator_sumber_sejenis",
                condition=models.Q(sumber_nilai="entri")
                | models.Q(jenis__in=["angka", "rentang"])
                | models.Q(jenis="predikat", sumber_nilai__in=["skm", "akip"]),
                violation_error_message="Sumber nilai ini berupa angka yang tidak dapat dipakai jenis itu; pilih “Diisi "
                "setiap tahun”.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"

    def clean(self) -> None:
        if self.renstra_id is not None:
            clean_sasar(self, self.ukuran.read_realisasi, ("kondisi_awal", "kondisi_awal_teks"))

    @property
    def awal(self) -> Sasar | None:
        """Where it stood before the plan; None where that is not known."""
        awal = Sasar(self.kondisi_awal, self.kondisi_awal_teks)
        return None if awal == Sasar(None) else awal

    @property
    def skala_berlaku(self) -> Skala | None:
        """The scale its classes are those of: its own, else the one the kabupaten uses for AKIP."""
        return self.skala or self.renstra.instansi.kabupaten.skala_akip

    @property
    def ukuran(self) -> Ukuran:
        """How it is measured. Only a predikat has to look up its scale (:meth:`IndikatorQuerySet.with_skala`)."""
        jenis = JenisIndikator(self.jenis)
        skala = self.skala_berlaku if jenis is JenisIndikator.PREDIKAT else None
        return Ukuran(jenis, Arah(self.arah), self.batas_bawah, self.batas_atas, skala.to_inti() if skala else None)


def clean_sasar(
    baris: models.Model, read: Callable[[Sasar], Sasar], bidang: tuple[str, str] = ("nilai", "teks")
) -> None:
    """Bring the figure and words of a row (two fields) into the one spelling of its kind; else ValidationError."""
    isi = Sasar(*(getattr(baris, b) for b in bidang))
    if isi == Sasar(None):
        return
    try:
        rapi = read(isi)
    except KataError as galat:
        raise ValidationError({bidang[1]: str(galat)}) from galat
    setattr(baris, bidang[0], rapi.nilai)
    setattr(baris, bidang[1], rapi.teks)


class TargetIndikator(models.Model):
    """The target of a year in the plan; ``teks`` is a predicate or words where there is no number."""

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="target")
    tahun = TahunField()
    nilai = NilaiField(null=True, blank=True)
    teks = models.CharField(max_length=60, blank=True)

    objects = kueri("indikator__renstra__instansi")

    class Meta:
        ordering = ["indikator", "tahun"]
        verbose_name = verbose_name_plural = "target indikator"
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tahun"], name="target_indikator_unik"),
            models.CheckConstraint(
                name="target_indikator_berisi",
                condition=models.Q(nilai__isnull=False) | ~models.Q(teks=""),
                violation_error_message="Isi target berupa angka atau teks.",
            ),
            syarat_tahun("target_indikator_tahun"),
        ]

    def __str__(self) -> str:
        return f"{self.indikator.kode} {self.tahun}"

    @property
    def sasar(self) -> Sasar:
        return Sasar(self.nilai, self.teks)

    def clean(self) -> None:
        if self.indikator_id is not None:
            clean_sasar(self, self.indikator.ukuran.read_target)


class RealisasiIndikator(models.Model):
    """What was reached in a quarter (1–4) or the year (0), or why it is not known yet."""

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="realisasi")
    tahun = TahunField()
    triwulan = models.PositiveSmallIntegerField(default=0, help_text="0 = setahun")
    nilai = NilaiField(null=True, blank=True)
    teks = models.CharField(max_length=60, blank=True)
    alasan = models.CharField("alasan belum ada", max_length=200, blank=True)
    faktor = models.TextField("faktor pendukung atau penyebab", blank=True)
    hambatan = models.TextField(blank=True)
    solusi = models.TextField(blank=True)
    tindak_lanjut = models.TextField("rencana tindak lanjut", blank=True)

    objects = kueri("indikator__renstra__instansi")

    class Meta:
        ordering = ["indikator", "tahun", "triwulan"]
        verbose_name = verbose_name_plural = "realisasi indikator"
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tahun", "triwulan"], name="realisasi_indikator_unik"),
            models.CheckConstraint(
                name="realisasi_indikator_berisi",
                condition=models.Q(nilai__isnull=False) | ~models.Q(teks="") | ~models.Q(alasan=""),
                violation_error_message="Isi realisasi, atau alasan mengapa belum ada.",
            ),
            syarat_tahun("realisasi_indikator_tahun"),
            syarat_triwulan("realisasi_indikator_triwulan", mulai=0),
        ]

    def __str__(self) -> str:
        return f"{self.indikator.kode} {self.tahun}"

    @property
    def sasar(self) -> Sasar:
        return Sasar(self.nilai, self.teks)

    def clean(self) -> None:
        if self.indikator_id is not None:
            clean_sasar(self, self.indikator.ukuran.read_realisasi)


class Strategi(models.Model):
    """A strategy of a sasaran with its policy directions, one a line."""

    sasaran = models.ForeignKey(Sasaran, models.CASCADE, related_name="strategi")
    uraian = models.TextField()
    arah_kebijakan = models.TextField(blank=True, help_text="Satu arah kebijakan satu baris")
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("sasaran__renstra__instansi")

    class Meta:
        ordering = ["sasaran", "urut", "pk"]
        verbose_name = verbose_name_plural = "strategi dan arah kebijakan"

    def __str__(self) -> str:
        return self.uraian[:60]


class IsuStrategis(models.Model):
    """A strategic issue of a year: masalah pokok – masalah – akar masalah."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="isu_strategis")
    tahun = TahunField()
    masalah_pokok = models.TextField()
    masalah = models.TextField(blank=True)
    akar_masalah = models.TextField(blank=True)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "isu strategis"
        constraints = [syarat_tahun("isu_strategis_tahun")]

    def __str__(self) -> str:
        return self.masalah_pokok[:60]
