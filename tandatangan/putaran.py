"""pyHanko runs an event loop of its own for every signature, which cannot be where one runs already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def run_terpisah(kerja: Callable[[], T]) -> T:
    """Do this work here, or in a thread of its own where this one has a running loop (an asynchronous server)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return kerja()
    with ThreadPoolExecutor(1) as utas:
        return utas.submit(kerja).result()
