"""Quarters that were sent already, and a pagu that changes under them. It may (a perubahan has to), but not unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from anggaran.isian import ROMAWI, list_bagian, list_isian
from kinerja.alur import StatusTriwulan
from organisasi.formulir import SidikForm
from organisasi.jejak import mark_alasan
from organisasi.models import Instansi

PAGU = ("pagu_murni", "pagu_perubahan")


def list_tutup(instansi: Instansi, tahun: int) -> dict[int, tuple[int, ...]]:
    """Return the quarters that are no draft any more, by the pk of each sub kegiatan they report on. Four queries at most."""
    tutup: dict[int, list[int]] = defaultdict(list)
    for (triwulan, unit), isian in sorted(list_isian(instansi, tahun).items()):
        if isian.status != StatusTriwulan.DRAF:
            tutup[unit].append(triwulan)
    if not tutup:
        return {}
    return {s.pk: tuple(tutup[b.nomor]) for b in list_bagian(instansi, tahun) if b.nomor in tutup for s in b.sub}


def explain_pagu_tutup(triwulan: Iterable[int]) -> str:
    """Say what a changed pagu does to quarters that were sent already; "" where there are none."""
    nama = ", ".join(ROMAWI[t] for t in sorted(set(triwulan)))
    if not nama:
        return ""
    return (
        f"Triwulan {nama} sudah dikirim, disetujui, atau dikunci. Pagu tetap dapat diubah, dan serapan serta persentase "
        "lain di laporan triwulan itu ikut berubah."
    )


class PaguBeralasanForm(SidikForm):
    """A form with the pagu of a sub kegiatan; under quarters that were sent already (``tutup``) another pagu murni needs a
    reason, which the history keeps. A pagu perubahan is what the law expects of the year; of that it is only told."""

    tutup: tuple[int, ...] = ()

    def note_tutup(self, tutup: Collection[int]) -> None:
        """Call it at the end of ``__init__``."""
        self.tutup = tuple(tutup)
        if tutup:
            self.fields["alasan"] = forms.CharField(
                label="Alasan mengubah pagu murni",
                required=False,
                max_length=250,
                help_text=explain_pagu_tutup(tutup),
            )

    def has_changed(self) -> bool:
        return any(nama not in ("sidik", "alasan") for nama in self.changed_data)

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if self.tutup and "pagu_murni" in self.changed_data and not isi.get("alasan"):
            self.add_error(
                "alasan", f"{explain_pagu_tutup(self.tutup)} Tulis alasan pagu murninya diubah, lalu simpan lagi."
            )
        return isi

    def save(self, commit: bool = True) -> Any:
        with mark_alasan(self.cleaned_data.get("alasan", "") if "pagu_murni" in self.changed_data else ""):
            return super().save(commit)

    @property
    def peringatan(self) -> str:
        """What to tell whoever has just changed a pagu here; "" where there is nothing to tell."""
        return explain_pagu_tutup(self.tutup) if set(PAGU) & set(self.changed_data) else ""
