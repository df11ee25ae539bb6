"""What someone has to do now, from the state of a kecamatan's year. No queries and no clock: the state is handed in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from anggaran.isian import NAMA_STATUS, ROMAWI, TRIWULAN
from organisasi.models import Instansi, Kabupaten
from organisasi.tanggal import print_tanggal
from ruang.tautan import find_tautan

Cara = Kabupaten.CaraTanda
MENDESAK = 7  # days before the last one
SEBUTKAN = 4  # names in a sentence; the others are counted
LKJ = 0
BULAN_ANGGARAN = 10  # of the year before: from then on the budget is drawn up from the Renja
SELESAI = ("disetujui", "dikirim")
LEWAT = "Waktu pengisian sudah berakhir; minta admin kabupaten memperpanjangnya."


@dataclass(frozen=True)
class Tugas:
    judul: str
    keterangan: str
    tautan: str
    tenggat: datetime.date | None = None
    terlambat: bool = False
    mendesak: bool = False


@dataclass(frozen=True)
class Kembali:
    """That something was sent back or opened again: by whom, and why."""

    oleh: str
    catatan: str


@dataclass(frozen=True)
class Isian:
    """The quarter of a unit: its status, how far it is, what was sent back and which rows, and whether the lock was opened."""

    triwulan: int
    nomor: int  # the unit in addresses; 0: the kecamatan itself
    nama: str
    status: str
    terisi: int
    baris: int
    kembali: Kembali | None = None
    catatan: tuple[str, ...] = ()
    dibuka: Kembali | None = None

    @property
    def lengkap(self) -> bool:
        return self.terisi >= self.baris

    @property
    def nama_status(self) -> str:
        return NAMA_STATUS.get(self.status, self.status)


@dataclass(frozen=True)
class Rencana:
    """What of the plan of a year is there."""

    renstra: bool = True
    program: bool = True
    tanpa_penanggung_jawab: int = 0
    tanpa_indikator: int = 0
    perjanjian: bool = True


@dataclass(frozen=True)
class RencanaKerja:
    """What of the Renja of a year is there, murni or perubahan: how many sub kegiatan; and whether the budget has any money
    of that kind yet."""

    ada: bool = False
    sub: int = 0
    dianggarkan: bool = False


@dataclass(frozen=True)
class Janji:
    """A perjanjian kinerja on its way to being signed. ``pihak``: this person's part in it, as one of the two parties;
    ``cara``: how its kabupaten has it signed (Kabupaten.CaraTanda)."""

    pk: int
    nama: str
    status: str
    pihak: frozenset[str] = frozenset()
    kembali: Kembali | None = None
    cara: str = Cara.KEDUANYA


@dataclass(frozen=True)
class Waktu:
    """When something may be done; both empty where the kabupaten has set nothing."""

    mulai: datetime.date | None = None
    tenggat: datetime.date | None = None


@dataclass(frozen=True)
class Keadaan:
    """A year of a kecamatan on a day. ``laporan`` is empty where there is none yet."""

    instansi: Instansi
    tahun: int
    hari: datetime.date
    waktu: dict[int, Waktu] = field(default_factory=dict)  # by quarter; 0: the LKj
    isian: tuple[Isian, ...] = ()
    rencana: Rencana = Rencana()
    laporan: str = ""
    laporan_kembali: Kembali | None = None
    bagian_kosong: tuple[str, ...] = ()  # sections of the LKj that have no data yet
    janji: tuple[Janji, ...] = ()
    sebelumnya: int | None = None  # the latest earlier year that has data

    def is_dibuka(self, triwulan: int) -> bool:
        """Tell whether it is time: by the kabupaten's window, else once the quarter (of the LKj: the year) counts."""
        mulai = self.waktu.get(triwulan, Waktu()).mulai
        if mulai is None:
            mulai = datetime.date(self.tahun, 3 * triwulan - 2, 1) if triwulan else datetime.date(self.tahun + 1, 1, 1)
        return mulai <= self.hari

    def list_isian(self, *status: str) -> list[Isian]:
        """Return the quarters that have begun and are in one of these states; none once the report is approved."""
        if self.laporan in SELESAI:
            return []
        return [i for i in self.isian if i.status in status and i.baris and self.is_dibuka(i.triwulan)]

    def make(self, judul: str, keterangan: str, tautan: str, waktu: int | None = None) -> Tugas:
        """Build a task; with ``waktu`` (a quarter, or 0) it has the deadline of that."""
        tenggat = self.waktu.get(waktu, Waktu()).tenggat if waktu is not None else None
        sisa = (tenggat - self.hari).days if tenggat else None
        return Tugas(
            judul,
            keterangan,
            tautan,
            tenggat,
            terlambat=sisa is not None and sisa < 0,
            mendesak=sisa is not None and 0 <= sisa <= MENDESAK,
        )

    def link(self, nama: str, *argumen: object) -> str:
        return find_tautan(nama, self.instansi.slug, self.tahun, *argumen)

    def name(self, triwulan: int) -> str:
        return f"Triwulan {ROMAWI[triwulan]} {self.tahun}"


def sort_tugas(tugas: Iterable[Tugas]) -> list[Tugas]:
    """Return the tasks once each: late ones first, then by deadline, those without one last."""
    return sorted(
        dict.fromkeys(tugas), key=lambda t: (not t.terlambat, t.tenggat is None, t.tenggat or datetime.date.max)
    )


def list_pelaksana(k: Keadaan, unit: set[int | None] | None) -> list[Tugas]:
    """Return what the people of these units (None: of all) have to type, correct and send."""
    return [_isi(k, i) for i in k.list_isian("draf") if unit is None or i.nomor in unit]


def _isi(k: Keadaan, i: Isian) -> Tugas:
    apa = f"{k.name(i.triwulan)}: {i.nama}"
    kata, isi = "Isi", f"{i.terisi} dari {i.baris} baris terisi."
    if i.kembali:
        baris = f" Baris yang dicatat: {join_nama(i.catatan)}." if i.catatan else ""
        kata, isi = "Perbaiki", f"{i.kembali.oleh}: “{i.kembali.catatan}”.{baris}"
    elif i.lengkap:
        kata, isi = "Kirim", "Semua baris terisi. Periksa sekali lagi, lalu kirim."
    tugas = k.make(f"{kata} {apa}", isi, k.link("isi_triwulan", i.triwulan, i.nomor), i.triwulan)
    return replace(tugas, keterangan=f"{isi} {LEWAT}") if tugas.terlambat else tugas


def list_perencana(k: Keadaan) -> list[Tugas]:
    """Return what of plan, quarters and report waits for the perencana."""
    return [*_rencana(k), *_periksa(k, "diajukan", "Periksa"), *_tagih(k), *_susun(k)]


def _rencana(k: Keadaan) -> list[Tugas]:
    r, hasil = k.rencana, []
    if not r.program:
        isi = "Unggah buku kerja, atau isi sendiri mulai dari Renstra atau anggaran."
        if k.sebelumnya:
            isi = f"Salin dari tahun {k.sebelumnya}, unggah buku kerja, atau isi sendiri."
        return [k.make(f"Siapkan tahun {k.tahun}", isi, k.link("lihat_tahun"))]
    if not r.renstra:
        isi = f"Belum ada Renstra yang mencakup tahun {k.tahun}; sasaran dan targetnya belum dapat dicetak."
        hasil.append(k.make("Isi Renstra", isi, k.link("lihat_renstra")))
    if r.tanpa_penanggung_jawab:
        isi = "Tanpa penanggung jawab, tidak ada seksi yang diminta mengisinya."
        judul = f"Pilih penanggung jawab {r.tanpa_penanggung_jawab} sub kegiatan {k.tahun}"
        hasil.append(k.make(judul, isi, k.link("lihat_anggaran")))
    if r.tanpa_indikator:
        judul = f"Isi indikator {r.tanpa_indikator} sub kegiatan {k.tahun}"
        hasil.append(k.make(judul, "Tanpa indikator, keluarannya tidak dapat dilaporkan.", k.link("lihat_anggaran")))
    if not r.perjanjian:
        isi = "Belum ada perjanjian kinerja satu pejabat pun."
        hasil.append(k.make(f"Susun perjanjian kinerja {k.tahun}", isi, k.link("list_perjanjian")))
    return hasil


def list_renja(k: Keadaan, murni: RencanaKerja, perubahan: RencanaKerja) -> list[Tugas]:
    """Return what the Renja of a year waits for: to be made and filled in the year before, then to become the budget.

    What was missed is not asked for any more once its year has begun: then the budget counts.
    """
    tautan, sebelumnya = k.link("lihat_renja"), k.hari.year == k.tahun - 1
    hasil = []
    if sebelumnya and not murni.ada:
        isi = "Mulailah dari prakiraan maju, Renja, atau anggaran tahun ini; semuanya dapat disalin."
        hasil.append(k.make(f"Susun Renja {k.tahun}", isi, tautan))
    elif sebelumnya and not murni.sub:
        hasil.append(k.make(f"Isi Renja {k.tahun}", "Belum ada satu sub kegiatan pun di dalamnya.", tautan))
    if murni.sub and not murni.dianggarkan and k.hari >= datetime.date(k.tahun - 1, BULAN_ANGGARAN, 1):
        isi = f"{murni.sub} sub kegiatan sudah direncanakan; anggaran {k.tahun} masih kosong."
        hasil.append(k.make(f"Bawa Renja {k.tahun} ke anggaran", isi, k.link("renja_ke_anggaran")))
    if perubahan.sub and not perubahan.dianggarkan and murni.dianggarkan and k.hari.year == k.tahun:
        isi = f"{perubahan.sub} sub kegiatan sudah direncanakan; pagu perubahannya belum ada di anggaran."
        hasil.append(k.make(f"Bawa Renja Perubahan {k.tahun} ke anggaran", isi, k.link("renja_ke_anggaran")))
    return hasil


def _periksa(k: Keadaan, status: str, kata: str) -> list[Tugas]:
    """One task a quarter for what waits for the same person; a single unit leads straight to its page."""
    hasil = []
    for t in TRIWULAN:
        if not (isian := [i for i in k.list_isian(status) if i.triwulan == t]):
            continue
        satu = isian[0]
        tautan = k.link("isi_triwulan", t, satu.nomor) if len(isian) == 1 else k.link("lihat_triwulan")
        apa = satu.nama if len(isian) == 1 else f"{len(isian)} unit"
        keterangan = "Sudah dikirim dan menunggu Anda." if len(isian) == 1 else join_nama(i.nama for i in isian) + "."
        hasil.append(k.make(f"{kata} {k.name(t)}: {apa}", keterangan, tautan, t))
    return hasil


def _tagih(k: Keadaan) -> list[Tugas]:
    hasil = []
    for t in TRIWULAN:
        if isian := [i for i in k.list_isian("draf") if i.triwulan == t]:
            nama = (f"{i.nama} ({i.terisi} dari {i.baris}{', diminta diperbaiki' if i.kembali else ''})" for i in isian)
            judul = f"{k.name(t)}: {len(isian)} unit belum mengirim"
            hasil.append(k.make(judul, f"Ingatkan atau bantu isi: {join_nama(nama)}.", k.link("lihat_triwulan"), t))
    return hasil


def _susun(k: Keadaan) -> list[Tugas]:
    """What the report of a year that is over needs."""
    if not (k.rencana.program and k.is_dibuka(LKJ)):
        return []
    tautan, nama = k.link("tulis_lkj") or k.link("lihat_tahun"), f"laporan kinerja {k.tahun}"
    if k.laporan == "disetujui":
        return [k.make(f"Kirim {nama} ke kabupaten", "Camat sudah menyetujuinya.", tautan, LKJ)]
    if k.laporan not in ("", "draf"):
        return []
    if k.laporan_kembali:
        isi = f"{k.laporan_kembali.oleh}: “{k.laporan_kembali.catatan}”."
        return [k.make(f"Perbaiki {nama}", isi, tautan, LKJ)]
    if k.bagian_kosong:
        isi = f"{len(k.bagian_kosong)} bagian belum ada datanya: {join_nama(k.bagian_kosong)}."
        return [k.make(f"Lengkapi {nama}", isi, tautan, LKJ)]
    return [
        k.make(f"Selesaikan {nama}", "Semua bagian ada datanya. Baca sekali lagi, lalu kirim ke camat.", tautan, LKJ)
    ]


def list_camat(k: Keadaan) -> list[Tugas]:
    """Return what waits for the camat's word."""
    hasil = [*_periksa(k, "diverifikasi", "Setujui"), *_putuskan(k)]
    if k.laporan == "diajukan":
        tautan = k.link("tulis_lkj") or k.link("lihat_lkj")
        hasil.append(k.make(f"Setujui laporan kinerja {k.tahun}", "Perencana sudah menyelesaikannya.", tautan, LKJ))
    return hasil


def _putuskan(k: Keadaan) -> list[Tugas]:
    """A quarter whose lock the admin opened can be typed only once the camat has asked for it."""
    return [
        k.make(
            f"Putuskan {k.name(i.triwulan)}: {i.nama}",
            f"Dibuka kembali oleh {i.dibuka.oleh}: “{i.dibuka.catatan}”. Tekan “Minta perbaikan” supaya dapat diisi lagi.",
            k.link("isi_triwulan", i.triwulan, i.nomor),
        )
        for i in k.list_isian("disetujui")
        if i.dibuka
    ]


def list_janji(k: Keadaan, peran: set[str]) -> list[Tugas]:
    """Return the perjanjian that wait for this person: to be mended, reviewed, signed, or recorded as signed on paper."""
    hasil = _catat_kertas(k, peran)
    for j in k.janji:
        milik, apa = peran | j.pihak, f"perjanjian kinerja {j.nama} {k.tahun}"
        tautan = k.link("lihat_perjanjian", j.pk)
        if j.status == "draf" and j.kembali and milik & {"perencana", "pihak_pertama"}:
            hasil.append(k.make(f"Perbaiki {apa}", f"{j.kembali.oleh}: “{j.kembali.catatan}”.", tautan))
        elif j.status == "diajukan" and milik & {"camat", "pihak_kedua"}:
            hasil.append(k.make(f"Reviu {apa}", "Sudah dikirim dan menunggu reviu Anda.", tautan))
        elif j.status == "direviu" and "pihak_pertama" in milik and j.cara != Cara.KERTAS:
            hasil.append(k.make(f"Tanda tangani {apa}", "Sudah direviu dan menunggu tanda tangan Anda.", tautan))
        elif j.status == "ditandatangani" and "pihak_kedua" in milik:
            isi = "Pihak pertama sudah menandatanganinya; menunggu tanda tangan Anda."
            hasil.append(k.make(f"Tanda tangani {apa}", isi, tautan))
    return hasil


def _catat_kertas(k: Keadaan, peran: set[str]) -> list[Tugas]:
    """One task for all that may have been signed on paper meanwhile: only those who record it know."""
    menunggu = [j for j in k.janji if j.status == "direviu" and j.cara != Cara.ELEKTRONIK]
    if not menunggu or not peran & {"perencana", "camat"}:
        return []
    satu = menunggu[0]
    banyak = len(menunggu) > 1
    apa = f"{len(menunggu)} perjanjian kinerja {k.tahun}" if banyak else f"perjanjian kinerja {satu.nama} {k.tahun}"
    tautan = k.link("list_perjanjian") if banyak else k.link("lihat_perjanjian", satu.pk)
    nama = f" {join_nama(j.nama for j in menunggu)}." if banyak else ""
    siapa = "" if k.instansi.periksa_sendiri else " Yang mencatat bukan orang yang ikut mengetiknya."
    isi = f"Sudah direviu. Bila sudah ditandatangani di kertas, catat tanggalnya dan unggah pindaiannya.{siapa}{nama}"
    return [k.make(f"Catat tanda tangan {apa}", isi, tautan)]


def explain_kosong(semua: Sequence[Keadaan]) -> str:
    """Return the sentence for someone who has nothing to do: what comes next, and when."""
    nanti = [
        (w.mulai, k.name(t) if t else f"Laporan kinerja {k.tahun}")
        for k in semua
        for t, w in k.waktu.items()
        if w.mulai and w.mulai > k.hari
    ]
    if not nanti:
        return "Begitu ada yang harus diisi atau diperiksa, tugasnya muncul di sini."
    mulai, nama = min(nanti)
    return f"Berikutnya: {nama}, dibuka {print_tanggal(mulai)}."


def join_nama(nama: Iterable[str]) -> str:
    """Return "A, B, C, D, dan 3 lainnya"."""
    semua = list(dict.fromkeys(nama))
    if len(semua) > SEBUTKAN:
        return f"{', '.join(semua[:SEBUTKAN])}, dan {len(semua) - SEBUTKAN} lainnya"
    return " dan ".join(filter(None, [", ".join(semua[:-1]), *semua[-1:]]))
