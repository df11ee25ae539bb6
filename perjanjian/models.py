"""The promise: a perjanjian kinerja per post and year, its butir, and their targets per quarter (rencana aksi)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from auditlog.models import LogEntry
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from kinerja.alur import ALUR_PERJANJIAN, Alur, StatusPerjanjian
from kinerja.angka import format_isian
from kinerja.capaian import JenisIndikator
from kinerja.target import read_target
from kinerja.ukuran import Sasar
from organisasi.bidang import NilaiField, TahunField, syarat_tahun, syarat_triwulan
from organisasi.kueri import kueri
from organisasi.models import Instansi, Jabatan, Pejabat, Pengguna, Peran
from renstra.models import Indikator, clean_sasar
from tandatangan.models import TertandaBeku

SARAN_TERKUNCI = {
    StatusPerjanjian.DIAJUKAN: "Tarik dahulu pengajuannya di halaman perjanjian ini.",
    StatusPerjanjian.DIREVIU: "Minta camat atau salah satu pihak mengembalikannya dahulu.",
    StatusPerjanjian.DITANDATANGANI: "Minta camat atau pihak kedua mengembalikannya dahulu.",
    StatusPerjanjian.BERLAKU: (
        "Bila ada yang berubah, buat perjanjian perubahan; yang salah dapat dibatalkan admin kabupaten."
    ),
    StatusPerjanjian.DIGANTIKAN: "Ubah perjanjian perubahannya.",
}


class Terjaga(models.Model):
    """A row of a perjanjian: once that is on its way to being signed, nothing of it is changed by any way."""

    class Meta:
        abstract = True

    def list_perjanjian(self) -> models.QuerySet[PerjanjianKinerja]:
        """Return the stored perjanjian that saving or deleting this row would change."""
        raise NotImplementedError

    def check_terbuka(self, *, kunci: bool = False) -> None:
        """Raise ValidationError where the perjanjian is no draft any more, with what can be done.

        ``kunci``: inside a transaction; nobody takes a step with the perjanjian until it ends.
        """
        semua = self.list_perjanjian()
        if kunci:
            list(semua.select_for_update().values_list("pk", flat=True))
        terkunci = semua.exclude(status=StatusPerjanjian.DRAF).select_related("jabatan").first()
        if terkunci is not None:
            raise ValidationError({NON_FIELD_ERRORS: [explain_terkunci(terkunci)]})

    def clean(self) -> None:
        super().clean()
        self.check_terbuka()

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            self.check_terbuka(kunci=True)
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            self.check_terbuka(kunci=True)
            return super().delete(*args, **kwargs)


class PerjanjianKinerja(Terjaga):
    """What the holder of a post promises his superior for a year. Its budget follows from what the post answers for.

    ``status`` is changed by :func:`organisasi.alur.change_status` only.
    """

    ALUR: ClassVar[Alur] = ALUR_PERJANJIAN

    class Jenis(models.TextChoices):
        MURNI = "murni", "Murni"
        PERUBAHAN = "perubahan", "Perubahan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="perjanjian")
    tahun = TahunField()
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="perjanjian", verbose_name="pihak pertama")
    jenis = models.CharField(max_length=10, choices=Jenis, default=Jenis.MURNI)
    pihak_kedua = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="perjanjian_bawahan",
        help_text="Kosong: atasan di luar instansi, isi sebutannya",
    )  # fmt: skip
    sebutan_pihak_kedua = models.CharField(max_length=120, blank=True, help_text="Bupati Tanah Laut")
    nama_pihak_kedua = models.CharField(max_length=120, blank=True)
    nomor = models.CharField(max_length=60, blank=True)
    tanggal = models.DateField(null=True, blank=True)
    status = models.CharField(
        max_length=16,
        choices=[
            (s.value, "Ditandatangani pihak pertama" if s == StatusPerjanjian.DITANDATANGANI else s.value.capitalize())
            for s in StatusPerjanjian
        ],
        default=StatusPerjanjian.DRAF.value,
        editable=False,
    )

    objects = kueri()

    class Meta:
        ordering = ["instansi", "tahun", "jabatan__urut", "jenis"]
        verbose_name = verbose_name_plural = "perjanjian kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["jabatan", "tahun", "jenis"],
                name="perjanjian_unik",
                violation_error_message="Perjanjian jabatan ini untuk tahun dan jenis tersebut sudah ada.",
            ),
            models.CheckConstraint(
                name="perjanjian_pihak_kedua",
                condition=models.Q(pihak_kedua__isnull=False) | ~models.Q(sebutan_pihak_kedua=""),
                violation_error_message="Isi pihak kedua.",
            ),
            models.CheckConstraint(
                name="perjanjian_bukan_diri_sendiri",
                condition=models.Q(pihak_kedua__isnull=True) | ~models.Q(pihak_kedua=models.F("jabatan")),
                violation_error_message="Pihak kedua tidak boleh jabatan yang sama.",
            ),
            syarat_tahun("perjanjian_tahun"),
        ]

    def __str__(self) -> str:
        return f"PK {self.jabatan} {self.tahun} ({self.get_jenis_display()})"

    @property
    def atasan(self) -> str:
        """The second party in words."""
        return str(self.pihak_kedua) if self.pihak_kedua_id else self.sebutan_pihak_kedua

    @property
    def keadaan(self) -> str:
        """How far it is, and whom it waits for."""
        return {
            StatusPerjanjian.DRAF: "Sedang disusun",
            StatusPerjanjian.DIAJUKAN: "Menunggu reviu camat atau pihak kedua",
            StatusPerjanjian.DIREVIU: f"Menunggu tanda tangan {self.jabatan}",
            StatusPerjanjian.DITANDATANGANI: f"Menunggu tanda tangan {self.atasan}",
            StatusPerjanjian.BERLAKU: "Berlaku",
            StatusPerjanjian.DIGANTIKAN: "Digantikan perubahan",
        }[StatusPerjanjian(self.status)]

    def list_perjanjian(self) -> models.QuerySet[PerjanjianKinerja]:
        return PerjanjianKinerja.objects.filter(pk=self.pk)

    def list_pengisi(self) -> Iterable[int]:
        """Return the pk of those who typed its parties, butir or targets, by the log of changes."""
        butir = Butir.objects.filter(perjanjian=self)
        target = TargetButir.objects.filter(butir__perjanjian=self)
        log = LogEntry.objects.filter(
            _tentang(PerjanjianKinerja, [self.pk])
            | _tentang(Butir, butir.values_list("pk", flat=True))
            | _tentang(TargetButir, target.values_list("pk", flat=True))
            | models.Q(content_type=_tipe(Butir), action=LogEntry.Action.DELETE, changes__perjanjian__0=str(self.pk))
        )
        return set(log.exclude(actor=None).values_list("actor_id", flat=True))

    def list_peran_khusus(self, pengguna: Pengguna) -> set[str]:
        """Return "pihak_pertama" and "pihak_kedua" where this person signs as such; nobody does where the instansi is not
        in use."""
        if not self.instansi.aktif:
            return set()
        jabatan = [self.jabatan_id, self.pihak_kedua_id]
        kepala = Peran.objects.filter(jenis=Peran.Jenis.KEPALA, kabupaten=self.instansi.kabupaten_id, pengguna=pengguna)
        return self.match_pihak(
            pengguna,
            list(Pejabat.objects.filter(jabatan__in=[j for j in jabatan if j])),
            is_kepala=self.pihak_kedua_id is None and kepala.exists(),
        )

    def match_pihak(self, pengguna: Pengguna, pejabat: Iterable[Pejabat], *, is_kepala: bool) -> set[str]:
        """The same from officials that have been read: of both posts, with their times.

        Whoever holds a post today; where nobody does, who held it on the day of the perjanjian. The second party outside
        the kecamatan is the kepala daerah.
        """
        semua = list(pejabat)
        peran = {"pihak_pertama"} if self._is_pemegang(pengguna, self.jabatan_id, semua) else set()
        if self.pihak_kedua_id is None:
            kedua = is_kepala
        else:
            kedua = self._is_pemegang(pengguna, self.pihak_kedua_id, semua)
        return peran | ({"pihak_kedua"} if kedua else set())

    def _is_pemegang(self, pengguna: Pengguna, jabatan: int, semua: list[Pejabat]) -> bool:
        milik = [p for p in semua if p.jabatan_id == jabatan]
        for hari in filter(None, (timezone.localdate(), self.tanggal)):
            if kini := [p for p in milik if p.mulai <= hari and (p.selesai is None or p.selesai >= hari)]:
                return any(p.pengguna_id == pengguna.pk for p in kini)
        return False


def _tipe(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _tentang(model: type[models.Model], pk: Iterable[int]) -> models.Q:
    return models.Q(content_type=_tipe(model), object_id__in=pk)


def explain_terkunci(perjanjian: PerjanjianKinerja) -> str:
    """Say that a perjanjian cannot be changed now, and what to do."""
    status = StatusPerjanjian(perjanjian.status)
    keadaan = f"sudah {perjanjian.get_status_display().lower()}"
    return f"{perjanjian} {keadaan}, jadi isinya tidak dapat diubah. {SARAN_TERKUNCI[status]}"


class Butir(Terjaga):
    """One promise: an indicator and the target that was signed."""

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.CASCADE, related_name="butir")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="butir")
    target = NilaiField(null=True, blank=True)
    target_teks = models.CharField(max_length=60, blank=True)
    satuan = models.CharField(max_length=40, blank=True, help_text="Kosong: satuan indikator")
    urut = models.PositiveSmallIntegerField(default=0)

    objects = kueri("perjanjian__instansi", "perjanjian__tahun")

    class Meta:
        ordering = ["perjanjian", "urut", "pk"]
        verbose_name = verbose_name_plural = "butir perjanjian"
        constraints = [
            models.UniqueConstraint(
                fields=["perjanjian", "indikator"],
                name="butir_unik",
                violation_error_message="Indikator ini sudah ada di perjanjian.",
            ),
            models.CheckConstraint(
                name="butir_bertarget",
                condition=models.Q(target__isnull=False) | ~models.Q(target_teks=""),
                violation_error_message="Isi target.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.perjanjian}: {self.indikator}"

    @property
    def sasar(self) -> Sasar:
        return Sasar(self.target, self.target_teks)

    def clean(self) -> None:
        super().clean()
        if self.indikator_id is not None:
            clean_sasar(self, self.indikator.ukuran.read_target, ("target", "target_teks"))

    def list_perjanjian(self) -> models.QuerySet[PerjanjianKinerja]:
        asal = Butir.objects.filter(pk=self.pk).values("perjanjian")
        return PerjanjianKinerja.objects.filter(models.Q(pk=self.perjanjian_id) | models.Q(pk__in=asal))


class TargetButir(Terjaga):
    """The target of a butir up to and including a quarter (rencana aksi)."""

    butir = models.ForeignKey(Butir, models.CASCADE, related_name="target_triwulan")
    triwulan = models.PositiveSmallIntegerField()
    nilai = NilaiField(null=True, blank=True)
    teks = models.CharField(max_length=60, blank=True)

    objects = kueri("butir__perjanjian__instansi", "butir__perjanjian__tahun")

    class Meta:
        ordering = ["butir", "triwulan"]
        verbose_name = verbose_name_plural = "target butir per triwulan"
        constraints = [
            models.UniqueConstraint(fields=["butir", "triwulan"], name="target_butir_unik"),
            syarat_triwulan("target_butir_1_4"),
            models.CheckConstraint(
                name="target_butir_berisi",
                condition=models.Q(nilai__isnull=False) | ~models.Q(teks=""),
                violation_error_message="Isi target triwulan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.butir} TW {self.triwulan}"

    @property
    def sasar(self) -> Sasar:
        return Sasar(self.nilai, self.teks)

    @property
    def isi(self) -> str:
        """The target as one cell of a workbook holds it: "3,5", "2 dokumen" (which is 2), "BB"."""
        return self.teks if self.nilai is None else format_isian(self.nilai)

    @isi.setter
    def isi(self, teks: str) -> None:
        target = read_target(teks)
        self.nilai, self.teks = target.nilai, "" if target.nilai is not None else target.teks

    def clean(self) -> None:
        super().clean()
        if self.butir_id is None:
            return
        ukuran = self.butir.indikator.ukuran
        if ukuran.jenis is JenisIndikator.ANGKA and self.nilai is None:
            raise ValidationError({"nilai": f"Isi target triwulan berupa angka, bukan “{self.teks}”."})
        clean_sasar(self, ukuran.read_target)

    def list_perjanjian(self) -> models.QuerySet[PerjanjianKinerja]:
        asal = TargetButir.objects.filter(pk=self.pk).values("butir__perjanjian")
        kini = Butir.objects.filter(pk=self.butir_id).values("perjanjian")
        return PerjanjianKinerja.objects.filter(models.Q(pk__in=kini) | models.Q(pk__in=asal))


class KomentarButir(models.Model):
    """What the reviewer wants changed in one butir, or (``butir`` empty) in the perjanjian as a whole."""

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.CASCADE, related_name="komentar")
    butir = models.ForeignKey(Butir, models.CASCADE, null=True, blank=True, related_name="komentar")
    teks = models.TextField("komentar")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)
    selesai = models.BooleanField("sudah ditanggapi", default=False)

    objects = kueri("perjanjian__instansi", "perjanjian__tahun")

    class Meta:
        ordering = ["perjanjian", "waktu", "pk"]
        verbose_name = verbose_name_plural = "komentar perjanjian"

    def __str__(self) -> str:
        return self.teks[:60]


class TandaKertas(models.Model):
    """That both parties have signed on paper: on what day, who vouches for it, and the fingerprint of the scan.

    Never changes; ``dibatalkan`` is when the perjanjian was withdrawn. The scan lies in a file (:mod:`perjanjian.kertas`).
    """

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.PROTECT, related_name="tanda_kertas")
    tanggal = models.DateField("tanggal ditandatangani")
    mime = models.CharField("jenis berkas", max_length=40)
    sidik = models.CharField("sidik pindaian (SHA-256)", max_length=64)
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    waktu = models.DateTimeField(auto_now_add=True)
    dibatalkan = models.DateTimeField(null=True, blank=True)

    objects = kueri("perjanjian__instansi", "perjanjian__tahun")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "tanda tangan di kertas"
        constraints = [
            models.UniqueConstraint(
                fields=["perjanjian"], condition=models.Q(dibatalkan__isnull=True), name="tanda_kertas_berlaku_satu"
            )
        ]

    def __str__(self) -> str:
        return f"{self.perjanjian}, ditandatangani di kertas"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and kwargs.get("update_fields") != ["dibatalkan"]:
            raise TertandaBeku("Tanda tangan di kertas yang sudah dicatat tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TertandaBeku("Tanda tangan di kertas yang sudah dicatat tidak dapat dihapus.")


@receiver(pre_delete, sender=PerjanjianKinerja)
@receiver(pre_delete, sender=Butir)
@receiver(pre_delete, sender=TargetButir)
def refuse_delete(sender: Any, instance: Terjaga, **kwargs: Any) -> None:
    """Nothing of a perjanjian that is no draft is deleted by a queryset or with its parent either."""
    instance.check_terbuka()
