"""Having a perjanjian signed. What both parties sign is frozen before the first signature; from then on every report
prints that, whatever becomes of the data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from kinerja.alur import TransisiDitolak
from lakip.beku import freeze, thaw
from lakip.data import muat_data
from lakip.dokumen import Dokumen, TandaTangan, to_json, walk_blok
from lakip.models import PerjanjianBeku
from lakip.naskah import NaskahKurang, susun_naskah
from lakip.naskah.pk import list_pilihan
from lakip.perjanjian_beku import ubah_tanda_tangan
from lakip.pustaka.kalimat import TITIK, slug
from lakip.terbit import render
from organisasi.alur import change_status, list_langkah
from organisasi.models import Pengguna
from perjanjian.langkah import TANDA_TANGAN, tandatangani
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
    sidik: str
    tertanda: DokumenTertanda | None  # None: nobody has signed yet, nothing is stored

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
    if aksi == PERTAMA:
        dokumen = susun_dokumen(p, oleh)
        return Siap(aksi, dokumen, _sidik(dokumen), None)
    tertanda = layanan.find_dokumen(p)
    if tertanda is None:
        raise TransisiDitolak("Dokumen yang ditandatangani pihak pertama tidak ditemukan. Hubungi pengelola sistem.")
    if tertanda.tanda_tangan.filter(pengguna=oleh).exists():
        raise TransisiDitolak("Anda sudah menandatangani sebagai pihak pertama; pihak kedua harus orang lain.")
    return Siap(aksi, thaw(bytes(tertanda.beku.isi)), tertanda.sidik, tertanda)


def susun_dokumen(p: PerjanjianKinerja, oleh: Pengguna) -> Dokumen:
    """Return the document of a perjanjian with places for both signatures; TransisiDitolak says what is missing."""
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
    pejabat = data.pejabat_on(p.jabatan_id, p.tanggal or data.tanggal)
    if pejabat is not None and pejabat.pengguna_id != oleh.pk:
        raise TransisiDitolak(
            f"Perjanjian ini bertanggal ketika jabatan {p.jabatan} dipegang {pejabat.nama}, dan akun itu bukan akun Anda. "
            "Minta perencana memperbaiki tanggal perjanjian atau tabel Pejabat."
        )
    return ubah_tanda_tangan(dokumen, _beri_jangkar)


def list_pihak(dokumen: Dokumen) -> tuple[Pihak, Pihak]:
    """Return the first and the second party of a perjanjian; on paper the second stands on the left."""
    kedua, pertama = next(b for _, b in walk_blok(dokumen) if isinstance(b, TandaTangan)).pihak
    return (
        Pihak(1, pertama.nama, pertama.jabatan.rstrip(","), ("ttd-1",)),
        Pihak(2, kedua.nama, kedua.jabatan.rstrip(","), ("ttd-2",)),
    )


@sensitive_variables("rahasia")
def sign_perjanjian(p: PerjanjianKinerja, oleh: Pengguna, rahasia: Rahasia, sidik: str) -> DokumenTertanda:
    """Sign as the party whose turn it is. ``sidik``: of what was read; if it has changed since, nothing is signed.

    Raises TransisiDitolak or TandaTanganDitolak with a sentence; then the perjanjian is where it was.
    """
    siap = prepare_tanda(p, oleh)
    if siap.sidik != sidik:
        raise TransisiDitolak("Isi perjanjian berubah sejak halaman ini dibuka. Baca sekali lagi, lalu tanda tangani.")
    layanan.check_sandi(oleh, rahasia.sandi)
    tertanda = siap.tertanda or _siapkan(p, siap)
    lama = _find_digantikan(p)
    layanan.tanda_tangani(tertanda, siap.urut, oleh, rahasia=rahasia)
    try:
        tandatangani(p, siap.aksi, oleh)
    except TransisiDitolak as galat:
        layanan.batalkan(tertanda, "Status perjanjian berubah ketika ditandatangani.")
        raise TransisiDitolak(f"{galat} Tanda tangan tadi dibatalkan.") from galat
    if siap.aksi == KEDUA and lama is not None:
        layanan.gantikan(lama, tertanda)
    return tertanda


def name_berkas(p: PerjanjianKinerja) -> str:
    """The name a user gets: pk-camat-pelaihari-2023-perubahan.pdf."""
    jabatan = slug(p.jabatan.singkatan or p.jabatan.nama)
    tambah = "" if p.jenis == PerjanjianKinerja.Jenis.MURNI else f"-{p.jenis}"
    return f"pk-{jabatan}-{p.instansi.slug}-{p.tahun}{tambah}.pdf"


def _sidik(dokumen: Dokumen) -> str:
    return str(to_json(dokumen)["sidik"])


def _siapkan(p: PerjanjianKinerja, siap: Siap) -> DokumenTertanda:
    """Store what is to be signed; what an earlier attempt stored and nobody signed is taken up again."""
    ada = layanan.find_dokumen(p)
    if ada is not None and ada.status == DokumenTertanda.Status.DISIAPKAN:
        if ada.sidik == siap.sidik:
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
        PerjanjianBeku.objects.create(dokumen=tertanda, perjanjian=p, isi=freeze(siap.dokumen))
    return tertanda


def _find_digantikan(p: PerjanjianKinerja) -> DokumenTertanda | None:
    """Return the signed murni that this perubahan takes the place of."""
    if p.jenis != PerjanjianKinerja.Jenis.PERUBAHAN:
        return None
    semua = PerjanjianKinerja.objects.filter(jabatan=p.jabatan_id, tahun=p.tahun)
    murni = semua.filter(jenis=PerjanjianKinerja.Jenis.MURNI, status="berlaku").first()
    return layanan.find_dokumen(murni) if murni else None


# ----------------------------------------------------------------------------------------------------- signature blocks


def _beri_jangkar(urutan: int, blok: TandaTangan) -> TandaTangan:
    """The statement gets the boxes; the annex, signed with it, says where they are."""
    if urutan:
        return replace(blok, pihak=tuple(replace(p, tanda=(DI_PERNYATAAN,)) for p in blok.pihak))
    kedua, pertama = blok.pihak
    return replace(blok, pihak=(replace(kedua, jangkar="ttd-2"), replace(pertama, jangkar="ttd-1")))
