"""What the figures of a table say of themselves: percentages, a hundredfold, sums that fall, a heading that stands twice."""

from __future__ import annotations

from sipd.baca.berkas import Isi
from sipd.baca.hasil import Baris
from sipd.baca.pembaca import Pembaca, rupiah
from sipd.baca.sel import SelError, read_uang
from sipd.baca.tangan.isi import PAGU, TRIWULAN, Calon


def check_kembar(pembaca: Pembaca) -> None:
    """Two columns of one heading: the first is read, unless the other holds rupiah too; of a hidden and a visible one the
    visible."""
    for nama, k in pembaca.kepala.kembar:
        if nama not in pembaca.kepala.kolom or not (
            nama in PAGU or nama.startswith(("realisasi_tw", "realisasi_sd", "bulan"))
        ):
            continue
        if k in pembaca.lembar.kolom_sembunyi:
            pembaca.add(None, nama, "Ada dua kolom berjudul ini; yang dibaca yang tidak tersembunyi.")
            continue
        isi = [b[k] for n, b in pembaca.lembar.baris if n > pembaca.kepala.akhir and k < len(b)]
        menolak = any(_is_besar(s) for s in isi)
        pesan = "Ada dua kolom berjudul ini; " + (
            "hapus atau ganti judul salah satunya." if menolak else "yang dibaca yang kiri."
        )
        pembaca.add(None, nama, pesan, menolak=menolak)


def _is_besar(isi: Isi) -> bool:
    try:
        return abs(read_uang(isi) or 0) > 100
    except SelError:
        return False


def check_turun(pembaca: Pembaca, baris: list[Baris]) -> None:
    """Sums that fall: one may be money paid back; several say that the heading "s.d." is not true."""
    turun = [(b, t, n) for b in baris for t, n in enumerate(b.realisasi, start=1) if n is not None and n < 0]
    banyak = len({b.nomor for b, _, _ in turun})
    kumulatif = any(pembaca.has(f"realisasi_sd{t}") for t in TRIWULAN)
    if kumulatif and banyak > 1 and 10 * banyak > len(baris):
        b, t, _ = turun[0]
        pembaca.add(
            b.nomor,
            f"realisasi_sd{t}",
            f"Judulnya menyebut s.d. triwulan, tetapi angka {banyak} baris turun dari triwulan sebelumnya. Bila kolom itu "
            "per triwulan, ganti judulnya menjadi “Realisasi TW II” dan seterusnya.",
            menolak=True,
        )
        return
    for b, t, n in turun:
        pembaca.add(b.nomor, "", f"Realisasi TW {t} menjadi negatif ({rupiah(n)}); periksa apakah ini pengembalian.")


def check_persen(pembaca: Pembaca, bawah: list[Calon]) -> None:
    """Percentages in the place of rupiah, under a heading that does not say so."""
    nilai = [n for c in bawah for k, n in c.uang.items() if n and k not in PAGU]
    if len(nilai) >= 3 and all(abs(n) <= 100 for n in nilai):
        kolom = next(k for k in bawah[0].uang if k not in PAGU)
        pembaca.add(None, kolom, "Semua realisasi tidak lebih dari 100: ini persen, bukan rupiah.", menolak=True)


def check_seratus(pembaca: Pembaca, baris: list[Baris], angka: list[int]) -> None:
    """Amounts a hundredfold because ",00" lost its comma: all end in 00, and beyond the pagu only because of it."""
    lewat = [b for b in baris if b.pagu is not None and b.jumlah > b.pagu]
    terisi = [b for b in baris if b.pagu is not None and b.jumlah]
    seratus = bool(angka) and all(n % 100 == 0 for n in angka) and all(b.jumlah // 100 <= (b.pagu or 0) for b in lewat)
    if lewat and seratus and 2 * len(lewat) >= len(terisi):
        pembaca.add(
            None,
            "",
            f"Realisasi {len(lewat)} sub kegiatan melampaui pagunya dan semua angka berakhiran 00: tampaknya seratus kali "
            "terlalu besar karena koma desimalnya hilang. Perbaiki angkanya di Excel.",
            menolak=True,
        )
        return
    for b in lewat:
        pesan = f"Realisasi {rupiah(b.jumlah)} melampaui pagu {rupiah(b.pagu or 0)}."
        pembaca.add(b.nomor, "", pesan)
