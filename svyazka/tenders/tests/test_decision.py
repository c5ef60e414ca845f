"""Stories of the decision on a tender: its clock by the dated norm, whom it calls and when, what burns most."""

from datetime import timedelta

import pytest
import time_machine

from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import NotYourDuty
from svyazka.leads import actions as leads
from svyazka.leads.tests import make
from svyazka.leads.tests.test_pages import as_
from svyazka.people.actions import set_day
from svyazka.people.models import Absence
from svyazka.roles.tests import make as people
from svyazka.sources.models import Source
from svyazka.tenders import actions, jobs, queries
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import TenderState

pytestmark = pytest.mark.django_db
AT = make.MONDAY  # Monday, ten o'clock
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def w():
    made = make.world()
    made.director = people.person("director", "director")
    return made


def opened(w, title="Сайт музея", at=AT, **told) -> Tender:
    lead = make.lead(w, title, source="tender", at=at)
    told = {"law": "fz44", "method": "auction", "initial_max_price_kopecks": 90_000_000, "deadline_at": at + 9 * DAY, **told}
    return actions.open_tender(lead, by=w.anna, at=at, **told)


def look(w, at) -> list[tuple[int, list[str]]]:
    """Do what the job does at that moment; return the levels told of, with who was told."""
    made = [call for tender in queries.to_decide_by(at) for call in actions.call_to_decide(tender, by=w.system, at=at)]
    return [(call.percent, sorted(call.told.values_list("username", flat=True))) for call in made]


def test_it_calls_who_runs_the_tender_then_the_head_then_the_director_each_once(w):
    tender = opened(w)  # a working day for the decision

    assert look(w, AT + 4 * HOUR) == []  # an hour of lunch is no work
    assert look(w, AT + 5 * HOUR) == [(50, ["anna"])]
    assert look(w, AT + DAY - timedelta(minutes=1)) == []
    assert look(w, AT + DAY) == [(100, ["anna", "head"])]
    assert look(w, AT + 2 * DAY) == [(200, ["anna", "director", "head"])]
    assert look(w, AT + 30 * DAY) == [] and Tender.objects.get().decision_level_at is None
    assert Notice.objects.filter(url=f"/tenders/{tender.pk}/").count() == 1 + 2 + 3
    assert Entry.objects.filter(verb="tenders.called_to_decide").count() == 3


@pytest.mark.parametrize(("go", "state"), [(True, TenderState.PREPARING), (False, TenderState.DECLINED)])
def test_a_decision_stops_it_and_a_second_one_does_not_move_it(w, go, state):
    tender = opened(w)
    actions.decide_tender(tender, go=go, reason="так решили", by=w.anna, at=AT + 2 * HOUR)
    assert look(w, AT + 9 * DAY) == []
    clock = queries.decision_clock(Tender.objects.get())
    assert (clock.used(AT + 9 * DAY), Tender.objects.get().state) == (2 * HOUR, state)
    if go:
        actions.decide_tender(Tender.objects.get(), go=False, reason="передумали", by=w.anna, at=AT + 2 * DAY)
        assert queries.decision_clock(Tender.objects.get()).used(AT + 9 * DAY) == 2 * HOUR


def test_one_that_was_cancelled_before_a_decision_calls_nobody(w):
    actions.move_tender(opened(w), event="cancel", reason="заказчик отменил", by=w.anna, at=AT + HOUR)
    assert look(w, AT + 9 * DAY) == [] and queries.decision_clock(Tender.objects.get()) is None


def test_nobody_away_is_called_to_a_tender_that_nobody_runs(w):
    tender = opened(w)
    tender.engagement.seats.all().delete()
    Absence.objects.create(person=w.anna, kind="vacation", starts_on=AT.date(), ends_on=AT.date(), state="approved", requested_at=AT)
    assert look(w, AT + 5 * HOUR) == [(50, ["irina"])]


def test_the_norm_is_data_with_dates_and_moves_the_clocks_that_run(w):
    tender = opened(w)
    leads.set_norm(w.agency, kind="decision", source=Source.objects.get(code="tender"), minutes=120, starts_on=AT.date(), by=w.head, at=AT)
    assert look(w, AT + HOUR) == [(50, ["anna"])] and queries.decision_clock(tender).minutes == 120
    leads.set_norm(w.agency, kind="decision", source=Source.objects.get(code="tender"), minutes=10, starts_on=AT.date() + DAY, by=w.head, at=AT)
    assert look(w, AT + HOUR) == [], "a norm holds for tenders found from its day on"


def test_a_day_off_moves_it(w):
    opened(w)
    set_day(w.agency, day=AT.date() + DAY, hours=0, reason="переезд", by=w.head, at=AT)
    assert look(w, AT + 5 * HOUR) == [(50, ["anna"])] and look(w, AT + DAY + HOUR) == []
    assert [percent for percent, _told in look(w, AT + 2 * DAY)] == [100]


def test_what_has_used_most_of_its_norm_is_decided_first(w):
    later = opened(w, "Позже", at=AT, deadline_at=AT + 3 * DAY)
    sooner = opened(w, "Раньше", at=AT - HOUR)
    decided = opened(w, "Решён", at=AT - HOUR)
    actions.decide_tender(decided, go=True, reason="наше", by=w.anna, at=AT)
    clocks = queries.decision_clocks(Tender.objects.all(), AT + HOUR)

    assert {tender: clocks[tender.pk].used for tender in (sooner, later)} == {sooner: 2 * HOUR, later: HOUR} and decided.pk not in clocks
    assert queries.burning_first([later, sooner], clocks) == [sooner, later]


def test_only_the_clock_calls_and_nobody_outside_the_duty_may(w):
    tender = opened(w)
    with pytest.raises(NotYourDuty):
        actions.call_to_decide(tender, by=w.pavel, at=AT + 5 * HOUR)


def test_the_job_calls_once(w, monkeypatch):
    opened(w)
    monkeypatch.setattr(jobs.timezone, "now", lambda: AT + 5 * HOUR)
    assert (jobs.call_to_decide(), jobs.call_to_decide()) == (1, 0)


def test_the_desk_today_the_page_and_the_api_show_one_clock(client, w):
    tender = opened(w)
    with time_machine.travel(AT + 26 * HOUR, tick=False):  # two working hours late
        actions.call_to_decide(tender, by=w.system, at=AT + 26 * HOUR)
        pages = {url: as_(client, w.anna).get(url).content.decode().replace("\xa0", " ")
                 for url in ("/", "/tenders/", "/tenders/table/", f"/tenders/{tender.pk}/")}  # fmt: skip
        head = as_(client, w.head).get("/").content.decode()
        told = [client.get(f"/api/v1{path}", headers=people.bearer(w.anna)).json() for path in (f"/tenders/{tender.pk}", "/tenders")]
        norms = as_(client, w.head).get("/leads/norms/").content.decode().replace("\xa0", " ")
    assert [url for url, page in pages.items() if "просрочено на 2 ч" not in page] == []
    assert "Решить, участвуем ли: Сайт музея" in pages["/"] and "Решить, участвуем ли: Сайт музея" in head
    assert [one["decision_clock"]["left_seconds"] for one in (told[0], *told[1]["items"])] == [-7200, -7200]
    assert told[0]["calls"] == [{"percent": 50, "at": "2026-03-03T05:00:00Z", "told": ["anna"]},
                                {"percent": 100, "at": "2026-03-03T05:00:00Z", "told": ["anna", "head"]}]  # fmt: skip
    assert "Участвовать ли в тендере, решают за 8 ч" in norms
