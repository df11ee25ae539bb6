"""The plan as a stored text, and what differs between two such texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from kinerja.tulisan import format_rupiah
from kinerja.ukuran import Sasar
from organisasi.models import Pengguna
from renstra.ketikan import format_sasar
from renstra.models import PosRenstra, Renstra, Strategi, VersiRenstra

# What a part is called, and the words for its values; the order is that of the page.
BAGIAN = {
    "renstra": "Renstra",
    "tujuan": "Tujuan",
    "sasaran": "Sasaran",
    "indikator": "Indikator",
    "strategi": "Strategi",
    "program": "Program",
    "indikator_program": "Indikator program",
}
KATA = {
    "tahun_awal": "tahun awal",
    "tahun_akhir": "tahun akhir",
    "dasar_hukum": "dasar hukum",
    "rpjmd": "RPJMD",
    "misi": "misi yang didukung",
    "sumber_data": "sumber data",
    "sumber_nilai": "sumber nilai",
    "penanggung_jawab": "penanggung jawab",
    "keterangan_penanggung_jawab": "keterangan penanggung jawab",
    "kondisi_awal": "kondisi awal",
    "standar_nasional": "standar nasional",
    "batas_bawah": "batas bawah",
    "batas_atas": "batas atas",
    "skala": "skala predikat",
    "arah_kebijakan": "arah kebijakan",
    "iku": "IKU",
    "lokasi": "lokasi",
    "pagu_akhir": "dana sampai akhir Renstra",
    "kode_lain": "kode di tahun lain",
    "kondisi_akhir": "kondisi akhir",
    "induk": "mendukung",
    "pemilik": "jabatan pemilik",
}
_TAMPIL = ("jenis", "arah", "akumulasi", "sumber_nilai", "tingkat")
_BERTAHUN = ("target", "dana")  # values by year
_INDIKATOR = (
    "kode", "uraian", "satuan", "jenis", "arah", "akumulasi", "desimal", "iku", "formula", "sumber_data",
    "sumber_nilai", "penanggung_jawab", "keterangan_penanggung_jawab", "kondisi_awal", "standar_nasional",
    "batas_bawah", "batas_atas", "skala",
)  # fmt: skip


def snapshot(renstra: Renstra) -> dict[str, Any]:
    """Return the whole plan as plain texts, each row with its pk as ``id``. Ten queries however big it is."""
    tujuan = list(renstra.tujuan.all())
    sasaran = list(renstra.sasaran.select_related("tujuan", "induk", "pemilik"))
    indikator = renstra.indikator.select_related("penanggung_jawab", "tujuan", "sasaran", "skala").prefetch_related(
        "target"
    )
    strategi = Strategi.objects.filter(sasaran__renstra=renstra).select_related("sasaran")
    kepala = {
        "id": renstra.pk,
        "tahun_awal": str(renstra.tahun_awal),
        "tahun_akhir": str(renstra.tahun_akhir),
        "dasar_hukum": renstra.dasar_hukum,
        "rpjmd": str(renstra.rpjmd or ""),
        "misi": ", ".join(str(m.nomor) for m in renstra.misi_didukung.all()),
    }
    return {
        "renstra": [kepala],
        "tujuan": [_teks(t, "kode", "uraian") for t in tujuan],
        "sasaran": [
            {
                **_teks(s, "kode", "uraian", "tingkat", "pemilik"),
                "tujuan": s.tujuan.kode if s.tujuan else "",
                "induk": s.induk.kode if s.induk else "",
            }
            for s in sasaran
        ],
        "indikator": [
            {
                **_teks(i, *_INDIKATOR),
                "kondisi_awal": format_sasar(i.awal),
                "induk": (i.tujuan or i.sasaran).kode,
                "target": {str(t.tahun): format_sasar(t.sasar) for t in i.target.all()},
            }
            for i in indikator
        ],
        "strategi": [{**_teks(x, "uraian", "arah_kebijakan"), "kode": x.sasaran.kode} for x in strategi],
        **_snapshot_program(renstra),
    }


def _snapshot_program(renstra: Renstra) -> dict[str, Any]:
    """The plan of programmes; what its years brought is no plan and stays out."""
    pos = list(
        renstra.pos.select_related("unit", "sasaran", "penanggung_jawab").prefetch_related("dana", "indikator__kinerja")
    )
    return {
        "program": [
            {
                **_teks(p, "uraian", "unit", "penanggung_jawab", "lokasi", "pagu_akhir", "kode_lain"),
                "kode": _name_pos(p),
                "sasaran": p.sasaran.kode if p.sasaran else "",
                "dana": {str(d.tahun): format_rupiah(d.pagu) for d in p.dana.all() if d.pagu is not None},
            }
            for p in pos
        ],
        "indikator_program": [
            {
                **_teks(i, "uraian", "satuan", "akumulasi", "kondisi_awal", "kondisi_akhir"),
                "kode": _name_pos(p),
                "target": {str(k.tahun): k.target for k in i.kinerja.all() if k.target},
            }
            for p in pos
            for i in p.indikator.all()
        ],
    }


def _name_pos(p: PosRenstra) -> str:
    return f"{p.kode} ({p.unit})" if p.unit else p.kode


def _teks(baris: Any, *bidang: str) -> dict[str, Any]:
    return {"id": baris.pk, **{b: _kata(baris, b) for b in bidang}}


def _kata(baris: Any, bidang: str) -> str:
    nilai = getattr(baris, f"get_{bidang}_display")() if bidang in _TAMPIL else getattr(baris, bidang)
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, int):
        return format_rupiah(nilai) if bidang == "pagu_akhir" else str(nilai)
    return format_sasar(Sasar(nilai)) if hasattr(nilai, "quantize") else str(nilai)


@transaction.atomic
def mulai_perubahan(
    renstra: Renstra, oleh: Pengguna, *, dasar_hukum: str, alasan: str, berlaku_mulai: int
) -> VersiRenstra:
    """Keep the plan as it is now; what is changed from here on is the Renstra perubahan."""
    Renstra.objects.select_for_update().get(pk=renstra.pk)  # two who begin at once get two numbers
    akhir = renstra.versi.aggregate(n=Max("nomor"))["n"]
    return VersiRenstra.objects.create(
        renstra=renstra,
        nomor=0 if akhir is None else akhir + 1,
        dasar_hukum=dasar_hukum,
        alasan=alasan,
        berlaku_mulai=berlaku_mulai,
        isi=snapshot(renstra),
        oleh=oleh,
    )


@dataclass(frozen=True)
class Beda:
    """One difference: a row that came, went, or has another value (``bidang`` in words, before, after)."""

    bagian: str
    nama: str
    jenis: str  # "baru", "dihapus", "diubah"
    bidang: str = ""
    sebelum: str = ""
    sesudah: str = ""


def compare(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> tuple[Beda, ...]:
    """Return what differs between two snapshots of one plan, part by part; rows are the same where their id is."""
    return tuple(beda for kunci, nama in BAGIAN.items() for beda in _compare_bagian(nama, lama, baru, kunci))


def _compare_bagian(bagian: str, lama: Mapping[str, Any], baru: Mapping[str, Any], kunci: str) -> Iterator[Beda]:
    dulu = {b["id"]: b for b in lama.get(kunci, [])}
    kini = {b["id"]: b for b in baru.get(kunci, [])}
    for pk, b in dulu.items():
        if pk not in kini:
            yield Beda(bagian, _nama(b), "dihapus", sebelum=b.get("uraian", ""))
    for pk, b in kini.items():
        if pk not in dulu:
            yield Beda(bagian, _nama(b), "baru", sesudah=b.get("uraian", ""))
            continue
        a, c = _ratakan(dulu[pk]), _ratakan(b)
        for bidang in dict.fromkeys([*a, *c]):
            if a.get(bidang, "") != c.get(bidang, ""):
                yield Beda(bagian, _nama(b), "diubah", KATA.get(bidang, bidang), a.get(bidang, ""), c.get(bidang, ""))


def _nama(b: Mapping[str, Any]) -> str:
    return str(b.get("kode") or f"{b.get('tahun_awal', '')}–{b.get('tahun_akhir', '')}")


def _ratakan(b: Mapping[str, Any]) -> dict[str, str]:
    rata = {k: v for k, v in b.items() if k not in ("id", *_BERTAHUN)}
    return rata | {f"{isi} {t}": v for isi in _BERTAHUN for t, v in sorted(b.get(isi, {}).items())}


# ------------------------------------------------------------------------------------------------- reading a stored version


@dataclass(frozen=True)
class BarisVersi:
    """A line of a stored plan."""

    jenis: str
    kode: str
    uraian: str
    satuan: str = ""
    sel: tuple[str, ...] = ()


def list_tahun(isi: Mapping[str, Any]) -> list[int]:
    """Return the years of a stored plan, and any other year it holds a target of."""
    tahun = {int(t) for i in isi["indikator"] for t in i["target"]}
    tahun |= {int(t) for i in isi.get("indikator_program", ()) for t in i["target"]}
    tahun |= {int(t) for p in isi.get("program", ()) for t in p["dana"]}
    kepala = isi["renstra"][0]
    return sorted(tahun | set(range(int(kepala["tahun_awal"]), int(kepala["tahun_akhir"]) + 1)))


def susun_baris(isi: Mapping[str, Any]) -> list[BarisVersi]:
    """Return tujuan and sasaran with their indikator, in the order they were stored in."""
    tahun = list_tahun(isi)
    hasil = []
    for jenis in ("tujuan", "sasaran"):
        for b in isi[jenis]:
            hasil.append(BarisVersi(jenis, b["kode"], b["uraian"]))
            for i in isi["indikator"]:
                if i["induk"] == b["kode"]:
                    sel = (i["kondisi_awal"], *(i["target"].get(str(t), "") for t in tahun))
                    hasil.append(BarisVersi("indikator", i["kode"], i["uraian"], i["satuan"], sel))
    return hasil


def susun_program(isi: Mapping[str, Any]) -> list[BarisVersi]:
    """Return the programmes with the money of each year, and below each its indikator with their targets."""
    tahun = list_tahun(isi)
    ukuran: dict[str, list[Mapping[str, Any]]] = {}
    for i in isi.get("indikator_program", ()):
        ukuran.setdefault(i["kode"], []).append(i)
    hasil = []
    for p in isi.get("program", ()):
        sel = ("", *(p["dana"].get(str(t), "") for t in tahun), p["pagu_akhir"])
        hasil.append(BarisVersi("program", p["kode"], p["uraian"], "Rp", sel))
        for i in ukuran.get(p["kode"], ()):
            sel = (i["kondisi_awal"], *(i["target"].get(str(t), "") for t in tahun), i["kondisi_akhir"])
            hasil.append(BarisVersi("indikator", "", i["uraian"], i["satuan"], sel))
    return hasil
