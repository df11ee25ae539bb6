from django.db import models

from organisasi.bidang import TahunField, syarat_tahun
from organisasi.kueri import kueri
from organisasi.models.instansi import Instansi


class RekapPegawai(models.Model):
    """One count of a staff table (row × column × sex) in a year; totals are computed, never entered."""

    class Tabel(models.TextChoices):
        JABATAN = "jabatan", "Jabatan, eselon, dan status kepegawaian"
        GOLONGAN = "golongan", "Pangkat dan golongan"
        PENDIDIKAN = "pendidikan", "Jenjang pendidikan"
        KUALIFIKASI = "kualifikasi", "Golongan menurut pendidikan dan jenis kelamin"
        ESELON = "eselon", "Eselon menurut pendidikan dan jenis kelamin"
        DIKLAT = "diklat", "Diklat yang diikuti"
        UNIT = "unit", "Pegawai satu unit kerja"

    class JenisKelamin(models.TextChoices):
        L = "L", "Laki-laki"
        P = "P", "Perempuan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="rekap_pegawai")
    tahun = TahunField()
    tabel = models.CharField(max_length=12, choices=Tabel)
    kelompok = models.CharField(max_length=80, blank=True, help_text="Baris dengan kelompok yang sama diberi subjumlah")
    baris = models.CharField(max_length=160)
    eselon = models.CharField(max_length=8, blank=True)
    kolom = models.CharField(max_length=60, help_text="PNS, Non PNS, S1/DIV, …")
    jenis_kelamin = models.CharField(max_length=1, choices=JenisKelamin, blank=True)
    jumlah = models.PositiveIntegerField()
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "tabel", "urut", "pk"]
        verbose_name = verbose_name_plural = "rekap pegawai"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "tabel", "kelompok", "baris", "kolom", "jenis_kelamin"],
                name="rekap_pegawai_unik",
            ),
            syarat_tahun("rekap_pegawai_tahun"),
        ]

    def __str__(self) -> str:
        return f"{self.baris} – {self.kolom}"


class KebutuhanPegawai(models.Model):
    """Staff needed by ANJAB/ABK beside staff present."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="kebutuhan_pegawai")
    tahun = TahunField()
    uraian = models.CharField(max_length=160)
    kebutuhan = models.PositiveIntegerField()
    tersedia = models.PositiveIntegerField()
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "kebutuhan pegawai"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "uraian"], name="kebutuhan_pegawai_unik"),
            syarat_tahun("kebutuhan_pegawai_tahun"),
        ]

    def __str__(self) -> str:
        return self.uraian


class Sarana(models.Model):
    """An asset by condition; how many there are is the sum of the conditions."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="sarana")
    tahun = TahunField()
    nama = models.CharField(max_length=120)
    baik = models.PositiveIntegerField(default=0)
    kurang_baik = models.PositiveIntegerField("kurang baik", default=0)
    rusak_berat = models.PositiveIntegerField("rusak berat", default=0)
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "urut", "pk"]
        verbose_name = verbose_name_plural = "sarana dan prasarana"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun", "nama"], name="sarana_unik"),
            syarat_tahun("sarana_tahun"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def jumlah(self) -> int:
        return self.baik + self.kurang_baik + self.rusak_berat
