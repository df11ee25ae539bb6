"""The workshop of the report, its kiriman, and the list of the inspektorat."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import ContentFile

from lakip.models import BerkasKiriman, FotoLaporan, Kiriman, Narasi, Paket, VersiNarasi
from tests.akses.lakip import PNG
from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran

PENULIS = ("perencana", "admin")
PEMBACA = ("pelaksana", "camat", "inspektorat")
PEMANTAU = ("inspektorat", "admin")


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    def foto() -> FotoLaporan:
        satu = FotoLaporan.objects.create(
            laporan=p.laporan, bagian="latar-belakang", keterangan="Foto", berkas=ContentFile(PNG, "foto.png")
        )
        bersihkan(satu.berkas.delete, save=False)
        return satu

    Narasi.objects.create(laporan=p.laporan, bagian="maksud-tujuan", cara="sebelum", teks="Kini.")
    versi = VersiNarasi.objects.create(
        laporan=p.laporan, bagian="maksud-tujuan", cara="sebelum", teks="Dahulu.", oleh=p.perencana
    )
    kiriman = Kiriman.objects.create(
        laporan=p.laporan, instansi=p.instansi, tahun=2023, nomor=1, judul="LKj", sidik="0" * 64, sidik_data="1" * 64,
        oleh=p.perencana,
    )  # fmt: skip
    BerkasKiriman.objects.create(kiriman=kiriman, jenis="pdf", sidik="2" * 64, ukuran=1)
    paket = Paket.objects.create(kabupaten=p.kabupaten, tahun=2023, sidik="3" * 64, status="gagal")
    dasar = "/satu/2023/laporan/"
    bagian = f"{dasar}bagian/latar-belakang/"
    kabupaten = f"/kabupaten/{p.kabupaten.pk}/kiriman/"

    def tulis(alamat: str, metode: str = "POST") -> Jalur:
        return Jalur(alamat, PENULIS, metode=metode, tolak=PEMBACA)

    return {
        "tulis_lkj": Jalur(dasar),
        "mulai_laporan": tulis(f"{dasar}mulai/", "GET+POST"),
        "ubah_laporan": tulis(f"{dasar}atur/", "GET+POST"),
        "langkah_laporan": Jalur(f"{dasar}langkah/kirim/", ("perencana",), metode="POST", tolak=(*PEMBACA, "admin")),
        "tulis_bagian": tulis(f"{dasar}bagian/peran/", "GET+POST"),
        "pratinjau_bagian": Jalur(f"{bagian}pratinjau/"),
        "cetak_bagian": Jalur(f"{dasar}bagian/kemajuan-triwulan/pdf/"),  # without data: only a message
        "catat_hadir": tulis(f"{bagian}hadir/"),
        "tambah_foto": tulis(f"{bagian}foto/"),
        "versi_bagian": Jalur(f"{bagian}versi/"),
        "pulihkan_versi": tulis(f"{dasar}bagian/maksud-tujuan/versi/{versi.pk}/kembalikan/"),
        "ubah_foto": tulis(f"{dasar}foto/{foto().pk}/"),
        "geser_foto": tulis(f"{dasar}foto/{foto().pk}/turun/"),
        # The first who may takes the photo away; for the next it is no longer there.
        "hapus_foto": Jalur(f"{dasar}foto/{foto().pk}/hapus/", ("perencana",), metode="POST", tolak=PEMBACA),
        "lihat_kiriman": Jalur(f"{dasar}kiriman/1/"),
        "unduh_kiriman": Jalur(f"{dasar}kiriman/1/pdf/"),
        "list_kiriman": Jalur(f"{kabupaten}?tahun=2023", PEMANTAU),
        "unduh_pantauan": Jalur(f"{kabupaten}xlsx/?tahun=2023", PEMANTAU),
        "mulai_paket": Jalur(f"{kabupaten}paket/?tahun=2000", PEMANTAU, metode="POST"),
        "lihat_paket": Jalur(f"{kabupaten}paket/{paket.pk}/", PEMANTAU),
        "unduh_paket": Jalur(f"{kabupaten}paket/{paket.pk}/berkas/", PEMANTAU, tiada=True),
    }
