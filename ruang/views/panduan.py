"""The help, to look through, to search, to read. For everyone who has signed in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ruang import panduan as isi


@require_GET
def panduan(request: HttpRequest) -> HttpResponse:
    """All pages by group, or those that hold the words (?q=)."""
    kata = request.GET.get("q", "").strip()[:80]
    konteks = {"kata": kata, "kelompok": isi.group_halaman(), "hasil": isi.search(kata) if kata else []}
    return render(request, "ruang/panduan.html", konteks)


@require_GET
def lihat_panduan(request: HttpRequest, halaman: str) -> HttpResponse:
    ini = isi.find_halaman(halaman)
    if ini is None:
        raise Http404("Halaman panduan ini tidak ada.")
    lain = [h for h in isi.list_halaman() if h.kelompok == ini.kelompok and h != ini]
    return render(request, "ruang/halaman_panduan.html", {"halaman": ini, "lain": lain})
