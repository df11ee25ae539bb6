"""What it costs and what it yields: nomenklatur, program → kegiatan → sub kegiatan → belanja, triwulan, pendapatan."""

from anggaran.models.isian import Bukti, CatatanBaris, IsianTriwulan
from anggaran.models.keuangan import JenisBelanja, Layanan, Pendapatan, RiwayatAnggaran
from anggaran.models.nomenklatur import Nomenklatur, VersiNomenklatur
from anggaran.models.program import Belanja, IndikatorKegiatan, Kegiatan, Program, SubKegiatan
from anggaran.models.triwulan import RealisasiBelanja, RealisasiKeluaran, RealisasiTriwulan, TargetTriwulan

__all__ = [
    "Belanja",
    "Bukti",
    "CatatanBaris",
    "IndikatorKegiatan",
    "IsianTriwulan",
    "JenisBelanja",
    "Kegiatan",
    "Layanan",
    "Nomenklatur",
    "Pendapatan",
    "Program",
    "RealisasiBelanja",
    "RealisasiKeluaran",
    "RealisasiTriwulan",
    "RiwayatAnggaran",
    "SubKegiatan",
    "TargetTriwulan",
    "VersiNomenklatur",
]
