"""How leads were handled: measured one by one, and together by who led them, where they came from and when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import QuerySet

from svyazka.kit import quality
from svyazka.leads.models import Lead
from svyazka.leads.queries.clock import clock_of, with_pauses
from svyazka.leads.rules import CLOSED, LeadState
from svyazka.leads.rules.quality import (
    Component,
    Figures,
    Judged,
    figures_of,
    next_step_share,
    reason_share,
    speed_share,
)
from svyazka.leads.rules.reasons import GIVEN_UP
from svyazka.people.queries import agency_window, today

MOST = 20_000  # leads that one page of figures reads


def judged(leads: Iterable[Lead], at: datetime) -> dict[int, Judged]:
    """Measure each lead; a later room is asked once for all of them. Their pauses have been read."""
    leads, day, window = list(leads), today(at), agency_window()
    keys = [lead.engagement_id for lead in leads]
    told = {each: quality.shares(each, keys) for each in (Component.NEEDS, Component.VERDICT)}
    return {lead.pk: _judged(lead, {each: shares.get(lead.engagement_id) for each, shares in told.items()}, window, day, at) for lead in leads}


def _judged(lead: Lead, told: dict, window, day: date, at: datetime) -> Judged:
    used, took = _speed(lead, window, at)
    nobody_asked = lead.state == LeadState.NOT_OURS
    shares = {
        **told,
        Component.SPEED: None if nobody_asked and took is None else speed_share(used, answered=took is not None),
        Component.NEXT_STEP: None if nobody_asked else next_step_share(
            next_step_on=lead.next_step_on, was_planned=bool(lead.next_step), taken=lead.taken_by_id is not None,
            closed=lead.state in CLOSED, today=day),
        Component.REASON: reason_share(given_up=lead.state in GIVEN_UP, has_words=bool(lead.closing_reason.strip()),
                                       has_reason=lead.closed_for_id is not None),
    }  # fmt: skip
    return Judged(took, used, shares)


def _speed(lead: Lead, window, at: datetime) -> tuple[Fraction, timedelta | None]:
    """Return the share of the norm used, and the working time to the answer if there was one.

    Nobody owed an answer to a request that is not ours, or one that was closed in time; what was answered elsewhere, before
    it was brought in, was answered nobody here knows when.
    """
    if lead.answered_at is not None and lead.answered_by_id is None:
        return Fraction(0), None
    clock = clock_of(lead, window=window)
    took = lead.answered_in
    if took is None and lead.answered_at is not None:
        took = clock.used(lead.answered_at)
    if took is not None:
        return Fraction(int(took.total_seconds()), clock.minutes * 60), took
    if lead.state == LeadState.NOT_OURS:
        return Fraction(0), None
    return clock.share(min(at, lead.closed_at or at)), None


@dataclass(frozen=True)
class Row:
    """The figures of one group of leads."""

    key: str
    label: str | date
    figures: Figures


GROUPS: dict[str, Callable[[Lead], tuple[str, str | date]]] = {
    "am": lambda lead: (lead.taken_by.username, lead.taken_by.name) if lead.taken_by else ("", "—"),
    "source": lambda lead: (lead.source.code, lead.source.name),
    "month": lambda lead: (f"{today(lead.received_at):%Y-%m}", today(lead.received_at).replace(day=1)),
}


def board(leads: QuerySet[Lead], at: datetime) -> dict[str, list[Row]]:
    """Return the figures of all these leads ("all"), and of each group: by who led them, by source, by month."""
    rows = list(with_pauses(leads)[:MOST])
    measured = judged(rows, at)
    found = {"all": [Row("", "", figures_of(measured.values()))]}
    for name, group in GROUPS.items():
        piles: dict[tuple[str, str | date], list[Judged]] = {}
        for lead in rows:
            piles.setdefault(group(lead), []).append(measured[lead.pk])
        found[name] = [Row(key, label, figures_of(pile)) for (key, label), pile in sorted(piles.items(), key=lambda one: one[0][1])]
    return found


def received_between(leads: QuerySet[Lead], first: date, last: date, zone) -> QuerySet[Lead]:
    """Keep the leads received on the days [first, last] of the zone."""
    start = datetime.combine(first, datetime.min.time(), zone)
    return leads.filter(received_at__gte=start, received_at__lt=datetime.combine(last + timedelta(days=1), datetime.min.time(), zone))
