"""What the user decides about a file, stored with it, and remembered for the next one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from buku_kerja.teks import fold
from sipd import sementara
from sipd.forms import LAIN, LEWATI, JawabForm, PadankanForm
from sipd.kunci import SUDAH, lock_impor
from sipd.models import ImporBerkas, PemetaanKode, PemetaanTajuk, PemetaanUnit
from sipd.padan import PASTI
from sipd.terima import begin_baca


class BerkasHilang(Exception):
    """The file was kept for an hour only; the message says so."""


def save_jawaban(impor: ImporBerkas, form: JawabForm) -> None:
    """Remember the answers and read the file again. Raises :class:`BerkasHilang`, and
    :class:`sipd.kunci.TidakDapatError` where the import no longer waits."""
    isi = sementara.fetch(impor.pk)
    if isi is None:
        raise BerkasHilang("Berkas ini sudah tidak disimpan (paling lama satu jam). Unggah sekali lagi.")
    with transaction.atomic():
        lock_impor(impor, SUDAH, ImporBerkas.Status.MENUNGGU)
        _remember(impor, form)
    data = form.cleaned_data
    impor.tahap = data.get("tahap", impor.tahap)
    impor.pilihan |= {k: data[k] for k in ("bagian", "triwulan", "sd", "spp", "lembar") if k in data}
    impor.pilihan["tempat"] = list(form.list_tempat())
    begin_baca(impor, isi)


def _remember(impor: ImporBerkas, form: JawabForm) -> None:
    """Store what the headings and the SKPD and units of this file mean, for the next one."""
    for judul, kolom in form.list_judul().items():
        tajuk = fold(judul)[:200]
        PemetaanTajuk.objects.for_instansi(impor.instansi).filter(tajuk=tajuk).delete()
        if kolom:
            PemetaanTajuk.objects.create(instansi=impor.instansi, tajuk=tajuk, kolom=kolom)
    for kunci, (nama, pilihan) in form.list_tempat().items():
        milik = pilihan != LAIN
        unit = int(pilihan) if milik and pilihan != "0" else None
        PemetaanUnit.objects.update_or_create(
            instansi=impor.instansi, kunci=kunci, defaults={"nama": nama, "milik": milik, "unit_id": unit}
        )


@transaction.atomic
def save_padanan(impor: ImporBerkas, form: PadankanForm) -> None:
    """Store what each name means, which periods count, and the notes; a meaning is remembered for later files.

    Raises :class:`sipd.kunci.TidakDapatError` where the import no longer waits.
    """
    impor = lock_impor(impor, SUDAH, ImporBerkas.Status.MENUNGGU)
    tambah: dict[str, dict[str, str]] = {}
    for grup, pilihan in form.list_grup().items():
        baris = impor.baris.filter(grup=grup)
        if pilihan == LEWATI:
            baris.update(dilewati=True)
        elif usulan := form.find_usulan(grup, pilihan):
            baris.update(sub_kegiatan=None, keyakinan=0, dipilih=False, dilewati=False)
            PemetaanKode.objects.for_instansi(impor.instansi).filter(tahun=impor.tahun, kunci=grup).delete()
            tambah[grup] = {"kode": usulan.kode, "nama": usulan.nama, "nilai": usulan.nilai}
        elif pilihan:
            baris.update(sub_kegiatan=int(pilihan), keyakinan=PASTI, dipilih=True, dilewati=False)
            PemetaanKode.objects.update_or_create(
                instansi=impor.instansi, tahun=impor.tahun, kunci=grup, defaults={"sub_kegiatan_id": int(pilihan)}
            )
        else:
            baris.update(dilewati=False)
    impor.pilihan |= {"tambah": tambah, "pagu_baru": form.list_pagu_baru(), "pagu": form.cleaned_data.get("pagu", "")}
    lama = impor.rentang
    dipilih = form.cleaned_data.get("periode", impor.periode)
    if "dari" in form.cleaned_data:
        impor.pilihan["rentang"] = form.list_rentang()
    impor.pilihan["periode"] = [p for p in impor.rentang if p in dipilih or p not in lama]
    impor.pilihan["catatan"] = impor.pilihan.get("catatan", {}) | form.list_catatan()
    impor.save(update_fields=["pilihan"])


@transaction.atomic
def discard(impor: ImporBerkas) -> None:
    """Forget a file that was not applied. Raises :class:`sipd.kunci.TidakDapatError` where it was."""
    kata = "Berkas yang sudah diterapkan tidak dapat dibuang. Batalkan impornya."
    lock_impor(impor, kata, ImporBerkas.Status.DIBACA, ImporBerkas.Status.MENUNGGU, ImporBerkas.Status.DITOLAK)
    sementara.remove(impor.pk)
    impor.delete()


def list_ingatan(impor: ImporBerkas) -> list[QuerySet[Any]]:
    """Return the answers of before that were used for this file, and those given for it."""
    ingatan = impor.ringkasan.get("ingatan", {})
    kode = {*ingatan.get("kode", []), *impor.baris.filter(dipilih=True).values_list("grup", flat=True)}
    milik = impor.instansi
    return [
        PemetaanTajuk.objects.for_instansi(milik).filter(tajuk__in=[t[:200] for t in ingatan.get("tajuk", [])]),
        PemetaanUnit.objects.for_instansi(milik).filter(kunci__in=ingatan.get("tempat", [])),
        PemetaanKode.objects.for_instansi(milik).filter(kunci__in=kode),
    ]


@transaction.atomic
def forget(impor: ImporBerkas) -> None:
    """Forget the answers used for a file, and the file: it is asked anew when it is sent again."""
    for semua in list_ingatan(impor):
        semua.delete()
    discard(impor)
