"""The identity sheet, which ties the layers together, and the sheet of the perencana's own words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from buku_kerja.identitas import Isi, Isian
from buku_kerja.konteks import Konteks
from buku_kerja.laporan import LaporanImpor
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from evaluasi.models import LembarEvaluasi
from lakip.models import Laporan, Narasi, Susunan
from organisasi.models import Instansi, Kabupaten, Skala
from renstra.models import Renstra, Rpjmd
from survei.models import Survei

JUDUL = {"LKj": Kabupaten.Judul.LKJ, "LKjIP": Kabupaten.Judul.LKJIP, "LAKIP": Kabupaten.Judul.LAKIP}
SUSUNAN_BAWAAN = "permenpan-53-2014"

# (line of the sheet, field of the model)
KABUPATEN = (
    ("Status kota", "kota"),
    ("Provinsi", "provinsi"),
    ("Ibu kota kabupaten", "ibu_kota"),
    ("Judul laporan", "judul_laporan"),
    ("Aturan indikator makin rendah makin baik", "aturan_turun"),
    ("Batas capaian dalam rata-rata", "batas_capaian"),
    ("Efisiensi dinilai", "nilai_efisiensi"),
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
SURVEI = (
    ("SKM responden", "responden"),
    ("SKM jumlah penerima layanan", "populasi"),
    ("SKM pembulatan bobot", "bobot_desimal"),
    ("SKM jumlah unsur", "jumlah_unsur"),
    ("SKM jumlah nilai persepsi", "jumlah_nilai"),
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

    def prepare(self, isi: Isi, laporan: LaporanImpor) -> Konteks | None:
        """Find or make kabupaten, instansi and what hangs on them; report what cannot be."""
        kabupaten = self._kabupaten(isi, laporan)
        if kabupaten is None or (instansi := self._instansi(isi, laporan, kabupaten)) is None:
            return None
        konteks = Konteks(instansi, isi["Tahun"])
        konteks.objek["rpjmd"] = rpjmd = self._rpjmd(isi, laporan, kabupaten)
        konteks.objek["renstra"] = self._renstra(isi, laporan, instansi, rpjmd)
        self._laporan(isi, laporan, konteks)
        konteks.objek["survei"] = self._setahun(isi, laporan, konteks, Survei, SURVEI)
        konteks.objek["lembar_evaluasi"] = self._setahun(isi, laporan, konteks, LembarEvaluasi, EVALUASI)
        return konteks

    def _kabupaten(self, isi: Isi, laporan: LaporanImpor) -> Kabupaten | None:
        nilai = {b: isi[j] for j, b in KABUPATEN if isi[j] is not None}
        for judul, bidang in SKALA:
            if isi[judul] is None:
                continue
            nilai[bidang] = Skala.objects.filter(nama__iexact=isi[judul]).first()
            if nilai[bidang] is None:
                ada = ", ".join(Skala.objects.values_list("nama", flat=True))
                laporan.add(
                    isi.lokasi[judul],
                    f'Skala "{isi[judul]}" tidak ada. Pilih salah satu: {ada or "(belum ada skala)"}.',
                )
                return None
        kabupaten = Kabupaten.objects.filter(nama__iexact=isi["Kabupaten"]).first()
        if kabupaten is None:
            return self._save(Kabupaten(nama=isi["Kabupaten"], **nilai), isi, laporan, KABUPATEN)  # type: ignore[return-value]
        beda = [j for j, b in (*KABUPATEN, *SKALA) if b in nilai and getattr(kabupaten, b) != nilai[b]]
        for judul in beda:  # the rules are the whole kabupaten's: a workbook of one kecamatan does not change them
            laporan.add(
                isi.lokasi[judul],
                f'"{judul}" berbeda dengan pengaturan {kabupaten}; yang dipakai pengaturan kabupaten.',
                galat=False,
            )
        return kabupaten

    def _instansi(self, isi: Isi, laporan: LaporanImpor, kabupaten: Kabupaten) -> Instansi | None:
        instansi = Instansi.objects.filter(slug=isi["Kunci"]).first() or Instansi(
            slug=isi["Kunci"], kabupaten=kabupaten
        )
        if instansi.kabupaten_id != kabupaten.pk:
            laporan.add(
                isi.lokasi["Kunci"], f'Kunci "{isi["Kunci"]}" sudah dipakai {instansi} di {instansi.kabupaten}.'
            )
            return None
        return self._update(instansi, isi, laporan, INSTANSI)  # type: ignore[return-value]

    def _rpjmd(self, isi: Isi, laporan: LaporanImpor, kabupaten: Kabupaten) -> Rpjmd | None:
        awal, akhir = isi["RPJMD tahun awal"], isi["RPJMD tahun akhir"]
        if awal is None or akhir is None:
            return None
        rpjmd = Rpjmd.objects.filter(kabupaten=kabupaten, tahun_awal=awal).first()
        if rpjmd is not None:
            return rpjmd
        baru = Rpjmd(
            kabupaten=kabupaten, tahun_awal=awal, tahun_akhir=akhir, visi=isi["Visi"] or "",
            dasar_hukum=isi["Dasar RPJMD"] or "",
        )  # fmt: skip
        return self._save(baru, isi, laporan, (("RPJMD tahun akhir", "tahun_akhir"),))  # type: ignore[return-value]

    def _renstra(self, isi: Isi, laporan: LaporanImpor, instansi: Instansi, rpjmd: Rpjmd | None) -> Renstra | None:
        awal, akhir = isi["Renstra tahun awal"], isi["Renstra tahun akhir"]
        if awal is None or akhir is None:
            return None
        if not awal <= isi["Tahun"] <= akhir:
            laporan.add(
                isi.lokasi["Renstra tahun awal"],
                f"Renstra {awal}–{akhir} tidak mencakup tahun {isi['Tahun']}; laporan tahun ini tidak akan memuatnya.",
                galat=False,
            )
        renstra = Renstra.objects.filter(instansi=instansi, tahun_awal=awal).first()
        renstra = renstra or Renstra(instansi=instansi, tahun_awal=awal)
        renstra.rpjmd = rpjmd
        bidang = (("Renstra tahun akhir", "tahun_akhir"), ("Dasar Renstra", "dasar_hukum"))
        return self._update(renstra, isi, laporan, bidang, paksa=True)  # type: ignore[return-value]

    def _laporan(self, isi: Isi, laporan: LaporanImpor, konteks: Konteks) -> None:
        kunci = isi["Susunan laporan"] or SUSUNAN_BAWAAN
        milik = Q(kabupaten=None) | Q(kabupaten=konteks.instansi.kabupaten)
        susunan = Susunan.objects.filter(milik, kunci=kunci).order_by("kabupaten").last()
        if susunan is None:
            ada = ", ".join(Susunan.objects.filter(milik).values_list("kunci", flat=True)) or "jalankan muat_acuan"
            laporan.add(
                isi.lokasi.get("Susunan laporan", "Identitas"), f'Susunan laporan "{kunci}" tidak ada. Yang ada: {ada}.'
            )
            return
        lama = Laporan.objects.filter(instansi=konteks.instansi, tahun=konteks.tahun).first()
        dokumen = lama or Laporan(instansi=konteks.instansi, tahun=konteks.tahun)
        beda = lama is None or lama.susunan_id != susunan.pk
        dokumen.susunan = susunan
        bidang = (("Tempat penetapan", "tempat"), ("Tanggal penetapan", "tanggal"))
        konteks.objek["laporan"] = self._update(dokumen, isi, laporan, bidang, paksa=beda)

    def _setahun(
        self, isi: Isi, laporan: LaporanImpor, konteks: Konteks, kelas: Any, bidang: tuple[tuple[str, str], ...]
    ) -> Model | None:
        """The survey or the LKE of the year; none where no line of it is filled."""
        ada = kelas.objects.filter(instansi=konteks.instansi, tahun=konteks.tahun).first()
        if ada is None and all(isi[j] is None for j, _ in bidang):
            return None
        baris = ada or kelas(instansi=konteks.instansi, tahun=konteks.tahun)
        if isinstance(baris, LembarEvaluasi) and isi["LKE tahun dinilai"] is None:
            isi.nilai["LKE tahun dinilai"] = konteks.tahun - 1
        return self._update(baris, isi, laporan, bidang)

    def _update(
        self, baris: Model, isi: Isi, laporan: LaporanImpor, bidang: tuple[tuple[str, str], ...], *, paksa: bool = False
    ) -> Model | None:
        """Set the fields from the lines and save where anything differs."""
        beda = paksa or baris.pk is None
        for judul, nama in bidang:
            medan = baris._meta.get_field(nama)
            nilai = isi[judul] if isi[judul] is not None else (None if medan.null else "")
            if nama == "bobot_desimal" and nilai is not None:
                nilai = int(nilai)
            if getattr(baris, nama) != nilai:
                setattr(baris, nama, nilai)
                beda = True
        return self._save(baris, isi, laporan, bidang) if beda else baris

    def _save(self, baris: Model, isi: Isi, laporan: LaporanImpor, bidang: tuple[tuple[str, str], ...]) -> Model | None:
        judul = {nama: j for j, nama in bidang}
        try:
            baris.full_clean()
        except ValidationError as galat:
            for nama, pesan in galat.message_dict.items():
                lokasi = isi.lokasi.get(judul.get(nama, ""), "Identitas")
                for p in pesan:
                    laporan.add(lokasi, f'Isian "{judul.get(nama, nama)}": {p}')
            return None
        baris.save()
        return baris

    # ---- export

    def find(self, slug: str, tahun: int) -> Konteks | None:
        instansi = Instansi.objects.filter(slug=slug).select_related("kabupaten").first()
        if instansi is None:
            return None
        renstra = (
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
            nilai |= {"Renstra tahun awal": renstra.tahun_awal, "Renstra tahun akhir": renstra.tahun_akhir}
            nilai["Dasar Renstra"] = renstra.dasar_hukum
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
