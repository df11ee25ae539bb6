"""One page in a real browser: files arrive, nothing is refused by the Content-Security-Policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


@pytest.mark.peramban
@pytest.mark.django_db(transaction=True)
def test_sign_in_page_loads_with_its_style(live_server: LiveServer, halaman: Page) -> None:
    halaman.goto(live_server.url)
    assert halaman.locator("input[name=username]").is_visible()
    assert halaman.locator("h1").count() == 1
    assert halaman.evaluate("document.styleSheets.length") >= 1
    # Bootstrap really arrived: an unstyled page has a margin of 8 pixels.
    assert halaman.evaluate("getComputedStyle(document.body).margin") == "0px"
