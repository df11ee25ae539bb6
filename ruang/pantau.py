"""All kecamatan of a kabupaten in a year: who is how far, who is late. A constant number of queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils import timezone

from anggaran.isian import TRIWULAN
from anggaran.models import IsianTriwulan, Program, SubKegiatan
from lakip.models import Kiriman, Laporan
from organisasi.models import Instansi, Kabupaten, Pengguna, Periode, Perpanjangan, count_terlambat
from renstra.models import Indikator
from ruang.tautan import find_tautan
from ruang.tugas import LKJ, Keadaan, Tugas, Waktu, join_nama

URUTAN = ("draf", "diajukan", "diverifikasi", "disetujui", "terkunci")
NAMA_LAPORAN = {"": "Belum dimulai", "draf": "Disusun", "diajukan": "Menunggu camat", "disetujui": "Disetujui camat"}


@dataclass(frozen=True)
class Sel:
    """A quarter (or the LKj) of a kecamatan: a few words, how they look, whether it is late."""

    teks: str
    kelas: str = ""
    terlambat: bool = False
    disetujui: int = 0  # units that are approved and can be locked


@dataclass(frozen=True)
class BarisPantau:
    instansi: Instansi
    sel: tuple[Sel, ...]  # four quarters, then the LKj
    kiriman: Kiriman | None = None


@dataclass(frozen=True)
class Pantau:
    kabupaten: Kabupaten
    tahun: int
    semua_tahun: tuple[int, ...]
    baris: tuple[BarisPantau, ...]
    tanpa_jadwal: tuple[str, ...]  # periods that the kabupaten has not set

    def list_terlambat(self, n: int) -> list[str]:
        """Return who is late with a quarter (0–3) or the LKj (4)."""
        return [b.instansi.nama for b in self.baris if b.sel[n].terlambat]


def list_tahun_kabupaten(kabupaten: Kabupaten, hari: datetime.date) -> tuple[int, ...]:
    """Return the years that hold data, and the present one, the latest first."""
    tahun = {hari.year}
    for model in (Laporan, Program):
        tahun |= set(model.objects.filter(instansi__kabupaten=kabupaten).values_list("tahun", flat=True).distinct())
    return tuple(sorted(tahun, reverse=True))


def muat_pantau(kabupaten: Kabupaten, hari: datetime.date, tahun: int | None = None) -> Pantau:
    """Read the year, or the latest one with a budget that has begun."""
    if tahun is None:
        ada = Program.objects.filter(instansi__kabupaten=kabupaten, tahun__lte=hari.year)
        tahun = ada.order_by("-tahun").values_list("tahun", flat=True).first() or hari.year
    semua = tuple(sorted({*list_tahun_kabupaten(kabupaten, hari), tahun}, reverse=True))
    ada_jadwal = set(Periode.objects.filter(kabupaten=kabupaten, tahun=tahun).values_list("triwulan", flat=True))
    tanpa = tuple(Periode(triwulan=t).nama for t in (*TRIWULAN, LKJ) if t not in ada_jadwal)
    return Pantau(kabupaten, tahun, semua, _muat_baris(kabupaten, tahun, hari), tanpa)


def _muat_baris(kabupaten: Kabupaten, tahun: int, hari: datetime.date) -> tuple[BarisPantau, ...]:
    unit, waktu = _list_unit(kabupaten, tahun), _list_waktu(kabupaten, tahun)
    milik = {"instansi__kabupaten": kabupaten, "tahun": tahun}
    isian = IsianTriwulan.objects.filter(**milik).values_list("instansi", "triwulan", "unit", "status")
    status = {(i, t, u or 0): s for i, t, u, s in isian}
    laporan = dict(Laporan.objects.filter(**milik).values_list("instansi_id", "status"))
    # The first one decides whether it came in time.
    kiriman: dict[int, Kiriman] = {k.instansi_id: k for k in Kiriman.objects.filter(**milik).order_by("-nomor")}
    baris = []
    for instansi in Instansi.objects.aktif().filter(kabupaten=kabupaten).order_by("nama"):
        pk = instansi.pk
        keadaan = Keadaan(instansi, tahun, hari, waktu.get(pk, {}))
        sel = [_sel(keadaan, t, [status.get((pk, t, u), "draf") for u in unit[pk]]) for t in TRIWULAN]
        sel.append(_sel_laporan(keadaan, laporan.get(pk, ""), kiriman.get(pk)))
        baris.append(BarisPantau(instansi, tuple(sel), kiriman.get(pk)))
    return tuple(baris)


def _list_unit(kabupaten: Kabupaten, tahun: int) -> dict[int, set[int]]:
    """Return the units (0: the kecamatan itself) that have something to fill in, by instansi.

    The rule is that of ``anggaran.isian.find_unit_sub`` and ``find_unit_indikator``.
    """
    hasil: dict[int, set[int]] = defaultdict(set)
    kegiatan, program = "kegiatan__", "kegiatan__program__"
    sub = SubKegiatan.objects.filter(**{f"{program}instansi__kabupaten": kabupaten, f"{program}tahun": tahun})
    jabatan = [f"{awal}penanggung_jawab{akhir}" for awal in ("", kegiatan, program) for akhir in ("", "__unit")]
    for i, milik, *j in sub.values_list(f"{program}instansi", f"{program}unit", *jabatan).order_by().distinct():
        terdekat = next((j[n + 1] for n in (0, 2, 4) if j[n]), None)
        hasil[i].add(milik or terdekat or 0)
    indikator = Indikator.objects.filter(
        renstra__instansi__kabupaten=kabupaten,
        renstra__tahun_awal__lte=tahun,
        renstra__tahun_akhir__gte=tahun,
        sumber_nilai=Indikator.SumberNilai.ENTRI,
    )
    bidang = ("penanggung_jawab", "penanggung_jawab__unit", "sasaran__pemilik__unit")
    for i, j, unit, pemilik in indikator.values_list("renstra__instansi", *bidang).order_by().distinct():
        hasil[i].add((unit if j else pemilik) or 0)
    return hasil


def _list_waktu(kabupaten: Kabupaten, tahun: int) -> dict[int, dict[int, Waktu]]:
    """Return the windows by instansi and quarter, extensions included."""
    lebih: dict[tuple[int, int], datetime.date] = {}
    panjang = Perpanjangan.objects.filter(periode__kabupaten=kabupaten, periode__tahun=tahun)
    for i, t, sampai in panjang.values_list("instansi", "periode__triwulan", "sampai"):
        lebih[i, t] = max(sampai, lebih.get((i, t), sampai))
    periode = list(Periode.objects.filter(kabupaten=kabupaten, tahun=tahun))
    return {
        i: {p.triwulan: Waktu(p.mulai, max(p.tenggat, lebih.get((i, p.triwulan), p.tenggat))) for p in periode}
        for i in Instansi.objects.aktif().filter(kabupaten=kabupaten).values_list("pk", flat=True)
    }


def _sel(k: Keadaan, triwulan: int, status: list[str]) -> Sel:
    if not status:
        return Sel("Belum ada rencana", "belum")
    dikirim = sum(s != "draf" for s in status)
    if not dikirim and not k.is_dibuka(triwulan):
        return Sel("Belum dibuka", "belum")
    tenggat = k.waktu.get(triwulan, Waktu()).tenggat
    disetujui = sum(s == "disetujui" for s in status)
    terlambat = dikirim < len(status) and tenggat is not None and tenggat < k.hari
    if dikirim < len(status):
        return Sel(f"{dikirim} dari {len(status)} dikirim", "draf", terlambat, disetujui)
    terendah = min(status, key=URUTAN.index)
    nama = {"diajukan": "Diperiksa", "diverifikasi": "Menunggu camat", "disetujui": "Disetujui", "terkunci": "Dikunci"}
    return Sel(nama[terendah], terendah, disetujui=disetujui)


def _sel_laporan(k: Keadaan, status: str, kiriman: Kiriman | None) -> Sel:
    """What was sent is late by the deadline of that day, as in ``lakip.pantauan``."""
    tenggat = k.waktu.get(LKJ, Waktu()).tenggat
    if kiriman is not None:
        hari = timezone.localdate(kiriman.waktu)
        return Sel(f"Dikirim {hari:%d-%m-%Y}", "dikirim", bool(count_terlambat(kiriman.tenggat, hari)))
    terlambat = tenggat is not None and tenggat < k.hari
    return Sel(NAMA_LAPORAN.get(status, status), status or "belum", terlambat)


def list_admin(p: Pantau, pengguna_tanpa_peran: int, terkunci: int) -> list[Tugas]:
    """Return what waits for the admin of the kabupaten."""
    hasil = []
    pk, tahun = p.kabupaten.pk, p.tahun
    orang = find_tautan("list_pengguna", pk)
    if p.tanpa_jadwal:
        semua = len(p.tanpa_jadwal) > len(TRIWULAN)
        apa = "Belum ada jadwal satu pun" if semua else f"Belum diatur: {join_nama(p.tanpa_jadwal)}"
        isi = f"{apa}. Tanpa jadwal, isian terbuka kapan saja dan tidak ada tenggat."
        hasil.append(Tugas(f"Atur jadwal pengisian {tahun}", isi, find_tautan("list_periode", pk, tahun)))
    for n, t in enumerate(TRIWULAN):
        siap = [b.instansi.nama for b in p.baris if b.sel[n].kelas == "disetujui"]
        if siap:
            satu = next(b.instansi for b in p.baris if b.instansi.nama == siap[0])
            tautan = find_tautan("lihat_triwulan", satu.slug, tahun)
            judul = f"Kunci {Periode(triwulan=t).nama} {tahun}: {len(siap)} kecamatan"
            hasil.append(Tugas(judul, f"Sudah disetujui camat: {join_nama(siap)}.", tautan))
    if pengguna_tanpa_peran:
        isi = "Mereka dapat masuk tetapi tidak melihat kecamatan mana pun. Beri peran atau nonaktifkan."
        hasil.append(Tugas(f"{pengguna_tanpa_peran} akun belum punya peran", isi, orang))
    if terkunci:
        isi = "Terlalu sering salah kata sandi. Tanyakan kepada orangnya sebelum mengatur ulang kata sandinya."
        hasil.append(Tugas(f"{terkunci} nama pengguna sedang ditolak masuk", isi, orang))
    if not p.baris:
        isi = "Unggah buku kerja kecamatan pertama, atau tambahkan kecamatan lalu isi datanya."
        hasil.insert(0, Tugas("Siapkan kecamatan pertama", isi, find_tautan("unggah_buku_kerja_kabupaten", pk)))
    return hasil


def list_inspektorat(p: Pantau, sejak: datetime.datetime | None) -> list[Tugas]:
    """Return which reports came in since the last visit, and which are late."""
    hasil = []
    tautan = f"{find_tautan('list_kiriman', p.kabupaten.pk)}?tahun={p.tahun}"
    baru = [b.instansi.nama for b in p.baris if b.kiriman and (sejak is None or b.kiriman.waktu > sejak)]
    if baru:
        kapan = "sejak kunjungan terakhir" if sejak else f"untuk {p.tahun}"
        hasil.append(Tugas(f"{len(baru)} laporan kinerja {p.tahun} masuk {kapan}", f"{join_nama(baru)}.", tautan))
    belum = [b.instansi.nama for b in p.baris if b.sel[4].terlambat and b.kiriman is None]
    if belum:
        judul = f"{len(belum)} kecamatan terlambat mengirim laporan kinerja {p.tahun}"
        hasil.append(Tugas(judul, f"{join_nama(belum)}.", tautan, terlambat=True))
    return hasil


def count_tanpa_peran() -> int:
    """Return how many active accounts belong nowhere (a superuser needs no role)."""
    return Pengguna.objects.filter(is_active=True, is_superuser=False, peran=None).count()


def count_terkunci(kabupaten: Kabupaten) -> int:
    """Return how many of the kabupaten's accounts are kept out for too many wrong passwords."""
    if not apps.is_installed("axes"):
        return 0
    batas = getattr(settings, "AXES_FAILURE_LIMIT", 3)
    percobaan = apps.get_app_config("axes").get_model("AccessAttempt")._default_manager
    gagal = percobaan.filter(failures_since_start__gte=batas).values_list("username", flat=True)
    nama = Pengguna.objects.filter(peran__instansi__kabupaten=kabupaten) | Pengguna.objects.filter(
        peran__kabupaten=kabupaten
    )
    return nama.filter(username__in=list(gagal)).distinct().count()
