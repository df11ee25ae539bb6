"""A stranger's file is opened under limits first: what it costs is bounded, whatever is in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from organisasi.models import Instansi, Pengguna
from tandatangan import periksa as pemeriksa
from tandatangan import saring
from tandatangan.layanan import baca_pdf, tanda_tangani
from tandatangan.periksa import BERUBAH, BUKAN_PDF, RUMIT, SIBUK, periksa
from tandatangan.tertanam import read_pdf
from tests.tandatangan.pabrik import buat_dokumen, buat_pdf, buat_sertifikat_luar, rahasia, tanda_tangan_luar

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


def buat_bom(mekar: int) -> bytes:
    """A small PDF whose table of objects is a stream that unpacks to ``mekar`` MB."""
    padat = zlib.compress(bytes(mekar * MB), 9)
    kepala = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    )
    isi = b"3 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n%s" % (
        mekar * MB // 4, len(padat), padat,
    )  # fmt: skip
    return kepala + isi + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(kepala)


def tambah_medan(pdf: bytes, banyak: int) -> bytes:
    """Add signature fields that all hold the first signature of a file."""
    tanda = read_pdf(pdf).root["/AcroForm"]["/Fields"][0].raw_get("/V")
    penulis = IncrementalPdfFileWriter(BytesIO(pdf))
    daftar = penulis.root["/AcroForm"]["/Fields"]
    for n in range(banyak):
        isi = {
            "/FT": generic.NameObject("/Sig"),
            "/T": generic.TextStringObject(f"Medan{n}"),
            "/V": generic.IndirectObject(tanda.idnum, tanda.generation, penulis),
        }
        medan = generic.DictionaryObject({generic.NameObject(k): v for k, v in isi.items()})
        daftar.append(penulis.add_object(medan))
    penulis.update_container(daftar)
    keluaran = BytesIO()
    penulis.write(keluaran)
    return keluaran.getvalue()


def read_puncak() -> int:
    """Return the most memory (KB) that this process has had at once."""
    baris = Path("/proc/self/status").read_text().splitlines()
    return next(int(b.split()[1]) for b in baris if b.startswith("VmHWM"))


@pytest.mark.parametrize("mekar", [10, 100])
def test_a_bomb_costs_neither_time_nor_memory(mekar: int) -> None:
    bom = buat_bom(mekar)
    assert len(bom) < 110_000
    periksa(b"%PDF-1.7")  # what the first check loads is not the bomb's doing
    sebelum, mulai = read_puncak(), time.monotonic()
    assert periksa(bom).kesimpulan == BUKAN_PDF
    assert time.monotonic() - mulai < pemeriksa.TUNGGU_SARING
    assert read_puncak() - sebelum < 16 * 1024


def test_many_fields_are_refused_before_they_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = tanda_tangan_luar(buat_pdf(), *buat_sertifikat_luar())
    assert len(periksa(tambah_medan(pdf, saring.BANYAK - 1)).tanda_tangan) == saring.BANYAK
    monkeypatch.setattr(pemeriksa, "list_tertanam", lambda pdf: pytest.fail("dibuka di proses ini"))
    assert periksa(tambah_medan(pdf, saring.BANYAK)).kesimpulan == RUMIT


def test_what_cannot_be_opened_is_not_opened_here(
    instansi: Instansi, camat: Pengguna, monkeypatch: pytest.MonkeyPatch
) -> None:
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    pdf = baca_pdf(dokumen)
    assert periksa(pdf + b"\n").tanda_tangan  # a tampered one that opens is: it gets its reasons
    rusak = pdf.replace(b"startxref", b"startxxxx").replace(b"trailer", b"xrailer")
    monkeypatch.setattr(pemeriksa, "list_tertanam", lambda pdf: pytest.fail("dibuka di proses ini"))
    hasil = periksa(rusak)
    assert (hasil.kesimpulan, hasil.dokumen) == (BERUBAH, dokumen)


def test_a_stored_file_needs_no_other_process(
    instansi: Instansi, camat: Pengguna, monkeypatch: pytest.MonkeyPatch
) -> None:
    dokumen = buat_dokumen(instansi)
    tanda_tangani(dokumen, 1, camat, rahasia=rahasia())
    monkeypatch.setattr(pemeriksa, "_saring", lambda pdf: pytest.fail("disaring"))
    assert periksa(baca_pdf(dokumen)).sah


def test_waiting_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pemeriksa, "TUNGGU_SARING", 0.01)
    assert periksa(buat_pdf()).kesimpulan == RUMIT


def test_when_others_are_being_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pemeriksa, "TUNGGU_GILIRAN", 0.01)
    for _ in range(2):
        pemeriksa._giliran.acquire()
    try:
        assert periksa(buat_pdf()).kesimpulan == SIBUK
    finally:
        pemeriksa._giliran.release(2)
    assert periksa(buat_pdf()).kesimpulan == pemeriksa.TANPA_TANDA


@pytest.mark.parametrize("kerja", ["bytearray(saring.MEMORI)", "[0 for _ in iter(int, 1)]"])
def test_the_limits_hold(kerja: str) -> None:
    kode = f"from tandatangan import saring; saring.WAKTU = 1; saring.limit_diri(); {kerja}"
    mulai = time.monotonic()
    hasil = subprocess.run([sys.executable, "-c", kode], cwd=settings.BASE_DIR, capture_output=True, timeout=60)
    assert hasil.returncode != 0 and time.monotonic() - mulai < 50


def test_the_other_process_has_no_django_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    kode = "import sys, tandatangan.saring; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", kode], cwd=settings.BASE_DIR, timeout=60).returncode == 0
    monkeypatch.setitem(os.environ, "SECRET_KEY", "rahasia-situs")
    lingkungan: dict[str, str] = {}

    def catat(*args: object, env: dict[str, str], **lain: object) -> subprocess.CompletedProcess[bytes]:
        lingkungan.update(env)
        return subprocess.CompletedProcess([], saring.TAK_TERBACA)

    monkeypatch.setattr(subprocess, "run", catat)
    periksa(b"halo")
    assert "PATH" in lingkungan and "SECRET_KEY" not in lingkungan
