"""The pages of the plan."""

from __future__ import annotations

from collections.abc import Callable

from renstra.models import Indikator, Renstra, Rpjmd, Sasaran, Tujuan
from renstra.versi import mulai_perubahan
from tests.akses.tabel import MILIK, Jalur
from tests.pemeran import Pemeran

UBAH = ("perencana", "admin")
BACA = ("pelaksana", "camat", "inspektorat")
SEKABUPATEN = (*MILIK, "tetangga")


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    rpjmd = Rpjmd.objects.create(kabupaten=p.kabupaten, tahun_awal=2021, tahun_akhir=2026)
    renstra = Renstra.objects.create(instansi=p.instansi, tahun_awal=2021, tahun_akhir=2026, rpjmd=rpjmd)
    tujuan = Tujuan.objects.create(renstra=renstra, kode="T1", uraian="Tujuan")
    sasaran = Sasaran.objects.create(renstra=renstra, tujuan=tujuan, kode="S1", uraian="Sasaran")
    indikator = Indikator.objects.create(renstra=renstra, sasaran=sasaran, kode="S1.1", uraian="Indikator")
    mulai_perubahan(renstra, p.perencana, dasar_hukum="Perbup", alasan="Uji", berlaku_mulai=2023)
    kab, dasar = f"/kabupaten/{p.kabupaten.pk}/rpjmd/", "/satu/2023/renstra/"

    def form(alamat: str, metode: str = "GET+POST") -> Jalur:
        return Jalur(alamat, UBAH, metode, tolak=BACA)

    admin = {"boleh": ("admin",), "metode": "GET+POST", "tolak": tuple(x for x in SEKABUPATEN if x != "admin")}
    return {
        "list_rpjmd": Jalur(kab, SEKABUPATEN),
        "buat_rpjmd": Jalur(f"{kab}baru/", **admin),
        "ubah_rpjmd": Jalur(f"{kab}{rpjmd.pk}/", **admin),
        "hapus_rpjmd": Jalur(f"{kab}{rpjmd.pk}/hapus/", **admin),  # refused: the Renstra uses it
        "lihat_renstra": Jalur(dasar),
        "buat_renstra": form(f"{dasar}baru/"),
        "salin_renstra": form(f"{dasar}salin/"),
        "ubah_renstra": form(f"{dasar}ubah/"),
        "isi_target": form(f"{dasar}target/"),
        "unduh_target": Jalur(f"{dasar}target/unduh/"),
        "simpan_target": form(f"{dasar}target/{indikator.pk}/", "POST"),
        "isi_realisasi_tahun": form(f"{dasar}realisasi/"),
        "simpan_realisasi_tahun": form(f"{dasar}realisasi/{indikator.pk}/", "POST"),
        "mulai_perubahan": form(f"{dasar}perubahan/"),
        "lihat_versi_renstra": Jalur(f"{dasar}versi/0/"),
        "buat_baris_renstra": form(f"{dasar}sasaran/baru/"),
        "ubah_baris_renstra": form(f"{dasar}sasaran/{sasaran.pk}/"),
        "hapus_baris_renstra": form(f"{dasar}tujuan/{tujuan.pk}/hapus/"),  # refused: a sasaran uses it
        "geser_baris_renstra": form(f"{dasar}tujuan/{tujuan.pk}/geser/naik/", "POST"),
        "lihat_iku": Jalur("/satu/2023/iku/"),
        "tetapkan_iku": form(f"/satu/2023/iku/{indikator.pk}/", "POST"),
    }
