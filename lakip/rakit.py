"""Assemble the LKj: the outline chooses sections, the library fills them, the perencana's words join them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db.models.fields.files import FieldFile

from lakip.angka_hidup import DaftarAngka
from lakip.data import DataLkj, muat_data
from lakip.dokumen import Bab, Blok, Daftar, Dokumen, Foto, Kelengkapan, Paragraf, Sampul
from lakip.models import BagianSusunan, Narasi, Susunan
from lakip.narasi import to_blok
from lakip.pustaka import Isi, Kurang, get_bagian
from organisasi.models import Instansi


def rakit_lkj(instansi: Instansi, tahun: int, data: DataLkj | None = None) -> Dokumen:
    """Return the LKj of an instansi for a year, with its completeness list. All queries are made here."""
    data = data or muat_data(instansi, tahun)
    susunan = data.laporan.susunan if data.laporan else Susunan.objects.get(kunci="permenpan-53-2014", kabupaten=None)
    return susun_lkj(data, susunan, list(susunan.bagian.all()))


def susun_lkj(data: DataLkj, susunan: Susunan, bagian: list[BagianSusunan]) -> Dokumen:
    """Return the document of this data in this outline. Makes no query."""
    kelengkapan: list[Kelengkapan] = []
    angka = DaftarAngka(data)
    letak = {
        nama: _susun_bab(data, angka, [b for b in bagian if b.letak == nama], kelengkapan)
        for nama in (BagianSusunan.Letak.DEPAN, BagianSusunan.Letak.BAB, BagianSusunan.Letak.LAMPIRAN)
    }
    judul = f"{data.kabupaten.judul_laporan} {data.instansi.nama} Tahun {data.tahun}"
    return Dokumen(
        jenis="lkj",
        instansi=data.instansi.slug,
        tahun=data.tahun,
        judul=judul,
        sampul=build_sampul(data, data.kabupaten.judul_laporan),
        depan=letak[BagianSusunan.Letak.DEPAN],
        bab=letak[BagianSusunan.Letak.BAB],
        lampiran=letak[BagianSusunan.Letak.LAMPIRAN],
        kelengkapan=tuple(kelengkapan),
        catatan=data.catatan,
        gaya_nomor=tuple(susunan.gaya_nomor.split("|")),
        meta={"susunan": susunan.nama, "tanggal": data.tanggal.isoformat()},
    )


def build_sampul(data: DataLkj, judul: str) -> Sampul:
    """Return the cover, with the arms of the region where they have been uploaded."""
    lambang, mime = read_gambar(data.instansi.lambang) if data.instansi.lambang else (None, "")
    return Sampul(
        judul=judul,
        instansi=data.instansi.nama,
        kabupaten=str(data.kabupaten),
        tahun=data.tahun,
        kop=data.instansi.kop,
        lambang=lambang,
        lambang_mime=mime,
    )


def read_gambar(berkas: FieldFile) -> tuple[bytes, str]:
    """Return an uploaded picture and its kind."""
    with berkas.open("rb") as isi:
        return isi.read(), "image/png" if str(berkas.name).lower().endswith("png") else "image/jpeg"


@dataclass
class _Ruas:
    """A section under construction."""

    bagian: BagianSusunan
    isi: tuple[Blok, ...] = ()
    anak_hitung: tuple[Bab, ...] = ()
    anak: list[_Ruas] = field(default_factory=list)
    ada: bool = False

    def to_bab(self) -> Bab | None:
        """Return the chapter; None where neither it nor anything below it has something to print."""
        anak = tuple(b for r in self.anak if (b := r.to_bab()))
        if not (self.ada or anak):
            return None
        return Bab(self.bagian.kunci, self.bagian.judul, self.isi, self.anak_hitung + anak)


def _susun_bab(
    data: DataLkj, angka: DaftarAngka, bagian: list[BagianSusunan], kelengkapan: list[Kelengkapan]
) -> tuple[Bab, ...]:
    akar: list[_Ruas] = []
    jalur: list[_Ruas] = []  # the open section of each level
    for b in bagian:
        ruas = _isi_ruas(data, angka, b, kelengkapan)
        del jalur[b.tingkat - 1 :]
        (jalur[-1].anak if jalur else akar).append(ruas)
        jalur.append(ruas)
    return tuple(bab for ruas in akar if (bab := ruas.to_bab()))


def _isi_ruas(data: DataLkj, angka: DaftarAngka, b: BagianSusunan, kelengkapan: list[Kelengkapan]) -> _Ruas:
    fungsi = get_bagian(b.kunci)
    hasil = fungsi(data) if fungsi else Isi()
    otomatis = hasil.blok if isinstance(hasil, Isi) else ()
    blok = merge_narasi(data, angka, b.kunci, otomatis)
    anak = tuple(_anak_bernarasi(data, angka, a) for a in hasil.anak) if isinstance(hasil, Isi) else ()
    ada = bool(blok or anak)
    if fungsi:
        kurang = "" if ada else (hasil.alasan if isinstance(hasil, Kurang) else "belum ada isi")
        kelengkapan.append(Kelengkapan(b.kunci, b.judul, ada, kurang))
    return _Ruas(b, blok, anak, ada=ada)


def _anak_bernarasi(data: DataLkj, angka: DaftarAngka, bab: Bab) -> Bab:
    """Add the perencana's words and photos to a computed subsection, whose key is ``induk--…``."""
    return replace(
        bab,
        isi=merge_narasi(data, angka, bab.kunci, bab.isi),
        anak=tuple(_anak_bernarasi(data, angka, a) for a in bab.anak),
    )


def merge_narasi(data: DataLkj, angka: DaftarAngka, kunci: str, otomatis: tuple[Blok, ...]) -> tuple[Blok, ...]:
    """Return automatic blocks with the perencana's words before, after, or in place of the automatic sentences.

    Replacing leaves tables, graphs and charts where they are: only sentences and lists give way.
    """
    sebelum, sesudah, ganti = (
        to_blok(data.narasi.get((kunci, cara), ""), angka.potongan)
        for cara in (Narasi.Cara.SEBELUM, Narasi.Cara.SESUDAH, Narasi.Cara.GANTI)
    )
    if ganti:
        otomatis = (*ganti, *(b for b in otomatis if not isinstance(b, Paragraf | Daftar)))
    foto = []
    for f in data.foto_of(kunci):
        isi, mime = read_gambar(f.berkas)
        foto.append(Foto(f"foto-{f.pk}", f.keterangan, isi, mime))
    return (*sebelum, *otomatis, *sesudah, *foto)
