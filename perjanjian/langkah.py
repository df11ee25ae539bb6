"""The steps of a perjanjian: what must be there before it is sent, and what coming into force entails."""

from __future__ import annotations

from django.db import transaction

from kinerja.alur import StatusPerjanjian, TransisiDitolak
from organisasi.alur import change_status
from organisasi.models import Pengguna
from perjanjian.models import PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian

TANDA_TANGAN = ("tanda_pertama", "tanda_kedua")


def list_penghalang(p: RekapPerjanjian) -> tuple[str, ...]:
    """Say what a perjanjian needs before it can be sent for review; its number may be given later."""
    tanpa = [b.indikator.kode for b in p.butir if b.target is None and not b.target_teks]
    kurang = [
        ("isi tanggalnya", p.model.tanggal is None),
        ("pilih sekurangnya satu butir", not p.butir),
        (f"isi target butir {', '.join(tanpa)}", bool(tanpa)),
    ]
    return tuple(kata for kata, ya in kurang if ya)


def ambil_langkah(p: RekapPerjanjian, aksi: str, oleh: Pengguna, *, catatan: str = "") -> None:
    """Take a step that is not a signature, or raise TransisiDitolak with a sentence."""
    if aksi == "ajukan" and (penghalang := list_penghalang(p)):
        raise TransisiDitolak(f"Belum dapat diajukan: {'; '.join(penghalang)}.")
    change_status(p.model, aksi, oleh, catatan=catatan)


@transaction.atomic
def tandatangani(perjanjian: PerjanjianKinerja, aksi: str, oleh: Pengguna) -> None:
    """Record that a party has signed (one of TANDA_TANGAN); a perubahan in force replaces the murni."""
    change_status(perjanjian, aksi, oleh)
    if aksi != "tanda_kedua" or perjanjian.jenis != PerjanjianKinerja.Jenis.PERUBAHAN:
        return
    semua = PerjanjianKinerja.objects.filter(jabatan=perjanjian.jabatan_id, tahun=perjanjian.tahun)
    murni = semua.filter(jenis=PerjanjianKinerja.Jenis.MURNI, status=StatusPerjanjian.BERLAKU)
    if lama := murni.select_related("instansi").first():
        change_status(lama, "gantikan", oleh, sebagai="pihak_kedua")
