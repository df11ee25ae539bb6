"""The signatures inside a PDF, read with pyHanko. What comes in is anybody's file: reading it never raises."""

from __future__ import annotations

import datetime
import io
import logging
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tandatangan.putaran import run_terpisah

log = logging.getLogger(__name__)
MB = 1024 * 1024
# Only the structure of a file is unpacked here, no picture: a document of a hundred pages has less than a tenth of this.
BATAS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=16 * MB),
    per_purpose={**DEFAULT_PURPOSE_LIMITS, DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_output_size=MB)},
    document_budget=DocumentDecodeBudget(base_allowance=64 * MB, max_ratio=3),
)


class Tertanam:
    """One signature inside a PDF."""

    def __init__(self, isi: EmbeddedPdfSignature) -> None:
        self.isi = isi

    @property
    def sertifikat(self) -> Any:
        """The signer's certificate, as asn1crypto has it."""
        return self.isi.signer_cert

    @property
    def nama(self) -> str:
        try:
            return str(self.sertifikat.subject.native.get("common_name") or "Tanpa nama")[:200]
        except Exception:
            return "Tidak terbaca"

    def read_stempel(self) -> datetime.datetime | None:
        """Return the time of the time stamp, not yet verified; None where there is no stamp."""
        for data in extract_tst_data_iter(self.isi.signer_info, signed=False):
            waktu: datetime.datetime = data["encap_content_info"]["content"].parsed["gen_time"].native
            return waktu
        return None

    def read_pengakuan(self) -> datetime.datetime | None:
        """Return the time that the signer states himself; None where there is none, or none that can be read."""
        try:
            waktu: datetime.datetime | None = self.isi.self_reported_timestamp
        except Exception:
            log.debug("Waktu tanda tangan tidak terbaca", exc_info=True)
            return None
        return waktu

    def validate(self, akar: list[Any], waktu: datetime.datetime, *, banding: bool = False) -> PdfSignatureStatus:
        """Verify with these roots as of a time; ``banding``: also judge what was appended after the signature."""
        konteks, jam = (ValidationContext(trust_roots=akar, moment=waktu, allow_fetching=False) for _ in range(2))
        return run_terpisah(lambda: validate_pdf_signature(self.isi, konteks, jam, skip_diff=not banding))

    def is_utuh(self) -> bool:
        """Whether what was signed is still what it was, whoever signed it."""
        try:
            status = self.validate([], datetime.datetime.now(datetime.UTC))
        except Exception:
            log.debug("Tanda tangan tidak terbaca", exc_info=True)
            return False
        return bool(status.intact and status.valid and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION)

    def is_seluruh_berkas(self) -> bool:
        return self.isi.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE


def read_pdf(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(io.BytesIO(pdf), strict=False, decode_limits=BATAS)


def list_tertanam(pdf: bytes) -> list[Tertanam] | None:
    """Return the signatures in the order they were made; None where the file cannot be read, whatever the exception."""
    try:
        return [Tertanam(isi) for isi in read_pdf(pdf).embedded_signatures]
    except Exception:
        log.debug("PDF tidak terbaca", exc_info=True)
        return None


def sidik_sertifikat(tertanam: Tertanam) -> str:
    sidik: str = tertanam.sertifikat.sha256.hex()
    return sidik


def load_akar(pem: bytes) -> list[Any]:
    """Return the certificates of a PEM text, as pyHanko wants them."""
    return list(load_certs_from_pemder_data(pem))
