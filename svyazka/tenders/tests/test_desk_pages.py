"""Pages of the desk: they work in both languages, act, refuse, and hide what is not yours."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.kit.tests.days import this_day
from svyazka.leads.tests import make
from svyazka.roles.tests import make as roles_make
from svyazka.tenders import actions
from svyazka.tenders.models import AgencyDocument, Notice, NoticeFile, Security, Tender, TenderRule
from svyazka.tenders.steps import ship
from svyazka.tenders.tests.test_notices import FEED, notice

pytestmark = pytest.mark.django_db
DESK = ("/tenders/", "/tenders/table/", "/tenders/table/?state=found", "/tenders/calendar/", "/tenders/calendar/?month=2026-13", "/tenders/calendar.ics",
        "/tenders/securities/", "/tenders/rivals/", "/tenders/new/", "/tenders/documents/", "/tenders/notices/", "/tenders/notices/?state=waiting",
        "/tenders/rules/")  # fmt: skip


@pytest.fixture
def w(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    world = make.world()
    ship(roles_make.LONG_AGO)
    return world


def opened(w, title="Сайт музея", **told) -> Tender:
    at = timezone.now()
    lead = make.lead(w, title, source="tender", at=at)
    told = {"law": "fz44", "method": "auction", "initial_max_price_kopecks": 90_000_000, "deadline_at": at + timedelta(days=20), **told}
    return actions.open_tender(lead, by=w.anna, at=at, **told)


def filled(w) -> Tender:
    """Fill every table of the desk once."""
    at, day = timezone.now(), this_day()
    tender = opened(w)
    for kind in ("bid", "performance"):
        security = actions.add_security(tender, kind=kind, form="money", amount_kopecks=90_000, due_on=day, by=w.anna, at=at)
    actions.pay_security(security, on=day - timedelta(days=9), due_back_on=day - timedelta(days=1), by=w.anna, at=at)
    actions.keep_document(w.agency, kind="eruz", expires_on=day + timedelta(days=3), raw=b"x", name="e.txt", by=w.anna, at=at)
    actions.plan_price(tender, cost_kopecks=60_000_000, margin_percent=25, by=w.head, at=at)
    actions.decide_tender(tender, go=True, reason="наше", by=w.head, at=at)
    actions.submit_tender(tender, price_kopecks=60_000_000, reason="надо", by=w.head, at=at)
    bids = [{"name": "ООО «Веб»", "inn": "2460112233", "price_kopecks": 50_000_000}, {"name": "Мы", "price_kopecks": 60_000_000, "ours": True}]
    actions.write_protocol(tender, bids=bids, on=day, by=w.anna, at=at)
    actions.end_rule(TenderRule.objects.get(kind="small"), on=day, by=w.head, at=at)
    for raw in (FEED.encode(), b"no notice", notice(code="21.20")):
        actions.read_notice_file(actions.store_notice_file(w.agency, raw=raw, by=w.anna, at=at), by=w.anna, at=at)
    return tender


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_opens_when_the_desk_is_empty_and_when_it_is_full(client, w, language):
    for person in (w.anna, w.head):
        person.language = language
        person.save()
    client.force_login(w.anna)
    assert [url for url in DESK if client.get(url).status_code != 200] == []
    first, second = filled(w), opened(w, "Второй")
    ours = [f"/tenders/{tender.pk}/{part}" for tender in (first, second) for part in ("", "card/", "price/", "papers/")]
    theirs = [f"/tenders/notices/{row.pk}/" for row in Notice.objects.all()]
    for person in (w.anna, w.head):
        client.force_login(person)
        assert [url for url in (*DESK, *ours, *theirs) if client.get(url).status_code != 200] == []
    assert client.get("/").status_code == 200


def test_what_is_not_yours_is_not_there(client, w):
    tender = filled(w)
    document, security = AgencyDocument.objects.get(), Security.objects.first()
    client.force_login(w.dev)
    hidden = [f"/tenders/{tender.pk}/{part}" for part in ("", "card/", "price/", "papers/")]
    hidden += ["/tenders/documents/", f"/tenders/documents/{document.pk}/file/", "/tenders/notices/", f"/tenders/notices/{Notice.objects.first().pk}/"]
    assert {client.get(url).status_code for url in hidden} == {404}
    assert client.post(f"/tenders/securities/{security.pk}/return/", {"on": "2026-01-01"}).status_code == 404
    assert client.post("/tenders/notices/files/", {"file": SimpleUploadedFile("a.xml", b"x")}).status_code == 404
    assert client.post("/tenders/rules/codes/", {"prefix": "74.10", "starts_on": "2026-01-01"}).status_code == 403
    assert "ООО «Веб»" not in client.get("/tenders/rivals/").content.decode()


def test_a_tender_is_led_through_its_pages(client, w):
    tender = opened(w)
    day, path = this_day(), f"/tenders/{tender.pk}"
    client.force_login(w.anna)

    def post(url: str, status: int = 302, **told) -> None:
        assert client.post(url, told).status_code == status, url

    row = tender.deadlines.get(code="clarify")
    post(f"/tenders/days/{row.pk}/confirmation/")
    post(f"/tenders/days/{row.pk}/day/", on=str(day), reason="по документации")
    post(f"/tenders/days/{row.pk}/day/", 422, on="вчера", reason="")
    post(f"/tenders/days/{row.pk}/completion/")
    post(f"{path}/days/", title="Портфолио", on=str(day))
    post(f"{path}/events/", base="published", on=str(day))
    post(f"{path}/application/", deadline_at=(timezone.localtime() + timedelta(days=15)).strftime("%Y-%m-%dT%H:%M"), reason="перенос")
    criterion = dict(tender.scores.model.criterion.field.related_model.objects.values_list("feasibility", "pk"))[False]
    post(f"{path}/card/{criterion}/", score="4", word="наше")
    post(f"{path}/asking/")
    post(f"{path}/decision/", go="1", reason="берём")
    post(f"{path}/securities/", kind="bid", form="money", amount="9 000,50")
    security = Security.objects.get()
    assert security.amount_kopecks == 900_050
    post(f"/tenders/securities/{security.pk}/payment/", on=str(day), due_back_on=str(day))
    post(f"/tenders/securities/{security.pk}/return/", on=str(day))
    post(f"{path}/papers/new/", kind="licence", note="ФСБ")
    post(f"/tenders/papers/{tender.papers.get(kind='licence').pk}/dropping/")
    post(f"{path}/plan/", 403, cost="100", margin_percent="20")
    client.force_login(w.head)
    post(f"{path}/plan/", cost="600 000", margin_percent="20")
    post(f"{path}/submission/", rubles="800 000")
    client.force_login(w.anna)
    told = {"name": ["ООО «Веб»", "Мы", ""], "inn": ["2460112233", "", ""], "rubles": ["700 000", "800000", ""], "ours": "1"}
    post(f"{path}/protocol/", **told)
    post(f"{path}/moves/", event="admit", on=str(day))
    tender.refresh_from_db()
    assert (tender.state, tender.price_kopecks, tender.floor_kopecks) == ("admitted", 80_000_000, 75_000_000)
    assert [(bid.name, bid.price_kopecks, bid.ours) for bid in tender.bids.all()] == [("ООО «Веб»", 70_000_000, False), ("Мы", 80_000_000, True)]
    assert tender.deadlines.get(code="own:портфолио").by_hand and not tender.papers.filter(kind="licence").exists()


def test_the_pm_gives_the_word_on_the_page(client, w):
    tender = opened(w)
    actions.ask_feasible(tender, by=w.anna, at=timezone.now())
    client.force_login(w.pavel)
    assert f"/tenders/{tender.pk}/card/" in client.get("/").content.decode()
    assert client.post(f"/tenders/{tender.pk}/feasibility/", {"score": "3", "word": "успеем к лету"}).status_code == 302
    assert tender.scores.get().word == "успеем к лету"


def test_files_are_brought_and_given_on_the_pages(client, w):
    client.force_login(w.anna)
    sent = {"kind": "charter", "title": "Устав", "expires_on": "2030-01-01", "file": SimpleUploadedFile("устав.txt", b"charter")}
    assert client.post("/tenders/documents/new/", sent).status_code == 302
    document = AgencyDocument.objects.get()
    answer = client.get(f"/tenders/documents/{document.pk}/file/")
    assert b"".join(answer.streaming_content) == b"charter" and answer["Content-Disposition"].startswith("attachment")
    assert client.post(f"/tenders/documents/{document.pk}/withdrawal/").status_code == 302
    assert client.post("/tenders/notices/files/", {"file": SimpleUploadedFile("n.xml", b"<a/>")}).status_code == 302
    assert client.post(f"/tenders/notices/files/{NoticeFile.objects.get().pk}/reading/").status_code == 302
    assert NoticeFile.objects.get().tries == 2
    assert client.post("/tenders/notices/files/", {}).status_code == 422
    client.post("/tenders/notices/files/", {"file": SimpleUploadedFile("f.xml", FEED.encode())})
    ends = (timezone.localtime() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    told = {"law": "fz44", "method": "auction", "price": "1 980 000", "deadline_at": ends}
    assert client.post(f"/tenders/notices/{Notice.objects.get().pk}/taking-up/", told).status_code == 302
    assert Tender.objects.get().initial_max_price_kopecks == 198_000_000


def test_the_head_keeps_the_tables_on_the_page(client, w):
    client.force_login(w.head)
    day = str(this_day())
    rule = {"kind": "own", "title": "Портфолио", "base": "deadline", "before": "on", "days": "4", "working_days": "on", "bound": "most", "mark": "O", "starts_on": day}
    assert client.post("/tenders/rules/new/", rule).status_code == 302
    figure = {"kind": "warranty_security", "law": "fz44", "percent_to": "10", "mark": "K", "starts_on": day}
    assert client.post("/tenders/rules/figures/", figure).status_code == 302
    made = TenderRule.objects.get(title="Портфолио")
    assert (made.days, made.before, made.working_days, made.code) == (4, True, True, "own:портфолио")
    assert client.post(f"/tenders/rules/{made.pk}/ending/", {"on": day}).status_code == 302
    assert client.post("/tenders/rules/criteria/", {"title": "Заказчик", "weight": "5", "starts_on": day}).status_code == 302
    assert client.post("/tenders/rules/codes/", {"prefix": "74.10", "starts_on": day}).status_code == 302
    assert client.post("/tenders/rules/new/", {}).status_code == 422
    shown = client.get("/tenders/rules/").content.decode()
    assert "Заказчик" in shown and "74.10" in shown


def test_the_calendar_file_is_one_that_calendars_read(client, w):
    tender = opened(w, "Сайт; музея, " + "очень длинный " * 12)
    client.force_login(w.anna)
    body = client.get("/tenders/calendar.ics").content
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    text = body.decode().replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == tender.deadlines.count() + 1
    assert f"DTSTART:{tender.deadline_at:%Y%m%dT%H%M%SZ}" in text and "Сайт\\; музея\\, очень" in text


@pytest.mark.parametrize("url", ["/tenders/", "/tenders/table/", "/tenders/calendar/", "/tenders/securities/"])
def test_a_page_costs_the_same_for_many(client, w, url):
    client.force_login(w.anna)
    counts = []
    for n in (2, 8):
        for k in range(n):
            tender = opened(w, f"Тендер {n}-{k}", deadline_at=timezone.now() + timedelta(days=8))
            actions.add_security(tender, kind="bid", form="money", amount_kopecks=900_000, by=w.anna, at=timezone.now())
        client.get(url)
        with CaptureQueriesContext(connection) as told:
            client.get(url)
        counts.append(len(told))
    assert counts[0] == counts[1]
