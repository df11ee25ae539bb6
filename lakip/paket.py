"""All reports of a kabupaten and year in one ZIP, made in the background, with an index of what is in it."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import logging
import os
import zipfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from lakip.kiriman import Jenis, make_pdf, nama_unduhan, read_berkas
from lakip.models import Kiriman, Paket, Terbitan
from lakip.pantauan import BarisPantauan, list_pantauan, write_tabel
from organisasi.latar import BASI, run_latar
from organisasi.models import Kabupaten
from organisasi.simpanan import BerkasRusak

log = logging.getLogger(__name__)
Status = Terbitan.Status
ISI = (Jenis.PDF, Jenis.XLSX)
KOLOM = ("Kecamatan", "Status", "Kiriman ke", "Dikirim", "Terlambat (hari)", "Berkas", "Sidik dokumen", "Catatan")
LEBAR = (32, 14, 11, 18, 16, 60, 66, 50)


def path_paket(paket: Paket) -> Path:
    return Path(settings.DATA_DIR) / "paket" / f"{paket.kabupaten_id}-{paket.sidik}.zip"


def request_paket(kabupaten: Kabupaten, tahun: int) -> Paket | None:
    """Return the ZIP of what has been sent by now; begin to make it where it is not there. None: nothing was sent."""
    baris = [b for b in list_pantauan(kabupaten, tahun, timezone.localdate()) if b.terakhir]
    if not baris:
        return None
    sidik = hashlib.sha256("\n".join(f"{b.terakhir.pk}" for b in baris if b.terakhir).encode()).hexdigest()
    paket, baru = Paket.objects.get_or_create(kabupaten=kabupaten, tahun=tahun, sidik=sidik)
    if paket.status == Status.SELESAI and path_paket(paket).exists():
        return paket
    hidup = paket.status in (Status.ANTRE, Status.PROSES) and paket.kabar > timezone.now() - BASI
    if baru or not hidup:
        paket.status, paket.jumlah, paket.jadi, paket.galat = Status.ANTRE, len(baris), 0, ""
        paket.save()
        run_latar(f"paket-{paket.pk}", lambda: make_paket(paket.pk))
        paket.refresh_from_db()
    return paket


def make_paket(pk: int) -> None:
    """Put the ZIP together and say after each kecamatan how far it is; a failure is kept as a sentence."""
    paket = Paket.objects.select_related("kabupaten").get(pk=pk)
    try:
        _write(paket)
    except Exception:
        log.exception("Paket %s gagal", paket)
        paket.status, paket.galat = Status.GAGAL, "Paket gagal dibuat. Coba lagi; bila tetap gagal, hubungi admin."
        paket.save()


def _write(paket: Paket) -> None:
    paket.status = Status.PROSES
    paket.save()
    semua = list_pantauan(paket.kabupaten, paket.tahun, timezone.localdate())
    tujuan = path_paket(paket)
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    sementara = tujuan.with_suffix(f".{os.getpid()}.sementara")
    indeks: list[list[object]] = []
    with zipfile.ZipFile(sementara, "w", zipfile.ZIP_DEFLATED) as berkas:
        for b in semua:
            indeks += _put(berkas, b)
            if b.terakhir:
                paket.jadi += 1
                paket.save()
        judul = f"Laporan kinerja {paket.kabupaten} {paket.tahun}"
        berkas.writestr("indeks.csv", _write_csv(indeks))
        berkas.writestr("indeks.xlsx", write_tabel(judul, KOLOM, LEBAR, indeks))
    sementara.replace(tujuan)
    paket.status = Status.SELESAI
    paket.save()
    for lama in Paket.objects.filter(kabupaten=paket.kabupaten, tahun=paket.tahun).exclude(pk=paket.pk):
        path_paket(lama).unlink(missing_ok=True)
        lama.delete()


def _put(berkas: zipfile.ZipFile, b: BarisPantauan) -> list[list[object]]:
    """Add the files of a kecamatan; return its lines of the index, one a file, also for what could not be added."""
    if b.terakhir is None:
        return [[b.instansi.nama, b.status, None, None, b.terlambat, "", "", "belum mengirim"]]
    with contextlib.suppress(BerkasRusak):  # the index says below that it is missing
        make_pdf(b.terakhir.pk)
    kiriman = Kiriman.objects.select_related("instansi").prefetch_related("berkas").get(pk=b.terakhir.pk)
    waktu = timezone.localtime(kiriman.waktu).replace(tzinfo=None, microsecond=0)
    hasil: list[list[object]] = []
    for jenis in ISI:
        nama, catatan = nama_unduhan(kiriman, jenis), ""
        try:
            berkas.writestr(f"{b.instansi.slug}/{nama}", read_berkas(kiriman, jenis))
        except BerkasRusak as galat:
            nama, catatan = "", str(galat)
        hasil.append([b.instansi.nama, b.status, kiriman.nomor, waktu, b.terlambat, nama, kiriman.sidik, catatan])
    return hasil


def _write_csv(indeks: list[list[object]]) -> bytes:
    """With a byte order mark and semicolons: what Excel in Indonesia opens with a double click."""
    keluar = io.StringIO()
    tulis = csv.writer(keluar, delimiter=";")
    tulis.writerow(KOLOM)
    for b in indeks:
        tulis.writerow(["" if n is None else f"'{n}" if str(n).startswith(("=", "+", "-", "@")) else n for n in b])
    return keluar.getvalue().encode("utf-8-sig")
