"""The sample document, laid out and written once for all tests of this folder."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from lakip.dokumen import Dokumen
from lakip.render.pdf import Tata, layout, write_pdf
from tests.lakip.render.contoh_dokumen import build_dokumen


@pytest.fixture(scope="session")
def dokumen() -> Dokumen:
    return build_dokumen()


@pytest.fixture(scope="session")
def tata(dokumen: Dokumen) -> Tata:
    return layout(dokumen)


@pytest.fixture(scope="session")
def pdf(tata: Tata, dokumen: Dokumen) -> PdfReader:
    return PdfReader(io.BytesIO(write_pdf(tata, dokumen)))
