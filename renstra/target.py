"""The rows of the two grids of the plan: targets of its years, and what earlier years brought."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Model

from kinerja.capaian import JenisIndikator
from kinerja.ukuran import KataError, Sasar, write_sasar
from organisasi.kisi import Peringatan
from renstra.ketikan import SasarKetikan
from renstra.kisi import BarisKisi
from renstra.models import Indikator, RealisasiIndikator, Renstra, TargetIndikator


def list_tahun_target(renstra: Renstra) -> range:
    return range(renstra.tahun_awal, renstra.tahun_akhir + 1)


def list_tahun_realisasi(renstra: Renstra, tahun: int) -> range:
    """Return the years before ``tahun`` a report compares with: from the plan's first, at least the last two."""
    return range(min(renstra.tahun_awal, tahun - 2), tahun)


class BarisTarget(BarisKisi):
    """An indicator: where it began, and its target in each year of the plan."""

    def __init__(self, indikator: Indikator, *args: Any, **kwargs: Any) -> None:
        self.indikator = indikator
        self.nama_baris = indikator.kode
        self.target: dict[int, TargetIndikator] = {t.tahun: t for t in indikator.target.all()}
        super().__init__(*args, prefix=str(indikator.pk), **kwargs)

    def susun(self) -> None:
        self.ukuran = ukuran = self.indikator.ukuran
        self.fields["awal"] = SasarKetikan(label="Kondisi awal", ukuran=ukuran, target=False, required=False)
        for t in list_tahun_target(self.indikator.renstra):
            self.fields[f"t{t}"] = SasarKetikan(label=f"Target {t}", ukuran=ukuran, required=False)

    def baca(self) -> dict[str, Any]:
        isi = {f"t{t}": x.sasar for t, x in self.target.items()}
        return {"awal": self.indikator.awal, **isi}

    def list_baris(self) -> Iterable[Model]:
        return [self.indikator, *self.target.values()]

    def tulis(self, isi: dict[str, Any]) -> None:
        for nama in self.changed_data:
            if nama == "awal":
                awal = isi["awal"] or Sasar(None)
                self.indikator.kondisi_awal, self.indikator.kondisi_awal_teks = awal.nilai, awal.teks
                self.indikator.save(update_fields=["kondisi_awal", "kondisi_awal_teks"])
            elif nama != "sidik":
                self._tulis_target(int(nama[1:]), isi[nama])

    def _tulis_target(self, tahun: int, sasar: Sasar | None) -> None:
        lama = self.target.get(tahun)
        if sasar is None:
            if lama:
                lama.delete()
                del self.target[tahun]
            return
        baru = lama or TargetIndikator(indikator=self.indikator, tahun=tahun)
        baru.nilai, baru.teks = sasar.nilai, sasar.teks
        baru.save()
        self.target[tahun] = baru

    def list_peringatan(self) -> Iterable[Peringatan]:
        if self.indikator.jenis != JenisIndikator.ANGKA:
            return
        for t, x in self.target.items():
            if x.nilai is None and f"t{t}" in self.fields:
                yield Peringatan(
                    f"t{t}", f"Target {t} berupa kata: capaiannya tidak dapat dihitung. Bila ada angkanya, ketik angka."
                )


class BarisRealisasi(BarisKisi):
    """An indicator: what each earlier year brought, or why that is not known."""

    def __init__(self, indikator: Indikator, tahun: range, *args: Any, **kwargs: Any) -> None:
        self.indikator = indikator
        self.nama_baris = indikator.kode
        self.tahun = tahun
        self.realisasi: dict[int, RealisasiIndikator] = {
            r.tahun: r for r in indikator.realisasi.all() if r.triwulan == 0 and r.tahun in tahun
        }
        super().__init__(*args, prefix=str(indikator.pk), **kwargs)

    def susun(self) -> None:
        self.ukuran = ukuran = self.indikator.ukuran
        for t in self.tahun:
            self.fields[f"r{t}"] = SasarKetikan(label=f"Realisasi {t}", ukuran=ukuran, target=False, required=False)
            self.fields[f"a{t}"] = forms.CharField(
                label=f"Alasan {t} belum ada",
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"placeholder": f"Alasan {t}", "class": "kecil"}),
            )

    @property
    def sel_nilai(self) -> list[forms.BoundField]:
        """One cell a year, side by side, so that a block of a spreadsheet fits."""
        return [self[f"r{t}"] for t in self.tahun]

    @property
    def sel_alasan(self) -> list[forms.BoundField]:
        return [self[f"a{t}"] for t in self.tahun]

    @property
    def beralasan(self) -> bool:
        """Tell whether the reasons are to be seen at once."""
        return any(f.value() or f.errors for f in self.sel_alasan)

    def baca(self) -> dict[str, Any]:
        isi: dict[str, Any] = {}
        for t, r in self.realisasi.items():
            isi[f"r{t}"] = None if r.sasar == Sasar(None) else r.sasar
            isi[f"a{t}"] = r.alasan
        return isi

    def list_baris(self) -> Iterable[Model]:
        return list(self.realisasi.values())

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        for t in self.tahun:
            lama = self.realisasi.get(t)
            kosong = isi.get(f"r{t}") is None and not isi.get(f"a{t}") and f"r{t}" not in self.errors
            if kosong and lama and (lama.faktor or lama.hambatan or lama.solusi or lama.tindak_lanjut):
                self.add_error(f"r{t}", "Tahun ini sudah punya penjelasan; isi realisasinya, atau tulis alasannya.")
        return isi

    def tulis(self, isi: dict[str, Any]) -> None:
        for t in self.tahun:
            if {f"r{t}", f"a{t}"} & set(self.changed_data):
                self._tulis_tahun(t, isi[f"r{t}"], isi[f"a{t}"])

    def _tulis_tahun(self, tahun: int, hasil: Sasar | None, alasan: str) -> None:
        lama = self.realisasi.get(tahun)
        if hasil is None and not alasan:
            if lama:
                lama.delete()
                del self.realisasi[tahun]
            return
        baru = lama or RealisasiIndikator(indikator=self.indikator, tahun=tahun, triwulan=0)
        baru.nilai, baru.teks = (hasil.nilai, hasil.teks) if hasil else (None, "")
        baru.alasan = alasan
        baru.save()
        self.realisasi[tahun] = baru


def list_tak_cocok(indikator: Indikator) -> list[str]:
    """Say which stored targets and realisasi do not fit the kind that an indikator is about to get."""
    ukuran = indikator.ukuran
    hasil = []
    for nama, baris, read in (
        ("Target", indikator.target.all(), ukuran.read_target),
        ("Realisasi", indikator.realisasi.all(), ukuran.read_realisasi),
    ):
        salah = [f"{b.tahun} ({write_sasar(b.sasar)})" for b in baris if b.sasar != Sasar(None) and not _fits(read, b)]
        if salah:
            daftar = ", ".join(dict.fromkeys(salah))
            hasil.append(f"{nama} {daftar} tidak cocok dengan jenis ini; kosongkan atau ganti dahulu.")
    return hasil


def _fits(read: Callable[[Sasar], Sasar], baris: TargetIndikator | RealisasiIndikator) -> bool:
    try:
        read(baris.sasar)
    except KataError:
        return False
    return True


def list_baris_target(indikator: Iterable[Indikator], data: Any = None) -> list[BarisTarget]:
    return [BarisTarget(i, data=data) for i in indikator]


def list_baris_realisasi(indikator: Iterable[Indikator], tahun: range, data: Any = None) -> list[BarisRealisasi]:
    return [BarisRealisasi(i, tahun, data=data) for i in indikator]
