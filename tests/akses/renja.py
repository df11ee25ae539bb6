"""The pages of the plan."""

from __future__ import annotations

from collections.abc import Callable

from renja.models import PosRencana, Renja
from renstra.models import DanaRenstra, IndikatorPosRenstra, PosRenstra, Renstra
from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran

UBAH = ("perencana", "admin")
BACA = ("pelaksana", "camat", "inspektorat")


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    for jenis in Renja.Jenis.values:
        renja = Renja.objects.create(instansi=p.instansi, tahun=2013, jenis=jenis)
        PosRencana.objects.create(renja=renja, kode="7.01.01.2.01.01", uraian="Dokumen rencana", pagu=1000)
    renstra = Renstra.objects.create(instansi=p.instansi, tahun_awal=2012, tahun_akhir=2016)
    pos = PosRenstra.objects.create(renstra=renstra, kode="7.01.01", uraian="Program Penunjang")
    DanaRenstra.objects.create(pos=pos, tahun=2013, pagu=2000)
    IndikatorPosRenstra.objects.create(pos=pos, uraian="Nilai AKIP", kondisi_akhir="BB")
    dasar = "/satu/2013/renja/"

    def ubah(alamat: str, metode: str) -> Jalur:
        return Jalur(f"{dasar}{alamat}", UBAH, metode, tolak=BACA)

    return {
        "lihat_renja": Jalur(dasar),
        "buat_renja": ubah("mulai/", "POST"),
        "salin_renja": ubah("salin/renja/", "POST"),
        "buat_renja_perubahan": ubah("perubahan/", "POST"),
        "renja_ke_anggaran": ubah("ke-anggaran/", "GET+POST"),
        "lihat_program_renstra": Jalur("/satu/2013/renstra/program/"),
        "ambil_program_renstra": Jalur("/satu/2013/renstra/program/ambil/", UBAH, "POST", tolak=BACA),
        "unduh_program_renstra": Jalur("/satu/2013/renstra/program/unduh/"),
    }
