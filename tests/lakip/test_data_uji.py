"""The command that makes synthetic kecamatan: what it refuses, and that the same seed gives the same data."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from anggaran.models import SubKegiatan
from lakip.acuan import muat_acuan
from organisasi.models import Instansi

pytestmark = pytest.mark.django_db


def buat(**pilihan: int) -> list[str]:
    keluar = StringIO()
    call_command("buat_data_uji", stdout=keluar, **{"kecamatan": 1, "tahun": 2024, **pilihan})
    return keluar.getvalue().split()


@pytest.mark.parametrize(
    ("pilihan", "kata"),
    [({"tahun": 3}, "tahun laporan"), ({"tahun": 2099}, "2097"), ({"kecamatan": 0}, "sekurangnya 1")],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(pilihan: dict[str, int], kata: str) -> None:
    muat_acuan()
    with pytest.raises(CommandError, match=kata):
        buat(**pilihan)
    assert not Instansi.objects.exists()


def test_without_reference_data_it_says_what_to_run() -> None:
    with pytest.raises(CommandError, match="muat_acuan"):
        buat()


def list_pagu(benih: int) -> list[int]:
    with transaction.atomic():
        milik = Instansi.objects.get(slug=buat(benih=benih)[0])
        pagu = list(SubKegiatan.objects.for_instansi(milik).order_by("pk").values_list("pagu_murni", flat=True))
        transaction.set_rollback(True)
    return pagu


def test_the_same_seed_gives_the_same_figures() -> None:
    muat_acuan()
    pagu = list_pagu(7)
    assert pagu and pagu == list_pagu(7) != list_pagu(8)
