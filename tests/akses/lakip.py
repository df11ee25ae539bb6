"""The report's pages."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import ContentFile

from lakip.models import FotoLaporan, Terbitan
from organisasi.models import Jabatan, Pejabat, Sarana
from perjanjian.models import Butir, PerjanjianKinerja
from renstra.models import Indikator, Renstra, Tujuan
from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)  # one pixel


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    sarana = Sarana.objects.create(instansi=p.instansi, tahun=2023, nama="Meja", baik=2)
    foto = FotoLaporan.objects.create(
        laporan=p.laporan, bagian="ikm", keterangan="Foto", berkas=ContentFile(PNG, "foto.png")
    )
    bersihkan(foto.berkas.delete, save=False)
    terbitan = Terbitan.objects.create(
        instansi=p.instansi, tahun=2023, jenis="lkj", format="json", sidik="0" * 64, status="gagal"
    )
    perjanjian = _buat_perjanjian(p)
    dasar = "/satu/2023/"
    return {
        "lihat_instansi": Jalur("/satu/"),
        "lihat_tahun": Jalur(dasar),
        "lihat_lkj": Jalur(f"{dasar}lkj/"),
        "lihat_bagian": Jalur(f"{dasar}lkj/tidak-ada/", tiada=True),
        "mulai_unduh": Jalur(f"{dasar}lkj/unduh/json/", metode="POST"),
        "mulai_unduh_naskah": Jalur(f"{dasar}dokumen/pk/json/", metode="POST"),
        "tanda_tangan_perjanjian": Jalur(
            f"{dasar}perjanjian/{perjanjian.pk}/tanda-tangan/",
            ("camat",),
            "GET+POST",
            tolak=("perencana", "pelaksana", "inspektorat", "admin"),
        ),
        "unduh_perjanjian_tertanda": Jalur(f"{dasar}perjanjian/{perjanjian.pk}/tertanda.pdf", tiada=True),
        "kertas_perjanjian": Jalur(
            f"{dasar}perjanjian/{perjanjian.pk}/kertas/",
            ("perencana", "camat", "admin"),
            "GET+POST",
            tolak=("pelaksana", "inspektorat"),
        ),
        "unduh_pindaian": Jalur(f"{dasar}perjanjian/{perjanjian.pk}/pindaian/", tiada=True),
        "lihat_foto": Jalur(f"/foto/{foto.pk}/"),
        "lihat_terbitan": Jalur(f"/terbitan/{terbitan.pk}/"),
        "unduh_terbitan": Jalur(f"/terbitan/{terbitan.pk}/berkas/", tiada=True),
        "lihat_asal": Jalur(f"/asal/organisasi.sarana/{sarana.pk}/"),
    }


def _buat_perjanjian(p: Pemeran) -> PerjanjianKinerja:
    """Reviewed, complete, and waiting for the camat as its first party."""
    jabatan, atasan = (Jabatan.objects.create(instansi=p.instansi, nama=n) for n in ("Penanda tangan", "Atasannya"))
    Pejabat.objects.create(jabatan=jabatan, nama="Pejabat Contoh", mulai="2023-01-01", pengguna=p.camat)
    Pejabat.objects.create(jabatan=atasan, nama="Atasan Contoh", mulai="2023-01-01")
    renstra = Renstra.objects.create(instansi=p.instansi, tahun_awal=2016, tahun_akhir=2020)
    tujuan = Tujuan.objects.create(renstra=renstra, kode="T9", uraian="Tujuan")
    indikator = Indikator.objects.create(renstra=renstra, tujuan=tujuan, kode="T9.1", uraian="Indikator")
    perjanjian = PerjanjianKinerja.objects.create(
        instansi=p.instansi, tahun=2023, jabatan=jabatan, pihak_kedua=atasan, tanggal="2023-01-05"
    )
    Butir.objects.create(perjanjian=perjanjian, indikator=indikator, target=1)
    PerjanjianKinerja.objects.filter(pk=perjanjian.pk).update(status="direviu")
    return perjanjian
