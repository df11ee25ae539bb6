"""Tables around the budget: spending lines with their quarters, spending by type, revenue, earlier years, services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from anggaran.formulir_belanja import BelanjaForm
from anggaran.isian import explain_tutup_sub
from anggaran.models import Belanja, JenisBelanja, Layanan, Pendapatan, RiwayatAnggaran, SubKegiatan
from kinerja.agregasi import sum_uang
from kinerja.capaian import calculate_serapan
from kinerja.nilai import publish
from kinerja.rencana import ROMAWI
from kinerja.tulisan import format_nilai, format_rupiah
from organisasi.kisi import Peringatan
from organisasi.tabel_isian.anak import Anak
from organisasi.tabel_isian.tabel import Hitungan, Kosong, Lingkup, Pilihan, TabelIsian, TabelTahunan

ANGGARAN = "Anggaran dan layanan"
TRIWULAN = Anak("realisasi", "triwulan", "nilai", "tw", lambda t: f"Realisasi TW {ROMAWI[t]}")


def _list_realisasi(baris: Belanja) -> list[int]:
    return [r.nilai for r in baris.realisasi.all()]


class TabelBelanja(TabelIsian):
    """The spending lines of one sub kegiatan at a time; the quarters are rows of RealisasiBelanja."""

    kunci, judul, kelompok = "belanja", "Rincian belanja", ANGGARAN
    bantuan = "Rincian belanja setiap sub kegiatan dengan realisasi tiap triwulan; boleh kosong."
    model = Belanja
    kolom = ("kode_rekening", "uraian", "pagu_murni", "pagu_perubahan", "tw1", "tw2", "tw3", "tw4", "kendala")
    anak = TRIWULAN
    berurut = True
    saringan = "Sub kegiatan"
    ikut = ("realisasi",)
    jalur_tahun = "sub_kegiatan__kegiatan__program__tahun"
    formulir = BelanjaForm
    hitungan = (Hitungan("jumlah", "Jumlah realisasi"), Hitungan("serapan", "%"))
    ringkasan = (
        Hitungan("pagu", "Jumlah pagu belanja"),
        Hitungan("realisasi", "Jumlah realisasi"),
        Hitungan("serapan", "Serapan (%)"),
    )

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        semua = Belanja.objects.for_instansi(lingkup.instansi).in_tahun(lingkup.tahun)
        semua = semua.order_by("sub_kegiatan", "urut", "pk").prefetch_related("realisasi")
        return semua.filter(sub_kegiatan=lingkup.pilihan) if lingkup.pilihan else semua

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"sub_kegiatan_id": int(lingkup.pilihan)} if lingkup.pilihan else {}

    def list_pilihan(self, lingkup: Lingkup) -> Pilihan:
        semua = SubKegiatan.objects.for_instansi(lingkup.instansi).in_tahun(lingkup.tahun)
        unit = "kegiatan__program__unit"
        urut = semua.select_related(unit).order_by(F(unit).asc(nulls_first=True), "kode_baku")
        return [(str(s.pk), f"{s}{f' – {u}' if (u := s.kegiatan.program.unit) else ''}") for s in urut]

    def list_kunci_anak(self, lingkup: Lingkup) -> Sequence[int]:
        return (1, 2, 3, 4)

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        hasil = {}
        for b in baris:
            jumlah = sum_uang(_list_realisasi(b))
            hasil[f"{b.pk}-jumlah"] = format_rupiah(jumlah)
            hasil[f"{b.pk}-serapan"] = format_nilai(publish(calculate_serapan(jumlah, b.pagu)))
        pagu = sum_uang(b.pagu for b in baris)
        realisasi = sum_uang(n for b in baris for n in _list_realisasi(b))
        return {
            **hasil,
            "tabel-pagu": format_rupiah(pagu),
            "tabel-realisasi": format_rupiah(realisasi),
            "tabel-serapan": format_nilai(publish(calculate_serapan(realisasi, pagu))),
        }

    def explain_tetap(self, baris: Any) -> str:
        terisi = [r.triwulan for r in baris.realisasi.all()]
        return next(iter(explain_tutup_sub(baris.sub_kegiatan, terisi).values()), "")

    def warn(self, lingkup: Lingkup, baris: Any) -> Iterable[Peringatan]:
        jumlah = sum_uang(_list_realisasi(baris))
        if jumlah > baris.pagu:
            kata = f"Realisasi Rp {format_rupiah(jumlah)} melebihi pagu Rp {format_rupiah(baris.pagu)}."
            yield Peringatan("uraian", f"{kata} Periksa lagi, atau jelaskan di kolom kendala.")


class _TabelPos(TabelTahunan):
    """Lines of a tree by code, with the share of the figure that was reached."""

    salin = True
    hitungan = (Hitungan("persen", "%"),)
    bantuan = "Baris induk yang angkanya dikosongkan dijumlahkan dari anaknya menurut kode (5, 5.1, 5.1.01)."

    def pagu(self, baris: Any) -> int | None:
        raise NotImplementedError

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        return {f"{b.pk}-persen": format_nilai(publish(calculate_serapan(b.realisasi, self.pagu(b)))) for b in baris}


class TabelJenisBelanja(_TabelPos):
    kunci, judul, kelompok = "jenis-belanja", "Belanja menurut jenis", ANGGARAN
    model = JenisBelanja
    kolom = ("kode", "uraian", "pagu_murni", "pagu_perubahan", "realisasi")
    kosongkan = ("pagu_murni", "pagu_perubahan", "realisasi")

    def pagu(self, baris: Any) -> int | None:
        return baris.pagu_perubahan if baris.pagu_perubahan is not None else baris.pagu_murni


class TabelPendapatan(_TabelPos):
    kunci, judul, kelompok = "pendapatan", "Pendapatan dan retribusi", ANGGARAN
    model = Pendapatan
    kolom = ("kode", "uraian", "target", "realisasi")
    kosongkan = ("target", "realisasi")

    def pagu(self, baris: Any) -> int | None:
        return baris.target


class TabelRiwayat(TabelIsian):
    """Years before this one; what is in the system for a year is not asked for again."""

    kunci, judul, kelompok = "riwayat-anggaran", "Anggaran tahun-tahun lalu", ANGGARAN
    bantuan = "Ringkasan anggaran tahun sebelum sistem ini dipakai."
    model = RiwayatAnggaran
    kolom = ("tahun", "jumlah_program", "jumlah_kegiatan", "jumlah_sub_kegiatan", "pagu", "realisasi")
    hitungan = (Hitungan("serapan", "%"),)

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        return RiwayatAnggaran.objects.for_instansi(lingkup.instansi).filter(tahun__lt=lingkup.tahun)

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"instansi": lingkup.instansi}

    def check(self, lingkup: Lingkup, nilai: Any) -> dict[str, str]:
        if (tahun := nilai.get("tahun")) is not None and tahun >= lingkup.tahun:
            return {"tahun": f"Isi tahun sebelum {lingkup.tahun}."}
        return {}

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        return {f"{b.pk}-serapan": format_nilai(publish(calculate_serapan(b.realisasi, b.pagu))) for b in baris}


class TabelLayanan(TabelTahunan):
    kunci, judul, kelompok = "layanan", "Layanan", ANGGARAN
    bantuan = "Produk layanan dan banyaknya yang dilayani; kosongkan jumlahnya bila tidak dihitung."
    model = Layanan
    berurut = salin = True
    kosongkan = ("jumlah",)
    kolom = ("nama", "unit", "jumlah")
    kosong = Kosong(Q(jumlah=None), "belum ada jumlahnya")


TABEL = (TabelBelanja, TabelJenisBelanja, TabelPendapatan, TabelRiwayat, TabelLayanan)
