"""What is done to the rows of a table: store, delete and bring back, move, the whole form at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, router, transaction
from django.db.models import F, Max, Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.http import Http404, QueryDict

from organisasi.tabel_isian.formulir import BarisForm
from organisasi.tabel_isian.lembaran import Lembaran

INGATAN = "isian_terhapus"
INGATAN_TERBANYAK = 20
_BARU = re.compile(r"((?:kosong|baru)-\d{1,6})-sidik")
_LAMA = re.compile(r"(\d{1,18})-sidik")


class Terpakai(Exception):
    """A row that may not go; the message says what still uses it."""


def save_baris(lembaran: Lembaran, data: QueryDict, pk: int | None = None, prefix: str = "") -> BarisForm:
    """Store a row, or return its form with what is wrong with it; nothing is stored then."""
    with transaction.atomic():
        baris = lembaran.make_baris() if pk is None else lembaran.find(pk, kunci=True)
        form = lembaran.form(baris, data, prefix)
        if form.is_valid() and (form.has_changed() or pk is None):
            lembaran.tabel.prepare(lembaran.lingkup, form.instance)
            if pk is None and lembaran.tabel.berurut:
                form.instance.urut = lembaran.next_urut()
            form.save()
    return form


# ---------------------------------------------------------------------------------------------------- the form at once


@dataclass
class Hasil:
    """What became of a form with all rows. Right rows are stored; ``salah`` come back as they were typed."""

    disimpan: int = 0
    dihapus: int = 0
    salah: dict[str, BarisForm] = field(default_factory=dict)  # prefix → form
    pesan: list[str] = field(default_factory=list)


def save_semua(lembaran: Lembaran, data: QueryDict, sesi: SessionBase) -> Hasil:
    """Store every row that was changed, each for itself: one wrong row keeps none of the others from being stored."""
    hasil = Hasil()
    ada = {b.pk: b for b in lembaran.query()}
    for nama in data:
        if cocok := _LAMA.fullmatch(nama):
            _save_lama(lembaran, data, ada.get(int(cocok[1])), cocok[1], sesi, hasil)
        elif (cocok := _BARU.fullmatch(nama)) and _is_terisi(lembaran, data, cocok[1]):
            _catat(hasil, save_baris(lembaran, data, None, cocok[1]), cocok[1])
    return hasil


def _is_terisi(lembaran: Lembaran, data: QueryDict, prefix: str) -> bool:
    return lembaran.tabel.tambah and lembaran.form(lembaran.make_baris(), data, prefix).has_changed()


def _save_lama(lembaran: Lembaran, data: QueryDict, baris: Any, prefix: str, sesi: SessionBase, hasil: Hasil) -> None:
    if baris is None:
        hasil.pesan.append("Satu baris sudah dihapus rekan Anda sesudah halaman ini dibuka; isiannya tidak disimpan.")
    elif f"{prefix}-DELETE" in data and lembaran.tabel.hapus:
        try:
            delete_baris(lembaran, baris.pk, sesi)
            hasil.dihapus += 1
        except Terpakai as galat:
            hasil.pesan.append(str(galat))
    elif lembaran.form(baris, data, prefix).has_changed():
        try:
            _catat(hasil, save_baris(lembaran, data, baris.pk, prefix), prefix)
        except Http404:
            hasil.pesan.append(f"“{baris}” baru saja dihapus rekan Anda; isiannya tidak disimpan.")


def _catat(hasil: Hasil, form: BarisForm, prefix: str) -> None:
    if form.is_valid():
        hasil.disimpan += 1
    else:
        hasil.salah[prefix] = form


# --------------------------------------------------------------------------------------------------- delete and restore


def delete_baris(lembaran: Lembaran, pk: int, sesi: SessionBase) -> None:
    """Delete a row with what is part of it, and keep it in the session to be brought back. Raises Terpakai."""
    with transaction.atomic():
        baris = lembaran.find(pk, kunci=True)
        if alasan := lembaran.tabel.explain_tetap(baris):
            raise Terpakai(alasan)
        semua = _collect(lembaran, baris)
        isi = serializers.serialize("json", semua)
        baris.delete()
    ingatan = sesi.get(INGATAN, [])
    ingatan.append({**_alamat(lembaran, pk), "nama": str(baris)[:80], "isi": isi})
    sesi[INGATAN] = ingatan[-INGATAN_TERBANYAK:]


def _alamat(lembaran: Lembaran, pk: int) -> dict[str, Any]:
    return {
        "tabel": lembaran.tabel.kunci,
        "instansi": lembaran.lingkup.instansi.pk,
        "tahun": lembaran.lingkup.tahun,
        "pilihan": lembaran.lingkup.pilihan,
        "pk": pk,
    }


def _collect(lembaran: Lembaran, baris: Model) -> list[Model]:
    """Return the row and its parts; raise Terpakai where deleting would take along anything else."""
    boleh = {type(baris), *(_follow(type(baris), jalur) for jalur in lembaran.tabel.ikut)}
    pengumpul = Collector(using=router.db_for_write(type(baris)), origin=baris)
    try:
        pengumpul.collect([baris])
    except (ProtectedError, RestrictedError) as galat:
        pakai = galat.protected_objects if isinstance(galat, ProtectedError) else galat.restricted_objects
        raise Terpakai(_tell(baris, next(iter(pakai)))) from galat
    semua = [m for isi in (*pengumpul.data.values(), *pengumpul.fast_deletes) for m in isi]
    for m in semua:
        if type(m) not in boleh or (type(m) is type(baris) and m.pk != baris.pk):
            raise Terpakai(_tell(baris, m))
    return sorted(semua, key=lambda m: type(m) is not type(baris))


def _follow(model: Any, jalur: str) -> Any:
    """Return the model at the end of a path of related names."""
    for nama in jalur.split("__"):
        model = model._meta.get_field(nama).related_model
    return model


def _tell(baris: Model, pemakai: Model) -> str:
    return (
        f"“{baris}” tidak dapat dihapus karena masih dipakai {pemakai._meta.verbose_name} “{pemakai}”. "
        "Ubah atau hapus dahulu yang memakainya."
    )


def list_terhapus(lembaran: Lembaran, sesi: SessionBase) -> list[tuple[int, str]]:
    """Return (pk, name) of rows this person deleted from here and can bring back, the latest first."""
    cari = _alamat(lembaran, 0)
    return [
        (i["pk"], i["nama"])
        for i in reversed(sesi.get(INGATAN, []))
        if all(i[k] == v for k, v in cari.items() if k != "pk")
    ]


def restore_baris(lembaran: Lembaran, pk: int, sesi: SessionBase) -> None:
    """Bring back a row just deleted. Raises Http404 where it is not remembered, ValidationError where it has no place
    any more because someone has typed it again."""
    alamat = _alamat(lembaran, pk)
    ingatan = sesi.get(INGATAN, [])
    satu = next((i for i in ingatan if all(i[k] == v for k, v in alamat.items())), None)
    if satu is None:
        raise Http404("Tidak ada baris yang dapat dikembalikan.")
    try:
        with transaction.atomic():
            for kembali in serializers.deserialize("json", satu["isi"]):
                kembali.object.validate_constraints()
                kembali.object.save(force_insert=True)
    except IntegrityError as galat:
        raise ValidationError("Baris ini tidak dapat dikembalikan lagi; ketik ulang isinya.") from galat
    sesi[INGATAN] = [i for i in ingatan if i is not satu]


# ------------------------------------------------------------------------------------------------------------ the order


def move_baris(lembaran: Lembaran, pk: int, arah: str) -> bool:
    """Move a row one place up ("naik") or down ("turun") among its like; return False at the end of the list.

    The order is no figure: it is written without entries in the history.
    """
    with transaction.atomic():
        baris = lembaran.find(pk, kunci=True)
        semua = list(lembaran.tabel.query(lembaran.lingkup))
        if lembaran.tabel.seurut:
            nilai = getattr(baris, lembaran.tabel.seurut)
            semua = [b for b in semua if getattr(b, lembaran.tabel.seurut) == nilai]
        letak = semua.index(baris)
        ke = letak + (-1 if arah == "naik" else 1)
        if not 0 <= ke < len(semua):
            return False
        semua[letak], semua[ke] = semua[ke], semua[letak]
        _number(lembaran.tabel.model, semua)
    return True


def _number(model: Any, semua: list[Any]) -> None:
    """Give the rows the numbers 1, 2, 3 … in two steps, for two rows may not bear one number where it is unique."""
    ubah = [(b.pk, n) for n, b in enumerate(semua, start=1) if b.urut != n]
    kueri = model._default_manager.filter(pk__in=[pk for pk, _ in ubah])
    jauh = max(len(semua), kueri.aggregate(n=Max("urut"))["n"] or 0) + 1
    kueri.update(urut=F("urut") + jauh)
    for pk, n in ubah:
        model._default_manager.filter(pk=pk).update(urut=n)
