"""Files as users bring them, made from the entered figures of Pelaihari 2023: the national shapes and a table kept by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from kinerja.kode import normalize_kode

ASAL = Path(__file__).resolve().parents[2] / "fixtures" / "contoh" / "pelaihari-2023"
TAHUN = 2023
SKPD = ("7.01.0.00.0.00.06.0000", "Kecamatan Pelaihari")
ROMAWI = ("I", "II", "III", "IV")
# Names that stand in the files and must stand in nothing that is read.
ORANG = "Bendahara Contoh Satu"
NIP = "199001012015011001"

Tabel = list[list[Any]]


@dataclass(frozen=True)
class Sub:
    kode: str  # as before 2024: 7.01.01.2.01.01
    nama: str
    program: tuple[str, str]
    kegiatan: tuple[str, str]
    murni: int
    perubahan: int
    realisasi: tuple[int, int, int, int]
    fisik: tuple[Decimal, Decimal, Decimal, Decimal]

    @property
    def baku(self) -> str:
        return normalize_kode(self.kode)

    @property
    def sd(self) -> tuple[int, int, int, int]:
        a, b, c, d = self.realisasi
        return a, a + b, a + b + c, a + b + c + d


def _baca(nama: str) -> list[dict[str, str]]:
    with (ASAL / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return [b for b in csv.DictReader(berkas) if not b["Unit"]]


def list_sub() -> list[Sub]:
    """The 23 sub kegiatan of the kecamatan itself."""
    program = {b["Kode"]: b["Program"] for b in _baca("program")}
    kegiatan = {b["Kode"]: b["Kegiatan"] for b in _baca("kegiatan")}
    uang = {(b["Kode"], int(b["Triwulan"])): int(b["Keuangan"]) for b in _baca("realisasi")}
    fisik = {(b["Kode"], int(b["Triwulan"])): Decimal(b["Fisik"]) for b in _baca("realisasi")}
    hasil = []
    for b in _baca("sub-kegiatan"):
        kode = b["Kode"]
        p, k = kode[:7], kode.rpartition(".")[0]
        hasil.append(
            Sub(
                kode,
                b["Sub kegiatan"],
                (p, program[p]),
                (k, kegiatan[k]),
                int(b["Pagu murni"]),
                int(b["Pagu perubahan"]),
                tuple(uang[kode, t] for t in (1, 2, 3, 4)),  # type: ignore[arg-type]
                tuple(fisik[kode, t] for t in (1, 2, 3, 4)),  # type: ignore[arg-type]
            )
        )
    return hasil


SUB = list_sub()


def to_xlsx(*lembar: tuple[str, Tabel], ubah: Callable[[Workbook], None] | None = None) -> bytes:
    """Write tables as sheets; ``ubah`` may do the rest to the workbook (merge, hide)."""
    buku = Workbook()
    del buku["Sheet"]
    for nama, tabel in lembar:
        lembaran = buku.create_sheet(nama)
        for baris in tabel:
            lembaran.append(list(baris))
    if ubah:
        ubah(buku)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def to_csv(tabel: Tabel, pemisah: str = ";") -> bytes:
    keluaran = io.StringIO(newline="")
    csv.writer(keluaran, delimiter=pemisah).writerows(tabel)
    return keluaran.getvalue().encode("utf-8-sig")


def tulis_rupiah(nilai: int) -> str:
    return f"Rp {nilai:,}".replace(",", ".") + ",00"


# ---- kept by hand ----

JUDUL_TANGAN = ["Kode", "Uraian", "Pagu Anggaran", *(f"Realisasi TW {r}" for r in ROMAWI)]


def tabel_tangan(daftar: Sequence[Sub] = SUB) -> Tabel:
    """The plainest: a row per sub kegiatan, no sums."""
    return [JUDUL_TANGAN, *([s.kode, s.nama, s.perubahan, *s.realisasi] for s in daftar)]


def tabel_berjenjang(daftar: Sequence[Sub] = SUB) -> Tabel:
    """Program and kegiatan rows between, each the sum of what is below it; a total at the end."""
    hasil: Tabel = [JUDUL_TANGAN]
    terakhir: tuple[str, str] = ("", "")
    for s in daftar:
        for ke, (kode, nama) in enumerate((s.program, s.kegiatan)):
            if kode != terakhir[ke]:
                hasil.append([kode, nama, *jumlah([x for x in daftar if kode in (x.program[0], x.kegiatan[0])])])
        terakhir = (s.program[0], s.kegiatan[0])
        hasil.append([s.kode, s.nama, s.perubahan, *s.realisasi])
    hasil.append([None, "Jumlah", *jumlah(daftar)])
    return hasil


def tabel_kolom(daftar: Sequence[Sub] = SUB) -> Tabel:
    """Program, kegiatan, sub kegiatan in columns of their own filled where they change; sums in between; data from row 3."""
    hasil: Tabel = [
        ["LAPORAN REALISASI KECAMATAN PELAIHARI TAHUN ANGGARAN 2023"],
        ["Program", "Kegiatan", "Sub Kegiatan", "Pagu", *(f"Triwulan {t}" for t in (1, 2, 3, 4)), "Jumlah Realisasi"],
    ]
    program = kegiatan = ""
    for i, s in enumerate(daftar):
        hasil.append(
            [
                f"{s.program[0]} {s.program[1]}" if s.program[0] != program else None,
                f"{s.kegiatan[0]} {s.kegiatan[1]}" if s.kegiatan[0] != kegiatan else None,
                f"{s.kode} {s.nama}",
                s.perubahan,
                *s.realisasi,
                s.sd[3],
            ]
        )
        program, kegiatan = s.program[0], s.kegiatan[0]
        if i + 1 == len(daftar) or daftar[i + 1].program[0] != program:
            bagian = [x for x in daftar if x.program[0] == program]
            hasil.append(["Jumlah Program", None, None, *jumlah(bagian), sum(x.sd[3] for x in bagian)])
    hasil.append(["TOTAL", None, None, *jumlah(daftar), sum(x.sd[3] for x in daftar)])
    return hasil


def jumlah(daftar: Sequence[Sub]) -> list[int]:
    return [sum(s.perubahan for s in daftar), *(sum(s.realisasi[t] for s in daftar) for t in range(4))]


# ---- the national shapes ----

JUDUL_REALISASI = [
    *(
        f"{apa} {siapa}"
        for siapa in (
            "SKPD", "Sub SKPD", "Fungsi", "Sub Fungsi", "Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan",
            "Rekening",
        )
        for apa in ("Kode", "Nama")
    ),
    "Nomor Dokumen", "Jenis Dokumen", "Jenis Transaksi", "Nomor DPT", "Tanggal Dokumen", "Keterangan Dokumen",
    "Nilai Realisasi", "Nilai Setoran", "NIP Pegawai", "Nama Pegawai", "Tanggal Simpan", "Nomor SPD", "Periode SPD",
    "Nilai SPD", "Tahapan SPD", "Nama Sub Tahapan Jadwal", "Tahapan APBD", "Nomor SPP", "Tanggal SPP", "Nomor SPM",
    "Tanggal SPM", "Nomor SP2D", "Tanggal SP2D", "Tanggal Transfer", "Nilai SP2D",
]  # fmt: skip
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
REKENING = (
    ("5.1.02.01.01.0024", "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor"),
    ("5.1.02.02.01.0026", "Belanja Jasa Tenaga Administrasi"),
)


@dataclass(frozen=True)
class Dokumen:
    """One row of a Laporan Realisasi Per Dokumen."""

    sub: Sub
    rekening: tuple[str, str]
    nomor: str
    jenis: str  # SPP or TBP
    transaksi: str  # LS, GU, …
    tanggal: str
    nilai: int
    setoran: int = 0
    sp2d: str = "-"
    transfer: str = "-"
    nilai_sp2d: int | None = None


def list_dokumen(
    daftar: Sequence[Sub] = SUB, triwulan: Sequence[int] = (1, 2, 3, 4), tahun: int = TAHUN
) -> list[Dokumen]:
    """Documents that add up to the entered figures: LS transferred a month after its date, and GU with money paid back."""
    hasil = []
    for s in daftar:
        for t in triwulan:
            nilai = s.realisasi[t - 1]
            if not nilai:
                continue
            ls = nilai // 3
            bulan = 3 * t - 2
            sebelum = f"28 {BULAN[bulan - 2]} {tahun}" if t > 1 else f"3 Januari {tahun}"
            nomor = f"{t:02}/{s.kode}"
            transfer, sp2d = f"7 {BULAN[bulan - 1]} {tahun}", f"SP2D/{nomor}"
            hasil.append(Dokumen(s, REKENING[1], f"SPP/{nomor}", "SPP", "LS", sebelum, ls, 0, sp2d, transfer, ls))
            tanggal = f"15 {BULAN[bulan]} {tahun}"
            hasil.append(Dokumen(s, REKENING[0], f"TBP/{nomor}", "TBP", "GU", tanggal, nilai - ls + 1000, 1000))
    return hasil


def baris_realisasi(d: Dokumen, skpd: tuple[str, str] = SKPD) -> list[Any]:
    s = d.sub
    isi = {
        "Kode SKPD": skpd[0], "Nama SKPD": skpd[1], "Kode Sub SKPD": skpd[0], "Nama Sub SKPD": skpd[1],
        "Kode Urusan": "7", "Nama Urusan": "UNSUR KEWILAYAHAN", "Kode Bidang Urusan": "7.01", "Nama Bidang Urusan": "KECAMATAN",
        "Kode Program": s.program[0], "Nama Program": s.program[1], "Kode Kegiatan": s.kegiatan[0],
        "Nama Kegiatan": s.kegiatan[1], "Kode Sub Kegiatan": s.kode, "Nama Sub Kegiatan": s.nama,
        "Kode Rekening": d.rekening[0], "Nama Rekening": d.rekening[1], "Nomor Dokumen": d.nomor, "Jenis Dokumen": d.jenis,
        "Jenis Transaksi": d.transaksi, "Nomor DPT": "-", "Tanggal Dokumen": d.tanggal,
        "Keterangan Dokumen": f"Pembayaran kepada {ORANG}", "Nilai Realisasi": d.nilai, "Nilai Setoran": d.setoran or "-",
        "NIP Pegawai": NIP, "Nama Pegawai": ORANG, "Tanggal Simpan": d.tanggal, "Nomor SPD": "SPD/1", "Periode SPD": "null",
        "Nilai SPD": 10**10, "Nomor SPP": d.nomor if d.jenis == "SPP" else "-", "Nomor SP2D": d.sp2d, "Tanggal SP2D": d.transfer,
        "Tanggal Transfer": d.transfer, "Nilai SP2D": d.nilai_sp2d if d.nilai_sp2d is not None else "null",
    }  # fmt: skip
    return [isi.get(j, "") for j in JUDUL_REALISASI]


def tabel_realisasi(
    dokumen: Sequence[Dokumen] | None = None, *, metadata: bool = False, skpd: tuple[str, str] = SKPD
) -> Tabel:
    """The 45 columns; ``metadata``: after four lines that say what it is."""
    atas: Tabel = [
        ["Pemerintah Kabupaten Contoh"],
        ["Laporan Realisasi Per Dokumen"],
        ["Tahun Anggaran", TAHUN],
        ["Diunduh oleh", ORANG],
    ]
    isi = [baris_realisasi(d, skpd) for d in (list_dokumen() if dokumen is None else dokumen)]
    return [*(atas if metadata else []), JUDUL_REALISASI, *isi]


JUDUL_ANGGARAN = [
    "NO", "TAHUN",
    *(
        f"{apa} {siapa}"
        for siapa in (
            "URUSAN", "SKPD", "SUB UNIT", "BIDANG URUSAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN", "SUMBER DANA", "REKENING",
        )
        for apa in ("KODE", "NAMA")
    ),
    "PAKET/KELOMPOK", "NAMA PAKET/KELOMPOK", "PAGU",
]  # fmt: skip


def tabel_anggaran(daftar: Sequence[Sub] = SUB, *, murni: bool = False, skpd: tuple[str, str] = SKPD) -> Tabel:
    """Rekap 4/5: each pagu in two paket of one rekening and one of another; a row without rekening before them."""
    hasil: Tabel = [JUDUL_ANGGARAN]
    for s in daftar:
        pagu = s.murni if murni else s.perubahan
        bagian = ((REKENING[0], pagu // 4), (REKENING[0], pagu // 4), (REKENING[1], pagu - 2 * (pagu // 4)))
        for rekening, nilai in ((("", ""), pagu), *bagian):
            urusan = (
                "7",
                "UNSUR KEWILAYAHAN",
                *skpd,
                *skpd,
                "7.01",
                "KECAMATAN",
                *s.program,
                *s.kegiatan,
                s.kode,
                s.nama,
            )
            dana = ("1.2.02", "Dana Alokasi Umum")
            hasil.append([len(hasil), TAHUN, *urusan, *dana, *rekening, "[-]", "Paket", nilai])
    return hasil


JUDUL_JURNAL = [
    "namaskpd", "namaunitskpd", "namakegiatan", "namasubkegiatan", "kodesubkegiatan", "namaakunutama", "kodeakunsubrinci",
    "namaakunsubrinci", "nilaidebet", "nilaikredit", "keterangan",
]  # fmt: skip


def tabel_jurnal(daftar: Sequence[Sub] = SUB, triwulan: Sequence[int] = (1, 2, 3, 4)) -> Tabel:
    """Belanja in debet, a correction in kredit, and the entries of other accounts that belong to them."""
    hasil: Tabel = [JUDUL_JURNAL]
    for s in daftar:
        nilai = sum(s.realisasi[t - 1] for t in triwulan)
        kepala = [SKPD[1], SKPD[1], s.kegiatan[1], s.nama, s.kode]
        ket = f"Pembayaran kepada {ORANG}"
        hasil += [
            [*kepala, "BELANJA DAERAH", *REKENING[0], nilai + 500, 0, ket],
            [*kepala, "BELANJA DAERAH", *REKENING[0], 0, 500, ket],
            [*kepala, "BEBAN", "8.1.02.01.01.0024", "Beban Alat Tulis Kantor", nilai, 0, ket],
            [*kepala, "ASET", "1.1.01.03.01.0001", "Kas di Bendahara Pengeluaran", 0, nilai, ket],
        ]
    return hasil
