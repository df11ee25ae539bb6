"""What an import found and did, in words for the user."""

from __future__ import annotations

from dataclasses import dataclass, field

TEMUAN_TERBANYAK = 20_000  # of a kind: nobody reads more, and a broken file must not fill the memory


@dataclass(frozen=True)
class Temuan:
    """One finding. ``lokasi`` is ``Sub Kegiatan!F12`` or ``sub-kegiatan.csv:12 (Pagu murni)``."""

    lokasi: str
    pesan: str
    galat: bool = True

    def __str__(self) -> str:
        return f"{self.lokasi}: {self.pesan}" if self.lokasi else self.pesan


@dataclass
class Ringkasan:
    """How many rows of a sheet are new, changed, equal, gone."""

    baru: int = 0
    berubah: int = 0
    sama: int = 0
    hilang: int = 0

    @property
    def diam(self) -> bool:
        return not (self.baru or self.berubah or self.hilang)


@dataclass
class LaporanImpor:
    """The report: findings, what happened per sheet, and whether it was kept.

    ``instansi`` is the slug; both it and ``tahun`` are empty while the identity sheet is not readable.
    """

    instansi: str = ""
    tahun: int = 0
    galat: list[Temuan] = field(default_factory=list)
    peringatan: list[Temuan] = field(default_factory=list)
    lembar: dict[str, Ringkasan] = field(default_factory=dict)
    tersimpan: bool = False
    tak_disebut: int = 0  # findings beyond TEMUAN_TERBANYAK

    @property
    def temuan(self) -> list[Temuan]:
        return [*self.galat, *self.peringatan]

    @property
    def jumlah(self) -> Ringkasan:
        """The sum over all sheets."""
        r = self.lembar.values()
        return Ringkasan(
            sum(x.baru for x in r), sum(x.berubah for x in r), sum(x.sama for x in r), sum(x.hilang for x in r)
        )

    @property
    def tanpa_perubahan(self) -> bool:
        return self.jumlah.diam

    def add(self, lokasi: str, pesan: str, *, galat: bool = True) -> None:
        daftar = self.galat if galat else self.peringatan
        if len(daftar) < TEMUAN_TERBANYAK:
            daftar.append(Temuan(lokasi, pesan, galat))
        else:
            self.tak_disebut += 1
