"""A .p12 that would keep the site busy for minutes is refused before a passphrase is tried."""

from __future__ import annotations

import time
from typing import Any

import pytest
from asn1crypto.pkcs12 import AuthenticatedSafe, Pfx, SafeContents
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from organisasi.models import Pengguna
from tandatangan import sertifikat as lemari
from tandatangan.models import Sertifikat
from tandatangan.pfx import PUTARAN_TERBANYAK, is_berlebihan, list_putaran
from tests.tandatangan.pabrik import buat_p12, buat_sertifikat_luar

PBES2 = pkcs12.PBES.PBESv2SHA256AndAES256CBC
PBES1 = pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC
LAMA = 2_000_000_000  # hours of work


def buat(putaran: int = 2048, cara: Any = PBES2) -> bytes:
    sertifikat, kunci = buat_sertifikat_luar()
    sandi = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(putaran)
        .key_cert_algorithm(cara)
        .hmac_hash(hashes.SHA256())
        .build(b"frasa")
    )
    return pkcs12.serialize_key_and_certificates(b"uji", kunci, sertifikat, None, sandi)


def ubah_mac(isi: bytes) -> bytes:
    pfx = Pfx.load(isi)
    pfx["mac_data"]["iterations"] = LAMA
    return pfx.dump(force=True)


def ubah_isi(isi: bytes, jenis: str) -> bytes:
    """Ask for many rounds for the certificates (encrypted_data) or for the key (data)."""
    pfx = Pfx.load(isi)
    aman = AuthenticatedSafe.load(pfx["auth_safe"]["content"].native)
    for bagian in aman:
        if bagian["content_type"].native != jenis:
            continue
        if jenis == "encrypted_data":
            _ubah_cara(bagian["content"]["encrypted_content_info"]["content_encryption_algorithm"])
        else:
            tas = SafeContents.load(bagian["content"].native)
            _ubah_cara(tas[0]["bag_value"]["encryption_algorithm"])
            bagian["content"] = tas.dump(force=True)
    pfx["auth_safe"]["content"] = aman.dump(force=True)
    return pfx.dump(force=True)


def _ubah_cara(cara: Any) -> None:
    if cara["algorithm"].native == "pbes2":
        cara["parameters"]["key_derivation_func"]["parameters"]["iteration_count"] = LAMA
    else:
        cara["parameters"]["iterations"] = LAMA


@pytest.mark.parametrize("cara", [PBES2, PBES1])
@pytest.mark.parametrize("jenis", ["mac", "encrypted_data", "data"])
def test_too_many_rounds_anywhere_are_refused_at_once(cara: Any, jenis: str) -> None:
    biasa = buat(cara=cara)
    berat = ubah_mac(biasa) if jenis == "mac" else ubah_isi(biasa, jenis)
    assert LAMA in set(list_putaran(berat)) and not is_berlebihan(biasa)
    mulai = time.monotonic()
    with pytest.raises(lemari.SertifikatDitolak, match=r"lebih dari 1\.000\.000 kali"):
        lemari._load(berat, b"frasa")
    assert time.monotonic() - mulai < 5


def test_what_is_usual_still_opens() -> None:
    for isi in (buat(600_000), buat(cara=PBES1), buat_p12(*buat_sertifikat_luar(), "frasa")):
        assert lemari._load(isi, b"frasa")[0] is not None


def test_rounds_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    isi = buat()
    assert sum(list_putaran(isi)) >= 3 * 2048 and max(list_putaran(isi)) < PUTARAN_TERBANYAK
    monkeypatch.setattr("tandatangan.pfx.PUTARAN_SELURUHNYA", 3 * 2048 - 1)
    assert is_berlebihan(isi)


@pytest.mark.parametrize("isi", [b"", b"x", b"\x30\x03\x02\x01\x03", b"0" * 500, buat()[:-30], b"\x30\x80\x02"])
def test_what_is_no_p12_is_said_to_be_none(isi: bytes) -> None:
    with pytest.raises(lemari.SertifikatDitolak, match="bukan sertifikat"):
        lemari._load(isi, b"frasa")


@pytest.mark.django_db
def test_nothing_of_it_is_kept(camat: Pengguna) -> None:
    with pytest.raises(lemari.SertifikatDitolak):
        lemari.upload(camat, ubah_mac(buat()), "frasa")
    assert not Sertifikat.objects.exists()
