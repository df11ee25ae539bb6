"""The measurements of ``script/bench``; every figure is taken in a process of its own, so that peaks do not mix."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
TAHUN = 2023


def main() -> None:
    slug = sys.argv[1:]
    print(f"{'dokumen':<28}{'detik':>8}{'puncak MB':>11}{'halaman':>9}{'KB':>8}")
    for s in slug:
        for cara in ("pdf", "polos"):
            jalankan(cara, s)
    print()
    print(f"{'lainnya':<28}{'detik':>8}{'kueri':>11}")
    for s in slug:
        for cara in ("rakit", "json", "xlsx", "ekspor", "impor"):
            jalankan(cara, s)
    print()
    print(f"{'halaman ' + slug[0]:<28}{'detik':>8}{'kueri':>11}{'KB gzip':>9}")
    jalankan("halaman", slug[0])


def jalankan(cara: str, slug: str) -> None:
    hasil = subprocess.run(
        [sys.executable, __file__, "--satu", cara, slug], cwd=AKAR, capture_output=True, text=True, check=False
    )
    sys.stdout.write(hasil.stdout or f"{cara} {slug}: gagal\n{hasil.stderr[-500:]}\n")
    sys.stdout.flush()


def ukur_satu(cara: str, slug: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "situs.settings")
    sys.path.insert(0, str(AKAR))
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from lakip.rakit import rakit_lkj
    from organisasi.models import Instansi

    instansi = Instansi.objects.get(slug=slug)
    if cara == "halaman":
        ukur_halaman(instansi)
        return
    if cara in ("pdf", "polos"):
        ukur_pdf(cara, slug, rakit_lkj(instansi, TAHUN))
        return
    with CaptureQueriesContext(connection) as kueri:
        mulai = time.perf_counter()
        if cara in ("rakit", "json", "xlsx"):
            dokumen = rakit_lkj(instansi, TAHUN)
            if cara != "rakit":
                from lakip.terbit import render

                render(dokumen, cara)
        else:
            from buku_kerja import ekspor, impor

            isi = ekspor(slug, TAHUN) or b""
            if cara == "impor":
                with tempfile.NamedTemporaryFile(suffix=".xlsx") as berkas:
                    berkas.write(isi)
                    berkas.flush()
                    mulai = time.perf_counter()
                    impor(Path(berkas.name))
        lama = time.perf_counter() - mulai
    print(f"{cara + ' ' + slug:<28}{lama:>8.2f}{len(kueri):>11}")


def ukur_halaman(instansi) -> None:
    """Every page that needs only a kecamatan and a year, as its perencana gets it, the second time."""
    import gzip
    import logging

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from organisasi.models import Pengguna
    from tests.halaman_contoh import list_alamat

    logging.getLogger("django.request").setLevel(logging.ERROR)  # addresses that are not pages are tried, and left out
    klien = Client(headers={"host": "localhost"})
    klien.force_login(Pengguna.objects.get(username=f"perencana.{instansi.slug}"))
    for nama, alamat in list_alamat(instansi, TAHUN):
        jawaban = klien.get(alamat)
        if jawaban.status_code != 200 or not jawaban.headers["Content-Type"].startswith("text/html"):
            continue
        with CaptureQueriesContext(connection) as kueri:
            mulai = time.perf_counter()
            isi = b"".join(klien.get(alamat))
            lama = time.perf_counter() - mulai
        print(f"{nama:<28}{lama:>8.2f}{len(kueri):>11}{len(gzip.compress(isi)) / 1024:>9.1f}")


def ukur_pdf(cara: str, slug: str, dokumen) -> None:
    """``pdf`` is ours, with PDF/A and attachments; ``polos`` is WeasyPrint alone on the very same HTML."""
    import io

    from pypdf import PdfReader

    mulai = time.perf_counter()
    if cara == "pdf":
        from lakip.render.pdf import render_pdf

        isi = render_pdf(dokumen)
    else:
        from weasyprint import HTML

        from lakip.render.pdf import PengambilDokumen, _Cetakan

        cetakan = _Cetakan(dokumen)
        html = cetakan.build()
        isi = HTML(string=html, url_fetcher=PengambilDokumen(cetakan.gambar)).write_pdf() or b""
    lama = time.perf_counter() - mulai
    puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    halaman = len(PdfReader(io.BytesIO(isi)).pages)
    print(f"{cara + ' ' + slug:<28}{lama:>8.1f}{puncak:>11.0f}{halaman:>9}{len(isi) / 1024:>8.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--satu"]:
        ukur_satu(*sys.argv[2:4])
    else:
        main()
