"""Bab III B: what was spent, on what, for which sasaran, and what came in."""

from __future__ import annotations

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, TOTAL, TRIWULAN, Pos, PosKode
from kinerja.agregasi import average
from kinerja.angka import format_rupiah, is_nilai, publish
from kinerja.capaian import calculate_efisiensi, calculate_serapan
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Grafik, Jenis, Kolom, Paragraf, Sel, Seri, Tabel, to_roman
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.tabel_anggaran import (
    GAYA,
    build_kemajuan,
    list_pos,
    sel_fisik,
    sel_pagu,
    sel_realisasi,
    sel_serapan,
)
from lakip.sel import angka, baris, entri, figur, hampa, paragraf, persen, rumus, tautan, teks, tengah, uang
from renstra.models import Sasaran

KURANG_ANGGARAN = Kurang("Isi lembar Program, Kegiatan, dan Sub Kegiatan.")
KURANG_REALISASI = Kurang("Isi realisasi triwulan di lembar Realisasi.")


def get_terisi(data: DataLkj) -> Pos | Kurang:
    """Return the kecamatan's budget where something has been spent, else what is missing."""
    if data.pohon is None:
        return KURANG_ANGGARAN
    return KURANG_REALISASI if data.pohon.realisasi_sd() is None else data.pohon


# -------------------------------------------------------------------------------------------------- realisasi of the year


@bagian("realisasi-anggaran")
def realisasi_anggaran(data: DataLkj) -> Isi | Kurang:
    """Progress of the year by program, kegiatan and sub kegiatan (Pelaihari Tabel 41)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    tabel = build_kemajuan(
        pohon, data.tahun, 4, "realisasi-anggaran", f"Realisasi Anggaran {data.instansi.nama} Tahun {data.tahun}"
    )
    blok: list[Blok] = [_kalimat_serapan(data, pohon), tabel]
    blok += _grafik_program(data, pohon) + _grafik_triwulan(data, pohon)
    if kendala := _tabel_kendala(data, pohon):
        blok.append(kendala)
    return Isi(tuple(blok))


def _kalimat_serapan(data: DataLkj, pohon: Pos) -> Paragraf:
    bagian_kalimat: list[object] = [
        f"Anggaran {data.instansi.nama} tahun {data.tahun} ",
        f"setelah perubahan berjumlah {_rp(pohon.pagu)}" if pohon.berubah else f"berjumlah {_rp(pohon.pagu)}",
        f" untuk {pohon.count(PROGRAM)} program, {pohon.count(KEGIATAN)} kegiatan, dan {pohon.count(SUBKEGIATAN)} sub "
        f"kegiatan. Realisasinya {_rp(pohon.realisasi_sd() or 0)} atau ",
        figur(sel_serapan(pohon), akhiran=" %"),
        f", dengan sisa {_rp(pohon.sisa() or 0)}.",
    ]
    murni = pohon.pagu_murni
    if pohon.berubah and murni is not None and murni != pohon.pagu:
        arah = "bertambah" if pohon.pagu > murni else "berkurang"
        bagian_kalimat.append(f" Dibanding pagu murni, anggaran {arah} {_rp(abs(pohon.pagu - murni))}.")
    urut = [(s, d) for d in pohon.daun if is_nilai(s := publish(d.serapan()))]
    if len(urut) > 1:
        rendah = min(urut, key=lambda x: x[0])
        if rendah[0] < 100:
            bagian_kalimat += [
                f" Serapan terendah ada pada {rendah[1].uraian}, yaitu ", figur(persen(rendah[0]), akhiran=" %"), ".",
            ]  # fmt: skip
    return paragraf(*bagian_kalimat)  # type: ignore[arg-type]


def _rp(nilai: int) -> str:
    return f"Rp {format_rupiah(nilai)}"


def _grafik_program(data: DataLkj, pohon: Pos) -> list[Blok]:
    if len(pohon.anak) < 2:
        return []
    nilai = tuple(n if is_nilai(n := publish(p.serapan())) else None for p in pohon.anak)
    return [
        Grafik(
            "grafik-serapan-program",
            f"Serapan Anggaran Setiap Program Tahun {data.tahun}",
            tuple(p.uraian for p in pohon.anak),
            (Seri("Serapan", nilai),),
            "batang-datar",
            "%",
        )
    ]


def _grafik_triwulan(data: DataLkj, pohon: Pos) -> list[Blok]:
    """Target and realisasi s.d. each quarter, where every quarter has been filled in."""
    if any(pohon.realisasi_triwulan(t) is None or pohon.target_keuangan_sd(t) is None for t in TRIWULAN):
        return []

    def seri(nama: str, nilai: list[int | None]) -> Seri:
        return Seri(nama, tuple(publish(calculate_serapan(n, pohon.pagu)) if n is not None else None for n in nilai))  # type: ignore[misc]

    return [
        Grafik(
            "grafik-serapan-triwulan",
            f"Target dan Realisasi Keuangan sampai dengan Setiap Triwulan Tahun {data.tahun}",
            tuple(f"TW {to_roman(t)}" for t in TRIWULAN),
            (
                seri("Target", [pohon.target_keuangan_sd(t) for t in TRIWULAN]),
                seri("Realisasi", [pohon.realisasi_sd(t) for t in TRIWULAN]),
            ),
            "batang",
            "% pagu",
        )
    ]


def _tabel_kendala(data: DataLkj, pohon: Pos) -> Tabel | None:
    """Obstacles as they were entered, equal ones of several sub kegiatan told once."""
    menurut: dict[tuple[str, str], list[str]] = {}
    for d in pohon.daun:
        for c in d.catatan:
            if c.hambatan:
                daftar = menurut.setdefault((c.hambatan, c.solusi), [])
                if d.uraian not in daftar:
                    daftar.append(d.uraian)
    if not menurut:
        return None
    ada_solusi = any(s for _, s in menurut)
    kolom = [Kolom("No", Jenis.TENGAH, 5), Kolom("Hambatan", Jenis.TEKS, 35)]
    if ada_solusi:
        kolom.append(Kolom("Solusi", Jenis.TEKS, 30))
    kolom.append(Kolom("Sub Kegiatan", Jenis.TEKS, 40))
    isi = []
    for n, ((hambatan, solusi), sub) in enumerate(menurut.items(), start=1):
        sel = [tengah(n), teks(hambatan), *([teks(solusi)] if ada_solusi else []), teks("; ".join(sub))]
        isi.append(Baris(tuple(sel)))
    return Tabel("kendala-anggaran", f"Hambatan Pelaksanaan Kegiatan Tahun {data.tahun}", tuple(kolom), tuple(isi))


@bagian("realisasi-belanja")
def realisasi_belanja(data: DataLkj) -> Isi | Kurang:
    """Every belanja line under its sub kegiatan (Towuti Tabel III.2.5)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    if not any(d.belanja for d in pohon.daun):
        return Kurang("Isi lembar Belanja bila rincian belanja ingin dicetak.")
    isi: list[Baris] = [_baris_belanja_pos(pohon, "Belanja")]
    for pos in list_pos(pohon):
        if pos.tingkat == TOTAL:
            continue
        isi.append(_baris_belanja_pos(pos, f"Kegiatan {pos.uraian}" if _perlu_kata(pos) else pos.uraian))
        for b in pos.belanja:
            asal = tautan("anggaran.belanja", b.pk)
            isi.append(
                baris(
                    teks(""),
                    teks(b.uraian),
                    uang(b.pagu, entri("Isian pagu belanja", asal)),
                    uang(b.realisasi_sd(), entri("Isian realisasi belanja", asal)),
                    persen(
                        b.serapan(), rumus("Realisasi ÷ pagu × 100", ("Realisasi", b.realisasi_sd()), ("Pagu", b.pagu))
                    ),
                    teks(b.kendala),
                )
            )
    tabel = Tabel(
        "realisasi-belanja",
        f"Realisasi Program dan Kegiatan {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("Kode", Jenis.TENGAH, 11),
            Kolom("Program / Kegiatan / Sub Kegiatan / Belanja", Jenis.TEKS, 36),
            Kolom("Anggaran (Rp)", Jenis.UANG, 14),
            Kolom("Realisasi (Rp)", Jenis.UANG, 14),
            Kolom("Realisasi (%)", Jenis.PERSEN, 8),
            Kolom("Kendala", Jenis.TEKS, 20),
        ),
        tuple(isi),
        lanskap=True,
        catatan=_catatan_rincian(pohon),
    )
    return Isi((tabel,))


def _perlu_kata(pos: Pos) -> bool:
    return pos.tingkat == KEGIATAN and not pos.uraian.lower().startswith("kegiatan")


def _baris_belanja_pos(pos: Pos, nama: str) -> Baris:
    kendala = "; ".join(dict.fromkeys(c.hambatan for c in pos.catatan if c.hambatan))
    return baris(
        tengah(pos.kode), teks(nama), sel_pagu(pos), sel_realisasi(pos), sel_serapan(pos), teks(kendala),
        gaya=Gaya.SUBTOTAL if pos.tingkat == SUBKEGIATAN else GAYA[pos.tingkat],
    )  # fmt: skip


def _catatan_rincian(pohon: Pos) -> tuple[str, ...]:
    """Say where the lines do not add up to their sub kegiatan: the figure of the sub kegiatan is the one that counts."""
    hasil = []
    for d in pohon.daun:
        if not d.belanja:
            continue
        pagu = sum(b.pagu for b in d.belanja)
        realisasi = sum(b.realisasi_sd() or 0 for b in d.belanja)
        if pagu != d.pagu:
            hasil.append(f"Rincian {d.uraian} berjumlah {_rp(pagu)}, pagu sub kegiatannya {_rp(d.pagu)}.")
        if d.realisasi_sd() is not None and realisasi != d.realisasi_sd():
            hasil.append(
                f"Rincian {d.uraian} terealisasi {_rp(realisasi)}, sub kegiatannya {_rp(d.realisasi_sd() or 0)}."
            )
    return tuple(hasil)


# -------------------------------------------------------------------------------------------------------- by type


@bagian("jenis-belanja")
def jenis_belanja(data: DataLkj) -> Isi | Kurang:
    """Spending by type with murni, perubahan, realisasi (Pelaihari Tabel 42; Towuti III.2.3)."""
    pos = data.jenis_belanja.get(data.tahun)
    if not pos and data.pohon is not None and data.pohon.realisasi_sd() is not None:
        seluruh = data.pohon
        nilai = (seluruh.pagu_murni, seluruh.pagu, seluruh.realisasi_sd())
        pos = [PosKode("5", "Belanja", 1, nilai, (False,) * 3, daun=True)]
    if not pos:
        return Kurang("Isi lembar Jenis Belanja.")
    ada_murni = any(p.nilai[0] is not None for p in pos)

    def sel(p: PosKode, n: int, nama: str) -> Sel:
        asal = entri(f"Isian {nama} di lembar Jenis Belanja") if p.entri[n] else rumus(f"Jumlah {nama} rinciannya")
        return uang(p.nilai[n], asal, alasan="tidak dirinci")

    isi = []
    for p in pos:
        realisasi, pagu = p.nilai[2], p.nilai[1] if p.nilai[1] is not None else p.nilai[0]
        serapan = (
            persen(
                calculate_serapan(realisasi, pagu),
                rumus("Realisasi ÷ pagu × 100", ("Realisasi", realisasi), ("Pagu", pagu)),
            )
            if realisasi is not None and pagu is not None
            else hampa("pagu jenis ini tidak dirinci")
        )
        kolom_murni = [sel(p, 0, "pagu murni")] if ada_murni else []
        isi.append(
            baris(
                teks(p.uraian),
                *kolom_murni,
                sel(p, 1, "pagu perubahan"),
                sel(p, 2, "realisasi"),
                serapan,
                gaya=Gaya.TOTAL if p.tingkat == 1 else Gaya.SUBTOTAL if not p.daun else Gaya.BIASA,
            )
        )
    murni = (Kolom("Pagu murni (Rp)", Jenis.UANG, 18),) if ada_murni else ()
    tabel = Tabel(
        "jenis-belanja",
        f"Realisasi Anggaran Belanja {data.instansi.nama} Tahun Anggaran {data.tahun}",
        (
            Kolom("Uraian", Jenis.TEKS, 34),
            *murni,
            Kolom("Pagu perubahan (Rp)" if ada_murni else "Pagu anggaran (Rp)", Jenis.UANG, 18),
            Kolom("Realisasi (Rp)", Jenis.UANG, 18),
            Kolom("%", Jenis.PERSEN, 9),
        ),
        tuple(isi),
    )
    return Isi((tabel,))


# ----------------------------------------------------------------------------------------------------- by sasaran


def group_sasaran(data: DataLkj, pohon: Pos) -> list[tuple[Sasaran | None, Pos]]:
    """Return the budget cut by sasaran: a sub kegiatan's own, else its kegiatan's, else its program's."""
    milik: dict[int | None, list[int]] = {}
    for program in pohon.anak:
        for kegiatan in program.anak:
            for sub in kegiatan.anak:
                pk = sub.sasaran_id or kegiatan.sasaran_id or program.sasaran_id
                milik.setdefault(pk, []).append(sub.pk or 0)
    hasil: list[tuple[Sasaran | None, Pos]] = []
    for s in data.rencana.sasaran:
        if s.pk in milik and (potong := pohon.filter_daun(milik[s.pk])):
            hasil.append((s, potong))
    if None in milik and (potong := pohon.filter_daun(milik[None])):
        hasil.append((None, potong))
    return hasil


def _nama_sasaran(s: Sasaran | None) -> str:
    return s.uraian if s else "Belum dihubungkan dengan sasaran"


@bagian("realisasi-sasaran")
def realisasi_sasaran(data: DataLkj) -> Isi | Kurang:
    """Money by sasaran and program (Pelaihari Tabel 43; Towuti III.2.4)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    isi = []
    for n, (s, potong) in enumerate(group_sasaran(data, pohon), start=1):
        nama = _nama_sasaran(s)
        for i, p in enumerate(potong.anak):
            awal = i == 0
            isi.append(_baris_sasaran(tengah(n if awal else ""), nama if awal else "", p.uraian, p, Gaya.BIASA))
        if len(potong.anak) > 1:
            isi.append(_baris_sasaran(tengah(""), f"Jumlah: {nama}", "", potong, Gaya.SUBTOTAL))
    isi.append(_baris_sasaran(tengah(""), "JUMLAH", "", pohon, Gaya.TOTAL))
    tabel = Tabel(
        "realisasi-sasaran",
        f"Sasaran, Program, Pagu, dan Realisasi {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Sasaran", Jenis.TEKS, 26),
            Kolom("Program", Jenis.TEKS, 27),
            Kolom("Anggaran (Rp)", Jenis.UANG, 16),
            Kolom("Realisasi (Rp)", Jenis.UANG, 16),
            Kolom("%", Jenis.PERSEN, 9),
        ),
        tuple(isi),
    )
    return Isi((tabel,))


def _baris_sasaran(nomor: Sel, sasaran: str, program: str, pos: Pos, gaya: Gaya) -> Baris:
    return baris(nomor, teks(sasaran), teks(program), sel_pagu(pos), sel_realisasi(pos), sel_serapan(pos), gaya=gaya)


@bagian("dukungan-sumber-daya")
def dukungan_sumber_daya(data: DataLkj) -> Isi | Kurang:
    """Staff, assets and money behind each sub kegiatan (Pelaihari Tabel 6)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    personil = _count_personil(data)
    jabatan = {j.pk: j for j in data.jabatan}
    isi: list[Baris] = []
    for s, potong in group_sasaran(data, pohon):
        isi.append(baris(teks(_nama_sasaran(s), tebal=True, kolom=6), gaya=Gaya.KELOMPOK))
        for kegiatan in (k for p in potong.anak for k in p.anak):
            for sub in kegiatan.anak:
                j = jabatan.get(sub.penanggung_jawab_id or kegiatan.penanggung_jawab_id or 0)
                orang = personil.get(j.unit_id) if j else None
                asal = entri("Isian jumlah pegawai unit kerja di lembar Pegawai")
                isi.append(
                    baris(
                        teks(sub.uraian),
                        teks(j.unit.nama if j and j.unit else ""),
                        angka(orang, asal, alasan="jumlah pegawai unit belum diisi")
                        if j
                        else hampa("tanpa penanggung jawab"),
                        sel_pagu(sub),
                        sel_realisasi(sub),
                        sel_serapan(sub),
                    )
                )
    isi.append(
        baris(
            teks("JUMLAH"),
            teks(""),
            teks(""),
            sel_pagu(pohon),
            sel_realisasi(pohon),
            sel_serapan(pohon),
            gaya=Gaya.TOTAL,
        )
    )
    tabel = Tabel(
        "dukungan-sumber-daya",
        f"Dukungan SDM dan Anggaran pada {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("Sub Kegiatan", Jenis.TEKS, 34),
            Kolom("Unit kerja", Jenis.TEKS, 18),
            Kolom("SDM (orang)", Jenis.ANGKA, 8),
            Kolom("Pagu (Rp)", Jenis.UANG, 15),
            Kolom("Realisasi (Rp)", Jenis.UANG, 15),
            Kolom("%", Jenis.PERSEN, 9),
        ),
        tuple(isi),
    )
    return Isi((tabel,))


def _count_personil(data: DataLkj) -> dict[int | None, int]:
    """Return how many work in each unit (by pk): the rows of staff table "unit" under the unit's name."""
    unit = {u.nama.casefold(): u.pk for u in data.unit}
    hasil: dict[int | None, int] = {}
    for r in data.pegawai:
        if r.tabel == "unit" and (pk := unit.get(r.kelompok.casefold())):
            hasil[pk] = hasil.get(pk, 0) + r.jumlah
    return hasil


@bagian("efisiensi")
def efisiensi(data: DataLkj) -> Isi | Kurang:
    """Money, physical progress, capaian and efficiency by sasaran (Pelaihari Tabel 44)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    isi: list[Baris] = []
    efisien: list[str] = []
    for n, (s, potong) in enumerate(group_sasaran(data, pohon), start=1):
        if s is None:
            continue
        capaian = average([publish(data.capaian(i)) for i in data.rencana.of_sasaran(s)], data.kabupaten.batas_capaian)
        hasil = calculate_efisiensi(capaian.nilai, potong.serapan())
        if hasil.efisien:
            efisien.append(s.uraian)
        kolom = [
            tengah(n),
            teks(s.uraian),
            sel_serapan(potong),
            sel_fisik(potong, potong.fisik_sd(), "Realisasi fisik"),
            persen(capaian.nilai, rumus(f"Rata-rata capaian indikator ({capaian.keterangan})")),
        ]
        if data.kabupaten.nilai_efisiensi:
            kolom += [
                persen(hasil.nilai, rumus("Capaian − serapan, dinilai bila capaian 100 % atau lebih")),
                teks(hasil.keterangan),
            ]
        isi.append(Baris(tuple(kolom)))
    if not isi:
        return Kurang("Hubungkan program, kegiatan, atau sub kegiatan dengan sasaran (kolom Sasaran).")
    judul = [
        Kolom("No", Jenis.TENGAH, 5),
        Kolom("Sasaran", Jenis.TEKS, 34),
        Kolom("Keuangan (%)", Jenis.PERSEN, 11),
        Kolom("Fisik (%)", Jenis.PERSEN, 10),
        Kolom("Capaian (%)", Jenis.PERSEN, 10),
    ]
    if data.kabupaten.nilai_efisiensi:
        judul += [Kolom("Efisiensi (poin)", Jenis.PERSEN, 11), Kolom("Keterangan", Jenis.TEKS, 20)]
    tabel = Tabel(
        "efisiensi",
        f"Persentase Keuangan, Fisik, dan Efisiensi Setiap Sasaran {data.instansi.nama} Tahun {data.tahun}",
        tuple(judul),
        tuple(isi),
    )
    return Isi((*_kalimat_efisiensi(data, efisien, len(isi)), tabel))


def _kalimat_efisiensi(data: DataLkj, efisien: list[str], semua: int) -> tuple[Blok, ...]:
    if not data.kabupaten.nilai_efisiensi:
        return ()
    awal = (
        "Penggunaan sumber daya disebut efisien bila capaian sasaran mencapai 100 % atau lebih dengan serapan anggaran yang "
        "lebih rendah daripada capaiannya. "
    )
    if not efisien:
        return (paragraf(awal + f"Dari {semua} sasaran, belum ada yang memenuhi ukuran itu tahun ini."),)
    if len(efisien) == semua:
        return (paragraf(awal + "Tahun ini semua sasaran memenuhinya."),)
    return (paragraf(awal + f"Tahun ini {len(efisien)} dari {semua} sasaran memenuhinya: {'; '.join(efisien)}."),)


# -------------------------------------------------------------------------------------------------- against last year


@bagian("perbandingan-anggaran")
def perbandingan_anggaran(data: DataLkj) -> Isi | Kurang:
    """Size of the budget and realisasi by type against last year (Pelaihari Tabel 45, 46)."""
    blok: list[Blok] = []
    lalu = data.riwayat.get(data.tahun - 1)
    if lalu and data.pohon:
        blok += _banding_ukuran(data, data.pohon)
    if (tabel := _banding_jenis(data)) is not None:
        blok.append(tabel)
    if not blok:
        return Kurang(f"Isi tahun {data.tahun - 1} di lembar Riwayat Anggaran, Jenis Belanja, atau Pendapatan.")
    return Isi(tuple(blok))


def _banding_ukuran(data: DataLkj, pohon: Pos) -> list[Blok]:
    lalu = data.riwayat[data.tahun - 1]
    asal = entri("Isian lembar Riwayat Anggaran", tautan("anggaran.riwayatanggaran", lalu.pk))
    hitung = rumus("Dihitung dari daftar program, kegiatan, dan sub kegiatan")
    isi = (
        baris(
            teks(f"TAHUN {lalu.tahun}"),
            angka(lalu.jumlah_program, asal),
            angka(lalu.jumlah_kegiatan, asal),
            angka(lalu.jumlah_sub_kegiatan, asal),
            uang(lalu.pagu, asal),
        ),
        baris(
            teks(f"TAHUN {data.tahun}"),
            *(angka(pohon.count(t), hitung) for t in (PROGRAM, KEGIATAN, SUBKEGIATAN)),
            sel_pagu(pohon),
        ),
    )
    tabel = Tabel(
        "perbandingan-anggaran",
        f"Perbandingan Program, Kegiatan, dan Pagu Anggaran {data.instansi.nama} Tahun {lalu.tahun}–{data.tahun}",
        (
            Kolom("Tahun", Jenis.TEKS, 20),
            Kolom("Jumlah program", Jenis.ANGKA, 16),
            Kolom("Jumlah kegiatan", Jenis.ANGKA, 16),
            Kolom("Jumlah sub kegiatan", Jenis.ANGKA, 18),
            Kolom("Total anggaran (Rp)", Jenis.UANG, 26),
        ),
        isi,
    )
    if lalu.pagu is None:
        return [tabel]
    beda = pohon.pagu - lalu.pagu
    kata = "sama dengan" if not beda else f"{_rp(abs(beda))} lebih {'besar' if beda > 0 else 'kecil'} daripada"
    return [paragraf(f"Pagu tahun {data.tahun} {kata} pagu tahun {lalu.tahun}."), tabel]


def _banding_jenis(data: DataLkj) -> Tabel | None:
    kini, lalu = data.tahun, data.tahun - 1
    isi: list[Baris] = []
    for sumber, n in ((data.pendapatan, 1), (data.jenis_belanja, 2)):
        menurut = {t: {p.kode: p for p in sumber.get(t, [])} for t in (lalu, kini)}
        if not menurut[lalu] or not menurut[kini]:
            continue
        for kode in sorted({*menurut[lalu], *menurut[kini]}, key=lambda k: k.split(".")):
            pos = menurut[kini].get(kode) or menurut[lalu][kode]
            nilai = [p.nilai[n] if (p := menurut[t].get(kode)) else None for t in (lalu, kini)]
            isi.append(_baris_banding(pos, nilai[0], nilai[1]))
    if not isi:
        return None
    return Tabel(
        "perbandingan-realisasi",
        f"Perbandingan Realisasi Pendapatan dan Belanja {data.instansi.nama} Tahun {lalu}–{kini}",
        (
            Kolom("Uraian", Jenis.TEKS, 36),
            Kolom(f"Realisasi {lalu} (Rp)", Jenis.UANG, 18),
            Kolom(f"Realisasi {kini} (Rp)", Jenis.UANG, 18),
            Kolom("Selisih (Rp)", Jenis.UANG, 18),
            Kolom("Arah", Jenis.TENGAH, 10),
        ),
        tuple(isi),
    )


def _baris_banding(pos: PosKode, lalu: int | None, kini: int | None) -> Baris:
    asal = entri("Isian tahunan") if pos.daun else rumus("Jumlah rinciannya")
    if lalu is None or kini is None:
        selisih, arah = hampa("salah satu tahun tidak diisi"), teks("")
    else:
        selisih = uang(
            kini - lalu, rumus("Realisasi tahun ini − tahun lalu", ("Tahun ini", kini), ("Tahun lalu", lalu))
        )
        arah = tengah("naik" if kini > lalu else "turun" if kini < lalu else "tetap")
    gaya = Gaya.TOTAL if pos.tingkat == 1 else Gaya.BIASA if pos.daun else Gaya.SUBTOTAL
    return baris(teks(pos.uraian), uang(lalu, asal), uang(kini, asal), selisih, arah, gaya=gaya)


@bagian("pendapatan")
def pendapatan(data: DataLkj) -> Isi | Kurang:
    """Revenue against its target (Towuti Tabel 3.10); a year without target is told in the comparison."""
    pos = [p for p in data.pendapatan.get(data.tahun, []) if p.nilai[0] is not None]
    if not pos:
        return Kurang("Isi target dan realisasi di lembar Pendapatan.")
    isi = []
    for p in pos:
        target, realisasi = p.nilai
        asal = entri("Isian lembar Pendapatan") if p.daun else rumus("Jumlah rinciannya")
        isi.append(
            baris(
                teks(p.uraian),
                uang(target, asal),
                uang(realisasi, asal),
                persen(
                    calculate_serapan(realisasi, target) if realisasi is not None and target is not None else None,
                    rumus("Realisasi ÷ target × 100", ("Realisasi", realisasi), ("Target", target)),
                ),
                gaya=Gaya.BIASA if p.daun else Gaya.SUBTOTAL,
            )
        )
    tabel = Tabel(
        "pendapatan",
        f"Target dan Realisasi Pendapatan {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("Jenis pendapatan", Jenis.TEKS, 42),
            Kolom("Target (Rp)", Jenis.UANG, 22),
            Kolom("Realisasi (Rp)", Jenis.UANG, 22),
            Kolom("%", Jenis.PERSEN, 12),
        ),
        tuple(isi),
    )
    puncak = pos[0]
    target, realisasi = puncak.nilai
    if target is None or realisasi is None:
        return Isi((tabel,))
    arah = (
        "melampaui target" if realisasi > target else "sama dengan target" if realisasi == target else "di bawah target"
    )
    serapan = persen(calculate_serapan(realisasi, target))
    kalimat = paragraf(
        f"{puncak.uraian} terealisasi {_rp(realisasi)} dari target {_rp(target)} atau ",
        figur(serapan, akhiran=" %"),
        f", {arah}.",
    )
    return Isi((kalimat, tabel))


__all__ = ["get_terisi", "group_sasaran"]
