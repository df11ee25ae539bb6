"""A workbook between checking and saving: kept on the server for an hour, for the one who brought it.

The page carries a signed token instead of the file; it says which file, whose, and what for, so that nobody saves what he
has not checked, nor anything for another kecamatan.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditlog.models import LogEntry
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from anggaran.isian import list_bagian
from anggaran.models import IsianTriwulan, RealisasiBelanja, RealisasiKeluaran, RealisasiTriwulan
from buku_kerja import impor
from buku_kerja.identitas import Isi
from buku_kerja.laporan import LaporanImpor
from buku_kerja.teks import fold
from kinerja.alur import StatusLaporan, StatusTriwulan
from lakip.models import Laporan
from organisasi.models import Instansi, Kabupaten, Pengguna
from renstra.models import RealisasiIndikator

UMUR = 60 * 60
GARAM = "ruang.unggahan"
LEMBAR_REALISASI = ("Realisasi", "Realisasi Indikator", "Belanja")
LEMBAR_LAPORAN = ("Narasi",)
HILANG = "Berkas yang tadi diperiksa sudah tidak ada (disimpan paling lama satu jam). Unggah sekali lagi."


class UnggahanHilang(Exception):
    """The token leads to no file of this user for this purpose; the message is a sentence for him."""


@dataclass(frozen=True)
class Unggahan:
    """A file that was checked."""

    berkas: Path
    ubah_bersama: bool = False

    def remove(self) -> None:
        self.berkas.unlink(missing_ok=True)


def get_folder() -> Path:
    return Path(settings.DATA_DIR) / "buku-kerja-sementara"


def keep(berkas: UploadedFile, oleh: Pengguna, untuk: Instansi | Kabupaten, *, ubah_bersama: bool = False) -> str:
    """Keep a file and return its token. What is older than an hour is swept away."""
    folder = get_folder()
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    nama = uuid.uuid4().hex
    with (folder / f"{nama}.xlsx").open("xb") as tujuan:
        for potong in berkas.chunks():
            tujuan.write(potong)
    isi = {"berkas": nama, "oleh": oleh.pk, "untuk": _name(untuk), "bersama": ubah_bersama}
    return signing.dumps(isi, salt=GARAM)


def fetch(token: str, oleh: Pengguna, untuk: Instansi | Kabupaten) -> Unggahan:
    """Return the file. Raises :class:`UnggahanHilang`."""
    try:
        isi: dict[str, Any] = signing.loads(token, salt=GARAM, max_age=UMUR)
    except signing.BadSignature as galat:  # also an expired one
        raise UnggahanHilang(HILANG) from galat
    berkas = get_folder() / f"{isi['berkas']}.xlsx"
    if isi["oleh"] != oleh.pk or isi["untuk"] != _name(untuk) or not berkas.exists():
        raise UnggahanHilang(HILANG)
    return Unggahan(berkas, isi["bersama"])


def _name(untuk: Instansi | Kabupaten) -> str:
    return f"{untuk._meta.model_name}:{untuk.pk}"


def _sweep(folder: Path) -> None:
    for berkas in folder.glob("*.xlsx"):
        if berkas.stat().st_mtime < time.time() - UMUR:
            berkas.unlink(missing_ok=True)


def check_buku(unggahan: Unggahan, untuk: Instansi | Kabupaten) -> LaporanImpor:
    """Return what saving would do. Nothing is saved."""
    return _run(unggahan, untuk, None)


def save_buku(unggahan: Unggahan, untuk: Instansi | Kabupaten, oleh: Pengguna) -> LaporanImpor:
    """Save all of it or nothing, with the report."""
    return _run(unggahan, untuk, oleh)


def _run(unggahan: Unggahan, untuk: Instansi | Kabupaten, oleh: Pengguna | None) -> LaporanImpor:
    sebelum = LogEntry.objects.aggregate(n=Max("pk"))["n"] or 0
    with transaction.atomic():
        laporan = impor(
            unggahan.berkas, periksa=oleh is None, ubah_bersama=unggahan.ubah_bersama, boleh=judge_buku(untuk)
        )
        if not laporan.galat:
            _refuse_terkunci(laporan)
        if laporan.galat:
            laporan.tersimpan = False
            transaction.set_rollback(True)
        elif oleh is not None:
            _note_pengisi(laporan, oleh, sebelum)
    return laporan


def judge_buku(untuk: Instansi | Kabupaten) -> Callable[[str, int, Isi], str | None]:
    """Return the importer's question: is a workbook of this slug and year for this place?"""
    kabupaten = untuk.kabupaten if isinstance(untuk, Instansi) else untuk

    def boleh(slug: str, tahun: int, isi: Isi) -> str | None:
        if isinstance(untuk, Instansi) and slug != untuk.slug:
            return f'Buku kerja ini berkunci "{slug}", sedangkan {untuk} berkunci "{untuk.slug}". Periksa isian Kunci.'
        if fold(isi["Kabupaten"]) != fold(kabupaten.nama):
            return f'Buku kerja ini untuk kabupaten "{isi["Kabupaten"]}", bukan {kabupaten}. Periksa isian Kabupaten.'
        if Instansi.objects.filter(slug=slug).exclude(kabupaten=kabupaten).exists():
            return f'Kunci "{slug}" sudah dipakai di kabupaten lain. Pilih kunci lain.'
        return None

    return boleh


def _refuse_terkunci(laporan: LaporanImpor) -> None:
    """Report figures that are being examined or have been approved: they change on their own pages only."""
    milik = {"instansi__slug": laporan.instansi, "tahun": laporan.tahun}
    isian = IsianTriwulan.objects.filter(**milik).exclude(status=StatusTriwulan.DRAF)
    if _is_berubah(laporan, LEMBAR_REALISASI) and isian.exists():
        laporan.add(
            "Realisasi",
            f"Isian triwulan {laporan.tahun} ada yang sedang diperiksa atau sudah disetujui, jadi realisasinya "
            "tidak dapat diganti lewat buku kerja. Perbaiki di halaman triwulan setelah diminta perbaikan.",
        )
    dokumen = Laporan.objects.filter(**milik).exclude(status=StatusLaporan.DRAF)
    if _is_berubah(laporan, LEMBAR_LAPORAN) and dokumen.exists():
        laporan.add(
            "Narasi",
            f"Laporan kinerja {laporan.tahun} sudah dikirim, jadi narasinya tidak dapat diganti lewat buku kerja.",
        )


def _is_berubah(laporan: LaporanImpor, lembar: tuple[str, ...]) -> bool:
    return any(nama in laporan.lembar and not laporan.lembar[nama].diam for nama in lembar)


def _note_pengisi(laporan: LaporanImpor, oleh: Pengguna, sebelum: int) -> None:
    """Remember who brought the figures of a quarter, because nobody verifies what he entered himself."""
    if not _is_berubah(laporan, LEMBAR_REALISASI):
        return
    instansi = Instansi.objects.get(slug=laporan.instansi)
    bagian = list_bagian(instansi, laporan.tahun)
    unit_sub = {s.pk: b.unit for b in bagian for s in b.sub}
    unit_indikator = {i.pk: b.unit for b in bagian for i in b.indikator}
    tersentuh = {
        (unit_sub.get(s), t)
        for model, jalur in (
            (RealisasiTriwulan, "sub_kegiatan"),
            (RealisasiKeluaran, "indikator__sub_kegiatan"),
            (RealisasiBelanja, "belanja__sub_kegiatan"),
        )
        for s, t in _list_diubah(model, sebelum).values_list(jalur, "triwulan")
        if s in unit_sub
    } | {
        (unit_indikator[i], t)
        for i, t in _list_diubah(RealisasiIndikator, sebelum).values_list("indikator", "triwulan")
        if t and i in unit_indikator
    }
    for unit, t in tersentuh:
        isian, _ = IsianTriwulan.objects.get_or_create(instansi=instansi, tahun=laporan.tahun, triwulan=t, unit=unit)
        isian.pengisi.add(oleh)


def _list_diubah(model: Any, sebelum: int) -> Any:
    log = LogEntry.objects.get_for_model(model).filter(pk__gt=sebelum)
    return model._default_manager.filter(pk__in=log.values("object_id"))
