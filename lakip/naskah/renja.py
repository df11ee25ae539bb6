"""Renja and Renja Perubahan of a year (Permendagri 86/2017): five chapters from the plan, the budget and the Renstra."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from anggaran.models import Program, RealisasiTriwulan
from kinerja.angka import percent
from lakip.data import DataLkj, lengkapi_rencana, lengkapi_tahunan, muat_data
from lakip.dokumen import Bab, Baris, Blok, Daftar, Dokumen, Jenis, Kolom, Potongan, Tabel, TandaTangan
from lakip.narasi import to_blok
from lakip.naskah.kerangka import NaskahKurang, susun_kerangka
from lakip.naskah.renja_evaluasi import BabDua
from lakip.naskah.renja_tabel import NAMA_BEDA, build_kelompok, build_pendanaan, build_perubahan, build_program
from lakip.pustaka import Isi
from lakip.pustaka.kalimat import (
    berpersen,
    buat_penanda,
    cacah,
    rapikan,
    rupiah,
    sambung,
    sel_target,
    sel_target_rencana,
    susun_daftar,
    tempat,
)
from lakip.pustaka.perencanaan import visi_misi
from lakip.sel import baris, paragraf, persen, rumus, teks, tengah, uang
from organisasi.tanggal import print_tanggal
from renja.models import Renja
from renja.rekap import IsiRenja, muat_renja

MURNI, PERUBAHAN = Renja.Jenis.MURNI.value, Renja.Jenis.PERUBAHAN.value
GAYA_NOMOR = ("BAB {I}", "{jalur}", "{jalur}")
DASAR = (
    "Undang-Undang Nomor 25 Tahun 2004 tentang Sistem Perencanaan Pembangunan Nasional",
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
    "Peraturan Pemerintah Nomor 8 Tahun 2008 tentang Tahapan, Tata Cara Penyusunan, Pengendalian dan Evaluasi Pelaksanaan "
    "Rencana Pembangunan Daerah",
    "Peraturan Pemerintah Nomor 17 Tahun 2018 tentang Kecamatan",
    "Peraturan Pemerintah Nomor 12 Tahun 2019 tentang Pengelolaan Keuangan Daerah",
    "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017 tentang Tata Cara Perencanaan, Pengendalian dan Evaluasi "
    "Pembangunan Daerah, Tata Cara Evaluasi Rancangan Peraturan Daerah tentang Rencana Pembangunan Jangka Panjang Daerah "
    "dan Rencana Pembangunan Jangka Menengah Daerah, serta Tata Cara Perubahan Rencana Pembangunan Jangka Panjang Daerah, "
    "Rencana Pembangunan Jangka Menengah Daerah, dan Rencana Kerja Pemerintah Daerah",
    "Peraturan Menteri Dalam Negeri Nomor 90 Tahun 2019 tentang Klasifikasi, Kodefikasi, dan Nomenklatur Perencanaan "
    "Pembangunan dan Keuangan Daerah",
)
_JENJANG = (
    ("undang-undang", "uu "),
    ("peraturan pemerintah", "pp "),
    ("peraturan presiden", "perpres"),
    ("peraturan menteri", "permen"),
    ("keputusan menteri", "kepmen"),
    ("peraturan daerah", "perda"),
    ("peraturan bupati", "peraturan wali", "perbup", "perwal"),
)
_NOMOR = re.compile(r"nomor\s+(\S+)\s+tahun\s+(\d{4})", re.IGNORECASE)


# ------------------------------------------------------------------------------------------------------------- the data


def kurang_renja(data: DataLkj) -> str:
    return _kurang(data, MURNI)


def kurang_renja_perubahan(data: DataLkj) -> str:
    return _kurang(data, PERUBAHAN)


def _kurang(data: DataLkj, jenis: str) -> str:
    if jenis in data.jenis_renja:
        return ""
    nama = Renja.Jenis(jenis).label
    return f"Isi {nama} tahun {data.tahun} di menu Renja: program, kegiatan, dan sub kegiatan beserta pagunya."


def lengkapi_renja(data: DataLkj) -> DataLkj:
    """Return the data with its Renja and the year that the Renja looks back on. Constant number of queries.

    Last year where its fourth quarter was reported, or where the year before is unknown; else the year before, with last
    year's targets for what it will bring (Permendagri 86/2017: n−2, and n−1 as the year under way).
    """
    return _lengkapi(data, _find_dievaluasi(data, data.tahun - 1))


def lengkapi_renja_perubahan(data: DataLkj) -> DataLkj:
    """The same of a Renja Perubahan: it looks back on the quarters of its own year where any was reported."""
    if _is_dilaporkan(data, data.tahun):
        return _lengkapi(data, data.tahun)
    return lengkapi_renja(data)


def _lengkapi(data: DataLkj, tahun: int | None) -> DataLkj:
    renja = muat_renja(data.instansi, data.tahun)
    dievaluasi = None
    if tahun is None:
        data = lengkapi_rencana(data)
    else:
        dievaluasi = lengkapi_tahunan(data if tahun == data.tahun else muat_data(data.instansi, tahun))
    return replace(data, renja=renja, dievaluasi=dievaluasi)


def _find_dievaluasi(data: DataLkj, lalu: int) -> int | None:
    ada = set(
        Program.objects.for_instansi(data.instansi).filter(tahun__in=(lalu, lalu - 1)).values_list("tahun", flat=True)
    )
    if lalu in ada and (lalu - 1 not in ada or _is_dilaporkan(data, lalu, 4)):
        return lalu
    return max((t for t in ada if t < lalu), default=None)


def _is_dilaporkan(data: DataLkj, tahun: int, triwulan: int | None = None) -> bool:
    baris = RealisasiTriwulan.objects.for_instansi(data.instansi).in_tahun(tahun).filter(keuangan__isnull=False)
    return (baris.filter(triwulan=triwulan) if triwulan else baris).exists()


# ---------------------------------------------------------------------------------------------------------- the document


def susun_renja(data: DataLkj) -> Dokumen:
    return _Susunan(data, MURNI).susun()


def susun_renja_perubahan(data: DataLkj) -> Dokumen:
    return _Susunan(data, PERUBAHAN).susun()


class _Susunan:
    """One Renja as a document; every sentence with a count or a sum takes it from the rows that are printed."""

    def __init__(self, data: DataLkj, jenis: str) -> None:
        rekap = data.renja
        isi = (rekap.perubahan if jenis == PERUBAHAN else rekap.murni) if rekap else None
        if rekap is None or isi is None:
            raise NaskahKurang(_kurang(replace(data, jenis_renja=frozenset()), jenis))
        self.data, self.rekap, self.isi = data, rekap, isi
        self.perubahan = jenis == PERUBAHAN
        self.nama = Renja.Jenis(jenis).label
        self.panjang = "Perubahan Rencana Kerja" if self.perubahan else "Rencana Kerja"

    def susun(self) -> Dokumen:
        data = self.data
        bab = (
            self._pendahuluan(),
            BabDua(data, self.rekap, self.isi).susun(),
            self._tujuan(),
            self._pendanaan(),
            self._penutup(),
        )
        dokumen = susun_kerangka(
            data,
            "renja-perubahan" if self.perubahan else "renja",
            f"{self.panjang} ({self.nama}) {data.instansi.nama} Tahun {data.tahun}",
            bab,
            depan=(self._pengantar(),),
            tanggal=self.isi.model.tanggal,
            sampul=f"{self.panjang} ({self.nama})",
        )
        return replace(dokumen, gaya_nomor=GAYA_NOMOR)

    # ---- front

    def _pengantar(self) -> Bab:
        nama, tahun = self.data.instansi.nama, self.data.tahun
        return Bab(
            "kata-pengantar",
            "Kata Pengantar",
            (
                paragraf(
                    f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa, karena atas perkenan-Nya {self.panjang} "
                    f"{nama} Tahun {tahun} selesai disusun."
                ),
                paragraf(
                    f"Dokumen ini memuat apa yang akan dikerjakan {nama} pada tahun {tahun}, dengan ukuran keberhasilan dan "
                    "dananya, setelah menilai hasil kerja tahun sebelumnya, rancangan awal RKPD, dan usulan masyarakat."
                ),
                paragraf(
                    "Kepada semua pihak yang memberi masukan dalam penyusunannya kami ucapkan terima kasih. Semoga rencana "
                    "ini menjadi pegangan bersama dalam meningkatkan pelayanan kepada masyarakat."
                ),
                *self._tanda_tangan(),
            ),
        )

    def _tanda_tangan(self) -> tuple[Blok, ...]:
        data, tanggal = self.data, self.isi.model.tanggal
        if data.camat is None:
            return ()
        hari = print_tanggal(tanggal) if tanggal else f"{'…' * 6} {data.tahun - (not self.perubahan)}"
        penanda = buat_penanda(data, data.camat, pada=tanggal, tempat_tanggal=f"{tempat(data)}, {hari}")
        return (TandaTangan((penanda,)),)

    # ---- Bab I

    def _pendahuluan(self) -> Bab:
        return Bab(
            "pendahuluan",
            "Pendahuluan",
            anak=(
                Bab("latar-belakang", "Latar Belakang", tuple(self._latar_belakang())),
                Bab("landasan-hukum", "Landasan Hukum", tuple(self._landasan())),
                Bab("maksud-tujuan", "Maksud dan Tujuan", self._maksud()),
                Bab("sistematika", "Sistematika Penulisan", self._sistematika()),
            ),
        )

    def _latar_belakang(self) -> Iterator[Blok]:
        data, nama, tahun = self.data, self.data.instansi.nama, self.data.tahun
        yield paragraf(
            "Rencana Kerja (Renja) perangkat daerah adalah dokumen perencanaan untuk satu tahun. Penyusunannya diwajibkan "
            "oleh Undang-Undang Nomor 25 Tahun 2004 tentang Sistem Perencanaan Pembangunan Nasional dan diatur tata caranya "
            "dalam Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017."
        )
        renstra = data.rencana.renstra
        dasar = (
            f"Rencana Strategis {nama} Tahun {renstra.tahun_awal}–{renstra.tahun_akhir}"
            if renstra
            else "Rencana Strategis"
        )
        ke = f", yang pada tahun {tahun} memasuki tahun ke-{tahun - renstra.tahun_awal + 1}," if renstra else ""
        yield paragraf(
            f"Renja {nama} tahun {tahun} menjabarkan {dasar}{ke} dan berpedoman pada Rencana Kerja Pemerintah Daerah (RKPD) "
            f"{data.kabupaten} tahun {tahun}. Renja menjadi dasar penyusunan rencana kerja dan anggaran serta perjanjian "
            "kinerja tahun yang sama."
        )
        yield paragraf(f"{self.nama} ini memuat ", *self._kalimat_isi(self.isi))
        if self.perubahan:
            yield paragraf(
                "Perubahan dilakukan karena hasil evaluasi pelaksanaan Renja dalam tahun berjalan menunjukkan perlunya "
                "penyesuaian program, kegiatan, target, atau pendanaan."
            )
            yield from to_blok(self.isi.model.alasan_perubahan)

    def _kalimat_isi(self, isi: IsiRenja) -> list[Potongan | str]:
        """ "3 program, 9 kegiatan, dan 23 sub kegiatan dengan pagu Rp …" """
        kalimat: list[Potongan | str] = [
            *sambung(
                (
                    cacah(isi.jumlah_program, "Banyaknya program", "program"),
                    cacah(isi.jumlah_kegiatan, "Banyaknya kegiatan", "kegiatan"),
                    cacah(isi.jumlah_sub_kegiatan, "Banyaknya sub kegiatan", "sub kegiatan"),
                )
            ),
            " dengan pagu ",
            rupiah(uang(isi.pagu, rumus("Jumlah pagu semua program"), alasan="yang belum diisi")),
        ]
        if isi.pagu_maju is not None:
            kalimat += [
                f" dan prakiraan maju tahun {self.data.tahun + 1} ",
                rupiah(uang(isi.pagu_maju, rumus("Jumlah prakiraan maju semua program"))),
            ]
        kalimat.append(".")
        if len(isi.unit) > 1:
            kalimat += [
                " Jumlah tersebut meliputi ",
                cacah(len(isi.unit), "Banyaknya unit yang memiliki rencana sendiri", "unit"),
                "; program yang sama di unit lain dihitung tersendiri.",
            ]
        return kalimat

    def _landasan(self) -> Iterator[Blok]:
        data = self.data
        renstra = data.rencana.renstra
        isian = data.dasar_hukum or (data.dievaluasi.dasar_hukum if data.dievaluasi else ())
        khusus = (
            renstra.rpjmd.dasar_hukum if renstra and renstra.rpjmd else "",
            renstra.dasar_hukum if renstra else "",
            data.instansi.dasar_pembentukan,
            data.instansi.dasar_organisasi,
        )
        dikenal: set[object] = set()
        hasil: list[str] = []
        for d in (*(d.uraian for d in isian), *DASAR, *(x for k in khusus for x in k.split(";"))):
            kata = rapikan(d)
            cocok = _NOMOR.search(kata)
            kunci = (_jenjang(kata), *cocok.groups()) if cocok else kata.casefold()
            if kata and kunci not in dikenal:
                dikenal.add(kunci)
                hasil.append(kata)
        hasil.sort(key=_jenjang)
        yield paragraf(f"{self.nama} {data.instansi.nama} Tahun {data.tahun} disusun berdasarkan:")
        yield susun_daftar(*(f"{d}{'.' if n == len(hasil) else ';'}" for n, d in enumerate(hasil, start=1)))

    def _maksud(self) -> tuple[Blok, ...]:
        nama, tahun = self.data.instansi.nama, self.data.tahun
        return (
            paragraf(
                f"{self.nama} ini disusun dengan maksud menyediakan pedoman bagi seluruh unit kerja {nama} dalam melaksanakan "
                f"program dan kegiatan tahun {tahun}. Tujuannya adalah:"
            ),
            susun_daftar(
                "menjabarkan tujuan dan sasaran Rencana Strategis ke dalam program, kegiatan, dan sub kegiatan satu tahun;",
                f"menjadi dasar penyusunan anggaran dan perjanjian kinerja tahun {tahun};",
                "menyelaraskan kebutuhan kecamatan dan usulan masyarakat dengan rancangan RKPD;",
                "menyediakan tolok ukur untuk pengendalian dan evaluasi setiap triwulan.",
            ),
        )

    def _sistematika(self) -> tuple[Blok, ...]:
        isi = (
            ("Pendahuluan", "latar belakang, landasan hukum, maksud dan tujuan, serta sistematika penulisan"),
            (
                "Hasil Evaluasi Renja",
                "evaluasi pelaksanaan Renja dan capaian Renstra, kinerja pelayanan, isu penting, review rancangan awal "
                "RKPD, dan usulan masyarakat",
            ),
            ("Tujuan dan Sasaran", "telaahan kebijakan, tujuan dan sasaran, serta program dan kegiatan"),
            (
                "Rencana Kerja dan Pendanaan",
                "pendanaan sebelum dan setelah perubahan dengan alasannya"
                if self.perubahan
                else "pendanaan rencana kerja",
            ),
            ("Penutup", "catatan penting, kaidah pelaksanaan, dan rencana tindak lanjut"),
        )
        return (
            paragraf("Dokumen ini disusun dalam ", cacah(len(isi), "Banyaknya bab", "bab:")),
            Daftar(tuple(paragraf(Potongan(judul, tebal=True), f", memuat {kata}.") for judul, kata in isi)),
        )

    # ---- Bab III

    def _tujuan(self) -> Bab:
        return Bab(
            "tujuan",
            "Tujuan dan Sasaran",
            anak=(
                Bab("kebijakan-nasional", "Telaahan terhadap Kebijakan Nasional", tuple(self._kebijakan())),
                Bab("tujuan-sasaran", "Tujuan dan Sasaran Renja", tuple(self._sasaran())),
                Bab("program-kegiatan", "Program dan Kegiatan", tuple(self._program())),
            ),
        )

    def _kebijakan(self) -> Iterator[Blok]:
        kata = to_blok(self.isi.model.kebijakan_nasional)
        yield from kata
        if not kata:
            yield paragraf(
                "Kebijakan nasional dan provinsi diikuti melalui RPJMD kabupaten, yang menjadi rujukan Renstra dan Renja ini."
            )
        hasil = visi_misi(self.data)
        if isinstance(hasil, Isi):
            yield from hasil.blok

    def _sasaran(self) -> Iterator[Blok]:
        r = self.data.rencana
        isi: list[Baris] = []
        for n, t in enumerate(r.tujuan, start=1):
            isi += self._baris_sasaran(f"Tujuan {n}", t.uraian, list(r.of_tujuan(t)), tujuan=True)
        for n, s in enumerate(r.strategis, start=1):
            isi += self._baris_sasaran(f"Sasaran {n}", s.uraian, list(r.of_sasaran(s)))
        if not isi:
            yield paragraf(
                f"Tujuan dan sasaran Renstra yang mencakup tahun {self.data.tahun} belum diisi.", gaya="catatan"
            )
            return
        tahun = self.data.tahun
        yield paragraf(
            f"Tujuan dan sasaran tahun {tahun} mengikuti Renstra: ",
            cacah(len(r.tujuan), "Banyaknya tujuan", "tujuan"),
            " dan ",
            cacah(len(r.strategis), "Banyaknya sasaran strategis", "sasaran"),
            " dengan target sebagai berikut.",
        )
        yield Tabel(
            "renja-tujuan-sasaran",
            f"Tujuan dan Sasaran Renja {self.data.instansi.nama} Tahun {tahun}",
            (
                Kolom("Jenjang", lebar=12),
                Kolom("Tujuan / Sasaran", lebar=29),
                Kolom("Indikator", lebar=27),
                Kolom("Satuan", Jenis.TENGAH, 10),
                Kolom(f"Target {tahun}", Jenis.ANGKA, 11),
                Kolom(f"Target {tahun + 1}", Jenis.ANGKA, 11),
            ),
            tuple(isi),
        )

    def _baris_sasaran(self, jenjang: str, uraian: str, indikator: list, *, tujuan: bool = False) -> Iterator[Baris]:
        for n, i in enumerate(indikator or [None]):
            yield baris(
                teks(jenjang if n == 0 else ""),
                teks(rapikan(uraian) if n == 0 else "", tebal=tujuan),
                teks(i.uraian if i else "Belum ada indikator"),
                tengah(i.satuan if i else ""),
                sel_target(self.data, i) if i else teks(""),
                sel_target_rencana(i, self.data.tahun + 1) if i else teks(""),
            )

    def _program(self) -> Iterator[Blok]:
        yield paragraf(
            f"Untuk mencapai sasaran tersebut, pada tahun {self.data.tahun} direncanakan ", *self._kalimat_isi(self.isi)
        )
        kurang = [
            cacah(len(isi), f"Banyaknya {nama}", nama)
            for isi, nama in (
                (self.isi.tanpa_pagu, "baris yang pagunya belum diisi"),
                (self.isi.tanpa_indikator, "sub kegiatan yang belum memiliki indikator"),
            )
            if isi
        ]
        if kurang:
            yield paragraf("Masih terdapat ", *sambung(kurang), ".", gaya="catatan")
        yield build_program(self.data, self.isi)

    # ---- Bab IV

    def _pendanaan(self) -> Bab:
        isi: list[Blok] = []
        if self.perubahan:
            isi += self._beda()
        isi += [
            paragraf(
                f"Pendanaan rencana kerja tahun {self.data.tahun}{' setelah perubahan' if self.perubahan else ''} menurut "
                "program adalah sebagai berikut."
            ),
            build_pendanaan(self.data, self.isi),
        ]
        for kunci, judul, bidang, tanpa in (
            ("renja-sumber-dana", "Pagu menurut sumber dana", "sumber_dana", "Sumber dana belum diisi"),
            (
                "renja-penanggung-jawab",
                "Pagu menurut penanggung jawab",
                "penanggung_jawab",
                "Penanggung jawab belum diisi",
            ),
        ):
            if tabel := build_kelompok(self.data, self.isi, kunci, judul, bidang, tanpa):
                isi.append(tabel)
        return Bab("pendanaan", "Rencana Kerja dan Pendanaan", tuple(isi))

    def _beda(self) -> Iterator[Blok]:
        lama, baru = self.rekap.murni, self.isi
        if lama is None:
            yield paragraf(
                f"Renja tahun {self.data.tahun} sebelum perubahan belum diisi, sehingga perbandingannya belum dapat disajikan.",
                gaya="catatan",
            )
            return
        sub = [b for b in self.rekap.beda if b.ada.tingkat == "subkegiatan"]
        rinci = [
            cacah(n, f"Banyaknya sub kegiatan yang {nama.lower()}", nama.lower())
            for jenis, nama in NAMA_BEDA.items()
            if (n := sum(b.jenis == jenis for b in sub))
        ]
        kalimat: list[Potongan | str] = ["Sebelum perubahan, Renja memuat ", *self._kalimat_isi(lama)]
        kalimat += [" Setelah perubahan, Renja memuat ", *self._kalimat_isi(baru), " "]
        if lama.pagu is not None and baru.pagu is not None:
            kalimat += _kalimat_selisih(lama.pagu, baru.pagu)
        if rinci:
            kalimat += [" Menurut sub kegiatan: ", *sambung(rinci), "."]
        yield paragraf(*kalimat)
        yield build_perubahan(self.data, self.rekap)

    # ---- Bab V

    def _penutup(self) -> Bab:
        nama, tahun = self.data.instansi.nama, self.data.tahun
        nomor = rapikan(self.isi.model.nomor)
        return Bab(
            "penutup",
            "Penutup",
            (
                paragraf(
                    f"{self.panjang} {nama} Tahun {tahun}{f' ditetapkan dengan Nomor {nomor} dan' if nomor else ''} menjadi "
                    "pedoman seluruh unit kerja. Pelaksanaannya mengikuti kaidah berikut:"
                ),
                susun_daftar(
                    "setiap unit kerja melaksanakan program dan kegiatan sesuai dengan target dan pagu dalam dokumen ini;",
                    "hasilnya diukur dan dilaporkan setiap triwulan sebagai bahan pengendalian dan evaluasi;",
                    "bila keadaan menuntut penyesuaian, perubahan dilakukan melalui mekanisme perubahan RKPD dan Renja;",
                    f"hasil evaluasi tahun {tahun} menjadi bahan penyusunan Renja tahun {tahun + 1}.",
                ),
                *to_blok(self.isi.model.penutup),
                *self._tanda_tangan(),
            ),
        )


def _kalimat_selisih(lama: int, baru: int) -> list[Potongan | str]:
    if lama == baru:
        return ["Jumlah pagu tidak berubah."]
    asal = rumus("Pagu setelah − pagu sebelum perubahan", ("Setelah", baru), ("Sebelum", lama))
    kalimat: list[Potongan | str] = [
        f"Jumlah pagu {'bertambah' if baru > lama else 'berkurang'} ",
        rupiah(uang(abs(baru - lama), asal)),
    ]
    if lama:
        kalimat += [" atau ", berpersen(persen(percent(abs(baru - lama), lama), rumus("Selisih ÷ pagu sebelum × 100")))]
    return [*kalimat, "."]


def _jenjang(dasar: str) -> int:
    """The rank of a regulation, so that they stand in their usual order."""
    awal = dasar.casefold()
    return next((n for n, nama in enumerate(_JENJANG) if awal.startswith(nama)), len(_JENJANG))


__all__ = [
    "kurang_renja", "kurang_renja_perubahan", "lengkapi_renja", "lengkapi_renja_perubahan", "susun_renja",
    "susun_renja_perubahan",
]  # fmt: skip
