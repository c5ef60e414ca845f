"""A real browser in an interview on needs: answers are saved as they are typed, the keyboard walks, a need is gathered from what was said."""

import pytest

from svyazka.briefs.models import Interview, InterviewAnswer, Need
from svyazka.site.tests.test_browser import LEAD, serious, sign_in, wait_until
from svyazka.site.tests.world import Program, founded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def interview(page, live_server) -> Interview:
    """Begin an interview as Anna and open it."""
    return opened(page, live_server)


@pytest.fixture
def troubled(browser):
    """Lend a page whose console may complain: the connection fails, or a colleague was faster."""
    return browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()


def opened(page, live_server) -> Interview:
    founded()
    anna = Program("anna")
    lead = anna.does("/leads", LEAD)
    anna.does(f"/leads/{lead['id']}/taking")
    begun = anna.does(f"/engagements/{lead['engagement_id']}/interviews", {"service": "site"})
    sign_in(page, live_server.url, "anna")
    page.goto(f"{live_server.url}/briefs/interviews/{begun['id']}/")
    return Interview.objects.get()


def state(page, n: int) -> str:
    return f"document.querySelectorAll('.question')[{n}].dataset.state"


def said(interview, n: int) -> InterviewAnswer:
    return interview.answers.order_by("question__position")[n]


def test_answers_are_saved_as_they_are_typed_and_become_a_need(page, interview):
    first, second = page.locator(".question textarea").nth(0), page.locator(".question textarea").nth(1)
    first.fill("Больше заявок")
    first.press("Enter")
    assert second.evaluate("(one) => one === document.activeElement"), "Enter walks to the next question"
    second.type("20 в день, сегодня 11")
    wait_until(page, f"{state(page, 0)} === 'answered' && {state(page, 1)} === 'answered'")
    second.press("ArrowUp")
    assert second.evaluate("(one) => one === document.activeElement"), "inside a text an arrow walks the text"
    second.evaluate("(one) => one.setSelectionRange(0, 0)")
    second.press("ArrowUp")
    assert first.evaluate("(one) => one === document.activeElement")
    page.locator(".question [name=asked]").nth(2).click()
    wait_until(page, f"{state(page, 2)} === 'asked'")
    assert [(said(interview, n).state, said(interview, n).text) for n in range(3)] == [
        ("answered", "Больше заявок"), ("answered", "20 в день, сегодня 11"), ("asked", "")]  # fmt: skip
    assert page.locator("[data-left]").inner_text() == "10"
    assert serious(page) == []

    for n in (0, 1):
        page.locator(".question input[name=answer]").nth(n).check()
    assert page.input_value("#draw [name=goal]") == "Больше заявок" and page.input_value("#draw [name=measure]").startswith("20")
    page.fill("#draw [name=text]", "Заявки не теряются")
    page.click("#draw .form-acts button")
    page.wait_for_selector(".drawn li")
    need = Need.objects.get()
    assert (need.text, need.goal, need.measure) == ("Заявки не теряются", "Больше заявок", "20 в день, сегодня 11")


def test_words_typed_while_the_connection_is_gone_stay_and_are_saved_once_it_is_back(troubled, live_server):
    page, interview = troubled, opened(troubled, live_server)
    page.route("**/interviews/answers/**", lambda route: route.abort())
    page.on("dialog", lambda dialog: dialog.accept())
    first = page.locator(".question textarea").nth(0)
    first.fill("Больше заявок")
    wait_until(page, "document.querySelector('[data-told]').textContent.includes('нет связи')")
    assert said(interview, 0).state == "blank" and first.input_value() == "Больше заявок"
    page.unroute("**/interviews/answers/**")
    wait_until(page, f"{state(page, 0)} === 'answered'")
    assert said(interview, 0).text == "Больше заявок"


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(troubled, live_server):
    page, interview = troubled, opened(troubled, live_server)
    row = said(interview, 0)
    InterviewAnswer.objects.filter(pk=row.pk).update(text="Раньше вас", state="answered", version=2)
    page.locator(".question textarea").nth(0).fill("Моё")
    wait_until(page, f"{state(page, 0)} === 'refused'")
    assert said(interview, 0).text == "Раньше вас" and page.locator(".question textarea").nth(0).input_value() == "Моё"
    page.on("dialog", lambda dialog: dialog.accept())
