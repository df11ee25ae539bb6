"""The assistant for a new year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from organisasi import akses
from organisasi.models import Instansi
from ruang.tahun_baru import LANGKAH, Langkah, find_asal, find_langkah, has_renstra, list_keadaan, run_langkah
from ruang.tautan import find_tautan


@require_GET
def salin_tahun(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """What last year has, what is here already, and a button for each."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    dari = find_asal(instansi, tahun)
    keadaan = list_keadaan(instansi, dari, tahun) if dari else []
    return render(
        request,
        "ruang/salin_tahun.html",
        {
            "instansi": instansi,
            "tahun": tahun,
            "dari": dari,
            "langkah": [(k, find_tautan(k.langkah.halaman, slug, tahun)) for k in keadaan],
            "ada": any(k.dapat for k in keadaan),
            "renstra": has_renstra(instansi, tahun),
        },
    )


@require_POST
def salin_satu(request: HttpRequest, slug: str, tahun: int, kunci: str) -> HttpResponse:
    instansi = akses.get_instansi_ubah(request.user, slug)
    langkah = find_langkah(kunci)
    if langkah is None:
        raise Http404("Langkah ini tidak ada.")
    return copy(request, instansi, tahun, [langkah])


@require_POST
def salin_semua(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    return copy(request, akses.get_instansi_ubah(request.user, slug), tahun, list(LANGKAH))


def copy(request: HttpRequest, instansi: Instansi, tahun: int, langkah: list[Langkah]) -> HttpResponse:
    """Copy, say what came of it, and show the page again."""
    dari = find_asal(instansi, tahun)
    if dari is None:
        messages.error(request, f"Belum ada tahun sebelum {tahun} yang dapat disalin.")
        return redirect("salin_tahun", instansi.slug, tahun)
    hasil = run_langkah(langkah, instansi, dari, tahun)
    if any(hasil.values()):
        isi = ", ".join(f"{judul} ({n})" for judul, n in hasil.items() if n)
        messages.success(request, f"Disalin dari {dari} ke {tahun}: {isi}. Periksa isinya satu per satu.")
    else:
        messages.info(request, f"Tidak ada yang perlu disalin lagi dari {dari}.")
    return redirect("salin_tahun", instansi.slug, tahun)
