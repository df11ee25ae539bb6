"""Is this PDF one that was signed here, unchanged, and in force? Answers every file, also a broken or hostile one.

A file is genuine only if its SHA-256 is that of a stored revision *and* every signature in it holds by itself: intact,
covering all that it must, by the recorded certificate, which leads to a trusted root and was valid and not revoked at
the time that the stamp proves. Of any other file the signatures are only read to say why it is not, and only after a
process of its own has opened it under limits (:mod:`tandatangan.saring`).
"""

from __future__ import annotations

import datetime
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from organisasi.simpanan import hitung_sidik
from tandatangan import saring
from tandatangan.models import HURUF_KODE, PANJANG_KODE, DokumenTertanda, Otoritas, Sertifikat, TandaTangan
from tandatangan.tertanam import Tertanam, list_tertanam, load_akar, sidik_sertifikat

log = logging.getLogger(__name__)
UKURAN_TERBESAR = 20 * 1024 * 1024
# The name of a signature field, as pyHanko writes it: (KODE-1) with the dash in octal.
_POLA_KODE = re.compile(rb"\(([%s]{%d})(?:-|\\055)\d{1,2}\)" % (HURUF_KODE.encode(), PANJANG_KODE))
BANYAK_KODE = 20  # names of signature fields that are looked up in one file
TUNGGU_SARING = 20  # seconds until a file that is tried out is given up
TUNGGU_GILIRAN = 3  # seconds for one of the places below
_giliran = threading.BoundedSemaphore(2)  # strangers' files that this process has open at a time

BUKAN_PDF = "Berkas ini bukan PDF atau sudah rusak, jadi tidak dapat diperiksa."
TANPA_TANDA = "PDF ini tidak memuat tanda tangan elektronik."
BERUBAH = "Isi berkas ini berubah sesudah ditandatangani. Sedikitnya satu bita tidak lagi sama."
RUMIT = (
    "Berkas ini terlalu rumit untuk diperiksa, jadi bukan seperti dokumen dari situs ini. Minta berkas aslinya kepada "
    "pengirim."
)
SIBUK = "Situs ini sedang memeriksa berkas lain. Tunggu sebentar, lalu unggah sekali lagi."
TIDAK_SAMA = "Tanda tangan di berkas ini tidak sama dengan yang tercatat."
TIDAK_TERCATAT = "Tanda tangan di berkas ini tidak tercatat di situs ini."
TAK_DIKENAL = "penerbit sertifikatnya tidak dikenal."
STEMPEL = "stempel waktunya tidak dapat dipercaya."


@dataclass(frozen=True)
class HasilTandaTangan:
    """One signature of a file.

    ``alasan``: why it does not count, "" where it does. ``pemegang``: whom the certificate names, where that is another.
    """

    nama: str
    jabatan: str
    waktu: datetime.datetime | None
    sah: bool
    alasan: str = ""
    pemegang: str = ""


@dataclass(frozen=True)
class HasilPeriksa:
    """What a file is. ``sah``: genuine and unchanged; ``berlaku``: signed by all and still in force."""

    sah: bool
    berlaku: bool
    kesimpulan: str
    dokumen: DokumenTertanda | None = None
    tanda_tangan: tuple[HasilTandaTangan, ...] = ()
    alasan: tuple[str, ...] = ()


def periksa(pdf: bytes, dokumen: DokumenTertanda | None = None) -> HasilPeriksa:
    """Judge a file; with ``dokumen``, whether it is exactly that document. Never raises for what the file contains."""
    if len(pdf) > UKURAN_TERBESAR:
        return _tolak(
            f"Berkas ini lebih besar dari {UKURAN_TERBESAR // 1024**2} MB, jadi bukan dokumen dari situs ini."
        )
    tanda = TandaTangan.objects.filter(sidik_berkas=hitung_sidik(pdf)).select_related("dokumen").first()
    if tanda is None:
        return _judge_asing(pdf)
    hasil = _judge_tersimpan(pdf, tanda)
    if dokumen is not None and tanda.dokumen_id != dokumen.pk:
        kata = f"Berkas ini bukan dokumen di halaman ini, melainkan “{tanda.dokumen.judul}” ({tanda.dokumen.kode_terbaca})."
        return HasilPeriksa(False, False, kata, tanda.dokumen, hasil.tanda_tangan, (kata,))
    return hasil


def _tolak(
    *alasan: str, dokumen: DokumenTertanda | None = None, tanda_tangan: tuple[HasilTandaTangan, ...] = ()
) -> HasilPeriksa:
    return HasilPeriksa(False, False, alasan[0], dokumen, tanda_tangan, alasan)


# -------------------------------------------------------------------------------------------------- a file of our own


def _judge_tersimpan(pdf: bytes, terakhir: TandaTangan) -> HasilPeriksa:
    """Judge a file that is byte for byte a stored revision: its signatures have to hold all the same."""
    dokumen = terakhir.dokumen
    catatan = _list_catatan(dokumen, terakhir.urut)
    tertanam = list_tertanam(pdf)
    if tertanam is None:
        return _tolak(BUKAN_PDF, dokumen=dokumen)
    if len(tertanam) != len(catatan):
        return _tolak(TIDAK_SAMA, dokumen=dokumen, tanda_tangan=_list_asing(tertanam))
    hasil = tuple(_judge_catatan(t, c) for t, c in zip(tertanam, catatan, strict=True))
    if alasan := [f"{h.nama}: {h.alasan}" for h in hasil if not h.sah]:
        return _tolak(*alasan, dokumen=dokumen, tanda_tangan=hasil)
    kesimpulan = _conclude(dokumen, terakhir.urut)
    berlaku = dokumen.status == DokumenTertanda.Status.LENGKAP and terakhir.urut == len(dokumen.pihak)
    return HasilPeriksa(True, berlaku, kesimpulan, dokumen, hasil, () if berlaku else (kesimpulan,))


def find_cacat(pdf: bytes, baru: TandaTangan) -> str:
    """Say why a signature that was made just now, not yet stored, would not be found genuine; "" where it would."""
    tertanam = list_tertanam(pdf)
    catatan = [*_list_catatan(baru.dokumen, baru.urut - 1), baru]
    if tertanam is None or len(tertanam) != len(catatan):
        return TIDAK_SAMA
    hasil = (_judge_catatan(t, c) for t, c in zip(tertanam, catatan, strict=True))
    return next((f"{h.nama}: {h.alasan}" for h in hasil if not h.sah), "")


def _list_catatan(dokumen: DokumenTertanda, sampai: int) -> list[TandaTangan]:
    return list(dokumen.tanda_tangan.filter(urut__lte=sampai).select_related("sertifikat", "pengguna"))


def _conclude(dokumen: DokumenTertanda, urut: int) -> str:
    status = DokumenTertanda.Status
    if dokumen.status == status.DIBATALKAN:
        return "Berkas ini asli dan tidak berubah, tetapi tidak berlaku lagi: dokumennya dibatalkan."
    if dokumen.status == status.DIGANTIKAN:
        return "Berkas ini asli dan tidak berubah, tetapi tidak berlaku lagi: dokumennya sudah digantikan."
    semua = len(dokumen.pihak)
    if urut == semua:
        return "Berkas ini asli, tidak berubah, dan berlaku."
    if dokumen.status == status.LENGKAP:
        return "Berkas ini asli, tetapi dari sebelum semua pihak menandatangani. Minta berkas yang lengkap."
    return f"Berkas ini asli, tetapi belum berlaku: baru {urut} dari {semua} pihak yang menandatangani."


def _judge_catatan(tertanam: Tertanam, catatan: TandaTangan) -> HasilTandaTangan:
    """Judge one signature against what was recorded when it was made."""
    akar = [*list_akar(), *_list_unggahan(catatan.sertifikat)]
    # BSrE may sign without a stamp; then the time is the one recorded here.
    tanpa_stempel = catatan.waktu if catatan.penyedia == TandaTangan.Penyedia.BSRE else None
    alasan, waktu = _judge(tertanam, akar, tanpa_stempel, banding=True)
    if not alasan and sidik_sertifikat(tertanam) != catatan.sidik_sertifikat:
        alasan = "sertifikatnya bukan yang tercatat untuk tanda tangan ini."
    pemegang = name_pemegang(catatan, tertanam.nama)
    return HasilTandaTangan(catatan.nama, catatan.jabatan, waktu or catatan.waktu, not alasan, alasan, pemegang)


def name_pemegang(catatan: TandaTangan, nama: str) -> str:
    """Return the name in the certificate if it differs from the printed one, and is a name.

    A certificate of our own names the account by its user name where the person's name was never filled in.
    """
    sendiri = catatan.sertifikat is not None and not catatan.sertifikat.is_unggahan
    if sendiri and (nama == catatan.pengguna.username or not catatan.pengguna.get_full_name()):
        return ""
    return "" if nama.casefold().split() == catatan.nama.casefold().split() else nama


def _list_unggahan(sertifikat: Sertifikat | None) -> Iterable[Any]:
    """An uploaded certificate is trusted for the signature that its owner made while signed in."""
    if sertifikat is not None and sertifikat.is_unggahan:
        yield from load_akar(sertifikat.pem.encode())


# --------------------------------------------------------------------------------------------------- any other file


def _judge_asing(pdf: bytes) -> HasilPeriksa:
    """Try a stranger's file out under limits; where that went well, open it here."""
    if not _giliran.acquire(timeout=TUNGGU_GILIRAN):
        return _tolak(SIBUK)
    try:
        return _explain(pdf, _saring(pdf))
    finally:
        _giliran.release()


def _saring(pdf: bytes) -> int:
    """Run :mod:`tandatangan.saring` on a file; whatever ends it, the answer is a number."""
    lingkungan = {nama: isi for nama, isi in os.environ.items() if nama in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")}
    try:
        return subprocess.run(
            [sys.executable, "-m", "tandatangan.saring"],
            cwd=settings.BASE_DIR,
            env=lingkungan,  # no secret of ours
            input=pdf,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TUNGGU_SARING,
        ).returncode
    except (OSError, subprocess.SubprocessError):
        log.exception("Berkas tidak dapat disaring")
        return saring.RUMIT


def _explain(pdf: bytes, hasil_saring: int) -> HasilPeriksa:
    """Say why a file is not one of ours as it was signed."""
    dokumen = _find_dokumen(pdf)
    if hasil_saring not in (saring.DAPAT, saring.TAK_TERBACA):
        log.warning("Berkas terlalu rumit untuk diperiksa: status %s, %s bita", hasil_saring, len(pdf))
        return _tolak(RUMIT, dokumen=dokumen)
    tertanam = list_tertanam(pdf) if hasil_saring == saring.DAPAT else None
    if tertanam is None:
        return _tolak(BERUBAH if dokumen else BUKAN_PDF, dokumen=dokumen)
    if not tertanam:
        if asal := DokumenTertanda.objects.filter(sidik_berkas=hitung_sidik(pdf)).first():
            return _tolak(f"{TANPA_TANDA} Ini naskah sebelum ditandatangani.", dokumen=asal)
        # The field of a signature of ours is still in there, but nothing leads to it any more.
        return _tolak(BERUBAH if dokumen else TANPA_TANDA, dokumen=dokumen)
    tanda = _list_asing(tertanam)
    alasan = [f"{t.nama}: {t.alasan}" for t in tanda if t.alasan]
    if dokumen is None:
        return _tolak(*(alasan or [TIDAK_TERCATAT]), tanda_tangan=tanda)
    return _tolak(_compare(pdf, dokumen, tertanam), *alasan, dokumen=dokumen, tanda_tangan=tanda)


def _find_dokumen(pdf: bytes) -> DokumenTertanda | None:
    """Return the document that a file claims to be, by the names of its signature fields."""
    kode = {k.decode() for k in _POLA_KODE.findall(pdf)[:BANYAK_KODE]}
    hasil: DokumenTertanda | None = DokumenTertanda.objects.filter(kode__in=kode).first() if kode else None
    return hasil


def _compare(pdf: bytes, dokumen: DokumenTertanda, tertanam: list[Tertanam]) -> str:
    """Say how a file differs from what was signed: something appended, or something changed."""
    catatan = list(dokumen.tanda_tangan.order_by("-urut"))
    utuh = next((t for t in catatan if t.ukuran < len(pdf) and hitung_sidik(pdf[: t.ukuran]) == t.sidik_berkas), None)
    if utuh is None:
        return BERUBAH
    tercatat = {t.sidik_sertifikat for t in catatan}
    lebih = tertanam[utuh.urut :]
    if len(tertanam) > len(catatan) or any(t.is_utuh() and sidik_sertifikat(t) not in tercatat for t in lebih):
        return "Ada tanda tangan yang ditambahkan orang lain sesudah dokumen ini ditandatangani di sini."
    if utuh != catatan[0]:
        return BERUBAH
    return "Berkas ini ditambahi sesudah ditandatangani, jadi bukan lagi yang ditandatangani."


def _list_asing(tertanam: Iterable[Tertanam]) -> tuple[HasilTandaTangan, ...]:
    akar = list_akar()
    hasil = []
    for satu in tertanam:
        # What a stranger's signature says of its own time decides nothing: the answer is negative anyway.
        alasan, waktu = _judge(satu, akar, satu.read_pengakuan() or timezone.now())
        hasil.append(HasilTandaTangan(satu.nama, "", waktu, False, alasan))
    return tuple(hasil)


# -------------------------------------------------------------------------------------------------------- signatures


def _judge(
    tertanam: Tertanam, akar: list[Any], tanpa_stempel: datetime.datetime | None, *, banding: bool = False
) -> tuple[str, datetime.datetime | None]:
    """Return why a signature does not hold ("" where it does), and its time: that of its stamp, else as given."""
    try:
        waktu = tertanam.read_stempel() or tanpa_stempel
        if waktu is None:
            return "tanda tangan ini tanpa stempel waktu.", None
        return _find_alasan(tertanam, tertanam.validate(akar, waktu, banding=banding), waktu, banding), waktu
    except Exception:
        log.debug("Tanda tangan tidak terbaca", exc_info=True)
        return "tanda tangannya rusak atau memakai cara yang tidak dikenal.", None


def _find_alasan(tertanam: Tertanam, status: PdfSignatureStatus, waktu: datetime.datetime, banding: bool) -> str:
    if not (status.intact and status.valid):
        return "isi yang ditandatangani berubah sesudahnya."
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or (banding and not status.docmdp_ok):
        return "tanda tangan ini tidak mencakup seluruh isi berkas."
    if alasan := _judge_sertifikat(tertanam.sertifikat, waktu):
        return alasan
    if not status.trusted:
        return TAK_DIKENAL
    stempel = status.timestamp_validity
    if stempel is not None and not (stempel.intact and stempel.valid and stempel.trusted):
        return STEMPEL
    return ""


def _judge_sertifikat(sertifikat: Any, waktu: datetime.datetime) -> str:
    """Say what was wrong with the signer's certificate at the time of signing."""
    if waktu > sertifikat.not_valid_after:
        return f"masa berlaku sertifikatnya sudah habis ({_print(sertifikat.not_valid_after)}) saat menandatangani."
    if waktu < sertifikat.not_valid_before:
        return f"sertifikatnya belum berlaku (baru mulai {_print(sertifikat.not_valid_before)}) saat menandatangani."
    dicabut = Sertifikat.objects.filter(sidik=sertifikat.sha256.hex()).values_list("dicabut", flat=True).first()
    if dicabut is not None and dicabut <= waktu:
        return f"sertifikatnya sudah dicabut ({_print(dicabut)}) saat menandatangani."
    return ""


def list_akar() -> list[Any]:
    """Return the roots that are trusted: of our authorities, and those configured for BSrE."""
    hasil = [akar for pem in Otoritas.objects.values_list("pem", flat=True) for akar in load_akar(pem.encode())]
    return [*hasil, *load_akar(settings.BSRE_AKAR.read_bytes())] if settings.BSRE_AKAR else hasil


def _print(waktu: datetime.datetime) -> str:
    return f"{timezone.localtime(waktu):%d-%m-%Y}"
