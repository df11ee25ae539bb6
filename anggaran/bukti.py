"""Evidence: photos and PDFs. What a file is, its content says; its name and the browser only claim."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from anggaran.isian import Lembar, begin_isian
from anggaran.models import Bukti
from anggaran.pengisian import Baris, BarisIndikator, BarisSub
from organisasi.models import Pengguna

MAKS_UKURAN = 5 * 1024 * 1024
MAKS_TITIK = 60_000_000  # a picture that unpacks to more is refused before it fills the memory
SISI_KECIL = 320
GAMBAR = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}
PDF = "application/pdf"


@dataclass(frozen=True)
class Isi:
    """A checked file: its type by content, the ending that goes with it, the small picture of a photo."""

    mime: str
    akhiran: str
    kecil: bytes | None


class BuktiForm(forms.Form):
    berkas = forms.FileField(
        label="Foto atau PDF",
        help_text="JPG, PNG, atau PDF, paling besar 5 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        error_messages={"required": "Pilih dahulu berkasnya.", "empty": "Berkas ini kosong. Pilih berkas lain."},
    )

    def clean_berkas(self) -> UploadedFile:
        berkas: UploadedFile = self.cleaned_data["berkas"]
        batas = getattr(settings, "MAKS_BUKTI", MAKS_UKURAN)
        if (berkas.size or 0) > batas:
            raise forms.ValidationError(
                f"Berkas ini lebih besar dari {batas // (1024 * 1024)} MB. Perkecil dahulu, misalnya kirim foto lewat WhatsApp "
                "lalu simpan, atau pindai PDF dengan mutu lebih rendah."
            )
        self.isi = read_isi(berkas)
        return berkas


def read_isi(berkas: UploadedFile) -> Isi:
    """Return what a file is by its content; raise ValidationError for anything but a whole JPEG, PNG or PDF."""
    berkas.seek(0)
    data = berkas.read()
    berkas.seek(0)
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]:
        return Isi(PDF, ".pdf", None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(GAMBAR)) as gambar:
                gambar.verify()
            with Image.open(io.BytesIO(data), formats=list(GAMBAR)) as gambar:
                if gambar.width * gambar.height > MAKS_TITIK:
                    raise forms.ValidationError("Foto ini terlalu besar ukurannya. Perkecil dahulu, lalu unggah lagi.")
                mime, akhiran = GAMBAR[gambar.format or ""]
                return Isi(mime, akhiran, _make_kecil(gambar))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError) as galat:
        raise forms.ValidationError(
            "Isi berkas ini bukan foto JPG, PNG, atau PDF yang utuh, apa pun nama berkasnya. Buka berkasnya di komputer "
            "Anda, simpan ulang sebagai JPG atau PDF, lalu unggah lagi."
        ) from galat
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as galat:
        raise forms.ValidationError("Foto ini terlalu besar ukurannya. Perkecil dahulu, lalu unggah lagi.") from galat


def _make_kecil(gambar: Image.Image) -> bytes:
    """Make the small picture: turned as the camera was held, without the place and time a phone writes into it."""
    tegak = ImageOps.exif_transpose(gambar)
    tegak.thumbnail((SISI_KECIL, SISI_KECIL))
    bersih = Image.new("RGB", tegak.size, "white")
    bening = tegak.convert("RGBA")
    bersih.paste(bening, mask=bening.getchannel("A"))
    keluar = io.BytesIO()
    bersih.save(keluar, "JPEG", quality=80)
    return keluar.getvalue()


def _induk(baris: Baris) -> dict[str, object]:
    if isinstance(baris, BarisSub):
        return {"sub_kegiatan": baris.sub}
    assert isinstance(baris, BarisIndikator)
    return {"indikator": baris.indikator}


def list_bukti(lembar: Lembar) -> dict[str, list[Bukti]]:
    """Return the evidence of the quarter by the row's key. One query."""
    isi: dict[str, list[Bukti]] = {}
    sub, indikator = {s.pk for s in lembar.bagian.sub}, {i.pk for i in lembar.bagian.indikator}
    for b in Bukti.objects.for_instansi(lembar.instansi).in_tahun(lembar.tahun).filter(triwulan=lembar.triwulan):
        if b.sub_kegiatan_id in sub:
            isi.setdefault(f"s{b.sub_kegiatan_id}", []).append(b)
        elif b.indikator_id in indikator:
            isi.setdefault(f"i{b.indikator_id}", []).append(b)
    return isi


def add_bukti(lembar: Lembar, baris: Baris, form: BuktiForm, oleh: Pengguna) -> Bukti:
    """Store a checked file with its small picture."""
    berkas, isi = form.cleaned_data["berkas"], form.isi
    nama = berkas.name.rsplit(".", 1)[0][:110] or "bukti"
    bukti = Bukti(
        instansi=lembar.instansi,
        tahun=lembar.tahun,
        triwulan=lembar.triwulan,
        nama=nama + isi.akhiran,
        mime=isi.mime,
        ukuran=berkas.size,
        oleh=oleh,
        **_induk(baris),
    )
    with transaction.atomic():
        begin_isian(lembar).pengisi.add(oleh)
        bukti.berkas.save(f"bukti{isi.akhiran}", berkas, save=False)
        if isi.kecil:
            bukti.kecil.save("kecil.jpg", ContentFile(isi.kecil), save=False)
        bukti.save()
    return bukti


def delete_bukti(bukti: Bukti) -> None:
    """Delete the row, and its files once that is certain."""
    berkas = [f for f in (bukti.berkas, bukti.kecil) if f]
    with transaction.atomic():
        bukti.delete()
        for f in berkas:
            transaction.on_commit(lambda f=f: f.storage.delete(f.name))  # type: ignore[misc]
