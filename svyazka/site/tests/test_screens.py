"""Every main page as every seat, wide and on a phone: it opens, fits, complains of nothing and reads well aloud."""

import pytest

from svyazka.briefs.models import Brief
from svyazka.clients.models import Contact, Engagement
from svyazka.deals.models import Contract, Estimate
from svyazka.leads.models import Lead
from svyazka.people.models import Person
from svyazka.projects.models import Project
from svyazka.roles.models import RoleScheme
from svyazka.site.tests.test_browser import serious, sign_in, wait_until
from svyazka.site.tests.test_walk import defend, to_handed
from svyazka.site.tests.world import founded, programs
from svyazka.work.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
READ_ON = {"anna": PHONE, "pavel": WIDE, "head": WIDE, "dev": PHONE, "finance": WIDE, "client": PHONE}
"""What a seat opens besides the main pages: addresses of the small world, by their kind."""
CARDS = {
    "anna": ("engagement", "client", "lead", "brief", "estimate", "contract", "result"),
    "pavel": ("engagement", "project", "board", "task", "stage"),
    "head": ("engagement", "scheme", "money"),
    "dev": ("task",),
    "finance": ("money", "payments", "receivables", "margin"),
    "client": ("portal", "portal_engagement", "defence"),
}


@pytest.fixture
def world():
    """One engagement that has walked up to its defence, and a contact who may enter the portal."""
    founded()
    people = programs()
    engagement, stage, result = to_handed(people)
    defence = defend(people, result)
    contact = Contact.objects.get(email="p@example.org")
    contact.account = Person.objects.create_user("client", password="demo", kind="contact", name="Пётр")
    contact.save()
    held = Engagement.objects.get(pk=engagement)
    brief, estimate, contract = Brief.objects.get(), Estimate.objects.get(), Contract.objects.get()
    project, task = Project.objects.get(), Task.objects.first()
    return {
        "engagement": f"/engagements/{engagement}/", "client": f"/clients/{held.client_id}/",
        "lead": f"/leads/{Lead.objects.get(engagement=held).pk}/", "brief": f"/briefs/{brief.pk}/",
        "estimate": f"/deals/estimates/{estimate.pk}/", "contract": f"/deals/contracts/{contract.pk}/",
        "result": f"/acceptance/results/{result}/", "project": f"/projects/{project.pk}/",
        "board": f"/work/projects/{project.pk}/", "task": f"/work/tasks/{task.pk}/",
        "stage": f"/acceptance/stages/{stage}/", "scheme": f"/scheme/{RoleScheme.objects.first().pk}/", "money": "/money/",
        "payments": "/money/payments/", "receivables": "/money/receivables/", "margin": "/money/margin/",
        "portal": "/portal/", "portal_engagement": f"/portal/engagements/{engagement}/",
        "defence": f"/portal/results/{defence}/",
    }  # fmt: skip


def test_every_main_page_opens_and_fits(browser, live_server, world):
    told = {login: complaints(browser, live_server.url, login, world) for login in CARDS}

    assert told == {login: [] for login in CARDS}


def complaints(browser, address: str, login: str, world: dict[str, str]) -> list[str]:
    """Open every page of the person's menu and every card told above; return what is wrong with them."""
    page = browser.new_context(locale="ru-RU", viewport=WIDE).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    sign_in(page, address, login)
    paths = [*open_to(page, address), *(world[card] for card in CARDS[login])]
    found = [fault for path in paths for fault in faults(page, f"{address}{path}", read_on=READ_ON[login])]
    page.context.close()
    return found + said


def open_to(page, address: str) -> list[str]:
    """Return the addresses in the person's own menu: what it offers must open."""
    page.goto(address)
    return page.evaluate("[...document.querySelectorAll('#menu nav a')].map(one => one.getAttribute('href'))")


def faults(page, address: str, *, read_on: dict[str, int]) -> list[str]:
    """Open the page, wide and on a phone; return what is wrong with it. It is read aloud at one of the widths."""
    page.set_viewport_size(WIDE)
    answer = page.goto(address)
    found = [f"{answer.status}"] if answer.status != 200 else []
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        found += [f"wider than {size['width']}"] if too_wide(page) else []
        found += serious(page) if size == read_on else []
    return [f"{address} {one}" for one in found]


def too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_the_keyboard_reaches_everything(browser, live_server):
    founded()
    page = browser.new_context(locale="ru-RU", viewport=WIDE).new_page()
    sign_in(page, live_server.url, "anna")

    page.goto(f"{live_server.url}/clients/")  # where nothing takes the cursor by itself
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.goto(f"{live_server.url}/leads/new/")
    wait_until(page, "document.activeElement.name === 'company'")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.closest('dialog').className") == "palette"
    page.keyboard.type("Клиен")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.locator("body").click(position={"x": 5, "y": 5})
    seen = [walked(page) for _step in range(60)]
    assert {"title", "company", "source", "request"} <= {name for name, _ring in seen}
    assert [name for name, ring in seen if not ring] == []


def walked(page) -> tuple[str, bool]:
    """Press Tab; return the name of what is reached and whether it is seen to be reached."""
    page.keyboard.press("Tab")
    return tuple(
        page.evaluate(
            """() => { const one = document.activeElement, look = getComputedStyle(one);
                return [one.name || one.className || one.tagName,
                    one === document.body || look.outlineStyle !== "none" || look.boxShadow !== "none"]; }"""
        )
    )


def test_without_scripts_a_lead_is_written_and_taken(browser, live_server):
    founded()
    page = browser.new_context(locale="ru-RU", viewport=PHONE, java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "anna")

    page.goto(f"{live_server.url}/leads/new/")
    page.fill("[name=title]", "Сайт завода")
    page.fill("[name=company]", "ООО Проба")
    page.fill("[name=request]", "Нужен сайт")
    page.fill("[name=name]", "Пётр")
    page.fill("[name=email]", "p@example.org")
    page.click("label:has([name=source][value=search])")
    page.click("form[action$='/leads/new/'] button")
    page.click("form[action$='/taking/'] button")
    page.fill("textarea[name=text]", "Когда удобно созвониться?")
    with page.expect_navigation():
        page.click("form[action$='/answers/'] button")

    assert "Когда удобно созвониться?" in page.inner_text("main")
