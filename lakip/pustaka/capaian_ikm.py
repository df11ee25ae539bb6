"""The satisfaction index of the public, by unsur (Permenpan RB 14/2017)."""

from __future__ import annotations

from decimal import Decimal

from kinerja.angka import divide, is_nilai
from kinerja.ikm import KONVERSI, Ikm, calculate_ikm, sample_size
from kinerja.predikat import Kelas, classify
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Grafik, Jenis, Kolom, Potongan, Sel, Seri, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import Kalimat, bersatuan, kalimat_perubahan, mutlak, paragraf_of, sel_selisih
from lakip.pustaka.capaian_tabel import sel_capaian_rencana
from lakip.pustaka.kalimat import cacah, kutip, rapikan, sel_capaian, sel_realisasi, sel_target
from lakip.sel import angka, baris, entri, figur, rumus, tautan, teks, tengah
from renstra.rekap import RekapIndikator
from survei.models import Survei, UnsurSurvei


@bagian("ikm")
def ikm(data: DataLkj) -> Isi | Kurang:
    """The index and its unsur (Pelaihari Tabel 15), or its computation from the sum of all answers (Towuti)."""
    hasil, survei = data.ikm, data.survei
    if hasil is None or survei is None or not is_nilai(hasil.nilai):
        return Kurang(
            "Isi lembar SKM (NRR setiap unsur), atau jumlah nilai persepsi, jumlah unsur, dan responden pada lembar "
            "Identitas."
        )
    blok: list[Blok] = [paragraf_of(_kalimat_hasil(data, hasil, survei), _kalimat_sampel(survei))]
    if data.unsur and hasil.unsur:
        blok += [_tabel_unsur(data, hasil), paragraf_of(*_kalimat_unsur(data)), _grafik_unsur(data)]
    else:
        blok.append(_tabel_ringkas(data, hasil, survei))
    pembanding = _kalimat_pembanding(data, hasil)
    if pembanding:
        blok.append(paragraf_of(*pembanding))
    return Isi(tuple(blok))


def _kelas(data: DataLkj, nilai: Decimal) -> Kelas | None:
    skala = data.skala.get("skm")
    return classify(skala, nilai) if skala else None


def _mutu(data: DataLkj, nilai: Decimal) -> str:
    """ "B (Baik)"."""
    kelas = _kelas(data, nilai)
    if kelas is None:
        return ""
    return f"{kelas.huruf} ({kelas.predikat})" if kelas.huruf else kelas.predikat


def _indikator_skm(data: DataLkj) -> RekapIndikator | None:
    return next((i for i in data.rencana.indikator if i.model.sumber_nilai == "skm"), None)


# ------------------------------------------------------------------------------------------------------------ sentences


def _kalimat_hasil(data: DataLkj, hasil: Ikm, survei: Survei) -> Kalimat:
    n = len(data.unsur) or survei.jumlah_unsur or 0
    k: Kalimat = [f"Survei kepuasan masyarakat {data.instansi.nama} tahun {data.tahun} "]
    if survei.responden:
        k += [
            "diisi oleh ",
            figur(
                angka(survei.responden, entri("Isian jumlah responden", tautan("survei.survei", survei.pk))),
                akhiran=" responden",
            ),
        ]
        k.append(" dan ")
    k += ["menilai ", cacah(n, "Banyaknya unsur pelayanan", "unsur pelayanan"), ". "]
    assert is_nilai(hasil.nilai)
    k += ["Indeks kepuasan masyarakat yang diperoleh adalah ", figur(_sel_indeks(hasil))]
    mutu = _kelas(data, hasil.nilai)
    if mutu:
        k.append(
            f", yang berarti mutu pelayanan {mutu.huruf} atau {mutu.predikat.lower()}"
            if mutu.huruf
            else f", berpredikat {mutu.predikat}"
        )
    return [*k, ". "]


def _sel_indeks(hasil: Ikm) -> Sel:
    return angka(hasil.nilai, rumus(f"Jumlah NRR × bobot × {KONVERSI}", ("Bobot", hasil.bobot)), desimal=2)


def _kalimat_sampel(survei: Survei) -> Kalimat:
    if not survei.populasi:
        return []
    perlu = sample_size(survei.populasi)
    k: Kalimat = [
        "Dari ",
        figur(angka(survei.populasi, entri("Isian jumlah penerima layanan", tautan("survei.survei", survei.pk)))),
        " penerima layanan, tabel Krejcie dan Morgan menghendaki paling sedikit ",
        figur(
            angka(perlu, rumus("Krejcie–Morgan: λ²NPQ ÷ (d²(N−1) + λ²PQ)", ("N", survei.populasi))),
            akhiran=" responden",
        ),
    ]
    if not survei.responden:
        return [*k, ". "]
    return [
        *k,
        "; jumlah responden survei ini memenuhinya. "
        if survei.responden >= perlu
        else "; jumlah responden survei ini belum memenuhinya. ",
    ]


def _sebut_unsur(unsur: list[UnsurSurvei]) -> Kalimat:
    isi: Kalimat = []
    for n, u in enumerate(unsur):
        if n:
            isi.append(" dan " if n == len(unsur) - 1 else ", ")
        isi.append(kutip(u.nama))
    return [*isi, " (", figur(_sel_nrr(unsur[0])), ")"]


def _sel_nrr(u: UnsurSurvei) -> Sel:
    return angka(u.nrr, entri("Isian NRR unsur", tautan("survei.unsursurvei", u.pk)), desimal=3)


def _kalimat_unsur(data: DataLkj) -> list[Kalimat]:
    """Largest and smallest unsur, and how many lie below class B's bound."""
    atas, bawah = max(u.nrr for u in data.unsur), min(u.nrr for u in data.unsur)
    if atas == bawah:
        return [["Semua unsur memperoleh nilai rata-rata yang sama, yaitu ", figur(_sel_nrr(data.unsur[0])), ". "]]
    besar, kecil = [u for u in data.unsur if u.nrr == atas], [u for u in data.unsur if u.nrr == bawah]
    k: list[Kalimat] = [
        ["Nilai rata-rata tertinggi diberikan pada unsur ", *_sebut_unsur(besar), " dan yang terendah pada unsur ",
         *_sebut_unsur(kecil), ". "]
    ]  # fmt: skip
    skala = data.skala.get("skm")
    if skala:
        mutu = [_kelas(data, _konversi(u.nrr)) for u in data.unsur]
        hitungan = [(x, mutu.count(x)) for x in skala.menurun if x in mutu]
        if len(hitungan) == 1:
            k.append([f"Semua unsur bermutu {hitungan[0][0].huruf or hitungan[0][0].predikat}. "])
        else:
            bagian: list[Potongan | str] = []
            for n, (x, banyak) in enumerate(hitungan):
                bagian += [" dan " if n == len(hitungan) - 1 else ", "] if n else []
                bagian.append(
                    cacah(
                        banyak,
                        "Banyaknya unsur bermutu " + (x.huruf or x.predikat),
                        f"unsur bermutu {x.huruf or x.predikat}",
                    )
                )
            k.append(["Bila setiap unsur dikonversi, terdapat ", *bagian, ". "])
    utama = f"unsur {kutip(kecil[0].nama)}" if len(kecil) == 1 else "unsur-unsur dengan nilai terendah"
    k.append([f"Perbaikan pelayanan tahun berikutnya karena itu perlu mendahulukan {utama}. "])
    return k


def _konversi(nrr: Decimal) -> Decimal:
    """One unsur by itself on the scale 25–100."""
    nilai = calculate_ikm([nrr], None).nilai
    assert is_nilai(nilai)
    return nilai


def _kalimat_pembanding(data: DataLkj, hasil: Ikm) -> list[Kalimat]:
    """Against last year's index and the target, from the indicator that takes its value from the survey."""
    i = _indikator_skm(data)
    lalu = data.tahun - 1
    if i is None or i.realisasi_nilai(lalu) is None:
        if data.survei_lalu is None or not is_nilai(data.survei_lalu.nilai) or not is_nilai(hasil.nilai):
            return []
        kini = angka(hasil.nilai, desimal=2)
        dulu = angka(data.survei_lalu.nilai, rumus(f"Indeks hasil survei tahun {lalu}"), desimal=2)
        selisih = mutlak(sel_selisih(hasil.nilai, data.survei_lalu.nilai, lalu))
        if not selisih.nilai:
            return [[f"Indeks tersebut sama dengan indeks tahun {lalu}. "]]
        kata = "naik" if kini.nilai and dulu.nilai and kini.nilai > dulu.nilai else "turun"
        return [[f"Indeks tersebut {kata} ", figur(selisih), " dari ", figur(dulu), f" pada tahun {lalu}. "]]
    realisasi = (sel_realisasi(i, data.tahun), sel_realisasi(i, lalu))
    capaian = (sel_capaian(data, i), sel_capaian_rencana(data, i, lalu))
    kalimat = [kalimat_perubahan(data.tahun, lalu, realisasi, capaian, "indeks kepuasan masyarakat", "")]
    target = sel_target(data, i)
    if target.nilai is not None and is_nilai(hasil.nilai):
        kata = "di atas" if hasil.nilai > target.nilai else "sama dengan" if hasil.nilai == target.nilai else "di bawah"
        kalimat.append(
            [
                f"Indeks tahun {data.tahun} berada {kata} target "
                if kata != "sama dengan"
                else f"Indeks tahun {data.tahun} sama dengan target ",
                bersatuan(target, ""),
                ". ",
            ]
        )
    return kalimat


# --------------------------------------------------------------------------------------------------------------- tables


def _tabel_unsur(data: DataLkj, hasil: Ikm) -> Tabel:
    isi: list[Baris] = []
    for u, x in zip(data.unsur, hasil.unsur, strict=True):
        isi.append(
            baris(
                tengah(u.nomor),
                teks(rapikan(u.nama)),
                _sel_nrr(u),
                angka(x.tertimbang, rumus("NRR × bobot unsur", ("NRR", u.nrr), ("Bobot", hasil.bobot)), desimal=3),
                angka(x.ikm, rumus(f"NRR tertimbang × {KONVERSI}", ("NRR tertimbang", x.tertimbang)), desimal=2),
                tengah(_mutu(data, _konversi(u.nrr))),
            )
        )
    assert is_nilai(hasil.nilai)
    jumlah = sum((u.nrr for u in data.unsur), Decimal(0))
    isi.append(
        baris(
            teks("Indeks kepuasan masyarakat", tebal=True, kolom=2),
            angka(jumlah, rumus("Jumlah NRR"), desimal=3),
            angka(hasil.nrr_tertimbang, rumus("Jumlah NRR × bobot unsur", ("Jumlah NRR", jumlah)), desimal=3),
            _sel_indeks(hasil),
            tengah(_mutu(data, hasil.nilai)),
            gaya=Gaya.TOTAL,
        )
    )
    kol = (
        Kolom("No.", Jenis.TENGAH, 6), Kolom("Unsur Pelayanan", lebar=36), Kolom("NRR", Jenis.ANGKA, 12),
        Kolom("NRR Tertimbang", Jenis.ANGKA, 14), Kolom("IKM", Jenis.ANGKA, 12), Kolom("Mutu", Jenis.TENGAH, 20),
    )  # fmt: skip
    catatan = (
        f"Bobot setiap unsur {angka(hasil.bobot, desimal=data.survei.bobot_desimal or 3 if data.survei else 3).teks}. "
        "Indeks dihitung dari jumlah NRR dan dibulatkan satu kali, sehingga dapat berbeda tipis dari jumlah IKM per unsur.",
    )
    judul = (
        f"Nilai Rata-Rata (NRR) dan Indeks Kepuasan Masyarakat (IKM) {len(data.unsur)} Unsur Pelayanan "
        f"{data.instansi.nama} Tahun {data.tahun}"
    )
    return Tabel("ikm-unsur", judul, kol, tuple(isi), catatan=catatan)


def _tabel_ringkas(data: DataLkj, hasil: Ikm, survei: Survei) -> Tabel:
    """The index from the sum of all answers, step by step."""
    asal = tautan("survei.survei", survei.pk)
    assert is_nilai(hasil.nilai) and survei.jumlah_nilai is not None and survei.responden
    nrr = divide(survei.jumlah_nilai, survei.responden)
    langkah: tuple[tuple[str, str, Sel], ...] = (
        ("a", "Jumlah nilai persepsi seluruh unsur",
         angka(survei.jumlah_nilai, entri("Isian jumlah nilai persepsi", asal))),
        ("b", "Jumlah responden", angka(survei.responden, entri("Isian responden", asal))),
        ("c", "Jumlah unsur", angka(survei.jumlah_unsur, entri("Isian jumlah unsur", asal))),
        ("d", "Jumlah nilai rata-rata (a ÷ b)", angka(nrr, rumus("Jumlah nilai persepsi ÷ responden"), desimal=3)),
        ("e", "Bobot setiap unsur (1 ÷ c)",
         angka(hasil.bobot, rumus("1 ÷ jumlah unsur"), desimal=survei.bobot_desimal or 4)),
        ("f", "Nilai rata-rata tertimbang (d × e)",
         angka(hasil.nrr_tertimbang, rumus("Jumlah nilai rata-rata × bobot"), desimal=3)),
    )  # fmt: skip
    isi = [baris(tengah(huruf), teks(uraian), sel) for huruf, uraian, sel in langkah]
    indeks = teks(f"Indeks kepuasan masyarakat (d × e × {KONVERSI})", tebal=True)
    isi.append(baris(tengah(""), indeks, _sel_indeks(hasil), gaya=Gaya.TOTAL))
    if mutu := _mutu(data, hasil.nilai):
        isi.append(baris(tengah(""), teks("Mutu pelayanan", tebal=True), tengah(mutu), gaya=Gaya.TOTAL))
    kol = (Kolom("", Jenis.TENGAH, 8), Kolom("Uraian", lebar=62), Kolom("Nilai", Jenis.ANGKA, 30))
    judul = f"Perhitungan Indeks Kepuasan Masyarakat {data.instansi.nama} Tahun {data.tahun}"
    return Tabel("ikm-ringkas", judul, kol, tuple(isi))


def _grafik_unsur(data: DataLkj) -> Grafik:
    return Grafik(
        "grafik-ikm-unsur",
        f"Nilai Rata-Rata Setiap Unsur Pelayanan Tahun {data.tahun}",
        tuple(rapikan(u.nama) for u in data.unsur),
        (Seri("NRR", tuple(u.nrr for u in data.unsur)),),
        jenis="batang-datar",
        desimal=3,
    )
