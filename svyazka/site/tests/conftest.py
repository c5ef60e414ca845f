"""What several files of tests share: a small world, and a browser."""

import os
import shutil
from collections.abc import Iterator

import pytest

from svyazka.site.tests.everything import everything

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CALM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync")  # fmt: skip


@pytest.fixture(scope="module")
def small_world(kept):
    """Walk the small world once for all tests of a file: who speaks, and the keys."""
    return everything()


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    """Start a browser for a file of tests, where there is one; its driver leaves a loop running in this thread."""
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(CALM))
        yield started
        started.close()


@pytest.fixture
def browser(chromium, live_server):
    """Lend the browser; whatever was opened in it is closed before the server stops and the tables are emptied."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def page(browser):
    """Open a page; its errors in the console fail the test."""
    page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    assert told == []
