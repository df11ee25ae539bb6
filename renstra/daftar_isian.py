"""The tables of the plan that are simple lists: strategic issues of a year, strategies of the Renstra in force."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from organisasi.tabel_isian.tabel import Lingkup, TabelIsian, TabelTahunan
from renstra.models import IsuStrategis, Sasaran, Strategi
from renstra.rekap import find_renstra

RENCANA = "Perencanaan"


class TabelIsu(TabelTahunan):
    kunci, judul, kelompok = "isu-strategis", "Isu strategis", RENCANA
    bantuan = "Masalah pokok, masalah, dan akar masalahnya."
    model = IsuStrategis
    berurut = salin = True
    kolom = ("masalah_pokok", "masalah", "akar_masalah")


class TabelStrategi(TabelIsian):
    """Of the Renstra that covers the year: the same rows in each of its years."""

    kunci, judul, kelompok = "strategi", "Strategi dan arah kebijakan", RENCANA
    bantuan = "Strategi setiap sasaran Renstra yang berlaku. Tulis satu arah kebijakan satu baris."
    model = Strategi
    berurut = True
    seurut = "sasaran_id"
    kolom = ("sasaran", "uraian", "arah_kebijakan")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        semua = Strategi.objects.filter(sasaran__renstra=find_renstra(lingkup.instansi, lingkup.tahun))
        return semua.order_by("sasaran__urut", "sasaran", "urut", "pk")

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {}

    def list_rujukan(self, bidang: str, lingkup: Lingkup) -> QuerySet[Any]:
        return Sasaran.objects.filter(renstra=find_renstra(lingkup.instansi, lingkup.tahun))


TABEL = (TabelIsu, TabelStrategi)
