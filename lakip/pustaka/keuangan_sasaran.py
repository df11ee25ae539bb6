"""Bab III B by sasaran: what was spent for each, on which staff and assets it rests, and how efficiently."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from anggaran.rekap import Pos
from kinerja.agregasi import Rerata
from kinerja.angka import is_nilai, publish
from kinerja.capaian import Efisiensi, calculate_efisiensi
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Jenis, Kolom, Potongan, Sel, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import Kalimat, angka_orang, gabung, paragraf_of, rerata_capaian, sel_rerata
from lakip.pustaka.kalimat import belah_sasaran, berpersen, cacah, kutip, rupiah, urut_sasaran
from lakip.pustaka.keuangan import KURANG_ANGGARAN, get_terisi
from lakip.pustaka.tabel_anggaran import sel_fisik, sel_pagu, sel_realisasi, sel_serapan
from lakip.sel import angka, baris, entri, figur, hampa, join_kata, persen, rumus, teks, tengah
from organisasi.models import Jabatan, RekapPegawai
from renstra.models import Sasaran

Belahan = list[tuple[Sasaran | None, Pos]]


def list_belahan(data: DataLkj, pohon: Pos) -> Belahan:
    """The budget cut by sasaran in the plan's order: a sub kegiatan's own, else that of the node above it."""
    return urut_sasaran(data, belah_sasaran(pohon))


def _nama_sasaran(s: Sasaran | None) -> str:
    return s.uraian if s else "Belum dihubungkan dengan sasaran"


# ---------------------------------------------------------------------------------------------------------------- money


@bagian("realisasi-sasaran")
def realisasi_sasaran(data: DataLkj) -> Isi | Kurang:
    """Money by sasaran and program (Pelaihari Tabel 43; Towuti III.2.4)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    belahan = list_belahan(data, pohon)
    isi: list[Baris] = []
    for n, (s, potong) in enumerate(belahan, start=1):
        isi += _baris_sasaran(n, _nama_sasaran(s), potong)
    isi.append(_baris(tengah(""), "JUMLAH", "", pohon, Gaya.TOTAL))
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
    return Isi((paragraf_of(_kalimat_sasaran(belahan), _kalimat_lepas(belahan)), tabel))


def _baris_sasaran(nomor: int, nama: str, potong: Pos) -> list[Baris]:
    """A row per program of a sasaran, and their sum where there are several."""
    isi = [
        _baris(tengah("" if i else nomor), "" if i else nama, p.uraian, p, Gaya.BIASA)
        for i, p in enumerate(potong.anak)
    ]
    if len(potong.anak) > 1:
        isi.append(_baris(tengah(""), f"Jumlah: {nama}", "", potong, Gaya.SUBTOTAL))
    return isi


def _baris(nomor: Sel, sasaran: str, program: str, pos: Pos, gaya: Gaya) -> Baris:
    return baris(nomor, teks(sasaran), teks(program), sel_pagu(pos), sel_realisasi(pos), sel_serapan(pos), gaya=gaya)


def _kalimat_sasaran(belahan: Belahan) -> Kalimat:
    """Where most of the money went, and the highest and lowest serapan."""
    isi = [(s, p) for s, p in belahan if s is not None]
    if not isi:
        return ["Sub kegiatan belum dihubungkan dengan sasaran. "]
    if len(isi) == 1:
        s, p = isi[0]
        return [f"Anggaran yang mendukung sasaran {kutip(s.uraian)} terserap ", berpersen(sel_serapan(p)), ". "]
    besar = max(isi, key=lambda x: x[1].pagu)
    k: Kalimat = ["Anggaran mendukung ", cacah(len(isi), "Sasaran yang didukung sub kegiatan", "sasaran"),
                  f"; yang terbesar untuk sasaran {kutip(besar[0].uraian)} sebesar ",
                  rupiah(sel_pagu(besar[1])), ". "]  # fmt: skip
    serapan = [(s, p, n) for s, p in isi if is_nilai(n := publish(p.serapan()))]
    if len(serapan) < 2:
        return k
    atas, bawah = max(serapan, key=lambda x: x[2]), min(serapan, key=lambda x: x[2])
    if atas[2] == bawah[2]:
        return [*k, "Serapan semua sasaran sama, yaitu ", berpersen(sel_serapan(atas[1])), ". "]
    return [*k, f"Serapan tertinggi dicapai sasaran {kutip(atas[0].uraian)} (", berpersen(sel_serapan(atas[1])),
            f") dan terendah sasaran {kutip(bawah[0].uraian)} (", berpersen(sel_serapan(bawah[1])), "). "]  # fmt: skip


def _kalimat_lepas(belahan: Belahan) -> Kalimat:
    """Money that serves no sasaran, where other money does."""
    lepas = next((p for s, p in belahan if s is None), None)
    if lepas is None or len(belahan) == 1:
        return []
    return [cacah(len(lepas.daun), "Sub kegiatan tanpa sasaran", "sub kegiatan"), " dengan pagu ", rupiah(sel_pagu(lepas)),
            " belum dihubungkan dengan sasaran mana pun. "]  # fmt: skip


# --------------------------------------------------------------------------------------------------- staff and assets


@bagian("dukungan-sumber-daya")
def dukungan_sumber_daya(data: DataLkj) -> Isi | Kurang:
    """Staff, assets and money behind each sub kegiatan (Pelaihari Tabel 6)."""
    pohon = data.pohon
    if pohon is None:
        return KURANG_ANGGARAN
    personil = count_personil(data)
    jabatan = {j.pk: j for j in data.jabatan}
    isi: list[Baris] = []
    for s, potong in list_belahan(data, pohon):
        isi.append(baris(teks(_nama_sasaran(s), tebal=True, kolom=8), gaya=Gaya.KELOMPOK))
        for program in potong.anak:
            for kegiatan in program.anak:
                for n, sub in enumerate(kegiatan.anak):
                    pemegang = sub.penanggung_jawab_id or kegiatan.penanggung_jawab_id or program.penanggung_jawab_id
                    nama = "" if n else kegiatan.uraian
                    isi.append(_baris_dukungan(nama, sub, jabatan.get(pemegang or 0), personil))
    jumlah = (sel_pagu(pohon), sel_realisasi(pohon), sel_serapan(pohon))
    isi.append(baris(teks("JUMLAH", kolom=2), *jumlah, teks("", kolom=3), gaya=Gaya.TOTAL))
    tabel = Tabel(
        "dukungan-sumber-daya",
        f"Dukungan SDM, Sarana Prasarana, dan Anggaran pada {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("Kegiatan", Jenis.TEKS, 17),
            Kolom("Sub Kegiatan", Jenis.TEKS, 23),
            Kolom("Pagu (Rp)", Jenis.UANG, 12),
            Kolom("Realisasi (Rp)", Jenis.UANG, 12),
            Kolom("%", Jenis.PERSEN, 7),
            Kolom("SDM (orang)", Jenis.ANGKA, 6),
            Kolom("Penanggung Jawab", Jenis.TEKS, 12),
            Kolom("Unit Kerja", Jenis.TEKS, 11),
        ),
        tuple(isi),
        lanskap=True,
    )
    return Isi((paragraf_of(_kalimat_dukungan(data, pohon, personil), _kalimat_sarana(data)), tabel))


def _baris_dukungan(kegiatan: str, sub: Pos, j: Jabatan | None, personil: dict[int, int]) -> Baris:
    if j is None:
        orang = hampa("penanggung jawab belum diisi")
    elif j.unit_id is None:
        orang = hampa("penanggung jawab tidak memimpin unit kerja")
    else:
        asal = entri("Isian jumlah pegawai unit kerja di lembar Pegawai")
        orang = angka(personil.get(j.unit_id), asal, alasan="jumlah pegawai unit belum diisi")
    return baris(
        teks(kegiatan), teks(sub.uraian), sel_pagu(sub), sel_realisasi(sub), sel_serapan(sub), orang,
        teks(j.nama if j else ""), teks(j.unit.nama if j and j.unit else ""),
    )  # fmt: skip


def count_personil(data: DataLkj) -> dict[int, int]:
    """Return how many work in each unit (by pk): the rows of staff table "unit" under the unit's name."""
    unit = {u.nama.casefold(): u.pk for u in data.unit}
    hasil: dict[int, int] = {}
    for r in data.pegawai:
        if r.tabel == RekapPegawai.Tabel.UNIT and (pk := unit.get(r.kelompok.casefold())):
            hasil[pk] = hasil.get(pk, 0) + r.jumlah
    return hasil


def _kalimat_dukungan(data: DataLkj, pohon: Pos, personil: dict[int, int]) -> Kalimat:
    """How many units and people carry the sub kegiatan, and with what money."""
    pemegang = {
        s.penanggung_jawab_id or k.penanggung_jawab_id or p.penanggung_jawab_id
        for p in pohon.anak
        for k in p.anak
        for s in k.anak
    }
    unit = {j.unit_id for j in data.jabatan if j.pk in pemegang and j.unit_id}
    k: Kalimat = ["Sebanyak ", cacah(len(pohon.daun), "Banyaknya sub kegiatan tahun ini", "sub kegiatan"),
                  f" {data.instansi.nama} tahun {data.tahun} didukung anggaran ", rupiah(sel_pagu(pohon))]  # fmt: skip
    if not unit:
        return [*k, ". "]
    k += [" dan dilaksanakan oleh ", cacah(len(unit), "Unit kerja penanggung jawab sub kegiatan", "unit kerja")]
    orang = sum(personil.get(u, 0) for u in unit)
    if orang and all(u in personil for u in unit):
        k += [" dengan ", angka_orang(orang, "Jumlah pegawai unit kerja penanggung jawab"), " pegawai"]
    return [*k, ". "]


def _kalimat_sarana(data: DataLkj) -> Kalimat:
    """Assets by condition; how each kind fares stands in the table of assets."""
    jumlah = sum(s.jumlah for s in data.sarana)
    if not jumlah:
        return []
    kondisi = [
        (sum(s.baik for s in data.sarana), "dalam keadaan baik"),
        (sum(s.kurang_baik for s in data.sarana), "kurang baik"),
        (sum(s.rusak_berat for s in data.sarana), "rusak berat"),
    ]
    ada = [(n, nama) for n, nama in kondisi if n]
    k: Kalimat = ["Sarana prasarana yang tersedia terdiri atas ", cacah(len(data.sarana), "Jenis sarana", "jenis"),
                  " dengan jumlah ", cacah(jumlah, "Jumlah sarana semua jenis dan keadaan", "unit")]  # fmt: skip
    if len(ada) == 1:
        return [*k, f", seluruhnya {ada[0][1]}. "]
    return [*k, ", yaitu ", *gabung([[cacah(n, f"Jumlah sarana {nama}", f"unit {nama}")] for n, nama in ada]), ". "]


# ----------------------------------------------------------------------------------------------------------- efficiency


@dataclass(frozen=True)
class _Banding:
    """Money against result of one sasaran."""

    sasaran: Sasaran
    pos: Pos
    capaian: Rerata
    hasil: Efisiensi


@bagian("efisiensi")
def efisiensi(data: DataLkj) -> Isi | Kurang:
    """Money, physical progress, capaian and efficiency by sasaran (Pelaihari Tabel 44)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    isi: list[_Banding] = []
    for s, potong in list_belahan(data, pohon):
        if s is not None:
            capaian = rerata_capaian(data, (publish(data.capaian(i)) for i in data.rencana.of_sasaran(s)))
            isi.append(_Banding(s, potong, capaian, calculate_efisiensi(capaian.nilai, potong.serapan())))
    if not isi:
        return Kurang("Hubungkan program, kegiatan, atau sub kegiatan dengan sasaran (kolom Sasaran).")
    return Isi((*_paragraf_efisiensi(data, isi), _tabel_efisiensi(data, isi)))


def _tabel_efisiensi(data: DataLkj, isi: list[_Banding]) -> Tabel:
    dinilai = data.kabupaten.nilai_efisiensi
    berfisik = any(is_nilai(b.pos.fisik_sd()) for b in isi)
    kolom = [
        Kolom("No", Jenis.TENGAH, 5),
        Kolom("Sasaran", Jenis.TEKS, 34),
        Kolom("Keuangan (%)", Jenis.PERSEN, 11),
        *((Kolom("Fisik (%)", Jenis.PERSEN, 10),) if berfisik else ()),
        Kolom("Capaian (%)", Jenis.PERSEN, 10),
    ]
    if dinilai:
        kolom += [Kolom("Efisiensi (poin)", Jenis.PERSEN, 11), Kolom("Keterangan", Jenis.TEKS, 20)]
    baris_: list[Baris] = []
    for n, b in enumerate(isi, start=1):
        sel = [tengah(n), teks(b.sasaran.uraian), sel_serapan(b.pos)]
        if berfisik:
            sel.append(sel_fisik(b.pos, b.pos.fisik_sd(), "Realisasi fisik"))
        sel.append(sel_rerata(b.capaian, "capaian indikator"))
        if dinilai:
            asal = rumus(
                "Capaian − serapan keuangan, dinilai bila capaian 100 % atau lebih",
                ("Capaian", b.capaian.nilai), ("Serapan", publish(b.pos.serapan())),
            )  # fmt: skip
            sel += [persen(b.hasil.nilai, asal), teks(b.hasil.keterangan)]
        baris_.append(Baris(tuple(sel)))
    judul = "Persentase Keuangan, Fisik, dan Efisiensi" if dinilai else "Persentase Keuangan, Fisik, dan Capaian"
    return Tabel(
        "efisiensi", f"{judul} Setiap Sasaran {data.instansi.nama} Tahun {data.tahun}", tuple(kolom), tuple(baris_)
    )


def _paragraf_efisiensi(data: DataLkj, isi: list[_Banding]) -> tuple[Blok, ...]:
    if not data.kabupaten.nilai_efisiensi:
        return ()
    awal = (
        "Efisiensi dihitung dari selisih capaian sasaran dan serapan anggarannya, dan hanya dinilai bila capaiannya 100 % "
        "atau lebih: menghemat anggaran tanpa mencapai target bukan efisiensi. "
    )
    return (paragraf_of([awal], _kalimat_efisien(isi), _kalimat_tidak(isi)),)


def _kalimat_efisien(isi: list[_Banding]) -> Kalimat:
    efisien = [b for b in isi if b.hasil.efisien]
    if not efisien:
        return ["Tahun ini belum ada sasaran yang memenuhi ukuran itu. "]
    terbesar = max(efisien, key=_poin)
    poin = _poin_teks(persen(terbesar.hasil.nilai, rumus("Capaian − serapan")))
    if len(isi) == 1:
        return [f"Sasaran {kutip(terbesar.sasaran.uraian)} memenuhi ukuran itu dengan selisih ", poin, ". "]
    if len(efisien) == 1:
        return [f"Yang memenuhi ukuran itu hanya sasaran {kutip(terbesar.sasaran.uraian)}, dengan selisih ", poin, ". "]
    banyak: Kalimat = (
        ["Semua sasaran memenuhi ukuran itu"]
        if len(efisien) == len(isi)
        else [
            f"Dari {len(isi)} sasaran, ",
            cacah(len(efisien), "Sasaran yang efisien", "sasaran"),
            " memenuhi ukuran itu",
        ]
    )
    return [*banyak, f"; selisih terbesar ada pada {kutip(terbesar.sasaran.uraian)}, yaitu ", poin, ". "]


def _poin(b: _Banding) -> Decimal:
    return b.hasil.nilai if is_nilai(b.hasil.nilai) else Decimal(0)


def _poin_teks(sel: Sel) -> Potongan:
    return figur(sel, akhiran=" poin")


def _kalimat_tidak(isi: list[_Banding]) -> Kalimat:
    """The sasaran that were judged and fell short, and those that could not be judged."""
    k: Kalimat = []
    kurang = [b for b in isi if not b.hasil.efisien and is_nilai(b.capaian.nilai)]
    belum = [b for b in isi if not is_nilai(b.capaian.nilai)]
    if kurang and len(kurang) < len(isi):
        k.append(f"Yang tidak memenuhi ialah {join_kata(kutip(b.sasaran.uraian) for b in kurang)}. ")
    if belum:
        k.append(f"Belum dapat dinilai: {join_kata(kutip(b.sasaran.uraian) for b in belum)}. ")
    return k


__all__ = ["count_personil", "list_belahan"]
