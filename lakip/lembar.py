"""The identity sheet, which ties the layers together, and the sheet of the perencana's own words."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from buku_kerja.identitas import NAMA_IDENTITAS, Isi, Isian
from buku_kerja.konteks import Konteks
from buku_kerja.laporan import LaporanImpor, Ringkasan
from buku_kerja.sel import is_setara
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from evaluasi.models import LembarEvaluasi
from lakip.acuan import muat_acuan
from lakip.models import Laporan, Narasi, Susunan
from organisasi.models import Instansi, Kabupaten, Skala
from renstra.models import Renstra, Rpjmd
from survei.models import Survei

JUDUL = {"LKj": Kabupaten.Judul.LKJ, "LKjIP": Kabupaten.Judul.LKJIP, "LAKIP": Kabupaten.Judul.LAKIP}
SUSUNAN_BAWAAN = "permenpan-53-2014"

_M = TypeVar("_M", bound=Model)
Bidang = tuple[tuple[str, str], ...]  # (line of the sheet, field of the model)

KABUPATEN = (
    ("Status kota", "kota"),
    ("Provinsi", "provinsi"),
    ("Ibu kota kabupaten", "ibu_kota"),
    ("Judul laporan", "judul_laporan"),
    ("Aturan indikator makin rendah makin baik", "aturan_turun"),
    ("Batas capaian dalam rata-rata", "batas_capaian"),
    ("Efisiensi dinilai", "nilai_efisiensi"),
    ("Cara tanda tangan perjanjian", "cara_tanda"),
)
SKALA = (
    ("Skala indikator", "skala_indikator"),
    ("Skala kegiatan", "skala_kegiatan"),
    ("Skala SKM", "skala_skm"),
    ("Skala AKIP", "skala_akip"),
)
INSTANSI = (
    ("Instansi", "nama"),
    ("Kode perangkat daerah", "kode"),
    ("Ibu kota kecamatan", "ibu_kota"),
    ("Alamat", "alamat"),
    ("Kode pos", "kode_pos"),
    ("Telepon", "telepon"),
    ("Surel", "surel"),
    ("Laman", "laman"),
    ("Dasar pembentukan", "dasar_pembentukan"),
    ("Dasar organisasi", "dasar_organisasi"),
)
RPJMD = (("Visi", "visi"), ("RPJMD tahun akhir", "tahun_akhir"), ("Dasar RPJMD", "dasar_hukum"))
SURVEI = (
    ("SKM responden", "responden"),
    ("SKM jumlah penerima layanan", "populasi"),
    ("SKM pembulatan bobot", "bobot_desimal"),
    ("SKM jumlah unsur", "jumlah_unsur"),
    ("SKM jumlah nilai persepsi", "jumlah_nilai"),
)
RENSTRA = (
    ("Renstra tahun akhir", "tahun_akhir"),
    ("Dasar Renstra", "dasar_hukum"),
    ("Nomor keputusan IKU", "nomor_iku"),
    ("Tanggal keputusan IKU", "tanggal_iku"),
)
EVALUASI = (("LKE tahun dinilai", "tahun_dinilai"), ("LKE nomor LHE", "nomor"), ("LKE tanggal LHE", "tanggal"))


class IdentitasKecamatan:
    """Kabupaten, instansi, the plans' periods, report, survey and LKE of the year."""

    isian = (
        Isian("Kabupaten", wajib=True, bantuan="Tanpa kata Kabupaten atau Kota: Tanah Laut."),
        Isian("Status kota", Jenis.YA_TIDAK),
        Isian("Provinsi"),
        Isian("Ibu kota kabupaten"),
        Isian("Judul laporan", Jenis.PILIHAN, pilihan=tuple((k, v.value) for k, v in JUDUL.items())),
        Isian(
            "Aturan indikator makin rendah makin baik",
            Jenis.PILIHAN,
            pilihan=(("selisih", "selisih"), ("nisbah", "nisbah")),
            bantuan="selisih: (2 × target − realisasi) ÷ target; nisbah: target ÷ realisasi.",
        ),
        Isian("Batas capaian dalam rata-rata", Jenis.ANGKA, bantuan="Kosong: tidak dibatasi."),
        Isian("Efisiensi dinilai", Jenis.YA_TIDAK),
        Isian(
            "Cara tanda tangan perjanjian",
            Jenis.PILIHAN,
            pilihan=tuple((c.value, c.value) for c in Kabupaten.CaraTanda),
            bantuan="keduanya, hanya elektronik, atau hanya kertas.",
        ),
        *(Isian(judul, bantuan="Nama skala predikat yang dipakai kabupaten.") for judul, _ in SKALA),
        Isian("Kunci", wajib=True, bantuan="Nama pendek untuk alamat, huruf kecil tanpa spasi: pelaihari."),
        Isian("Instansi", wajib=True, bantuan="Nama lengkap: Kecamatan Pelaihari."),
        Isian("Tahun", Jenis.TAHUN, wajib=True),
        *(Isian(judul) for judul, _ in INSTANSI[1:]),
        Isian("Visi", Jenis.PARAGRAF),
        Isian("RPJMD tahun awal", Jenis.TAHUN),
        Isian("RPJMD tahun akhir", Jenis.TAHUN),
        Isian("Dasar RPJMD"),
        Isian("Renstra tahun awal", Jenis.TAHUN),
        Isian("Renstra tahun akhir", Jenis.TAHUN),
        Isian("Dasar Renstra"),
        Isian("Nomor keputusan IKU", bantuan="Keputusan camat tentang IKU: 188.4/12 Tahun 2021."),
        Isian("Tanggal keputusan IKU", Jenis.TANGGAL),
        Isian("Susunan laporan", bantuan="permenpan-53-2014, pelaihari-2023, towuti-2023, atau susunan kabupaten."),
        Isian("Tempat penetapan"),
        Isian("Tanggal penetapan", Jenis.TANGGAL),
        Isian("SKM responden", Jenis.BULAT),
        Isian("SKM jumlah penerima layanan", Jenis.BULAT),
        Isian(
            "SKM pembulatan bobot",
            Jenis.PILIHAN,
            pilihan=(("2", "2"), ("3", "3")),
            bantuan="Banyaknya angka desimal bobot unsur; kosong: tepat 1/n.",
        ),
        Isian("SKM jumlah unsur", Jenis.BULAT, bantuan="Hanya bila nilai per unsur tidak ada."),
        Isian("SKM jumlah nilai persepsi", Jenis.ANGKA, bantuan="Hanya bila nilai per unsur tidak ada."),
        Isian("LKE tahun dinilai", Jenis.TAHUN),
        Isian("LKE nomor LHE"),
        Isian("LKE tanggal LHE", Jenis.TANGGAL),
    )

    # ---- import

    def about(self, isi: Isi) -> tuple[str, int]:
        return str(isi["Kunci"]).lower(), isi["Tahun"]

    def prepare(self, isi: Isi, laporan: LaporanImpor, ubah_bersama: bool) -> Konteks | None:
        """Find or make kabupaten, instansi and what hangs on them; None where anything of it cannot be.

        A database without reference data (outlines, scales, nomenclature) gets the shipped ones first.
        """
        if not Susunan.objects.exists():
            muat_acuan()
        semula, sebelum = self.find(*self.about(isi)), len(laporan.galat)
        lama = self.read(semula) if semula else {}
        kabupaten = self._kabupaten(isi, laporan, ubah_bersama)
        instansi = self._instansi(isi, laporan, kabupaten) if kabupaten else None
        if kabupaten is None or instansi is None:
            return None
        konteks = Konteks(instansi, isi["Tahun"], ubah_bersama=ubah_bersama)
        konteks.objek["rpjmd"] = rpjmd = self._rpjmd(isi, laporan, kabupaten, ubah_bersama)
        konteks.objek["renstra"] = self._renstra(isi, laporan, instansi, rpjmd)
        konteks.objek["laporan"] = self._laporan(isi, laporan, konteks)
        konteks.objek["survei"] = self._setahun(isi, laporan, konteks, Survei, SURVEI)
        konteks.objek["lembar_evaluasi"] = self._setahun(isi, laporan, konteks, LembarEvaluasi, EVALUASI)
        self._sum_up(lama, self.read(konteks), laporan)
        return konteks if len(laporan.galat) == sebelum else None

    def _sum_up(self, lama: dict[str, Any], kini: dict[str, Any], laporan: LaporanImpor) -> None:
        r = laporan.lembar.setdefault(NAMA_IDENTITAS, Ringkasan())
        for isian in self.isian:
            a, b = (nilai.get(isian.judul) or None for nilai in (lama, kini))
            if a is None and b is None:
                continue
            r.baru += a is None
            r.hilang += b is None
            r.sama += a == b
            r.berubah += None not in (a, b) and a != b

    def _kabupaten(self, isi: Isi, laporan: LaporanImpor, ubah_bersama: bool) -> Kabupaten | None:
        nilai = {b: isi[j] for j, b in KABUPATEN if isi[j] is not None}
        for judul, bidang in SKALA:
            if isi[judul] is None:
                continue
            nilai[bidang] = Skala.objects.filter(nama__iexact=isi[judul]).first()
            if nilai[bidang] is None:
                ada = ", ".join(Skala.objects.values_list("nama", flat=True)) or "belum ada; jalankan muat_acuan"
                laporan.add(isi.find_lokasi(judul), f'Skala "{isi[judul]}" tidak ada. Pilih salah satu: {ada}.')
                del nilai[bidang]
        semua = (*KABUPATEN, *SKALA)
        kabupaten = Kabupaten.objects.filter(nama__iexact=isi["Kabupaten"]).first()
        if kabupaten is None:
            return self._save(Kabupaten(nama=isi["Kabupaten"], **nilai), isi, laporan, semua)
        return self._bersama(kabupaten, nilai, isi, laporan, semua, ubah_bersama)

    def _instansi(self, isi: Isi, laporan: LaporanImpor, kabupaten: Kabupaten) -> Instansi | None:
        kunci, _ = self.about(isi)
        instansi = Instansi.objects.filter(slug=kunci).first() or Instansi(slug=kunci, kabupaten=kabupaten)
        if instansi.kabupaten_id != kabupaten.pk:
            pesan = f'Kunci "{kunci}" sudah dipakai {instansi} di {instansi.kabupaten}. Periksa Kunci dan Kabupaten.'
            laporan.add(isi.find_lokasi("Kunci"), pesan)
            return None
        if not instansi.aktif:
            pesan = f"{instansi} sudah dinonaktifkan, jadi datanya tidak diubah. Admin kabupaten dapat mengaktifkannya."
            laporan.add(isi.find_lokasi("Kunci"), pesan)
            return None
        return self._update(instansi, isi, laporan, (("Kunci", "slug"), *INSTANSI))

    def _rpjmd(self, isi: Isi, laporan: LaporanImpor, kabupaten: Kabupaten, ubah_bersama: bool) -> Rpjmd | None:
        if not self._check_masa(isi, laporan, "RPJMD"):
            return None
        awal = isi["RPJMD tahun awal"]
        nilai = {b: isi[j] for j, b in RPJMD if isi[j] is not None}
        rpjmd = Rpjmd.objects.filter(kabupaten=kabupaten, tahun_awal=awal).first()
        if rpjmd is None:
            return self._save(Rpjmd(kabupaten=kabupaten, tahun_awal=awal, **nilai), isi, laporan, RPJMD)
        return self._bersama(rpjmd, nilai, isi, laporan, RPJMD, ubah_bersama)

    def _renstra(self, isi: Isi, laporan: LaporanImpor, instansi: Instansi, rpjmd: Rpjmd | None) -> Renstra | None:
        if not self._check_masa(isi, laporan, "Renstra"):
            return None
        awal, akhir = isi["Renstra tahun awal"], isi["Renstra tahun akhir"]
        if not awal <= isi["Tahun"] <= akhir:
            pesan = f"Renstra {awal}–{akhir} tidak mencakup tahun {isi['Tahun']}. Isi Renstra yang berlaku tahun itu."
            laporan.add(isi.find_lokasi("Renstra tahun awal"), pesan)
            return None
        renstra = Renstra.objects.filter(instansi=instansi, tahun_awal=awal).first()
        renstra = renstra or Renstra(instansi=instansi, tahun_awal=awal)
        beda = renstra.rpjmd_id != (rpjmd.pk if rpjmd else None)
        renstra.rpjmd = rpjmd
        return self._update(renstra, isi, laporan, RENSTRA, paksa=beda)

    def _check_masa(self, isi: Isi, laporan: LaporanImpor, nama: str) -> bool:
        """Whether both ends of a plan are filled; only one of them is an error."""
        awal, akhir = isi[f"{nama} tahun awal"], isi[f"{nama} tahun akhir"]
        if (awal is None) != (akhir is None):
            kosong = f"{nama} tahun {'awal' if awal is None else 'akhir'}"
            laporan.add(isi.find_lokasi(kosong), f'Isian "{kosong}" kosong; isi tahun awal dan tahun akhirnya.')
        return awal is not None and akhir is not None

    def _laporan(self, isi: Isi, laporan: LaporanImpor, konteks: Konteks) -> Laporan | None:
        kunci = isi["Susunan laporan"] or SUSUNAN_BAWAAN
        kabupaten = konteks.instansi.kabupaten
        susunan = (  # the kabupaten's own outline before the preset of the same name
            Susunan.objects.filter(kabupaten=kabupaten, kunci=kunci).first()
            or Susunan.objects.filter(kabupaten=None, kunci=kunci).first()
        )
        if susunan is None:
            milik = Susunan.objects.filter(Q(kabupaten=None) | Q(kabupaten=kabupaten))
            ada = ", ".join(milik.values_list("kunci", flat=True)) or "belum ada; jalankan muat_acuan"
            pesan = f'Susunan laporan "{kunci}" tidak ada. Pilih salah satu: {ada}.'
            laporan.add(isi.find_lokasi("Susunan laporan"), pesan)
            return None
        lama = Laporan.objects.filter(instansi=konteks.instansi, tahun=konteks.tahun).first()
        dokumen = lama or Laporan(instansi=konteks.instansi, tahun=konteks.tahun)
        beda = lama is None or (lama.susunan_id != susunan.pk and "Susunan laporan" in isi.lokasi)
        if beda:
            dokumen.susunan = susunan
        bidang = (("Tempat penetapan", "tempat"), ("Tanggal penetapan", "tanggal"))
        return self._update(dokumen, isi, laporan, bidang, paksa=beda)

    def _setahun(self, isi: Isi, laporan: LaporanImpor, konteks: Konteks, kelas: type[_M], bidang: Bidang) -> _M | None:
        """The survey or the LKE of the year; none where no line of it is filled."""
        ada = kelas._default_manager.filter(instansi=konteks.instansi, tahun=konteks.tahun).first()
        if ada is None and all(isi[j] is None for j, _ in bidang):
            return None
        baris = ada or kelas(instansi=konteks.instansi, tahun=konteks.tahun)
        if isinstance(baris, LembarEvaluasi) and isi["LKE tahun dinilai"] is None:
            isi.nilai["LKE tahun dinilai"] = baris.tahun_dinilai or konteks.tahun - 1
        return self._update(baris, isi, laporan, bidang)

    def _bersama(
        self, baris: _M, nilai: dict[str, Any], isi: Isi, laporan: LaporanImpor, bidang: Bidang, ubah: bool
    ) -> _M | None:
        """Compare what all kecamatan share; a workbook of one of them changes it only where that is wanted (``ubah``)."""
        beda = {j: b for j, b in bidang if b in nilai and not self._is_sama(baris, j, b, nilai[b])}
        for judul, b in beda.items():
            if ubah:
                setattr(baris, b, nilai[b])
            else:
                pesan = f'Isian "{judul}" berbeda dengan pengaturan kabupaten ({baris}); yang dipakai pengaturan itu.'
                laporan.add(isi.find_lokasi(judul), pesan, galat=False)
        return self._save(baris, isi, laporan, bidang) if beda and ubah else baris

    def _is_sama(self, baris: Model, judul: str, bidang: str, nilai: Any) -> bool:
        lama = getattr(baris, bidang)
        if isinstance(nilai, Model) or nilai is None or lama is None:
            return bool(lama == nilai)
        return is_setara(lama, nilai, next(i for i in self.isian if i.judul == judul).kolom)

    def _update(self, baris: _M, isi: Isi, laporan: LaporanImpor, bidang: Bidang, *, paksa: bool = False) -> _M | None:
        """Set the fields from the lines and save where anything differs. A line that is not there changes nothing."""
        beda = paksa or baris.pk is None
        for judul, nama in bidang:
            medan = baris._meta.get_field(nama)
            if judul not in isi.lokasi and baris.pk is not None:
                continue
            nilai = isi[judul] if isi[judul] is not None else (None if medan.null else "")
            if nama == "slug":
                nilai = str(nilai).lower()
            if nama == "bobot_desimal" and nilai is not None:
                nilai = int(nilai)
            if not self._is_sama(baris, judul, nama, nilai):
                setattr(baris, nama, nilai)
                beda = True
        return self._save(baris, isi, laporan, bidang) if beda else baris

    def _save(self, baris: _M, isi: Isi, laporan: LaporanImpor, bidang: Bidang) -> _M | None:
        judul = {nama: j for j, nama in bidang}
        try:
            baris.full_clean()
        except ValidationError as galat:
            for nama, daftar in galat.message_dict.items():
                lokasi = isi.find_lokasi(judul.get(nama, ""))
                awalan = f'Isian "{judul[nama]}": ' if nama in judul else ""
                for pesan in daftar:
                    laporan.add(lokasi, f"{awalan}{pesan}")
            return None
        baris.save()
        return baris

    # ---- export

    def find(self, slug: str, tahun: int) -> Konteks | None:
        instansi = Instansi.objects.filter(slug=slug).select_related("kabupaten").first()
        if instansi is None:
            return None
        renstra: Renstra | None = (
            Renstra.objects.filter(instansi=instansi, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
            .select_related("rpjmd")
            .order_by("-tahun_awal")
            .first()
        )
        konteks = Konteks(instansi, tahun)
        konteks.objek = {
            "renstra": renstra,
            "rpjmd": renstra.rpjmd if renstra else None,
            "laporan": Laporan.objects.filter(instansi=instansi, tahun=tahun).select_related("susunan").first(),
            "survei": Survei.objects.filter(instansi=instansi, tahun=tahun).first(),
            "lembar_evaluasi": LembarEvaluasi.objects.filter(instansi=instansi, tahun=tahun).first(),
        }
        ada = konteks.objek["laporan"] or instansi.program.filter(tahun=tahun).exists() or renstra
        return konteks if ada else None

    def read(self, konteks: Konteks) -> dict[str, Any]:
        o, kabupaten = konteks.objek, konteks.instansi.kabupaten
        nilai: dict[str, Any] = {"Kabupaten": kabupaten.nama, "Kunci": konteks.instansi.slug, "Tahun": konteks.tahun}
        nilai |= {j: getattr(kabupaten, b) for j, b in KABUPATEN}
        nilai |= {j: skala.nama for j, b in SKALA if (skala := getattr(kabupaten, b))}
        nilai |= {j: getattr(konteks.instansi, b) for j, b in INSTANSI}
        if rpjmd := o["rpjmd"]:
            nilai |= {"Visi": rpjmd.visi, "RPJMD tahun awal": rpjmd.tahun_awal, "RPJMD tahun akhir": rpjmd.tahun_akhir}
            nilai["Dasar RPJMD"] = rpjmd.dasar_hukum
        if renstra := o["renstra"]:
            nilai |= {"Renstra tahun awal": renstra.tahun_awal, **{j: getattr(renstra, b) for j, b in RENSTRA}}
        if laporan := o["laporan"]:
            nilai |= {
                "Susunan laporan": laporan.susunan.kunci,
                "Tempat penetapan": laporan.tempat,
                "Tanggal penetapan": laporan.tanggal,
            }
        for kunci, bidang in (("survei", SURVEI), ("lembar_evaluasi", EVALUASI)):
            if o[kunci]:
                nilai |= {j: getattr(o[kunci], b) for j, b in bidang}
        if nilai.get("SKM pembulatan bobot") is not None:
            nilai["SKM pembulatan bobot"] = str(nilai["SKM pembulatan bobot"])
        return nilai


class LembarNarasi(Lembar):
    nama = "Narasi"
    model = Narasi
    bantuan = "Kata-kata perencana di setiap bagian laporan, menurut nama bagian."
    kolom = (
        Kolom("Bagian", "bagian", wajib=True, kunci=True),
        Kolom("Cara", "cara", Jenis.PILIHAN, wajib=True, kunci=True, pilihan=tuple((v, v) for v in Narasi.Cara.values)),
        Kolom("Teks", "teks", Jenis.PARAGRAF, wajib=True),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return Narasi.objects.filter(laporan=konteks.objek.get("laporan"))

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        if konteks.objek.get("laporan") is None:
            raise Kesalahan("")
        return {**nilai, "laporan": konteks.objek["laporan"]}


IDENTITAS = IdentitasKecamatan()
LEMBAR = (LembarNarasi,)
