"""Can a stranger's PDF be checked at all? Tries it under limits, as a process of its own: ``python -m tandatangan.saring``.

The PDF comes on stdin, the answer is the exit status. A small file can hold an amount of work without end, so whoever
opens one does so here first, where the memory and the time are limited. No Django: it has to start quickly.
"""

from __future__ import annotations

import datetime
import logging
import resource
import sys

from tandatangan.tertanam import Tertanam, read_pdf

MEMORI = 256 * 1024 * 1024  # bytes of address space; a file of 20 MB with four signatures takes 90 MB
WAKTU = 6  # seconds of the processor; it starts in half a second
BANYAK = 10  # signatures in one file
DAPAT, TAK_TERBACA, RUMIT = 0, 3, 4  # 1 and 2 are Python's own

log = logging.getLogger(__name__)


def limit_diri() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    resource.setrlimit(resource.RLIMIT_CPU, (WAKTU, WAKTU))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def saring(pdf: bytes) -> int:
    """Do once what a check does, with nobody trusted; return whether it could be done."""
    try:
        tertanam = [Tertanam(isi) for isi in read_pdf(pdf).embedded_signatures]
    except MemoryError:
        return RUMIT
    except Exception:
        log.debug("PDF tidak terbaca", exc_info=True)
        return TAK_TERBACA
    if len(tertanam) > BANYAK:
        return RUMIT
    return DAPAT if all(_try(satu) for satu in tertanam) else RUMIT


def _try(tertanam: Tertanam) -> bool:
    """Whether judging a signature ends; what it says of the signature is not asked here."""
    try:
        waktu = tertanam.read_stempel() or tertanam.read_pengakuan()
        tertanam.validate([], waktu or datetime.datetime.now(datetime.UTC))
    except MemoryError:
        return False
    except Exception:
        log.debug("Tanda tangan tidak terbaca", exc_info=True)
    return True


if __name__ == "__main__":
    limit_diri()
    logging.disable()
    sys.exit(saring(sys.stdin.buffer.read()))
