"""Synthetic kecamatan at scale, for benchmarks and load: whole chains with plausible, reproducible figures.

Every name is visibly made up. Programmes come from the national nomenclature, which must have been loaded. Rows are
written in bulk, so the audit trail holds nothing of them.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from anggaran.models import (
    Belanja,
    IndikatorKegiatan,
    JenisBelanja,
    Kegiatan,
    Layanan,
    Nomenklatur,
    Pendapatan,
    Program,
    RealisasiBelanja,
    RealisasiKeluaran,
    RealisasiTriwulan,
    SubKegiatan,
)
from evaluasi.models import Rekomendasi
from kinerja.capaian import JenisIndikator
from kinerja.kode import induk_kode, normalize_kode, print_kode
from kinerja.predikat import SKALA_88_2021
from lakip.models import Laporan, Narasi, Susunan
from organisasi.models import (
    DasarHukum,
    DataWilayah,
    Instansi,
    Jabatan,
    Kabupaten,
    Pejabat,
    RekapPegawai,
    Sarana,
    Skala,
    UnitKerja,
)
from perjanjian.models import Butir, PerjanjianKinerja
from renja.models import IndikatorRencana, PosRencana, Renja
from renstra.models import (
    DanaRenstra,
    Indikator,
    IndikatorPosRenstra,
    IsuStrategis,
    KinerjaRenstra,
    Misi,
    PosRenstra,
    RealisasiIndikator,
    Renstra,
    Rpjmd,
    Sasaran,
    Strategi,
    TargetIndikator,
    Tujuan,
)
from survei.models import Survei, UnsurSurvei

SEBELUM, SESUDAH = 2, 3  # years of the RPJMD before and after that of the report
UNIT = (
    ("Sekretariat", "sekretariat"),
    ("Subbagian Perencanaan dan Keuangan", "subbagian"),
    ("Subbagian Umum dan Kepegawaian", "subbagian"),
    ("Seksi Tata Pemerintahan", "seksi"),
    ("Seksi Pemberdayaan Masyarakat", "seksi"),
    ("Seksi Ketenteraman dan Ketertiban", "seksi"),
    ("Seksi Pelayanan Umum", "seksi"),
)
UNSUR = ("Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Sarana", "Pengaduan")


@dataclass(frozen=True)
class Ukuran:
    """How much each kecamatan holds."""

    belanja: int = 5  # lines per sub kegiatan
    sub_kegiatan: int = 45
    sarana: int = 60
    indikator_pejabat: int = 4  # per post
    paragraf: int = 3  # of narrative in each of a few sections


@transaction.atomic
def buat_data_uji(kecamatan: int, tahun: int, benih: int = 1, ukuran: Ukuran = Ukuran()) -> list[Instansi]:
    """Create ``kecamatan`` instansi with a whole year each; the same seed gives the same data. Return them."""
    acak = random.Random(benih)
    kabupaten, _ = Kabupaten.objects.get_or_create(nama=f"Uji {benih}", defaults={"provinsi": "Provinsi Uji"})
    for guna in ("indikator", "kegiatan"):
        setattr(kabupaten, f"skala_{guna}", Skala.objects.filter(nama__startswith="Permendagri 86").first())
    kabupaten.skala_skm = Skala.objects.filter(nama__startswith="SKM").first()
    kabupaten.skala_akip = Skala.objects.filter(nama=SKALA_88_2021.nama).first()
    kabupaten.save()
    rpjmd, _ = Rpjmd.objects.get_or_create(
        kabupaten=kabupaten,
        tahun_awal=tahun - SEBELUM,
        defaults={"tahun_akhir": tahun + SESUDAH, "visi": "Visi uji coba"},
    )
    for nomor in range(1, 5):
        Misi.objects.get_or_create(rpjmd=rpjmd, nomor=nomor, defaults={"uraian": f"Misi uji coba nomor {nomor}"})
    awal = Instansi.objects.filter(kabupaten=kabupaten).count()
    return [_Pembuat(acak, kabupaten, rpjmd, tahun, awal + n, ukuran).buat() for n in range(1, kecamatan + 1)]


class _Pembuat:
    def __init__(
        self, acak: random.Random, kabupaten: Kabupaten, rpjmd: Rpjmd, tahun: int, nomor: int, ukuran: Ukuran
    ) -> None:
        self.acak, self.kabupaten, self.rpjmd, self.tahun, self.ukuran = acak, kabupaten, rpjmd, tahun, ukuran
        self.nomor = nomor

    def buat(self) -> Instansi:
        self.instansi = Instansi.objects.create(
            kabupaten=self.kabupaten,
            slug=f"uji-{self.kabupaten.pk}-{self.nomor}",
            nama=f"Kecamatan Uji {self.nomor}",
            ibu_kota=f"Desa Uji {self.nomor}",
            alamat="Jalan Uji Coba Nomor 1",
        )
        self._organisasi()
        self._renstra()
        self._anggaran()
        self._perjanjian()
        self._lain()
        self._predikat()
        self._program_renstra()
        self._renja()
        return self.instansi

    def _setahun(self, **isi):
        return {"instansi": self.instansi, "tahun": self.tahun, **isi}

    def _organisasi(self) -> None:
        sekretariat = None
        self.jabatan: list[Jabatan] = []
        camat = Jabatan.objects.create(instansi=self.instansi, nama="Camat", eselon="III.a", urut=0)
        self.jabatan.append(camat)
        for urut, (nama, jenis) in enumerate(UNIT, start=1):
            unit = UnitKerja.objects.create(
                instansi=self.instansi, nama=nama, jenis=jenis, urut=urut,
                induk=sekretariat if jenis == "subbagian" else None,
                tugas=f"Membantu camat dalam urusan {nama.lower()}.",
                fungsi="Penyusunan rencana\nPelaksanaan kegiatan\nPelaporan",
            )  # fmt: skip
            atasan = camat
            if jenis == "sekretariat":
                sekretariat = unit
            elif jenis == "subbagian":
                atasan = self.jabatan[1]
            sebutan = "Sekretaris Camat" if jenis == "sekretariat" else f"Kepala {nama}"
            self.jabatan.append(
                Jabatan.objects.create(
                    instansi=self.instansi,
                    nama=sebutan,
                    unit=unit,
                    atasan=atasan,
                    urut=urut,
                    eselon="III.b" if jenis == "sekretariat" else "IV.a",
                )
            )
        Pejabat.objects.bulk_create(
            Pejabat(jabatan=j, nama=f"Pejabat Contoh {i}", nip="0" * 18, mulai=datetime.date(self.tahun - 1, 1, 1))
            for i, j in enumerate(self.jabatan)
        )
        RekapPegawai.objects.bulk_create(
            RekapPegawai(
                **self._setahun(tabel="kualifikasi", baris=f"Golongan {gol}", kolom=pend, jenis_kelamin=jk),
                jumlah=self.acak.randint(0, 8), urut=i,
            )
            for i, (gol, pend, jk) in enumerate(
                (g, p, k) for g in ("IV", "III", "II") for p in ("S2", "S1/DIV", "SLTA") for k in "LP"
            )
        )  # fmt: skip
        Sarana.objects.bulk_create(
            Sarana(**self._setahun(nama=f"Barang uji {i}", baik=self.acak.randint(1, 20), rusak_berat=i % 3, urut=i))
            for i in range(1, self.ukuran.sarana + 1)
        )
        DataWilayah.objects.bulk_create(
            DataWilayah(**self._setahun(kelompok="Wilayah", uraian=u, nilai=Decimal(n), satuan=s, urut=i))
            for i, (u, n, s) in enumerate(
                [("Luas wilayah", "120.50", "km²"), ("Jumlah desa", "14", "desa"), ("Penduduk", "32150", "jiwa")]
            )
        )
        DasarHukum.objects.create(**self._setahun(uraian="Peraturan Presiden Nomor 29 Tahun 2014"))

    def _renstra(self) -> None:
        renstra = self.renstra = Renstra.objects.create(
            instansi=self.instansi, rpjmd=self.rpjmd, tahun_awal=self.tahun - 2, tahun_akhir=self.tahun + 2
        )
        renstra.misi_didukung.set(self.rpjmd.misi.all()[:2])
        tujuan = Tujuan.objects.create(renstra=renstra, kode="T1", uraian="Meningkatnya mutu pelayanan uji coba")
        self.sasaran: list[Sasaran] = []
        self.milik: dict[int, list[Indikator]] = {}
        for n, jabatan in enumerate(self.jabatan, start=1):
            strategis = n <= 2
            sasaran = Sasaran.objects.create(
                renstra=renstra, kode=f"S{n}", tujuan=tujuan if strategis else None, pemilik=jabatan, urut=n,
                uraian=f"Meningkatnya kinerja bidang uji nomor {n}",
                tingkat="strategis" if strategis else "operasional",
                induk=None if strategis else self.sasaran[0],
            )  # fmt: skip
            self.sasaran.append(sasaran)
            for i in range(1, (2 if strategis else self.ukuran.indikator_pejabat) + 1):
                indikator = Indikator.objects.create(
                    renstra=renstra, sasaran=sasaran, kode=f"S{n}.{i}", satuan="%", iku=strategis, urut=n * 10 + i,
                    uraian=f"Persentase pelayanan uji nomor {n}.{i} yang selesai tepat waktu",
                    penanggung_jawab=jabatan, formula="Selesai tepat waktu ÷ seluruh pelayanan × 100 %",
                )  # fmt: skip
                self.milik.setdefault(jabatan.pk, []).append(indikator)
                tahun = range(self.tahun - 2, self.tahun + 3)
                TargetIndikator.objects.bulk_create(
                    TargetIndikator(indikator=indikator, tahun=t, nilai=Decimal(80 + t - self.tahun)) for t in tahun
                )
                RealisasiIndikator.objects.bulk_create(
                    RealisasiIndikator(
                        indikator=indikator, tahun=t, nilai=Decimal(self.acak.randint(6000, 9900)) / 100,
                        hambatan="Petugas terbatas.", solusi="Penjadwalan ulang.",
                    )
                    for t in tahun
                    if t <= self.tahun
                )  # fmt: skip
            Strategi.objects.create(sasaran=sasaran, uraian=f"Penguatan layanan {n}", arah_kebijakan="Pelatihan")
        IsuStrategis.objects.create(
            **self._setahun(masalah_pokok="Mutu layanan", masalah="Waktu layanan", akar_masalah="Petugas terbatas")
        )

    def _anggaran(self) -> None:
        isi = {n.kode: n for n in Nomenklatur.objects.all()}
        sub = [n for n in isi.values() if n.tingkat == "subkegiatan"]
        pilihan = sorted(self.acak.sample(sub, min(self.ukuran.sub_kegiatan, len(sub))), key=lambda n: n.kode)
        program: dict[str, Program] = {}
        kegiatan: dict[str, Kegiatan] = {}
        daun: list[SubKegiatan] = []
        for i, n in enumerate(pilihan):
            kode_kegiatan = induk_kode(n.kode) or ""
            kode_program = induk_kode(kode_kegiatan) or ""
            if kode_program not in program:
                program[kode_program] = Program.objects.create(
                    **self._setahun(kode=kode_program, uraian=isi[kode_program].uraian, sasaran=self.sasaran[0])
                )
            if kode_kegiatan not in kegiatan:
                kegiatan[kode_kegiatan] = Kegiatan.objects.create(
                    program=program[kode_program], kode=kode_kegiatan, uraian=isi[kode_kegiatan].uraian
                )
            murni = self.acak.randint(1, 400) * 1_000_000
            daun.append(
                SubKegiatan.objects.create(
                    kegiatan=kegiatan[kode_kegiatan],
                    kode=print_kode(n.kode, self.tahun),
                    uraian=n.uraian,
                    sasaran=self.sasaran[i % 2],
                    penanggung_jawab=self.jabatan[2 + i % (len(self.jabatan) - 2)],
                    pagu_murni=murni,
                    pagu_perubahan=murni + self.acak.randint(-1, 3) * 500_000,
                )
            )
        indikator = IndikatorKegiatan.objects.bulk_create(
            IndikatorKegiatan(sub_kegiatan=s, uraian=f"Jumlah keluaran {s.uraian}"[:400], satuan="Dokumen", target=12)
            for s in daun
        )
        RealisasiKeluaran.objects.bulk_create(
            RealisasiKeluaran(indikator=i, triwulan=t, nilai=3) for i in indikator for t in (1, 2, 3, 4)
        )
        RealisasiTriwulan.objects.bulk_create(
            RealisasiTriwulan(
                sub_kegiatan=s, triwulan=t, keuangan=s.pagu * self.acak.randint(20, 24) // 100, fisik=Decimal(25 * t),
                hambatan="Pencairan bergeser." if t == 1 else "",
            )
            for s in daun
            for t in (1, 2, 3, 4)
        )  # fmt: skip
        belanja = Belanja.objects.bulk_create(
            Belanja(
                sub_kegiatan=s, uraian=f"Belanja uji {b}", urut=b, kode_rekening=f"5.1.02.01.01.{b:04d}",
                pagu_murni=(s.pagu_murni or 0) // self.ukuran.belanja, pagu_perubahan=s.pagu // self.ukuran.belanja,
            )
            for s in daun
            for b in range(1, self.ukuran.belanja + 1)
        )  # fmt: skip
        RealisasiBelanja.objects.bulk_create(
            RealisasiBelanja(belanja=b, triwulan=t, nilai=b.pagu * 22 // 100) for b in belanja for t in (1, 2, 3, 4)
        )
        total = sum(s.pagu for s in daun)
        for tahun in (self.tahun - 1, self.tahun):
            JenisBelanja.objects.bulk_create(
                JenisBelanja(
                    instansi=self.instansi, tahun=tahun, kode=k, uraian=u, pagu_perubahan=p, realisasi=p * 9 // 10
                )
                for k, u, p in [("5.1.01", "Belanja Pegawai", total // 2), ("5.2.02", "Belanja Modal", total // 9)]
            )
            Pendapatan.objects.create(
                instansi=self.instansi,
                tahun=tahun,
                kode="4.1.02",
                uraian="Retribusi",
                target=5_000_000,
                realisasi=5_250_000,
            )

        self.pos: list[Program | Kegiatan | SubKegiatan] = [*program.values(), *kegiatan.values(), *daun]

    @property
    def masa(self) -> range:
        return range(self.renstra.tahun_awal, self.renstra.tahun_akhir + 1)

    def _predikat(self) -> None:
        """An indicator whose targets and realisasi are classes, promised by the camat."""
        camat, sasaran = self.jabatan[0], self.sasaran[0]
        predikat = Indikator.objects.create(
            renstra=self.renstra, sasaran=sasaran, kode="S1.P", satuan="Predikat", iku=True, urut=19,
            uraian="Predikat akuntabilitas kinerja uji", jenis=JenisIndikator.PREDIKAT.value, kondisi_awal_teks="CC",
            penanggung_jawab=camat,
        )  # fmt: skip
        TargetIndikator.objects.bulk_create(
            TargetIndikator(indikator=predikat, tahun=t, teks=kelas)
            for t, kelas in zip(self.masa, ("CC", "B", "B", "BB", "BB"), strict=True)
        )
        RealisasiIndikator.objects.bulk_create(
            RealisasiIndikator(indikator=predikat, tahun=t, teks=self.acak.choice(("CC", "B", "BB")))
            for t in self.masa
            if t <= self.tahun
        )
        perjanjian = PerjanjianKinerja.objects.get(**self._setahun(jabatan=camat))
        Butir.objects.create(perjanjian=perjanjian, indikator=predikat, target_teks="B", urut=99)

    def _program_renstra(self) -> None:
        """The plan of programmes: all of this year's budget with money and a target for each year; what was reached in the
        years before, which are not in the system."""
        pos = PosRenstra.objects.bulk_create(
            PosRenstra(renstra=self.renstra, kode=normalize_kode(p.kode), uraian=p.uraian, sasaran=self.sasaran[0])
            for p in self.pos
        )
        DanaRenstra.objects.bulk_create(
            DanaRenstra(
                pos=p, tahun=t, pagu=(pagu := self.acak.randint(1, 400) * 1_000_000),
                realisasi=pagu * 9 // 10 if t < self.tahun else None,
            )
            for p in pos
            for t in self.masa
        )  # fmt: skip
        ukuran = IndikatorPosRenstra.objects.bulk_create(
            IndikatorPosRenstra(pos=p, uraian=f"Jumlah keluaran {p.uraian}"[:400], satuan="Dokumen") for p in pos
        )
        KinerjaRenstra.objects.bulk_create(
            KinerjaRenstra(indikator=u, tahun=t, target="12", realisasi="11" if t < self.tahun else "")
            for u in ukuran
            for t in self.masa
        )

    def _renja(self) -> None:
        """The Renja that the budget of the year was made from."""
        renja = Renja.objects.create(**self._setahun(jenis=Renja.Jenis.MURNI))
        pos = PosRencana.objects.bulk_create(
            PosRencana(
                renja=renja, kode=normalize_kode(p.kode), uraian=p.uraian, sasaran=self.sasaran[0],
                pagu=p.pagu_murni if isinstance(p, SubKegiatan) else None,
            )
            for p in self.pos
        )  # fmt: skip
        IndikatorRencana.objects.bulk_create(
            IndikatorRencana(pos=p, uraian=f"Jumlah keluaran {p.uraian}"[:400], satuan="Dokumen", target="12")
            for p in pos
        )

    def _perjanjian(self) -> None:
        for j in self.jabatan:
            perjanjian = PerjanjianKinerja.objects.create(
                **self._setahun(jabatan=j, jenis="perubahan", pihak_kedua=j.atasan),
                sebutan_pihak_kedua="" if j.atasan_id else f"Bupati {self.kabupaten.nama}",
                tanggal=datetime.date(self.tahun, 1, 31),
            )
            Butir.objects.bulk_create(
                Butir(perjanjian=perjanjian, indikator=i, target=Decimal(80), urut=u)
                for u, i in enumerate(self.milik.get(j.pk, []))
            )

    def _lain(self) -> None:
        survei = Survei.objects.create(**self._setahun(responden=150, populasi=2000, bobot_desimal=3))
        UnsurSurvei.objects.bulk_create(
            UnsurSurvei(survei=survei, nomor=i, nama=u, nrr=Decimal(self.acak.randint(3000, 3990)) / 1000)
            for i, u in enumerate(UNSUR, start=1)
        )
        Layanan.objects.bulk_create(
            Layanan(**self._setahun(nama=f"Layanan uji {i}", jumlah=self.acak.randint(0, 500), urut=i))
            for i in range(1, 16)
        )
        Rekomendasi.objects.bulk_create(
            Rekomendasi(
                **self._setahun(nomor=i, rekomendasi=f"Rekomendasi uji {i}"),
                status="selesai",
                tindak_lanjut="Dilakukan",
            )
            for i in range(1, 8)
        )
        laporan = Laporan.objects.create(
            **self._setahun(susunan=Susunan.objects.get(kunci="permenpan-53-2014", kabupaten=None)),
            tempat=f"Desa Uji {self.nomor}", tanggal=datetime.date(self.tahun + 1, 1, 31),
        )  # fmt: skip
        kalimat = "Paragraf uji ini hanya untuk mengukur kecepatan dan tampilan laporan yang panjang. " * 6
        Narasi.objects.bulk_create(
            Narasi(laporan=laporan, bagian=b, cara="sebelum", teks="\n\n".join([kalimat] * self.ukuran.paragraf))
            for b in ("latar-belakang", "maksud-tujuan", "peran", "simpulan", "strategi-peningkatan")
        )
