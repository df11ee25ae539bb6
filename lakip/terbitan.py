"""Files of documents, made in the background and kept under their fingerprint: asked twice, made once.

A request assembles the document (queries, under a second) and hands it over; one worker thread renders it (a PDF of a
hundred pages takes many seconds) and notes the outcome in the database, where the waiting page looks.
"""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from lakip.dokumen import Dokumen, to_json
from lakip.models import Terbitan
from lakip.terbit import render
from organisasi.latar import BASI, run_latar

log = logging.getLogger(__name__)
FORMAT = {
    "pdf": ("PDF", "application/pdf"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "html": ("HTML", "text/html; charset=utf-8"),
    "json": ("JSON", "application/json"),
}
USANG = timedelta(days=1)


@lru_cache(maxsize=1)
def fingerprint_perender() -> str:
    """Return a text that changes with the renderers: a file made by an older release is not handed out as new."""
    folder = [Path(__file__).parent / "render", Path(settings.BASE_DIR) / "static" / "dokumen"]
    sidik = hashlib.sha256()
    for berkas in sorted(b for f in folder for b in f.iterdir() if b.suffix in (".py", ".css")):
        sidik.update(berkas.read_bytes())
    return sidik.hexdigest()[:12]


def path_terbitan(terbitan: Terbitan) -> Path:
    nama = f"{terbitan.sidik}-{fingerprint_perender()}.{terbitan.format}"
    return Path(settings.DATA_DIR) / "terbitan" / nama


def request_terbitan(dokumen: Dokumen, instansi_pk: int, format: str) -> Terbitan:
    """Return the file of this document in this format; begin to make it where it is not there or not on its way."""
    sidik = str(to_json(dokumen)["sidik"])
    terbitan, baru = Terbitan.objects.get_or_create(
        instansi_id=instansi_pk,
        tahun=dokumen.tahun,
        jenis=dokumen.jenis,
        format=format,
        sidik=sidik,
        defaults={"bagian": dokumen.meta.get("bagian", "")},
    )
    hidup = terbitan.status in (Terbitan.Status.ANTRE, Terbitan.Status.PROSES)
    basi = terbitan.dibuat < timezone.now() - BASI
    if terbitan.status == Terbitan.Status.SELESAI and path_terbitan(terbitan).exists():
        return terbitan
    if baru or not hidup or basi:
        Terbitan.objects.filter(pk=terbitan.pk).update(
            status=Terbitan.Status.ANTRE, galat="", dibuat=timezone.now(), selesai=None
        )
        pk = terbitan.pk
        run_latar(f"terbitan-{pk}", lambda: make_terbitan(pk, dokumen))
        terbitan.refresh_from_db()
    return terbitan


def make_terbitan(pk: int, dokumen: Dokumen) -> None:
    """Render and keep the file, then say so; a failure is kept as a sentence for the user and logged in full."""
    terbitan = Terbitan.objects.get(pk=pk)
    Terbitan.objects.filter(pk=pk).update(status=Terbitan.Status.PROSES)
    try:
        isi = render(dokumen, terbitan.format)
        tujuan = path_terbitan(terbitan)
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        sementara = tujuan.with_suffix(f".{os.getpid()}.sementara")
        sementara.write_bytes(isi)
        sementara.replace(tujuan)
    except Exception:
        log.exception("Terbitan %s gagal", terbitan)
        Terbitan.objects.filter(pk=pk).update(
            status=Terbitan.Status.GAGAL, galat="Berkas gagal dibuat. Coba lagi; bila tetap gagal, hubungi admin."
        )
        return
    Terbitan.objects.filter(pk=pk).update(status=Terbitan.Status.SELESAI, selesai=timezone.now())
    _sweep(terbitan)


def _sweep(baru: Terbitan) -> None:
    """Remove files of the same document whose data have changed since, once nobody can still be waiting for them."""
    lama = Terbitan.objects.filter(
        instansi=baru.instansi_id,
        tahun=baru.tahun,
        jenis=baru.jenis,
        bagian=baru.bagian,
        format=baru.format,
        dibuat__lt=timezone.now() - USANG,
    ).exclude(pk=baru.pk)
    for t in lama:
        path_terbitan(t).unlink(missing_ok=True)
    lama.delete()
