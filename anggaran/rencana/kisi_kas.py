"""The grid of anggaran kas: targets of money and of work up to each quarter. What is left empty follows the schedule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from anggaran.models import SubKegiatan, TargetTriwulan
from anggaran.rekap import TRIWULAN, Pos
from anggaran.rencana.pohon import format_uang
from kinerja.angka import format_isian, format_nilai, format_rupiah, is_nilai
from kinerja.rencana import ROMAWI, check_fisik, check_keuangan
from kinerja.triwulan import target_keuangan_sd
from organisasi.ketikan import PersenKetikan, UangKetikan
from organisasi.kisi import Bentrok, Peringatan, jam, sidik_nilai
from organisasi.riwayat import list_riwayat

SERATUS = Decimal(100)


class KasForm(forms.Form):
    """One row: eight cells of a sub kegiatan, as its leaf of the budget tree (``pos``) has them."""

    sidik = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pos: Pos, **kwargs: Any) -> None:
        self.pos = pos
        super().__init__(*args, **{**kwargs, "prefix": str(pos.pk)})
        for t in TRIWULAN:
            # What counts while the cell is empty. Of fisik it depends on the money typed: there it is a computed cell.
            uang = self._add("kas", t, UangKetikan(label=f"Target keuangan s.d. TW {ROMAWI[t]}", required=False))
            uang.attrs["placeholder"] = format_uang(baku_keuangan(pos, t))
            self._add("fisik", t, PersenKetikan(label=f"Target fisik s.d. TW {ROMAWI[t]}", required=False))
        self.initial = {**baca_kas(pos), "sidik": sidik_kas(pos)}

    def _add(self, nama: str, t: int, medan: forms.Field) -> forms.Widget:
        medan.widget.attrs |= {"aria-label": f"{medan.label} {self.pos.kode}", "data-lajur": f"tw{t}"}
        self.fields[f"{nama}{t}"] = medan
        return medan.widget

    @property
    def has_kas(self) -> bool:
        """Whether anything is entered, so that the default schedule does not count everywhere."""
        return any(n is not None for n in baca_kas(self.pos).values())

    def list_sel(self, nama: str) -> list[dict[str, Any]]:
        """The four cells of a line: the input, what is odd about it, and the physical target that counts."""
        aneh = {p.bidang: p.pesan for p in list_peringatan(self.pos)}
        return [
            {
                "bidang": self[f"{nama}{t}"],
                "aneh": aneh.get(f"{nama}{t}", ""),
                "kunci": f"{nama}-{self.pos.pk}-{t}",
                "teks": format_nilai(self.pos.target_fisik_sd(t)),
            }
            for t in TRIWULAN
        ]

    def list_kas(self) -> list[dict[str, Any]]:
        return self.list_sel("kas")

    def list_fisik(self) -> list[dict[str, Any]]:
        return self.list_sel("fisik")

    def has_changed(self) -> bool:
        return any(nama != "sidik" for nama in self.changed_data)

    def clean(self) -> dict[str, Any]:
        isi = self.cleaned_data
        for t in TRIWULAN:
            for nama in (f"kas{t}", f"fisik{t}"):
                if (nilai := isi.get(nama)) is not None and nilai < 0:
                    self.add_error(nama, "Target tidak boleh negatif. Hapus tanda minusnya.")
            if (fisik := isi.get(f"fisik{t}")) is not None and fisik > SERATUS:
                self.add_error(f"fisik{t}", "Target fisik paling tinggi 100 persen.")
        dilihat = isi.get("sidik")
        if dilihat and dilihat != sidik_kas(self.pos):
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("sidik")] = sidik_kas(self.pos)  # the next attempt is made knowingly
            self.data = data
            raise ValidationError(
                "Orang lain sudah mengubah baris ini setelah halaman Anda dibuka. Isian Anda masih ada; simpan sekali "
                "lagi untuk memakainya, atau muat ulang halaman untuk memakai yang terbaru.",
                code="bertabrakan",
            )
        return isi

    def is_bentrok(self) -> bool:
        return any(galat.code == "bertabrakan" for galat in self.errors.as_data().get("__all__", []))

    def build_bentrok(self) -> Bentrok:
        terakhir = TargetTriwulan.objects.filter(sub_kegiatan=self.pos.pk)
        riwayat = sorted((r for t in terakhir for r in list_riwayat(t)), key=lambda r: r.waktu)
        kini = {nama: teks for nama, teks in tulis_kas(self.pos).items() if nama in self.changed_data}
        return Bentrok(
            oleh=riwayat[-1].oleh if riwayat else "Orang lain",
            jam=jam(riwayat[-1].waktu) if riwayat else jam(),
            sidik=sidik_kas(self.pos),
            kini={nama: (str(self.fields[nama].label), teks or "kosong") for nama, teks in kini.items()},
            isi=kini,
        )

    def get_sub(self) -> SubKegiatan:
        assert self.pos.pk is not None  # a leaf is a row
        return SubKegiatan.objects.get(pk=self.pos.pk)

    def save(self) -> None:
        isi = [(t, self.cleaned_data[f"kas{t}"], self.cleaned_data[f"fisik{t}"]) for t in TRIWULAN]
        save_target(self.get_sub(), isi)


def save_target(sub: SubKegiatan, isi: list[tuple[int, int | None, Decimal | None]]) -> None:
    """Store the targets of quarters (quarter, money, work); a quarter with neither has no row."""
    ada = {t.triwulan: t for t in sub.target_triwulan.all()}
    for triwulan, keuangan, fisik in isi:
        target = ada.get(triwulan, TargetTriwulan(sub_kegiatan=sub, triwulan=triwulan))
        if keuangan is None and fisik is None:
            if triwulan in ada:
                target.delete()
        elif triwulan not in ada or (target.keuangan, target.fisik) != (keuangan, fisik):
            target.keuangan, target.fisik = keuangan, fisik
            target.save()


def clear_kas(sub: SubKegiatan) -> None:
    """Let the default schedule count again."""
    save_target(sub, [(t, None, None) for t in TRIWULAN])


# ------------------------------------------------------------------------------------------------------------ reading


def baku_keuangan(pos: Pos, t: int) -> int | None:
    """Money up to a quarter by the default schedule; None where the pagu murni is not known before TW IV."""
    if t == 4:
        return pos.pagu
    return None if pos.murni is None else target_keuangan_sd(pos.murni, pos.pagu, t)


def baca_kas(pos: Pos) -> dict[str, Any]:
    """The cells as entered."""
    hasil: dict[str, Any] = {}
    for t in TRIWULAN:
        hasil[f"kas{t}"], hasil[f"fisik{t}"] = pos.kas[t - 1], pos.rencana_fisik[t - 1]
    return hasil


def tulis_kas(pos: Pos) -> dict[str, str]:
    """The cells as text for the inputs."""
    return {
        nama: "" if n is None else format_rupiah(n) if isinstance(n, int) else format_isian(n)
        for nama, n in baca_kas(pos).items()
    }


def sidik_kas(pos: Pos) -> str:
    return sidik_nilai(*tulis_kas(pos).values())


def list_peringatan(pos: Pos) -> list[Peringatan]:
    """What is odd about a row as it is stored, at the cell it belongs to."""
    uang = [pos.target_keuangan_sd(t) for t in TRIWULAN]
    maju = [n if is_nilai(n := pos.target_fisik_sd(t)) else None for t in TRIWULAN]
    temuan = check_keuangan(pos.kas, uang, pos.pagu) + check_fisik(pos.rencana_fisik, maju)
    return [Peringatan(f"{'kas' if k.bidang == 'keuangan' else k.bidang}{k.triwulan}", k.pesan) for k in temuan]


def hitung_kas(pohon: Pos | None) -> dict[str, str]:
    """What the server computes: the sums of the whole, and the physical target that counts in each row."""
    if pohon is None:
        return {}
    hasil = {}
    for t in TRIWULAN:
        hasil[f"kas-total-{t}"] = format_uang(pohon.target_keuangan_sd(t))
        hasil[f"fisik-total-{t}"] = format_nilai(pohon.target_fisik_sd(t))
    for daun in pohon.daun:
        for t in TRIWULAN:
            hasil[f"fisik-{daun.pk}-{t}"] = format_nilai(daun.target_fisik_sd(t))
    return hasil
