"""The installation's own authority: a root that issues certificates, and a clock that stamps the time (RFC 3161)."""

from __future__ import annotations

import base64
import datetime
import secrets
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from django.conf import settings
from django.utils import timezone

from tandatangan.models import Otoritas

PANJANG_KUNCI_WAKTU = 3072  # of RSA: pyHanko's clock knows nothing else
UMUR_AKAR = datetime.timedelta(days=20 * 365)
UMUR_SERTIFIKAT = datetime.timedelta(days=2 * 365)
EKU_DOKUMEN = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # document signing, RFC 9336
TANPA_GUNA = dict.fromkeys(
    (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    ),
    False,
)  # fmt: skip


Kunci = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def get_otoritas() -> Otoritas:
    """Return the authority that issues; a new one where there is none, or where SECRET_KEY no longer opens the last."""
    for otoritas in Otoritas.objects.all():
        if is_terbuka(otoritas):
            return otoritas
    return create_otoritas()


def is_terbuka(otoritas: Otoritas) -> bool:
    try:
        open_kunci(otoritas, otoritas.kunci)
        open_kunci(otoritas, otoritas.kunci_waktu)
    except ValueError:
        return False
    return True


def open_kunci(otoritas: Otoritas, kunci: str) -> Kunci:
    """Return a private key of the authority; ValueError where SECRET_KEY is not the one it was made with."""
    return _decrypt(kunci, _derive_frasa(bytes(otoritas.garam)))


@lru_cache(maxsize=8)
def _decrypt(kunci: str, frasa: bytes) -> Kunci:
    """Kept, because checking an RSA key takes longer than signing with it; SECRET_KEY is in memory just as well."""
    hasil = serialization.load_pem_private_key(kunci.encode(), frasa)
    assert isinstance(hasil, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
    return hasil


def create_otoritas() -> Otoritas:
    garam = secrets.token_bytes(16)
    akar, waktu = generate_kunci(), generate_kunci_waktu()
    sertifikat = _issue_akar(akar)
    stempel = _issue_waktu(sertifikat, akar, waktu)
    return Otoritas.objects.create(
        garam=garam,
        pem=to_pem(sertifikat),
        kunci=_encrypt(akar, garam),
        pem_waktu=to_pem(stempel),
        kunci_waktu=_encrypt(waktu, garam),
    )


def issue_sertifikat(
    otoritas: Otoritas, nama: str, kunci: Kunci, *, mulai: datetime.datetime, selesai: datetime.datetime
) -> x509.Certificate:
    """Return a certificate for a person's signatures on documents."""
    akar = load_pem(otoritas.pem)
    pembuat = _start(_build_nama(nama), akar.subject, kunci.public_key(), mulai, selesai)
    return (
        _limit(pembuat, akar, digital_signature=True, content_commitment=True)
        .add_extension(x509.ExtendedKeyUsage([EKU_DOKUMEN, ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(open_kunci(otoritas, otoritas.kunci), hashes.SHA256())
    )


def generate_kunci() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def generate_kunci_waktu() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=PANJANG_KUNCI_WAKTU)


def load_pem(pem: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem.encode())


def to_pem(sertifikat: x509.Certificate) -> str:
    return sertifikat.public_bytes(serialization.Encoding.PEM).decode()


def _derive_frasa(garam: bytes) -> bytes:
    kunci = HKDF(hashes.SHA256(), 32, garam, b"tandatangan.otoritas").derive(settings.SECRET_KEY.encode())
    return base64.b64encode(kunci)


def _encrypt(kunci: Kunci, garam: bytes) -> str:
    sandi = serialization.BestAvailableEncryption(_derive_frasa(garam))
    return kunci.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sandi).decode()


def _build_nama(nama: str) -> x509.Name:
    situs = urlsplit(settings.SITE_URL).hostname or "localhost"
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, situs[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, nama[:64]),
        ]
    )


def _start(
    subjek: x509.Name,
    penerbit: x509.Name,
    kunci: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    mulai: datetime.datetime,
    selesai: datetime.datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(penerbit)
        .public_key(kunci)
        .serial_number(x509.random_serial_number())
        .not_valid_before(mulai)
        .not_valid_after(selesai)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(kunci), critical=False)
    )


def _limit(pembuat: x509.CertificateBuilder, akar: x509.Certificate, **guna: bool) -> x509.CertificateBuilder:
    ski = akar.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        pembuat.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**(TANPA_GUNA | guna)), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(ski), critical=False)
    )


def _issue_akar(kunci: Kunci) -> x509.Certificate:
    # A name of its own for each authority: readers tell issuers apart by name.
    nama = _build_nama(f"Otoritas Tanda Tangan {secrets.token_hex(4)}")
    sekarang = timezone.now().replace(microsecond=0)
    return (
        _start(nama, nama, kunci.public_key(), sekarang, sekarang + UMUR_AKAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.KeyUsage(**(TANPA_GUNA | {"key_cert_sign": True, "crl_sign": True})), critical=True)
        .sign(kunci, hashes.SHA256())
    )


def _issue_waktu(akar: x509.Certificate, kunci_akar: Kunci, kunci: Kunci) -> x509.Certificate:
    pembuat = _start(
        _build_nama("Stempel Waktu"),
        akar.subject,
        kunci.public_key(),
        akar.not_valid_before_utc,
        akar.not_valid_after_utc,
    )
    return (
        _limit(pembuat, akar, digital_signature=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(kunci_akar, hashes.SHA256())
    )
