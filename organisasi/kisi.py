"""What the server and the script of a grid (``static/situs/kisi.js``) say to each other.

A grid is one ``<form class="kisi" data-kisi="UNIQUE-NAME">`` that works without JavaScript as one form with one button.
Every row is ``<tr data-baris="ID" data-simpan="URL">``; its inputs are named ``ID-bidang`` (a Django form prefix), one of
them the hidden ``ID-sidik``; ``data-jenis`` (uang, persen, angka) on an input says how it is typed; ``[data-status]`` in
the row is where the script writes "tersimpan 10.32". A cell that the server computes has ``data-hitung="key"``.

With JavaScript a row that was changed and left is sent by itself: POST to its URL, the row's own inputs only, with
``Accept: application/json``. The answers, all JSON:

======  =======================================================================================================
200     ``{"status": "tersimpan", "jam", "sidik", "isi": {bidang: teks}, "hitung": {kunci: teks},
        "peringatan": [{"bidang", "pesan"}], "baris", "simpan"}``; the last two name a row that was new
422     ``{"status": "galat", "galat": {bidang: [kalimat]}}``; bidang "" is the row as a whole; nothing was stored
409     ``{"status": "bentrok", "oleh", "jam", "sidik", "kini": {bidang: {"label", "nilai"}}}``: someone changed the
        row since; sending again with this sidik stores one's own values knowingly
403     ``{"status": "tolak", "pesan"}``: the quarter is closed, or not this person's any more
======  =======================================================================================================

Anything else (no connection, the sign-in page, a server error) means: not stored; the script keeps what was typed in the
browser and sends it again later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
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
    """The row as a colleague left it: who, when, and each field with its label and its text as printed."""

    oleh: str
    jam: str
    sidik: str
    kini: Mapping[str, tuple[str, str]]


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the grid's script asks, not a person without JavaScript."""
    return request.headers.get("Accept", "").startswith("application/json")


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
) -> JsonResponse:
    jawaban: dict[str, Any] = {
        "status": "tersimpan",
        "jam": jam(),
        "sidik": sidik,
        "isi": dict(isi or {}),
        "hitung": dict(hitung or {}),
        "peringatan": [asdict(p) for p in peringatan],
    }
    if baris is not None:
        jawaban |= {"baris": str(baris), "simpan": simpan}
    return JsonResponse(jawaban)


def jawab_galat(form: forms.BaseForm) -> JsonResponse:
    galat = {"" if bidang == "__all__" else bidang: [str(p) for p in pesan] for bidang, pesan in form.errors.items()}
    return JsonResponse({"status": "galat", "galat": galat}, status=422)


def jawab_bentrok(bentrok: Bentrok) -> JsonResponse:
    kini = {bidang: {"label": label, "nilai": nilai} for bidang, (label, nilai) in bentrok.kini.items()}
    isi = {"status": "bentrok", "oleh": bentrok.oleh, "jam": bentrok.jam, "sidik": bentrok.sidik, "kini": kini}
    return JsonResponse(isi, status=409)


def jawab_tolak(pesan: str) -> JsonResponse:
    return JsonResponse({"status": "tolak", "pesan": pesan}, status=403)
