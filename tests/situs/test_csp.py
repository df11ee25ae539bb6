from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from situs.csp import KEBIJAKAN, ContentSecurityPolicyMiddleware

AKAR = Path(__file__).resolve().parents[2]
# <script> without src, <style>, style="…", onclick="…", javascript: — all of which the policy refuses.
SEBARIS = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", re.I
)


@pytest.mark.django_db
def test_every_response_carries_the_policy(client: Client) -> None:
    for alamat in ("/", "/tidak-ada/"):
        assert client.get(alamat).headers["Content-Security-Policy"] == KEBIJAKAN


def test_policy_allows_nothing_inline_and_no_frames() -> None:
    assert "unsafe" not in KEBIJAKAN
    assert "default-src 'self'" in KEBIJAKAN
    assert "frame-ancestors 'none'" in KEBIJAKAN


@pytest.mark.parametrize(("debug", "status", "ada"), [(False, 500, True), (True, 200, True), (True, 500, False)])
def test_only_debug_error_pages_go_without(settings: Settings, debug: bool, status: int, ada: bool) -> None:
    settings.DEBUG = debug
    jawaban = ContentSecurityPolicyMiddleware(lambda _: HttpResponse(status=status))(RequestFactory().get("/"))
    assert ("Content-Security-Policy" in jawaban.headers) is ada


def test_view_may_set_a_policy_of_its_own() -> None:
    sendiri = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    jawaban = ContentSecurityPolicyMiddleware(lambda _: sendiri)(RequestFactory().get("/"))
    assert jawaban.headers["Content-Security-Policy"] == "sandbox"


def test_templates_have_nothing_inline() -> None:
    temuan = [
        f"{berkas.relative_to(AKAR)}:{nomor}: {baris.strip()}"
        for berkas in sorted(AKAR.glob("templates/**/*.html"))
        for nomor, baris in enumerate(berkas.read_text(encoding="utf-8").splitlines(), 1)
        if SEBARIS.search(baris)
    ]
    assert not temuan, "\n".join(temuan)


@pytest.mark.parametrize(
    "baris",
    ["<script>x()</script>", '<p style="color:red">', "<a onclick='x()'>", '<a href="javascript:x()">', "<style>"],
)
def test_inline_pattern_finds(baris: str) -> None:
    assert SEBARIS.search(baris)
