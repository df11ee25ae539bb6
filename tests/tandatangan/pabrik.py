"""Makers for the tests of signatures: a small PDF with places to sign, a document, certificates from elsewhere."""

from __future__ import annotations

import datetime
import io
import shutil
from functools import lru_cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as to_asn1
from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1 as to_asn1_kunci
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from weasyprint import HTML

from organisasi.models import Instansi, Kabupaten, Pengguna
from tandatangan import otoritas
from tandatangan.layanan import Pihak, Rahasia, siapkan
from tandatangan.models import DokumenTertanda, Sertifikat
from tandatangan.putaran import run_terpisah
from tandatangan.sertifikat import fingerprint

SANDI = "rahasia-uji-123"
PIHAK = (
    Pihak(1, "Camat Contoh", "Camat Satu", ("ttd-1",)),
    Pihak(2, "Bupati Contoh", "Bupati Contoh", ("tidak-ada", "ttd-2")),
)
_HTML = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Perjanjian Kinerja</title>
<style>@page { size: A4; margin: 20mm } .ttd { width: 62mm; height: 24mm; border: 1px dotted silver }</style></head>
<body><h1>Perjanjian Kinerja</h1><p>Isi perjanjian.</p><p>Pihak pertama</p><div id="ttd-1" class="ttd"></div>
<div style="break-before: page"><p>Pihak kedua</p><div id="ttd-2" class="ttd"></div></div></body></html>"""


@lru_cache(maxsize=1)
def buat_pdf() -> bytes:
    hasil: bytes = HTML(string=_HTML).write_pdf(pdf_variant="pdf/a-3a")
    return hasil


def buat_instansi() -> Instansi:
    kabupaten = Kabupaten.objects.create(nama="Contoh")
    return Instansi.objects.create(kabupaten=kabupaten, slug="satu", nama="Kecamatan Satu")


def buat_orang(nama: str) -> Pengguna:
    return Pengguna.objects.create_user(nama, password=SANDI, first_name=f"{nama.capitalize()} Contoh")


def buat_dokumen(
    instansi: Instansi, pihak: tuple[Pihak, ...] = PIHAK, judul: str = "Perjanjian Kinerja"
) -> DokumenTertanda:
    return siapkan(
        instansi,
        instansi=instansi,
        tahun=2023,
        jenis="pk",
        judul=judul,
        sidik="a" * 64,
        pdf=buat_pdf(),
        pihak=pihak,
    )


def rahasia(**lain: str) -> Rahasia:
    return Rahasia(SANDI, **lain)


def buat_sertifikat_luar(
    nama: str = "Orang Luar",
    *,
    mulai: datetime.datetime | None = None,
    hari: int = 365,
    tanda: bool = True,
    kunci: Any = None,
) -> tuple[x509.Certificate, Any]:
    """A self-signed certificate that no authority of ours knows."""
    kunci = kunci or ec.generate_private_key(ec.SECP256R1())
    mulai = mulai or datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    subjek = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nama)])
    guna = otoritas.TANPA_GUNA | {"digital_signature": True, "content_commitment": tanda}
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(subjek)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(mulai)
        .not_valid_after(mulai + datetime.timedelta(days=hari))
        .add_extension(x509.KeyUsage(**guna), critical=True)
        .sign(kunci, hashes.SHA256())
    )
    return sertifikat, kunci


def buat_p12(sertifikat: x509.Certificate, kunci: Any, frasa: str) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"uji", kunci, sertifikat, None, BestAvailableEncryption(frasa.encode())
    )


def cari_program(nama: str) -> str | None:
    return shutil.which(nama)


def buat_sertifikat_milik(pengguna: Pengguna, **lain: Any) -> Sertifikat:
    """A certificate in somebody's list, from an authority that we do not know."""
    sertifikat, kunci = buat_sertifikat_luar()
    isi = {
        "nama": "Orang Luar",
        "sebutan": "Penerbit Luar",
        "seri": f"{sertifikat.serial_number:x}",
        "sidik": fingerprint(sertifikat),
        "pem": otoritas.to_pem(sertifikat),
        "berkas": buat_p12(sertifikat, kunci, "frasa-uji"),
        "mulai": sertifikat.not_valid_before_utc,
        "selesai": sertifikat.not_valid_after_utc,
    }
    hasil: Sertifikat = Sertifikat.objects.create(pengguna=pengguna, **(isi | lain))
    return hasil


def tanda_tangan_luar(pdf: bytes, sertifikat: x509.Certificate, kunci: Any, medan: str = "Luar") -> bytes:
    """Sign a PDF outside of the site, as anybody can."""
    penanda = signers.SimpleSigner(
        signing_cert=to_asn1(sertifikat), signing_key=to_asn1_kunci(kunci), cert_registry=SimpleCertificateStore()
    )
    keluaran = io.BytesIO()
    medan_baru = signers.PdfSignatureMetadata(field_name=medan, md_algorithm="sha256")
    penulis = IncrementalPdfFileWriter(io.BytesIO(pdf))
    run_terpisah(lambda: signers.sign_pdf(penulis, medan_baru, signer=penanda, output=keluaran))
    return keluaran.getvalue()
