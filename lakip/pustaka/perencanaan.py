"""Bab II: visi and misi, tujuan and sasaran, strategies, IKU."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest

from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Daftar, Gaya, Jenis, Kolom, Paragraf, Potongan, Sel, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    cacah,
    kutip,
    rapikan,
    sel_target,
    sel_target_rencana,
)
from lakip.sel import baris, entri, join_kata, paragraf, rumus, sasar, tautan, teks, tengah
from renstra.models import Sasaran
from renstra.rekap import RekapIndikator

# ------------------------------------------------------------------------------------------------------- visi and misi


def _visi(data: DataLkj) -> str:
    renstra = data.rencana.renstra
    return rapikan(renstra.rpjmd.visi).strip("“”\"'") if renstra and renstra.rpjmd else ""


def _masa_rpjmd(data: DataLkj) -> str:
    renstra = data.rencana.renstra
    if not (renstra and renstra.rpjmd):
        return "RPJMD"
    r = renstra.rpjmd
    return f"RPJMD {data.kabupaten} Tahun {r.tahun_awal}–{r.tahun_akhir}"


_KURANG_VISI = Kurang("Isi Visi dan masa RPJMD pada lembar Identitas.")
_KURANG_MISI = Kurang("Isi lembar Misi dan tandai misi yang didukung kecamatan.")


def _blok_visi(data: DataLkj) -> list[Blok]:
    renstra = data.rencana.renstra
    dasar = rapikan(renstra.rpjmd.dasar_hukum) if renstra and renstra.rpjmd else ""
    return [
        paragraf(
            f"Arah pembangunan daerah ditetapkan dalam {_masa_rpjmd(data)}{f' ({dasar})' if dasar else ''} dengan visi:"
        ),
        paragraf(Potongan(f"“{_visi(data)}”", tebal=True), gaya="kutipan"),
    ]


def _kalimat_misi(data: DataLkj) -> Paragraf:
    n = len(data.misi)
    kalimat: list[Potongan | str] = [
        "Visi tersebut dijabarkan ke dalam ",
        cacah(n, "Banyaknya misi dalam RPJMD", "misi"),
        ". ",
    ]
    didukung = [m.nomor for m in data.misi if m.pk in data.misi_didukung]
    if not didukung:
        kalimat.append(f"Misi yang didukung {data.instansi.nama} belum ditetapkan.")
    elif len(didukung) == n:
        kalimat.append(f"{data.instansi.nama} mendukung {'misi itu' if n == 1 else 'seluruh misi itu'}.")
    else:
        kalimat.append(f"{data.instansi.nama} mendukung secara langsung {join_kata(f'misi ke-{d}' for d in didukung)}.")
    return paragraf(*kalimat)


def _tabel_misi(data: DataLkj, kunci: str) -> Tabel:
    isi = [
        baris(tengah(m.nomor), teks(rapikan(m.uraian)), tengah("Didukung" if m.pk in data.misi_didukung else ""))
        for m in data.misi
    ]
    return Tabel(
        kunci,
        f"Misi {_masa_rpjmd(data)} dan Dukungan {data.instansi.nama}",
        (Kolom("Misi", Jenis.TENGAH, 8), Kolom("Uraian", lebar=74), Kolom("Dukungan", Jenis.TENGAH, 18)),
        tuple(isi),
    )


@bagian("visi")
def visi(data: DataLkj) -> Isi | Kurang:
    return Isi(tuple(_blok_visi(data))) if _visi(data) else _KURANG_VISI


@bagian("misi")
def misi(data: DataLkj) -> Isi | Kurang:
    return Isi((_kalimat_misi(data), _tabel_misi(data, "misi"))) if data.misi else _KURANG_MISI


@bagian("visi-misi")
def visi_misi(data: DataLkj) -> Isi | Kurang:
    blok = _blok_visi(data) if _visi(data) else []
    if data.misi:
        blok += [_kalimat_misi(data), _tabel_misi(data, "visi-misi")]
    return Isi(tuple(blok)) if blok else _KURANG_VISI


# --------------------------------------------------------------------------------------------- tujuan, sasaran, targets


@bagian("tujuan-sasaran")
def tujuan_sasaran(data: DataLkj) -> Isi | Kurang:
    """The plan over its years (Pelaihari Tabel 9, Towuti Tabel 2.1) and this year's targets (Pelaihari Tabel 8)."""
    r = data.rencana
    if not r.renstra or not r.strategis:
        return Kurang(
            "Isi masa Renstra pada lembar Identitas, lalu lembar Tujuan, Sasaran, Indikator, dan Target Indikator."
        )
    tujuan = [Paragraf((Potongan(f"{rapikan(t.uraian)}."),)) for t in r.tujuan]
    kalimat: list[Potongan | str] = [
        f"Rencana Strategis {data.instansi.nama} Tahun {r.renstra.tahun_awal}–{r.renstra.tahun_akhir} menetapkan ",
        cacah(len(r.tujuan), "Banyaknya tujuan", "tujuan"),
        " yang dicapai melalui ",
        cacah(len(r.strategis), "Banyaknya sasaran strategis", "sasaran strategis"),
        "." if not tujuan else ". Tujuan tersebut adalah:" if len(tujuan) == 1 else ". Tujuan-tujuan tersebut adalah:",
    ]
    blok: list[Blok] = [paragraf(*kalimat)]
    if tujuan:
        blok.append(Daftar(tuple(tujuan)))
    blok += [
        paragraf("Indikator dan target tahunan setiap tujuan dan sasaran disajikan dalam tabel berikut."),
        _tabel_rencana(data),
        paragraf(
            f"Untuk tahun {data.tahun}, target setiap sasaran strategis yang menjadi ukuran kinerja adalah sebagai berikut."
        ),
        _tabel_tahun_ini(data),
    ]
    return Isi(tuple(blok))


def _tabel_rencana(data: DataLkj) -> Tabel:
    """One of two forms: beside each other where a tujuan has one target for the whole plan, else one below the other."""
    r = data.rencana
    tampil = tuple(t for t in r.tahun if any(t in i.target for i in r.indikator)) or r.tahun
    bertahap = any(len(i.target) > 1 for t in r.tujuan for i in r.of_tujuan(t))
    judul = f"Tujuan, Sasaran, dan Target Jangka Menengah {data.instansi.nama}"
    if bertahap or not any(r.of_tujuan(t) for t in r.tujuan):
        return _tabel_bertingkat(data, tampil, judul)
    return _tabel_berdampingan(data, tampil, judul)


def _tabel_berdampingan(data: DataLkj, tahun: tuple[int, ...], judul: str) -> Tabel:
    """Tujuan with its single target on the left, its sasaran with targets per year on the right (Pelaihari)."""
    r = data.rencana
    isi: list[Baris] = []
    for n, t in enumerate([*r.tujuan, None], start=1):
        sasaran = [s for s in r.strategis if s.tujuan_id == (t.pk if t else None)]
        kanan = [(s, k, i) for s in sasaran for k, i in enumerate(r.of_sasaran(s))]
        kiri = list(r.of_tujuan(t)) if t else []
        for urut, (tujuan, isian) in enumerate(zip_longest(kiri, kanan)):
            isi.append(
                baris(
                    tengah(n if t and urut == 0 else ""),
                    teks(t.uraian if t and urut == 0 else ""),
                    *_sel_tujuan(tujuan),
                    *_sel_sasaran(isian, tahun),
                )
            )
    return Tabel(
        "tujuan-sasaran",
        judul,
        (
            Kolom("No", Jenis.TENGAH, 4),
            Kolom("Tujuan", lebar=14),
            Kolom("Indikator Tujuan", lebar=13),
            Kolom("Target Tujuan", Jenis.ANGKA, 7),
            Kolom("Sasaran", lebar=17),
            Kolom("Indikator Sasaran", lebar=17),
            Kolom("Satuan", Jenis.TENGAH, 7),
            *(Kolom(str(t), Jenis.ANGKA, 5, "Target Indikator Sasaran") for t in tahun),
        ),
        tuple(isi),
        lanskap=True,
    )


def _sel_tujuan(i: RekapIndikator | None) -> tuple[Sel, ...]:
    if i is None:
        return teks(""), teks("")
    tahun = max(i.target, default=0)
    return teks(i.uraian), sel_target_rencana(i, tahun)


def _sel_sasaran(isian: tuple[Sasaran, int, RekapIndikator] | None, tahun: tuple[int, ...]) -> tuple[Sel, ...]:
    if isian is None:
        return ()
    sasaran, urut, i = isian
    return (
        teks("" if urut else sasaran.uraian),
        teks(i.uraian),
        tengah(i.satuan),
        *(sel_target_rencana(i, t) for t in tahun),
    )


def _tabel_bertingkat(data: DataLkj, tampil: tuple[int, ...], judul: str) -> Tabel:
    """Tujuan and sasaran in rows, both with kondisi awal, targets per year, kondisi akhir (Towuti)."""
    r = data.rencana
    berawal = any(i.model.awal is not None for i in r.indikator)
    isi: list[Baris] = []
    for n, t in enumerate(r.tujuan, start=1):
        isi += _baris_rencana(data, tampil, berawal, f"Tujuan {n}", t.uraian, r.of_tujuan(t), Gaya.KEGIATAN)
        for k, s in enumerate((s for s in r.strategis if s.tujuan_id == t.pk), start=1):
            isi += _baris_rencana(data, tampil, berawal, f"Sasaran {n}.{k}", s.uraian, r.of_sasaran(s), Gaya.BIASA)
    for s in (s for s in r.strategis if s.tujuan_id is None):
        isi += _baris_rencana(data, tampil, berawal, "Sasaran", s.uraian, r.of_sasaran(s), Gaya.BIASA)
    return Tabel(
        "tujuan-sasaran",
        judul,
        (
            Kolom("Jenjang", lebar=9),
            Kolom("Tujuan / Sasaran", lebar=23),
            Kolom("Indikator", lebar=22),
            Kolom("Satuan", Jenis.TENGAH, 8),
            *((Kolom("Kondisi Awal", Jenis.ANGKA, 7),) if berawal else ()),
            *(Kolom(str(t), Jenis.ANGKA, 6, "Target") for t in tampil),
            Kolom("Kondisi Akhir", Jenis.ANGKA, 7),
        ),
        tuple(isi),
        lanskap=True,
    )


def _baris_rencana(
    data: DataLkj,
    tahun: tuple[int, ...],
    berawal: bool,
    jenjang: str,
    uraian: str,
    indikator: tuple[RekapIndikator, ...],
    gaya: Gaya,
) -> Iterator[Baris]:
    if not indikator:
        yield baris(teks(jenjang), teks(uraian), teks("Belum ada indikator"), gaya=gaya)
    for n, i in enumerate(indikator):
        awal = (_sel_awal(i),) if berawal else ()
        yield baris(
            teks(jenjang if n == 0 else ""),
            teks(uraian if n == 0 else ""),
            teks(i.uraian),
            tengah(i.satuan),
            *awal,
            *(sel_target_rencana(i, t) for t in tahun),
            _sel_akhir(i, tahun),
            gaya=gaya,
        )


def _sel_awal(i: RekapIndikator) -> Sel:
    asal = entri("Isian kondisi awal Renstra", tautan("renstra.indikator", i.pk))
    return sasar(i.model.kondisi_awal, i.model.kondisi_awal_teks, asal, alasan="kondisi awal belum diisi")


def _sel_akhir(i: RekapIndikator, tahun: tuple[int, ...]) -> Sel:
    if not tahun:
        return teks("")
    akhir = i.sasar(tahun[-1])
    asal = rumus(f"Target tahun terakhir Renstra ({tahun[-1]})")
    return sasar(akhir.nilai if akhir else None, akhir.teks if akhir else "", asal, alasan="target tidak ditetapkan")


def _tabel_tahun_ini(data: DataLkj) -> Tabel:
    isi: list[Baris] = []
    for n, s in enumerate(data.rencana.strategis, start=1):
        for k, i in enumerate(data.rencana.of_sasaran(s)):
            isi.append(
                baris(
                    tengah("" if k else n),
                    teks("" if k else s.uraian),
                    teks(i.uraian),
                    tengah(i.satuan),
                    sel_target(data, i),
                )
            )
    return Tabel(
        "sasaran-strategis",
        f"Sasaran Strategis {data.instansi.nama} dan Target Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Sasaran Strategis", lebar=36),
            Kolom("Indikator", lebar=34),
            Kolom("Satuan", Jenis.TENGAH, 11),
            Kolom("Target", Jenis.ANGKA, 13),
        ),
        tuple(isi),
    )


@bagian("strategi-kebijakan")
def strategi_kebijakan(data: DataLkj) -> Isi | Kurang:
    """Strategies with their policy directions per sasaran (Pelaihari Tabel 16)."""
    r = data.rencana
    if not r.strategi:
        return Kurang("Isi lembar Strategi: sasaran, strategi, dan arah kebijakannya.")
    tujuan = {t.pk: t for t in r.tujuan}
    urutan = {s.pk: n for n, s in enumerate(r.sasaran)}
    isi: list[Baris] = []
    berurut = sorted(r.strategi, key=lambda s: (urutan.get(s.sasaran_id, len(urutan)), s.urut, s.pk))
    for nomor, (_, anggota) in enumerate(groupby(berurut, key=lambda s: s.sasaran_id), start=1):
        for n, s in enumerate(anggota):
            arah = [rapikan(a) for a in s.arah_kebijakan.splitlines() if a.strip()]
            milik = tujuan.get(s.sasaran.tujuan_id or 0)
            isi.append(
                baris(
                    tengah("" if n else nomor),
                    teks("" if n or milik is None else milik.uraian),
                    teks("" if n else s.sasaran.uraian),
                    teks(s.uraian),
                    teks(
                        "\n".join(f"{k}. {a}" for k, a in enumerate(arah, start=1)) if len(arah) > 1 else "".join(arah)
                    ),
                )
            )
    kebijakan = sum(sum(1 for a in s.arah_kebijakan.splitlines() if a.strip()) for s in r.strategi)
    kalimat: list[Potongan | str] = [
        "Sasaran dicapai melalui ",
        cacah(len(r.strategi), "Banyaknya strategi", "strategi"),
    ]
    if kebijakan:
        kalimat += [" yang dijabarkan ke dalam ", cacah(kebijakan, "Banyaknya arah kebijakan", "arah kebijakan")]
    tabel = Tabel(
        "strategi-kebijakan",
        f"Tujuan, Sasaran, Strategi, dan Arah Kebijakan {data.instansi.nama}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Tujuan", lebar=21),
            Kolom("Sasaran", lebar=22),
            Kolom("Strategi", lebar=25),
            Kolom("Arah Kebijakan", lebar=27),
        ),
        tuple(isi),
    )
    return Isi((paragraf(*kalimat, "."), tabel))


# ----------------------------------------------------------------------------------------------------------------- IKU


@bagian("iku")
def iku(data: DataLkj) -> Isi | Kurang:
    """Each IKU with formula, source, who answers for it, and this year's target (Pelaihari Tabel 10)."""
    if not data.rencana.iku:
        return Kurang("Tandai indikator kinerja utama (kolom IKU = ya) pada lembar Indikator.")
    n = len(data.rencana.iku)
    kalimat: list[Potongan | str] = [f"{data.instansi.nama} menetapkan "]
    if n == 1:
        i = data.rencana.iku[0]
        kalimat += [f"satu indikator kinerja utama, yaitu {kutip(i.uraian)},"]
    else:
        kalimat += [cacah(n, "Banyaknya indikator yang ditandai IKU", "indikator kinerja utama")]
    kalimat.append(" sebagai ukuran keberhasilan pencapaian tujuan dan sasaran strategisnya.")
    return Isi((paragraf(*kalimat), build_tabel_iku(data)))


def sebut_penanggung_jawab(i: RekapIndikator) -> str:
    if i.model.keterangan_penanggung_jawab:
        return i.model.keterangan_penanggung_jawab
    return i.model.penanggung_jawab.nama if i.model.penanggung_jawab else ""


def induk_indikator(data: DataLkj, i: RekapIndikator) -> str:
    """The sasaran (or tujuan) an indicator measures."""
    sasaran = next((s.uraian for s in data.rencana.sasaran if s.pk == i.model.sasaran_id), "")
    return sasaran or next((t.uraian for t in data.rencana.tujuan if t.pk == i.model.tujuan_id), "")


def build_tabel_iku(data: DataLkj) -> Tabel:
    isi = [
        baris(
            tengah(n),
            teks(induk_indikator(data, i)),
            teks(i.uraian),
            tengah(i.satuan),
            teks(i.model.formula),
            teks(i.model.sumber_data),
            teks(sebut_penanggung_jawab(i)),
            sel_target(data, i),
        )
        for n, i in enumerate(data.rencana.iku, start=1)
    ]
    return Tabel(
        "iku",
        f"Indikator Kinerja Utama {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Sasaran", lebar=19),
            Kolom("Indikator Kinerja Utama", lebar=18),
            Kolom("Satuan", Jenis.TENGAH, 8),
            Kolom("Formula", lebar=18),
            Kolom("Sumber Data", lebar=12),
            Kolom("Penanggung Jawab", lebar=12),
            Kolom(f"Target {data.tahun}", Jenis.ANGKA, 8),
        ),
        tuple(isi),
    )
