"""System checks: settings that can be read but are wrong together. Each has a number and a hint that says what to do.

They run with every management command and, because a server runs no checks of its own, in :mod:`situs.wsgi`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ImproperlyConfigured

TAG = "situs"
PANJANG_KUNCI = 50
SETEMPAT = ("localhost", "127.0.0.1", "::1")


def _read_kunci() -> str:
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's answer to an empty one
        return ""


@register(TAG)
def check_lingkungan(**kwargs: Any) -> list[CheckMessage]:
    """SECRET_KEY, SITE_URL, ALLOWED_HOSTS, DATA_DIR, EMAIL_URL and BSrE."""
    return [*_find_galat_rahasia(), *_find_galat_folder(), *_find_galat_surel(), *_find_galat_bsre()]


def _find_galat_rahasia() -> Iterator[CheckMessage]:
    if settings.DEBUG:
        return
    kunci = _read_kunci()
    if len(kunci) < PANJANG_KUNCI or len(set(kunci)) < 10:
        yield Error(
            f"SECRET_KEY kosong, kurang dari {PANJANG_KUNCI} huruf, atau berulang-ulang.",
            hint="Buat dengan: python3 -c 'import secrets; print(secrets.token_urlsafe(60))', "
            "lalu simpan di luar kode. Untuk pengembangan saja: DEBUG=true.",
            id="situs.E001",
        )
    if not settings.SITE_URL:
        yield Error(
            "SITE_URL belum diisi.",
            hint="Isi alamat situs yang dipakai orang, misalnya SITE_URL=https://kinerja.contoh.go.id. "
            "Untuk pengembangan saja: DEBUG=true.",
            id="situs.E002",
        )
    elif settings.SITE_URL.startswith("http://") and urlsplit(settings.SITE_URL).hostname not in SETEMPAT:
        yield Error(
            "SITE_URL memakai http, sehingga kata sandi terkirim tanpa sandi jaringan.",
            hint="Pasang sertifikat dan pakai https://; http hanya boleh untuk localhost.",
            id="situs.E003",
        )
    if any(nama.startswith(("*", ".")) for nama in settings.ALLOWED_HOSTS):
        yield Error(
            "ALLOWED_HOSTS menerima nama yang tidak disebut (* atau .domain).",
            hint="Sebut nama host satu per satu; nama di SITE_URL sudah termasuk.",
            id="situs.E004",
        )


def _find_galat_folder() -> Iterator[CheckMessage]:
    folder = settings.DATA_DIR
    try:
        folder.mkdir(parents=True, exist_ok=True)
        dapat_ditulis = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        dapat_ditulis = False
    if not dapat_ditulis:
        yield Error(
            f"DATA_DIR {folder} tidak dapat ditulis.",
            hint="Buat foldernya dan beri hak kepada akun yang menjalankan situs, atau tunjuk folder lain.",
            id="situs.E005",
        )


def _find_galat_surel() -> Iterator[CheckMessage]:
    surel = settings.SUREL
    if surel and surel.sandi and surel.tls == "tidak" and surel.host not in SETEMPAT:
        yield Error(
            f"EMAIL_URL mengirim kata sandi surel ke {surel.host} tanpa sandi jaringan.",
            hint="Pakai tls=starttls atau tls=ssl; tls=tidak dengan kata sandi hanya boleh untuk localhost.",
            id="situs.E007",
        )


def _find_galat_bsre() -> Iterator[CheckMessage]:
    akar = settings.BSRE_AKAR
    if akar and not (akar.is_file() and b"-----BEGIN CERTIFICATE-----" in akar.read_bytes()):
        yield Error(
            f"BSRE_AKAR {akar} tidak ada atau bukan sertifikat PEM.",
            hint="Simpan sertifikat akar dan induk BSrE dari https://bsre.bssn.go.id sebagai satu berkas PEM.",
            id="situs.E010",
        )
    if settings.TANDA_TANGAN != "bsre":
        return
    kurang = [nama for nama in ("BSRE_URL", "BSRE_PENGGUNA", "BSRE_SANDI") if not getattr(settings, nama)]
    if kurang:
        yield Error(
            f"TANDA_TANGAN=bsre, tetapi {', '.join(kurang)} belum diisi.",
            hint="Isi alamat layanan e-sign client dan akun aplikasi dari BSrE, atau pakai TANDA_TANGAN=lokal.",
            id="situs.E008",
        )
    elif settings.BSRE_URL.startswith("http://") and urlsplit(settings.BSRE_URL).hostname not in SETEMPAT:
        yield Error(
            "BSRE_URL memakai http, sehingga passphrase terkirim tanpa sandi jaringan.",
            hint="Pakai https://; http hanya boleh untuk layanan di mesin yang sama (localhost).",
            id="situs.E009",
        )
    if not akar:
        yield Warning(
            "BSRE_AKAR belum diisi: situs ini tidak dapat menandatangani lewat BSrE.",
            hint="Tunjuk berkas PEM yang berisi sertifikat akar dan induk BSrE.",
            id="situs.W001",
        )


@register(TAG, deploy=True)
def check_pango(**kwargs: Any) -> list[CheckMessage]:
    """Better known when the site is installed than in January, when the first LKj is printed."""
    try:
        import weasyprint  # noqa: F401
    except OSError as galat:
        return [
            Error(
                f"WeasyPrint tidak dapat memuat Pango: {str(galat).splitlines()[0]}",
                hint="Debian/Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                id="situs.E006",
            )
        ]
    return []
