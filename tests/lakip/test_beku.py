"""A frozen document comes back equal, in every block there is, and a later model still reads an older text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lakip.acuan import muat_acuan
from lakip.beku import BekuRusak, freeze, thaw
from lakip.contoh import muat_contoh
from lakip.dokumen import Dokumen, to_json
from lakip.rakit import rakit_lkj
from organisasi.models import Instansi

pytestmark = pytest.mark.django_db


@pytest.fixture
def lkj() -> Dokumen:
    muat_acuan()
    muat_contoh("pelaihari")
    return rakit_lkj(Instansi.objects.get(slug="pelaihari"), 2023)


def test_a_whole_report_comes_back_equal(lkj: Dokumen) -> None:
    beku = freeze(lkj)
    kembali = thaw(beku)
    assert kembali == lkj
    assert freeze(kembali) == beku
    assert to_json(kembali)["sidik"] == to_json(lkj)["sidik"]


def test_fields_at_their_default_are_not_written(lkj: Dokumen) -> None:
    """So a model that gains a field still reads what is stored."""
    isi = json.loads(freeze(lkj))
    assert "berdaftar" not in isi and "bahasa" not in isi
    assert isi["_"] == "Dokumen" and isi["judul"] == lkj.judul


def test_what_an_earlier_version_froze_is_read_as_it_was() -> None:
    """Signed perjanjian are kept for years: a class or field that is renamed must still be read under its old name."""
    lama = (Path(__file__).parent / "beku" / "pk.json").read_bytes()
    assert freeze(thaw(lama)) == lama


@pytest.mark.parametrize(
    "isi", [b"", b"{}", b"[]", b'{"_":"Sel","teks":"x"}', b'{"_":"os"}', b'{"_":"Dokumen"}', b"\x80\x04"]
)
def test_what_is_no_document_is_refused(isi: bytes) -> None:
    with pytest.raises(BekuRusak, match="Salinan dokumen"):
        thaw(isi)
