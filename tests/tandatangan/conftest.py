from __future__ import annotations

import pytest

from organisasi.models import Instansi, Pengguna
from tests.tandatangan.pabrik import buat_instansi, buat_orang


@pytest.fixture(autouse=True)
def cepat(kunci_cepat: None) -> None:
    """Every test here signs."""


@pytest.fixture
def instansi(db: None) -> Instansi:
    return buat_instansi()


@pytest.fixture
def camat(db: None) -> Pengguna:
    return buat_orang("camat")


@pytest.fixture
def bupati(db: None) -> Pengguna:
    return buat_orang("bupati")
