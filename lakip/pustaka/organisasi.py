"""Bab I, the organisation: tasks, the chart, assets."""

from __future__ import annotations

from lakip.data import DataLkj
from lakip.dokumen import Bab, Bagan, Blok, Daftar, Gaya, Jenis, Kolom, Potongan, Sel, Simpul, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    cacah,
    kecilkan,
    rapikan,
    sambung,
    sebut_jabatan,
    sebut_sementara,
    slug,
    susun_daftar,
)
from lakip.sel import angka, baris, entri, join_kata, paragraf, rumus, tautan, teks, tengah
from organisasi.models import Jabatan, UnitKerja
from organisasi.tanggal import print_tanggal


@bagian("tugas-fungsi")
def tugas_fungsi(data: DataLkj) -> Isi | Kurang:
    """Task and functions of each unit, a subsection each."""
    berisi = [u for u in data.unit if u.tugas or u.fungsi]
    if not berisi:
        return Kurang("Isi kolom Tugas dan Fungsi pada lembar Unit Kerja.")
    dasar = rapikan(data.instansi.dasar_organisasi)
    pembuka = "Tugas dan fungsi setiap unit kerja "
    pembuka += (
        f"ditetapkan dengan {dasar}, dengan pokok-pokok" if dasar else f"di lingkungan {data.instansi.nama} diuraikan"
    )
    return Isi((paragraf(f"{pembuka} sebagai berikut."),), tuple(_bab_unit(u) for u in berisi))


def _bab_unit(u: UnitKerja) -> Bab:
    isi: list[Blok] = []
    tugas = [rapikan(b) for b in u.tugas.splitlines() if b.strip()]
    if len(tugas) == 1:
        utuh = tugas[0].lower().startswith(u.nama.lower())
        isi.append(paragraf(f"{tugas[0]}." if utuh else f"{u.nama} mempunyai tugas {kecilkan(tugas[0])}."))
    elif tugas:
        isi += [paragraf(f"{u.nama} mempunyai tugas:"), _rinci(tugas)]
    fungsi = [rapikan(b) for b in u.fungsi.splitlines() if b.strip()]
    if len(fungsi) == 1:
        isi.append(paragraf(f"Fungsinya adalah {kecilkan(fungsi[0])}."))
    elif fungsi:
        isi.append(paragraf(f"{'Dalam melaksanakan tugas tersebut' if u.tugas else 'Dalam pelaksanaan tugasnya'}, "
                            f"{u.nama} menyelenggarakan fungsi:"))  # fmt: skip
        isi.append(_rinci(fungsi))
    return Bab(f"tugas-fungsi--{slug(u.nama)}", u.nama, tuple(isi))


def _rinci(butir: list[str]) -> Daftar:
    """A list that is one sentence: each item begins small and ends in ";", the last in "."."""
    return susun_daftar(*(f"{kecilkan(b)}{'.' if n == len(butir) else ';'}" for n, b in enumerate(butir, start=1)))


@bagian("struktur-organisasi")
def struktur_organisasi(data: DataLkj) -> Isi | Kurang:
    """The organisation chart, with the secretariat beside the trunk."""
    puncak = data.camat
    if puncak is None:
        return Kurang("Isi lembar Jabatan: nama jabatan, eselon, unit, dan atasannya.")
    kalimat: list[Potongan | str] = [f"Organisasi {data.instansi.nama} dipimpin oleh {sebut_jabatan(data, puncak)}"]
    bawah = [j for j in data.jabatan if j.atasan_id == puncak.pk]
    if bawah:
        kalimat.append(f" yang membawahkan langsung {join_kata(j.nama for j in bawah)}")
    kalimat.append(". Seluruhnya terdapat ")
    kalimat.append(cacah(len(data.jabatan), "Banyaknya jabatan struktural", "jabatan struktural"))
    eselon = sorted({j.eselon for j in data.jabatan if j.eselon})
    if eselon:
        kalimat.append(", yaitu ")
        kalimat += sambung(
            cacah(sum(1 for j in data.jabatan if j.eselon == e), f"Banyaknya jabatan eselon {e}", f"jabatan eselon {e}")
            for e in eselon
        )
    kalimat.append(".")
    kosong = [j.nama for j in data.jabatan if j.pk not in data.pejabat]
    sisa = []
    if kosong and 2 * len(kosong) <= len(data.jabatan):  # more than that: nobody has entered the officials yet
        hari = print_tanggal(data.tanggal)
        sisa.append(paragraf(f"Pada tanggal {hari} jabatan yang belum terisi adalah {join_kata(kosong)}."))
    bagan = Bagan(
        "struktur-organisasi", f"Struktur Organisasi {data.instansi.nama}", _simpul(data, puncak, frozenset())
    )
    return Isi((paragraf(*kalimat), *sisa, bagan))


def _simpul(data: DataLkj, jabatan: Jabatan, lewat: frozenset[int]) -> Simpul:
    lewat = lewat | {jabatan.pk}
    bawah = [j for j in data.jabatan if j.atasan_id == jabatan.pk and j.pk not in lewat]
    samping = [j for j in bawah if j.unit and j.unit.jenis == UnitKerja.Jenis.SEKRETARIAT]
    pejabat = data.pejabat.get(jabatan.pk)
    return Simpul(
        tuple(filter(None, (sebut_sementara(data, jabatan), pejabat.nama if pejabat else ""))),
        anak=tuple(_simpul(data, j, lewat) for j in bawah if j not in samping),
        samping=tuple(_simpul(data, j, lewat) for j in samping),
    )


@bagian("sarana-prasarana")
def sarana_prasarana(data: DataLkj) -> Isi | Kurang:
    """Assets by condition (Pelaihari Tabel 4); how many is the sum of the conditions."""
    if not data.sarana:
        return Kurang("Isi lembar Sarana: nama barang dan jumlahnya menurut keadaan.")

    def keadaan(n: int, pk: int) -> Sel:
        return angka(n, entri("Isian lembar Sarana", tautan("organisasi.sarana", pk))) if n else teks("")

    isi = [
        baris(
            tengah(n),
            teks(s.nama),
            angka(s.jumlah, rumus("Baik + kurang baik + rusak berat", *_masukan(s.baik, s.kurang_baik, s.rusak_berat))),
            keadaan(s.baik, s.pk),
            keadaan(s.kurang_baik, s.pk),
            keadaan(s.rusak_berat, s.pk),
        )
        for n, s in enumerate(data.sarana, start=1)
    ]
    baik, kurang, rusak = (sum(getattr(s, k) for s in data.sarana) for k in ("baik", "kurang_baik", "rusak_berat"))
    semua = baik + kurang + rusak
    jumlah = [angka(n, rumus("Jumlah seluruh baris")) for n in (semua, baik, kurang, rusak)]
    isi.append(baris(teks(""), teks("Jumlah", tebal=True), *jumlah, gaya=Gaya.TOTAL))
    kalimat: list[Potongan | str] = [
        "Pelaksanaan tugas didukung oleh ",
        cacah(semua, "Jumlah barang seluruh jenis", "unit sarana dan prasarana"),
        " dari ",
        cacah(len(data.sarana), "Banyaknya jenis barang", "jenis barang"),
    ]
    if kurang + rusak == 0:
        kalimat.append(", seluruhnya dalam keadaan baik.")
    else:
        bagian_keadaan = [(baik, "dalam keadaan baik"), (kurang, "kurang baik"), (rusak, "rusak berat")]
        kalimat += [
            ", terdiri atas ",
            *sambung(cacah(n, f"Barang {k}", f"unit {k}") for n, k in bagian_keadaan if n),
            ".",
        ]
    tabel = Tabel(
        "sarana-prasarana",
        f"Jenis, Jumlah, dan Keadaan Sarana dan Prasarana {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Nama Barang", lebar=46),
            Kolom("Jumlah", Jenis.ANGKA, 12),
            *(Kolom(k, Jenis.ANGKA, 12, "Keadaan Barang") for k in ("Baik", "Kurang Baik", "Rusak Berat")),
        ),
        tuple(isi),
    )
    return Isi((paragraf(*kalimat), tabel))


def _masukan(baik: int, kurang: int, rusak: int) -> tuple[tuple[str, int], ...]:
    return ("Baik", baik), ("Kurang baik", kurang), ("Rusak berat", rusak)
