"""Every main page as every seat, wide and on a phone: it opens, fits, complains of nothing and reads well aloud."""


import pytest

from svyazka.clients.models import Contact
from svyazka.people.models import Person
from svyazka.site.tests.test_browser import browser, serious, sign_in  # noqa: F401  a fixture
from svyazka.site.tests.test_walk import defend, to_handed
from svyazka.site.tests.world import founded, programs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAIN = ("/", "/leads/", "/clients/", "/briefs/", "/briefs/promises/", "/deals/", "/projects/", "/work/", "/acceptance/",
        "/money/", "/growth/", "/scheme/", "/sources/", "/tenders/", "/team/", "/bonus/", "/pulse/", "/people/",
        "/people/me/", "/notices/")  # fmt: skip
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
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
    return {
        "engagement": f"/engagements/{engagement}/", "client": "/clients/1/", "lead": "/leads/1/", "brief": "/briefs/1/",
        "estimate": "/deals/estimates/1/", "contract": "/deals/contracts/1/", "result": f"/acceptance/results/{result}/",
        "project": "/projects/1/", "board": "/work/projects/1/", "task": "/work/tasks/1/",
        "stage": f"/acceptance/stages/{stage}/", "scheme": "/scheme/1/", "money": "/money/",
        "payments": "/money/payments/", "receivables": "/money/receivables/", "margin": "/money/margin/",
        "portal": "/portal/", "portal_engagement": f"/portal/engagements/{engagement}/",
        "defence": f"/portal/results/{defence}/",
    }  # fmt: skip


def faults(page, address: str, path: str) -> list[str]:
    """Open the page at both widths; return what is wrong with it."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size(WIDE)
    answer = page.goto(f"{address}{path}")
    found = [f"{path}: {answer.status}"] if answer.status != 200 else []
    found += [f"{path}: wider than {WIDE['width']}"] if too_wide(page) else []
    found += [f"{path}: {one}" for one in serious(page)]
    page.set_viewport_size(PHONE)
    found += [f"{path}: wider than {PHONE['width']}"] if too_wide(page) else []
    page.remove_listener
    return found + [f"{path}: {one}" for one in said]


def too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
