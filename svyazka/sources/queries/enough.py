"""Questions of sufficiency: how much is likely to come in, and how many hours are free to do it."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from svyazka.kit import worth
from svyazka.sources.models import Source
from svyazka.sources.queries.source import fitting, moments, sources
from svyazka.sources.rules import SourceKind
from svyazka.sources.rules.enough import DAYS, YEAR, Flow, expected, middle, ratio, verdict


def enough(day: date) -> dict:
    """Return the ratio with its parts: flow by source, the median of hours sold, hours free in the next ninety days.

    Inbound is every source but cold outreach. A constant number of queries.
    """
    flows = _flows(day)
    hours = _hours_sold(day)
    rows, usual = expected(flows, middle(hours)), middle(hours)
    likely = None if any(row["hours"] is None for row in rows) or not rows else sum((row["hours"] for row in rows), Decimal(0))
    free = worth.free_hours(day, day + timedelta(days=DAYS))
    value = ratio(likely, free)
    tone, sentence = verdict(value, free)
    return {
        "rows": rows, "hours": usual, "works": len(hours), "likely_hours": likely, "free_hours": free, "ratio": value, "tone": tone,
        "sentence": sentence, "recent": sum(flow.recent for flow in flows), "year": sum(flow.year for flow in flows),
        "first_on": day, "last_on": day + timedelta(days=DAYS - 1),
    }  # fmt: skip


def _flows(day: date) -> list[Flow]:
    """Return the flows of the sources that brought anything fitting in the year. Two queries."""
    recent_at, ends_at = moments(day - timedelta(days=DAYS), day)
    year = Source.objects.filter(leads__received_at__gte=moments(day - timedelta(days=YEAR), day)[0], leads__received_at__lt=ends_at)
    rows = year.exclude(kind=SourceKind.COLD).order_by().values_list("pk").annotate(
        recent=Count("leads", filter=fitting() & Q(leads__received_at__gte=recent_at)), year=Count("leads", filter=fitting()),
        won=Count("leads", filter=Q(leads__state="won")),
    )  # fmt: skip
    counted = {key: figures for key, *figures in rows}
    return [Flow(source.name, *counted[source.pk]) for source in sources() if source.pk in counted and counted[source.pk][1]]


def _hours_sold(day: date) -> list[Decimal]:
    """Return the hours that each work won of the year's leads was sold for."""
    starts_at, ends_at = moments(day - timedelta(days=YEAR), day)
    won = Source.objects.filter(leads__received_at__gte=starts_at, leads__received_at__lt=ends_at, leads__state="won")
    worths = worth.ask().worths(won.exclude(kind=SourceKind.COLD).values("leads__engagement"))
    return [one.hours for one in worths.values() if one.hours]
