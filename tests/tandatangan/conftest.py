from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest
from django.core.cache import cache

from organisasi.models import Instansi, Pengguna
from tandatangan import otoritas
from tests.tandatangan.pabrik import buat_instansi, buat_orang

_kunci_waktu = lru_cache(maxsize=1)(otoritas.generate_kunci_waktu)


@pytest.fixture(autouse=True)
def kunci_cepat(monkeypatch: pytest.MonkeyPatch) -> None:
    """One key for all clocks of the tests: making one takes longer than all else in most of them."""
    monkeypatch.setattr(otoritas, "generate_kunci_waktu", _kunci_waktu)


@pytest.fixture(autouse=True)
def cache_kosong() -> Iterator[None]:
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
