"""Writing in a section: stored with its versions, never over a colleague's words that one has not seen."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from auditlog.models import LogEntry
from django.db import transaction
from django.utils import timezone

from kinerja.alur import StatusLaporan
from lakip.models import Kehadiran, Laporan, Narasi, VersiNarasi
from organisasi.kisi import sidik_nilai
from organisasi.models import Pengguna

CARA: tuple[str, ...] = tuple(Narasi.Cara.values)
SATU_DUDUKAN = timedelta(minutes=10)  # autosaves of one person within this time are one version
HADIR = timedelta(seconds=90)  # three heartbeats


class TulisanDitolak(Exception):
    """The words cannot be stored now; the message is a sentence for the writer."""


@dataclass(frozen=True)
class TulisanBerbeda(Exception):
    """A colleague stored other words since the page was opened."""

    oleh: str
    waktu: datetime | None
    isi: dict[str, str]

    @property
    def sidik(self) -> str:
        return fingerprint_narasi(self.isi)


def read_narasi(laporan: Laporan, bagian: str) -> dict[str, str]:
    """Return the words of a section by cara; "" where there are none."""
    ada = dict(Narasi.objects.filter(laporan=laporan, bagian=bagian).values_list("cara", "teks"))
    return {cara: ada.get(cara, "") for cara in CARA}


def fingerprint_narasi(isi: Mapping[str, str]) -> str:
    return sidik_nilai(*(isi.get(cara, "") for cara in CARA))


def rapikan_teks(teks: str) -> str:
    """Line ends of one kind, nothing at the end: what a browser sends back unchanged must count as unchanged."""
    return "\n".join(b.rstrip() for b in teks.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


@transaction.atomic
def save_narasi(
    laporan: Laporan, bagian: str, isi: Mapping[str, str], oleh: Pengguna, *, sidik: str, versi_baru: bool = False
) -> bool:
    """Store the words of a section where they differ; return whether they did.

    ``sidik`` is the fingerprint of the words that the writer saw: where the stored ones are others by now, and not
    those he sends, :class:`TulisanBerbeda` is raised. :class:`TulisanDitolak` where the report is no draft any more.
    """
    laporan = Laporan.objects.select_for_update().get(pk=laporan.pk)
    if laporan.status != StatusLaporan.DRAF:
        raise TulisanDitolak(f"Laporan ini sedang berstatus {laporan.status}, jadi isinya tidak dapat diubah.")
    baru = {cara: rapikan_teks(isi.get(cara, "")) for cara in CARA}
    kini = read_narasi(laporan, bagian)
    if baru == kini:
        return False
    if sidik != fingerprint_narasi(kini):
        terakhir = _find_versi(laporan, bagian)
        raise TulisanBerbeda(
            nama_orang(terakhir.oleh) if terakhir else "Rekan Anda", terakhir.waktu if terakhir else None, kini
        )
    for cara in CARA:
        if baru[cara] != kini[cara]:
            _keep_awal(laporan, bagian, cara, kini[cara], oleh)
            _store(laporan, bagian, cara, baru[cara])
            _keep_versi(laporan, bagian, cara, baru[cara], oleh, versi_baru)
    laporan.penulis.add(oleh)
    return True


def _store(laporan: Laporan, bagian: str, cara: str, teks: str) -> None:
    narasi = Narasi.objects.filter(laporan=laporan, bagian=bagian, cara=cara).first()
    if not teks:
        if narasi:
            narasi.delete()
        return
    narasi = narasi or Narasi(laporan=laporan, bagian=bagian, cara=cara)
    narasi.teks = teks
    narasi.save()


def restore_versi(versi: VersiNarasi, oleh: Pengguna, *, sidik: str) -> None:
    """Put an earlier text back as the newest; what it replaces stays a version of its own."""
    isi = read_narasi(versi.laporan, versi.bagian) | {versi.cara: versi.teks}
    save_narasi(versi.laporan, versi.bagian, isi, oleh, sidik=sidik, versi_baru=True)


# ------------------------------------------------------------------------------------------------------------ versions


def _find_versi(laporan: Laporan, bagian: str, cara: str = "") -> VersiNarasi | None:
    versi = VersiNarasi.objects.filter(laporan=laporan, bagian=bagian).select_related("oleh")
    return (versi.filter(cara=cara) if cara else versi).first()


def _keep_versi(laporan: Laporan, bagian: str, cara: str, teks: str, oleh: Pengguna, versi_baru: bool) -> None:
    terakhir = _find_versi(laporan, bagian, cara)
    if terakhir and not versi_baru and terakhir.oleh_id == oleh.pk and terakhir.mulai > timezone.now() - SATU_DUDUKAN:
        terakhir.teks = teks
        terakhir.save()
    else:
        VersiNarasi.objects.create(laporan=laporan, bagian=bagian, cara=cara, teks=teks, oleh=oleh)


def _keep_awal(laporan: Laporan, bagian: str, cara: str, teks: str, oleh: Pengguna) -> None:
    """Words that came with a workbook have no version yet; they get one before they are first changed here."""
    if not teks or _find_versi(laporan, bagian, cara):
        return
    narasi = Narasi.objects.filter(laporan=laporan, bagian=bagian, cara=cara).first()
    log = LogEntry.objects.get_for_object(narasi).select_related("actor").first() if narasi else None
    versi = VersiNarasi.objects.create(
        laporan=laporan, bagian=bagian, cara=cara, teks=teks, oleh=(log and log.actor) or oleh
    )
    waktu = log.timestamp if log else timezone.now() - SATU_DUDUKAN
    VersiNarasi.objects.filter(pk=versi.pk).update(mulai=waktu - SATU_DUDUKAN, waktu=waktu)


@dataclass(frozen=True)
class Kata:
    """A run of words in a comparison; ``jenis``: sama, tambah, hapus."""

    jenis: str
    teks: str


def compare_kata(lama: str, baru: str) -> list[Kata]:
    """Return the difference of two texts word by word; white space belongs to the word before it."""
    a, b = (re.findall(r"\S+\s*|^\s+", t) for t in (lama, baru))
    hasil: list[Kata] = []
    for langkah, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if langkah == "equal":
            hasil.append(Kata("sama", "".join(a[a1:a2])))
            continue
        if a2 > a1:
            hasil.append(Kata("hapus", "".join(a[a1:a2])))
        if b2 > b1:
            hasil.append(Kata("tambah", "".join(b[b1:b2])))
    return hasil


def compare_versi(semua: list[VersiNarasi], versi: VersiNarasi, kini: Mapping[str, str] | None) -> list[Kata]:
    """Return what a version changed in the one before it of its kind; with ``kini``: what has changed since it."""
    if kini is not None:
        return compare_kata(versi.teks, kini[versi.cara])
    lama = [v for v in semua if v.cara == versi.cara]  # the latest first
    sebelum = lama[i].teks if (i := lama.index(versi) + 1) < len(lama) else ""
    return compare_kata(sebelum, versi.teks)


# ------------------------------------------------------------------------------------------------------------ presence


def note_kehadiran(laporan: Laporan, bagian: str, oleh: Pengguna) -> list[str]:
    """Note that someone has the section open; return the names of the others who have it open now."""
    kini = timezone.now()
    Kehadiran.objects.update_or_create(laporan=laporan, bagian=bagian, pengguna=oleh, defaults={"waktu": kini})
    Kehadiran.objects.filter(laporan=laporan, waktu__lt=kini - timedelta(days=1)).delete()
    lain = Kehadiran.objects.filter(laporan=laporan, bagian=bagian, waktu__gt=kini - HADIR).exclude(pengguna=oleh)
    return [nama_orang(k.pengguna) for k in lain.select_related("pengguna")]


def nama_orang(orang: Pengguna) -> str:
    return orang.get_full_name() or orang.username
