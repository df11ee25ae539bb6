"""People's certificates: issued at the first signature, brought along as a .p12 file, chosen, revoked."""

from __future__ import annotations

import base64
import datetime
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from organisasi.models import Pengguna
from organisasi.riwayat import name_orang
from tandatangan.models import Sertifikat
from tandatangan.otoritas import UMUR_SERTIFIKAT, Kunci, generate_kunci, get_otoritas, issue_sertifikat, to_pem
from tandatangan.pfx import PUTARAN_TERBANYAK, is_berlebihan
from tandatangan.pihak import Rahasia, TandaTanganDitolak

UKURAN_P12 = 100_000  # bytes; a certificate with its chain has some thousand
RSA_TERPENDEK = 2048  # bits; pyHanko finds no signature with less valid
SENDIRI = "Otoritas situs ini"
SANDI_BERGANTI = "Kata sandi akun diganti, jadi sertifikat lama tidak dapat dibuka lagi."
BUKAN_P12 = "Berkas ini bukan sertifikat .p12 yang dapat dibaca."
KEDALUWARSA = "Masa berlakunya habis."


class SertifikatDitolak(Exception):
    """A certificate that cannot be used; the message is a sentence for the user."""


@dataclass(frozen=True, repr=False)
class Terbuka:
    """A certificate with its private key, as it is only while a signature is made."""

    baris: Sertifikat
    sertifikat: x509.Certificate
    kunci: Kunci
    rantai: tuple[x509.Certificate, ...]


def find_pilihan(pengguna: Pengguna) -> Sertifikat | None:
    """Return the certificate that signs next: the chosen one, else our own; None where one will be issued."""
    ada = Sertifikat.objects.filter(pengguna=pengguna, dicabut=None).select_related("otoritas")
    hasil: Sertifikat | None = (
        ada.filter(Q(dipakai=True) | Q(otoritas__isnull=False)).order_by("-dipakai", "-pk").first()
    )
    return hasil


@sensitive_variables("rahasia")
def open_untuk_tanda_tangan(pengguna: Pengguna, rahasia: Rahasia) -> Terbuka:
    """Return the certificate that signs, opened. One of our own is issued where there is none that opens.

    The account's password has been checked by the caller.
    """
    pilihan = find_pilihan(pengguna)
    if pilihan is None:
        return issue_sendiri(pengguna, rahasia.sandi)
    if pilihan.is_unggahan:
        return _open_unggahan(pilihan, rahasia)
    if pilihan.selesai <= timezone.now():
        return _replace(pilihan, rahasia, KEDALUWARSA)
    try:
        return _open(pilihan, _stretch(rahasia.sandi, pilihan.seri))
    except ValueError:
        return _replace(pilihan, rahasia, SANDI_BERGANTI)


@sensitive_variables("rahasia")
def _open_unggahan(pilihan: Sertifikat, rahasia: Rahasia) -> Terbuka:
    if pilihan.selesai <= timezone.now():
        raise TandaTanganDitolak(
            f"Sertifikat {pilihan} habis masa berlakunya pada {timezone.localtime(pilihan.selesai):%d-%m-%Y}. "
            "Unggah yang baru atau pilih sertifikat lain di halaman Sertifikat saya."
        )
    if not rahasia.frasa:
        raise TandaTanganDitolak("Isi frasa sandi sertifikat yang Anda unggah.")
    try:
        return _open(pilihan, rahasia.frasa.encode())
    except ValueError:
        raise TandaTanganDitolak("Frasa sandi sertifikat tidak cocok. Periksa huruf besar dan kecilnya.") from None


@sensitive_variables("rahasia")
def _replace(lama: Sertifikat, rahasia: Rahasia, alasan: str) -> Terbuka:
    with transaction.atomic():
        _set_dicabut(lama, alasan)
        return issue_sendiri(lama.pengguna, rahasia.sandi)


@sensitive_variables("sandi")
def issue_sendiri(pengguna: Pengguna, sandi: str) -> Terbuka:
    """Issue a certificate of our own for two years and make it the one that signs."""
    otoritas, kunci = get_otoritas(), generate_kunci()
    mulai = timezone.now().replace(microsecond=0)
    nama = name_orang(pengguna)
    sertifikat = issue_sertifikat(otoritas, nama, kunci, mulai=mulai, selesai=mulai + UMUR_SERTIFIKAT)
    seri = f"{sertifikat.serial_number:x}"
    berkas = pkcs12.serialize_key_and_certificates(
        nama.encode(), kunci, sertifikat, None, BestAvailableEncryption(_stretch(sandi, seri))
    )
    with transaction.atomic():
        Sertifikat.objects.filter(pengguna=pengguna, dipakai=True).update(dipakai=False)
        baris = Sertifikat.objects.create(
            pengguna=pengguna,
            otoritas=otoritas,
            nama=nama,
            sebutan=SENDIRI,
            seri=seri,
            sidik=fingerprint(sertifikat),
            pem=to_pem(sertifikat),
            berkas=berkas,
            mulai=mulai,
            selesai=sertifikat.not_valid_after_utc,
            dipakai=True,
        )
    return Terbuka(baris, sertifikat, kunci, ())


@sensitive_variables("frasa")
def upload(pengguna: Pengguna, isi: bytes, frasa: str) -> Sertifikat:
    """Keep a .p12 as it came and make it the one that signs. The passphrase only opens it here.

    Raises SertifikatDitolak.
    """
    kunci, sertifikat, _ = _load(isi, frasa.encode())
    if kunci is None or sertifikat is None:
        raise SertifikatDitolak(
            "Berkas ini tidak memuat sertifikat bersama kunci pribadinya. Ekspor ulang dengan kuncinya."
        )
    if not isinstance(kunci, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise SertifikatDitolak("Jenis kunci sertifikat ini tidak didukung; yang didukung RSA dan ECDSA.")
    if isinstance(kunci, rsa.RSAPrivateKey) and kunci.key_size < RSA_TERPENDEK:
        raise SertifikatDitolak(
            f"Kunci RSA sertifikat ini hanya {kunci.key_size} bit; paling sedikit {RSA_TERPENDEK} bit. Mintalah sertifikat "
            "baru kepada penerbitnya."
        )
    _check_masa(sertifikat)
    sidik = fingerprint(sertifikat)
    if Sertifikat.objects.filter(sidik=sidik).exists():
        raise SertifikatDitolak("Sertifikat ini sudah pernah diunggah.")
    with transaction.atomic():
        Sertifikat.objects.filter(pengguna=pengguna, dipakai=True).update(dipakai=False)
        baris: Sertifikat = Sertifikat.objects.create(
            pengguna=pengguna,
            nama=_read_nama(sertifikat.subject),
            sebutan=_read_nama(sertifikat.issuer),
            seri=f"{sertifikat.serial_number:x}"[:50],
            sidik=sidik,
            pem=to_pem(sertifikat),
            berkas=isi,
            mulai=sertifikat.not_valid_before_utc,
            selesai=sertifikat.not_valid_after_utc,
            dipakai=True,
        )
    return baris


def _check_masa(sertifikat: x509.Certificate) -> None:
    sekarang = timezone.now()
    if sertifikat.not_valid_after_utc <= sekarang:
        raise SertifikatDitolak(
            f"Sertifikat ini habis masa berlakunya pada {_print(sertifikat.not_valid_after_utc)}. Mintalah yang baru kepada "
            "penerbitnya."
        )
    if sertifikat.not_valid_before_utc > sekarang:
        raise SertifikatDitolak(f"Sertifikat ini baru berlaku mulai {_print(sertifikat.not_valid_before_utc)}.")
    try:
        guna = sertifikat.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not guna.content_commitment:
        raise SertifikatDitolak(
            "Sertifikat ini bukan untuk tanda tangan dokumen (tanpa kegunaan nonrepudiation). Mintalah sertifikat tanda "
            "tangan kepada penerbitnya."
        )


def choose(sertifikat: Sertifikat) -> None:
    """Make this the one that signs; raise SertifikatDitolak where it cannot."""
    if sertifikat.dicabut is not None or sertifikat.selesai <= timezone.now():
        raise SertifikatDitolak("Sertifikat ini sudah dicabut atau habis masa berlakunya, jadi tidak dapat dipakai.")
    with transaction.atomic():
        Sertifikat.objects.filter(pengguna=sertifikat.pengguna_id, dipakai=True).update(dipakai=False)
        sertifikat.dipakai = True
        sertifikat.save(update_fields=["dipakai"])


def release(sertifikat: Sertifikat) -> None:
    """Let this no longer be the one that signs: our own does again."""
    Sertifikat.objects.filter(pk=sertifikat.pk).update(dipakai=False)


def revoke(sertifikat: Sertifikat, alasan: str) -> None:
    """Revoke from now on; what was signed before stays valid. Raise SertifikatDitolak where it was revoked before."""
    if sertifikat.dicabut is not None:
        raise SertifikatDitolak("Sertifikat ini sudah dicabut.")
    _set_dicabut(sertifikat, alasan)


def _set_dicabut(sertifikat: Sertifikat, alasan: str) -> None:
    sertifikat.dicabut, sertifikat.alasan, sertifikat.dipakai = timezone.now(), alasan, False
    sertifikat.save(update_fields=["dicabut", "alasan", "dipakai"])


def fingerprint(sertifikat: x509.Certificate) -> str:
    return sertifikat.fingerprint(hashes.SHA256()).hex()


def _stretch(sandi: str, seri: str) -> bytes:
    """The passphrase of one of our own certificates: slow to guess from, because PKCS#12 itself is quick."""
    return base64.b64encode(Scrypt(seri.encode(), 32, n=2**15, r=8, p=1).derive(sandi.encode()))


def _open(baris: Sertifikat, frasa: bytes) -> Terbuka:
    kunci, sertifikat, rantai = pkcs12.load_key_and_certificates(bytes(baris.berkas), frasa)
    assert isinstance(kunci, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) and sertifikat is not None
    return Terbuka(baris, sertifikat, kunci, tuple(rantai))


def _load(isi: bytes, frasa: bytes) -> tuple[object, x509.Certificate | None, list[x509.Certificate]]:
    """Read an uploaded file; SertifikatDitolak where it is none, or the passphrase does not open it."""
    if len(isi) > UKURAN_P12:
        raise SertifikatDitolak("Berkas ini terlalu besar untuk sebuah sertifikat. Unggah berkas .p12 atau .pfx.")
    if _is_berlebihan(isi):
        raise SertifikatDitolak(
            "Berkas ini meminta pengulangan sandi yang terlalu banyak untuk dibuka di sini (lebih dari "
            f"{PUTARAN_TERBANYAK:_} kali). Ekspor ulang sertifikatnya dengan pengaturan biasa.".replace("_", ".")
        )
    try:
        return pkcs12.load_key_and_certificates(isi, frasa or None)
    except ValueError as galat:
        if "password" in str(galat).lower():
            raise SertifikatDitolak(
                "Frasa sandi tidak membuka berkas ini. Periksa huruf besar dan kecilnya, dan bahwa berkasnya benar."
            ) from None
        raise SertifikatDitolak(BUKAN_P12) from None
    except Exception:  # what cryptography raises for old or broken algorithms differs by version
        raise SertifikatDitolak(
            "Berkas ini memakai penyandian yang tidak didukung. Ekspor ulang sertifikatnya dengan AES-256."
        ) from None


def _is_berlebihan(isi: bytes) -> bool:
    try:
        return is_berlebihan(isi)
    except Exception:  # what asn1crypto raises for anybody's file is not only ValueError
        raise SertifikatDitolak(BUKAN_P12) from None


def _read_nama(nama: x509.Name) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if isi := nama.get_attributes_for_oid(oid):
            return str(isi[0].value).replace("\0", "")[:200]
    return nama.rfc4514_string()[:200] or "Tanpa nama"


def _print(waktu: datetime.datetime) -> str:
    return f"{timezone.localtime(waktu):%d-%m-%Y}"
