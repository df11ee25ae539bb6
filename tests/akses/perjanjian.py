"""The pages of the perjanjian kinerja."""

from __future__ import annotations

from collections.abc import Callable

from organisasi.models import Jabatan
from perjanjian.models import Butir, KomentarButir, PerjanjianKinerja
from renstra.models import Indikator, Renstra, Tujuan
from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran

UBAH = ("perencana", "admin")
BACA = ("pelaksana", "camat", "inspektorat")


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    jabatan = Jabatan.objects.create(instansi=p.instansi, nama="Jabatan perjanjian")
    renstra = Renstra.objects.create(instansi=p.instansi, tahun_awal=2011, tahun_akhir=2015)
    tujuan = Tujuan.objects.create(renstra=renstra, kode="T1", uraian="Tujuan")
    indikator = Indikator.objects.create(renstra=renstra, tujuan=tujuan, kode="T1.1", uraian="Indikator")
    murni = PerjanjianKinerja.objects.create(
        instansi=p.instansi, tahun=2013, jabatan=jabatan, sebutan_pihak_kedua="Bupati"
    )
    perubahan = PerjanjianKinerja.objects.create(
        instansi=p.instansi, tahun=2013, jabatan=jabatan, sebutan_pihak_kedua="Bupati", jenis="perubahan"
    )
    butir = Butir.objects.create(perjanjian=murni, indikator=indikator, target=1)
    kasi = Jabatan.objects.create(instansi=p.instansi, nama="Jabatan di bawahnya", atasan=jabatan)
    diajukan = PerjanjianKinerja.objects.create(
        instansi=p.instansi, tahun=2013, jabatan=kasi, pihak_kedua=jabatan, status="diajukan"
    )
    komentar = KomentarButir.objects.create(perjanjian=diajukan, teks="Periksa", oleh=p.camat)
    dasar = "/satu/2013/perjanjian/"
    satu = f"{dasar}{murni.pk}/"

    def ubah(alamat: str, metode: str = "GET+POST") -> Jalur:
        return Jalur(alamat, UBAH, metode, tolak=BACA)

    return {
        "list_perjanjian": Jalur(dasar),
        "kaskade_perjanjian": Jalur(f"{dasar}kaskade/"),
        "unduh_kaskade": Jalur(f"{dasar}kaskade/unduh/"),
        "salin_perjanjian_tahun": ubah(f"{dasar}salin/", "POST"),
        "buat_perjanjian": ubah(f"{dasar}jabatan/{jabatan.pk}/baru/"),
        "lihat_perjanjian": Jalur(f"{dasar}{diajukan.pk}/"),
        "ubah_perjanjian": ubah(f"{satu}ubah/"),
        "ubah_pihak_perjanjian": ubah(f"{satu}pihak/"),
        "buat_perjanjian_perubahan": ubah(f"{dasar}{perubahan.pk}/perubahan/", "POST"),
        "hapus_perjanjian": ubah(f"{satu}hapus/"),
        "pilih_butir": ubah(f"{satu}butir/"),
        "simpan_butir": ubah(f"{satu}butir/{butir.pk}/", "POST"),
        "banding_perjanjian": Jalur(f"{dasar}{perubahan.pk}/banding/"),
        "evaluasi_perjanjian": Jalur(f"{satu}evaluasi/?triwulan=2"),
        "unduh_evaluasi": Jalur(f"{satu}evaluasi/unduh/?triwulan=2"),
        "langkah_perjanjian": Jalur(f"{satu}langkah/ajukan/", ("perencana",), "POST", tolak=(*BACA, "admin")),
        "beri_komentar": Jalur(
            f"{dasar}{diajukan.pk}/komentar/",
            ("camat", "admin"),
            "POST",
            tolak=("perencana", "pelaksana", "inspektorat"),
        ),
        "tandai_komentar": Jalur(
            f"{dasar}{diajukan.pk}/komentar/{komentar.pk}/",
            ("perencana", "admin", "camat"),
            "POST",
            tolak=("pelaksana", "inspektorat"),
        ),
        "hapus_butir": ubah(f"{satu}butir/{butir.pk}/hapus/"),
    }
