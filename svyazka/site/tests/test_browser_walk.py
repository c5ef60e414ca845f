"""The walk of docs/walk.md through pages, in a real browser, as five different people."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import TimeoutError

from svyazka.clients.models import Contact
from svyazka.kit.tests.days import this_day
from svyazka.people.models import Person
from svyazka.site.tests.test_browser import sign_in
from svyazka.site.tests.world import founded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


SIDE = {"inn": "7707083893", "kpp": "773601001", "ogrn": "1027700132195", "address": "г. Пермь, ул. Мира, 1", "signer_name": "Иванов Иван Иванович",
        "signer_position": "Генеральный директор", "signer_basis": "Устав"}  # fmt: skip
BANK = {"bank": "ПАО Банк", "bik": "044525225", "account": "40702810138250123017", "correspondent_account": "30101810400000000225"}


class Someone:
    """A person at their own browser."""

    def __init__(self, browser, address: str, login: str):
        self.address = address
        self.page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 1000}).new_page()
        self.page.on("dialog", lambda asked: asked.accept())  # what cannot be taken back is asked about first
        self.page.set_default_timeout(8000)
        sign_in(self.page, address, login)

    def opens(self, path: str) -> "Someone":
        answer = self.page.goto(f"{self.address}{path}")
        assert answer.status == 200, (path, answer.status)
        return self

    def sends(self, action: str, press: str = "", **fields) -> "Someone":
        """Fill the form that goes to the address ("" stays on the page) and press its button."""
        where = f"form[action$='{action}']" if action else "main form[method=post]:not([action])"
        form = self.page.locator(where).first
        try:  # a page is open before the last of it has come
            form.wait_for(state="attached")
        except TimeoutError:
            raise AssertionError((action, self.forms())) from None
        self.page.evaluate("() => document.querySelectorAll('main details').forEach(one => one.open = true)")
        for name, value in fields.items():
            self._fill(form.locator(f"[name='{name}']"), value)
        with self.page.expect_navigation():
            form.locator(f"button[value='{press}']" if press else "button:not([type=button], [name=more])").first.click()
        told = self.page.inner_text("main")
        assert "Это не сделано" not in told, (action, told[:500])
        return self

    @staticmethod
    def _fill(field, value: str) -> None:
        kind = field.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            field.and_(field.page.locator(f"[value='{value}']")).check(force=True)
        elif kind.startswith("select"):
            field.first.select_option(value)
        else:
            field.first.fill(value)

    def forms(self) -> list[str]:
        """Tell the forms of the page: where each goes and what it asks."""
        return self.page.evaluate(
            "() => [...document.querySelectorAll('main form')].map(form => form.getAttribute('action') + ': '"
            " + [...form.elements].map(one => one.name || one.textContent.trim()).join(', '))"
        )

    def number(self, pattern: str) -> int:
        """Return the number that the pattern finds in the address, else in the page."""
        found = re.search(pattern, self.page.url) or re.search(pattern, self.page.content())
        assert found, (pattern, self.page.url, self.page.inner_text("main")[:800])
        return int(found[1])


def test_a_lead_walks_through_pages_as_five_people(browser, live_server):
    founded("sales_pm")
    director = Someone(browser, live_server.url, "director")
    director.opens("/scheme/").page.get_by_role("link", name="PM + AM").first.click()
    director.sends("/transitions/", reason="холодные продажи умерли").sends("/execution/")
    soon, today = str(this_day() + timedelta(days=60)), str(this_day())
    anna, pavel, dev, finance = (Someone(browser, live_server.url, who) for who in ("anna", "pavel", "dev", "finance"))

    anna.opens("/leads/new/").sends("/leads/new/", title="Сайт завода", company="ООО Проба", source="search",
                                    request="Нужен сайт", name="Пётр", email="p@example.org")  # fmt: skip
    lead = anna.number(r"/leads/(\d+)/")
    anna.sends(f"/leads/{lead}/taking/").sends("/answers/", text="Когда удобно созвониться?")
    anna.sends("/qualification/", reason="бюджет и срок подходят")
    engagement = anna.number(r"/engagements/(\d+)/")

    anna.opens(f"/briefs/new/{engagement}/")
    anna.sends("", need_text="заявки от снабженцев", clause_text="Каталог", clause_criterion="300 позиций видны",
               promise_text="Запуск за 8 недель", promise_due_on=soon)  # fmt: skip
    brief = anna.number(r"/briefs/(\d+)/")
    anna.sends(f"/briefs/{brief}/submission/")

    pavel.opens(f"/briefs/{brief}/")
    promise = pavel.number(r'name="verdict_(\d+)')
    pavel.sends(f"/briefs/{brief}/verdicts/", verdict="feasible", hours="120", risks="контент у клиента",
                **{f"verdict_{promise}": "feasible"})  # fmt: skip
    pavel.opens(f"/deals/estimates/new/{brief}/")
    pavel.sends("", line_hours="120", line_rate_kopecks="3000", line_specialism="dev")
    estimate = pavel.number(r"/deals/estimates/(\d+)/")

    anna.opens(f"/deals/estimates/{estimate}/").sends("/proposals/", price_kopecks="360000", reason="Без резерва: объём ясен", valid_until_on=soon)
    anna.opens(f"/deals/contracts/new/{engagement}/")
    anna.sends("", stage_title="Каталог", stage_value_kopecks="360000", stage_due_on=soon)
    contract = anna.number(r"/deals/contracts/(\d+)/")
    client = anna.number(r'href="/clients/(\d+)/#requisites')  # a paper leaves when both sides are written down as papers name them
    anna.opens(f"/clients/{client}/").sends(f"/clients/{client}/requisites/", **SIDE)
    director.opens("/people/agency/entities/1/").sends("/entities/1/", **SIDE, **BANK)
    anna.opens(f"/deals/contracts/{contract}/").sends(f"/deals/contracts/{contract}/sending/")
    anna.sends(f"/deals/contracts/{contract}/signing/", signed_on=today)

    pavel.opens(f"/engagements/{engagement}/").sends(f"/projects/contracts/{contract}/projects/")
    project = pavel.number(r"/projects/(\d+)/")
    pavel.opens(f"/work/projects/{project}/")
    pavel.sends(f"/work/projects/{project}/tasks/", title="Вёрстка", assignee="dev", estimate_hours="8")
    task = pavel.number(r'href="/work/tasks/(\d+)/"')
    pavel.opens(f"/projects/{project}/").sends("/schedules/")
    anna.opens(f"/work/projects/{project}/")
    assert "Павел" in anna.page.inner_text("main")
    assert anna.page.locator(f"form[action$='/work/projects/{project}/tasks/']").count() == 0

    dev.opens(f"/work/tasks/{task}/").sends("/time-entries/", hours="6.5", note="сетка").sends("/completion/")
    pavel.opens(f"/work/tasks/{task}/").sends("/checks/", press="1")

    stage = pavel.opens("/acceptance/").number(r"/acceptance/stages/(\d+)/")
    pavel.opens(f"/acceptance/stages/{stage}/")
    pavel.sends(f"/stages/{stage}/results/", items="Каталог на стенде")
    result = pavel.number(r"/acceptance/results/(\d+)/")
    pavel.sends("/handover/", checked_by="maria")
    anna.opens(f"/acceptance/results/{result}/").sends("/handover-acceptance/", press="1")
    anna.opens(f"/acceptance/results/{result}/").sends("/defences/")

    contact = Contact.objects.get(email="p@example.org")
    contact.account = Person.objects.create_user("client", password="demo", kind="contact", name="Пётр")
    contact.save()
    client = Someone(browser, live_server.url, "client")
    defence = client.opens("/portal/").number(r"/portal/results/(\d+)/")
    client.opens(f"/portal/results/{defence}/").sends("/verdict/", press="1")

    anna.opens("/money/").sends(f"/stages/{stage}/acts/")
    act = anna.number(r"/money/acts/(\d+)/")
    anna.opens(f"/money/acts/{act}/").sends(f"/acts/{act}/signing/", signed_on=today)
    anna.opens(f"/money/acts/{act}/").sends(f"/stages/{stage}/invoices/", due_on=soon)
    invoice = anna.number(r"/money/invoices/(\d+)/")
    finance.opens(f"/money/invoices/{invoice}/").sends(f"/invoices/{invoice}/issuing/")
    finance.opens(f"/money/invoices/{invoice}/")
    finance.sends(f"/invoices/{invoice}/payments/", amount="360000", paid_on=today)

    anna.opens(f"/engagements/{engagement}/")
    assert "Завершено" in anna.page.inner_text("main")
    company = anna.number(r"/clients/(\d+)/")
    anna.opens(f"/clients/{company}/").sends(f"/clients/{company}/ideas/", direction="seo", text="Каталог просится в поиск")
    anna.sends("/taking-up/")
    assert anna.number(r"/engagements/(\d+)/") != engagement

    head = Someone(browser, live_server.url, "head").opens("/bonus/").sends(f"/bonus/months/{today[:7]}/closing/")
    assert "ООО Проба" in anna.opens("/bonus/").page.inner_text("main")
    assert "Ответ в пределах нормы" in head.opens("/pulse/").page.inner_text("main")
