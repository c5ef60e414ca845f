"""Questions about how people came: whose code is named, what a link's marks tell, the way that led to a lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from svyazka.leads.models import Lead, SourceMark, Touch
from svyazka.leads.rules import CLOSED
from svyazka.leads.rules.touch import as_code, codes_in, is_direct, of_first, values_of
from svyazka.people.queries import on_day, today
from svyazka.sources.models import QueryGroup, Source, TouchCode

REMEMBERED = timedelta(days=366)  # a first visit is believed for as long
MOST_WORDS = 200  # a text may hold more that looks like a code; none of that is one


def code_in(text: str) -> TouchCode | None:
    """Return the code that the text names first, in whichever layout it is typed; none if it names none of ours."""
    named = codes_in(text[:100_000])[:MOST_WORDS]
    found = {code.code: code for code in TouchCode.objects.select_related("source", "query_group", "event").filter(code__in=named)} if named else {}
    return next((found[code] for code in named if code in found), None)


def code_named(word: str) -> TouchCode | None:
    """Return the code that is this very word, in whichever layout."""
    code = as_code(word)
    return TouchCode.objects.select_related("source", "event").filter(code=code).first() if code else None


def codes() -> QuerySet[TouchCode]:
    """Return the codes that people of the agency have made, the newest first."""
    return TouchCode.objects.exclude(made_by=None).select_related("source", "event", "query_group", "made_by").order_by("-made_at", "-pk")


def marks() -> QuerySet[SourceMark]:
    """Return what marks of links mean, those in force first."""
    return SourceMark.objects.select_related("source", "query_group", "made_by").order_by("ends_on", "kind", "value", "-starts_on")


@dataclass(frozen=True)
class Came:
    """One contact before it is written down: when, from where, and what tells so."""

    at: datetime
    source: Source
    query_group: QueryGroup | None = None
    code: TouchCode | None = None
    told: Mapping = field(default_factory=dict)


def way_here(told: Mapping, *, code: TouchCode | None, otherwise: Source, at: datetime) -> list[Came]:
    """Return the contacts that led here, the first one first: an earlier visit, the code that is named, this message.

    A message that tells nothing of itself came from where the one before it did, and is no contact of its own beside a code.
    """
    came = []
    first = told.get("first")
    if isinstance(first, Mapping) and _differ(first, told):
        came.append(_by_marks(first, before=None, otherwise=otherwise, at=_moment_of(first, at)))
    if code is not None:
        came.append(_by_code(code, at))
    if code is None or not is_direct(told):
        came.append(_by_marks(told, before=came[-1] if came else None, otherwise=otherwise, at=at))
    return sorted(came, key=lambda one: one.at)


def _differ(first: Mapping, told: Mapping) -> bool:
    return any(first.get(name) and first.get(name) != told.get(name) for name in ("landing", "referrer", *(m for m in first if m.startswith("utm_"))))


def _moment_of(told: Mapping, at: datetime) -> datetime:
    """Return when a visit was, if it may be believed; else the moment itself."""
    try:
        moment = parse_datetime(str(told.get("at", "")))
    except ValueError:
        return at
    return moment if moment and is_aware(moment) and at - REMEMBERED < moment < at else at


def _by_code(code: TouchCode, at: datetime) -> Came:
    """Return the contact that a code tells of: of a visitor's own one, the visit on which it was given."""
    told = {"landing": code.landing, "referrer": code.referrer, "region": code.region, **code.utm}
    when = code.made_at if code.made_by_id is None and code.made_at < at else at
    return Came(at=when, source=code.source, query_group=code.query_group, code=code, told=told)


def _by_marks(told: Mapping, *, before: Came | None, otherwise: Source, at: datetime) -> Came:
    source, group = meaning_of(told, at)
    fallback = before.source if before and is_direct(told) else otherwise
    return Came(at=at, source=source or fallback, query_group=group, told=told)


def meaning_of(told: Mapping, at: datetime) -> tuple[Source | None, QueryGroup | None]:
    """Return the source and the group of queries that the marks of this contact mean on its day."""
    values = values_of(told)
    if not values:
        return None, None
    held = list(SourceMark.objects.filter(on_day(today(at)), kind__in=values).select_related("source", "query_group"))
    group = of_first(held, values, "query_group") or _group_named(values.get("utm_term", ""))
    return of_first(held, values, "source"), group


def _group_named(term: str) -> QueryGroup | None:
    return QueryGroup.objects.filter(name__iexact=term.replace("+", " ")).first() if term else None


def touches_of(*leads: Lead) -> QuerySet[Touch]:
    """Return how the person of this lead, or of these that may be one, came each time, the first one first."""
    return Touch.objects.filter(lead__in=leads).select_related("source", "query_group", "code__event").order_by("at", "pk")


def other_open_leads(contact_id: int | None, *, but: int, at: datetime) -> QuerySet[Lead]:
    """Return the other leads of this contact that had come by then and are not closed."""
    if contact_id is None:
        return Lead.objects.none()
    return Lead.objects.filter(~Q(pk=but), ~Q(state__in=CLOSED), contact=contact_id, received_at__lte=at)


def codes_with_counts(rows) -> list[tuple[TouchCode, int]]:
    """Return each code with how many leads have named it. One more query, whatever their number."""
    held = list(rows)
    counted = Touch.objects.filter(code__in=held).values("code").annotate(n=Count("lead", distinct=True))
    named = {row["code"]: row["n"] for row in counted}
    return [(code, named.get(code.pk, 0)) for code in held]


def codes_given_since(at: datetime, back: timedelta = timedelta(days=30)) -> int:
    """Return how many visitors of sites took a code of their own lately."""
    return TouchCode.objects.filter(made_by=None, made_at__gt=at - back).count()
