"""Questions about margin: what engagements earned and what their hours cost, and who sees it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, Q, QuerySet, Sum

from svyazka.clients.models import Engagement
from svyazka.deals.models import PersonRate, RateCard
from svyazka.deals.queries import COST, floor_on, sees_cost
from svyazka.kit.money import cost_of, round_kopecks
from svyazka.money.models import Act
from svyazka.money.rules import ACT_HOLDS
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.queries.standing import standing_of
from svyazka.work.models import TimeEntry


@dataclass(frozen=True)
class Margin:
    """What an engagement earned so far, in kopecks: signed acts without VAT, less hours at their dated cost."""

    engagement_id: int
    revenue_kopecks: int
    cost_kopecks: int
    hours: object
    unpriced_hours: object

    @property
    def margin_kopecks(self) -> int:
        return self.revenue_kopecks - self.cost_kopecks

    @property
    def percent(self) -> int | None:
        return round_kopecks(Fraction(100 * self.margin_kopecks, self.revenue_kopecks)) if self.revenue_kopecks else None

    def is_below(self, floor: Decimal) -> bool:
        """Tell whether what was earned leaves less than the floor of margin."""
        return 100 * self.margin_kopecks < Fraction(floor) * self.revenue_kopecks


@dataclass(frozen=True)
class MarginTold:
    """What a person is told of a margin: all of it, or only whether it keeps the floor (docs/decisions/0013)."""

    margin: Margin
    exact: bool
    below: bool


def margins_told(engagements: Iterable[Engagement], person, at: datetime) -> list[tuple[Engagement, MarginTold]]:
    """Return each engagement with what this person is told of its margin."""
    rows, floor = list(engagements), floor_on(today(at))
    found = margins([one.pk for one in rows])
    return [(one, MarginTold(found[one.pk], sees_cost(person, one, at), found[one.pk].is_below(floor))) for one in rows]


def margins(engagement_ids: Iterable[int]) -> dict[int, Margin]:
    """Return the margin of each engagement; a constant number of queries however many there are."""
    ids = list(engagement_ids)
    signed = Act.objects.filter(engagement__in=ids, state__in=ACT_HOLDS).values_list("engagement")
    revenue = dict(signed.annotate(net=Sum(F("total_kopecks") - F("vat_kopecks"))))
    cost = CostOfHours(ids)
    return {key: Margin(key, revenue.get(key, 0), *cost.of(key)) for key in ids}


def margin_of(engagement) -> Margin:
    """Return the margin of one engagement."""
    return margins([engagement.pk])[engagement.pk]


class CostOfHours:
    """Hours of engagements priced by each person's own cost rate, else their specialism's, on the day they were worked."""

    def __init__(self, engagements: Iterable[int]):
        self.rates = list(RateCard.objects.order_by("-starts_on"))
        self.own: dict[int, list[PersonRate]] = defaultdict(list)
        for rate in PersonRate.objects.order_by("-starts_on"):
            self.own[rate.person_id].append(rate)
        entries = TimeEntry.objects.filter(engagement__in=engagements)
        self.entries: dict[int, list[tuple]] = defaultdict(list)
        for key, person, day, spent in entries.values_list("engagement", "person", "worked_on", "hours"):
            self.entries[key].append((person, day, spent))
        self.specialisms = _specialisms({person for rows in self.entries.values() for person, _day, _spent in rows})

    def of(self, engagement_id: int) -> tuple:
        """Return (cost in kopecks, hours, hours that no rate covers)."""
        cost, hours, unpriced = 0, 0, 0
        for person, day, spent in self.entries.get(engagement_id, ()):
            rate = self._rate(person, day)
            hours += spent
            unpriced += spent if rate is None else 0
            cost += cost_of(spent, rate or 0)
        return cost, hours, unpriced

    def by_month(self) -> Iterator[tuple[int, date, int]]:
        """Yield (engagement, first day of the month, cost in kopecks) of every entry."""
        for key, rows in self.entries.items():
            for person, day, spent in rows:
                yield key, day.replace(day=1), cost_of(spent, self._rate(person, day) or 0)

    @classmethod
    def rates_of(cls, people: set[int], day: date) -> dict[int, int]:
        """Return what an hour of each person costs on that day, for those of whom it is known."""
        cost = cls([])
        cost.specialisms = _specialisms(people)
        told = {person: cost._rate(person, day) for person in people}
        return {person: rate for person, rate in told.items() if rate is not None}

    def _rate(self, person: int, day: date) -> int | None:
        codes = self.specialisms.get(person, ())
        listed = (rate for rate in self.rates if rate.specialism_id in codes)
        for rate in (*self.own.get(person, ()), *listed):
            if rate.starts_on <= day and (rate.ends_on is None or day < rate.ends_on):
                return rate.cost_kopecks
        return None


def _specialisms(people: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for person, specialism in Person.specialisms.through.objects.filter(person__in=people).values_list(
        "person", "specialism"
    ):
        found.setdefault(person, []).append(specialism)
    return found


def may_see_margins(person, at: datetime) -> bool:
    """Tell whether there is any engagement of whose margin this person is told something: a PM of those they lead."""
    return sees_cost(person, None, at) or bool(led_by(person, at))


def led_by(person, at: datetime) -> list[int]:
    """Return the keys of the engagements of whose margin the person is told: who plans the work, and who may see its cost."""
    standing = standing_of(person, at)
    schemes = ((held, standing.scheme_for(engagement_id=held.engagement_id, client_id=held.client_id)) for held in standing.held)
    return [held.engagement_id for held, scheme in schemes
            if held.seat in ("pm", "manager") or (scheme and held.seat in scheme.opening(COST.code, "R"))]  # fmt: skip


def is_told_of(person, engagement: Engagement, at: datetime) -> bool:
    """Tell whether this person is told something of the engagement's margin."""
    return sees_cost(person, engagement, at) or engagement.pk in led_by(person, at)


def earning(engagements: QuerySet) -> QuerySet:
    """Keep the engagements that have signed acts or logged hours."""
    acts = Act.objects.filter(state__in=ACT_HOLDS).values("engagement")
    return engagements.filter(Q(pk__in=acts) | Q(pk__in=TimeEntry.objects.values("engagement")))
