"""Rates and terms of deals, spoken in JSON."""

from datetime import date
from decimal import Decimal

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.deals import actions, queries
from svyazka.deals.models import DealTerm, PersonRate, RateCard
from svyazka.kit.api import In, Line, Money, money, plain
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today

router = Router()


def _rate(rate: RateCard, with_cost: bool) -> dict:
    return {"id": rate.pk, "specialism": rate.specialism.code, "price": money(rate.price_kopecks), "starts_on": rate.starts_on,
            "ends_on": rate.ends_on, **({"cost": money(rate.cost_kopecks)} if with_cost else {})}  # fmt: skip


def _person_rate(rate: PersonRate) -> dict:
    return {"id": rate.pk, "person": rate.person.username, "cost": money(rate.cost_kopecks), "starts_on": rate.starts_on, "ends_on": rate.ends_on}


def _term(term: DealTerm) -> dict:
    return {"id": term.pk, "code": term.code, "value": plain(term.value), "starts_on": term.starts_on}


@router.get("/rates")
def rates(request):
    """Tell the rates of all specialisms by dates; what an hour costs to those who may see it."""
    sees = queries.sees_cost(request.user, None, timezone.now())
    rows = RateCard.objects.select_related("specialism").order_by("specialism", "-starts_on")
    return {"items": [_rate(row, sees) for row in rows], "next": None}


class RateIn(In):
    specialism: Line
    price: Money
    cost: Money
    starts_on: date


@router.post("/rates", response={201: dict})
def new_rate(request, body: RateIn):
    """Let an hour of a specialism be sold for and cost so much from a day on."""
    at = timezone.now()
    rate = actions.set_rate(the_agency(), specialism=body.specialism, price_kopecks=body.price.kopecks, cost_kopecks=body.cost.kopecks,
                            starts_on=body.starts_on, by=request.user, at=at)  # fmt: skip
    return Status(201, _rate(rate, queries.sees_cost(request.user, None, at)))


@router.delete("/rates/{rate_id}")
def call_rate_off(request, rate_id: int):
    """Take back a rate that has not begun."""
    actions.call_off(find(RateCard.objects.all(), rate_id), by=request.user, at=timezone.now())
    return {"id": rate_id}


@router.get("/person-rates")
def person_rates(request):
    """Tell what hours of people cost, to those who may see it."""
    if not queries.sees_cost(request.user, None, timezone.now()):
        raise Http404
    rows = PersonRate.objects.select_related("person").order_by("person", "-starts_on")
    return {"items": [_person_rate(row) for row in rows], "next": None}


class PersonRateIn(In):
    person: Line
    cost: Money
    starts_on: date


@router.post("/person-rates", response={201: dict})
def new_person_rate(request, body: PersonRateIn):
    """Let an hour of one person cost so much from a day on."""
    rate = actions.set_person_rate(the_agency(), person=body.person, cost_kopecks=body.cost.kopecks, starts_on=body.starts_on,
                                   by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, _person_rate(rate))


@router.delete("/person-rates/{rate_id}")
def call_person_rate_off(request, rate_id: int):
    """Take back a person's rate that has not begun."""
    actions.call_off(find(PersonRate.objects.all(), rate_id), by=request.user, at=timezone.now())
    return {"id": rate_id}


@router.get("/deal-terms")
def terms(request):
    """Tell the terms of deals: what holds today, and every row by dates."""
    day = today(timezone.now())
    rows = [row for _term_of, now, ahead, past in queries.term_rows(day) for row in (*ahead, *([now] if now else []), *past)]
    return {"today": {code.value: plain(value) for code, value in queries.terms_on(day).items()}, "items": [_term(row) for row in rows]}


class TermIn(In):
    code: Line
    value: Decimal = Field(ge=0, le=1000, max_digits=8, decimal_places=2)
    starts_on: date


@router.post("/deal-terms", response={201: dict})
def new_term(request, body: TermIn):
    """Let a term of deals be so from a day on."""
    term = actions.set_term(the_agency(), code=body.code, value=body.value, starts_on=body.starts_on, by=request.user, at=timezone.now())
    return Status(201, _term(term))


@router.delete("/deal-terms/{term_id}")
def call_term_off(request, term_id: int):
    """Take back a term that has not begun."""
    actions.call_off(find(DealTerm.objects.all(), term_id), by=request.user, at=timezone.now())
    return {"id": term_id}
