"""What a person reads when a page is refused, and where he comes out again after his session has ended."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from tests.pemeran import Pemeran, buat_pemeran

KIRIM = "/satu/2023/triwulan/1/{}/simpan/"
HALAMAN = "/satu/2023/renstra/"


@pytest.fixture
def p(db: None) -> Pemeran:
    return buat_pemeran()


def baca(jawaban: HttpResponse) -> str:
    isi = jawaban.content.decode()
    assert "<html" in isi and 'href="/"' in isi  # a page, with a way out of it
    return isi


def test_a_refusal_says_its_reason(client: Client, p: Pemeran) -> None:
    client.force_login(p.perencana)
    jawaban = client.get(f"/kabupaten/{p.kabupaten.pk}/rpjmd/baru/")
    assert jawaban.status_code == 403
    assert "RPJMD hanya dapat diubah oleh admin kabupaten." in baca(jawaban)


def test_the_address_of_a_form_opened_as_a_page_is_explained(client: Client, p: Pemeran) -> None:
    client.force_login(p.pelaksana)
    jawaban = client.get(KIRIM.format(p.unit.pk))
    assert (jawaban.status_code, jawaban["Allow"]) == (405, "POST")
    assert "tidak dapat dibuka langsung" in baca(jawaban)


def test_a_form_older_than_the_session_is_told_in_plain_words(p: Pemeran) -> None:
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(p.pelaksana)
    jawaban = klien.post(KIRIM.format(p.unit.pk), {"csrfmiddlewaretoken": "lama"})
    assert jawaban.status_code == 403
    assert "Belum tersimpan" in baca(jawaban)


def test_what_is_too_large_is_told_in_plain_words(client: Client, p: Pemeran, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(p.pelaksana)
    jawaban = client.post("/akun/sandi/", {"isi": "x" * 2000})
    assert jawaban.status_code == 400
    assert "terlalu besar" in baca(jawaban)


def test_an_accident_is_told_without_anything_else_of_the_site() -> None:
    from django.views.defaults import server_error

    isi = baca(server_error(HttpRequest()))
    assert "Terjadi kesalahan" in isi and "width=device-width" in isi


def test_after_a_session_has_ended_one_comes_back_to_the_page_where_one_typed(client: Client, p: Pemeran) -> None:
    asal = {"referer": f"http://testserver{HALAMAN}?a=1"}
    rahasia = {"isi": "sesore penuh", "frasa": "tidak disimpan"}  # what may be kept is offered: test_tertunda
    jawaban = client.post(KIRIM.format(p.unit.pk), rahasia, headers=asal)
    assert jawaban["Location"] == f"/masuk/?next={quote(HALAMAN)}%3Fa%3D1"
    assert "belum tersimpan" in client.get(jawaban["Location"]).content.decode()


@pytest.mark.parametrize("asal", [None, "https://lain.contoh/satu/", "http://testserver@lain.contoh/"])
def test_no_other_site_is_come_back_to(client: Client, p: Pemeran, asal: str | None) -> None:
    """Nor where the browser does not tell: then it is the page above the address that took the form."""
    jawaban = client.post(KIRIM.format(p.unit.pk), headers={"referer": asal} if asal else {})
    assert jawaban["Location"] == f"/masuk/?next=/satu/2023/triwulan/1/{p.unit.pk}/"


def test_the_script_of_a_grid_tells_it_itself(client: Client, p: Pemeran) -> None:
    jawaban = client.post(KIRIM.format(p.unit.pk), {"isi": "5"}, headers={"accept": "application/json"})
    assert jawaban.status_code == 302
    assert "belum tersimpan" not in client.get(jawaban["Location"]).content.decode()


def test_who_signs_out_after_his_session_has_ended_is_told_of_nothing_lost(client: Client, p: Pemeran) -> None:
    jawaban = client.post("/keluar/")
    assert "belum tersimpan" not in client.get(jawaban["Location"]).content.decode()


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(client: Client, p: Pemeran) -> None:
    kepala = {"hx-request": "true", "referer": f"http://testserver{HALAMAN}"}
    jawaban = client.get("/satu/2023/anggaran/nomenklatur/?q=gaji", headers=kepala)
    assert (jawaban.status_code, jawaban["HX-Redirect"]) == (200, f"/masuk/?next={quote(HALAMAN)}")
    assert client.post("/satu/2023/laporan/bagian/ikm/hadir/", headers=kepala).status_code == 401


@pytest.mark.parametrize(("alamat", "mulai"), [("renstra/target/", "renstra/"), ("lkj/", "")])
def test_what_is_not_begun_says_where_it_is(client: Client, p: Pemeran, alamat: str, mulai: str) -> None:
    client.force_login(p.perencana)
    jawaban = client.get(f"/satu/2031/{alamat}")
    assert jawaban.status_code == 404
    assert "2031" in baca(jawaban) and f'href="/satu/2031/{mulai}"' in baca(jawaban)
    assert client.get(f"/satu/2031/{mulai}").status_code == 200
    assert "2031" not in baca(client.get(f"/dua/2031/{alamat}"))  # nothing is told of another kecamatan
