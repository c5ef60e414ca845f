"""A form of ours on another site, in a real browser; and a lead written down by the keyboard alone."""

import os
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from svyazka.leads.actions import keep_contact_way, make_form
from svyazka.leads.models import Lead, LeadConsent, Raw
from svyazka.leads.tests.queue import work
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.site.tests.test_browser import serious, sign_in, wait_until
from svyazka.site.tests.world import founded
from svyazka.sources.models import TouchCode

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CARD = re.compile(r"/leads/\d+/$")
PLAIN = """<!doctype html><meta charset=utf-8><title>Завод</title><form action="{form}" method="post"><input name="title"><input name="name">
<input name="email"><input type="checkbox" name="consent_processing" value="1"><button>Отправить</button></form>"""
EMBED = '<!doctype html><meta charset="utf-8"><title>Завод</title><h1>Контакты</h1><script src="{form}.js" async></script>'
MARKS = '<!doctype html><meta charset="utf-8"><title>Завод</title><h1>Главная</h1><script src="{form}.js" data-only="marks"></script>'


@pytest.fixture
def site():
    """Serve the pages of somebody else's site, on a port of its own."""
    pages: dict[str, str] = {}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path.partition("?")[0], "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told):
            pass

    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()
    server.server_close()


@pytest.fixture
def stands(live_server, site):
    """Found the agency, whose form stands on that site; return its address there and the site's own."""
    founded()
    origin, pages = site
    head, at = Person.objects.get(username="head"), timezone.now()
    form = make_form(the_agency(), title="Расчёт сайта", source="brand", sites=[origin], asks=["phone", "company"], thanks_url=f"{origin}/thanks",
                     by=head, at=at)  # fmt: skip
    keep_contact_way(the_agency(), way="email", address="hello@example.org", by=head, at=at)
    address = f"{live_server.url}/leads/forms/{form.key}"
    pages |= {"/": MARKS.format(form=address), "/contacts": EMBED.format(form=address), "/plain": PLAIN.format(form=f"{address}/"),
              "/thanks": "<!doctype html><meta charset=utf-8><title>Спасибо</title><h1>Спасибо!</h1>"}  # fmt: skip
    return address, origin


@pytest.fixture
def visitor(browser):
    """Open a stranger's browser; an error of a script or of a policy fails the test (the other site has no icon of its own)."""
    seen = browser.new_context(locale="ru-RU", viewport={"width": 1200, "height": 900}).new_page()
    told: list[str] = []
    seen.on("console", lambda message: told.append(message.text) if "Content Security Policy" in message.text else None)
    seen.on("pageerror", lambda error: told.append(str(error)))
    yield seen
    assert told == []


def filled(frame) -> None:
    frame.fill("input[name=title]", "Сайт завода")
    frame.fill("input[name=name]", "Пётр")
    frame.fill("input[name=email]", "p@example.org")
    frame.check("input[name=consent_processing]")
    time.sleep(2.1)  # nobody fills a form faster


def test_in_a_frame_of_another_site_the_first_and_the_last_visit_come_with_the_lead(visitor, stands):
    _address, origin = stands
    visitor.goto(f"{origin}/?utm_source=yandex&utm_term=сайт завода")  # the first visit, on a page without the form
    visitor.goto(f"{origin}/contacts?utm_source=newsletter")
    frame = visitor.wait_for_selector("iframe").content_frame()
    frame.wait_for_selector("input[name=proof]:not([value=''])", state="attached")
    wait_until(frame, "document.querySelector('input[name=proof]').value !== ''")
    assert frame.evaluate("[...document.querySelectorAll('input[type=checkbox]')].filter(one => one.checked).length") == 0
    assert visitor.context.cookies() == []
    height = visitor.evaluate("document.querySelector('iframe').offsetHeight")
    assert abs(height - frame.evaluate("document.querySelector('main').offsetHeight")) <= 2
    filled(frame)
    frame.click("form[data-webform] button")
    visitor.wait_for_url(f"{origin}/thanks")
    assert work("intake") == 1

    lead = Lead.objects.get()
    first, last = lead.touches.order_by("at")
    assert (lead.source.code, lead.last_source.code) == ("search", "brand")
    assert first.utm == {"utm_source": "yandex", "utm_term": "сайт завода"} and first.landing.startswith(f"{origin}/?")
    assert last.utm == {"utm_source": "newsletter"} and last.landing.startswith(f"{origin}/contacts")
    assert [(c.purpose, c.raw_digest) for c in LeadConsent.objects.all()] == [("processing", Raw.objects.get().digest)]


@pytest.mark.parametrize(("system", "site_is"), [("dark", "white"), ("light", "#101418"), ("dark", "#101418"), ("light", "oklch(0.98 0.01 90)")])
def test_a_form_looks_as_the_site_it_stands_on_whatever_the_visitors_machine_prefers(browser, stands, site, system, site_is):
    address, origin = stands
    site[1]["/dress"] = f'<!doctype html><body style="background:{site_is}">{EMBED.format(form=address)}'
    seen = browser.new_context(locale="ru-RU", color_scheme=system).new_page()
    seen.goto(f"{origin}/dress")
    frame = seen.wait_for_selector("iframe").content_frame()
    wait_until(frame, "document.querySelector('input[name=proof]').value !== ''")
    wanted = "dark" if site_is == "#101418" else "light"
    wait_until(frame, "document.querySelector('meta[name=color-scheme]').content !== 'light dark'")
    assert frame.evaluate("document.documentElement.classList.contains('dark')") == (wanted == "dark")
    schemes = (frame.evaluate("document.querySelector('meta[name=color-scheme]').content"), seen.evaluate("document.querySelector('iframe').style.colorScheme"))
    assert schemes == (wanted, wanted)  # only so the back of the site is seen through the frame
    if folder := os.environ.get("SVYAZKA_SHOTS"):
        seen.screenshot(path=f"{folder}/form-{system}-{wanted}.png")


def test_a_strange_site_shows_nothing(browser, stands, site):
    _address, origin = stands
    other = browser.new_context().new_page()
    other.goto(origin.replace("127.0.0.1", "localhost") + "/contacts")
    other.wait_for_selector("iframe")
    other.wait_for_timeout(500)
    assert "chrome-error" in other.frames[1].url or other.frames[1].query_selector("form") is None


def test_a_plain_form_of_another_site_goes_to_its_thanks_and_errors_come_back_with_what_was_typed(browser, stands):
    _address, origin = stands
    plain = browser.new_context(locale="ru-RU").new_page()
    plain.goto(f"{origin}/plain")
    plain.fill("input[name=title]", "Сайт завода")
    plain.click("button")
    plain.wait_for_selector(".field-error")
    assert plain.input_value("input[name=title]") == "Сайт завода" and not Lead.objects.exists()
    plain.goto(f"{origin}/plain")
    filled(plain)
    plain.click("button")
    plain.wait_for_url(f"{origin}/thanks")
    assert work("intake") == 1
    assert Lead.objects.get().title == "Сайт завода"


def test_a_visitor_takes_a_code_and_finds_where_to_write(visitor, stands):
    address, _origin = stands
    visitor.goto(f"{address}/?utm_campaign=forum")
    with visitor.context.expect_page() as opened:
        visitor.click("form[data-webform-else] button")
    told = opened.value
    told.wait_for_selector(".ask-code b")
    code = TouchCode.objects.get()
    assert told.inner_text(".ask-code b") == code.code and code.utm == {"utm_campaign": "forum"}
    assert told.get_attribute("a[href^=mailto]", "href").endswith(code.code)
    assert serious(told) == [] and serious(visitor) == []


def test_a_lead_is_written_down_from_any_page_by_the_keyboard_alone(page, live_server):
    founded()
    sign_in(page, live_server.url, "anna")
    page.keyboard.press("Control+k")
    page.keyboard.type("лид ООО Ромашка, сайт завода, +7 912 345-67-89, #реком")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(CARD)
    lead = Lead.objects.get()
    assert (lead.company, lead.title, lead.contact.phone, lead.source.code) == ("ООО Ромашка", "сайт завода", "+7 912 345-67-89", "referral")


def test_looked_at_first_the_source_is_one_digit_also_on_the_other_layout(page, live_server):
    founded()
    sign_in(page, live_server.url, "anna")
    page.goto(f"{live_server.url}/clients/")
    page.keyboard.press("Control+k")
    page.keyboard.type("kbl Ромашка, каталог")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads/new/**")
    assert page.evaluate("document.activeElement.name") == "source"  # the one thing that the line does not say
    assert serious(page) == []
    page.keyboard.press("1")
    chosen = page.evaluate("document.querySelector('[name=source]:checked').value")
    page.keyboard.press("Enter")
    page.wait_for_url(CARD)
    assert (Lead.objects.get().title, Lead.objects.get().source.code) == ("каталог", chosen)
