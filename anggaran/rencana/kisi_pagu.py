"""The grid of pagu: one row a sub kegiatan, saved by itself, with the sums of the server."""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from anggaran.models import SubKegiatan
from anggaran.rekap import PROGRAM, SUBKEGIATAN, TOTAL, Pos
from anggaran.rencana.formulir import check_tidak_negatif
from anggaran.rencana.pilihan import Pilihan, PilihanField
from anggaran.rencana.pohon import format_uang
from anggaran.rencana.tutup import PAGU, PaguBeralasanForm
from kinerja.tulisan import format_rupiah
from organisasi.formulir import fingerprint
from organisasi.kisi import Bentrok, Peringatan, jam
from organisasi.models import Instansi, UnitKerja
from organisasi.riwayat import list_riwayat

BIDANG = ("pagu_murni", "pagu_perubahan", "penanggung_jawab", "sasaran")


class PaguForm(PaguBeralasanForm):
    """One row. ``kini``: the row as stored, read with all others, so that no row asks the database by itself."""

    class Meta:
        model = SubKegiatan
        fields = BIDANG

    def __init__(self, *args: Any, pilihan: Pilihan, tutup: Collection[int] = (), **kwargs: Any) -> None:
        self._dibaca = copy.copy(kwargs["instance"])
        super().__init__(*args, prefix=str(kwargs["instance"].pk), **kwargs)
        self.fields["penanggung_jawab"] = PilihanField(
            pilihan.jabatan, "Penanggung jawab", lambda j: j.singkatan or j.nama, kosong="–"
        )
        self.fields["sasaran"] = PilihanField(pilihan.sasaran, "Sasaran", kosong="–")
        self.note_tutup(tutup)
        for nama in (*BIDANG, *(["alasan"] if tutup else [])):
            widget = self.fields[nama].widget
            widget.attrs["aria-label"] = f"{self.fields[nama].label} {self.instance.kode}"

    def _read_kini(self) -> SubKegiatan:
        return self._dibaca

    def clean_pagu_murni(self) -> int | None:
        return check_tidak_negatif(self.cleaned_data["pagu_murni"])

    def clean_pagu_perubahan(self) -> int | None:
        return check_tidak_negatif(self.cleaned_data["pagu_perubahan"])

    def build_isi(self) -> dict[str, str]:
        """The row as it is now, for the inputs; a reason that has been used is no reason for the next change."""
        isi = {nama: _tulis(getattr(self.instance, nama)) for nama in BIDANG}
        return isi | ({"alasan": ""} if self.tutup and "pagu_murni" in self.changed_data else {})

    def list_peringatan(self) -> list[Peringatan]:
        """What to tell beside the pagu that was changed under quarters that were sent already."""
        return [Peringatan(nama, self.peringatan) for nama in PAGU if nama in self.changed_data and self.peringatan]

    def is_bentrok(self) -> bool:
        return any(galat.code == "bertabrakan" for galat in self.errors.as_data().get("__all__", []))

    def build_bentrok(self) -> Bentrok:
        riwayat = list_riwayat(self._dibaca)
        beda = [nama for nama in BIDANG if nama in self.changed_data]
        return Bentrok(
            oleh=riwayat[0].oleh if riwayat else "Orang lain",
            jam=jam(riwayat[0].waktu) if riwayat else jam(),
            sidik=fingerprint(self._dibaca),
            kini={nama: (str(self.fields[nama].label), _sebut(getattr(self._dibaca, nama))) for nama in beda},
            isi={nama: _tulis(getattr(self._dibaca, nama)) for nama in beda},
        )


def _tulis(nilai: Any) -> str:
    if nilai is None:
        return ""
    return format_rupiah(nilai) if isinstance(nilai, int) else str(nilai.pk)


def _sebut(nilai: Any) -> str:
    if nilai is None:
        return "kosong"
    return format_rupiah(nilai) if isinstance(nilai, int) else str(nilai)


def list_sub(instansi: Instansi, tahun: int, unit: UnitKerja | None) -> QuerySet[SubKegiatan]:
    """The sub kegiatan of a unit in the order of their codes, with their parents."""
    return (
        SubKegiatan.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .filter(kegiatan__program__unit=unit)
        .select_related("kegiatan__program", "sasaran", "penanggung_jawab")
        .order_by("kode_baku")
    )


def hitung_pagu(pohon: Pos | None) -> dict[str, str]:
    """The sums of the tree as text, by the keys of the grid's cells (:func:`kunci_jumlah`)."""
    if pohon is None:
        return {}
    hasil = {}
    for pos in pohon.walk():
        if pos.tingkat != SUBKEGIATAN:
            hasil[kunci_jumlah("murni", pos.tingkat, pos.pk)] = format_uang(pos.pagu_murni)
            hasil[kunci_jumlah("perubahan", pos.tingkat, pos.pk)] = format_uang(pos.pagu if pos.berubah else None)
    return hasil


def kunci_jumlah(nama: str, tingkat: str, pk: int | None) -> str:
    return f"{nama}-{TOTAL}" if pk is None else f"{nama}-{tingkat}-{pk}"


def susun_baris(pohon: Pos | None, isi: dict[int, Any], hitung: dict[str, str]) -> list[dict[str, Any]]:
    """Return the rows of a grid: programmes and kegiatan with their sums, sub kegiatan with what ``isi`` has for them."""
    if pohon is None:
        return []
    baris: list[dict[str, Any]] = []
    for pos in (p for a in pohon.anak for p in a.walk()):
        if pos.tingkat == SUBKEGIATAN:
            if pos.pk in isi:  # a row that came into being between two queries waits for the next time
                baris.append({"pos": pos, "isi": isi[pos.pk], "pagu": format_rupiah(pos.pagu)})
        else:
            kunci = [kunci_jumlah(n, pos.tingkat, pos.pk) for n in ("murni", "perubahan")]
            baris.append({"pos": pos, "program": pos.tingkat == PROGRAM, "jumlah": [(k, hitung.get(k)) for k in kunci]})
    return baris


@transaction.atomic
def save_semua(form: list[PaguForm]) -> int | None:
    """Store the rows that were changed, all or none; None where one is wrong."""
    berubah = [f for f in form if f.is_bound and f.has_changed()]
    sah = [f.is_valid() for f in berubah]  # every form is asked, so that every mistake is shown
    if not all(sah):
        return None
    for f in berubah:
        f.save()
    return len(berubah)
