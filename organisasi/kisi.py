"""What the server and the script of a grid (``static/situs/kisi.js``) say to each other.

A grid is one ``<form method="post" data-kisi="UNIQUE-NAME" data-pengguna="PK" class="kisi">`` that works without
JavaScript as one form with one button (class ``tanpa-naskah`` hides what only that needs). The page loads
``situs/kisi.css`` and, deferred, ``situs/kisi.js``.

- Every row is ``<tr data-baris="ID" data-simpan="URL">`` (or a ``<tbody>`` of several lines); its inputs are named
  ``ID-bidang`` (a Django form prefix), one of them the hidden ``ID-sidik``. ``data-jenis`` (uang, persen, angka) on an
  input says how it is typed. ``[data-status]`` in the row is where the script writes "tersimpan 10.32"; a message
  stands after its input, that of a whole row after ``[data-status]``, a conflict after ``[data-bentrok]`` if there is one.
- Columns are the fields' names; ``data-kolom`` on an input gives another one (for pasting), ``data-lajur`` one that
  several inputs of a row share (for the arrow keys).
- ``data-hitung="key"`` anywhere on the page is a figure that the server computes.
- New rows: ``<template data-baris-baru data-simpan="URL">`` at the end of a tbody holds a row whose ID is
  ``__prefix__``; ``<button type="button" data-tambah>`` (or ``data-tambah="ID-OF-TEMPLATE"``) clones it as ``baru-1``.
- ``data-kosong`` on a sentence about an empty table hides it when a row is added.
- Deleting: ``<button formaction="URL" data-hapus="URL">`` in the row.
- Another form that needs everything stored first, as "Kirim", has ``data-sesudah-kisi``.

With JavaScript a row that was changed and left is sent by itself: POST to its URL, the row's own inputs and ``baris``
(its ID, so the form's prefix), with ``Accept: application/json``. The answers, all JSON:

======  =======================================================================================================
200     ``{"status": "tersimpan", "jam", "sidik", "isi": {bidang: teks}, "hitung": {kunci: teks},
        "peringatan": [{"bidang", "pesan"}], "pilihan": {bidang: [[nilai, teks]]}, "baris", "simpan", "hapus"}``;
        ``pilihan`` renews what selects offer, the last three name a row that was new
422     ``{"status": "galat", "galat": {bidang: [kalimat]}}``; bidang "" is the row as a whole; nothing was stored
409     ``{"status": "bentrok", "oleh", "jam", "sidik", "kini": {bidang: {"label", "nilai"}}, "isi": {bidang: teks}}``:
        someone changed the row since; ``kini`` has what differs, as read; ``isi`` as it stands in the input, where that
        is another text; sending again with this sidik stores one's own values knowingly
403     ``{"status": "tolak", "pesan"}``: the quarter is closed, or not this person's any more
404     the row is not there any more
======  =======================================================================================================

Deleting answers ``{"status": "dihapus", "pulih": URL or "", "hitung", "pilihan"}``; POST to ``pulih`` brings the row back and
answers as saving does.

Anything else (no connection, the sign-in page, a server error) means: not stored; the script keeps what was typed in the
browser and sends it again later. An answer may get lost, so a row that says what is stored already is no conflict,
whatever its sidik (:func:`organisasi.kisi.sidik_nilai` is only asked when the values differ).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils import timezone


@dataclass(frozen=True)
class Peringatan:
    """Something odd that was stored all the same."""

    bidang: str
    pesan: str


@dataclass(frozen=True)
class Bentrok:
    """The row as a colleague left it: who, when, each differing field with its label and its text as printed, and (only
    where it is another) the text that stands for it in the input."""

    oleh: str
    jam: str
    sidik: str
    kini: Mapping[str, tuple[str, str]]
    isi: Mapping[str, str] = field(default_factory=dict)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the grid's script asks, not a person without JavaScript."""
    return request.headers.get("Accept", "").startswith("application/json")


def is_orang_lain(request: HttpRequest) -> bool:
    """Tell whether the page was opened by another person than the one who is signed in now (a shared computer)."""
    pengguna = request.headers.get("X-Kisi-Pengguna", "")
    return bool(pengguna) and pengguna != str(request.user.pk)


def jam(waktu: Any = None) -> str:
    return timezone.localtime(waktu).strftime("%H.%M")


def sidik_nilai(*nilai: object) -> str:
    """Return a short text that changes whenever one of these values does."""
    return hashlib.sha256("\x1f".join("" if n is None else str(n) for n in nilai).encode()).hexdigest()[:20]


def jawab_tersimpan(
    sidik: str,
    isi: Mapping[str, str] | None = None,
    hitung: Mapping[str, str] | None = None,
    peringatan: Iterable[Peringatan] = (),
    *,
    baris: object = None,
    simpan: str = "",
    hapus: str = "",
    pilihan: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> JsonResponse:
    jawaban: dict[str, Any] = {
        "status": "tersimpan",
        "jam": jam(),
        "sidik": sidik,
        "isi": dict(isi or {}),
        "hitung": dict(hitung or {}),
        "peringatan": [asdict(p) for p in peringatan],
    }
    if pilihan:
        jawaban["pilihan"] = dict(pilihan)
    if baris is not None:
        jawaban |= {"baris": str(baris), "simpan": simpan, "hapus": hapus}
    return JsonResponse(jawaban)


def jawab_galat(form: forms.BaseForm) -> JsonResponse:
    galat = {"" if bidang == "__all__" else bidang: [str(p) for p in pesan] for bidang, pesan in form.errors.items()}
    return JsonResponse({"status": "galat", "galat": galat}, status=422)


def jawab_bentrok(bentrok: Bentrok) -> JsonResponse:
    kini = {bidang: {"label": label, "nilai": nilai} for bidang, (label, nilai) in bentrok.kini.items()}
    jawaban = {
        "status": "bentrok",
        "oleh": bentrok.oleh,
        "jam": bentrok.jam,
        "sidik": bentrok.sidik,
        "kini": kini,
        "isi": dict(bentrok.isi),
    }
    return JsonResponse(jawaban, status=409)


def jawab_dihapus(
    pulih: str = "",
    hitung: Mapping[str, str] | None = None,
    pilihan: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> JsonResponse:
    isi = {"status": "dihapus", "pulih": pulih, "hitung": dict(hitung or {}), "pilihan": dict(pilihan or {})}
    return JsonResponse(isi)


def jawab_tolak(pesan: str) -> JsonResponse:
    return JsonResponse({"status": "tolak", "pesan": pesan}, status=403)
