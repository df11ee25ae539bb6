"""The tables of the plan: Renja, its rows and indicators, draft RKPD and needs, proposals of the community."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from anggaran.rencana.unit import list_unit
from organisasi.kisi import Peringatan
from organisasi.models import UnitKerja
from organisasi.tabel_isian.tabel import Hitungan, Kosong, Lingkup, Pilihan, TabelIsian, TabelTahunan
from renja.daftar_isian_renstra import TABEL as TABEL_RENSTRA
from renja.models import IndikatorRencana, Kebutuhan, PosRencana, RancanganRkpd, Renja, UsulanMasyarakat
from renja.rekap import SUBKEGIATAN, build_isi, build_sisi, format_uang, sum_telaah
from renstra.models import Sasaran

IKUT = ("unit", "sasaran", "penanggung_jawab")
RENCANA_KERJA = "Rencana kerja (Renja)"
SUB_TANPA_PAGU = Q(pagu=None, kode__regex=r"^([0-9]+\.){5}")


class _Renja(TabelIsian):
    kelompok = RENCANA_KERJA
    menu = "renja"
    induk = ("lihat_renja", "Ke halaman Renja")


class TabelRenja(_Renja, TabelTahunan):
    kunci, judul = "renja", "Renja dan Renja Perubahan"
    bantuan = "Nomor dan tanggal penetapan, serta kalimat pendek yang dicetak di dokumennya. Boleh kosong."
    model = Renja
    kolom = (
        "jenis", "nomor", "tanggal", "kinerja_pelayanan", "isu_penting", "telaah_rkpd", "kebijakan_nasional",
        "alasan_perubahan", "penutup",
    )  # fmt: skip
    kosong = Kosong(Q(nomor=""), "belum ada nomornya")


class _TabelPerRenja(_Renja):
    """Rows of one Renja at a time: as first adopted, or as revised."""

    saringan = "Renja"
    ajakan = "Buat dahulu Renja di menu Renja."
    jalur_renja = "renja"

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        semua = self.model.objects.for_instansi(lingkup.instansi).in_tahun(lingkup.tahun)
        return semua.filter(**{self.jalur_renja: lingkup.pilihan}) if lingkup.pilihan else semua

    def list_pilihan(self, lingkup: Lingkup) -> Pilihan:
        semua = Renja.objects.for_instansi(lingkup.instansi).in_tahun(lingkup.tahun)
        return [(str(r.pk), str(r)) for r in semua]


class TabelRencana(_TabelPerRenja):
    """Rows in the order of their codes; money is typed at the lowest level and added up by the server."""

    kunci, judul = "rencana", "Program, kegiatan, dan sub kegiatan Renja"
    bantuan = (
        "Ketik atau tempel kode dan uraiannya; kode boleh tanpa titik. Pagu diisi di sub kegiatan, jumlah di atasnya "
        "dihitung sendiri. Prakiraan maju adalah pagu tahun berikutnya."
    )
    model = PosRencana
    kolom = (
        "kode", "uraian", "unit", "lokasi", "pagu", "sumber_dana", "pagu_maju", "sasaran", "penanggung_jawab",
        "catatan_penting", "alasan",
    )  # fmt: skip
    ikut = ("indikator",)
    jalur_tahun = "renja__tahun"
    hitungan = (Hitungan("pagu", "Jumlah pagu"), Hitungan("maju", "Jumlah prakiraan maju"))
    ringkasan = (
        Hitungan("program", "Program"),
        Hitungan("kegiatan", "Kegiatan"),
        Hitungan("sub", "Sub kegiatan"),
        Hitungan("pagu", "Jumlah pagu (Rp)"),
        Hitungan("maju", "Jumlah prakiraan maju (Rp)"),
    )
    kosong = Kosong(SUB_TANPA_PAGU, "belum ada pagunya")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        urut = ("renja", F("unit__urut").asc(nulls_first=True), F("unit").asc(nulls_first=True), "kode")
        return super().query(lingkup).select_related(*IKUT).prefetch_related("indikator").order_by(*urut)

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"renja_id": int(lingkup.pilihan)} if lingkup.pilihan else {}

    def list_kolom(self, lingkup: Lingkup) -> tuple[str, ...]:
        """A Renja as first adopted has no reasons of change."""
        murni = Renja.objects.filter(pk=lingkup.pilihan or 0, jenis=Renja.Jenis.MURNI).exists()
        return tuple(k for k in self.kolom if not (murni and k == "alasan"))

    def list_rujukan(self, bidang: str, lingkup: Lingkup) -> QuerySet[Any]:
        if bidang == "unit":
            return UnitKerja.objects.filter(pk__in=[u.pk for u in list_unit(lingkup.instansi, lingkup.tahun)])
        if bidang == "sasaran":
            berlaku = Q(renstra__tahun_awal__lte=lingkup.tahun, renstra__tahun_akhir__gte=lingkup.tahun)
            terpakai = Q(rencana__renja__instansi=lingkup.instansi, rencana__renja__tahun=lingkup.tahun)
            return Sasaran.objects.for_instansi(lingkup.instansi).filter(berlaku | terpakai).distinct()
        return super().list_rujukan(bidang, lingkup)

    def list_saran(self, lingkup: Lingkup) -> Mapping[str, Sequence[str]]:
        baris = list(self.query(lingkup).values_list("lokasi", "sumber_dana"))
        return {"lokasi": [b[0] for b in baris], "sumber_dana": [b[1] for b in baris]}

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        isi = build_isi(Renja(tahun=lingkup.tahun), baris)
        simpul = {s.pk: s for s in isi.walk() if s.pk is not None}
        hasil = {}
        for pk, s in simpul.items():
            hasil[f"{pk}-pagu"], hasil[f"{pk}-maju"] = format_uang(s.pagu), format_uang(s.pagu_maju)
        return {
            **hasil,
            "tabel-program": str(isi.jumlah_program),
            "tabel-kegiatan": str(isi.jumlah_kegiatan),
            "tabel-sub": str(isi.jumlah_sub_kegiatan),
            "tabel-pagu": format_uang(isi.pagu),
            "tabel-maju": format_uang(isi.pagu_maju),
        }

    def warn(self, lingkup: Lingkup, baris: Any) -> Iterable[Peringatan]:
        if baris.tingkat == SUBKEGIATAN or (baris.pagu is None and baris.pagu_maju is None):
            return
        milik = build_isi(Renja(tahun=lingkup.tahun), list(self.query(lingkup)))
        simpul = next((s for s in milik.walk() if s.pk == baris.pk), None)
        for s in simpul.silang if simpul else ():
            jumlah = f"Jumlah di bawahnya Rp {format_uang(s.jumlah)}"
            if s.jumlah:
                yield Peringatan(s.bidang, f"{jumlah}; itu yang dipakai. Kosongkan sel ini.")
            else:
                yield Peringatan(s.bidang, f"{jumlah}, jadi isian ini yang dipakai. Isi uangnya di bawahnya.")


class TabelIndikatorRencana(_TabelPerRenja):
    kunci, judul = "indikator-rencana", "Indikator dan target Renja"
    bantuan = (
        "Satu baris rencana boleh punya beberapa indikator, atau tidak punya. Target boleh berupa angka, “2 dokumen”, "
        "atau kata; dicetak persis seperti diketik."
    )
    model = IndikatorRencana
    kolom = ("pos", "uraian", "satuan", "target", "target_maju")
    kolom_lebar = ("pos",)
    berurut = True
    seurut = "pos_id"
    jalur_renja = "pos__renja"
    jalur_tahun = "pos__renja__tahun"
    kosong = Kosong(Q(target=""), "belum ada targetnya")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        unit = F("pos__unit").asc(nulls_first=True)
        return (
            super().query(lingkup).select_related("pos__unit").order_by("pos__renja", unit, "pos__kode", "urut", "pk")
        )

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {}

    def list_rujukan(self, bidang: str, lingkup: Lingkup) -> QuerySet[Any]:
        return TabelRencana().query(lingkup).prefetch_related(None)


class _TabelTelaah(_Renja, TabelTahunan):
    berurut = True
    uang = ""
    ringkasan = (Hitungan("jumlah", "Jumlah (Rp)"),)

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        jumlah = sum_telaah([build_sisi(b, getattr(b, self.uang)) for b in baris])
        return {"tabel-jumlah": format_uang(jumlah)}


class TabelRancanganRkpd(_TabelTelaah):
    kunci, judul = "rancangan-rkpd", "Rancangan awal RKPD"
    bantuan = (
        "Isi rancangan awal RKPD untuk kecamatan. Dicetak bersebelahan dengan analisis kebutuhan, dicocokkan menurut kode "
        "dan indikator."
    )
    model = RancanganRkpd
    kolom = ("kode", "uraian", "lokasi", "indikator", "target", "pagu")
    uang = "pagu"
    kosong = Kosong(Q(pagu=None), "belum ada pagunya")


class TabelKebutuhan(_TabelTelaah):
    kunci, judul = "kebutuhan-renja", "Analisis kebutuhan"
    bantuan = "Kebutuhan menurut kecamatan sendiri, dengan catatan bila berbeda dari rancangan awal RKPD."
    model = Kebutuhan
    kolom = ("kode", "uraian", "lokasi", "indikator", "target", "dana", "catatan")
    uang = "dana"
    kosong = Kosong(Q(dana=None), "belum ada dananya")


class TabelUsulan(_Renja, TabelTahunan):
    kunci, judul = "usulan-masyarakat", "Usulan masyarakat"
    bantuan = "Usulan dari musrenbang, pokok pikiran DPRD, dan lainnya, dengan keputusan dan alasannya."
    model = UsulanMasyarakat
    berurut = True
    kolom = ("uraian", "lokasi", "indikator", "besaran", "sumber", "status", "alasan", "catatan")
    kosong = Kosong(Q(status="belum"), "belum diputuskan")

    def warn(self, lingkup: Lingkup, baris: Any) -> Iterable[Peringatan]:
        if baris.status in ("ditunda", "ditolak") and not baris.alasan and not baris.catatan:
            yield Peringatan("alasan", f"Tulis alasannya {baris.status}.")


TABEL = (
    TabelRenja,
    TabelRencana,
    TabelIndikatorRencana,
    TabelRancanganRkpd,
    TabelKebutuhan,
    TabelUsulan,
    *TABEL_RENSTRA,
)
