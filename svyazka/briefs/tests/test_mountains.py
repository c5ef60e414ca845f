"""Golden mountains and kept promises: one question against a count written apart, on random worlds."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svyazka.briefs.models import Promise
from svyazka.briefs.queries import promises_visible_to
from svyazka.briefs.queries.mountains import WHICH, behind, board, whole
from svyazka.briefs.rules.mountains import FEW, Tally
from svyazka.briefs.tests import make
from svyazka.leads.models import Lead
from svyazka.roles.tests.make import engagement, person
from svyazka.sources.steps import ship_sources

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Krasnoyarsk")
TODAY, FIRST, LAST = date(2026, 6, 30), date(2026, 1, 1), date(2026, 6, 30)
moments = st.datetimes(datetime(2025, 12, 20), datetime(2026, 6, 29), timezones=st.just(UTC))
days = st.dates(date(2025, 12, 20), date(2026, 7, 20))
heard = st.fixed_dictionaries({
    "state": st.sampled_from(["checking", "given", "kept", "changed", "broken", "withdrawn"]), "said_at": moments,
    "said_verdict": st.sampled_from(["", "feasible", "conditional", "infeasible"]), "due_on": st.none() | days, "settled_at": moments,
    "who": st.sampled_from(["anna", "irina"]), "work": st.integers(0, 2),
})  # fmt: skip
unheard = st.fixed_dictionaries({"state": st.sampled_from(["draft", "checking", "confirmed", "withdrawn"]), "work": st.integers(0, 2)})


@pytest.fixture
def world():
    """Return two account managers and three engagements: two of one client, by search and by a talk, the third without a lead."""
    people = {login: person(login, "am") for login in ("anna", "irina")}
    works = [engagement("Сайт", am=people["anna"]), engagement("Ещё сайт", am=people["irina"]), engagement("Каталог", company="ООО «Другая»", am=people["irina"])]
    sources = ship_sources()
    for work, code in zip(works, ("search", "brand"), strict=False):
        Lead.objects.create(engagement=work, source=sources[code], title="л", request="л", received_at=make.MONDAY, answer_due_at=make.MONDAY)
    return people, works


def write(world, rows) -> list[Promise]:
    people, works = world
    Promise.objects.all().delete()
    made = []
    for row in rows:
        told, who = {key: value for key, value in row.items() if key not in ("who", "work")}, row.get("who")
        judged = told["state"] not in ("draft", "checking", "withdrawn")
        if told["state"] in ("checking", "given"):
            told.pop("settled_at", None)
        made.append(Promise(engagement=works[row["work"]], kind="term", text="слово", made_by=people["anna"], made_at=make.MONDAY, said_by=people.get(who),
                            verdict="feasible" if judged else "", judged_wording=1 if judged else None, **told))  # fmt: skip
    return Promise.objects.bulk_create(made)


def local(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def naive(promises: list[Promise]) -> dict:
    """Count by hand, one promise after another, as the definitions say it."""
    counts: dict = defaultdict(lambda: [0, 0, 0, 0, 0, 0])

    def count(promise: Promise, place: int, month: date) -> None:
        lead = Lead.objects.filter(engagement=promise.engagement_id).first()
        for key in (("all", ""), ("person", str(promise.said_by_id)), ("source", str(lead.source_id) if lead else ""),
                    ("client", str(promise.engagement.client_id)), ("month", f"{month:%Y-%m}")):  # fmt: skip
            counts[key][place] += 1

    for promise in promises:
        if promise.said_at is None:
            continue
        said_on = local(promise.said_at)
        if promise.state == "withdrawn":
            if FIRST <= said_on <= LAST:
                count(promise, 5, said_on)
            continue
        if FIRST <= said_on <= LAST:
            count(promise, 0, said_on)
            if promise.said_verdict == "":
                count(promise, 1, said_on)
            if promise.said_verdict == "infeasible":
                count(promise, 2, said_on)
        passed = promise.due_on is not None and promise.due_on < TODAY
        due_day = promise.due_on if passed else local(promise.settled_at) if promise.settled_at else None
        if due_day is None or not FIRST <= due_day <= LAST:
            continue
        count(promise, 3, due_day)
        in_time = promise.due_on is None or (promise.settled_at is not None and local(promise.settled_at) <= promise.due_on)
        if promise.state == "kept" or (promise.state == "changed" and in_time):
            count(promise, 4, due_day)
    return {key: Tally(*row) for key, row in counts.items()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(heard | unheard, max_size=14))
def test_one_question_says_what_a_count_by_hand_says(world, rows):
    promises = write(world, rows)
    told = board(Promise.objects.all(), first=FIRST, last=LAST, today=TODAY)
    found = {(dimension, "" if dimension == "all" else group.key): group.tally for dimension, groups in told.items() for group in groups}
    expected = naive(promises)
    assert {key: tally for key, tally in found.items() if tally != Tally()} == expected
    assert whole(Promise.objects.all(), first=FIRST, last=LAST, today=TODAY) == expected.get(("all", ""), Tally())
    for (dimension, key), tally in expected.items():
        numbers = {which: behind(Promise.objects.all(), which, dimension="" if dimension == "all" else dimension, key=key, first=FIRST, last=LAST,
                                 today=TODAY).count() for which in WHICH}  # fmt: skip
        assert numbers == {"said": tally.said, "golden": tally.golden, "without": tally.without, "against": tally.against, "due": tally.due,
                           "unkept": tally.due - tally.kept, "disowned": tally.disowned}, (dimension, key)  # fmt: skip


def test_the_board_is_one_question_whatever_the_number():
    people, works = {login: person(login, "am") for login in ("anna", "irina")}, [engagement(am=person("anna", "am"))]
    works *= 3
    for number in (1, 40):
        write((people, works), [{"state": "given", "said_at": make.MONDAY, "said_verdict": "", "who": "anna", "work": n % 3} for n in range(number)])
        from svyazka.people.queries import the_agency

        the_agency()
        with CaptureQueriesContext(connection) as asked:
            assert board(Promise.objects.all(), first=FIRST, last=LAST, today=TODAY)["all"][0].tally.said == number
        assert len([query for query in asked if "briefs_promise" in query["sql"]]) == 1


def test_others_count_their_own_and_the_head_all(world):
    people, _works = world
    head = person("head", "head")
    write(world, [{"state": "given", "said_at": make.MONDAY, "said_verdict": "", "who": "anna", "work": n} for n in (0, 1, 2)])
    at = make.MONDAY + timedelta(days=1)
    counts = {who.username: whole(promises_visible_to(who, at), first=FIRST, last=LAST, today=TODAY).said for who in (head, people["anna"], people["irina"])}
    assert counts == {"head": 3, "anna": 1, "irina": 2}


def test_nothing_is_no_data_and_never_nought():
    assert (Tally().index, Tally().kept_share) == (None, None)
    tally = Tally(said=FEW - 1, without=1, against=1, due=FEW, kept=FEW)
    assert (tally.golden, tally.index, tally.few_said, tally.kept_share, tally.few_due) == (2, 28.6, True, 100.0, False)
