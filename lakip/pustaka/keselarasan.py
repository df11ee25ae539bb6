"""The matrix of agreement: is the same indicator planned, promised, cascaded and reported with the same target?"""

from __future__ import annotations

from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Jenis, Kolom, Paragraf, Potongan, Tabel
from lakip.pustaka.kalimat import cacah, cari_butir, sambung, sel_butir, sel_target, sel_target_rencana
from lakip.pustaka.pohon_kinerja import sasaran_of
from lakip.sel import baris, cetak, hampa, join_kata, paragraf, teks, tengah
from perjanjian.models import Butir
from renstra.models import Sasaran
from renstra.rekap import RekapIndikator

SELARAS = "Selaras"


def build_keselarasan(data: DataLkj) -> tuple[Blok, ...]:
    """A sentence with how many agree, and the matrix: report, Renstra, perjanjian and cascade side by side."""
    return _kalimat(data), build_tabel_keselarasan(data)


def list_selisih(data: DataLkj, i: RekapIndikator) -> list[str]:
    """What does not agree about an indicator, in words; [] where plan and perjanjian say the same.

    A tujuan is not promised by anyone, and what a lower post delivers need not stand in the plan.
    """
    rencana = i.sasar(data.tahun)
    butir = [(p, b) for p in data.perjanjian for b in p.butir if b.indikator_id == i.pk]
    if i.model.sasaran_id is None:
        return []
    hasil: list[str] = []
    if not butir:
        hasil.append("belum ada dalam perjanjian kinerja")
    janji = [(p, b.sasar) for p, b in butir if i.ukuran.is_bertarget(b.sasar)]
    for p, sasar in janji:
        if rencana is not None and i.ukuran.is_bertarget(rencana) and i.ukuran.is_beda(sasar, rencana):
            hasil.append(f"target perjanjian {p.jabatan.nama} {cetak(sasar)}, Renstra {data.tahun} {cetak(rencana)}")
    if any(i.ukuran.is_beda(sasar, janji[0][1]) for _, sasar in janji):
        hasil.append("target antarperjanjian berbeda")
    return hasil


def list_putus(data: DataLkj, i: RekapIndikator) -> list[str]:
    """Where the cascade is broken at an indicator, in words: its sasaran serves nothing, or its owner promised nothing."""
    sasaran = _find_sasaran(data, i)
    if sasaran is None:
        return []
    hasil: list[str] = []
    if sasaran.tingkat == Sasaran.Tingkat.OPERASIONAL and sasaran.induk_id is None and sasaran.tujuan_id is None:
        hasil.append("belum mendukung sasaran di atasnya")
    pemilik = sasaran.pemilik_id or (data.camat.pk if data.camat else None)
    janji = [p.jabatan for p in data.perjanjian if any(b.indikator_id == i.pk for b in p.butir)]
    if janji and pemilik not in {j.pk for j in janji}:
        hasil.append(f"diperjanjikan {join_kata(j.nama for j in janji)}, bukan pengampunya")
    return hasil


def _find_sasaran(data: DataLkj, i: RekapIndikator) -> Sasaran | None:
    return next((s for s in data.rencana.sasaran if s.pk == i.model.sasaran_id), None)


def _sebut_induk(data: DataLkj, i: RekapIndikator) -> str:
    """What the sasaran of an indicator serves in the cascade: the sasaran above it, else its tujuan."""
    sasaran = _find_sasaran(data, i)
    if sasaran is None:
        return ""
    atas = next((s.uraian for s in data.rencana.sasaran if s.pk == sasaran.induk_id), "")
    return atas or next((t.uraian for t in data.rencana.tujuan if t.pk == sasaran.tujuan_id), "")


def _kalimat(data: DataLkj) -> Paragraf:
    dinilai = [i for i in data.rencana.indikator if i.model.sasaran_id]
    putus = sum(bool(list_putus(data, i)) for i in dinilai)
    tak_selaras = [i for i in dinilai if list_selisih(data, i)]
    awal: list[Potongan | str] = [
        f"Keselarasan laporan ini, Rencana Strategis, Perjanjian Kinerja, dan jenjang kinerja (cascading) tahun "
        f"{data.tahun} diperiksa untuk setiap indikator. "
    ]
    if not tak_selaras and not putus:
        hitung = cacah(len(dinilai), "Banyaknya indikator sasaran", "indikator")
        return paragraf(*awal, "Target ", hitung, " yang diperiksa selaras.")
    tanpa_pk = [i for i in tak_selaras if cari_butir(data, i) is None]
    beda = len(tak_selaras) - len(tanpa_pk)
    rinci = [
        cacah(n, f"Indikator yang {uraian}", f"indikator yang {uraian}")
        for n, uraian in (
            (beda, "targetnya berbeda"),
            (len(tanpa_pk), "belum diperjanjikan"),
            (putus, "jenjang kinerjanya belum bersambung"),
        )
        if n
    ]
    return paragraf(
        *awal,
        "Dari ",
        cacah(len(dinilai), "Banyaknya indikator sasaran", "indikator"),
        ", masih terdapat ",
        *sambung(rinci),
        ".",
    )


def build_tabel_keselarasan(data: DataLkj) -> Tabel:
    r = data.rencana
    tahun = r.tahun
    isi: list[Baris] = []
    nomor = 0
    for n, t in enumerate(r.tujuan, start=1):
        for i in r.of_tujuan(t):
            isi.append(_baris(data, f"Tujuan {n}", t.uraian, i, ""))
    milik = [(j.nama, s) for j in data.jabatan for s in sasaran_of(data, j)]
    termuat = {s.pk for _, s in milik}
    milik += [("", s) for s in r.sasaran if s.pk not in termuat]
    for pengampu, s in milik:
        for k, i in enumerate(r.of_sasaran(s)):
            nomor += 1
            isi.append(_baris(data, str(nomor), "" if k else s.uraian, i, pengampu))
    return Tabel(
        "keselarasan",
        f"Matriks Keselarasan Kinerja {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Tujuan / Sasaran", lebar=14),
            Kolom("Indikator", lebar=15),
            Kolom("Satuan", Jenis.TENGAH, 6),
            Kolom("Target Laporan", Jenis.ANGKA, 6),
            *(Kolom(str(t), Jenis.ANGKA, 4, "Target Renstra") for t in tahun),
            Kolom("Target PK", Jenis.ANGKA, 5),
            Kolom("Mendukung", lebar=11, kelompok="Cascading (Pohon Kinerja)"),
            Kolom("Pengampu", lebar=8, kelompok="Cascading (Pohon Kinerja)"),
            Kolom("Keterangan", lebar=12),
        ),
        tuple(isi),
        lanskap=True,
    )


def _baris(data: DataLkj, nomor: str, induk: str, i: RekapIndikator, pengampu: str) -> Baris:
    butir: Butir | None = cari_butir(data, i)
    beda = list_selisih(data, i)
    tujuan = i.model.sasaran_id is None
    kata = "" if tujuan else "; ".join([*beda, *list_putus(data, i)])
    return baris(
        tengah(nomor),
        teks(induk, tebal=tujuan),
        teks(i.uraian),
        tengah(i.satuan),
        sel_target(data, i),
        *(sel_target_rencana(i, t) for t in data.rencana.tahun),
        sel_butir(butir) if butir else hampa("tujuan tidak diperjanjikan" if tujuan else "belum diperjanjikan"),
        teks(_sebut_induk(data, i)),
        teks(pengampu),
        teks(f"{kata[:1].upper()}{kata[1:]}" if kata else "" if tujuan else SELARAS),
    )
