"""Having a perjanjian signed. What both parties sign is frozen before the first signature; from then on every report
prints that, whatever becomes of the data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.alur import TransisiDitolak
from lakip.beku import freeze, thaw
from lakip.data import muat_data
from lakip.dokumen import Dokumen, TandaTangan, walk_blok
from lakip.models import PerjanjianBeku
from lakip.naskah import NaskahKurang, susun_naskah
from lakip.naskah.pk import list_pilihan
from lakip.perjanjian_beku import ubah_tanda_tangan
from lakip.pustaka.kalimat import TITIK, slug
from lakip.terbit import render
from organisasi import akses
from organisasi.alur import change_status, list_langkah
from organisasi.models import Pejabat, Pengguna, Peran
from organisasi.simpanan import hitung_sidik
from perjanjian.langkah import TANDA_TANGAN, explain_cara, explain_tunda, find_digantikan, tandatangani
from perjanjian.models import PerjanjianKinerja
from tandatangan import layanan
from tandatangan.layanan import Pihak, Rahasia
from tandatangan.models import DokumenTertanda

PERTAMA, KEDUA = TANDA_TANGAN
DI_PERNYATAAN = "Tanda tangan elektronik di halaman pernyataan"


@dataclass(frozen=True)
class Siap:
    """A perjanjian before somebody who may sign it now: as which party, and what exactly."""

    aksi: str
    dokumen: Dokumen
    isi: bytes  # the document, frozen
    tertanda: DokumenTertanda | None  # None: nobody has signed yet, nothing is stored

    @property
    def sidik(self) -> str:
        return hitung_sidik(self.isi)

    @property
    def urut(self) -> int:
        return TANDA_TANGAN.index(self.aksi) + 1

    @property
    def pihak(self) -> Pihak:
        return list_pihak(self.dokumen)[self.urut - 1]


def prepare_tanda(p: PerjanjianKinerja, oleh: Pengguna) -> Siap:
    """Return what this person would sign now; raise TransisiDitolak with a sentence where that is nothing."""
    aksi = next((t.aksi for t in list_langkah(p, oleh) if t.aksi in TANDA_TANGAN), "")
    if not aksi:
        change_status(p, KEDUA if p.status == "ditandatangani" else PERTAMA, oleh)  # says why not
    if tunda := explain_cara(p, aksi) or explain_tunda(p):
        raise TransisiDitolak(tunda)
    siap = _prepare_pertama(p) if aksi == PERTAMA else _prepare_kedua(p, oleh)
    _check_penanda(p, siap, oleh)
    return siap


def _prepare_pertama(p: PerjanjianKinerja) -> Siap:
    dokumen = ubah_tanda_tangan(susun_dokumen(p), _beri_jangkar)
    return Siap(PERTAMA, dokumen, freeze(dokumen), None)


def _prepare_kedua(p: PerjanjianKinerja, oleh: Pengguna) -> Siap:
    """What the first party has signed, if it still is what it was."""
    tertanda = layanan.find_dokumen(p)
    if tertanda is None:
        raise TransisiDitolak("Dokumen yang ditandatangani pihak pertama tidak ditemukan. Hubungi pengelola sistem.")
    if tertanda.tanda_tangan.filter(urut=1, pengguna=oleh).exists():
        raise TransisiDitolak("Anda sudah menandatangani sebagai pihak pertama; pihak kedua harus orang lain.")
    isi = bytes(tertanda.beku.isi)
    if hitung_sidik(isi) != tertanda.sidik:
        raise TransisiDitolak(
            "Dokumen yang ditandatangani pihak pertama berubah di penyimpanan. Hubungi pengelola sistem."
        )
    return Siap(KEDUA, thaw(isi), isi, tertanda)


def _check_penanda(p: PerjanjianKinerja, siap: Siap, oleh: Pengguna) -> None:
    """The name on the paper is the signer's: who held the post on the day of the perjanjian, or the kepala daerah named."""
    nama = siap.pihak.nama
    jabatan = p.jabatan_id if siap.aksi == PERTAMA else p.pihak_kedua_id
    if jabatan is None:
        if _rapikan(oleh.get_full_name()) != _rapikan(nama):
            raise TransisiDitolak(
                f"Perjanjian ini atas nama {nama}, dan akun Anda bukan atas nama itu. Minta admin kabupaten mengisi nama "
                "akun Anda, atau kembalikan supaya nama pihak kedua diperbaiki."
            )
        return
    hari = p.tanggal or timezone.localdate()
    pejabat = Pejabat.objects.on_date(hari).filter(jabatan=jabatan).select_related("jabatan").first()
    if pejabat is None or pejabat.pengguna_id != oleh.pk:
        raise TransisiDitolak(
            f"Pada tanggal perjanjian ini {siap.pihak.jabatan} dipegang {nama}, dan akunnya bukan akun Anda. Minta "
            "perencana memperbaiki tanggal perjanjian, atau admin kabupaten memperbaiki akun di tabel Pejabat."
        )
    if pejabat.jabatan.atasan_id is None and Peran.Jenis.CAMAT not in akses.list_peran(oleh, p.instansi):
        raise TransisiDitolak("Untuk jabatan tertinggi hanya akun berperan camat yang menandatangani.")


def _rapikan(nama: str) -> str:
    return " ".join(nama.split()).casefold()


def susun_dokumen(p: PerjanjianKinerja) -> Dokumen:
    """Return the document of a perjanjian, which names both parties; TransisiDitolak says what is missing."""
    data = muat_data(p.instansi, p.tahun)
    kunci = next((k for k, r in list_pilihan(data).items() if r.model.pk == p.pk), "")
    try:
        dokumen = susun_naskah("pk", data, kunci) if kunci else None
    except NaskahKurang as galat:
        raise TransisiDitolak(str(galat)) from galat
    if dokumen is None:
        raise TransisiDitolak("Perjanjian ini belum punya butir. Minta perencana memilih butirnya dahulu.")
    for pihak in list_pihak(dokumen):
        if pihak.nama == TITIK:
            raise TransisiDitolak(
                f"Nama pejabat {pihak.jabatan} belum diisi, jadi perjanjian belum dapat ditandatangani."
            )
    return dokumen


def list_pihak(dokumen: Dokumen) -> tuple[Pihak, Pihak]:
    """Return the first and the second party of a perjanjian; on paper the second stands on the left."""
    kedua, pertama = next(b for _, b in walk_blok(dokumen) if isinstance(b, TandaTangan)).pihak
    return (
        Pihak(1, pertama.nama, pertama.jabatan.rstrip(","), ("ttd-1",)),
        Pihak(2, kedua.nama, kedua.jabatan.rstrip(","), ("ttd-2",)),
    )


@sensitive_variables("rahasia")
def sign_perjanjian(p: PerjanjianKinerja, siap: Siap, oleh: Pengguna, rahasia: Rahasia, sidik: str) -> DokumenTertanda:
    """Sign what :func:`prepare_tanda` has just returned for this person. ``sidik``: of what he read; if it has changed
    since, nothing is signed.

    Raises TransisiDitolak or TandaTanganDitolak with a sentence; then the perjanjian is where it was.
    """
    if siap.sidik != sidik:
        raise TransisiDitolak("Isi perjanjian berubah sejak halaman ini dibuka. Baca sekali lagi, lalu tanda tangani.")
    layanan.check_sandi(oleh, rahasia.sandi)
    tertanda = siap.tertanda or _siapkan(p, siap)
    lama = find_tertanda_lama(p)

    def sesudah(_: object) -> None:
        """With the signature, in its transaction: both or neither."""
        tandatangani(p, siap.aksi, oleh)
        if siap.aksi == KEDUA and lama is not None:
            layanan.gantikan(lama, tertanda)

    layanan.tanda_tangani(tertanda, siap.urut, oleh, rahasia=rahasia, sesudah=sesudah)
    return tertanda


def name_berkas(p: PerjanjianKinerja, akhiran: str = ".pdf") -> str:
    """The name a user gets: pk-camat-pelaihari-2023-perubahan.pdf."""
    jabatan = slug(p.jabatan.singkatan or p.jabatan.nama)
    tambah = "" if p.jenis == PerjanjianKinerja.Jenis.MURNI else f"-{p.jenis}"
    return f"pk-{jabatan}-{p.instansi.slug}-{p.tahun}{tambah}{akhiran}"


def _siapkan(p: PerjanjianKinerja, siap: Siap) -> DokumenTertanda:
    """Store what is to be signed; what an earlier attempt stored and nobody signed is taken up again."""
    ada = layanan.find_dokumen(p)
    if ada is not None and ada.status in layanan.TERBUKA:
        if ada.status == DokumenTertanda.Status.DISIAPKAN and ada.sidik == siap.sidik:
            return ada
        layanan.batalkan(ada, "Isinya berubah sebelum ditandatangani.")
    pdf = render(siap.dokumen, "pdf")
    with transaction.atomic():
        tertanda = layanan.siapkan(
            p,
            instansi=p.instansi,
            tahun=p.tahun,
            jenis="pk",
            judul=siap.dokumen.judul,
            sidik=siap.sidik,
            pdf=pdf,
            pihak=list_pihak(siap.dokumen),
        )
        PerjanjianBeku.objects.create(dokumen=tertanda, perjanjian=p, isi=siap.isi)
    return tertanda


def find_tertanda_lama(p: PerjanjianKinerja) -> DokumenTertanda | None:
    """Return the electronically signed murni that this perubahan takes the place of."""
    murni = find_digantikan(p)
    return layanan.find_dokumen(murni) if murni else None


# ----------------------------------------------------------------------------------------------------- signature blocks


def _beri_jangkar(urutan: int, blok: TandaTangan) -> TandaTangan:
    """The statement gets the boxes; the annex, signed with it, says where they are."""
    if urutan:
        return replace(blok, pihak=tuple(replace(p, tanda=(DI_PERNYATAAN,)) for p in blok.pihak))
    kedua, pertama = blok.pihak
    return replace(blok, pihak=(replace(kedua, jangkar="ttd-2"), replace(pertama, jangkar="ttd-1")))
