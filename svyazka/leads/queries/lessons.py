"""Lessons: leads that were lost or are not ours, with the words, how far they came and what they were worth."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from svyazka.kit.quality import worth
from svyazka.leads.models import Lead
from svyazka.leads.queries.inbox import visible_to
from svyazka.leads.rules.reasons import GIVEN_UP
from svyazka.people.models import Person
from svyazka.people.queries import the_agency

FILTERS = {"closing": "state", "reason": "closed_for__code", "source": "source__code", "region": "region", "am": "taken_by__username"}
NONE = "-"  # asks for the lessons without a reason, a region, a manager


def lessons(person: Person, at: datetime) -> QuerySet[Lead]:
    """Return the lessons this person sees, the latest first."""
    given_up = visible_to(person, at).filter(state__in=GIVEN_UP).select_related("closed_for", "engagement__client", "source", "taken_by")
    return given_up.order_by("-closed_at", "-pk")


def narrowed(leads: QuerySet[Lead], asked: Mapping[str, str]) -> QuerySet[Lead]:
    """Keep the lessons that fit what was asked; `month` is 2026-03."""
    for name, field in FILTERS.items():
        if asked.get(name) == NONE:
            leads = leads.filter(**({field: ""} if field == "region" else {f"{field.partition('__')[0]}__isnull": True}))
        elif asked.get(name):
            leads = leads.filter(**{field: asked[name]})
    return _of_month(leads, asked["month"]) if asked.get("month") else leads


def _of_month(leads: QuerySet[Lead], month: str) -> QuerySet[Lead]:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return leads.none()
    zone = ZoneInfo(the_agency().zone)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    bounds = [datetime.combine(day, datetime.min.time(), zone) for day in (first, after)]
    return leads.filter(closed_at__gte=bounds[0], closed_at__lt=bounds[1])


GROUPS = {
    "reason": ("closed_for__code", "closed_for__name"), "source": ("source__code", "source__name"), "region": ("region",),
    "am": ("taken_by__username", "taken_by__name"),
}  # fmt: skip


def counted(leads: QuerySet[Lead]) -> dict[str, list[tuple[str, str | date, int]]]:
    """Return (key, label, how many) of the lessons by reason, source, region, manager and month; the most first."""
    found = {}
    for name, fields in GROUPS.items():
        rows = leads.order_by().values_list(*fields).annotate(n=Count("pk"))
        told = [(row[0] or NONE, row[-2] or "", row[-1]) for row in rows]
        found[name] = sorted(told, key=lambda row: (-row[2], row[1]))
    month = TruncMonth("closed_at", tzinfo=ZoneInfo(the_agency().zone))
    months = leads.exclude(closed_at=None).order_by().annotate(month=month).values_list("month").annotate(n=Count("pk")).order_by("-month")
    found["month"] = [(f"{at:%Y-%m}", at.date(), n) for at, n in months]
    return found


def worth_by_lead(leads: list[Lead]) -> dict[int, int]:
    """Return how much each of these leads was offered for, where that is known, in kopecks."""
    known = worth([lead.engagement_id for lead in leads])
    return {lead.pk: known[lead.engagement_id] for lead in leads if lead.engagement_id in known}
