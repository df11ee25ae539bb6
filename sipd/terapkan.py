"""Writing what was planned, and taking it back: all or nothing, through the quarter's own locks, each value noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from anggaran.isian import ROMAWI, Lembar, begin_isian, explain_tutup, list_bagian
from anggaran.models import Belanja, IsianTriwulan, RealisasiBelanja, RealisasiTriwulan, SubKegiatan
from anggaran.pengisian import muat_baris
from organisasi.jejak import mark_berkas
from organisasi.models import Instansi, Pengguna
from sipd.kunci import SUDAH, TidakDapatError, lock_impor
from sipd.models import ImporBerkas, PerubahanImpor
from sipd.rencana import BULAN, Nilai, Rencana, Sasaran, list_unit_impor, susun_rencana, tulis_nilai
from sipd.tambahan import buat_tambahan, hapus_tambahan

Tulisan = tuple[Sasaran, Nilai]  # a stored value and what it is to become


def terapkan(impor: ImporBerkas, sidik: str, oleh: Pengguna) -> int:
    """Write the import and return how many values changed. ``sidik``: of the plan that the user has seen.

    Raises :class:`TidakDapatError`, also where the figures are no longer those that were shown.
    """
    with transaction.atomic(), mark_berkas(impor.nama_berkas):
        impor = lock_impor(impor, SUDAH, ImporBerkas.Status.MENUNGGU)
        if impor.pilihan.get("tambah"):  # two imports that add the same do it one after the other
            Instansi.objects.select_for_update().get(pk=impor.instansi_id)
        kunci = _Kunci(impor.instansi, impor.tahun)
        kunci.lock(u.sasaran for u in susun_rencana(impor).ubahan)
        rencana = susun_rencana(impor)
        _check(rencana, sidik)
        dibuat: list[PerubahanImpor] = []
        if rencana.tambahan:
            dibuat = buat_tambahan(rencana)
            rencana = susun_rencana(impor, [p.objek_id for p in dibuat if p.tipe.model_class() is SubKegiatan])
            kunci = _Kunci(impor.instansi, impor.tahun)
            kunci.lock(u.sasaran for u in rencana.ubahan)
        tulisan: list[Tulisan] = [(u.sasaran, u.baru) for u in rencana.ubahan]
        lama = {u.sasaran.kunci: u.lama for u in rencana.ubahan}
        for sasaran, catatan in _list_catatan(rencana):
            tulisan.append((sasaran, catatan))
            lama[sasaran.kunci] = sasaran.objek.catatan_lampau  # type: ignore[union-attr]
        kunci.write(tulisan, oleh)
        PerubahanImpor.objects.bulk_create(
            [*dibuat, *(_note(impor, sasaran, lama[sasaran.kunci], baru) for sasaran, baru in tulisan)], batch_size=500
        )
        impor.status = ImporBerkas.Status.DITERAPKAN
        impor.diterapkan = timezone.now()
        impor.save(update_fields=["status", "diterapkan", "pilihan"])
        return len(rencana.ubahan)


def _check(rencana: Rencana, sidik: str) -> None:
    if "tanya" in rencana.impor.ringkasan:
        raise TidakDapatError("Jawab dahulu pertanyaan tentang berkas ini.")
    if sidik != rencana.sidik:
        raise TidakDapatError(
            "Angka di sini berubah sejak halaman ini dibuka, jadi belum ada yang diterapkan. Periksa sekali lagi, lalu "
            "tekan Terapkan."
        )
    if not rencana.is_berbeda:
        raise TidakDapatError("Isi berkas ini sama dengan yang sudah diterapkan.")
    if rencana.perlu:
        raise TidakDapatError("Masih ada baris yang belum dipadankan. Pilih sub kegiatannya, atau “Lewati”.")
    if sebab := [*rencana.galat, *_tell_halangan(rencana)]:
        raise TidakDapatError(*sebab)


def _tell_halangan(rencana: Rencana) -> Iterable[str]:
    return dict.fromkeys(f"{u.sasaran.sub.kode} {u.sasaran.nama}: {u.halangan}" for u in rencana.terhalang)


def _list_catatan(rencana: Rencana) -> Iterable[tuple[Sasaran, str]]:
    """Yield the notes that the user wrote for sub kegiatan above their pagu."""
    catatan = rencana.impor.pilihan.get("catatan", {})
    for sub in {u.sasaran.sub.pk: u.sasaran.sub for u in rencana.ubahan}.values():
        if (teks := catatan.get(str(sub.pk))) and not sub.catatan_lampau:
            yield Sasaran(sub, 0, "catatan_lampau"), teks


def _note(impor: ImporBerkas, sasaran: Sasaran, lama: Nilai, baru: Nilai) -> PerubahanImpor:
    return PerubahanImpor(
        impor=impor,
        tipe=ContentType.objects.get_for_model(sasaran.objek),
        objek_id=sasaran.objek.pk,
        triwulan=sasaran.triwulan,
        bidang=sasaran.bidang,
        sebelum=to_teks(lama),
        sesudah=to_teks(baru),
    )


def to_teks(nilai: Nilai) -> str | None:
    """Write a value so that equal ones are written equally."""
    if isinstance(nilai, Decimal):
        return f"{nilai.normalize():f}"
    return None if nilai is None else str(nilai)


def to_nilai(bidang: str, teks: str | None) -> Nilai:
    if teks is None:
        return None
    if bidang == "catatan_lampau":
        return teks
    return Decimal(teks) if bidang == "fisik" else int(teks)


# ----------------------------------------------------------------------------------------------------------------- writing


class _Kunci:
    """The locks of a year's quarters and budget, and the writing behind them."""

    def __init__(self, instansi: Instansi, tahun: int) -> None:
        self.instansi, self.tahun = instansi, tahun
        self.bagian = list_bagian(instansi, tahun)
        self.milik = {s.pk: b for b in self.bagian for s in b.sub}
        self.isian: dict[tuple[int, int], IsianTriwulan] = {}

    def lock(self, sasaran: Iterable[Sasaran]) -> None:
        """Lock every quarter and sub kegiatan concerned, until the transaction ends."""
        sasaran = list(sasaran)
        perlu = {(s.triwulan, self.milik[s.sub.pk].nomor) for s in sasaran if s.triwulan and s.sub.pk in self.milik}
        for triwulan, nomor in sorted(perlu - self.isian.keys()):
            self.isian[triwulan, nomor] = begin_isian(self._open(triwulan, nomor))
        list(SubKegiatan.objects.filter(pk__in={s.sub.pk for s in sasaran}).select_for_update().order_by("pk"))

    def _open(self, triwulan: int, nomor: int) -> Lembar:
        bagian = next(b for b in self.bagian if b.nomor == nomor)
        isian = self.isian.get((triwulan, nomor)) or IsianTriwulan(triwulan=triwulan, unit=bagian.unit)
        return Lembar(self.instansi, self.tahun, triwulan, bagian, isian)

    def list_tutup(self) -> list[str]:
        """Return why quarters among the locked ones are closed."""
        hari_ini = timezone.localdate()
        hasil = []
        for (triwulan, nomor), isian in self.isian.items():
            if alasan := explain_tutup(isian, hari_ini):
                hasil.append(f"Triwulan {ROMAWI[triwulan]} {self._open(triwulan, nomor).bagian.nama}: {alasan}")
        return hasil

    def write(self, tulisan: Sequence[Tulisan], oleh: Pengguna) -> None:
        """Write the values; the quarters are locked already."""
        triwulanan: dict[tuple[int, int], dict[int, dict[str, Nilai]]] = defaultdict(lambda: defaultdict(dict))
        tetap: dict[tuple[type, int], dict[str, Nilai]] = defaultdict(dict)
        for s, nilai in tulisan:
            if isinstance(s.objek, Belanja) and s.triwulan:
                _store_belanja(s.objek, s.triwulan, nilai)
                self.isian[s.triwulan, self.milik[s.sub.pk].nomor].pengisi.add(oleh)
            elif s.triwulan:
                triwulanan[s.triwulan, self.milik[s.sub.pk].nomor][s.sub.pk][s.bidang] = nilai
            else:
                tetap[type(s.objek), s.objek.pk][s.bidang] = nilai
        for (triwulan, nomor), isi in triwulanan.items():
            self._write_triwulan(triwulan, nomor, isi)
            self.isian[triwulan, nomor].pengisi.add(oleh)
        for (model, pk), medan in tetap.items():
            objek = model.objects.get(pk=pk)  # type: ignore[attr-defined]
            for nama, nilai in medan.items():
                setattr(objek, nama, nilai)
            objek.save()

    def _write_triwulan(self, triwulan: int, nomor: int, isi: dict[int, dict[str, Nilai]]) -> None:
        baris = muat_baris(self._open(triwulan, nomor))
        for pk, medan in isi.items():
            satu = baris[f"s{pk}"]
            satu.store({**satu.tersimpan, **medan})


def _store_belanja(belanja: Belanja, triwulan: int, nilai: Nilai) -> None:
    baris = RealisasiBelanja.objects.filter(belanja=belanja, triwulan=triwulan).first()
    if nilai is None:
        if baris:
            baris.delete()
        return
    baris = baris or RealisasiBelanja(belanja=belanja, triwulan=triwulan)
    baris.nilai = int(nilai)
    baris.save()


# ------------------------------------------------------------------------------------------------------------------ undoing


def batalkan(impor: ImporBerkas, oleh: Pengguna) -> int:
    """Put back every value as it was before the import. Raises :class:`TidakDapatError` where somebody changed one since."""
    with transaction.atomic(), mark_berkas(impor.nama_berkas):
        impor = lock_impor(impor, "Impor ini belum diterapkan, atau sudah dibatalkan.", ImporBerkas.Status.DITERAPKAN)
        _refuse_lebih_baru(impor)
        semua = list(impor.perubahan.all())
        perubahan, dibuat = [p for p in semua if not p.is_tambahan], [p for p in semua if p.is_tambahan]
        sasaran, hilang = find_sasaran(perubahan)
        kunci = _Kunci(impor.instansi, impor.tahun)
        kunci.lock(s for s in sasaran.values())
        kini = read_kini(sasaran.values())
        sebab = [*hilang, *kunci.list_tutup()]
        for p in perubahan:
            if (s := sasaran.get(p.pk)) and to_teks(kini[s.kunci]) != p.sesudah:
                sebab.append(_tell_berubah(s, p, kini[s.kunci]))
        if sebab:
            raise TidakDapatError(*sebab)
        kunci.write([(sasaran[p.pk], to_nilai(p.bidang, p.sebelum)) for p in perubahan], oleh)
        hapus_tambahan(dibuat)
        impor.status = ImporBerkas.Status.DIBATALKAN
        impor.dibatalkan = timezone.now()
        impor.save(update_fields=["status", "dibatalkan"])
        return len(perubahan)


def _tell_berubah(s: Sasaran, p: PerubahanImpor, kini: Nilai) -> str:
    sesudah = tulis_nilai(to_nilai(p.bidang, p.sesudah))
    return (
        f"{s.sub.kode} {s.sub.uraian}, {s.nama}: sudah diubah sesudah impor (impor menulis {sesudah}, kini "
        f"{tulis_nilai(kini)})."
    )


def _refuse_lebih_baru(impor: ImporBerkas) -> None:
    """A newer file of the same period builds on this one: it has to go first."""
    semua = ImporBerkas.objects.for_instansi(impor.instansi).in_tahun(impor.tahun)
    baru = semua.filter(bentuk=impor.bentuk, status=ImporBerkas.Status.DITERAPKAN, diterapkan__gte=impor.diterapkan)
    sejenis = [i for i in baru.exclude(pk=impor.pk) if i.is_pagu == impor.is_pagu]
    unit = list_unit_impor([impor, *sejenis])
    for lain in sejenis:
        bersama = set(_list_triwulan(lain)) & set(_list_triwulan(impor)) or (
            impor.is_pagu and lain.tahap == impor.tahap
        )
        if bersama and unit[lain.pk] & unit[impor.pk]:
            raise TidakDapatError(f"Batalkan dahulu “{lain.nama_berkas}”, yang diterapkan sesudah berkas ini.")


def _list_triwulan(impor: ImporBerkas) -> list[int]:
    """Return the quarters of a file, also those that a document left whose date it moved."""
    berubah = impor.perubahan.exclude(triwulan=0).order_by().values_list("triwulan", flat=True).distinct()
    return [*((p + 2) // 3 if impor.is_bulanan else p for p in impor.periode), *berubah]


def find_sasaran(perubahan: Iterable[PerubahanImpor]) -> tuple[dict[int, Sasaran], list[str]]:
    """Return what each change was made to, and sentences for what is no longer there."""
    perubahan = list(perubahan)
    objek: dict[tuple[int, int], Any] = {}
    for model, jalur in ((SubKegiatan, "kegiatan__program"), (Belanja, "sub_kegiatan__kegiatan__program")):
        tipe = ContentType.objects.get_for_model(model)
        pk = [p.objek_id for p in perubahan if p.tipe_id == tipe.pk]
        for o in model.objects.filter(pk__in=pk).select_related(f"{jalur}__unit"):
            objek[tipe.pk, o.pk] = o
    ada = {
        p.pk: Sasaran(objek[p.tipe_id, p.objek_id], p.triwulan, p.bidang)
        for p in perubahan
        if (p.tipe_id, p.objek_id) in objek
    }
    hilang = len(perubahan) - len(ada)
    kata = f"{hilang} angka yang diisi impor ini sudah dihapus bersama sub kegiatan atau belanjanya."
    return ada, [kata] if hilang else []


def read_kini(sasaran: Iterable[Sasaran]) -> dict[tuple[str, int, int, str], Nilai]:
    """Return the values as they are stored now. Three queries."""
    sasaran = list(sasaran)
    sub = {s.objek.pk for s in sasaran if isinstance(s.objek, SubKegiatan)}
    belanja = {s.objek.pk for s in sasaran if isinstance(s.objek, Belanja)}
    uang = {(r.sub_kegiatan_id, r.triwulan): r for r in RealisasiTriwulan.objects.filter(sub_kegiatan__in=sub)}
    nilai = {(r.belanja_id, r.triwulan): r.nilai for r in RealisasiBelanja.objects.filter(belanja__in=belanja)}
    segar: dict[tuple[str, int], Any] = {
        ("anggaran.subkegiatan", s.pk): s for s in SubKegiatan.objects.filter(pk__in=sub)
    }
    segar |= {("anggaran.belanja", b.pk): b for b in Belanja.objects.filter(pk__in=belanja)}
    hasil: dict[tuple[str, int, int, str], Nilai] = {}
    for s in sasaran:
        label, pk, triwulan, bidang = s.kunci
        if not triwulan:
            hasil[s.kunci] = getattr(segar[label, pk], bidang)
        elif bidang == "nilai":
            hasil[s.kunci] = nilai.get((pk, triwulan))
        else:
            hasil[s.kunci] = getattr(uang.get((pk, triwulan)), bidang, None)
    return hasil


def name_periode(impor: ImporBerkas) -> list[tuple[int, str]]:
    """Return every period that the file covers, in words."""
    return [(p, BULAN[p] if impor.is_bulanan else f"Triwulan {ROMAWI[p]}") for p in impor.rentang]
