"""What every planning page needs: the kecamatan, the unit it is about, the menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from anggaran.rencana.unit import find_unit, list_unit
from organisasi import akses
from organisasi.models import Instansi, UnitKerja


@dataclass(frozen=True)
class Halaman:
    """A page about the budget of one unit in one year."""

    request: HttpRequest
    instansi: Instansi
    tahun: int
    daftar_unit: list[UnitKerja]
    unit: UnitKerja | None

    @property
    def unit_pk(self) -> int | None:
        return self.unit.pk if self.unit else None

    @property
    def unit_kunci(self) -> str:
        return str(self.unit_pk or 0)

    def render(self, templat: str, status: int = 200, **isi: Any) -> HttpResponse:
        konteks = {
            "instansi": self.instansi,
            "tahun": self.tahun,
            "menu": "anggaran",
            "ubah": akses.may_edit(self.request.user, self.instansi),
            "unit": self.unit,
            "unit_kunci": self.unit_kunci,
            "tab": [("0", self.instansi.nama), *((str(u.pk), u.nama) for u in self.daftar_unit)],
        }
        return render(self.request, templat, konteks | isi, status=status)

    def redirect(self, nama: str, **param: str) -> HttpResponseRedirect:
        """Go to another page of the same unit."""
        return HttpResponseRedirect(self.url(nama, **param))

    def url(self, nama: str, **param: str) -> str:
        tanya = {k: v for k, v in {"unit": self.unit_kunci, **param}.items() if v and (k, v) != ("unit", "0")}
        alamat = reverse(nama, args=[self.instansi.slug, self.tahun])
        return f"{alamat}?{urlencode(tanya)}" if tanya else alamat


def buka(request: HttpRequest, slug: str, tahun: int, *, ubah: bool = False) -> Halaman:
    """Return the page's frame; 404 or 403 as :mod:`organisasi.akses` says, 404 for a unit that is not of this kecamatan."""
    ambil = akses.get_instansi_ubah if ubah else akses.get_instansi
    instansi = ambil(request.user, slug)
    unit = list_unit(instansi, tahun)
    dipilih = request.POST.get("unit") or request.GET.get("unit", "")
    return Halaman(request, instansi, tahun, unit, find_unit(unit, dipilih))


def ke_anggaran(instansi: Instansi, tahun: int, unit: int | None) -> HttpResponseRedirect:
    alamat = reverse("lihat_anggaran", args=[instansi.slug, tahun])
    return redirect(f"{alamat}?unit={unit}" if unit else alamat)
