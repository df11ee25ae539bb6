"""Photos of a section: taken from the users, made safe and small before they are kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from kinerja.alur import StatusLaporan
from lakip.models import FotoLaporan, Laporan
from lakip.penulisan import TulisanDitolak
from organisasi.gambar import Gambar, clean_gambar
from organisasi.models import Pengguna

UKURAN_MAKS = 5 * 1024 * 1024
SISI_MAKS = 2000  # points


def clean_foto(berkas: UploadedFile) -> Gambar:
    """Return the picture upright, at most 2000 points wide or high, without its metadata.

    Raises ValidationError with a sentence. What it is is decided by its content, not by its name.
    """
    if berkas.size is None or berkas.size > UKURAN_MAKS:
        raise ValidationError(
            "Foto lebih besar dari 5 MB. Perkecil dahulu, atau kirim lewat pesan lalu simpan kembali."
        )
    return clean_gambar(berkas.read(), SISI_MAKS)


def _lock_draf(laporan: Laporan) -> Laporan:
    laporan = Laporan.objects.select_for_update().get(pk=laporan.pk)
    if laporan.status != StatusLaporan.DRAF:
        raise TulisanDitolak(f"Laporan ini sedang berstatus {laporan.status}, jadi fotonya tidak dapat diubah.")
    return laporan


@transaction.atomic
def add_foto(laporan: Laporan, bagian: str, gambar: Gambar, keterangan: str, oleh: Pengguna) -> FotoLaporan:
    """Keep a cleaned picture as the last of its section."""
    laporan = _lock_draf(laporan)
    akhir = FotoLaporan.objects.filter(laporan=laporan, bagian=bagian).aggregate(n=Max("urut"))["n"]
    foto = FotoLaporan(laporan=laporan, bagian=bagian, keterangan=keterangan, urut=0 if akhir is None else akhir + 1)
    foto.berkas.save(f"{laporan.instansi.slug}-{bagian}{gambar.akhiran}", ContentFile(gambar.isi), save=False)
    foto.save()
    laporan.penulis.add(oleh)
    return foto


@transaction.atomic
def update_keterangan(foto: FotoLaporan, keterangan: str, oleh: Pengguna) -> None:
    laporan = _lock_draf(foto.laporan)
    foto.keterangan = keterangan
    foto.save()
    laporan.penulis.add(oleh)


@transaction.atomic
def move_foto(foto: FotoLaporan, arah: int, oleh: Pengguna) -> None:
    """Let a photo change places with its neighbour: -1 up, 1 down; at the end nothing happens."""
    laporan = _lock_draf(foto.laporan)
    semua = list(FotoLaporan.objects.filter(laporan=laporan, bagian=foto.bagian))
    i = next(n for n, f in enumerate(semua) if f.pk == foto.pk)
    j = i + arah
    if not 0 <= j < len(semua):
        return
    semua[i], semua[j] = semua[j], semua[i]
    for urut, f in enumerate(semua):
        if f.urut != urut:
            f.urut = urut
            f.save()
    laporan.penulis.add(oleh)


@transaction.atomic
def delete_foto(foto: FotoLaporan, oleh: Pengguna) -> None:
    """Remove a photo; its file goes when the database has agreed."""
    laporan = _lock_draf(foto.laporan)
    gudang, nama = foto.berkas.storage, str(foto.berkas.name)
    foto.delete()
    laporan.penulis.add(oleh)
    transaction.on_commit(lambda: gudang.delete(nama))
