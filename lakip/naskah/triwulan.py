"""The quarterly reports: progress of the budget (Pelaihari Lampiran 5) and evaluation of the Renja (Lampiran 6)."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator

from anggaran.rekap import TRIWULAN, Pos
from kinerja.angka import is_nilai, publish
from lakip.data import DataLkj
from lakip.dokumen import Bab, Baris, Blok, Dokumen, Gaya, Jenis, Kolom, Potongan, Sel, Tabel, to_roman
from lakip.naskah.kerangka import NaskahKurang, bab_tunggal, susun_kerangka, tanda_tangan_camat
from lakip.pustaka.evaluasi_renja import build_evaluasi
from lakip.pustaka.kalimat import cacah, rapikan, slug
from lakip.pustaka.lampiran_anggaran import KURANG_REALISASI, aturan_monev, is_terisi, kalimat_kemajuan
from lakip.pustaka.tabel_anggaran import build_kemajuan, build_monev
from lakip.pustaka.tahunan import Masa
from lakip.sel import baris, paragraf, teks, tengah
from renstra.rekap import Hasil


def kurang_realisasi(data: DataLkj) -> str:
    if not data.anggaran:
        return "Isi lembar Program, Kegiatan, dan Sub Kegiatan."
    return "" if list_triwulan(data) else KURANG_REALISASI.alasan


def list_triwulan(data: DataLkj) -> list[int]:
    """The quarters for which anyone has entered something."""
    return [t for t in TRIWULAN if any(is_terisi(pohon, t) for pohon in data.anggaran.values())]


def _pilih(data: DataLkj, triwulan: int | None) -> list[int]:
    ada = list_triwulan(data)
    if triwulan is None:
        return ada
    if triwulan not in ada:
        terisi = ", ".join(to_roman(t) for t in ada)
        raise NaskahKurang(
            f"Realisasi triwulan {to_roman(triwulan)} tahun {data.tahun} belum diisi. Yang terisi: triwulan {terisi}."
        )
    return [triwulan]


def _akhir(tahun: int, triwulan: int) -> datetime.date:
    bulan = triwulan * 3
    return datetime.date(tahun, bulan, calendar.monthrange(tahun, bulan)[1])


def _list_unit(data: DataLkj, triwulan: int) -> Iterator[tuple[str, Pos]]:
    """The kecamatan and each kelurahan with a budget of its own of which something was entered for the quarter."""
    nama = {u.pk: u.nama for u in data.unit}
    for unit, pohon in data.anggaran.items():
        if is_terisi(pohon, triwulan):
            yield (slug(nama[unit]) if unit else "kecamatan"), pohon


def _masa(triwulan: int | None, tahun: int) -> str:
    return f"Triwulan {to_roman(triwulan)} Tahun {tahun}" if triwulan else f"Tahun {tahun}"


# ------------------------------------------------------------------------------------------------------------- progress


def susun_kemajuan(data: DataLkj, triwulan: int | None = None) -> Dokumen:
    """The report of a quarter; without one, of every quarter that was filled in."""
    pilihan = _pilih(data, triwulan)
    judul = f"Laporan Kemajuan Kegiatan {data.instansi.nama} {_masa(triwulan, data.tahun)}"
    bab = tuple(_bab_kemajuan(data, t) for t in pilihan)
    return susun_kerangka(
        data,
        "kemajuan",
        judul,
        bab,
        bagian=f"tw-{triwulan}" if triwulan else "",
        tanggal=_akhir(data.tahun, pilihan[-1]),
        sampul="" if triwulan else "Laporan Kemajuan Kegiatan",
    )


def _bab_kemajuan(data: DataLkj, triwulan: int) -> Bab:
    unit = list(_list_unit(data, triwulan))
    judul = f"Laporan Kemajuan Kegiatan Triwulan {to_roman(triwulan)} Tahun {data.tahun}"
    tahun_ttd = data.tahun + (triwulan == 4)
    anak = [
        Bab(
            f"kemajuan-tw-{triwulan}--{kunci}",
            pohon.uraian,
            (*_isi_kemajuan(data, kunci, pohon, triwulan),),
            bernomor=len(unit) > 1,
        )
        for kunci, pohon in unit
    ]
    ttd = tanda_tangan_camat(data, tahun_ttd, _akhir(data.tahun, triwulan))
    if len(anak) == 1:
        return bab_tunggal(f"kemajuan-tw-{triwulan}", judul, *anak[0].isi, *ttd)
    anak[-1] = Bab(anak[-1].kunci, anak[-1].judul, (*anak[-1].isi, *ttd))
    return bab_tunggal(f"kemajuan-tw-{triwulan}", judul, anak=tuple(anak))


def _isi_kemajuan(data: DataLkj, kunci: str, pohon: Pos, triwulan: int) -> Iterator[Blok]:
    akhiran = "" if kunci == "kecamatan" else f"-{kunci}"
    yield kalimat_kemajuan(pohon, triwulan)
    yield build_kemajuan(pohon, data.tahun, triwulan, kunci=f"kemajuan-tw-{triwulan}{akhiran}")
    yield from build_kendala(pohon, (triwulan,), f"kendala-tw-{triwulan}{akhiran}", _masa(triwulan, data.tahun))


def build_kendala(pohon: Pos, triwulan: tuple[int, ...], kunci: str, masa: str) -> Iterator[Blok]:
    """What stood in the way of each sub kegiatan in these quarters, and what was done about it; nothing where nothing was."""
    isi: list[Baris] = []
    for d in pohon.daun:
        for t in triwulan:
            c = d.catatan[t - 1]
            kata = [rapikan(k) for k in (c.hambatan, c.solusi, c.tindak_lanjut)]
            if any(kata):
                isi.append(baris(tengah(len(isi) + 1), teks(d.uraian), tengah(to_roman(t)), *map(teks, kata)))
    if not isi:
        return
    yield paragraf(
        "Hambatan yang dicatat pelaksana kegiatan ada ", cacah(len(isi), "Banyaknya hambatan yang dicatat", "butir.")
    )
    yield Tabel(
        kunci,
        f"Hambatan dan Tindak Lanjut {pohon.uraian} {masa}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Sub Kegiatan", lebar=24),
            Kolom("TW", Jenis.TENGAH, 5),
            Kolom("Hambatan", lebar=24),
            Kolom("Solusi", lebar=21),
            Kolom("Rencana Tindak Lanjut", lebar=21),
        ),
        tuple(isi),
        lanskap=True,
    )


# ------------------------------------------------------------------------------------------------------------ evaluation


def susun_monev(data: DataLkj, triwulan: int | None = None) -> Dokumen:
    """The evaluation up to a quarter; without one, of the year. The kecamatan, then each kelurahan."""
    if triwulan is not None:
        _pilih(data, triwulan)
    sampai = triwulan or 4
    judul = f"Evaluasi Hasil Pelaksanaan Renja {data.instansi.nama} {_masa(triwulan, data.tahun)}"
    unit = list(_list_unit_monev(data, sampai))
    anak = tuple(_bab_monev(data, k, p, sampai) for k, _, p in unit)
    ttd = tanda_tangan_camat(data, data.tahun + (sampai == 4), _akhir(data.tahun, sampai))
    faktor = Bab(
        "faktor", "Faktor Pendorong, Penghambat, dan Tindak Lanjut", (*build_faktor(data, sampai, triwulan), *ttd)
    )
    return susun_kerangka(
        data,
        "monev",
        judul,
        (
            bab_tunggal(
                "monev",
                judul,
                _pengantar(data, sampai, len(unit)),
                anak=(*anak, _bab_kumulatif(data, sampai), faktor),
            ),
        ),
        bagian=f"tw-{triwulan}" if triwulan else "",
        tanggal=_akhir(data.tahun, sampai),
    )


def _list_unit_monev(data: DataLkj, sampai: int) -> Iterator[tuple[str, int | None, Pos]]:
    nama = {u.pk: u.nama for u in data.unit}
    for unit, pohon in data.anggaran.items():
        if any(is_terisi(pohon, t) for t in TRIWULAN if t <= sampai):
            yield (slug(nama[unit]) if unit else "kecamatan"), unit, pohon


def _pengantar(data: DataLkj, sampai: int, unit: int) -> Blok:
    return paragraf(
        f"Evaluasi ini membandingkan target kinerja (K) dan anggaran (Rp) Rencana Kerja {data.instansi.nama} tahun "
        f"{data.tahun} dengan realisasinya sampai dengan triwulan {to_roman(sampai)}, menurut bentuk Peraturan Menteri "
        "Dalam Negeri Nomor 86 Tahun 2017, untuk ",
        cacah(unit, "Banyaknya unit yang memiliki anggaran sendiri dan sudah mengisi realisasi", "unit."),
    )


def _bab_monev(data: DataLkj, kunci: str, pohon: Pos, sampai: int) -> Bab:
    return Bab(
        f"monev--{kunci}",
        pohon.uraian,
        (build_monev(pohon, data.tahun, sampai, aturan_monev(data), kunci=f"monev-{kunci}"),),
    )


def _bab_kumulatif(data: DataLkj, sampai: int) -> Bab:
    """The year against the whole Renstra (Tabel T-C.29): its indicators, its money, then each unit's budget."""
    judul = "Evaluasi Kumulatif terhadap Renstra"
    renstra = data.rencana.renstra
    if renstra is None:
        isi: tuple[Blok, ...] = (
            paragraf(
                f"Renstra yang mencakup tahun {data.tahun} belum diisi, sehingga belum ada pembandingnya.",
                gaya="catatan",
            ),
        )
        return Bab("kumulatif", judul, isi)
    masa = Masa(renstra.tahun_awal, renstra.tahun_akhir, data.tahun, sampai)
    return Bab("kumulatif", judul, tuple(build_evaluasi(data, masa)))


def build_faktor(data: DataLkj, sampai: int, triwulan: int | None) -> Iterator[Blok]:
    """What closes the form of Permendagri 86/2017, from what was written beside indicators and sub kegiatan."""
    berikut = f"Renja tahun {data.tahun + 1}" if sampai == 4 else f"triwulan {to_roman(sampai + 1)}"
    kelompok = (
        ("Faktor pendorong keberhasilan pencapaian kinerja", [*_kata_indikator(data, sampai, triwulan, "faktor")]),
        (
            "Faktor penghambat pencapaian kinerja",
            [*_kata_indikator(data, sampai, triwulan, "hambatan"), *_kata_sub(data, sampai, "hambatan")],
        ),
        (
            f"Tindak lanjut yang diperlukan dalam {berikut}",
            [
                *_kata_indikator(data, sampai, triwulan, "solusi", "tindak_lanjut"),
                *_kata_sub(data, sampai, "solusi", "tindak_lanjut"),
            ],
        ),
    )
    yield paragraf(*_kalimat_capai(data, sampai))
    isi: list[Baris] = []
    for judul, baris_kelompok in kelompok:
        isi.append(baris(teks(judul, kolom=4), gaya=Gaya.KELOMPOK))
        isi += [baris(tengah(n), *sel) for n, sel in enumerate(baris_kelompok, start=1)]
        if not baris_kelompok:
            isi.append(baris(tengah(""), teks("Belum ada yang dicatat.", kolom=3)))
    yield Tabel(
        "faktor",
        f"Faktor Pendorong, Penghambat, dan Tindak Lanjut {_masa(triwulan, data.tahun)}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Indikator / Sub Kegiatan", lebar=35),
            Kolom("TW", Jenis.TENGAH, 6),
            Kolom("Uraian", lebar=54),
        ),
        tuple(isi),
    )


def _kalimat_capai(data: DataLkj, sampai: int) -> list[Potongan | str]:
    """How many outputs reached their target, by the figures of the tables above."""
    capai = [
        publish(k.capaian_sd(sampai, data.aturan_turun))
        for _, _, pohon in _list_unit_monev(data, sampai)
        for d in pohon.daun
        for k in d.keluaran
    ]
    terukur = [c for c in capai if is_nilai(c)]
    penuh = sum(c >= 100 for c in terukur)
    return [
        f"Sampai dengan triwulan {to_roman(sampai)}, ",
        cacah(penuh, "Banyaknya keluaran sub kegiatan dengan capaian 100 % atau lebih", "dari "),
        cacah(len(terukur), "Banyaknya keluaran sub kegiatan yang capaiannya dapat dihitung", "keluaran sub kegiatan"),
        " telah mencapai targetnya. Faktor yang mendorong dan menghambatnya, serta tindak lanjut yang diperlukan, adalah "
        "sebagai berikut.",
    ]


def _kata_indikator(data: DataLkj, sampai: int, triwulan: int | None, *bidang: str) -> Iterator[tuple[Sel, ...]]:
    """The words of these fields beside the indicators of the Renstra, of the quarter or of the year."""
    for i in data.rencana.indikator:
        hasil: Hasil | None = i.triwulan.get((data.tahun, sampai)) if triwulan else i.realisasi.get(data.tahun)
        kata = _gabung(hasil, bidang)
        if kata:
            yield teks(i.uraian), tengah(to_roman(sampai) if triwulan else ""), teks(kata)


def _kata_sub(data: DataLkj, sampai: int, *bidang: str) -> Iterator[tuple[Sel, ...]]:
    """The words of these fields beside the sub kegiatan of every unit, of all quarters up to this one; where several say
    the same, once."""
    isi: dict[tuple[int, str], list[str]] = {}
    for _, pk, pohon in _list_unit_monev(data, sampai):
        for d in pohon.daun:
            for t in range(1, sampai + 1):
                if kata := _gabung(d.catatan[t - 1], bidang):
                    isi.setdefault((t, kata), []).append(f"{d.uraian} ({pohon.uraian})" if pk else d.uraian)
    for (t, kata), nama in isi.items():
        yield teks("; ".join(nama)), tengah(to_roman(t)), teks(kata)


def _gabung(catatan: object, bidang: tuple[str, ...]) -> str:
    kata = [rapikan(getattr(catatan, b)) for b in bidang] if catatan else []
    return "; ".join(dict.fromkeys(k for k in kata if k))
