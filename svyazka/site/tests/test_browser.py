"""A real browser at the agency's pages: an account manager signs in, takes a lead, answers it, and finds it fits."""

import os
import shutil

import pytest

from svyazka.site.tests.world import Program, founded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CALM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync")  # fmt: skip
LEAD = {"source": "search", "title": "Сайт завода", "request": "Нужен сайт", "company": "ООО Проба",
        "contact": {"name": "Пётр", "email": "p@example.org"}}  # fmt: skip


@pytest.fixture
def browser(monkeypatch):
    """Start a browser, where there is one."""
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(CALM))
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """Open a page; its errors in the console fail the test."""
    page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    assert told == []


def sign_in(page, address: str, login: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", "demo")
    page.click("main form.form button")
    page.wait_for_selector("#page h1")


def serious(page) -> list[str]:
    """Return what axe finds serious on the page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in ("serious", "critical")
    ]


def test_an_account_manager_takes_a_lead_and_answers_it(page, live_server):
    founded()
    lead = Program("head").does("/leads", LEAD)
    sign_in(page, live_server.url, "anna")
    assert "Вам предложен лид: Сайт завода" in page.content()
    assert serious(page) == []

    page.goto(f"{live_server.url}/leads/{lead['id']}/")
    page.click("text=Взять")
    page.fill("textarea[name=text]", "Когда удобно созвониться?")
    page.click("form[action$='/answers/'] button")
    page.fill("form[action$='/qualification/'] input[name=reason]", "бюджет и срок подходят")
    page.click("form[action$='/qualification/'] button")
    page.wait_for_load_state()

    assert Program("anna").get(f"/leads/{lead['id']}").said["state"] == "qualified"
    assert serious(page) == []


def test_on_a_phone_the_inbox_fits_the_screen(page, live_server):
    founded()
    Program("head").does("/leads", LEAD)
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, live_server.url, "anna")

    page.goto(f"{live_server.url}/leads/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious(page) == []
