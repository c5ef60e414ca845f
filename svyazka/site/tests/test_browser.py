"""A real browser at the agency's pages: an account manager signs in, takes a lead, answers it, and finds it fits."""

import pytest

from svyazka.site.tests.world import Program, founded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAD = {"source": "search", "title": "Сайт завода", "request": "Нужен сайт", "company": "ООО Проба",
        "contact": {"name": "Пётр", "email": "p@example.org"}}  # fmt: skip


def sign_in(page, address: str, login: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", "demo")
    with page.expect_navigation():
        page.click("main form.form button")
    page.wait_for_selector("#page h1")


def wait_until(place, expression: str) -> None:
    """Wait till the expression is true in a page or a frame: playwright's own waiting evaluates text, which our pages forbid."""
    for _try in range(200):
        if place.evaluate(expression):
            return
        place.wait_for_timeout(50)
    raise AssertionError(expression)


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
    with page.expect_navigation():
        page.click("form[action$='/qualification/'] button")

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
