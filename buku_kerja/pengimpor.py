"""Bring the database in line with a workbook: all of it, or nothing.

Every sheet is read, checked and written in order inside one transaction, so that later sheets may refer to earlier
ones. All findings are gathered first; a single error, or ``periksa``, rolls everything back. Rows that are equal are
not touched; rows that are not in the workbook any more are deleted, the last sheets first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from buku_kerja.identitas import NAMA_IDENTITAS, get_identitas, read_identitas
from buku_kerja.konteks import GAGAL, Konteks, normalize_kolom
from buku_kerja.laporan import LaporanImpor, Ringkasan
from buku_kerja.pembaca import BukuError, Sel, Tabel, read_buku, slug
from buku_kerja.sel import SelError, fold, read_sel
from buku_kerja.skema import Anak, Jenis, Kesalahan, Kolom, Lembar, Nilai, list_lembar

SEMUA = "__all__"


class _Batal(Exception):
    """Ends the transaction without keeping anything."""


def impor(berkas: Path | str | BinaryIO, *, periksa: bool = False) -> LaporanImpor:
    """Import a workbook (.xlsx) or a folder of CSV; with ``periksa`` only report. Never raises for a bad file."""
    laporan = LaporanImpor()
    try:
        buku = read_buku(berkas)
    except BukuError as galat:
        laporan.add("", str(galat))
        return laporan
    semua = list_lembar()
    if not _check_lembar(buku, semua, laporan):
        return laporan
    try:
        with transaction.atomic():
            _Pengimpor(buku, semua, laporan).run()
            if laporan.galat or periksa:
                raise _Batal
            laporan.tersimpan = True
    except _Batal:
        pass
    return laporan


def find_tabel(buku: dict[str, Tabel], nama: str) -> Tabel | None:
    return buku.get(fold(nama)) or buku.get(slug(nama))


def _check_lembar(buku: dict[str, Tabel], semua: Sequence[Lembar], laporan: LaporanImpor) -> bool:
    nama = [NAMA_IDENTITAS, *(lembar.nama for lembar in semua)]
    for n in nama:
        if find_tabel(buku, n) is None:
            laporan.add(n, f'Lembar "{n}" tidak ada. Kembalikan lembar itu (boleh kosong, judul kolomnya tetap ada).')
    dikenal = {fold(n) for n in nama} | {slug(n) for n in nama} | {"petunjuk", "pilihan"}
    for kunci, tabel in buku.items():
        if kunci not in dikenal:
            laporan.add(tabel.lokasi, f'Lembar "{tabel.nama}" tidak dikenal dan tidak dibaca.', galat=False)
    return not laporan.galat


class _Pengimpor:
    def __init__(self, buku: dict[str, Tabel], semua: Sequence[Lembar], laporan: LaporanImpor) -> None:
        self.buku, self.semua, self.laporan = buku, semua, laporan

    def run(self) -> None:
        tabel = find_tabel(self.buku, NAMA_IDENTITAS)
        assert tabel is not None
        isian = read_identitas(tabel, self.laporan)
        if self.laporan.galat:
            return
        konteks = get_identitas().prepare(isian, self.laporan)
        if konteks is None:
            return
        self.laporan.instansi, self.laporan.tahun = konteks.instansi.slug, konteks.tahun
        hilang: list[tuple[Lembar, Model]] = []
        for lembar in self.semua:
            tabel = find_tabel(self.buku, lembar.nama)
            assert tabel is not None
            hilang += [(lembar, m) for m in _Sinkron(lembar, tabel, konteks, self.laporan).run()]
        for lembar, baris in reversed(hilang):
            self._delete(lembar, baris)
        for lembar in self.semua:
            lembar.finish(konteks)

    def _delete(self, lembar: Lembar, baris: Model) -> None:
        try:
            with transaction.atomic():
                baris.delete()
        except ProtectedError as galat:
            pemakai = next(iter(galat.protected_objects))
            self.laporan.add(
                lembar.nama,
                f'"{baris}" tidak ada lagi di lembar ini tetapi masih dipakai oleh {pemakai._meta.verbose_name} '
                f'"{pemakai}". Kembalikan barisnya, atau ubah dahulu yang memakainya.',
            )


class _Sinkron:
    """One sheet against its model."""

    def __init__(self, lembar: Lembar, tabel: Tabel, konteks: Konteks, laporan: LaporanImpor) -> None:
        self.lembar, self.tabel, self.konteks, self.laporan = lembar, tabel, konteks, laporan
        laporan.lembar.setdefault(lembar.nama, Ringkasan())
        self.indeks = konteks.indeks.setdefault(lembar.nama, {})
        self.status: dict[Any, str] = {}  # by pk: what happened to each row

    def run(self) -> list[Model]:
        """Write the rows; return the stored rows that the sheet does not hold any more."""
        if not self._check_judul():
            return []
        lama = self._load()
        terpakai: set[Any] = set()
        tunda: list[tuple[Model, Nilai, dict[str, Sel]]] = []
        for urut, baris in enumerate(self.tabel.baris, start=1):
            hasil = self._baris(urut, baris, lama, terpakai)
            if hasil is not None and any(k.tunda for k in self.lembar.kolom):
                tunda.append((*hasil, baris))
        for model, nilai, baris in tunda:
            self._tunda(model, nilai, baris)
        hilang = [m for kunci, m in lama.items() if kunci not in terpakai] if self.lembar.hapus else []
        self._sum_up(len(hilang))
        return hilang

    def _sum_up(self, hilang: int) -> None:
        jumlah = Counter(self.status.values())
        r = self.laporan.lembar[self.lembar.nama]
        r.baru, r.berubah, r.sama, r.hilang = jumlah["baru"], jumlah["berubah"], jumlah["sama"], hilang

    # ------------------------------------------------------------------------------------------------------ headings

    def _check_judul(self) -> bool:
        t = self.tabel
        for lokasi, nama in t.ganda:
            self.laporan.add(lokasi, f'Judul kolom "{nama}" ada dua kali. Hapus salah satunya.')
        ada = True
        for k in self.lembar.semua_kolom:
            if fold(k.judul) not in t.judul:
                ada = not (k.wajib or k.kunci) and ada
                self.laporan.add(
                    t.lokasi,
                    f'Kolom "{k.judul}" tidak ada. Tambahkan judulnya di baris pertama.',
                    galat=k.wajib or k.kunci,
                )
        dikenal = {fold(k.judul) for k in self.lembar.semua_kolom} | {"sumber"}
        for nama, tulis in t.judul.items():
            if nama not in dikenal:
                self.laporan.add(t.lokasi_judul[nama], f'Kolom "{tulis}" tidak dikenal dan tidak dibaca.', galat=False)
        return ada

    # ---------------------------------------------------------------------------------------------------------- rows

    def _load(self) -> dict[tuple[Any, ...], Model]:
        anak = [a.akses for a in self.lembar.anak]
        hasil = {}
        for m in self.lembar.query(self.konteks).prefetch_related(*anak):
            hasil[self._kunci(self.lembar.read(m))] = m
        return hasil

    def _kunci(self, nilai: Nilai) -> tuple[Any, ...]:
        return tuple(normalize_kolom(nilai.get(k.bidang), k) for k in self.lembar.kolom_kunci)

    def _baris(
        self, urut: int, baris: dict[str, Sel], lama: dict[tuple[Any, ...], Model], terpakai: set[Any]
    ) -> tuple[Model, Nilai] | None:
        nilai, rusak = self._read(baris)
        kunci = self._kunci(nilai)
        if not any(nilai.get(k.bidang) is None and k.wajib for k in self.lembar.kolom_kunci):
            if kunci in terpakai:
                sel = baris.get(fold(self.lembar.kolom_kunci[-1].judul))
                tulis = " · ".join(_cetak(nilai.get(k.bidang)) for k in self.lembar.kolom_kunci if nilai.get(k.bidang))
                self._galat(sel, f'"{tulis}" sudah ada di baris lain lembar ini. Setiap isian hanya boleh satu kali.')
                return None
            terpakai.add(kunci)
        if rusak:
            self.indeks.setdefault(kunci, GAGAL)
            return None
        try:
            isi = {**self.lembar.complete(self.konteks, dict(nilai))}
            temuan = self.lembar.check(self.konteks, nilai)
        except Kesalahan as k:
            self._temuan(baris, k)
            self.indeks.setdefault(kunci, GAGAL)
            return None
        for t in temuan:
            self._temuan(baris, t)
        if any(t.galat for t in temuan):
            self.indeks.setdefault(kunci, GAGAL)
            return None
        if self.lembar.berurut:
            isi["urut"] = urut
        model = self._save(lama.get(kunci), isi, nilai, baris)
        self.indeks[kunci] = model if model is not None else GAGAL
        return None if model is None else (model, nilai)

    def _read(self, baris: dict[str, Sel]) -> tuple[Nilai, bool]:
        nilai: Nilai = {}
        rusak = False
        for k in self.lembar.semua_kolom:
            sel = baris.get(fold(k.judul))
            try:
                nilai[k.bidang] = self._read_sel(sel, k)
            except SelError as galat:
                self._galat(sel, f'Kolom "{k.judul}" {galat}')
                nilai[k.bidang] = sel.isi if sel and k.kunci else None
                rusak = True
                continue
            if nilai[k.bidang] is None:
                if k.wajib:
                    self._galat(sel, f'Kolom "{k.judul}" kosong; harus diisi.', k)
                    rusak = True
                nilai[k.bidang] = k.bawaan
            elif nilai[k.bidang] is GAGAL:
                nilai[k.bidang] = None
                rusak = True
        return nilai, rusak

    def _read_sel(self, sel: Sel | None, k: Kolom) -> Any:
        if sel is None:
            return None
        if sel.rumus:
            raise SelError(f"berisi rumus ({sel.isi}); salin lalu tempel sebagai nilai (Paste Values).")
        isi = read_sel(sel.isi, k)
        if isi is None or k.jenis is not Jenis.RUJUKAN or k.tunda:
            return isi
        tujuan = self.konteks.find(k.rujuk, isi)
        if tujuan is None:
            raise SelError(f'berisi "{isi}", yang tidak ada di lembar {k.rujuk}.')
        return tujuan

    # ---------------------------------------------------------------------------------------------------------- save

    def _save(self, model: Model | None, isi: Nilai, nilai: Nilai, baris: dict[str, Sel]) -> Model | None:
        anak = {k: v for k, v in isi.items() if "." in k}
        tunda = {k.bidang for k in self.lembar.kolom if k.tunda}
        isi = {k: v for k, v in isi.items() if "." not in k and k not in tunda}
        baru = model is None
        if model is None:
            model = self.lembar.model(**self.lembar.fixed(self.konteks))
        beda = [k for k, v in isi.items() if not _sama(model, k, v)]
        for k in beda:
            setattr(model, k, _isi_bidang(model, k, isi[k]))
        if (baru or beda) and not self._simpan(model, baris):
            return None
        beda_anak = self._save_anak(model, anak, baris, baru)
        self.status[model.pk] = "baru" if baru else "berubah" if beda or beda_anak else "sama"
        return model

    def _simpan(self, model: Model, baris: dict[str, Sel]) -> bool:
        try:
            model.full_clean(exclude=[f.name for f in model._meta.fields if f.is_relation])
            with transaction.atomic():
                model.save()
        except ValidationError as galat:
            for bidang, pesan in galat.message_dict.items():
                for p in pesan:
                    self._temuan(baris, Kesalahan("" if bidang == SEMUA else bidang, str(p)))
            return False
        except IntegrityError:
            self._temuan(baris, Kesalahan("", "Baris ini bertentangan dengan baris lain; periksa kunci dan isiannya."))
            return False
        return True

    def _save_anak(self, model: Model, isi: Nilai, baris: dict[str, Sel], baru: bool) -> bool:
        berubah = False
        for a in self.lembar.anak:
            lama = {} if baru else {getattr(x, a.kunci): x for x in getattr(model, a.akses).all()}
            for _, nomor in a.kolom:
                berubah |= self._satu_anak(model, a, nomor, isi.get(f"{a.akses}.{nomor}"), lama.get(nomor), baris)
        return berubah

    def _satu_anak(
        self, model: Model, a: Anak, nomor: int, nilai: Any, lama: Model | None, baris: dict[str, Sel]
    ) -> bool:
        if nilai is None:
            if lama is not None:
                lama.delete()
            return lama is not None
        if lama is not None and getattr(lama, a.bidang) == nilai:
            return False
        manajer = getattr(model, a.akses)
        anak = lama or manajer.model(**{manajer.field.name: model, a.kunci: nomor})
        setattr(anak, a.bidang, nilai)
        self._simpan(anak, baris)
        return True

    def _tunda(self, model: Model, nilai: Nilai, baris: dict[str, Sel]) -> None:
        """Set the references to rows of the same sheet, now that all are in."""
        beda = False
        for k in self.lembar.kolom:
            if not k.tunda:
                continue
            tujuan = None
            if (isi := nilai.get(k.bidang)) is not None:
                tujuan = self.konteks.find(self.lembar.nama, isi)
                if tujuan is None:
                    self._galat(
                        baris.get(fold(k.judul)), f'Kolom "{k.judul}" berisi "{isi}", yang tidak ada di lembar ini.'
                    )
                    continue
                if tujuan is GAGAL:
                    continue
                if tujuan == model:
                    self._galat(baris.get(fold(k.judul)), f'Kolom "{k.judul}" menunjuk baris ini sendiri.')
                    continue
            if not _sama(model, k.bidang, tujuan):
                setattr(model, k.bidang, tujuan)
                beda = True
        if beda and self._simpan(model, baris) and self.status.get(model.pk) == "sama":
            self.status[model.pk] = "berubah"

    # ------------------------------------------------------------------------------------------------------ findings

    def _temuan(self, baris: dict[str, Sel], k: Kesalahan) -> None:
        if not k.pesan:
            return
        judul = next((x.judul for x in self.lembar.semua_kolom if x.bidang == k.bidang), "")
        sel = baris.get(fold(judul)) if judul else next(iter(baris.values()), None)
        pesan = f'Kolom "{judul}": {k.pesan}' if judul else k.pesan
        self.laporan.add(sel.lokasi if sel else self.tabel.lokasi, pesan, galat=k.galat)

    def _galat(self, sel: Sel | None, pesan: str, kolom: Kolom | None = None) -> None:
        self.laporan.add(sel.lokasi if sel else self.tabel.lokasi, pesan)


def _cetak(nilai: Any) -> str:
    return str(nilai)


def _isi_bidang(model: Model, bidang: str, nilai: Any) -> Any:
    """An empty text column is "", any other empty column None."""
    if nilai is not None:
        return nilai
    medan = model._meta.get_field(bidang)
    if not medan.null and medan.has_default():  # type: ignore[union-attr]
        return medan.get_default()  # type: ignore[union-attr]
    return None if medan.null else ""


def _sama(model: Model, bidang: str, nilai: Any) -> bool:
    nilai = _isi_bidang(model, bidang, nilai)
    medan = model._meta.get_field(bidang)
    if medan.is_relation:
        return getattr(model, medan.attname) == (nilai.pk if nilai else None)  # type: ignore[union-attr]
    lama = getattr(model, bidang)
    if isinstance(lama, Decimal) or isinstance(nilai, Decimal):
        return lama is not None and nilai is not None and Decimal(lama) == Decimal(nilai)
    return bool(lama == nilai)


def count_lembar(laporan: LaporanImpor) -> Counter[str]:
    """Return how many rows are new, changed, equal, gone over all sheets."""
    hasil: Counter[str] = Counter()
    for r in laporan.lembar.values():
        hasil.update(baru=r.baru, berubah=r.berubah, sama=r.sama, hilang=r.hilang)
    return hasil
