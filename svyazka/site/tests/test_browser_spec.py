"""Two account managers write one specification in two browsers at once: they see each other, and no word is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from svyazka.briefs.actions import begin_draft
from svyazka.briefs.models import Brief, SpecTemplate
from svyazka.people.models import Person
from svyazka.roles.models import StandIn
from svyazka.roles.tests.make import engagement
from svyazka.site.tests.test_browser import serious, sign_in, wait_until
from svyazka.site.tests.world import founded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_draft() -> Brief:
    """Begin a specification of Anna's, for whom Irina stands in."""
    founded()
    anna, irina, head = (Person.objects.get(username=login) for login in ("anna", "irina", "head"))
    at = timezone.now()
    work = engagement("Сайт завода", am=anna, at=at)
    StandIn.objects.create(engagement=work, seat="am", absent=anna, deputy=irina, starts_at=at, ends_at=at + timedelta(days=1), approved_by=head)
    return begin_draft(work, template=SpecTemplate.objects.get(code="site"), by=anna, at=at)


def colleague(browser, address: str, login: str, place: str):
    """Open the page in a browser of the colleague."""
    page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
    sign_in(page, address, login)
    page.goto(address + place)
    return page


def text_of(key: int) -> str:
    return f"document.querySelector('#c-{key} .clause-said .pre')?.textContent ?? ''"


def typed(page, key: int, text: str) -> None:
    """Open the clause and type this instead of what it says."""
    page.click(f"#c-{key} a.clause-no")
    page.wait_for_selector(f"#c-{key} textarea[name=text]")
    page.fill(f"#c-{key} textarea[name=text]", text)


def test_two_at_one_specification(page, browser, live_server):
    draft = a_draft()
    place = f"/briefs/{draft.pk}/"
    sign_in(page, live_server.url, "anna")
    page.goto(live_server.url + place)
    irina = colleague(browser, live_server.url, "irina", place)
    assert serious(page) == []

    typed(page, 1, "Сайт ведёт к заявке на замер")
    wait_until(irina, "document.querySelector('#c-1 .clause-who')?.textContent.includes('Анна Белова')")
    wait_until(irina, "document.querySelector('#tz-acts .tz-here')?.textContent.includes('Анна Белова')")
    wait_until(page, "document.querySelector('#tz-acts .tz-here')?.textContent.includes('Ирина Жукова')")

    typed(irina, 2, "Аудитория: снабженцы заводов")  # what she saves appears at Anna's, who goes on typing
    irina.click("#c-2 .form-acts button")
    wait_until(page, f"{text_of(2)} === 'Аудитория: снабженцы заводов'")
    assert page.input_value("#c-1 textarea[name=text]") == "Сайт ведёт к заявке на замер"

    typed(irina, 1, "Сайт ведёт посетителя к звонку")  # and the clause that Anna is in
    irina.click("#c-1 .form-acts button")
    wait_until(irina, f"{text_of(1)} === 'Сайт ведёт посетителя к звонку'")
    wait_until(page, "document.querySelector('#c-1 [data-changed]').textContent.startsWith('Пока вы пишете, этот пункт изменили: Ирина Жукова')")
    assert page.input_value("#c-1 textarea[name=text]") == "Сайт ведёт к заявке на замер"
    assert serious(page) == []


def test_who_saves_second_joins_both_texts_in_place(browser, live_server):
    draft = a_draft()
    place = f"/briefs/{draft.pk}/"
    clause = draft.clauses.get(key=2)
    page = colleague(browser, live_server.url, "anna", place)  # its console tells of the 409 that is wanted here
    typed(page, 2, clause.text + " Третья — студенты.")
    irina = colleague(browser, live_server.url, "irina", place)
    typed(irina, 2, "Важно. " + clause.text)
    irina.click("#c-2 .form-acts button")
    wait_until(irina, f"{text_of(2)}.startsWith('Важно.')")

    page.press("#c-2 textarea[name=text]", "Control+Enter")
    page.wait_for_selector("#c-2 .both")
    assert "Ирина Жукова" in page.inner_text("#c-2") and serious(page) == []
    assert page.input_value("#both-text") == f"Важно. {clause.text} Третья — студенты."
    page.click("#c-2 .both-merge button")
    wait_until(page, f"{text_of(2)}.endsWith('студенты.')")
    clause.refresh_from_db()
    assert clause.text == f"Важно. {clause.text[7:]}" and clause.text.endswith("Третья — студенты.")


def test_a_clause_is_walked_to_edited_moved_and_added_by_keys(page, live_server):
    draft = a_draft()
    sign_in(page, live_server.url, "anna")
    page.goto(f"{live_server.url}/briefs/{draft.pk}/")
    for key in ("j", "j"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('.clause').id") == "c-2"
    page.keyboard.press("Alt+ArrowUp")
    wait_until(page, "document.querySelector('#s-1 .clause').id === 'c-2' && document.activeElement.closest('.clause')?.id === 'c-2'")
    page.keyboard.press("e")
    page.wait_for_selector("#c-2 textarea[name=text]")
    wait_until(page, "document.activeElement.name === 'text'")
    page.keyboard.type("Сначала. ")
    page.keyboard.press("Escape")
    page.wait_for_selector("#c-2 a.clause-no")
    page.click("#c-2 a.clause-no")  # what was typed and left is kept in this browser
    wait_until(page, "document.querySelector('#c-2 textarea[name=text]')?.value.includes('Сначала.')")
    page.click("#c-2 .note button")
    page.keyboard.press("Escape")
    page.goto(f"{live_server.url}/briefs/{draft.pk}/")
    page.focus("#c-3 a.clause-no")
    page.keyboard.press("a")
    page.wait_for_selector("#add-2 textarea[name=text]")
    for text in ("Поиск по артикулу", "Сравнение товаров"):
        wait_until(page, "document.activeElement.name === 'text' && document.activeElement.value === ''")
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
        wait_until(page, f"document.querySelector('#s-2')?.innerText.includes('{text}') && ![...document.querySelectorAll('#add-2 textarea')].some((one) => one.value === '{text}')")
    assert list(draft.clauses.filter(section="Структура и страницы").values_list("text", flat=True))[-2:] == ["Поиск по артикулу", "Сравнение товаров"]


def test_on_a_phone_the_document_fits_the_screen(page, live_server):
    draft = a_draft()
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, live_server.url, "anna")
    for query in ("", "?edit=1", "?add=2"):
        page.goto(f"{live_server.url}/briefs/{draft.pk}/{query}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert serious(page) == []
