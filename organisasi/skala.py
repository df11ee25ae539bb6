"""Scales as their page edits them: all classes of one scale at once, and who has written their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from kinerja import predikat as inti
from organisasi.models import Kabupaten, KelasSkala, Skala

SEBUTKAN = 5  # places in a sentence; the others are counted

# Scale → each class that was written down by name, and where. Apps above this one register theirs when they are ready.
CariKata = Callable[[Skala], Iterable[tuple[str, str]]]
_pencari: list[CariKata] = []


def register_pencari(cari: CariKata) -> CariKata:
    """Have a function asked before a scale loses a name."""
    _pencari.append(cari)
    return cari


def explain_hilang(skala: Skala, baru: inti.Skala) -> list[str]:
    """Return a sentence for each class that was written down and that these classes no longer know by that name."""
    lama = skala.to_inti()
    tempat: dict[str, list[str]] = {}
    for kata, letak in _list_kata(skala):
        if (kelas := inti.find_kelas(lama, kata)) and inti.find_kelas(baru, kata) is None:
            tempat.setdefault(kelas.sebutan, []).append(letak)
    return [
        f"Kelas “{kelas}” masih tertulis di {_join(letak)}, jadi tidak dapat dihapus atau diganti sebutannya. Perlu "
        "sebutan lain? Salin skala ini, lalu pilih salinannya di indikator yang baru."
        for kelas, letak in tempat.items()
    ]


def _list_kata(skala: Skala) -> Iterator[tuple[str, str]]:
    for cari in _pencari:
        yield from cari(skala)


def _join(letak: list[str]) -> str:
    beda = list(dict.fromkeys(letak))
    lebih = len(beda) - SEBUTKAN
    return "; ".join(beda[:SEBUTKAN]) + (f"; dan {lebih} isian lain" if lebih > 0 else "")


def set_kelas(skala: Skala, kelas: inti.Skala) -> None:
    """Make these the classes of a scale, best first. It has been checked (:func:`kinerja.predikat.check_skala`)."""
    lama = {k.predikat: k for k in skala.kelas.all()}
    with transaction.atomic():
        skala.save()
        for hilang in lama.keys() - {k.predikat for k in kelas.kelas}:
            lama.pop(hilang).delete()
        for urut, satu in enumerate(kelas.menurun, start=1):
            baris = lama.get(satu.predikat) or KelasSkala(skala=skala, predikat=satu.predikat)
            baris.huruf, baris.bawah, baris.eksklusif, baris.urut = satu.huruf, satu.bawah, satu.eksklusif, urut
            baris.save()


def list_pemakaian(kabupaten: Kabupaten) -> dict[int, list[str]]:
    """Return what a kabupaten uses each scale for, by the scale's pk."""
    hasil: dict[int, list[str]] = {}
    for nama, kata in zip(Kabupaten.SKALA, ("indikator", "kegiatan", "SKM", "AKIP"), strict=True):
        if pk := getattr(kabupaten, nama):
            hasil.setdefault(pk, []).append(kata)
    return hasil
