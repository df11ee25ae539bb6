"""Bab I, what is in the way and what is delivered: issues, staff needed, services, recommendations followed up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from evaluasi.models import Rekomendasi
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Jenis, Kolom, Potongan, SubJudul, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    cacah,
    kutip,
    rapikan,
    sambung,
    susun_daftar,
)
from lakip.sel import angka, baris, entri, figur, join_kata, paragraf, rumus, tautan, teks, tengah
from organisasi.tanggal import print_tanggal


@bagian("isu-strategis")
def isu_strategis(data: DataLkj) -> Isi | Kurang:
    """Problem, cause, root cause (Pelaihari Tabel 5), and the staff that is missing (ANJAB/ABK)."""
    if not data.isu and not data.kebutuhan:
        return Kurang("Isi lembar Isu Strategis (masalah pokok, masalah, akar masalah) dan Kebutuhan Pegawai.")
    blok: list[Blok] = []
    if data.isu:
        pokok = list(dict.fromkeys(rapikan(i.masalah_pokok) for i in data.isu))
        if len(pokok) == 1:
            pembuka: list[Potongan | str] = [
                f"Masalah pokok yang dihadapi {data.instansi.nama} adalah {kutip(pokok[0])}."
            ]
        else:
            pembuka = [
                f"Permasalahan {data.instansi.nama} dikelompokkan ke dalam ",
                cacah(len(pokok), "Banyaknya masalah pokok", "masalah pokok"),
                f", yaitu {join_kata(map(kutip, pokok))}.",
            ]
        blok += [paragraf(*pembuka, " Masalah dan akarnya dipetakan dalam tabel berikut."), _tabel_isu(data)]
    if data.kebutuhan:
        blok += _kekurangan_pegawai(data)
    return Isi(tuple(blok))


def _tabel_isu(data: DataLkj) -> Tabel:
    isi: list[Baris] = []
    for n, (pokok, anggota) in enumerate(groupby(data.isu, key=lambda i: i.masalah_pokok), start=1):
        for k, i in enumerate(anggota):
            isi.append(
                baris(tengah(n if k == 0 else ""), teks(pokok if k == 0 else ""), teks(i.masalah), teks(i.akar_masalah))
            )
    return Tabel(
        "isu-strategis",
        f"Pemetaan Permasalahan {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Masalah Pokok", lebar=26),
            Kolom("Masalah", lebar=34),
            Kolom("Akar Masalah", lebar=34),
        ),
        tuple(isi),
    )


def _kekurangan_pegawai(data: DataLkj) -> list[Blok]:
    isi: list[Baris] = []
    for n, k in enumerate(data.kebutuhan, start=1):
        asal = entri("Isian lembar Kebutuhan Pegawai", tautan("organisasi.kebutuhanpegawai", k.pk))
        selisih = rumus("Tersedia − kebutuhan", ("Tersedia", k.tersedia), ("Kebutuhan", k.kebutuhan))
        isi.append(
            baris(
                tengah(n),
                teks(k.uraian),
                angka(k.kebutuhan, asal),
                angka(k.tersedia, asal),
                angka(k.tersedia - k.kebutuhan, selisih),
            )
        )
    butuh, ada = sum(k.kebutuhan for k in data.kebutuhan), sum(k.tersedia for k in data.kebutuhan)
    if len(data.kebutuhan) > 1:
        jumlah = [angka(n, rumus("Jumlah seluruh baris")) for n in (butuh, ada, ada - butuh)]
        isi.append(baris(teks(""), teks("Jumlah", tebal=True), *jumlah, gaya=Gaya.TOTAL))
    tersedia = angka(ada, rumus("Jumlah pegawai yang tersedia"))
    kebutuhan = cacah(butuh, "Jumlah kebutuhan pegawai menurut analisis jabatan dan beban kerja", "orang")
    kalimat: list[Potongan | str] = ["Menurut analisis jabatan dan analisis beban kerja dibutuhkan ", kebutuhan]
    if ada < butuh:
        kalimat += [", sedangkan yang tersedia ", figur(tersedia, akhiran=" orang"), ", sehingga masih kurang ",
                    cacah(butuh - ada, "Kebutuhan − tersedia", "orang"), "."]  # fmt: skip
    elif ada == butuh:
        kalimat += [", dan jumlah itu telah terpenuhi seluruhnya."]
    else:
        kalimat += [", sedangkan yang tersedia ", figur(tersedia, akhiran=" orang"), "; kebutuhan terpenuhi."]
    tabel = Tabel(
        "kebutuhan-pegawai",
        f"Kebutuhan dan Ketersediaan Personil sebagai Akar Masalah Sumber Daya Manusia Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Uraian", lebar=49),
            *(Kolom(k, Jenis.ANGKA, 15, "Pegawai (orang)") for k in ("Kebutuhan", "Tersedia", "Selisih")),
        ),
        tuple(isi),
    )
    return [paragraf(*kalimat), tabel]


@bagian("produk-layanan")
def produk_layanan(data: DataLkj) -> Isi | Kurang:
    """Services with how often they were given (Pelaihari Tabel 35), or per seksi where nobody counts (Towuti)."""
    if not data.layanan:
        return Kurang("Isi lembar Layanan: nama layanan, unit yang melayani, dan jumlah pelayanan setahun.")
    if all(x.jumlah is None for x in data.layanan):
        return Isi(tuple(_layanan_per_unit(data)))
    return Isi((paragraf(*_kalimat_layanan(data)), _tabel_layanan(data)))


def _layanan_per_unit(data: DataLkj) -> Iterable[Blok]:
    menurut: dict[str, list[str]] = {}
    for x in data.layanan:
        menurut.setdefault(x.unit.nama if x.unit else "Layanan umum", []).append(x.nama)
    yield paragraf(
        f"{data.instansi.nama} menyelenggarakan ",
        cacah(len(data.layanan), "Banyaknya jenis layanan", "jenis layanan"),
        " yang dikelola oleh ",
        cacah(len(menurut), "Banyaknya unit yang melayani", "unit kerja"),
        "." if len(menurut) == 1 else " sebagai berikut.",
    )
    for unit, nama in menurut.items():
        yield SubJudul(unit)
        yield susun_daftar(*(f"{rapikan(n)}{'.' if k == len(nama) else ';'}" for k, n in enumerate(nama, start=1)))


def _kalimat_layanan(data: DataLkj) -> list[Potongan | str]:
    terhitung = [(x.nama, x.jumlah) for x in data.layanan if x.jumlah]
    kalimat: list[Potongan | str] = [
        f"Sepanjang tahun {data.tahun} {data.instansi.nama} menyediakan ",
        cacah(len(data.layanan), "Banyaknya jenis layanan", "jenis layanan"),
    ]
    if not terhitung:
        return [*kalimat, ". Tidak ada permohonan yang dilayani pada tahun ini."]
    kalimat += [
        " dan melayani ",
        cacah(sum(n for _, n in terhitung), "Jumlah pelayanan semua jenis", "permohonan"),
        ". ",
    ]
    nama, paling = max(terhitung, key=lambda t: t[1])
    if len(terhitung) == 1:
        return [*kalimat, f"Seluruhnya berupa {kutip(nama)}."]
    kalimat += [
        f"Layanan yang paling banyak diminta adalah {kutip(nama)}, yaitu ",
        cacah(paling, "Jumlah pelayanan terbanyak", "kali"),
        ".",
    ]
    nihil = sum(1 for x in data.layanan if not x.jumlah)
    if nihil:
        kalimat += [
            " Pada ",
            cacah(nihil, "Banyaknya layanan yang jumlahnya nol atau tidak dicatat", "jenis layanan"),
            " tidak tercatat permohonan.",
        ]
    return kalimat


def _tabel_layanan(data: DataLkj) -> Tabel:
    isi = [
        baris(
            tengah(n),
            teks(x.nama),
            teks(x.unit.nama if x.unit else ""),
            angka(x.jumlah, entri("Isian lembar Layanan", tautan("anggaran.layanan", x.pk)), alasan="tidak dicatat"),
        )
        for n, x in enumerate(data.layanan, start=1)
    ]
    jumlah = sum(x.jumlah or 0 for x in data.layanan)
    total = angka(jumlah, rumus("Jumlah pelayanan yang dicatat"))
    isi.append(baris(teks(""), teks("Jumlah", tebal=True, kolom=2), total, gaya=Gaya.TOTAL))
    return Tabel(
        "produk-layanan",
        f"Realisasi Pelayanan {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Jenis Pelayanan", lebar=50),
            Kolom("Unit Pelayanan", lebar=26),
            Kolom("Jumlah Pelayanan", Jenis.ANGKA, 18),
        ),
        tuple(isi),
    )


@bagian("tindak-lanjut-evaluasi")
def tindak_lanjut_evaluasi(data: DataLkj) -> Isi | Kurang:
    """Each recommendation with what was done (Pelaihari Tabel 7)."""
    if not data.rekomendasi:
        return Kurang("Isi lembar Rekomendasi: rekomendasi evaluasi tahun lalu, tindak lanjut, dan statusnya.")
    isi: list[Baris] = []
    for komponen, anggota in groupby(data.rekomendasi, key=lambda r: r.komponen):
        if komponen:
            isi.append(baris(teks(""), teks(komponen, kolom=3), gaya=Gaya.KELOMPOK))
        isi += [
            baris(
                tengah(r.nomor),
                teks(r.rekomendasi),
                teks(r.tindak_lanjut or "Belum ada tindak lanjut."),
                tengah(r.get_status_display()),
            )
            for r in anggota
        ]
    dinilai = data.lembar.tahun_dinilai if data.lembar else data.tahun - 1
    tabel = Tabel(
        "tindak-lanjut-evaluasi",
        f"Tindak Lanjut Hasil Evaluasi Akuntabilitas Kinerja {data.instansi.nama} Tahun {dinilai}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Rekomendasi", lebar=40),
            Kolom("Tindak Lanjut", lebar=38),
            Kolom("Status", Jenis.TENGAH, 16),
        ),
        tuple(isi),
    )
    return Isi((paragraf(*_kalimat_rekomendasi(data, dinilai)), tabel))


def _kalimat_rekomendasi(data: DataLkj, dinilai: int) -> list[Potongan | str]:
    lembar = data.lembar
    sumber = ""
    if lembar and lembar.nomor:
        sumber = f" dengan surat Nomor {lembar.nomor}"
        if lembar.tanggal:
            sumber += f" tanggal {print_tanggal(lembar.tanggal)}"
    n = len(data.rekomendasi)
    kalimat: list[Potongan | str] = [
        f"Hasil evaluasi akuntabilitas kinerja tahun {dinilai} yang disampaikan Inspektorat{sumber} memuat ",
        cacah(n, "Banyaknya rekomendasi", "rekomendasi"),
        ". ",
    ]
    status = Rekomendasi.Status
    hitung = {s: sum(1 for r in data.rekomendasi if r.status == s) for s in status}
    if hitung[status.SELESAI] == n:
        seluruhnya = (
            "Rekomendasi itu telah selesai ditindaklanjuti." if n == 1 else "Seluruhnya telah selesai ditindaklanjuti."
        )
        return [*kalimat, seluruhnya]
    sebutan = {status.SELESAI: "selesai", status.PROSES: "dalam proses", status.BELUM: "belum ditindaklanjuti"}
    bagian_status = [
        figur(angka(hitung[s], rumus(f"Banyaknya rekomendasi berstatus {sebutan[s]}")), akhiran=f" {sebutan[s]}")
        for s in status
        if hitung[s]
    ]
    if len(bagian_status) == 1:
        tunggal = next(s for s in status if hitung[s])
        return [*kalimat, f"Semuanya {'masih ' if tunggal != status.BELUM else ''}{sebutan[tunggal]}."]
    return [*kalimat, "Dari jumlah itu, ", *sambung(bagian_status), "."]
