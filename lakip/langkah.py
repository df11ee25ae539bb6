"""The steps of a report, in the words of its buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from anggaran.isian import count_disetujui
from kinerja.alur import Transisi, TransisiDitolak
from lakip.angka_hidup import DaftarAngka
from lakip.data import muat_data
from lakip.dokumen import to_json
from lakip.kiriman import note_sidik, send_laporan
from lakip.models import Laporan
from lakip.rakit import rakit_lkj
from organisasi import akses
from organisasi.alur import change_status, list_langkah
from organisasi.models import Pengguna


@dataclass(frozen=True)
class Tombol:
    """A step somebody may take now: what its button says, and the question where a reason is asked for."""

    aksi: str
    label: str
    tanya: str = ""
    keterangan: str = ""


_TOMBOL = {
    "ajukan": Tombol("ajukan", "Kirim ke camat", "", "Selama diperiksa camat, tulisan tidak dapat diubah."),
    "tarik": Tombol("tarik", "Tarik kembali", "", "Laporan kembali menjadi draf dan dapat diubah lagi."),
    "kembalikan": Tombol("kembalikan", "Minta perbaikan", "Apa yang harus diperbaiki?"),
    "setujui": Tombol("setujui", "Setujui", "", "Setelah disetujui, isi laporan tidak dapat diubah."),
    "kirim": Tombol(
        "kirim", "Kirim ke kabupaten", "",
        "Laporan disimpan bersama datanya dan tidak berubah lagi. Ini memerlukan beberapa detik.",
    ),
    "buka": Tombol("buka", "Buka kembali", "Mengapa laporan dibuka kembali? Alasannya tercetak di laporan berikutnya."),
}  # fmt: skip


def list_tombol(laporan: Laporan, oleh: Pengguna | AnonymousUser) -> list[Tombol]:
    """Return the buttons for the steps this person may take now."""
    semua = [_TOMBOL[t.aksi] for t in list_langkah(laporan, _pengguna(oleh))]
    return sorted(semua, key=lambda t: bool(t.tanya))  # what goes straight on comes first


def may_ever(laporan: Laporan, aksi: str, oleh: Pengguna | AnonymousUser) -> bool:
    """Whether this person's role has that step at all, whatever the status is now."""
    peran = akses.list_peran(oleh, laporan.instansi)
    langkah: tuple[Transisi, ...] = laporan.ALUR.transisi
    return any(t.aksi == aksi and t.peran in peran for t in langkah)


def explain_isian(laporan: Laporan) -> str:
    """Say that figures of the report may still change, because quarters are not approved; "" where all are."""
    sudah, semua = count_disetujui(laporan.instansi, laporan.tahun)
    if sudah == semua:
        return ""
    return (
        f"{semua - sudah} dari {semua} isian triwulan tahun ini belum disetujui camat. Laporan dapat dikirim, tetapi "
        "angka di dalamnya masih dapat berubah, dan yang sudah dikirim tidak ikut berubah."
    )


def take_langkah(laporan: Laporan, aksi: str, oleh: Pengguna, catatan: str) -> str:
    """Take a step and return what to tell the user; raise TransisiDitolak with a sentence."""
    if aksi == "kirim":
        kiriman = send_laporan(laporan, oleh)
        return f"Laporan sudah dikirim sebagai kiriman ke-{kiriman.nomor}."
    if aksi == "ajukan":
        _check_rujukan(laporan)
    if aksi == "setujui":
        catatan = note_sidik(str(to_json(rakit_lkj(laporan.instansi, laporan.tahun))["sidik"]))
    change_status(laporan, aksi, oleh, catatan=catatan)
    return f"Laporan sekarang berstatus {laporan.status}."


def _check_rujukan(laporan: Laporan) -> None:
    """A reference that leads nowhere would print as a dash: nobody should sign that."""
    data = muat_data(laporan.instansi, laporan.tahun)
    angka = DaftarAngka(data)
    judul = {b.kunci: b.judul for b in data.susunan}
    for (bagian, _), teks in data.narasi.items():
        if keberatan := angka.list_keberatan(teks):
            raise TransisiDitolak(f"Perbaiki dahulu tulisan bagian {judul.get(bagian, bagian)}: {keberatan[0]}")


def _pengguna(oleh: Any) -> Pengguna:
    assert isinstance(oleh, Pengguna)  # the site has no page for those who have not signed in
    return oleh
