"""The pages of a real year: every address of the site that needs nothing but a kecamatan, a year, a quarter, a section."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver
from django.urls.converters import get_converters

from anggaran.isian import list_bagian
from anggaran.models import SubKegiatan
from organisasi.models import Instansi
from perjanjian.models import PerjanjianKinerja


def list_alamat(instansi: Instansi, tahun: int) -> list[tuple[str, str]]:
    """Return (URL name, address) with the sample's own values; addresses that need anything else are left out."""
    unit = max(list_bagian(instansi, tahun), key=lambda b: len(b.sub)).nomor
    sub = SubKegiatan.objects.for_instansi(instansi).in_tahun(tahun).first()
    pk = PerjanjianKinerja.objects.for_instansi(instansi).in_tahun(tahun).first()
    isi: dict[str, object] = {
        "slug": instansi.slug,
        "tahun": tahun,
        "triwulan": 4,
        "unit": unit,
        "bagian": "ikm",
        "kunci": "sarana",
        "halaman": "mulai",
    }
    hasil = []
    for jalur, nama in _list_pola(get_resolver()):
        milik = dict(isi)
        if jalur.startswith("kabupaten/<int:pk>"):
            milik["pk"] = instansi.kabupaten_id
        elif "/perjanjian/<int:pk>" in jalur and pk:
            milik["pk"] = pk.pk
        elif "/sub-kegiatan/<int:pk>" in jalur and sub:
            milik["pk"] = sub.pk
        if (alamat := _isi_pola(jalur, milik)) is not None:
            hasil.append((nama, alamat))
    return sorted(set(hasil))


def _list_pola(resolver: URLResolver, awal: str = "") -> Iterator[tuple[str, str]]:
    for pola in resolver.url_patterns:
        jalur = awal + str(pola.pattern)
        if isinstance(pola, URLResolver):
            if pola.app_name != "admin":
                yield from _list_pola(pola, jalur)
        elif pola.name:
            yield jalur, pola.name


def _isi_pola(jalur: str, isi: dict[str, object]) -> str | None:
    """Return the address of a route; None where it asks for something that is not in ``isi``."""
    hasil = "/" + jalur
    for jenis in get_converters():
        for nama, nilai in isi.items():
            hasil = hasil.replace(f"<{jenis}:{nama}>", str(nilai))
    return None if "<" in hasil else hasil
