"""Having a document signed: prepare it, sign it party by party, replace or withdraw it, read it back.

The unsigned PDF says by named destinations where the visible blocks go. WeasyPrint writes one for every element that is
printed and has an ``id`` (no link to it is needed), at the top left corner of its border box: an empty
``<div id="ttd-1" style="width: 62mm; height: 24mm">`` is all it takes. Of a party's ``jangkar`` the first that exists
gets the block; where none does, it stands at the foot of the last page.

Who may sign as which party is for the caller to decide. Do not call :func:`tanda_tangani` inside a transaction: BSrE may
take a minute, and nobody else could save meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from organisasi.models import Instansi, Pengguna
from organisasi.simpanan import BerkasRusak, hitung_sidik
from tandatangan.berkas import read_berkas, write_berkas
from tandatangan.models import DokumenTertanda, TandaTangan
from tandatangan.penyedia import Hasil, Permintaan, get_penyedia
from tandatangan.periksa import STEMPEL, TAK_DIKENAL, find_cacat
from tandatangan.pihak import Pihak, Rahasia, TandaTanganDitolak
from tandatangan.sandi import check_sandi

__all__ = [
    "Pihak", "Rahasia", "TandaTanganDitolak", "baca_pdf", "batalkan", "check_sandi", "find_dokumen", "gantikan", "siapkan",
    "tanda_tangani", "tautan_periksa",
]  # fmt: skip

log = logging.getLogger(__name__)
Status = DokumenTertanda.Status
TERBUKA = (Status.DISIAPKAN, Status.SEBAGIAN)


# ---------------------------------------------------------------------------------------------------------- preparing


def siapkan(
    objek: models.Model,
    *,
    instansi: Instansi,
    tahun: int,
    jenis: str,
    judul: str,
    sidik: str,
    pdf: bytes,
    pihak: Sequence[Pihak],
) -> DokumenTertanda:
    """Freeze a document for its signatures: the unsigned PDF, the fingerprint of its content, who signs in order."""
    urut = [p.urut for p in pihak]
    if not urut or urut != list(range(1, len(urut) + 1)):
        raise ValueError("Pihak harus berurut mulai dari 1.")
    with transaction.atomic():
        dokumen = DokumenTertanda.objects.create(
            instansi=instansi,
            tahun=tahun,
            jenis=jenis,
            judul=judul,
            objek=objek,
            sidik=sidik,
            sidik_berkas=hitung_sidik(pdf),
            ukuran=len(pdf),
            pihak=[p.to_json() for p in pihak],
        )
        write_berkas(dokumen, 0, pdf)
    return dokumen


def list_pihak(dokumen: DokumenTertanda) -> list[Pihak]:
    return [Pihak.from_json(isi) for isi in dokumen.pihak]


def find_dokumen(objek: models.Model) -> DokumenTertanda | None:
    """Return the latest document of an object that has not been withdrawn."""
    jenis = ContentType.objects.get_for_model(objek)
    ada = DokumenTertanda.objects.filter(content_type=jenis, objek_id=objek.pk).exclude(status=Status.DIBATALKAN)
    hasil: DokumenTertanda | None = ada.order_by("-pk").first()
    return hasil


def tautan_periksa(dokumen: DokumenTertanda) -> str:
    """Return the address of the public page that says what the document is."""
    return f"{settings.SITE_URL}{reverse('lihat_verifikasi', args=[dokumen.kode])}"


def baca_pdf(dokumen: DokumenTertanda, urut: int | None = None) -> bytes:
    """Return the PDF after a signature (0: without any; None: after the last). Raise BerkasRusak."""
    if urut is None:
        urut = dokumen.tanda_tangan.count()
    sidik = dokumen.sidik_berkas if urut == 0 else dokumen.tanda_tangan.get(urut=urut).sidik_berkas
    return read_berkas(dokumen, urut, sidik)


# ------------------------------------------------------------------------------------------------------------ signing


@sensitive_variables("rahasia")
def tanda_tangani(
    dokumen: DokumenTertanda,
    urut: int,
    pengguna: Pengguna,
    *,
    rahasia: Rahasia,
    sesudah: Callable[[TandaTangan], None] | None = None,
) -> TandaTangan:
    """Sign as the party ``urut``; raise TandaTanganDitolak with a sentence, then nothing was stored.

    ``sesudah`` is called in the transaction that stores the signature; what it raises undoes all of it and comes out.
    """
    check_sandi(pengguna, rahasia.sandi)
    dokumen.refresh_from_db()
    _check_giliran(dokumen, urut)
    pihak = list_pihak(dokumen)[urut - 1]
    hasil = get_penyedia().sign(
        Permintaan(
            pdf=_read_untuk(dokumen, urut),
            nama_medan=f"{dokumen.kode}-{urut}",
            pihak=pihak,
            pengguna=pengguna,
            rahasia=rahasia,
            tautan=tautan_periksa(dokumen),
        )
    )
    tanda = TandaTangan(
        dokumen=dokumen,
        urut=urut,
        pengguna=pengguna,
        nama=pihak.nama,
        jabatan=pihak.jabatan,
        waktu=hasil.waktu,
        sertifikat=hasil.sertifikat,
        sidik_sertifikat=hasil.sidik_sertifikat,
        penyedia=settings.TANDA_TANGAN,
        sidik_berkas=hitung_sidik(hasil.pdf),
        ukuran=len(hasil.pdf),
    )
    if cacat := find_cacat(hasil.pdf, tanda):
        log.warning("Tanda tangan pihak %s pada dokumen %s tidak akan sah", urut, dokumen.kode)
        raise TandaTanganDitolak(_advise(tanda, cacat))
    _store(dokumen, tanda, hasil, sesudah)
    log.info("Dokumen %s ditandatangani pihak %s", dokumen.kode, urut)
    return tanda


def _read_untuk(dokumen: DokumenTertanda, urut: int) -> bytes:
    try:
        return baca_pdf(dokumen, urut - 1)
    except BerkasRusak as galat:
        raise TandaTanganDitolak(str(galat)) from galat


def _advise(tanda: TandaTangan, cacat: str) -> str:
    """Say that a signature would not be found genuine, and what to do about it."""
    saran = "Coba lagi; bila tetap begini, hubungi pengelola sistem."
    if tanda.penyedia == TandaTangan.Penyedia.BSRE and cacat.endswith((TAK_DIKENAL, STEMPEL)):
        saran = "Pengelola sistem perlu melengkapi BSRE_AKAR dengan sertifikat akar BSrE dan akar stempel waktunya."
    elif tanda.sertifikat is not None and tanda.sertifikat.is_unggahan:
        saran = "Pilih sertifikat lain di halaman Sertifikat saya, lalu coba lagi."
    return f"Dokumen belum ditandatangani, karena tanda tangannya tidak akan dinyatakan sah. {cacat} {saran}"


def _store(
    dokumen: DokumenTertanda, tanda: TandaTangan, hasil: Hasil, sesudah: Callable[[TandaTangan], None] | None
) -> None:
    """Store a signature if it is still its turn: two who sign at once do not overwrite each other."""
    with transaction.atomic():
        kini = DokumenTertanda.objects.select_for_update().get(pk=dokumen.pk)
        _check_giliran(kini, tanda.urut)
        _save(tanda)
        kini.status = Status.LENGKAP if tanda.urut == len(kini.pihak) else Status.SEBAGIAN
        kini.save(update_fields=["status"])
        tanda.dokumen = kini
        if sesudah is not None:
            sesudah(tanda)
        write_berkas(kini, tanda.urut, hasil.pdf)  # last: nothing takes a file back
    dokumen.status = kini.status


def _save(tanda: TandaTangan) -> None:
    try:
        with transaction.atomic():
            tanda.save()
    except IntegrityError:
        raise TandaTanganDitolak("Dokumen ini baru saja ditandatangani di tempat lain. Muat ulang halaman.") from None


def _check_giliran(dokumen: DokumenTertanda, urut: int) -> None:
    sudah = dokumen.tanda_tangan.count()
    if not 1 <= urut <= len(dokumen.pihak):
        raise TandaTanganDitolak("Dokumen ini tidak menunggu tanda tangan pihak itu.")
    if urut <= sudah:
        raise TandaTanganDitolak("Pihak ini sudah menandatangani. Muat ulang halaman untuk melihatnya.")
    if dokumen.status not in TERBUKA:
        raise TandaTanganDitolak(
            f"Dokumen ini {dokumen.get_status_display().lower()}, jadi tidak dapat ditandatangani. Muat ulang halaman."
        )
    if urut != sudah + 1:
        dulu = list_pihak(dokumen)[sudah]
        raise TandaTanganDitolak(f"Tunggu {dulu.nama} ({dulu.jabatan}) menandatangani lebih dahulu.")


# ------------------------------------------------------------------------------------------------- what becomes of it


def gantikan(dokumen: DokumenTertanda, oleh: DokumenTertanda | None) -> None:
    """Mark a document as replaced by another, or (None) by one that was not signed here; raise TandaTanganDitolak where it
    no longer can be."""
    _finish(dokumen, Status.DIGANTIKAN, digantikan_oleh=oleh)


def batalkan(dokumen: DokumenTertanda, alasan: str) -> None:
    """Withdraw a document, signed or not; raise TandaTanganDitolak where it no longer can be."""
    _finish(dokumen, Status.DIBATALKAN, alasan=alasan)


def _finish(dokumen: DokumenTertanda, status: str, **isi: object) -> None:
    with transaction.atomic():
        kini = DokumenTertanda.objects.select_for_update().get(pk=dokumen.pk)
        if kini.status in (Status.DIGANTIKAN, Status.DIBATALKAN):
            raise TandaTanganDitolak(f"Dokumen ini {kini.get_status_display().lower()}. Muat ulang halaman.")
        kini.status = status
        for nama, nilai in isi.items():
            setattr(kini, nama, nilai)
        kini.save(update_fields=["status", *isi])
    dokumen.refresh_from_db()
