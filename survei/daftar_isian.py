"""The satisfaction survey: how many were asked, the mean answer to each unsur, and the index that follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from kinerja.ikm import calculate_ikm, calculate_ikm_total, sample_size
from kinerja.tulisan import format_nilai, format_rupiah
from organisasi.tabel_isian.tabel import Hitungan, Kepala, Lingkup, TabelIsian
from survei.models import Survei, UnsurSurvei


class KepalaSurvei(Kepala):
    model = Survei
    judul = "Keterangan survei"
    kolom = ("responden", "populasi", "bobot_desimal", "jumlah_unsur", "jumlah_nilai")


class TabelUnsur(TabelIsian):
    kunci, judul, kelompok = "survei", "Survei kepuasan masyarakat", "Hasil dan evaluasi"
    bantuan = "Nilai rata-rata (NRR, 1 sampai 4) setiap unsur. Nilai tertimbang dan indeksnya (IKM) dihitung sendiri."
    model = UnsurSurvei
    kolom = ("nomor", "nama", "nrr")
    kepala = KepalaSurvei()
    jalur_tahun = "survei__tahun"
    hitungan = (Hitungan("tertimbang", "NRR tertimbang"), Hitungan("ikm", "Nilai"))
    ringkasan = (
        Hitungan("nrr", "NRR tertimbang seluruh unsur"),
        Hitungan("ikm", "Indeks kepuasan masyarakat (IKM)"),
        Hitungan("sampel", "Responden paling sedikit (Krejcie–Morgan)"),
    )

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        return UnsurSurvei.objects.for_instansi(lingkup.instansi).in_tahun(lingkup.tahun)

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"survei": self.kepala.find(lingkup)}

    def prepare(self, lingkup: Lingkup, baris: Any) -> None:
        baris.survei = self.kepala.ensure(lingkup)

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        survei = self.kepala.find(lingkup)
        ikm = calculate_ikm([b.nrr for b in baris], survei.bobot_desimal)
        if not baris and survei.jumlah_nilai is not None and survei.responden and survei.jumlah_unsur:
            ikm = calculate_ikm_total(survei.jumlah_nilai, survei.responden, survei.jumlah_unsur, survei.bobot_desimal)
        hasil = {}
        for b, unsur in zip(baris, ikm.unsur, strict=False):
            hasil[f"{b.pk}-tertimbang"] = format_nilai(unsur.tertimbang, 3)
            hasil[f"{b.pk}-ikm"] = format_nilai(unsur.ikm)
        sampel = (
            "isi jumlah penerima layanan" if survei.populasi is None else format_rupiah(sample_size(survei.populasi))
        )
        return {
            **hasil,
            "tabel-nrr": format_nilai(ikm.nrr_tertimbang, 3),
            "tabel-ikm": format_nilai(ikm.nilai),
            "tabel-sampel": sampel,
        }


TABEL = (TabelUnsur,)
