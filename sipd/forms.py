"""What the user is asked: for a file, for what it leaves open, for what each of its rows means."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from anggaran.isian import ROMAWI
from anggaran.models import SubKegiatan
from anggaran.rencana.unit import list_unit
from buku_kerja.teks import fold
from organisasi.forms.unggah import PeriksaBerkasForm
from organisasi.ketikan import UangKetikan
from sipd.baca import NAMA_KOLOM
from sipd.models import KEDUANYA, ImporBerkas, PemetaanTajuk
from sipd.padan import PASTI
from sipd.rencana import BULAN, Kelompok, Rencana
from sipd.rencana.kini import Kini
from sipd.rencana.pagu import name_tahap
from sipd.rencana.tambah import Usulan, list_usulan
from sipd.terapkan import name_periode

LEWATI, LAIN = "lewati", "lain"
BANYAK_TEMPAT = 3


class UnggahForm(PeriksaBerkasForm):
    AKHIRAN = (".xlsx", ".csv")

    berkas = forms.FileField(
        label="Berkas (.xlsx atau .csv)",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(AKHIRAN)}),
        help_text="Diperiksa lebih dahulu; belum ada yang diubah. Berkas besar dibaca di "
        "belakang layar; halamannya memberi tahu bila selesai.",
        error_messages={
            "required": "Pilih dahulu berkasnya.",
            "empty": "Berkas ini kosong. Unduh atau simpan ulang, lalu pilih lagi.",
        },
    )


class JawabForm(forms.Form):
    """What the file leaves open; the fields follow from the question (:class:`sipd.pilah.TanyaError`)."""

    def __init__(self, impor: ImporBerkas, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.impor = impor
        self.tanya = impor.ringkasan["tanya"]
        self.unit = [("0", f"{impor.instansi} sendiri"), *((str(u.pk), u.nama) for u in self._list_unit())]
        for kunci in ("lembar", "judul", "tempat", "bagian", "triwulan", "tahap", "spp"):
            if kunci in self.tanya:
                getattr(self, f"_ask_{kunci}")()
        self.helper = FormHelper()
        self.helper.add_input(Submit("jawab", "Lanjutkan"))

    def _list_unit(self) -> list[Any]:
        return list_unit(self.impor.instansi, self.impor.tahun)

    def _ask_lembar(self) -> None:
        self.fields["lembar"] = forms.ChoiceField(
            label="Lembar yang dibaca",
            choices=[(n, n) for n in self.tanya["lembar"]],
            help_text="Lembar lain tidak dibaca; unggah berkasnya sekali lagi untuk itu.",
        )

    def _ask_judul(self) -> None:
        kolom = [("", "kenali sendiri"), *NAMA_KOLOM.items()]
        ingat = dict(PemetaanTajuk.objects.for_instansi(self.impor.instansi).values_list("tajuk", "kolom"))
        for n, judul in enumerate(self.tanya["judul"]):
            self.fields[f"judul-{n}"] = forms.ChoiceField(
                label=f"Kolom “{judul[:80]}”", choices=kolom, required=False, initial=ingat.get(fold(judul)[:200], "")
            )

    def _ask_tempat(self) -> None:
        pilihan = [("", "pilih …"), *self.unit, (LAIN, f"bukan milik {self.impor.instansi}")]
        awal = LAIN if len(self.tanya["tempat"]) > BANYAK_TEMPAT else ""  # of a whole kabupaten one is ours
        for t in self.tanya["tempat"]:
            self.fields[f"tempat-{t['kunci']}"] = forms.ChoiceField(
                label=t["nama"],
                choices=pilihan,
                initial=awal,
                help_text=f"{t['banyak']} baris",
                error_messages={"required": "Pilih salah satu."},
            )

    def _ask_bagian(self) -> None:
        self.fields["bagian"] = forms.TypedChoiceField(label="Anggaran", choices=self.unit, coerce=int)

    def _ask_triwulan(self) -> None:
        pilihan = [(str(t), f"Triwulan {ROMAWI[t]}") for t in (1, 2, 3, 4)]
        self.fields["triwulan"] = forms.TypedChoiceField(label="Triwulan", choices=pilihan, coerce=int)
        cara = [("", "triwulan itu saja"), ("sd", "sejak Januari sampai akhir triwulan itu")]
        self.fields["sd"] = forms.ChoiceField(label="Angkanya menghitung", choices=cara, required=False)

    def _ask_tahap(self) -> None:
        self.fields["tahap"] = forms.ChoiceField(label="Pagu di berkas ini", choices=ImporBerkas.Tahap.choices)

    def _ask_spp(self) -> None:
        cara = [
            ("", "pilih …"),
            ("tidak", "Jangan dihitung: belanjanya tercatat dengan TBP di berkas lain"),
            ("ya", "Hitung: belanjanya tidak ada di berkas lain"),
        ]
        kata = {"required": "Pilih salah satu."}
        self.fields["spp"] = forms.ChoiceField(label="SPP UP, GU, dan TU", choices=cara, error_messages=kata)

    def list_judul(self) -> dict[str, str]:
        """Return the meaning of each heading, "" for none."""
        return {j: self.cleaned_data[f"judul-{n}"] for n, j in enumerate(self.tanya.get("judul", []))}

    def list_tempat(self) -> dict[str, tuple[str, str]]:
        """Return name and choice of each place by its key."""
        return {
            t["kunci"]: (t["nama"], self.cleaned_data[f"tempat-{t['kunci']}"]) for t in self.tanya.get("tempat", [])
        }


class PadankanForm(forms.Form):
    """What each doubtful name means, which periods are taken over, notes for what lies above its pagu."""

    def __init__(self, rencana: Rencana, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rencana, self.impor, self.kini = rencana, rencana.impor, Kini(rencana.impor)
        self.ragu = [k for k in rencana.kelompok if k.keyakinan < PASTI or k.dipilih or k.dilewati or k.sebab]
        self._menurut_unit = self._list_sub() if self.ragu else {}
        self.usulan = list_usulan(self.ragu, self.kini) if self.ragu else {}
        self._ask_semua()
        for k in self.ragu:
            self._ask_kelompok(k)
        self._ask_pagu()
        self._ask_rentang()
        self._ask_periode()
        for sub in self._list_lampau():
            self.fields[f"catatan-{sub.pk}"] = forms.CharField(
                label=f"Sebab realisasi {sub.kode} {sub.uraian} melampaui pagu",
                max_length=300,
                required=False,
                initial=self.impor.pilihan.get("catatan", {}).get(str(sub.pk), ""),
            )
        self.helper = FormHelper()
        self.helper.add_input(Submit("padankan", "Simpan pilihan dan hitung ulang"))

    def _list_sub(self) -> dict[int | None, list[tuple[str, str]]]:
        hasil: dict[int | None, list[tuple[str, str]]] = {}
        semua = SubKegiatan.objects.for_instansi(self.impor.instansi).in_tahun(self.impor.tahun)
        for s in semua.select_related("kegiatan__program").order_by("kode_baku"):
            hasil.setdefault(s.kegiatan.program.unit_id, []).append((str(s.pk), str(s)[:110]))
        return hasil

    def _ask_kelompok(self, k: Kelompok) -> None:
        sub = self._menurut_unit.get(k.unit.pk if k.unit else None, [])
        usulan = self.usulan.get(k.grup, [])
        diminta = self.impor.pilihan.get("tambah", {}).get(k.grup, {}).get("nilai", "")
        dipilih = next((u.nilai for u in usulan if u.nilai == diminta), "")
        awal = LEWATI if k.dilewati else dipilih or (str(k.sub.pk) if k.sub and k.is_pakai else "")
        tambah = (f"Tambahkan ke anggaran {k.unit or self.impor.instansi}", [(u.nilai, u.label) for u in usulan])
        nama = " ".join(filter(None, [k.kode, k.nama])) or "(tanpa kode dan nama)"
        self.fields[f"grup-{k.grup}"] = forms.ChoiceField(
            label=f"{nama}{f' – {k.unit}' if k.unit else ''}",
            choices=[("", "pilih …"), *([tambah] if usulan else []), *sub, (LEWATI, "Lewati: jangan dipakai")],
            required=False,
            initial=awal,
            help_text=k.sebab,
        )

        if dipilih and k.is_baru and not self.impor.is_pagu and k.grup not in self.impor.ringkasan.get("pagu", {}):
            self.fields[f"pagu-{k.grup}"] = UangKetikan(
                label=f"Pagu {nama} (Rp)",
                required=False,
                initial=self.impor.pilihan.get("pagu_baru", {}).get(k.grup),
                help_text="Berkas tidak memuat pagunya.",
            )

    def _ask_semua(self) -> None:
        if sum(k.is_perlu and k.grup in self.usulan for k in self.ragu) > 1:
            self.fields["tambah_semua"] = forms.BooleanField(
                label="Tambahkan semua yang belum ada ke anggaran",
                required=False,
                help_text="Untuk nama di bawah yang belum dipilih. Nama dan kodenya menurut berkas.",
            )

    def _ask_pagu(self) -> None:
        """The pagu that stands beside what was spent: only compared, unless the user wants it."""
        kolom = self.impor.ringkasan.get("kolom_pagu", "")
        if not kolom or not self.impor.ringkasan.get("pagu"):
            return
        dari = (
            "menurut judul kolomnya" if kolom != "pagu" else "judul kolomnya tidak menyebut yang mana; ini yang berlaku"
        )
        nama = {"pagu_murni": "pagu murni", "pagu_perubahan": "pagu perubahan"} | (
            {KEDUANYA: "pagu murni dan pagu perubahan"} if kolom == KEDUANYA else {}
        )
        baku = name_tahap(self.impor, self.kini)
        urut = sorted(nama, key=lambda n: n != baku)
        self.fields["pagu"] = forms.ChoiceField(
            label="Pagu di berkas ini",
            choices=[
                ("", "Bandingkan saja, jangan diubah"),
                *((n, f"Ambil sebagai {nama[n]}{f' ({dari})' if n == baku else ''}") for n in urut),
            ],
            required=False,
            initial=self.impor.pilihan.get("pagu", ""),
            help_text="Pagu boleh diubah walaupun triwulannya sudah dikunci; persentase di laporannya ikut berubah.",
        )

    def _ask_rentang(self) -> None:
        """A file may cover more months than it has rows of: nothing was spent in those, or a document is gone."""
        ada, kini = self.impor.ringkasan.get("periode", []), self.impor.rentang
        if not self.impor.is_bulanan or not ada:
            return
        for nama, label, bulan, awal in (
            ("dari", "Berkas memuat dari bulan", range(1, ada[0] + 1), kini[0]),
            ("sampai", "sampai bulan", range(ada[-1], 13), kini[-1]),
        ):
            self.fields[nama] = forms.TypedChoiceField(
                label=label,
                choices=[(str(b), BULAN[b]) for b in bulan],
                coerce=int,
                required=False,
                empty_value=str(awal),
                initial=str(awal),
            )

    def _ask_periode(self) -> None:
        periode = name_periode(self.impor)
        if len(periode) > 1:
            self.fields["periode"] = forms.TypedMultipleChoiceField(
                label="Yang diterapkan",
                choices=[(str(p), nama) for p, nama in periode],
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(p) for p in self.impor.periode],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "periode" in self.fields and not data.get("periode") and not data.get("pagu"):
            self.add_error("periode", "Pilih paling sedikit satu, atau buang berkas ini.")
        return data

    def _list_lampau(self) -> list[SubKegiatan]:
        ada = self.impor.pilihan.get("catatan", {})
        lampau = (u.sasaran.sub for u in self.rencana.ubahan if u.butuh_catatan or str(u.sasaran.sub.pk) in ada)
        return list({s.pk: s for s in lampau}.values())

    def list_rentang(self) -> list[int]:
        """Return the months that the file covers by what the user says."""
        return list(range(int(self.cleaned_data["dari"]), int(self.cleaned_data["sampai"]) + 1))

    @property
    def is_berisi(self) -> bool:
        return bool(self.fields)

    def list_grup(self) -> dict[str, str]:
        """Return the choice for each name: the pk of a sub kegiatan, "lewati", or "" for none."""
        semua = self.cleaned_data.get("tambah_semua", False)
        return {k.grup: self.cleaned_data[f"grup-{k.grup}"] or (semua and self._propose(k)) or "" for k in self.ragu}

    def _propose(self, k: Kelompok) -> str:
        return self.usulan[k.grup][0].nilai if k.grup in self.usulan else ""

    def find_usulan(self, grup: str, pilihan: str) -> Usulan | None:
        """Return what was chosen to be added to the budget, None where something else was chosen."""
        return next((u for u in self.usulan.get(grup, []) if u.nilai == pilihan), None)

    def list_pagu_baru(self) -> dict[str, int]:
        awalan = "pagu-"
        diketik = {n.removeprefix(awalan): v for n, v in self.cleaned_data.items() if n.startswith(awalan)}
        lama: dict[str, int] = self.impor.pilihan.get("pagu_baru", {})
        return {grup: nilai for grup, nilai in (lama | diketik).items() if nilai is not None}

    def list_catatan(self) -> dict[str, str]:
        awalan = "catatan-"
        return {n.removeprefix(awalan): v for n, v in self.cleaned_data.items() if n.startswith(awalan) and v}
