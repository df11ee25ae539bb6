from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from django.core.cache import cache

from organisasi.models import Instansi, Pengguna
from tandatangan import otoritas, sertifikat
from tests.tandatangan.pabrik import buat_instansi, buat_orang

_kolam: list[object] = []


@pytest.fixture(autouse=True)
def kunci_cepat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Private keys from a small pool: making one of this length takes most of a test's time."""
    while len(_kolam) < 5:
        _kolam.append(otoritas.generate_kunci())
    urut = cycle(_kolam)
    for modul in (otoritas, sertifikat):
        monkeypatch.setattr(modul, "generate_kunci", lambda: next(urut))


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
