"""Taking a file in: read, told apart by SKPD and unit, matched with our sub kegiatan, stored as rows. Nothing else changes.

Where the file leaves a question open (which column, which SKPD, which quarter) it is kept aside until the user answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisasi.latar import BASI, run_latar
from organisasi.models import Instansi, Pengguna
from organisasi.simpanan import hitung_sidik
from sipd import sementara
from sipd.baca import Bacaan, Baris, Bentuk, BerkasDitolak, baca_berkas
from sipd.kunci import SUDAH, TidakDapatError, lock_impor
from sipd.models import KEDUANYA, BarisImpor, ImporBerkas, PemetaanTajuk, PemetaanUnit
from sipd.padan import MENURUT_PILIHAN, Milik, Nama, PencariSub, Tempat, ringkas
from sipd.pilah import DitolakError, Pilahan, TanyaError

TRIWULAN = (1, 2, 3, 4)
TEMUAN_DISIMPAN = 200
BESAR = 400_000  # bytes; what is smaller is read within a second or two
log = logging.getLogger(__name__)


def terima(isi: bytes, nama: str, instansi: Instansi, tahun: int, oleh: Pengguna) -> ImporBerkas:
    """Take a file in; what comes back waits for an answer or for being applied, or was refused."""
    sidik = hitung_sidik(isi)
    impor = ImporBerkas(instansi=instansi, tahun=tahun, nama_berkas=nama[:200], sidik=sidik, oleh=oleh)
    begin_baca(impor, isi)
    with transaction.atomic():
        # Of the same file that somebody sends twice the last one stays; another's is not touched.
        Instansi.objects.select_for_update().get(pk=instansi.pk)
        menunggu = ImporBerkas.objects.for_instansi(instansi).in_tahun(tahun).filter(pk__lt=impor.pk)
        belum = (ImporBerkas.Status.MENUNGGU, ImporBerkas.Status.DIBACA)
        for lama in menunggu.filter(sidik=sidik, oleh=oleh, status__in=belum):
            sementara.remove(lama.pk)
            lama.delete()
    return impor


def begin_baca(impor: ImporBerkas, isi: bytes) -> None:
    """Have the file read: a small one at once, a large one in the background, where its page waits for it."""
    if len(isi) < BESAR:
        read_ulang(impor, isi)
        return
    impor.status, impor.ringkasan, impor.mulai_dibaca = ImporBerkas.Status.DIBACA, {}, timezone.now()
    with transaction.atomic():
        if impor.pk:
            lock_impor(impor, SUDAH, ImporBerkas.Status.MENUNGGU, ImporBerkas.Status.DIBACA)
        impor.save()
    pk = impor.pk
    sementara.keep(pk, isi)
    run_latar(f"impor-{pk}-{impor.mulai_dibaca.timestamp()}", lambda: _read_latar(pk))
    impor.refresh_from_db()


def resume_baca(impor: ImporBerkas) -> None:
    """Begin once more where whoever was reading has died."""
    if impor.mulai_dibaca and impor.mulai_dibaca < timezone.now() - BASI:
        begin_baca(impor, sementara.fetch(impor.pk) or b"")


def _read_latar(pk: int) -> None:
    impor = ImporBerkas.objects.select_related("instansi__kabupaten", "oleh").filter(pk=pk).first()
    if impor is None:  # thrown away before its turn came
        return
    try:
        read_ulang(impor, sementara.fetch(pk) or b"")
    except TidakDapatError:  # thrown away, or applied, while it was read
        log.info("Impor %s tidak lagi menunggu dibaca", pk)
    except Exception:
        log.exception("Impor %s gagal dibaca", pk)
        kata = "Berkas ini gagal dibaca. Unggah sekali lagi; bila tetap gagal, hubungi admin."
        milik = ImporBerkas.objects.filter(pk=pk, status=ImporBerkas.Status.DIBACA)
        milik.update(status=ImporBerkas.Status.DITOLAK, ringkasan={"alasan": kata})


def read_ulang(impor: ImporBerkas, isi: bytes) -> None:
    """Read the file with what the user has said so far, and store its rows or the next question.

    A large file takes a while to read, so nothing is locked before that is done.
    """
    impor.status, impor.ringkasan, baris = ImporBerkas.Status.MENUNGGU, {}, []
    try:
        baris = _read(impor, isi)
    except TanyaError as tanya:
        impor.ringkasan = {"tanya": tanya.tanya, "ingatan": impor.ringkasan.get("ingatan", {})}
    except DitolakError as galat:
        impor.status = ImporBerkas.Status.DITOLAK
        impor.ringkasan["alasan"] = str(galat)
    with transaction.atomic():
        if impor.pk:
            lock_impor(impor, SUDAH, ImporBerkas.Status.MENUNGGU, ImporBerkas.Status.DIBACA)
        impor.save()
        if impor.status == ImporBerkas.Status.DITOLAK:  # so what was said of the places leaves nothing of ours
            PemetaanUnit.objects.for_instansi(impor.instansi).filter(kunci__in=impor.pilihan.get("tempat", [])).delete()
        impor.baris.all().delete()
        BarisImpor.objects.bulk_create(baris, batch_size=500)
    if "tanya" in impor.ringkasan:
        sementara.keep(impor.pk, isi)
    else:
        sementara.remove(impor.pk)


def _read(impor: ImporBerkas, isi: bytes) -> list[BarisImpor]:
    tajuk = dict(PemetaanTajuk.objects.for_instansi(impor.instansi).values_list("tajuk", "kolom"))
    try:
        bacaan = baca_berkas(isi, pemetaan=tajuk or None, lembar=impor.pilihan.get("lembar", ""))
    except BerkasDitolak as galat:
        _ask_lembar(impor, galat.lembar)
        if galat.judul:
            raise TanyaError(str(galat), judul=list(galat.judul)) from galat
        raise DitolakError(str(galat)) from galat
    _ask_lembar(impor, (bacaan.lembar, *bacaan.lembar_lain))
    impor.bentuk = bacaan.bentuk
    impor.ringkasan["ingatan"] = {  # the answers of before that may have been used here
        "tajuk": [judul for judul in bacaan.kunci if judul[:200] in tajuk],
        "tempat": sorted({Tempat.of(b).kunci for b in bacaan.baris}),
        "kode": [],
    }
    _check(impor, bacaan)
    return _match(impor, bacaan, Pilahan.sort(impor, bacaan))


def _ask_lembar(impor: ImporBerkas, lembar: tuple[str, ...]) -> None:
    """Ask which of several sheets is meant, once."""
    if len(lembar) > 1 and "lembar" not in impor.pilihan:
        raise TanyaError("Berkas ini memuat beberapa lembar yang dapat dibaca. Pilih satu.", lembar=list(lembar))


def _check(impor: ImporBerkas, bacaan: Bacaan) -> None:
    impor.ringkasan["temuan"] = [
        {"nomor": t.nomor, "kolom": t.kolom, "pesan": t.pesan, "menolak": t.menolak}
        for t in sorted(bacaan.temuan, key=lambda t: not t.menolak)[:TEMUAN_DISIMPAN]
    ]
    if bacaan.ditolak:
        raise DitolakError("Ada angka di berkas ini yang tidak pasti. Betulkan baris-baris di bawah, lalu unggah lagi.")
    if bacaan.tahun not in (None, impor.tahun) and not any(b.tahun == impor.tahun for b in bacaan.baris):
        raise DitolakError(f"Berkas ini untuk tahun {bacaan.tahun}. Buka halaman tahun itu, lalu unggah di sana.")
    if not bacaan.baris:
        raise DitolakError("Tidak ada baris berisi angka di berkas ini.")
    if bacaan.bentuk is Bentuk.JURNAL and not impor.pilihan.get("triwulan"):
        raise TanyaError("Berkas ini tidak menyebut tanggal. Pilih triwulannya.", triwulan=True)
    kolom = _name_kolom_pagu(bacaan)
    if _is_pagu(bacaan) and not impor.tahap and kolom in ("pagu_murni", "pagu_perubahan"):
        impor.tahap = kolom.removeprefix("pagu_")
    if _is_pagu(bacaan) and not impor.tahap and kolom != KEDUANYA:
        raise TanyaError("Berkas ini berisi pagu. Pilih apakah pagu murni atau pagu perubahan.", tahap=True)


def _is_pagu(bacaan: Bacaan) -> bool:
    if bacaan.bentuk is Bentuk.TANGAN:
        return not any(_list_triwulan(b) for b in bacaan.baris)
    return bacaan.bentuk is Bentuk.ANGGARAN


def _list_triwulan(baris: Baris) -> list[int]:
    """Return the quarters for which a row of a hand-kept table says something."""
    return [
        t for t in TRIWULAN if any(d[t - 1] is not None for d in (baris.realisasi, baris.realisasi_sd, baris.fisik))
    ]


# ------------------------------------------------------------------------------------------------------------------ storing


def _match(impor: ImporBerkas, bacaan: Bacaan, pilahan: Pilahan) -> list[BarisImpor]:
    """Return the rows with what they are matched with, equal identities summed."""
    nama = [(milik, _name(milik, b), b) for milik, b in pilahan.baris]
    padanan = PencariSub(impor.instansi, impor.tahun).match_semua([n for _, n, _ in nama])
    hanya_pagu, kolom_pagu = _is_pagu(bacaan), _name_kolom_pagu(bacaan)
    triwulan = sorted({t for _, b in pilahan.baris for t in _list_triwulan(b)})
    isi: dict[tuple[Any, ...], BarisImpor] = {}
    for milik, n, b in nama:
        p = padanan[n]
        for baru in _build_pagu(impor, b, kolom_pagu == KEDUANYA) if hanya_pagu else _build(impor, b, triwulan):
            baru.unit, baru.grup, baru.kode, baru.nama = milik.unit, n.kunci, b.kode_sub, n.nama[:400]
            baru.sub_kegiatan, baru.keyakinan = p.sub, p.keyakinan
            baru.kunci = ringkas(milik.unit.pk if milik.unit else 0, b.kunci_asal or b.identitas, n.kunci, b.rekening)
            kunci = (baru.kunci, baru.bulan, baru.triwulan, baru.sampai)
            isi[kunci] = _add(isi[kunci], baru) if kunci in isi else baru
    impor.ringkasan["ingatan"]["kode"] = [n.kunci for n, p in padanan.items() if p.sebab == MENURUT_PILIHAN]
    impor.ringkasan |= {
        "hanya_pagu": hanya_pagu,
        "lembar": bacaan.lembar,
        "seratus": bacaan.seratus,
        "banyak": len(pilahan.baris),
        "periode": _list_periode(impor, isi.values()),
        "sebab": {n.kunci: p.sebab for n, p in padanan.items() if p.sebab},
        "jumlah": len(bacaan.jumlah_berkas),
        "pagu": {} if hanya_pagu else _sum_pagu((n, b) for _, n, b in nama),
        "kolom_pagu": "" if hanya_pagu else kolom_pagu,
        "induk": _list_induk(b for _, b in pilahan.baris),
    }
    return list(isi.values())


def _sum_pagu(baris: Iterable[tuple[Nama, Baris]]) -> dict[str, dict[str, int]]:
    """Return the pagu that stands beside what was spent: to be compared with ours, or taken over."""
    hasil: dict[str, dict[str, int]] = {}
    for n, b in baris:
        for kolom, nilai in (("pagu", b.pagu), ("murni", b.pagu_murni)):
            if nilai is not None:
                isi = hasil.setdefault(n.kunci, {"pagu": 0})
                isi[kolom] = isi.get(kolom, 0) + nilai
    return hasil


def _name_kolom_pagu(bacaan: Bacaan) -> str:
    """Return what the headings call the pagu: murni, perubahan, both, only "pagu", or nothing."""
    ada = [k for k in ("pagu_murni", "pagu_perubahan", "pagu") if k in bacaan.tajuk]
    return KEDUANYA if "pagu_murni" in ada and len(ada) > 1 else ada[0] if ada else ""


def _list_induk(baris: Iterable[Baris]) -> dict[str, str]:
    """Return the names that the file gives to program and kegiatan, by code."""
    hasil: dict[str, str] = {}
    for b in baris:
        for kode, nama in ((b.kode_program, b.nama_program), (b.kode_kegiatan, b.nama_kegiatan)):
            if kode and nama:
                hasil.setdefault(kode, nama[:400])
    return hasil


def _name(milik: Milik, b: Baris) -> Nama:
    return Nama(milik.unit.pk if milik.unit else None, b.kode_sub, b.kode_kegiatan, b.nama_sub or "")


def _build(impor: ImporBerkas, b: Baris, triwulan: list[int]) -> Iterator[BarisImpor]:
    """Yield what a row says was spent: once, or for a table kept by hand once for each of its quarters.

    There an empty cell beside filled ones stays empty here; that nothing was spent is for the plan to say.
    """
    if impor.bentuk == Bentuk.REALISASI:
        yield _begin(impor, b, bulan=b.bulan, triwulan=b.triwulan, jumlah=b.jumlah)
    elif impor.bentuk == Bentuk.JURNAL:
        sampai = bool(impor.pilihan.get("sd"))
        yield _begin(impor, b, triwulan=impor.pilihan["triwulan"], sampai=sampai, jumlah=b.jumlah)
    else:
        for t in triwulan:
            sendiri, sd = b.realisasi[t - 1], b.realisasi_sd[t - 1]
            jumlah, sampai = (sd, sd is not None) if sendiri is None else (sendiri, False)
            yield _begin(impor, b, triwulan=t, sampai=sampai, jumlah=jumlah, fisik=b.fisik[t - 1])


def _build_pagu(impor: ImporBerkas, b: Baris, dua_pagu: bool) -> Iterator[BarisImpor]:
    yield _begin(impor, b, **_read_pagu(impor, b, dua_pagu))


def _begin(impor: ImporBerkas, b: Baris, **isi: Any) -> BarisImpor:
    rekening = {"rekening": b.rekening[:40], "nama_rekening": b.nama_rekening[:250]}
    return BarisImpor(impor=impor, nomor=b.nomor, **rekening, **isi)


def _read_pagu(impor: ImporBerkas, b: Baris, dua_pagu: bool) -> dict[str, int | None]:
    if dua_pagu:
        return {"pagu_murni": b.pagu_murni, "pagu_perubahan": b.pagu}
    pagu = b.pagu if b.pagu is not None else b.pagu_murni
    return {f"pagu_{impor.tahap}": pagu}


def _add(lama: BarisImpor, baru: BarisImpor) -> BarisImpor:
    for bidang in ("jumlah", "pagu_murni", "pagu_perubahan"):
        isi = [n for n in (getattr(lama, bidang), getattr(baru, bidang)) if n is not None]
        setattr(lama, bidang, sum(isi) if isi else None)
    lama.fisik = lama.fisik if baru.fisik is None else baru.fisik
    return lama


def _list_periode(impor: ImporBerkas, baris: Iterable[BarisImpor]) -> list[int]:
    """Return the months from the first to the last (a file is a stretch of time, also where a month is empty); of other
    files the quarters."""
    ada = sorted({p for b in baris if (p := b.periode) is not None})
    return list(range(ada[0], ada[-1] + 1)) if impor.is_bulanan and ada else ada
