"""What has been sent: the report as files under ``DATA_DIR/kiriman``, their fingerprints in the database.

All but the PDF are written before the status changes; the PDF, which takes long, is made afterwards by the worker of
:mod:`lakip.terbitan` from the frozen document that lies beside them. A file is handed out only if it is still what its
fingerprint says.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from buku_kerja import ekspor
from buku_kerja.penulis import EksporError
from kinerja.alur import TransisiDitolak
from lakip.beku import freeze, thaw
from lakip.dokumen import Dokumen, to_json
from lakip.models import BerkasKiriman, Kiriman, Laporan
from lakip.rakit import rakit_lkj
from lakip.terbit import render
from organisasi.alur import change_status, list_langkah, list_riwayat_status
from organisasi.latar import run_latar
from organisasi.models import Pengguna
from organisasi.models.periode import find_tenggat
from organisasi.simpanan import BerkasRusak, hitung_sidik, read_tetap, write_tetap

log = logging.getLogger(__name__)
Jenis = BerkasKiriman.Jenis
NAMA = {
    Jenis.PDF: "laporan.pdf",
    Jenis.XLSX: "laporan.xlsx",
    Jenis.HTML: "laporan.html",
    Jenis.JSON: "laporan.json",
    Jenis.DATA: "data.xlsx",
    Jenis.BEKU: "dokumen.beku",
}
MIME = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


def path_berkas(kiriman: Kiriman, jenis: str) -> Path:
    return Path(settings.DATA_DIR) / "kiriman" / kiriman.sidik / str(kiriman.nomor) / NAMA[Jenis(jenis)]


def nama_unduhan(kiriman: Kiriman, jenis: str) -> str:
    """The name a user gets: lkj-pelaihari-2023-kiriman-1.pdf."""
    akhiran = NAMA[Jenis(jenis)].rpartition(".")[2]
    tambah = "-data" if jenis == Jenis.DATA else ""
    return f"lkj-{kiriman.instansi.slug}-{kiriman.tahun}-kiriman-{kiriman.nomor}{tambah}.{akhiran}"


def send_laporan(laporan: Laporan, oleh: Pengguna) -> Kiriman:
    """Send an approved report: store it with its data, then change its status, both or neither.

    Raises TransisiDitolak with a sentence; then nothing has been sent.
    """
    if all(t.aksi != "kirim" for t in list_langkah(laporan, oleh)):
        change_status(laporan, "kirim", oleh)  # says why not
    dokumen = rakit_lkj(laporan.instansi, laporan.tahun)
    _check_disetujui(laporan, dokumen)
    isi = _render(laporan, dokumen)
    folder: Path | None = None
    try:
        with transaction.atomic():
            change_status(laporan, "kirim", oleh)
            kiriman = _create(laporan, dokumen, isi, oleh)
            folder = path_berkas(kiriman, Jenis.JSON).parent
            for jenis, bita in isi.items():
                write_tetap(path_berkas(kiriman, jenis), bita)
    except Exception:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    transaction.on_commit(lambda: request_pdf(kiriman))
    return kiriman


def note_sidik(sidik: str) -> str:
    """What the history keeps of an approval: the fingerprint of what was approved."""
    return f"Sidik dokumen yang disetujui: {sidik}"


def _check_disetujui(laporan: Laporan, dokumen: Dokumen) -> None:
    """What is sent is what the camat approved: a figure that has changed since needs his approval again."""
    setuju = next((r for r in list_riwayat_status(laporan) if r.aksi == "setujui"), None)
    if setuju and setuju.catatan and setuju.catatan != note_sidik(str(to_json(dokumen)["sidik"])):
        raise TransisiDitolak(
            "Angka di laporan ini berubah sejak disetujui camat, jadi belum dapat dikirim. Minta camat menekan Minta "
            "perbaikan, lalu kirim laporan ini kepadanya sekali lagi."
        )


def _render(laporan: Laporan, dokumen: Dokumen) -> dict[str, bytes]:
    try:
        data = ekspor(laporan.instansi.slug, laporan.tahun)
    except EksporError as galat:
        raise TransisiDitolak(f"Data tahun ini tidak dapat disimpan bersama laporan: {galat}") from galat
    isi: dict[str, bytes] = {j: render(dokumen, j) for j in (Jenis.JSON, Jenis.HTML, Jenis.XLSX)}
    return isi | {Jenis.DATA: data or b"", Jenis.BEKU: freeze(dokumen)}


def _create(laporan: Laporan, dokumen: Dokumen, isi: dict[str, bytes], oleh: Pengguna) -> Kiriman:
    terakhir = Kiriman.objects.filter(laporan=laporan).order_by("-nomor").values_list("nomor", flat=True).first()
    kiriman = Kiriman.objects.create(
        laporan=laporan,
        instansi=laporan.instansi,
        tahun=laporan.tahun,
        nomor=(terakhir or 0) + 1,
        judul=dokumen.judul,
        sidik=str(to_json(dokumen)["sidik"]),
        sidik_data=hitung_sidik(isi[Jenis.DATA]),
        tenggat=find_tenggat(laporan.instansi, laporan.tahun, 0)[1],
        oleh=oleh,
    )
    for jenis, bita in isi.items():
        _note(kiriman, jenis, bita)
    return kiriman


def _note(kiriman: Kiriman, jenis: str, isi: bytes) -> None:
    BerkasKiriman.objects.create(kiriman=kiriman, jenis=jenis, sidik=hitung_sidik(isi), ukuran=len(isi))


def read_berkas(kiriman: Kiriman, jenis: str) -> bytes:
    """Return a stored file; raise BerkasRusak where it is not there, or not what was sent."""
    catatan = next((b for b in kiriman.berkas.all() if b.jenis == jenis), None)
    if catatan is None:
        raise BerkasRusak("Berkas ini belum selesai dibuat. Tunggu sebentar lalu muat ulang halaman.")
    return read_tetap(path_berkas(kiriman, jenis), catatan.sidik, apa="kiriman", sudah="dikirim", catat=log)


# ----------------------------------------------------------------------------------------------------------------- PDF


def request_pdf(kiriman: Kiriman) -> None:
    """See that the PDF gets made: by the worker, or at once where nothing is made in the background."""
    if not kiriman.berkas.filter(jenis=Jenis.PDF).exists():
        run_latar(f"kiriman-{kiriman.pk}", lambda: make_pdf(kiriman.pk))


def make_pdf(pk: int) -> None:
    """Make the PDF of what was sent, from the frozen document; where it is there already, do nothing."""
    kiriman = Kiriman.objects.select_related("instansi").prefetch_related("berkas").get(pk=pk)
    if any(b.jenis == Jenis.PDF for b in kiriman.berkas.all()):
        return
    isi = render(thaw(read_berkas(kiriman, Jenis.BEKU)), "pdf")
    try:
        with transaction.atomic():
            _note(kiriman, Jenis.PDF, isi)
            write_tetap(path_berkas(kiriman, Jenis.PDF), isi)
    except IntegrityError:
        log.info("PDF %s sudah dibuat pekerja lain", kiriman)
