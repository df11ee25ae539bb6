"""The way of a perjanjian from draft to in force: its steps in plain words, comments, what coming into force entails."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kinerja.alur import StatusPerjanjian, TransisiDitolak
from organisasi import akses
from organisasi.alur import change_status, find_langkah, list_langkah, list_riwayat_status
from organisasi.models import Kabupaten, Pengguna, RiwayatStatus
from perjanjian.kertas import find_kertas, withdraw_kertas
from perjanjian.models import Butir, KomentarButir, PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian
from tandatangan.layanan import batalkan, find_dokumen

TANDA_TANGAN = ("tanda_pertama", "tanda_kedua")
KERTAS = "catat_kertas"
Cara = Kabupaten.CaraTanda
NAMA_AKSI = {
    "ajukan": "Kirim untuk direviu",
    "tarik": "Tarik kembali",
    "reviu": "Nyatakan sudah benar",
    "kembalikan": "Minta perbaikan",
    "batalkan": "Batalkan perjanjian ini",
}
SUDAH = {
    "ajukan": "dikirim untuk direviu",
    "tarik": "ditarik kembali",
    "reviu": "dinyatakan sudah benar",
    "kembalikan": "diminta diperbaiki",
    "tanda_pertama": "ditandatangani pihak pertama",
    "tanda_kedua": "ditandatangani pihak kedua dan berlaku",
    KERTAS: "dicatat sudah ditandatangani kedua pihak di kertas dan berlaku",
    "gantikan": "digantikan perjanjian perubahan",
    "batalkan": "dibatalkan",
}


@dataclass(frozen=True)
class Langkah:
    """A step as a button."""

    aksi: str
    nama: str
    perlu_catatan: bool


@dataclass(frozen=True)
class Wewenang:
    """What a person may do with a perjanjian now: steps by a button, signing and recording that it was signed on paper
    (each on its own page), writing comments."""

    tombol: tuple[Langkah, ...]
    giliran: bool
    kertas: bool
    berkomentar: bool


def read_wewenang(p: PerjanjianKinerja, oleh: Pengguna) -> Wewenang:
    langkah = [t for t in list_langkah(p, oleh) if not explain_cara(p, t.aksi)]
    return Wewenang(
        tuple(Langkah(t.aksi, NAMA_AKSI[t.aksi], t.perlu_catatan) for t in langkah if t.aksi in NAMA_AKSI),
        giliran=any(t.aksi in TANDA_TANGAN for t in langkah),
        kertas=any(t.aksi == KERTAS for t in langkah) and _may_record(p, oleh),
        berkomentar=any(t.aksi == "kembalikan" for t in langkah),
    )


def _may_record(p: PerjanjianKinerja, oleh: Pengguna) -> bool:
    """Tell whether he may vouch for what was signed on paper: not for what he typed himself."""
    try:
        find_langkah(p, KERTAS, oleh)
    except TransisiDitolak:
        return False
    return True


def list_penghalang(p: RekapPerjanjian) -> tuple[str, ...]:
    """Say what a perjanjian needs before it can be sent for review.

    Every butir has a target by a database constraint; the number may be given on signing.
    """
    kurang = [("isi tanggalnya", p.model.tanggal is None), ("pilih sekurangnya satu butir", not p.butir)]
    return tuple(kata for kata, ya in kurang if ya)


def ambil_langkah(
    p: RekapPerjanjian, aksi: str, oleh: Pengguna, *, catatan: str = "", terakhir: str | None = None
) -> None:
    """Take a step that is not a signature, or raise TransisiDitolak with a sentence; then nothing has changed.

    ``terakhir``: the step that the page showed as the latest one; between two looks a perjanjian may have been taken
    back, changed and sent again, and nobody judges what he has not seen.
    """
    if aksi == "ajukan" and (penghalang := list_penghalang(p)):
        raise TransisiDitolak(f"Belum dapat dikirim: {' dan '.join(penghalang)}.")
    riwayat = list_riwayat_status(p.model)
    if terakhir is not None and terakhir != last_langkah(riwayat):
        raise TransisiDitolak("Statusnya baru saja diubah orang lain. Periksa lagi isinya di bawah, lalu putuskan.")
    if aksi == "kembalikan" and not catatan.strip() and (n := _count_komentar(p.model, riwayat)):
        catatan = f"Lihat {n} komentar di halaman perjanjian."
    with transaction.atomic():
        change_status(p.model, aksi, oleh, catatan=catatan)
        if aksi in ("kembalikan", "batalkan"):
            _withdraw(p.model, catatan)


def _count_komentar(p: PerjanjianKinerja, riwayat: list[RiwayatStatus]) -> int:
    """Return how many open comments were written since the latest step: what was sent again answers older ones."""
    baru = p.komentar.filter(selesai=False)
    return baru.filter(waktu__gte=riwayat[0].waktu).count() if riwayat else baru.count()


def _withdraw(p: PerjanjianKinerja, alasan: str) -> None:
    """What was signed, by one party or both, is not what will be."""
    if (tertanda := find_dokumen(p)) is not None:
        batalkan(tertanda, alasan[:250])
    if (kertas := find_kertas(p)) is not None:
        withdraw_kertas(kertas)


def last_langkah(riwayat: list[RiwayatStatus]) -> str:
    """Return what names the latest step."""
    return str(riwayat[0].pk) if riwayat else ""


def explain_cara(p: PerjanjianKinerja, aksi: str) -> str:
    """Say why the kabupaten does not have a perjanjian signed this way. "" where it does.

    What the first party has signed electronically is signed so by the second, whatever the setting is by then.
    """
    cara = Cara(p.instansi.kabupaten.cara_tanda)
    if aksi == TANDA_TANGAN[0] and cara == Cara.KERTAS:
        return "Di kabupaten ini perjanjian kinerja ditandatangani di kertas, lalu dicatat di halaman perjanjiannya."
    if aksi == KERTAS and cara == Cara.ELEKTRONIK:
        return "Di kabupaten ini perjanjian kinerja ditandatangani secara elektronik."
    return ""


def explain_tunda(p: PerjanjianKinerja) -> str:
    """Say why a perjanjian may not be signed now: of a post and year only one is in force. "" where it may."""
    semua = PerjanjianKinerja.objects.filter(jabatan=p.jabatan_id, tahun=p.tahun).exclude(pk=p.pk)
    status = set(semua.values_list("status", flat=True))
    if p.jenis == PerjanjianKinerja.Jenis.MURNI and StatusPerjanjian.BERLAKU in status:
        return "Perjanjian perubahan jabatan ini sudah berlaku, jadi yang murni tidak ditandatangani lagi."
    if status & {StatusPerjanjian.DIREVIU, StatusPerjanjian.DITANDATANGANI}:
        return "Perjanjian lain jabatan ini masih menunggu tanda tangan. Selesaikan atau kembalikan yang itu dahulu."
    return ""


@transaction.atomic
def tandatangani(perjanjian: PerjanjianKinerja, aksi: str, oleh: Pengguna, *, catatan: str = "") -> None:
    """Record that a party has signed (one of TANDA_TANGAN), or both on paper (KERTAS); a perubahan that comes into force
    by that replaces the murni."""
    change_status(perjanjian, aksi, oleh, catatan=catatan)
    if perjanjian.status == StatusPerjanjian.BERLAKU and (lama := find_digantikan(perjanjian)):
        change_status(lama, "gantikan", oleh, sebagai="pihak_kedua")


def find_digantikan(p: PerjanjianKinerja) -> PerjanjianKinerja | None:
    """Return the murni in force that this perubahan takes the place of."""
    if p.jenis != PerjanjianKinerja.Jenis.PERUBAHAN:
        return None
    semua = PerjanjianKinerja.objects.filter(jabatan=p.jabatan_id, tahun=p.tahun)
    murni = semua.filter(jenis=PerjanjianKinerja.Jenis.MURNI, status=StatusPerjanjian.BERLAKU)
    return murni.select_related("instansi").first()


# -------------------------------------------------------------------------------------------------------------- comments


def is_penyusun(p: PerjanjianKinerja, oleh: Pengguna) -> bool:
    """Tell whether he works on the perjanjian, and so may say that any comment is seen to."""
    return akses.may_edit(oleh, p.instansi) or "pihak_pertama" in p.list_peran_khusus(oleh)


def may_tandai(k: KomentarButir, oleh: Pengguna, *, penyusun: bool) -> bool:
    """Tell whether this person may mark a comment as seen to: he works on the perjanjian, or has written it himself."""
    return penyusun or (k.oleh_id == oleh.pk and k.perjanjian.instansi.aktif)


def list_komentar(p: PerjanjianKinerja, oleh: Pengguna) -> list[tuple[KomentarButir, bool]]:
    """Return the comments, and whether this person may mark each as seen to."""
    penyusun = is_penyusun(p, oleh)
    return [(k, may_tandai(k, oleh, penyusun=penyusun)) for k in p.komentar.select_related("butir__indikator", "oleh")]


def add_komentar(p: PerjanjianKinerja, butir: Butir | None, teks: str, oleh: Pengguna) -> KomentarButir:
    return KomentarButir.objects.create(perjanjian=p, butir=butir, teks=teks.strip(), oleh=oleh)


def toggle_selesai(komentar: KomentarButir) -> None:
    komentar.selesai = not komentar.selesai
    komentar.save()
