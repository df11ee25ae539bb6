"""What an import found and did, in words for the user."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    baru: int = 0
    berubah: int = 0
    sama: int = 0
    hilang: int = 0

    @property
    def diam(self) -> bool:
        return not (self.baru or self.berubah or self.hilang)


@dataclass
class LaporanImpor:
    """The report: findings, what happened per sheet, and whether it was kept."""

    instansi: str = ""
    tahun: int = 0
    temuan: list[Temuan] = field(default_factory=list)
    lembar: dict[str, Ringkasan] = field(default_factory=dict)
    tersimpan: bool = False

    @property
    def galat(self) -> list[Temuan]:
        return [t for t in self.temuan if t.galat]

    @property
    def peringatan(self) -> list[Temuan]:
        return [t for t in self.temuan if not t.galat]

    @property
    def tanpa_perubahan(self) -> bool:
        return all(r.diam for r in self.lembar.values())

    def add(self, lokasi: str, pesan: str, *, galat: bool = True) -> None:
        self.temuan.append(Temuan(lokasi, pesan, galat))
