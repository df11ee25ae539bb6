"""One sheet against its model: rows are read, checked, and written where they differ."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, Model

from buku_kerja.konteks import GAGAL, Konteks, normalize_kolom
from buku_kerja.laporan import LaporanImpor, Ringkasan
from buku_kerja.sel import SelError, is_setara, read_sel
from buku_kerja.skema import Anak, Jenis, Kesalahan, Kolom, Lembar, Nilai
from buku_kerja.tabel import Baris, Sel, Tabel
from buku_kerja.teks import fold

Kunci = tuple[Any, ...]
_BERKATA = re.compile(r"[^\W\d_]|[<>≤≥]")  # a word or a comparison: no mistyped figure
KOLOM_BEBAS = {"sumber"}  # where a figure was found: for the reader of the file, not read


class Sinkron:
    """A sheet of the workbook and the rows of the database it stands for."""

    def __init__(self, lembar: Lembar, tabel: Tabel, konteks: Konteks, laporan: LaporanImpor) -> None:
        self.lembar, self.tabel, self.konteks, self.laporan = lembar, tabel, konteks, laporan
        self.ringkasan = laporan.lembar.setdefault(lembar.nama, Ringkasan())
        self.indeks = konteks.indeks.setdefault(lembar.nama, {})
        self.status: dict[Any, str] = {}  # by pk: what happened to each row
        self.lama: dict[Kunci, Model] = {}
        self.letak: dict[Kunci, str] = {}  # where each key was found first
        self.urut: tuple[int, int] = (0, 0)  # (urut, pk) of the row before
        self.lewat: set[str] = set()  # fields whose column is not in the sheet: left as they are

    def run(self) -> list[Model]:
        """Write the rows; return the stored rows that the sheet does not hold any more."""
        if not self.check_judul():
            self.konteks.tak_terbaca.add(self.lembar.nama)
            return []
        ganda = self._load()
        tunda: list[tuple[Model, Nilai, Baris]] = []
        for baris in self.tabel.baris:
            hasil = self._baris(baris)
            if hasil is not None and any(k.tunda for k in self.lembar.kolom):
                tunda.append((*hasil, baris))
        for model, nilai, baris in tunda:
            self._tunda(model, nilai, baris)
        self._check_lingkaran(tunda)
        hilang = [m for kunci, m in self.lama.items() if kunci not in self.letak] + ganda if self.lembar.hapus else []
        self._sum_up(len(hilang))
        return hilang

    def check_saja(self) -> None:
        """Report what is wrong with headings and single cells; the database is not looked at."""
        if self.check_judul():
            for baris in self.tabel.baris:
                self._read(baris)

    def _sum_up(self, hilang: int) -> None:
        status = list(self.status.values())
        r = self.ringkasan
        r.baru, r.berubah, r.sama = (status.count(s) for s in ("baru", "berubah", "sama"))
        r.hilang = hilang

    # ------------------------------------------------------------------------------------------------------ headings

    def check_judul(self) -> bool:
        """Report odd headings; return whether all required ones are there."""
        t = self.tabel
        for x in t.temuan:
            self.laporan.add(x.lokasi, x.pesan, galat=x.galat)
        ada = True
        for k in self.lembar.semua_kolom:
            if fold(k.judul) in t.judul:
                continue
            if k.wajib or k.kunci:
                ada = False
                self.laporan.add(t.lokasi, f'Kolom "{k.judul}" tidak ada. Tambahkan judulnya di baris pertama.')
            else:
                self.lewat.add(k.bidang)
                pesan = f'Kolom "{k.judul}" tidak ada; isinya di sistem dibiarkan seperti semula.'
                self.laporan.add(t.lokasi, pesan, galat=False)
        dikenal = {fold(k.judul) for k in self.lembar.semua_kolom} | KOLOM_BEBAS
        for nama, tulis in t.judul.items():
            if nama not in dikenal:
                self.laporan.add(t.lokasi_judul[nama], f'Kolom "{tulis}" tidak dikenal dan tidak dibaca.', galat=False)
        return ada

    # ---------------------------------------------------------------------------------------------------------- rows

    def _load(self) -> list[Model]:
        """Read the stored rows in one query; return those whose key another one has already."""
        ganda = []
        for m in list_tersimpan(self.lembar, self.konteks):
            kunci = self._kunci(self.lembar.read(m))
            if self.lama.setdefault(kunci, m) is not m:
                ganda.append(m)
        return ganda

    def _kunci(self, nilai: Nilai) -> Kunci:
        return make_kunci(self.lembar, nilai)

    def _baris(self, baris: Baris) -> tuple[Model, Nilai] | None:
        if all(baris[j].kosong for k in self.lembar.semua_kolom if (j := fold(k.judul)) in baris):
            return None  # a note beside the table
        nilai, rusak = self._read(baris)
        kunci = self._kunci(nilai)
        if not any(nilai.get(k.bidang) is None and k.wajib for k in self.lembar.kolom_kunci):
            if kunci in self.letak:
                self._report_ganda(baris, nilai, kunci)
                return None
            self.letak[kunci] = self._sel_kunci(baris)
        if rusak:
            self.indeks.setdefault(kunci, GAGAL)
            return None
        self._keep_lama(kunci, nilai)
        try:
            isi = {**self.lembar.complete(self.konteks, dict(nilai))}
            temuan = self.lembar.check(self.konteks, nilai)
        except Kesalahan as k:
            isi, temuan = {}, [k]
        for t in temuan:
            self._temuan(baris, t)
        if any(t.galat for t in temuan):
            self.indeks.setdefault(kunci, GAGAL)
            return None
        model = self._save(self.lama.get(kunci), isi, baris)
        self.indeks[kunci] = model if model is not None else GAGAL
        return None if model is None else (model, nilai)

    def _sel_kunci(self, baris: Baris) -> str:
        sel = baris.get(fold(self.lembar.kolom_kunci[-1].judul)) or next(iter(baris.values()))
        return sel.lokasi

    def _report_ganda(self, baris: Baris, nilai: Nilai, kunci: Kunci) -> None:
        isi = " · ".join(str(nilai[k.bidang]) for k in self.lembar.kolom_kunci if nilai.get(k.bidang) not in (None, ""))
        pesan = f'"{isi}" sudah ada di baris lain ({self.letak[kunci]}). Satu isian hanya boleh satu kali; hapus salah satu.'
        self.laporan.add(self._sel_kunci(baris), pesan)

    def _keep_lama(self, kunci: Kunci, nilai: Nilai) -> None:
        """Where a column is not in the sheet, the stored value stands."""
        model = self.lama.get(kunci)
        if model is not None and self.lewat:
            tersimpan = self.lembar.read(model)
            nilai.update({b: tersimpan[b] for b in self.lewat if b in tersimpan})

    def _read(self, baris: Baris) -> tuple[Nilai, bool]:
        """Return the values of a row, and whether anything in it could not be read."""
        nilai: Nilai = {}
        kata: Nilai = {}  # words that were typed where a figure belongs
        rusak = False
        for k in self.lembar.semua_kolom:
            sel = baris.get(fold(k.judul))
            try:
                nilai[k.bidang] = self._read_sel(sel, k)
            except SelError as galat:
                if sel and (pindah := self._find_kata(k, sel, baris)):
                    kata |= pindah
                    nilai[k.bidang] = k.bawaan
                    continue
                self._galat(sel, f'Kolom "{k.judul}" {galat}')
                nilai[k.bidang] = sel.isi if sel and k.kunci else None
                rusak = True
                continue
            if nilai[k.bidang] is None:
                if k.wajib:
                    self._galat(sel or next(iter(baris.values()), None), f'Kolom "{k.judul}" kosong; harus diisi.')
                    rusak = True
                nilai[k.bidang] = k.bawaan
            elif nilai[k.bidang] is GAGAL:
                nilai[k.bidang] = None
                rusak = True
        return {**nilai, **kata}, rusak

    def _find_kata(self, k: Kolom, sel: Sel, baris: Baris) -> Nilai:
        """Return words that were typed where a figure belongs ("4 dokumen") as the field that takes them; {} where none does."""
        tujuan = next((t for t in self.lembar.semua_kolom if t.bidang == k.kata), None)
        lain = baris.get(fold(tujuan.judul)) if tujuan else None
        berkata = isinstance(sel.isi, str) and not sel.rumus and _BERKATA.search(sel.isi)
        if tujuan is None or lain is None or not lain.kosong or not berkata:
            return {}
        try:
            kata = read_sel(sel.isi, tujuan)
        except SelError:  # nor is it a word: told of the column where it stands
            return {}
        self._peringatan(sel, f'Kolom "{k.judul}" berisi kata; "{sel.isi}" disimpan di kolom "{tujuan.judul}".')
        return {tujuan.bidang: kata}

    def _read_sel(self, sel: Sel | None, k: Kolom) -> Any:
        if sel is None:
            return None
        if sel.rumus:
            raise SelError(f"berisi rumus ({sel.isi}); salin lalu tempel sebagai nilai (Paste Values).")
        isi = read_sel(sel.isi, k, lambda pesan: self._peringatan(sel, f'Kolom "{k.judul}" {pesan}'))
        if isi is None or k.jenis is not Jenis.RUJUKAN or k.tunda:
            return isi
        tujuan = self.konteks.find(k.rujuk, isi)
        if tujuan is None:
            raise SelError(f'berisi "{isi}", yang tidak ada di lembar {k.rujuk}.')
        return tujuan

    # ---------------------------------------------------------------------------------------------------------- save

    def _save(self, model: Model | None, isi: Nilai, baris: Baris) -> Model | None:
        anak = {k: v for k, v in isi.items() if "." in k and k not in self.lewat}
        isi = {k: v for k, v in isi.items() if "." not in k}
        for k in self.lembar.kolom:
            if k.tunda and isinstance(isi[k.bidang], str):
                tujuan = self.konteks.find(self.lembar.nama, isi[k.bidang])
                if isinstance(tujuan, Model):  # a row above; one further down is set later
                    isi[k.bidang] = tujuan
                else:
                    del isi[k.bidang]
        baru = model is None
        if model is None:
            model = self.lembar.model(**self.lembar.fixed(self.konteks))
        if self.lembar.berurut:
            isi["urut"] = self._next_urut(model)
        beda = [b for b, v in isi.items() if not self._is_sama(model, b, v)]
        for b in beda:
            setattr(model, b, _isi_bidang(model, b, isi[b]))
        if (baru or beda) and not self._simpan(model, baris):
            return None
        if self.lembar.berurut:
            self.urut = (model.urut, model.pk)  # type: ignore[attr-defined]
        beda_anak = self._save_anak(model, anak, baris, baru)
        self.status[model.pk] = "baru" if baru else "berubah" if beda or beda_anak else "sama"
        return model

    def _next_urut(self, model: Model) -> int:
        """Return the row's number: its own as long as it stands after the row above, else the next one."""
        if model.pk is not None and (model.urut, model.pk) > self.urut:  # type: ignore[attr-defined]
            return int(model.urut)  # type: ignore[attr-defined]
        return self.urut[0] + 1

    def _is_sama(self, model: Model, bidang: str, nilai: Any) -> bool:
        baru = _isi_bidang(model, bidang, nilai)
        medan = _medan(model, bidang)
        if medan.is_relation:
            return bool(getattr(model, medan.attname) == (baru.pk if baru else None))
        lama = getattr(model, bidang)
        if lama is None or baru is None or lama == baru:
            return bool(lama == baru)
        kolom = next((k for k in self.lembar.semua_kolom if k.bidang == bidang), None)
        return kolom is not None and is_setara(lama, baru, kolom)

    def _simpan(self, model: Model, baris: Baris, awalan: str = "") -> bool:
        """Validate and save; return whether that went well. ``awalan`` + field is the column of a child's cell."""
        try:
            self.lembar.validate(model)
            with transaction.atomic():
                model.save()
        except ValidationError as galat:
            for bidang, pesan in galat.message_dict.items():
                for p in pesan:
                    self._temuan(baris, Kesalahan(awalan or ("" if bidang == NON_FIELD_ERRORS else bidang), str(p)))
            return False
        except IntegrityError as galat:
            self._temuan(baris, Kesalahan(awalan, explain_integrity(model, galat)))
            return False
        return True

    def _save_anak(self, model: Model, isi: Nilai, baris: Baris, baru: bool) -> bool:
        berubah = False
        for a in self.lembar.anak:
            lama = {} if baru else {getattr(x, a.kunci): x for x in getattr(model, a.akses).all()}
            for _, nomor in a.kolom:
                bidang = f"{a.akses}.{nomor}"
                if bidang in isi:
                    berubah |= self._satu_anak(model, a, nomor, isi[bidang], lama.get(nomor), baris)
        return berubah

    def _satu_anak(self, model: Model, a: Anak, nomor: int, nilai: Any, lama: Model | None, baris: Baris) -> bool:
        if nilai is None:
            if lama is not None:
                self._hapus_anak(lama, baris, f"{a.akses}.{nomor}")
            return lama is not None
        if lama is not None and getattr(lama, a.bidang) == nilai:
            return False
        manajer = getattr(model, a.akses)
        anak = lama or manajer.model(**{manajer.field.name: model, a.kunci: nomor})
        setattr(anak, a.bidang, nilai)
        self._simpan(anak, baris, f"{a.akses}.{nomor}")
        return True

    def _hapus_anak(self, anak: Model, baris: Baris, bidang: str) -> None:
        try:
            with transaction.atomic():
                anak.delete()
        except ValidationError as galat:  # the model says when a row must stay
            self._temuan(baris, Kesalahan(bidang, " ".join(galat.messages)))

    # ------------------------------------------------------------------------- references to rows of the same sheet

    def _tunda(self, model: Model, nilai: Nilai, baris: Baris) -> None:
        """Set the references to rows further down, now that all are in."""
        beda = False
        for k in self.lembar.kolom:
            isi = nilai.get(k.bidang)
            if not k.tunda or isi is None or isinstance(isi, Model):
                continue
            sel = baris.get(fold(k.judul))
            tujuan = self.konteks.find(self.lembar.nama, isi)
            if tujuan is None:
                self._galat(sel, f'Kolom "{k.judul}" berisi "{isi}", yang tidak ada di lembar ini.')
            elif tujuan == model:
                self._galat(sel, f'Kolom "{k.judul}" menunjuk baris ini sendiri.')
            elif tujuan is not GAGAL and not self._is_sama(model, k.bidang, tujuan):
                setattr(model, k.bidang, tujuan)
                beda = True
        if beda and self._simpan(model, baris) and self.status.get(model.pk) == "sama":
            self.status[model.pk] = "berubah"

    def _check_lingkaran(self, tunda: list[tuple[Model, Nilai, Baris]]) -> None:
        """Report rows that are their own superior by way of others: whoever follows the line would never end."""
        for k in (k for k in self.lembar.kolom if k.tunda):
            induk = {m.pk: getattr(m, f"{k.bidang}_id") for m, _, _ in tunda}
            for model, _, baris in tunda:
                dilalui, kini = {model.pk}, induk[model.pk]
                while kini in induk and kini not in dilalui:
                    dilalui.add(kini)
                    kini = induk[kini]
                if kini == model.pk and len(dilalui) > 1:
                    pesan = f'Kolom "{k.judul}": "{model}" menjadi {k.judul.lower()} dirinya sendiri lewat baris lain.'
                    self._galat(baris.get(fold(k.judul)), pesan)

    # ------------------------------------------------------------------------------------------------------ findings

    def _temuan(self, baris: Baris, k: Kesalahan) -> None:
        if not k.pesan:
            return
        judul = next((x.judul for x in self.lembar.semua_kolom if x.bidang == k.bidang), "")
        sel = baris.get(fold(judul)) or next(iter(baris.values()), None)
        pesan = f'Kolom "{judul}": {k.pesan}' if judul else k.pesan
        self.laporan.add(sel.lokasi if sel else self.tabel.lokasi, pesan, galat=k.galat)

    def _galat(self, sel: Sel | None, pesan: str) -> None:
        self.laporan.add(sel.lokasi if sel else self.tabel.lokasi, pesan)

    def _peringatan(self, sel: Sel, pesan: str) -> None:
        self.laporan.add(sel.lokasi, pesan, galat=False)


def make_kunci(lembar: Lembar, nilai: Nilai) -> Kunci:
    return tuple(normalize_kolom(nilai.get(k.bidang), k) for k in lembar.kolom_kunci)


def index_tersimpan(lembar: Lembar, konteks: Konteks) -> dict[Kunci, Any]:
    """Return the stored rows by key: what other sheets may refer to where this one is not in the workbook."""
    return {make_kunci(lembar, lembar.read(m)): m for m in list_tersimpan(lembar, konteks)}


def list_tersimpan(lembar: Lembar, konteks: Konteks) -> list[Model]:
    """Return the stored rows of a sheet with their children, in the order of the sheet."""
    baris = lembar.query(konteks).prefetch_related(*(a.akses for a in lembar.anak))
    return list(baris.order_by("urut", "pk") if lembar.berurut else baris)


def explain_integrity(model: Model, galat: IntegrityError) -> str:
    """Return in words which rule of the database a row breaks."""
    for aturan in model._meta.constraints:
        if aturan.name in str(galat) and aturan.violation_error_message != aturan.default_violation_error_message:
            return str(aturan.violation_error_message)
    return "Baris ini bertentangan dengan baris lain; periksa kunci dan isiannya."


def _medan(model: Model, bidang: str) -> Field[Any, Any]:
    return model._meta.get_field(bidang)  # type: ignore[return-value]


def _isi_bidang(model: Model, bidang: str, nilai: Any) -> Any:
    """An empty text column is "", any other empty column None."""
    if nilai is not None:
        return nilai
    medan = _medan(model, bidang)
    if not medan.null and medan.has_default():
        return medan.get_default()
    return None if medan.null else ""
