from __future__ import annotations

import pytest

from lakip.susunan import pasang_bawaan


@pytest.fixture
def acuan(db: None) -> None:
    """The outlines a report needs."""
    pasang_bawaan()
