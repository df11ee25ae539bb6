"""The exports of the national system: a row per document, per paket, per journal entry."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from buku_kerja.teks import fold
from sipd.baca.hasil import Bacaan, Baris, Bentuk, BerkasDitolak
from sipd.baca.judul import Kepala, find_tahun_atas
from sipd.baca.pembaca import Pembaca, Rekaman, find_kata, most_common_tahun, rupiah
from sipd.baca.sel import is_tiada, read_kode, read_rekening, read_teks, split_kode_nama

PERSEN_PALING_SEDIKIT = 3


@dataclass
class Isian:
    """The rows taken so far, with the amounts that printed sums are checked against."""

    baris: list[Baris] = field(default_factory=list)
    uang: list[tuple[Baris, dict[str, int]]] = field(default_factory=list)
    lewat: int = 0  # rows that are no belanja
    jumlah_terakhir: int = 0

    def add(self, baris: Baris, uang: dict[str, int]) -> None:
        self.baris.append(baris)
        self.uang.append((baris, uang))


def read_realisasi(kepala: Kepala) -> Bacaan:
    """Read a Laporan Realisasi Per Dokumen: net = Nilai Realisasi − Nilai Setoran.

    The date is that of the transfer for SPP LS, otherwise that of the document; what the year before issued and January
    transferred counts in December. Of people nothing is read.
    """
    pembaca, isian = Pembaca(kepala), Isian()
    if not pembaca.has("jenis_dokumen", "jenis_transaksi"):
        pembaca.add(None, "", "Tidak ada kolom Jenis Dokumen; bulannya ditentukan dari Tanggal Dokumen.")
    dikenal: dict[str, Baris] = {}
    sp2d: dict[str, list[int]] = {}
    for rekaman in pembaca.list_baris():
        uang = _read_uang(rekaman, isian, ("nilai_realisasi", "nilai_setoran"))
        if uang is None:
            continue
        baris = _read_dokumen(rekaman, uang)
        if _is_belanja(rekaman, isian) and not _is_kembar(pembaca, dikenal, baris):
            isian.add(baris, uang)
            _collect_sp2d(rekaman, uang, sp2d)
    _drop_pengganti(pembaca, isian)
    _check_seratus(pembaca, sp2d)
    return _finish(pembaca, Bentuk.REALISASI, isian)


def read_anggaran(kepala: Kepala) -> Bacaan:
    """Read a Rekap anggaran; rows without a rekening are skipped."""
    pembaca, isian = Pembaca(kepala), Isian()
    for rekaman in pembaca.list_baris():
        if not read_rekening(_code(rekaman, "kode_rekening", "nama_rekening")) and not _has_kata(rekaman):
            continue
        uang = _read_uang(rekaman, isian, ("pagu",))
        if uang is not None and _is_belanja(rekaman, isian):
            tahun = rekaman.teks("tahun")
            dasar = _read_tempat(rekaman)
            tanpa_tanggal = _build(dasar, uang["pagu"], tahun=int(tahun) if re.fullmatch("20[0-9]{2}", tahun) else None)
            isian.add(_with_pagu(tanpa_tanggal), uang)
    return _finish(pembaca, Bentuk.ANGGARAN, isian)


def read_jurnal(kepala: Kepala) -> Bacaan:
    """Read an AKLAP Data Jurnal: debet − kredit of the accounts of belanja (5); it has no dates."""
    pembaca, isian = Pembaca(kepala), Isian()
    for rekaman in pembaca.list_baris():
        if read_teks(rekaman.label("kode_rekening"))[:1] not in ("5", "") and not _has_kata(rekaman):
            isian.lewat += 1
            continue
        uang = _read_uang(rekaman, isian, ("debet", "kredit"))
        if uang is not None and _is_belanja(rekaman, isian):
            isian.add(_build(_read_tempat(rekaman), uang["debet"] - uang["kredit"]), uang)
    return _finish(pembaca, Bentuk.JURNAL, isian)


# ---- a row ----


def _code(rekaman: Rekaman, kolom_kode: str, kolom_nama: str) -> str:
    """A code from its column, or from the name that carries it."""
    return read_teks(rekaman.label(kolom_kode)) or split_kode_nama(rekaman.label(kolom_nama))[0]


def _read_tempat(rekaman: Rekaman) -> dict[str, str]:
    def nama(kolom: str) -> str:
        return split_kode_nama(rekaman.label(kolom))[1]

    sub = read_kode(_code(rekaman, "kode_sub", "nama_sub"))
    sub = sub if sub.count(".") == 5 else ""
    return {
        "skpd": _code(rekaman, "kode_skpd", "nama_skpd"),
        "nama_skpd": nama("nama_skpd"),
        "unit": _code(rekaman, "kode_unit", "nama_unit"),
        "nama_unit": nama("nama_unit"),
        "kode_program": read_kode(_code(rekaman, "kode_program", "nama_program")) or ".".join(sub.split(".")[:3]),
        "kode_kegiatan": read_kode(_code(rekaman, "kode_kegiatan", "nama_kegiatan")) or ".".join(sub.split(".")[:5]),
        "kode_sub": sub,
        "nama_program": nama("nama_program"),
        "nama_kegiatan": nama("nama_kegiatan"),
        "nama_sub": nama("nama_sub"),
        "rekening": read_rekening(_code(rekaman, "kode_rekening", "nama_rekening")),
        "nama_rekening": nama("nama_rekening"),
        "nomor": str(rekaman.nomor),
    }


def _build(
    tempat: dict[str, str],
    jumlah: int,
    *,
    identitas: str = "",
    tanggal: datetime.date | None = None,
    tahun: int | None = None,
) -> Baris:
    t = dict(tempat)
    nomor = int(t.pop("nomor"))
    milik = (t["skpd"] or fold(t["nama_skpd"]), t["unit"] or fold(t["nama_unit"]))
    kunci = identitas or f"{t['kode_sub'] or fold(t['nama_sub'])}|{t['rekening'] or fold(t['nama_rekening'])}"
    return Baris(
        nomor=nomor,
        identitas=identitas,
        tanggal=tanggal,
        tahun=tanggal.year if tanggal else tahun,
        jumlah=jumlah,
        kunci_asal="|".join((*milik, kunci)),
        **t,  # type: ignore[arg-type]
    )


def _read_dokumen(rekaman: Rekaman, uang: dict[str, int]) -> Baris:
    tempat = _read_tempat(rekaman)
    kata = _list_kata(rekaman)
    ls = "spp" in kata and "ls" in kata
    tanggal = _read_tanggal(rekaman, ls)
    identitas = _identify(rekaman, tempat, kata, ls, tanggal)
    baris = _build(tempat, uang["nilai_realisasi"] - uang["nilai_setoran"], identitas=identitas, tanggal=tanggal)
    return replace(
        baris, pengganti="spp" in kata and not ls and "tbp" not in kata and not {"up", "gu", "tu"}.isdisjoint(kata)
    )


def _list_kata(rekaman: Rekaman) -> list[str]:
    """Return the words that say what kind of document it is."""
    return re.findall(r"[a-z0-9]+", fold(f"{rekaman.teks('jenis_dokumen')} {rekaman.teks('jenis_transaksi')}"))


def _read_tanggal(rekaman: Rekaman, ls: bool) -> datetime.date | None:
    kolom = "tanggal_transfer" if ls else "tanggal_dokumen"
    if not rekaman.pembaca.has(kolom):
        rekaman.add(kolom, f"tidak ada: kolom {'Tanggal Transfer' if ls else 'Tanggal Dokumen'} tidak ditemukan.")
        return None
    if not is_tiada(rekaman.mentah(kolom)):
        tanggal = rekaman.tanggal(kolom)
        return _close_tahun(rekaman, tanggal) if ls and tanggal else tanggal
    if ls:
        rekaman.pembaca.add(rekaman.nomor, kolom, "SPP LS ini belum mempunyai tanggal transfer; belum dihitung.")
    else:
        rekaman.add(kolom, "kosong, sehingga triwulannya tidak dapat ditentukan.")
    return None


def _close_tahun(rekaman: Rekaman, transfer: datetime.date) -> datetime.date:
    """Return the last day of the year before for money of that year that was transferred in January only."""
    terbit = rekaman.tanggal_jelas("tanggal_sp2d") or rekaman.tanggal_jelas("tanggal_dokumen")
    if terbit is None or transfer.month != 1 or terbit.year != transfer.year - 1:
        return transfer
    rekaman.pembaca.add(
        rekaman.nomor,
        "tanggal_transfer",
        f"SPP LS tahun {terbit.year} ini baru ditransfer Januari {transfer.year}; dihitung pada Desember {terbit.year}.",
    )
    return datetime.date(terbit.year, 12, 31)


def _identify(
    rekaman: Rekaman, tempat: dict[str, str], kata: list[str], ls: bool, tanggal: datetime.date | None
) -> str:
    """SPP LS: SP2D; TBP: dokumen and SPD (KKPD: and DPT); otherwise dokumen; each with sub kegiatan and rekening.

    A row without a number is told from others by its date.
    """
    sub = tempat["kode_sub"] or fold(tempat["nama_sub"])
    ruas = [sub, tempat["rekening"] or fold(tempat["nama_rekening"])]
    dokumen, sp2d = _number(rekaman, "nomor_dokumen") or str(tanggal or ""), _number(rekaman, "nomor_sp2d")
    if ls and sp2d:
        return "|".join(("LS", sp2d, *ruas))
    if "tbp" in kata:
        dpt = [_number(rekaman, "nomor_dpt")] if "kkpd" in kata else []
        return "|".join(("TBP", dokumen, *ruas, _number(rekaman, "nomor_spd"), *dpt))
    return "|".join(("DOK", dokumen, *ruas))


def _number(rekaman: Rekaman, kolom: str) -> str:
    """The number of a document as it is compared."""
    return "".join(rekaman.teks(kolom).split()).upper()


def _with_pagu(baris: Baris) -> Baris:
    return replace(baris, pagu=baris.jumlah)


# ---- which rows count ----


def _has_kata(rekaman: Rekaman) -> bool:
    return bool(find_kata(rekaman, set()))


def _read_uang(rekaman: Rekaman, isian: Isian, kolom: tuple[str, ...]) -> dict[str, int] | None:
    """Return the amounts of a row that counts; None for notes, empty rows and sums, which are checked."""
    sub = bool(_code(rekaman, "kode_sub", "nama_sub") or rekaman.teks("nama_sub"))
    dokumen = not is_tiada(rekaman.mentah("nomor_dokumen"))
    lengkap = sub and not is_tiada(rekaman.label("kode_rekening"))
    jumlah = not dokumen and not lengkap and _has_kata(rekaman)
    if all(is_tiada(rekaman.mentah(k)) and not rekaman.is_rumus(k) for k in kolom):
        return None
    if not sub and not dokumen and not any(rekaman.is_uang(k) for k in kolom):
        return None  # a note, a signature
    nilai = {k: rekaman.uang(k) for k in kolom}
    if jumlah or not (sub or dokumen or rekaman.teks("kode_rekening")):
        _check_jumlah(rekaman, isian, nilai)
        return None
    if not sub and any(nilai.values()):
        rekaman.pembaca.add(rekaman.nomor, "kode_sub", "Baris ini tidak menyebut sub kegiatan.", menolak=True)
        return None
    return {k: n or 0 for k, n in nilai.items()}


def _check_jumlah(rekaman: Rekaman, isian: Isian, nilai: dict[str, int | None]) -> None:
    """A printed sum is of all rows above, of those since the last sum, or of the last sub kegiatan, kegiatan, program."""
    sejak = [u for b, u in isian.uang if b.nomor > isian.jumlah_terakhir]
    ruang = [sejak, [u for _, u in isian.uang], *_list_ruang(isian)]
    tertulis = {k: n for k, n in nilai.items() if n is not None}
    terbaik = max(ruang, key=lambda r: sum(_sum(r, k) == n for k, n in tertulis.items()))
    for kolom, n in tertulis.items():
        rekaman.pembaca.add_jumlah(rekaman.nomor, "Jumlah", kolom, n, _sum(terbaik, kolom))
    isian.jumlah_terakhir = rekaman.nomor


def _list_ruang(isian: Isian) -> list[list[dict[str, int]]]:
    if not isian.baris:
        return []
    akhir = isian.baris[-1]
    sama: tuple[Callable[[Baris], object], ...] = (
        lambda b: (b.skpd, b.nama_skpd, b.unit, b.nama_unit, b.kode_sub, b.nama_sub),
        lambda b: (b.skpd, b.nama_skpd, b.unit, b.nama_unit, b.kode_kegiatan),
        lambda b: (b.skpd, b.nama_skpd, b.unit, b.nama_unit, b.kode_program),
        lambda b: (b.skpd, b.nama_skpd, b.unit, b.nama_unit),
        lambda b: (b.skpd, b.nama_skpd),
    )
    return [[u for b, u in isian.uang if milik(b) == milik(akhir)] for milik in sama]


def _sum(bagian: list[dict[str, int]], kolom: str) -> int:
    return sum(u.get(kolom, 0) for u in bagian)


def _is_belanja(rekaman: Rekaman, isian: Isian) -> bool:
    teks = _code(rekaman, "kode_rekening", "nama_rekening")
    rekening = read_rekening(teks)
    if teks and not rekening.startswith("5"):
        if rekening or re.match("[1-9]", teks):
            isian.lewat += 1
            return False
        rekaman.pembaca.add(rekaman.nomor, "kode_rekening", "Kode rekeningnya tidak dikenali; angkanya tetap dihitung.")
    return True


def _is_kembar(pembaca: Pembaca, dikenal: dict[str, Baris], baris: Baris) -> bool:
    """A document that stands twice counts once if it says the same, and refuses the file if it does not."""
    lain = dikenal.setdefault(baris.kunci_asal, baris)
    if lain is baris:
        return False
    if (lain.jumlah, lain.tanggal) == (baris.jumlah, baris.tanggal):
        pembaca.add(baris.nomor, "nomor_dokumen", f"Baris ini sama persis dengan baris {lain.nomor}; dihitung sekali.")
    else:
        pembaca.add(
            baris.nomor,
            "nomor_dokumen",
            f"Dokumen, sub kegiatan, dan rekening ini sudah ada di baris {lain.nomor} dengan angka atau tanggal lain.",
            menolak=True,
        )
    return True


# ---- the file as a whole ----


def _drop_pengganti(pembaca: Pembaca, isian: Isian) -> None:
    """Set aside SPP UP, GU and TU of those whose TBP stand in the file: they only replace what those spent. Whether they count
    where the TBP do not stand there, the file cannot tell."""
    bertbp = {(b.skpd, b.nama_skpd, b.unit, b.nama_unit) for b in isian.baris if b.is_tbp}
    ganda = [b for b in isian.baris if b.pengganti and (b.skpd, b.nama_skpd, b.unit, b.nama_unit) in bertbp]
    if ganda:
        nomor = {b.nomor for b in ganda}
        isian.baris = [b for b in isian.baris if b.nomor not in nomor]
        pembaca.add(
            ganda[0].nomor,
            "jenis_transaksi",
            f"{len(ganda)} baris SPP UP, GU, atau TU ({rupiah(sum(b.jumlah for b in ganda))}) tidak dihitung, mulai dari "
            "baris ini: SPP itu hanya mengganti uang yang dibelanjakan dengan TBP, dan TBP-nya ada di berkas ini.",
        )


def _collect_sp2d(rekaman: Rekaman, uang: dict[str, int], sp2d: dict[str, list[int]]) -> None:
    """Keep for each SP2D the sum of its rows and its own amount, which every row repeats."""
    nomor = _number(rekaman, "nomor_sp2d")
    if nomor and rekaman.is_uang("nilai_sp2d"):
        isi = sp2d.setdefault(nomor, [0, rekaman.uang("nilai_sp2d") or 0])
        isi[0] += uang["nilai_realisasi"]


def _check_seratus(pembaca: Pembaca, sp2d: dict[str, list[int]]) -> None:
    ganjil = [s for s, nilai in sp2d.values() if nilai and s > 10 * nilai and s % 100 == 0 and s // 100 <= nilai]
    if ganjil and 2 * len(ganjil) >= len(sp2d):
        pembaca.add(
            None,
            "nilai_realisasi",
            f"Nilai realisasi {len(ganjil)} SP2D kira-kira seratus kali nilai SP2D-nya: koma desimalnya hilang. "
            "Unduh lagi berkasnya, atau perbaiki angkanya di Excel.",
            menolak=True,
        )


def _finish(pembaca: Pembaca, bentuk: Bentuk, isian: Isian) -> Bacaan:
    if not isian.baris and not pembaca.temuan:
        raise BerkasDitolak("Tidak ada baris belanja di bawah judul kolom.", tuple(pembaca.kepala.judul.values()))
    if isian.lewat:
        pembaca.add(None, "kode_rekening", f"{isian.lewat} baris bukan belanja (rekening 5); tidak dibaca.")
    tahun = most_common_tahun([b.tahun for b in isian.baris if b.tahun]) or find_tahun_atas(pembaca.kepala)
    lain = [b for b in isian.baris if b.tahun and b.tahun != tahun]
    if lain:
        pembaca.add(lain[0].nomor, "", f"{len(lain)} baris bertahun lain daripada {tahun}, mulai dari baris ini.")
    pembaca.note_tanpa_kode(isian.baris)
    angka = [n for _, u in isian.uang for n in u.values() if n]
    if len(angka) >= PERSEN_PALING_SEDIKIT and all(abs(n) <= 100 for n in angka):
        pesan = f"Semua angka tidak lebih dari {rupiah(100)}: ini persen, bukan rupiah."
        pembaca.add(None, next(iter(isian.uang[0][1])), pesan, menolak=True)
    return pembaca.finish(bentuk, isian.baris, angka, tahun)
