"""Which status follows which, by what action, in whose role.

Tables only: who the person is, and that status and history change together, is seen to where the tables are used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class StatusTriwulan(StrEnum):
    """The life of what is entered for a quarter."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DIVERIFIKASI = "diverifikasi"
    DISETUJUI = "disetujui"
    TERKUNCI = "terkunci"


class StatusLaporan(StrEnum):
    """The life of a report."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DISETUJUI = "disetujui"
    DIKIRIM = "dikirim"


class StatusPerjanjian(StrEnum):
    """The life of a perjanjian kinerja. `ditandatangani`: the first party has signed, the second has not yet."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DIREVIU = "direviu"
    DITANDATANGANI = "ditandatangani"
    BERLAKU = "berlaku"
    DIGANTIKAN = "digantikan"


@dataclass(frozen=True)
class Transisi:
    """One allowed step. `beda_orang`: not by who entered the figures; `perlu_catatan`: with a reason in writing."""

    dari: str
    aksi: str
    peran: str
    ke: str
    beda_orang: bool = False
    perlu_catatan: bool = False


@dataclass(frozen=True)
class Alur:
    """What the steps are about, as users call it, and the steps."""

    nama: str
    transisi: tuple[Transisi, ...]


class TransisiDitolak(Exception):
    """A step that the table does not allow; the message is a sentence for the user."""


ALUR_TRIWULAN = Alur(
    "Isian triwulan",
    (
        Transisi("draf", "ajukan", "pelaksana", "diajukan"),
        Transisi("draf", "ajukan", "perencana", "diajukan"),
        Transisi("diajukan", "tarik", "pelaksana", "draf"),
        Transisi("diajukan", "tarik", "perencana", "draf"),
        Transisi("diajukan", "kembalikan", "perencana", "draf", perlu_catatan=True),
        Transisi("diajukan", "verifikasi", "perencana", "diverifikasi", beda_orang=True),
        Transisi("diverifikasi", "kembalikan", "camat", "draf", perlu_catatan=True),
        Transisi("diverifikasi", "setujui", "camat", "disetujui", beda_orang=True),
        Transisi("disetujui", "kembalikan", "camat", "draf", perlu_catatan=True),
        Transisi("disetujui", "kunci", "admin", "terkunci"),
        Transisi("terkunci", "buka", "admin", "disetujui", perlu_catatan=True),
    ),
)

# What is sent is stored and never changes. The admin may open a sent report again, with a reason that the next one then
# states; what had been sent stays as it was. Before that the camat may take his approval back.
ALUR_LAPORAN = Alur(
    "Laporan",
    (
        Transisi("draf", "ajukan", "perencana", "diajukan"),
        Transisi("diajukan", "tarik", "perencana", "draf"),
        Transisi("diajukan", "kembalikan", "camat", "draf", perlu_catatan=True),
        Transisi("diajukan", "setujui", "camat", "disetujui", beda_orang=True),
        Transisi("disetujui", "kembalikan", "camat", "draf", perlu_catatan=True),
        Transisi("disetujui", "kirim", "perencana", "dikirim"),
        Transisi("dikirim", "buka", "admin", "draf", perlu_catatan=True),
    ),
)


def _oleh(peran: str, dari: str, aksi: str, ke: str, **syarat: bool) -> tuple[Transisi, ...]:
    """Return one step for each of several roles."""
    return tuple(Transisi(dari, aksi, p, ke, **syarat) for p in peran.split())


# The two parties are no roles of an account: who holds the post of the first, and of the second, on the day he signs.
# `gantikan` is no button: the murni is replaced at the moment in which the perubahan comes into force.
# `catat_kertas`: both have signed on paper, and somebody who did not type it vouches for that with a scan.
ALUR_PERJANJIAN = Alur(
    "Perjanjian kinerja",
    (
        *_oleh("perencana pihak_pertama", "draf", "ajukan", "diajukan"),
        *_oleh("perencana pihak_pertama", "diajukan", "tarik", "draf"),
        *_oleh("camat admin pihak_kedua", "diajukan", "kembalikan", "draf", perlu_catatan=True),
        *_oleh("camat admin pihak_kedua", "diajukan", "reviu", "direviu", beda_orang=True),
        *_oleh("camat admin pihak_kedua pihak_pertama", "direviu", "kembalikan", "draf", perlu_catatan=True),
        Transisi("direviu", "tanda_pertama", "pihak_pertama", "ditandatangani"),
        *_oleh("camat admin pihak_kedua", "ditandatangani", "kembalikan", "draf", perlu_catatan=True),
        Transisi("ditandatangani", "tanda_kedua", "pihak_kedua", "berlaku"),
        *_oleh("perencana camat admin", "direviu", "catat_kertas", "berlaku", beda_orang=True),
        Transisi("berlaku", "gantikan", "pihak_kedua", "digantikan"),
        Transisi("berlaku", "batalkan", "admin", "draf", perlu_catatan=True),
    ),
)

_PASIF = {
    "ajukan": "diajukan",
    "tarik": "ditarik kembali",
    "kembalikan": "dikembalikan",
    "verifikasi": "diverifikasi",
    "setujui": "disetujui",
    "kunci": "dikunci",
    "buka": "dibuka kembali",
    "kirim": "dikirim",
    "reviu": "direviu",
    "tanda_pertama": "diberi tanda tangan pertama",
    "tanda_kedua": "diberi tanda tangan kedua",
    "catat_kertas": "dicatat sudah ditandatangani di kertas",
    "gantikan": "digantikan yang perubahan",
    "batalkan": "dibatalkan",
}


def find_transisi(alur: Alur, dari: str, aksi: str, peran: str) -> Transisi:
    """Return the step, or raise TransisiDitolak saying what is possible instead, or who may do it."""
    mungkin = [t for t in alur.transisi if t.dari == dari]
    cocok = [t for t in mungkin if t.aksi == aksi]
    for transisi in cocok:
        if transisi.peran == peran:
            return transisi
    subjek = f"{alur.nama} yang berstatus {dari}"
    pasif = _PASIF.get(aksi, f"dikenai “{aksi}”")
    if cocok:
        raise TransisiDitolak(f"{subjek} hanya dapat {pasif} oleh {_join(t.peran.replace('_', ' ') for t in cocok)}.")
    saran = f"hanya dapat {_join(_PASIF[t.aksi] for t in mungkin)}" if mungkin else "tidak dapat diubah lagi"
    raise TransisiDitolak(f"{subjek} tidak dapat {pasif}; {saran}.")


def list_transisi(alur: Alur, dari: str, peran: str) -> tuple[Transisi, ...]:
    """Return the steps open to a role from a status, for the buttons of a page."""
    return tuple(t for t in alur.transisi if t.dari == dari and t.peran == peran)


def _join(kata: Iterable[str]) -> str:
    return " atau ".join(dict.fromkeys(kata))
