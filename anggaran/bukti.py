"""Evidence: photos and PDFs of a row."""

from __future__ import annotations

from django import forms
from django.core.files.base import ContentFile
from django.db import transaction

from anggaran.isian import Lembar, begin_isian
from anggaran.models import Bukti
from anggaran.pengisian import Baris, BarisIndikator, BarisSub
from organisasi.forms.unggah import Berkas, FotoPdfField
from organisasi.models import Pengguna


class BuktiForm(forms.Form):
    berkas = FotoPdfField(label="Foto atau PDF")


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


def add_bukti(lembar: Lembar, baris: Baris, berkas: Berkas, oleh: Pengguna) -> Bukti:
    """Store a checked file with its small picture."""
    bukti = Bukti(
        instansi=lembar.instansi,
        tahun=lembar.tahun,
        triwulan=lembar.triwulan,
        nama=berkas.nama,
        mime=berkas.mime,
        ukuran=len(berkas.isi),
        oleh=oleh,
        **_induk(baris),
    )
    with transaction.atomic():
        begin_isian(lembar).pengisi.add(oleh)
        bukti.berkas.save(f"bukti{berkas.akhiran}", ContentFile(berkas.isi), save=False)
        if berkas.kecil:
            bukti.kecil.save("kecil.jpg", ContentFile(berkas.kecil), save=False)
        bukti.save()
    return bukti


def delete_bukti(bukti: Bukti) -> None:
    """Delete the row, and its files once that is certain."""
    berkas = [f for f in (bukti.berkas, bukti.kecil) if f]
    with transaction.atomic():
        bukti.delete()
        for f in berkas:
            transaction.on_commit(lambda f=f: f.storage.delete(f.name))  # type: ignore[misc]
