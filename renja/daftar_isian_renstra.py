"""The tables of the Renstra's plan of programmes (T-C.27): money and targets by year, and what earlier years brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import F, QuerySet

from anggaran.models import Program
from kinerja.nilai import is_nilai
from kinerja.target import print_target
from kinerja.tulisan import TANDA_KOSONG, format_angka
from organisasi.kisi import Peringatan
from organisasi.models import Instansi, UnitKerja
from organisasi.tabel_isian.anak import Anak
from organisasi.tabel_isian.tabel import Hitungan, Lingkup, TabelIsian
from renja.rekap import format_uang
from renja.rekap_renstra import SimpulRenstra, UkuranRenstra, build_rencana, build_ukuran
from renstra.models import IndikatorPosRenstra, PosRenstra, Renstra, Sasaran
from renstra.rekap import find_renstra

RENCANA_RENSTRA = "Program dalam Renstra"


def list_tahun(lingkup: Lingkup) -> list[int]:
    renstra = find_renstra(lingkup.instansi, lingkup.tahun)
    return list(range(renstra.tahun_awal, renstra.tahun_akhir + 1)) if renstra else []


def list_tahun_luar(lingkup: Lingkup) -> list[int]:
    """Return the years before this one whose budget is not in the system for every unit of the plan."""
    unit = set(PosRenstra.objects.filter(renstra=find_renstra(lingkup.instansi, lingkup.tahun)).values_list("unit"))
    ada = set(_list_tahun_unit(lingkup.instansi))
    return [t for t in list_tahun(lingkup) if t < lingkup.tahun and any((t, u) not in ada for (u,) in unit)]


def _list_tahun_unit(instansi: Instansi) -> QuerySet[Any]:
    return Program.objects.for_instansi(instansi).order_by().values_list("tahun", "unit").distinct()


class _TabelRenstra(TabelIsian):
    """Rows of the Renstra that covers the year: the same rows in each of its years."""

    kelompok = RENCANA_RENSTRA
    menu = "renstra"
    induk = ("lihat_program_renstra", "Ke program Renstra")
    saringan = "Renstra"
    anak: ClassVar[Anak]
    kolom_akhir: ClassVar[tuple[str, ...]] = ()  # after the years
    ajakan = "Buat dahulu Renstra di menu Renstra."

    def list_pilihan(self, lingkup: Lingkup) -> list[tuple[str, str]]:
        renstra = find_renstra(lingkup.instansi, lingkup.tahun)
        return [(str(renstra.pk), f"{renstra.tahun_awal}–{renstra.tahun_akhir}")] if renstra else []

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {}

    def list_kunci_anak(self, lingkup: Lingkup) -> Sequence[int]:
        return list_tahun(lingkup)

    def list_kolom(self, lingkup: Lingkup) -> tuple[str, ...]:
        return (*self.kolom, *map(self.anak.name, self.list_kunci_anak(lingkup)), *self.kolom_akhir)

    def list_tahun(self, instansi: Instansi) -> list[int]:
        return []


class _TabelPos(_TabelRenstra):
    model = PosRenstra
    kolom: ClassVar[tuple[str, ...]] = ("kode", "uraian", "unit")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        semua = PosRenstra.objects.filter(renstra=find_renstra(lingkup.instansi, lingkup.tahun))
        urut = (F("unit__urut").asc(nulls_first=True), F("unit").asc(nulls_first=True), "kode")
        semua = semua.select_related("unit", "sasaran", "penanggung_jawab").order_by(*urut)
        return semua.prefetch_related("dana", "indikator__kinerja")

    def list_rujukan(self, bidang: str, lingkup: Lingkup) -> QuerySet[Any]:
        if bidang == "unit":
            kelurahan = UnitKerja.objects.for_instansi(lingkup.instansi).filter(jenis=UnitKerja.Jenis.KELURAHAN)
            terpakai = UnitKerja.objects.filter(pos_renstra__in=self.query(lingkup).values("pk"))
            return (kelurahan | terpakai.for_instansi(lingkup.instansi)).distinct()
        if bidang == "sasaran":
            return Sasaran.objects.filter(renstra=find_renstra(lingkup.instansi, lingkup.tahun))
        return super().list_rujukan(bidang, lingkup)


class _TabelUkuran(_TabelRenstra):
    model = IndikatorPosRenstra
    kolom: ClassVar[tuple[str, ...]] = ("pos", "uraian", "satuan")
    kolom_lebar = ("pos",)

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        semua = IndikatorPosRenstra.objects.filter(pos__renstra=find_renstra(lingkup.instansi, lingkup.tahun))
        unit = (F("pos__unit__urut").asc(nulls_first=True), F("pos__unit").asc(nulls_first=True))
        semua = semua.select_related("pos__unit").order_by(*unit, "pos__kode", "urut", "pk")
        return semua.prefetch_related("kinerja")

    def list_rujukan(self, bidang: str, lingkup: Lingkup) -> QuerySet[Any]:
        return TabelPosRenstra().query(lingkup).prefetch_related(None)


class TabelPosRenstra(_TabelPos):
    kunci, judul = "program-renstra", "Program dan dana Renstra"
    bantuan = (
        "Ketik atau tempel kode, uraian, dan dana setiap tahun seperti di tabel rencana program Renstra. Dana boleh 0; isi di "
        "tingkat terendah yang ada, jumlah di atasnya dihitung sendiri."
    )
    anak = Anak("dana", "tahun", "pagu", "pagu", lambda t: f"Dana {t} (Rp)")
    kolom_akhir = ("pagu_akhir", "sasaran", "penanggung_jawab", "lokasi", "kode_lain")
    ikut = ("dana", "indikator", "indikator__kinerja")
    hitungan = (Hitungan("akhir", "Jumlah sampai akhir"),)
    ringkasan = (
        Hitungan("program", "Program"),
        Hitungan("kegiatan", "Kegiatan"),
        Hitungan("sub", "Sub kegiatan"),
        Hitungan("akhir", "Jumlah dana Renstra (Rp)"),
    )

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"renstra_id": int(lingkup.pilihan)} if lingkup.pilihan else {}

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        rencana = build_rencana(Renstra(), baris)
        return {
            **{f"{s.pk}-akhir": format_uang(s.pagu_akhir) for s in rencana.walk() if s.pk is not None},
            "tabel-program": str(rencana.count("program")),
            "tabel-kegiatan": str(rencana.count("kegiatan")),
            "tabel-sub": str(rencana.count("subkegiatan")),
            "tabel-akhir": format_uang(rencana.pagu_akhir),
        }

    def warn(self, lingkup: Lingkup, baris: Any) -> Iterable[Peringatan]:
        dana = {d.tahun: d.pagu for d in baris.dana.all() if d.pagu is not None}
        if not dana and baris.pagu_akhir is None:
            return
        rencana = build_rencana(Renstra(), [b for b in self.query(lingkup) if b.unit_id == baris.unit_id])
        simpul = next((s for s in rencana.walk() if s.pk == baris.pk), None)
        if simpul is None:
            return
        yield from _warn_bawah(simpul, dana)
        if simpul.is_silang():
            yield Peringatan(
                "pagu_akhir", f"Jumlah setiap tahun Rp {format_uang(simpul.jumlah_tahun)}; yang dipakai isian ini."
            )


def _warn_bawah(simpul: SimpulRenstra, dana: Mapping[int, int]) -> Iterable[Peringatan]:
    """Say where money entered here gives way to the sum of the rows below."""
    for t, pagu in dana.items():
        jumlah = simpul.pagu(t)
        if jumlah != pagu:
            pesan = f"Jumlah di bawahnya Rp {format_uang(jumlah)}; itu yang dipakai. Kosongkan sel ini."
            yield Peringatan(f"pagu{t}", pesan)


class TabelIndikatorPosRenstra(_TabelUkuran):
    kunci, judul = "indikator-program-renstra", "Indikator dan target Renstra"
    bantuan = (
        "Indikator program, kegiatan, dan sub kegiatan dengan targetnya setiap tahun. Target boleh berupa angka, “2 dokumen”, "
        "atau kata. Kondisi akhir boleh dikosongkan: dihitung dari target setiap tahun menurut cara di kolom akumulasi."
    )
    anak = Anak("kinerja", "tahun", "target", "target", lambda t: f"Target {t}")
    kolom = ("pos", "uraian", "satuan", "kondisi_awal")
    kolom_akhir = ("kondisi_akhir", "akumulasi")
    berurut = True
    seurut = "pos_id"
    ikut = ("kinerja",)
    hitungan = (Hitungan("akhir", "Akhir Renstra"),)

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        return {f"{b.pk}-akhir": _print_akhir(build_ukuran(b)) for b in baris}


def _print_akhir(u: UkuranRenstra) -> str:
    akhir = u.akhir
    if is_nilai(akhir):
        return (
            print_target(u.kondisi_akhir, u.satuan) if u.kondisi_akhir else f"{format_angka(akhir)} {u.satuan}".strip()
        )
    return u.akhir_teks or TANDA_KOSONG


class _TahunLuar(_TabelRenstra):
    """What years brought that are not in the system; the rows themselves are those of the plan."""

    tambah = hapus = berurut = False

    def list_kunci_anak(self, lingkup: Lingkup) -> Sequence[int]:
        return list_tahun_luar(lingkup)

    def list_kolom_baris(self, lingkup: Lingkup, baris: Any, semua: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(k for k in semua if self.anak.read_kunci(k) is not None)

    def _warn(self, lingkup: Lingkup, unit: int | None, tahun: Iterable[int]) -> Iterable[Peringatan]:
        ada = set(_list_tahun_unit(lingkup.instansi))
        for t in tahun:
            if (t, unit) in ada:
                pesan = f"Anggaran {t} unit ini ada di sistem; realisasinya dipakai, bukan isian ini."
                yield Peringatan(self.anak.name(t), pesan)


class TabelRealisasiPosRenstra(_TahunLuar, _TabelPos):
    kunci, judul = "realisasi-program-renstra", "Realisasi dana tahun lalu"
    bantuan = (
        "Realisasi anggaran tahun-tahun Renstra yang tidak ada di sistem, per program, kegiatan, dan sub kegiatan. Tahun yang "
        "ada di sistem tidak perlu diisi."
    )
    anak = Anak("dana", "tahun", "realisasi", "realisasi", lambda t: f"Realisasi {t} (Rp)")

    def warn(self, lingkup: Lingkup, baris: Any) -> Iterable[Peringatan]:
        return self._warn(lingkup, baris.unit_id, [d.tahun for d in baris.dana.all() if d.realisasi is not None])


class TabelRealisasiIndikatorRenstra(_TahunLuar, _TabelUkuran):
    kunci, judul = "realisasi-indikator-renstra", "Realisasi kinerja tahun lalu"
    bantuan = (
        "Realisasi indikator program Renstra pada tahun yang tidak ada di sistem. Yang ada di sistem tidak perlu diisi."
    )
    anak = Anak("kinerja", "tahun", "realisasi", "realisasi", lambda t: f"Realisasi {t}")

    def warn(self, lingkup: Lingkup, baris: Any) -> Iterable[Peringatan]:
        return self._warn(lingkup, baris.pos.unit_id, [k.tahun for k in baris.kinerja.all() if k.realisasi])


TABEL = (TabelPosRenstra, TabelIndikatorPosRenstra, TabelRealisasiPosRenstra, TabelRealisasiIndikatorRenstra)
