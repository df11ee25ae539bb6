"""The sheet of the satisfaction survey: the mean answer per unsur. What concerns the whole survey is in Identitas."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from buku_kerja.konteks import Konteks
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from survei.models import Survei, UnsurSurvei


class LembarSkm(Lembar):
    nama = "SKM"
    model = UnsurSurvei
    bantuan = "Nilai rata-rata (NRR, 1–4) setiap unsur survei kepuasan masyarakat; indeksnya dihitung sistem."
    kolom = (
        Kolom("Nomor", "nomor", Jenis.BULAT, wajib=True, kunci=True),
        Kolom("Unsur", "nama", wajib=True),
        Kolom("NRR", "nrr", Jenis.ANGKA, wajib=True),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return UnsurSurvei.objects.for_instansi(konteks.instansi).in_tahun(konteks.tahun)

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        survei = konteks.objek.get("survei")
        if survei is None:
            survei, _ = Survei.objects.get_or_create(instansi=konteks.instansi, tahun=konteks.tahun)
            konteks.objek["survei"] = survei
        return {**nilai, "survei": survei}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        return [] if 1 <= nilai["nrr"] <= 4 else [Kesalahan("nrr", f"NRR {nilai['nrr']} di luar 1–4.")]


LEMBAR = (LembarSkm,)
