from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from organisasi.models import Instansi, Pengguna
from tests.tandatangan.pabrik import buat_instansi, buat_orang


@pytest.fixture(autouse=True)
def cache_kosong(kunci_cepat: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def instansi(db: None) -> Instansi:
    return buat_instansi()


@pytest.fixture
def camat(db: None) -> Pengguna:
    return buat_orang("camat")


@pytest.fixture
def bupati(db: None) -> Pengguna:
    return buat_orang("bupati")
