"""Questions about rates and terms: what holds on a day, what was, what is to come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from svyazka.deals.models import DealTerm, PersonRate, RateCard
from svyazka.deals.rules import USUAL, Screen, Term
from svyazka.kit.memo import once
from svyazka.people.models import Person, Specialism
from svyazka.people.queries import on_day
from svyazka.people.rules import Kind


def rates_on(day: date) -> dict[str, RateCard]:
    """Return the rate card in force on that day, by specialism's code."""
    return {rate.specialism.code: rate for rate in RateCard.objects.filter(on_day(day)).select_related("specialism")}


def person_rates_on(day: date) -> dict[int, PersonRate]:
    """Return the rates that are one person's own on that day, by person."""
    return {rate.person_id: rate for rate in PersonRate.objects.filter(on_day(day))}


@dataclass(frozen=True)
class Dated:
    """Whose rate it is, and its rows: the one in force, those to come, those that were, each nearest first."""

    whose: Specialism | Person
    now: RateCard | PersonRate | None
    ahead: list
    past: list


def card(day: date) -> list[Dated]:
    """Return the rates of each specialism by dates."""
    return [_dated(one, one.rates.all(), day) for one in Specialism.objects.prefetch_related("rates").order_by("pk")]


def people_card(day: date) -> list[Dated]:
    """Return the rates of each person who has some of their own."""
    found = Person.objects.exclude(rates=None).prefetch_related("rates").order_by("name", "pk")
    return [_dated(one, one.rates.all(), day) for one in found]


def _dated(whose, rows, day: date) -> Dated:
    ordered = sorted(rows, key=lambda row: row.starts_on)
    begun = [row for row in ordered if row.starts_on <= day]
    now = next((row for row in reversed(begun) if row.ends_on is None or row.ends_on > day), None)
    return Dated(whose, now, [row for row in ordered if row.starts_on > day], [row for row in reversed(begun) if row != now])


def term_on(code: str, day: date) -> Decimal:
    """Return the agency's term in force on that day, or what is usual where nobody has set it."""
    return terms_on(day)[Term(code)]


def terms_on(day: date) -> dict[Term, Decimal]:
    """Return every term in force on that day: asked once in a request."""
    return once(("deals.terms", day), lambda: _terms_on(day))


def _terms_on(day: date) -> dict[Term, Decimal]:
    rows = DealTerm.objects.filter(code__in=Term.values, starts_on__lte=day).order_by("starts_on")
    return {**USUAL, **{Term(row.code): row.value for row in rows}}


def term_rows(day: date) -> list[tuple[Term, DealTerm | None, list[DealTerm], list[DealTerm]]]:
    """Return of each term the row in force, those to come and those that were."""
    found = []
    for term in Term:
        rows = list(DealTerm.objects.filter(code=term).order_by("starts_on"))
        begun = [row for row in rows if row.starts_on <= day]
        found.append((term, begun[-1] if begun else None, [row for row in rows if row.starts_on > day], begun[-2::-1]))
    return found


def floor_on(day: date) -> Decimal:
    """Return the floor of margin, in per cent of the gross income, in force on that day."""
    return term_on(Term.MARGIN_FLOOR, day)


def screen_on(day: date) -> Screen:
    """Return which sums of cost are shown to those who may not see what one person costs."""
    terms = terms_on(day)
    return Screen(int(terms[Term.HIDDEN_PEOPLE]), terms[Term.HIDDEN_SHARE])


def people_by_specialism() -> dict[int, int]:
    """Return how many people who work here stand behind each specialism's rate; one at least is told by nobody."""
    working = Q(person__kind=Kind.STAFF, person__is_active=True)
    return once("deals.behind", lambda: dict(Specialism.objects.values_list("pk").annotate(n=Count("person", filter=working))))
