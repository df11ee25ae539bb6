"""Beginning a year's budget from another year's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from anggaran import salin
from anggaran.rencana.formulir import SalinForm
from anggaran.rencana.views.umum import buka


@require_http_methods(["GET", "POST"])
def salin_anggaran(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Show what would be copied and what would not carry over; then do it."""
    halaman = buka(request, slug, tahun, ubah=True)
    asal = salin.list_tahun_asal(halaman.instansi, tahun)
    data = request.POST if request.method == "POST" else None
    dari = request.GET.get("dari", "")
    awal = int(dari) if dari.isdigit() and int(dari) in asal else next(iter(asal), None)
    form = SalinForm(data, tahun_asal=asal, initial={"dari": awal})
    if data is not None and form.is_valid():
        isi = form.cleaned_data
        dibuat = salin.salin_anggaran(halaman.instansi, isi["dari"], tahun, pagu=isi["pagu"], belanja=isi["belanja"])
        messages.success(request, f"Anggaran {isi['dari']} disalin ke {tahun}: {dibuat} baris baru.")
        return halaman.redirect("lihat_anggaran")
    rencana = salin.plan_salinan(halaman.instansi, awal, tahun) if awal else None
    return halaman.render(
        "anggaran/salin_anggaran.html", 200 if data is None else 422, form=form, rencana=rencana, asal=asal
    )
