"""What every test shares: settings that make tests quick and alone, and the browser."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from django.conf import settings
from django.test import TransactionTestCase

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LAMA = ("test_setahun_penuh", "test_peramban_semua", "test_tabel_akses")  # minutes each
TUNGGU = 20_000  # milliseconds until what a page should show counts as missing; a busy machine takes its time
FOLDER = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hanya-basis-data", action="store_true", help="leave out the tests that use no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, so that no process is left alone with one at the end. On a second database only what talks to
    it can come out differently."""
    items.sort(key=lambda i: LAMA.index(i.path.stem) if i.path.stem in LAMA else len(LAMA))
    if not config.getoption("--hanya-basis-data"):
        return
    config.hook.pytest_deselected(items=[i for i in items if not uses_basis_data(i)])
    items[:] = [i for i in items if uses_basis_data(i)]


def uses_basis_data(item: pytest.Item) -> bool:
    if item.get_closest_marker("satu_basis_data"):
        return False
    kelas = getattr(item, "cls", None)
    if kelas is not None and issubclass(kelas, TransactionTestCase):
        return True
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def pytest_configure(config: pytest.Config) -> None:
    """Settings of the tests: the production ones, without https, slow hashing and collected static files."""
    # A folder of its own for what tests write; the project's stays clean.
    config.stash[FOLDER] = settings.DATA_DIR = Path(tempfile.mkdtemp(prefix="uji-"))
    settings.MEDIA_ROOT = settings.DATA_DIR / "unggahan"
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file, as in production: a memory database refuses at once where threads meet, instead of waiting its turn.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "uji.sqlite3")
    settings.SECRET_KEY = "hanya-untuk-uji-" * 4
    settings.SITE_URL = "http://localhost"
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_HSTS_SECONDS = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False  # tests/organisasi/test_tertahan.py switches it on
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


def lewati(alasan: str) -> NoReturn:
    """Skip what cannot run on this machine; in CI nothing may be left out, so there it fails."""
    if os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(alasan)
    pytest.skip(f"DILEWATI: {alasan}")


@pytest.fixture(scope="session")
def kunci_waktu() -> Any:
    from tandatangan import otoritas

    return otoritas.generate_kunci_waktu()


@pytest.fixture
def kunci_cepat(monkeypatch: pytest.MonkeyPatch, kunci_waktu: Any) -> None:
    """One key for all clocks of the tests that sign: making one takes longer than all else in most of them."""
    monkeypatch.setattr("tandatangan.otoritas.generate_kunci_waktu", lambda: kunci_waktu)


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    """The machine's own chromium (or the one that the CHROMIUM variable names) driven by Playwright."""
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        lewati("playwright tidak terpasang (script/test memasangnya)")
    letak = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not letak:
        lewati("tidak ada peramban (apt-get install chromium)")
    expect.set_options(timeout=TUNGGU)
    # Playwright's synchronous API keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as main:
            # No sandbox: CI runs as root, where chromium refuses to start with one; it opens only our own pages.
            browser = main.chromium.launch(executable_path=letak, args=["--no-sandbox"])
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def halaman(peramban: Browser) -> Iterator[Page]:
    """A fresh window; the test fails on an error in the console or a resource that the CSP refuses."""
    konteks = peramban.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    page = konteks.new_page()
    keluhan: list[str] = []
    page.on("console", lambda pesan: keluhan.append(pesan.text) if pesan.type == "error" else None)
    page.on("pageerror", lambda galat: keluhan.append(str(galat)))
    yield page
    konteks.close()
    assert not keluhan, keluhan
