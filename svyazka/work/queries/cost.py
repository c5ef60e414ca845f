"""What hours cost: each entry by its person's own rate, else their specialism's, of the day it was worked; added up by the database."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.db import connection
from django.db.models import QuerySet

from svyazka.deals.models import PersonRate, RateCard
from svyazka.people.models import Person

SQL = """
select {levels}, coalesce(sum(round(e.hours * r.rate)), 0)::bigint, coalesce(sum(e.hours) filter (where r.rate is null), 0)
from ({entries}) as e({names}, person, worked_on, hours)
left join unnest(%s::bigint[], %s::date[], %s::date[], %s::bigint[]) as r(person, since, until, rate)
  on r.person = e.person and e.worked_on >= r.since and e.worked_on < r.until
group by {levels}
"""
NEVER = date(9999, 12, 31)
Span = tuple[date, date, int]  # [since, until), kopecks an hour


def costs_of(rows: QuerySet) -> dict[tuple, tuple[int, Decimal]]:
    """Return (kopecks, hours that no rate covers) by the levels of these rows: a query of values, named level0, level1.

    Each entry is rounded to kopecks by itself, half away from zero, as `kit.money.cost_of` does.
    """
    names = [name for name in rows.query.values_select + tuple(rows.query.annotation_select) if name.startswith("level")]
    entries, params = rows.values_list(*names, "person", "worked_on", "hours").query.sql_with_params()
    levels = ", ".join(f"e.{name}" for name in names)
    sql = SQL.format(levels=levels, names=", ".join(names), entries=entries)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *_columns(rates())])
        return {tuple(map(_as_day, row[: len(names)])): (row[-2], row[-1]) for row in cursor.fetchall()}


def _as_day(key):
    """Return a week or a month that the database has cut as the day it begins on."""
    return key.date() if isinstance(key, datetime) else key


def _columns(found: dict[int, list[Span]]) -> list[list]:
    flat = [(person, *span) for person, spans in found.items() for span in spans]
    return [[row[n] for row in flat] for n in range(4)]


def rates() -> dict[int, list[Span]]:
    """Return what an hour of each person costs, by stretches of days that do not overlap. Three queries."""
    own: dict[int, list] = defaultdict(list)
    for rate in PersonRate.objects.order_by("-starts_on"):
        own[rate.person_id].append(rate)
    cards: dict[int, list] = defaultdict(list)
    for card in RateCard.objects.order_by("-starts_on"):
        cards[card.specialism_id].append(card)
    crafts: dict[int, list[int]] = defaultdict(list)
    for person, specialism in Person.specialisms.through.objects.values_list("person", "specialism"):
        crafts[person].append(specialism)
    return {person: _spans(_ranked(own.get(person, []), [card for code in crafts.get(person, ()) for card in cards.get(code, ())]))
            for person in {*own, *crafts}}  # fmt: skip


def _ranked(own: list, listed: list) -> list:
    """Return rates in the order in which they are asked: the person's own first, then the specialisms', the latest first."""
    return [*own, *sorted(listed, key=lambda rate: rate.starts_on, reverse=True)]


def _spans(ranked: list) -> list[Span]:
    edges = sorted({edge for rate in ranked for edge in (rate.starts_on, rate.ends_on or NEVER)})
    found = []
    for since, until in pairwise(edges):
        rate = next((rate for rate in ranked if rate.starts_on <= since and (rate.ends_on is None or since < rate.ends_on)), None)
        if rate is not None:
            found.append((since, until, rate.cost_kopecks))
    return found
