"""The plan: RPJMD → misi → tujuan → sasaran → indikator by year; the programmes that serve it with their money by year."""

from renstra.models.program import DanaRenstra, IndikatorPosRenstra, KinerjaRenstra, PosRenstra
from renstra.models.rencana import (
    Indikator,
    IsuStrategis,
    Misi,
    RealisasiIndikator,
    Renstra,
    Rpjmd,
    Sasaran,
    Strategi,
    TargetIndikator,
    Tujuan,
    VersiRenstra,
    clean_sasar,
)

__all__ = [
    "DanaRenstra",
    "Indikator",
    "IndikatorPosRenstra",
    "IsuStrategis",
    "KinerjaRenstra",
    "Misi",
    "PosRenstra",
    "RealisasiIndikator",
    "Renstra",
    "Rpjmd",
    "Sasaran",
    "Strategi",
    "TargetIndikator",
    "Tujuan",
    "VersiRenstra",
    "clean_sasar",
]
