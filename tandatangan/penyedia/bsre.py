"""Signing by BSrE: the REST interface, version 1, of its e-sign client service.

``GET /api/user/status/{nik}`` says whether a person can sign; ``POST /api/sign/pdf`` takes the PDF with his NIK and
passphrase and answers with the signed PDF, or with JSON that says why not. Both pass through this module only: they are
in no row, no log and no exception, which is why what `requests` raises (it names the address) is never chained or logged.
"""

from __future__ import annotations

import logging
from typing import Any

import requests
from django.conf import settings
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from tandatangan.letak import LEBAR, TINGGI, find_letak
from tandatangan.penyedia import Hasil, Permintaan
from tandatangan.pihak import TandaTanganDitolak
from tandatangan.tertanam import list_tertanam, read_pdf, sidik_sertifikat

log = logging.getLogger(__name__)

STATUS_DAPAT = 1111
PASSPHRASE_SALAH = 2031
# What the service says about a person who cannot sign, by the word in "status".
SEBAB = {
    "NOT_REGISTERED": "NIK ini belum terdaftar di BSrE. Daftarkan lewat verifikator instansi Anda.",
    "EXPIRED": "Sertifikat Anda di BSrE sudah habis masa berlakunya. Perpanjang di BSrE, lalu coba lagi.",
    "RENEW": "Sertifikat Anda di BSrE sedang diperpanjang. Selesaikan perpanjangannya, lalu coba lagi.",
    "REVOKE": "Sertifikat Anda di BSrE sudah dicabut. Hubungi verifikator instansi Anda.",
    "SUSPEND": "Sertifikat Anda di BSrE sedang ditangguhkan. Hubungi verifikator instansi Anda.",
    "NO_CERTIFICATE": "Anda belum mempunyai sertifikat di BSrE. Hubungi verifikator instansi Anda.",
    "NEW": "Akun BSrE Anda belum selesai diaktifkan. Selesaikan pendaftarannya, lalu coba lagi.",
    "WAITING_FOR_VERIFICATION": "Akun BSrE Anda masih menunggu verifikasi.",
}
# The same by number, where the answer to signing has no word.
SEBAB_KODE = {
    2011: SEBAB["NOT_REGISTERED"],
    2021: "Sertifikat Anda di BSrE belum ada atau tidak berlaku. Hubungi verifikator instansi Anda.",
    PASSPHRASE_SALAH: "Passphrase BSrE tidak cocok. Periksa huruf besar dan kecilnya.",
}
TANPA_AKAR = (
    "Situs ini belum dapat menandatangani lewat BSrE. Pengelola sistem perlu mengisi BSRE_AKAR dengan berkas PEM berisi "
    "sertifikat akar BSrE."
)
PUTUS = "BSrE tidak dapat dihubungi. Dokumen belum ditandatangani; coba lagi beberapa saat kemudian."
LAMBAT = "BSrE tidak menjawab sampai batas waktu. Dokumen belum ditandatangani; coba lagi beberapa saat kemudian."
ANEH = "Jawaban BSrE bukan dokumen ini dengan satu tanda tangan baru, jadi tidak disimpan. Hubungi pengelola sistem."


def buat() -> Bsre:
    return Bsre()


class Bsre:
    @sensitive_variables("permintaan", "rahasia")
    def sign(self, permintaan: Permintaan) -> Hasil:
        rahasia = permintaan.rahasia
        if not settings.BSRE_AKAR:  # what cannot be found genuine afterwards is not asked for
            raise TandaTanganDitolak(TANPA_AKAR)
        if not (rahasia.nik.isascii() and rahasia.nik.isdigit() and len(rahasia.nik) == 16):
            raise TandaTanganDitolak("NIK harus 16 angka.")
        if not rahasia.frasa:
            raise TandaTanganDitolak("Isi passphrase BSrE Anda.")
        _check_status(rahasia.nik)
        pdf = _send(permintaan)
        return Hasil(pdf, timezone.now().replace(microsecond=0), check_jawaban(permintaan.pdf, pdf))


@sensitive_variables("nik")
def _check_status(nik: str) -> None:
    """Ask before signing, so that a person is told what is the matter with his account."""
    jawaban = _ask("GET", f"/api/user/status/{nik}")
    isi = _read_json(jawaban)
    if jawaban.ok and isi.get("status_code") == STATUS_DAPAT:
        return
    raise TandaTanganDitolak(_explain(jawaban, isi))


@sensitive_variables("permintaan", "isian")
def _send(permintaan: Permintaan) -> bytes:
    pihak, rahasia = permintaan.pihak, permintaan.rahasia
    letak = find_letak(read_pdf(permintaan.pdf), pihak.jangkar, pihak.urut)
    isian = {
        "nik": rahasia.nik,
        "passphrase": rahasia.frasa,
        "tampilan": "visible",
        "image": "false",
        "linkQR": permintaan.tautan,
        "page": str(letak.halaman + 1),
        "xAxis": _print(letak.kiri),
        "yAxis": _print(letak.bawah),
        "width": _print(LEBAR),
        "height": _print(TINGGI),
    }
    jawaban = _ask(
        "POST", "/api/sign/pdf", data=isian, files={"file": ("dokumen.pdf", permintaan.pdf, "application/pdf")}
    )
    jenis = jawaban.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if jawaban.ok and jenis == "application/pdf":
        return jawaban.content
    raise TandaTanganDitolak(_explain(jawaban, _read_json(jawaban)))


@sensitive_variables()
def _ask(metode: str, alamat: str, **lain: Any) -> requests.Response:
    try:
        return requests.request(
            metode,
            f"{settings.BSRE_URL}{alamat}",
            auth=(settings.BSRE_PENGGUNA, settings.BSRE_SANDI),
            timeout=settings.BSRE_TUNGGU,
            allow_redirects=False,
            **lain,
        )
    except requests.Timeout:
        log.warning("BSrE tidak menjawab: %s", metode)
        raise TandaTanganDitolak(LAMBAT) from None
    except requests.RequestException as galat:
        log.warning("BSrE tidak dapat dihubungi: %s %s", metode, type(galat).__name__)
        raise TandaTanganDitolak(PUTUS) from None


def _read_json(jawaban: requests.Response) -> dict[str, Any]:
    try:
        isi = jawaban.json()
    except ValueError:
        return {}
    return isi if isinstance(isi, dict) else {}


def _explain(jawaban: requests.Response, isi: dict[str, Any]) -> str:
    """Say in a sentence why the service refused. Its own words are not repeated: they may hold the NIK."""
    kode = isi.get("status_code")
    log.warning("BSrE menolak: HTTP %s, kode %s", jawaban.status_code, kode if isinstance(kode, int) else "-")
    if jawaban.status_code in (401, 403):
        return "Situs ini tidak diterima oleh BSrE. Pengelola sistem perlu memeriksa BSRE_PENGGUNA dan BSRE_SANDI."
    if kode in SEBAB_KODE:
        return SEBAB_KODE[kode]
    if (status := str(isi.get("status", "")).upper()) in SEBAB:
        return SEBAB[status]
    if jawaban.status_code >= 500:
        return "BSrE sedang terganggu. Dokumen belum ditandatangani; coba lagi beberapa saat kemudian."
    if jawaban.ok and not isi:
        return ANEH
    nomor = f" (kode {kode})" if isinstance(kode, int) else ""
    return f"BSrE menolak menandatangani dokumen ini{nomor}. Periksa NIK dan passphrase Anda, lalu coba lagi."


def check_jawaban(dikirim: bytes, diterima: bytes) -> str:
    """Return the fingerprint of the new signature's certificate; refuse what is not our file with just one more.

    A file that is not an appended one can only be accepted where there was no signature to lose.
    """
    lama, baru = list_tertanam(dikirim), list_tertanam(diterima)
    if lama is None or baru is None or len(baru) != len(lama) + 1:
        raise TandaTanganDitolak(ANEH)
    if not diterima.startswith(dikirim) and (lama or _count_halaman(dikirim) != _count_halaman(diterima)):
        raise TandaTanganDitolak(ANEH)
    if not all(t.is_utuh() for t in baru) or not baru[-1].is_seluruh_berkas():
        raise TandaTanganDitolak(ANEH)
    return sidik_sertifikat(baru[-1])


def _count_halaman(pdf: bytes) -> int:
    return int(read_pdf(pdf).root["/Pages"]["/Count"])


def _print(angka: Any) -> str:
    return str(round(angka))
