"""Is this file a workbook that may be opened? Decided from its first bytes and its table of contents alone."""

from __future__ import annotations

import io
import zipfile

from buku_kerja.tabel import BukuError

UKURAN_TERBESAR = 30 * 2**20
MEKAR_TERBESAR = 100 * 2**20  # unpacked; ten thousand full rows take about 10 MB
NISBAH_TERBESAR = 200
ISI_TERBANYAK = 2_000
TERLALU_BESAR = "Berkas lebih besar dari 30 MB; buku kerja satu kecamatan tidak sebesar itu."
SIMPAN_ULANG = "buka di Excel lalu simpan sebagai .xlsx (Buku Kerja Excel)."


def check_arsip(isi: bytes) -> list[str]:
    """Return the names of the parts of a workbook. Raises :class:`BukuError` with what to do for anything else."""
    if not isi:
        raise BukuError("Berkas kosong (0 byte); unduh atau simpan ulang berkasnya.")
    if len(isi) > UKURAN_TERBESAR:
        raise BukuError(TERLALU_BESAR)
    if isi.startswith(b"\xd0\xcf\x11\xe0"):  # OLE: the old format, or the new one behind a password
        raise BukuError(f"Berkas ini berformat .xls lama atau dikunci kata sandi; {SIMPAN_ULANG}")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            daftar = arsip.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as galat:
        raise BukuError("Berkas ini bukan buku kerja Excel (.xlsx), atau rusak.") from galat
    mekar = sum(b.file_size for b in daftar)
    if len(daftar) > ISI_TERBANYAK or mekar > MEKAR_TERBESAR or mekar > NISBAH_TERBESAR * len(isi):
        raise BukuError("Isi berkas ini mengembang tidak wajar; berkas ditolak demi keamanan.")
    nama = [b.filename for b in daftar]
    if "xl/workbook.bin" in nama:
        raise BukuError(f"Berkas ini berformat .xlsb; {SIMPAN_ULANG}")
    if "xl/workbook.xml" not in nama:
        if "content.xml" in nama:
            raise BukuError(
                "Berkas ini berformat .ods; buka di LibreOffice lalu simpan sebagai Excel 2007-365 (.xlsx)."
            )
        raise BukuError("Berkas ini bukan buku kerja Excel (.xlsx).")
    return nama
