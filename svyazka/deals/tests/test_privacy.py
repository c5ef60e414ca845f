"""What one person costs is not seen in a sum, nor in the difference of two: the screen against a plain oracle, and on pages."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.briefs.tests.test_pages import as_
from svyazka.deals.actions import (
    build_estimate,
    draft_estimate,
    freeze_estimate,
    send_proposal,
    set_person_rate,
    set_term,
)
from svyazka.deals.models import Estimate, EstimateLine
from svyazka.deals.queries import COST, cost_told, sees_cost
from svyazka.deals.rules import Screen, Share, difference, shown, tells_on_one
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY
from svyazka.deals.tests.test_pages import JSON
from svyazka.kit.errors import Refused
from svyazka.people.models import Specialism
from svyazka.people.queries import the_agency
from svyazka.roles.models import DutyGrant, RoleScheme, SchemeInForce
from svyazka.roles.tests.make import LONG_AGO, person

pytestmark = pytest.mark.django_db
SCREEN = Screen(3, Decimal(75))
many = settings(max_examples=300, deadline=None)
SHARES = st.lists(st.builds(Share, st.sampled_from("абвгд"), st.integers(1, 4), st.integers(0, 10**6)), max_size=8)


def alone(*kopecks: int) -> list[Share]:
    return [Share(name, 1, sum_kopecks) for name, sum_kopecks in zip("абвгд", kopecks, strict=False)]


@pytest.mark.parametrize(
    ("shares", "tells"),
    [(alone(), True), (alone(100), True), (alone(50, 50), True), (alone(40, 30, 30), False), (alone(75, 15, 10), False),
     (alone(76, 14, 10), True), ([Share("отдел", 5, 100)], False), ([Share("отдел", 3, 10), Share("а", 1, 90)], True),
     ([Share("отдел", 5, 60), Share("а", 1, 40)], False), ([Share("а", 1, 50), Share("а", 1, 50), Share("б", 1, 1)], True)],
)  # fmt: skip
def test_a_sum_tells_on_one_when_it_rests_on_few_or_mostly_on_one(shares, tells):
    assert tells_on_one(shares, SCREEN) is tells


@many
@given(SHARES, SHARES)
def test_a_difference_is_what_two_sums_part_by(one, other):
    apart = {share.rate: share.kopecks for share in difference(one, other)}
    for rate in "абвгд":
        here, there = (sum(share.kopecks for share in rows if share.rate == rate) for rows in (one, other))
        assert apart.get(rate, 0) == abs(here - there)
    assert difference(one, one) == []


@many
@given(st.lists(SHARES, max_size=6))
def test_no_two_shown_sums_part_by_one_person(sums):
    kept = shown(enumerate(sums), SCREEN)
    for n in kept:
        assert not tells_on_one(sums[n], SCREEN)
        for m in kept - {n}:
            apart = difference(sums[n], sums[m])
            assert not apart or not tells_on_one(apart, SCREEN)


def lines(**hours: int) -> list[dict]:
    return [{"title": code, "specialism": code, "hours": Decimal(n), "rate_kopecks": 300_000} for code, n in hours.items()]


def built(w, **hours) -> Estimate:
    brief = w.engagement.briefs.order_by("-edition").first() or make.briefs.judged(w)
    return build_estimate(w.engagement, brief_id=brief.pk, lines=lines(**hours), by=w.pavel, at=MONDAY)


def told_to(who, *estimates: Estimate) -> list:
    return [cost_told(estimate, who, MONDAY).percent for estimate in estimates]


def test_three_people_s_hours_are_told_in_whole_per_cents_and_one_s_are_hidden():
    w = make.world()
    three, one = built(w, dev=40, design=30, seo=20), built(w, dev=40)
    assert told_to(w.pavel, three, one) == [Decimal(55), None] == told_to(w.anna, three, one)
    assert told_to(w.head, three, one) == [Decimal("54.8"), Decimal("50.0")]
    hidden = cost_told(one, w.pavel, MONDAY)
    assert (hidden.cost_kopecks, hidden.margin_kopecks, hidden.below) == (None, None, False) and hidden.hidden
    assert cost_told(three, w.pavel, MONDAY).cost_kopecks is None


def test_an_edition_that_differs_by_one_person_s_line_is_hidden_though_it_would_be_shown_alone():
    w = make.world()
    first, longer = built(w, dev=40, design=30, seo=20), built(w, dev=48, design=30, seo=20)
    same, other = built(w, dev=40, design=30, seo=20), built(w, dev=60, design=44, seo=31)
    assert [told is None for told in told_to(w.pavel, first, longer, same, other)] == [False, True, False, False]


def test_a_specialism_of_many_people_is_nobody_s_own():
    w = make.world()
    for n in range(3):
        person(f"dev{n}", "specialist").specialisms.add(Specialism.objects.get(code="dev"))
    assert told_to(w.pavel, built(w, dev=40)) == [Decimal(50)]


def test_a_named_person_s_rate_is_the_line_s_cost_and_their_own():
    w = make.world()
    set_person_rate(the_agency(), person="dev", cost_kopecks=200_000, starts_on=MONDAY.date(), by=w.head, at=MONDAY)
    brief = make.briefs.judged(w)
    named = [{**row, "person": "dev"} if row["specialism"] == "dev" else row for row in lines(dev=80, design=10, seo=10)]
    estimate = build_estimate(w.engagement, brief_id=brief.pk, lines=named, by=w.pavel, at=MONDAY)
    assert EstimateLine.objects.get(person=w.dev).cost_kopecks == 200_000
    assert told_to(w.pavel, estimate) == [None], "eight of ten roubles are one person's"


def test_a_draft_s_margin_is_not_told_while_its_hours_are_tried():
    w = make.world()
    built(w, dev=40, design=30, seo=20)
    draft = draft_estimate(w.engagement, by=w.pavel, at=MONDAY)
    assert told_to(w.pavel, draft) == [None] and told_to(w.head, draft) != [None]
    EstimateLine.objects.filter(estimate=draft, hours=0).delete()
    assert told_to(w.pavel, freeze_estimate(draft, by=w.pavel, at=MONDAY)) == [Decimal(55)]


def test_a_draft_tells_no_floor_to_who_may_not_see_cost(client):
    w = make.world()
    built(w, dev=40)
    draft = draft_estimate(w.engagement, by=w.pavel, at=MONDAY)
    path = f"/api/v1/estimates/{draft.pk}"
    for rate in (150_000, 900_000):
        rows = [{"title": "Каталог", "specialism": "dev", "hours": "1", "rate": {"kopecks": rate}}]
        told = as_(client, w.pavel).put(path, {"lines": rows}, JSON, headers={"If-Match": "*"})
        assert told.status_code == 200 and "below_floor" not in told.json() and told.json()["margin_hidden"]
        page = client.get(f"/deals/estimates/{draft.pk}/").content.decode()
        assert "выше порога" not in page and "ниже порога" not in page
    assert as_(client, w.head).get(path).json()["below_floor"] is False
    freeze_estimate(draft, by=w.pavel, at=MONDAY)
    assert as_(client, w.pavel).get(path).json()["below_floor"] is False


def answers_to(who, estimate: Estimate, *prices: int) -> set[str]:
    """Return all that is said to these prices."""
    said = set()
    for price in prices:
        try:
            send_proposal(estimate, price_kopecks=price, reason="скидка", by=who, at=MONDAY)
            said.add("sent")
        except Refused as refused:
            said |= {re.sub(r"[\d ,.%\xa0]+", " ", str(reason)) for reason in refused.reasons}
    return said


@pytest.mark.parametrize("rate", [180_000, 220_000, 300_000])
def test_no_search_by_prices_finds_the_floor_without_the_right(rate):
    w = make.world()  # an hour costs 1 500 roubles, the floor of 30 % lies at 2 142,86
    brief = make.briefs.judged(w)
    estimate = build_estimate(w.engagement, brief_id=brief.pk, by=w.pavel, at=MONDAY,
                              lines=[{"title": "Каталог", "specialism": "dev", "hours": Decimal(100), "rate_kopecks": rate}])  # fmt: skip
    own = rate * 100
    deep = answers_to(w.anna, estimate, *(own * share // 100 for share in (89, 80, 70, 60, 40, 10)))
    assert len(deep) == 1 and "sent" not in deep and not any("порог" in said or "floor" in said for said in deep)
    assert len(answers_to(w.anna, estimate, *(own * share // 100 for share in (99, 97, 95, 93, 91)))) == 1
    if rate == 180_000:
        assert len(answers_to(w.anna, estimate, *(own * share // 100 for share in (100, 110, 120, 150)))) == 1
    else:
        assert answers_to(w.anna, estimate, own, own * 2) == {"sent"}


def test_the_thresholds_are_dated_terms():
    w = make.world()
    estimate = built(w, dev=40, design=30, seo=20)
    later = MONDAY + timedelta(days=3)
    set_term(the_agency(), code="hidden_people", value=Decimal(4), starts_on=later.date(), by=w.head, at=MONDAY)
    assert cost_told(estimate, w.pavel, MONDAY).percent and cost_told(estimate, w.pavel, later).percent is None


@pytest.mark.parametrize("scheme", ["pm_am", "triangle", "sales_pm", "one"])
def test_who_sees_cost_in_each_scheme(scheme):
    w = make.world()
    SchemeInForce.objects.update(scheme=RoleScheme.objects.get(code=scheme))
    people = {who.username: who for who in (w.anna, w.pavel, w.dev, w.head, person("money", "finance"))}
    assert {name for name, who in people.items() if sees_cost(who, w.engagement, MONDAY)} == {"head", "money"}


def test_a_scheme_that_says_so_lets_its_pm_see_cost():
    w = make.world()
    estimate = built(w, dev=40)
    scheme = SchemeInForce.objects.get().scheme
    DutyGrant.objects.create(scheme=scheme, duty=COST.code, seat="pm", raci="R")
    RoleScheme.objects.filter(pk=scheme.pk).update(version=scheme.version + 1)
    assert sees_cost(w.pavel, w.engagement, MONDAY) and not sees_cost(w.maria, w.engagement, MONDAY)
    assert cost_told(estimate, w.pavel, MONDAY).cost_kopecks == 6_000_000


def texts_of(client, estimate: Estimate) -> str:
    """Return all that a person is shown of an estimate: pages, the API, the story of the engagement, the rate card."""
    here = estimate.engagement_id
    paths = [f"/deals/estimates/{estimate.pk}/", "/deals/?kind=estimates", f"/engagements/{here}/", "/deals/rates/",
             f"/deals/estimates/new/{estimate.brief_id}/", f"/api/v1/estimates/{estimate.pk}", f"/api/v1/engagements/{here}/estimates",
             f"/api/v1/engagements/{here}", "/api/v1/rates", f"/api/v1/estimates/{estimate.pk}/discounts"]  # fmt: skip
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    return "".join(answer.content.decode() for answer in answers).replace("\u00a0", "").replace(" ", "")


def test_no_page_and_no_call_tells_a_cost_to_who_may_not_see_it(client):
    w = make.world()
    estimate = build_estimate(w.engagement, brief_id=make.briefs.judged(w).pk, by=w.pavel, at=MONDAY,
                              lines=[{"title": "Каталог", "specialism": "dev", "hours": Decimal(37), "rate_kopecks": 300_000}])  # fmt: skip
    cost = 37 * 150_000  # 55 500 ₽; an hour is 1 500 ₽
    for who, sees in ((w.head, True), (w.pavel, False), (w.anna, False)):
        text = texts_of(as_(client, who), estimate)
        assert ("55500" in text) is sees and (str(cost) in text) is sees and ("150000" in text) is sees, who
    assert client.get("/api/v1/person-rates").status_code == 404
    assert as_(client, w.head).get("/api/v1/person-rates").json()["items"] == []
    assert as_(client, w.pavel).post("/deals/rates/people/1/calling-off/").status_code == 404
    assert client.post("/api/v1/rates", {"specialism": "dev", "price": {"kopecks": 1}, "cost": {"kopecks": 1}, "starts_on": str(LONG_AGO)}, JSON).status_code == 403
