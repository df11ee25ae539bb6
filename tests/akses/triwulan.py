"""The quarters: overview, grid, flow, comments, evidence."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import ContentFile

from anggaran.models import Bukti, CatatanBaris, IsianTriwulan
from organisasi.models import Jabatan
from tests.akses.lakip import PNG
from tests.akses.tabel import MILIK, Jalur
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import Pemeran

PENGISI = ("perencana", "pelaksana")


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    jabatan = Jabatan.objects.create(instansi=p.instansi, nama="Kepala Seksi Satu", unit=p.unit)
    sub = buat_sub_kegiatan(p.instansi, "7.01.02.2.01.01", 1_000_000, penanggung_jawab=jabatan)
    isian = IsianTriwulan.objects.create(instansi=p.instansi, tahun=2023, triwulan=1, unit=p.unit)
    # Another quarter is with the perencana, so that he may comment on its rows.
    IsianTriwulan.objects.create(instansi=p.instansi, tahun=2023, triwulan=3, unit=p.unit, status="diajukan")
    catatan = CatatanBaris.objects.create(isian=isian, sub_kegiatan=sub, teks="Periksa", oleh=p.perencana)
    bukti = Bukti(
        instansi=p.instansi,
        tahun=2023,
        triwulan=1,
        sub_kegiatan=sub,
        nama="foto.png",
        mime="image/png",
        ukuran=len(PNG),
    )
    bukti.oleh = p.pelaksana
    bukti.berkas.save("foto.png", ContentFile(PNG), save=False)
    bukti.save()
    bersihkan(bukti.berkas.delete, save=False)
    tahun, dasar = "/satu/2023/triwulan/", f"/satu/2023/triwulan/1/{p.unit.pk}/"
    lain = tuple(set(MILIK) - set(PENGISI))
    return {
        "lihat_triwulan": Jalur(tahun),
        "kunci_triwulan": Jalur(f"{tahun}1/kunci/", ("admin",), "POST", tuple(set(MILIK) - {"admin"})),
        "isi_triwulan": Jalur(dasar),
        "simpan_triwulan": Jalur(f"{dasar}simpan/", PENGISI, "POST", lain),
        "unduh_triwulan": Jalur(f"{dasar}unduh/"),
        "ubah_status_triwulan": Jalur(f"{dasar}langkah/ajukan/", PENGISI, "POST", lain),
        "simpan_baris": Jalur(f"{tahun}2/{p.unit.pk}/baris/s{sub.pk}/", PENGISI, "POST", lain),
        "beri_catatan": Jalur(
            f"{tahun}3/{p.unit.pk}/baris/s{sub.pk}/catatan/", ("perencana",), "POST", tuple(set(MILIK) - {"perencana"})
        ),
        "bukti_baris": Jalur(f"{dasar}baris/s{sub.pk}/bukti/"),
        "unggah_bukti": Jalur(f"{dasar}baris/s{sub.pk}/bukti/unggah/", PENGISI, "POST", lain),
        "tandai_catatan": Jalur(f"{dasar}catatan/{catatan.pk}/selesai/", PENGISI, "POST", lain),
        "lihat_bukti": Jalur(f"{dasar}bukti/{bukti.pk}/"),
        "lihat_bukti_kecil": Jalur(f"{dasar}bukti/{bukti.pk}/kecil/", tiada=True),
        # Of a quarter without evidence, so that every role meets the same.
        "hapus_bukti": Jalur(f"{tahun}2/{p.unit.pk}/bukti/{bukti.pk}/hapus/", PENGISI, "POST", lain, tiada=True),
    }
