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
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from anggaran.isian import ROMAWI, list_bagian
from anggaran.models import IsianTriwulan, RealisasiBelanja, RealisasiKeluaran, RealisasiTriwulan
from buku_kerja import impor
from buku_kerja.identitas import Isi
from buku_kerja.laporan import LaporanImpor
from buku_kerja.teks import fold
from kinerja.alur import StatusLaporan, StatusTriwulan
from lakip.models import Laporan, Narasi
from organisasi.jejak import list_log
from organisasi.models import Instansi, Kabupaten, Pengguna, UnitKerja
from renstra.models import RealisasiIndikator

UMUR = 60 * 60
GARAM = "ruang.unggahan"
# What is typed in a quarter: the model, what answers for it (a sub kegiatan or an indikator), how to get there.
REALISASI: tuple[tuple[Any, str, str], ...] = (
    (RealisasiTriwulan, "sub", "sub_kegiatan"),
    (RealisasiKeluaran, "sub", "indikator__sub_kegiatan"),
    (RealisasiBelanja, "sub", "belanja__sub_kegiatan"),
    (RealisasiIndikator, "indikator", "indikator"),
)
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
    """Import, look at what that changed, and keep it only where ``oleh`` wants it and nothing speaks against it."""
    sebelum = LogEntry.objects.aggregate(n=Max("pk"))["n"] or 0
    with transaction.atomic():
        laporan = impor(unggahan.berkas, ubah_bersama=unggahan.ubah_bersama, boleh=judge_buku(untuk))
        if laporan.tersimpan:
            sentuhan = _find_sentuhan(Instansi.objects.get(slug=laporan.instansi), laporan.tahun, sebelum)
            _refuse_terkunci(laporan, sentuhan)
            if oleh is None or laporan.galat:
                laporan.tersimpan = False
                transaction.set_rollback(True)
            else:
                _note_pengisi(sentuhan, oleh)
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


@dataclass(frozen=True)
class Sentuhan:
    """Which figures an import changed: of which units and quarters; of which quarters some were deleted; any words."""

    instansi: Instansi
    tahun: int
    diubah: frozenset[tuple[UnitKerja | None, int]]
    dihapus: frozenset[int]
    narasi: bool


def _find_sentuhan(instansi: Instansi, tahun: int, sebelum: int) -> Sentuhan:
    """Read from the audit log what was changed since entry ``sebelum``."""
    bagian = list_bagian(instansi, tahun)
    unit = {("sub", s.pk): b.unit for b in bagian for s in b.sub}
    unit |= {("indikator", i.pk): b.unit for b in bagian for i in b.indikator}
    diubah, dihapus = set(), set()
    for model, induk, jalur in REALISASI:
        log = list_log(instansi).filter(content_type=ContentType.objects.get_for_model(model), pk__gt=sebelum)
        hapus = log.filter(action=LogEntry.Action.DELETE)
        dihapus |= {int(e.changes_dict.get("triwulan", ["0"])[0]) for e in hapus}
        baris = model._default_manager.filter(pk__in=[e.object_id for e in log])
        for pk, t in baris.values_list(jalur, "triwulan"):
            if (induk, pk) in unit:
                diubah.add((unit[induk, pk], t))
    narasi = list_log(instansi).filter(content_type=ContentType.objects.get_for_model(Narasi), pk__gt=sebelum)
    return Sentuhan(instansi, tahun, frozenset(diubah), frozenset(dihapus), narasi.exists())


def _refuse_terkunci(laporan: LaporanImpor, s: Sentuhan) -> None:
    """Report figures that are being examined or have been approved: they change on their own pages only."""
    isian = IsianTriwulan.objects.for_instansi(s.instansi).in_tahun(s.tahun).exclude(status=StatusTriwulan.DRAF)
    for i in isian.select_related("unit"):
        if (i.unit, i.triwulan) in s.diubah or i.triwulan in s.dihapus:
            laporan.add(
                "Realisasi",
                f"Triwulan {ROMAWI[i.triwulan]} {i.unit or 'kecamatan'} sedang diperiksa atau sudah disetujui, jadi "
                "isiannya tidak dapat diganti lewat buku kerja. Perbaiki di halaman triwulan setelah diminta perbaikan.",
            )
    dokumen = Laporan.objects.for_instansi(s.instansi).in_tahun(s.tahun).exclude(status=StatusLaporan.DRAF)
    if s.narasi and dokumen.exists():
        laporan.add(
            "Narasi",
            f"Laporan kinerja {s.tahun} sudah dikirim, jadi narasinya tidak dapat diganti lewat buku kerja.",
        )


def _note_pengisi(s: Sentuhan, oleh: Pengguna) -> None:
    """Remember who brought the figures of a quarter, because nobody verifies what he entered himself."""
    for unit, t in s.diubah:
        if t:  # 0: of the whole year
            isian, _ = IsianTriwulan.objects.get_or_create(instansi=s.instansi, tahun=s.tahun, triwulan=t, unit=unit)
            isian.pengisi.add(oleh)
