"""Notices: stored first, read second; ours become leads and tenders, once; later editions bring news and lose nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from svyazka.clients.models import Client
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.leads.models import Lead
from svyazka.leads.tests import make
from svyazka.roles.tests import make as roles_make
from svyazka.tenders import actions, queries
from svyazka.tenders.models import Notice, NoticeFile, Tender
from svyazka.tenders.steps import ship
from svyazka.tenders.tests.test_reading import DEAD, EIS, HERE

AT = make.MONDAY
pytestmark = pytest.mark.django_db

NOTICE = """<?xml version="1.0" encoding="UTF-8"?>
<e:export xmlns:e="urn:e" xmlns:n="urn:n"><e:epNotificationEF2020 schemeVersion="15.3"><n:versionNumber>{edition}</n:versionNumber>
<n:commonInfo><n:purchaseNumber>0119200000126009417</n:purchaseNumber><n:publishDTInEIS>2026-02-27T10:00:00+03:00</n:publishDTInEIS>
<n:placingWay><n:code>EAP20</n:code><n:name>Электронный аукцион</n:name></n:placingWay><n:ETP><n:name>РТС-тендер</n:name></n:ETP>
<n:purchaseObjectInfo>Портал открытых данных</n:purchaseObjectInfo></n:commonInfo>
<n:purchaseResponsibleInfo><n:responsibleOrgInfo><n:fullName>Министерство края</n:fullName><n:INN>2466998877</n:INN><n:KPP>246601001</n:KPP></n:responsibleOrgInfo></n:purchaseResponsibleInfo>
<n:notificationInfo><n:procedureInfo><n:collectingInfo><n:endDT>{ends}</n:endDT></n:collectingInfo><n:biddingDate>{session}+03:00</n:biddingDate></n:procedureInfo>
<n:contractConditionsInfo><n:maxPriceInfo><n:maxPrice>{price}</n:maxPrice></n:maxPriceInfo></n:contractConditionsInfo>
<n:customerRequirementsInfo><n:customerRequirementInfo><n:applicationGuarantee><n:amount>68400.00</n:amount></n:applicationGuarantee></n:customerRequirementInfo></n:customerRequirementsInfo>
<n:purchaseObjectsInfo><n:notDrugPurchaseObjectsInfo><n:purchaseObject><n:OKPD2><n:OKPDCode>{code}</n:OKPDCode><n:OKPDName>Услуги</n:OKPDName></n:OKPD2>
<n:name>Портал</n:name></n:purchaseObject></n:notDrugPurchaseObjectsInfo></n:purchaseObjectsInfo></n:notificationInfo></e:epNotificationEF2020></e:export>"""
FEED = """<rss><channel><item><title>Электронный аукцион №0319300123426000557</title><description>&lt;b&gt;Наименование объекта закупки: &lt;/b&gt;Портал города&lt;br/&gt;
&lt;b&gt;Начальная цена контракта: &lt;/b&gt;1980000.00 Валюта: рубль&lt;br/&gt;&lt;b&gt;Размещение выполняется по: &lt;/b&gt;44-ФЗ</description></item></channel></rss>"""


@pytest.fixture
def w(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    world = make.world()
    ship(roles_make.LONG_AGO)
    return world


def notice(edition=1, ends="2026-03-23T09:00:00+03:00", session="2026-03-23", price="6840000", code="62.01.11.000") -> bytes:
    return NOTICE.format(edition=edition, ends=ends, session=session, price=price, code=code).encode()


def sent(w, raw: bytes, *, at=AT, by=None) -> NoticeFile:
    by = by or w.anna
    row = actions.store_notice_file(w.agency, raw=raw, name="извещение.xml", by=by, at=at)
    return actions.read_notice_file(row, by=by, at=at)


def test_a_notice_of_our_trade_becomes_a_lead_and_a_tender(w):
    assert sent(w, notice()).state == "read"
    tender = Tender.objects.get()
    lead = Lead.objects.get(engagement=tender.engagement)
    assert (tender.number, tender.law, tender.method, tender.platform) == ("0119200000126009417", "fz44", "auction", "РТС-тендер")
    assert (tender.initial_max_price_kopecks, tender.deadline_at) == (684_000_000, datetime(2026, 3, 23, 6, tzinfo=UTC))
    assert (lead.source.code, lead.channel, lead.state, lead.external_id) == ("tender", "form", "new", "notice:0119200000126009417")
    client = tender.engagement.client
    assert (client.name, client.kind, client.inn, client.kpp) == ("Министерство края", "state", "2466998877", "246601001")
    assert [(one.kind, one.amount_kopecks, one.paid_on) for one in tender.securities.all()] == [("bid", 6_840_000, None)]
    days = {row.code: (row.on, row.by_hand) for row in tender.deadlines.all()}
    assert days["price"] == (date(2026, 3, 20), False) and days["session"] == (date(2026, 3, 23), True)


def test_who_brings_a_notice_does_not_take_its_seat_and_who_decides_does(w):
    sent(w, notice())
    tender = queries.visible_to(w.irina, AT).get()  # every AM is called to a new lead
    actions.decide_tender(tender, go=True, reason="наше", by=w.irina, at=AT)
    assert Lead.objects.get().taken_by == w.irina
    assert not queries.visible_to(w.anna, AT).exists()


def test_the_same_notice_changes_nothing_twice(w):
    first = sent(w, notice())
    entries = Entry.objects.count()
    assert sent(w, notice()).pk == first.pk
    assert Entry.objects.count() == entries
    sent(w, notice() + b"\n")  # other bytes, the same edition
    assert (NoticeFile.objects.count(), Notice.objects.count(), Tender.objects.count(), Lead.objects.count()) == (2, 1, 1, 1)


def test_a_later_edition_moves_the_days_and_keeps_what_people_did(w):
    sent(w, notice())
    tender = Tender.objects.get()
    actions.decide_tender(tender, go=True, reason="наше", by=w.anna, at=AT)
    actions.move_deadline(tender.deadlines.get(code="documents"), on=date(2026, 3, 10), reason="нотариус", by=w.anna, at=AT)
    sent(w, notice(edition=3, ends="2026-03-30T09:00:00+03:00", session="2026-03-30", price="7000000"))
    tender.refresh_from_db()
    assert (tender.deadline_at, tender.initial_max_price_kopecks) == (datetime(2026, 3, 30, 6, tzinfo=UTC), 700_000_000)
    days = {row.code: row.on for row in tender.deadlines.all()}
    assert (days["price"], days["documents"], days["session"]) == (date(2026, 3, 27), date(2026, 3, 10), date(2026, 3, 30))
    assert (tender.state, tender.decision_reason) == ("preparing", "наше")
    changed = Entry.objects.get(verb="tenders.notice_changed").facts
    assert changed["edition"] == 3 and changed["changed"]["initial_max_price_kopecks"] == [684_000_000, 700_000_000]
    sent(w, notice(edition=2, ends="2026-03-26T09:00:00+03:00"))  # an earlier one that came late
    tender.refresh_from_db()
    assert tender.deadline_at == datetime(2026, 3, 30, 6, tzinfo=UTC)


def test_an_edition_cheaper_than_our_price_leaves_the_initial_price(w):
    sent(w, notice())
    tender = Tender.objects.get()
    actions.decide_tender(tender, go=True, reason="наше", by=w.anna, at=AT)
    actions.submit_tender(tender, price_kopecks=680_000_000, reason="обеспечение блокирует банк", by=w.head, at=AT)
    sent(w, notice(edition=2, price="6000000", ends="2026-03-30T09:00:00+03:00"))
    tender.refresh_from_db()
    assert (tender.initial_max_price_kopecks, tender.deadline_at) == (684_000_000, datetime(2026, 3, 23, 6, tzinfo=UTC))


def test_a_tender_made_by_hand_is_found_by_its_number(w):
    lead = make.lead(w, "Портал", source="tender")
    tender = actions.open_tender(lead, law="fz44", method="auction", number="0119200000126009417", initial_max_price_kopecks=684_000_000,
                                 deadline_at=AT + timedelta(days=9), by=w.anna, at=AT)  # fmt: skip
    sent(w, notice())
    assert (Tender.objects.get(), Notice.objects.get().tender) == (tender, tender)
    assert Tender.objects.get().deadline_at == datetime(2026, 3, 23, 6, tzinfo=UTC)


def test_what_is_not_ours_is_kept_with_the_reason_and_can_be_taken_up(w):
    sent(w, notice(code="21.20.23.192"))
    row = Notice.objects.get()
    assert (row.state, "21.20.23.192" in row.reason, Tender.objects.exists()) == ("not_ours", True, False)
    with pytest.raises(NotYourDuty):
        actions.take_notice_up(row, by=w.dev, at=AT)
    tender = actions.take_notice_up(row, by=w.anna, at=AT)
    row.refresh_from_db()
    assert (row.state, row.reason, row.tender) == ("taken", "", tender)
    assert Lead.objects.get().taken_by == w.anna
    with pytest.raises(Refused):
        actions.take_notice_up(row, by=w.anna, at=AT)


def test_a_notice_that_came_too_late_says_so(w):
    sent(w, notice(), at=AT + timedelta(days=40))
    assert (Notice.objects.get().state, Tender.objects.exists()) == ("late", False)
    with pytest.raises(Malformed):
        actions.take_notice_up(Notice.objects.get(), by=w.anna, at=AT + timedelta(days=40))


def test_an_entry_of_a_feed_waits_for_a_person_or_for_its_notice(w):
    sent(w, FEED.encode())
    row = Notice.objects.get()
    assert (row.state, row.number, row.price_kopecks) == ("waiting", "0319300123426000557", 198_000_000)
    with pytest.raises(Malformed):
        actions.take_notice_up(row, by=w.anna, at=AT)
    tender = actions.take_notice_up(row, deadline_at=AT + timedelta(days=9), by=w.anna, at=AT)
    assert (tender.number, tender.initial_max_price_kopecks, tender.method) == ("0319300123426000557", 198_000_000, "auction")
    sent(w, notice().replace(b"0119200000126009417", b"0319300123426000557"))
    tender.refresh_from_db()
    assert tender.deadline_at == datetime(2026, 3, 23, 6, tzinfo=UTC) and Tender.objects.count() == 1


def test_an_entry_that_is_not_ours_is_put_aside_with_the_reason_and_may_come_back(w):
    sent(w, FEED.encode())
    row = Notice.objects.get()
    with pytest.raises(Malformed):
        actions.put_notice_aside(row, reason=" ", by=w.anna, at=AT)
    with pytest.raises(NotYourDuty):
        actions.put_notice_aside(row, reason="не наше", by=w.dev, at=AT)
    actions.put_notice_aside(row, reason="Медицинские отходы", by=w.anna, at=AT)
    assert (Notice.objects.get().state, Notice.objects.get().reason) == ("not_ours", "Медицинские отходы")
    with pytest.raises(Refused):
        actions.put_notice_aside(Notice.objects.get(), reason="ещё раз", by=w.anna, at=AT)
    tender = actions.take_notice_up(Notice.objects.get(), deadline_at=AT + timedelta(days=9), by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.put_notice_aside(tender.notice, reason="передумали", by=w.anna, at=AT)


def test_what_cannot_be_read_waits_and_is_tried_again(w, monkeypatch):
    row = sent(w, b"<!DOCTYPE html><html></html>")
    assert (row.state, bool(row.reason), row.tries) == ("dead", True, 1)
    again = actions.read_notice_file(row, by=w.head, at=AT)
    assert (again.state, again.tries, Notice.objects.count()) == ("dead", 2, 0)
    monkeypatch.setattr("svyazka.tenders.actions.notice.read_notices", lambda raw: [])
    assert actions.read_notice_file(row, by=w.head, at=AT).state == "read"


def test_half_a_file_is_no_file(w, monkeypatch):
    """A file whose last notice breaks leaves nothing behind of the ones before it."""
    from svyazka.tenders.actions import notice as module

    def learn(told, row, *, by, at):
        if told.key == "2":
            raise Refused("нет")
        return real(told, row, by=by, at=at)

    real = module.learn
    monkeypatch.setattr(module, "learn", learn)
    row = sent(w, b"<rss><channel><item><title>A</title><guid>1</guid></item><item><title>B</title><guid>2</guid></item></channel></rss>")
    assert (row.state, Notice.objects.count()) == ("dead", 0)


@pytest.mark.skipif(not HERE, reason="the samples of the procurement system are not here")
def test_every_sample_is_read_or_is_dead_and_ours_become_tenders(w):
    at = datetime(2025, 10, 12, 4, tzinfo=UTC)
    states = {}
    for place in HERE:
        row = actions.store_notice_file(w.agency, raw=place.read_bytes(), name=place.name, by=w.system, at=at)
        states[place.name] = actions.read_notice_file(row, by=w.system, at=at).state
    assert sorted(states.values()) == ["dead"] * len(DEAD) + ["read"] * (len(HERE) - len(DEAD))
    assert {name for name, state in states.items() if state == "dead"} == DEAD
    assert NoticeFile.objects.count() == len({place.read_bytes() for place in HERE})
    taken = set(Notice.objects.filter(state="taken").values_list("number", flat=True))
    ours = {"0173200002625000220", "0311100007325000114", "0173100003525000138"}
    assert taken == {number for number in ours if any(number in place.name for place in EIS.glob("*.xml"))}
    assert set(Tender.objects.values_list("number", flat=True)) == taken
    assert Client.objects.filter(inn="1660018461", kpp="770501001").exists()
