"""Questions about sources: what each brought and cost, and how the mix changed by year."""

from collections import Counter
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, ExtractYear

from svyazka.kit.guard import may, seen_by
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.sources.models import OutreachEvent, Source, SourceCost
from svyazka.sources.rules import MERGED, UNQUALIFIED, mix_of


def sources() -> QuerySet[Source]:
    """Return the sources, those in use first."""
    return Source.objects.order_by("retired_on", "name")


def events() -> QuerySet[OutreachEvent]:
    """Return the events, the latest first."""
    return OutreachEvent.objects.select_related("speaker").order_by("-held_on", "-pk")


def sees_cost(person: Person, at: datetime, keep) -> bool:
    """Tell whether the person sees what sources cost and bring: who keeps the list, and who sees everything."""
    return seen_by(person, at) is None or bool(may(person, keep, the_agency(), at))


def told() -> list[Source]:
    """Return the sources with `came`, `fitted`, `won`, `won_kopecks` and `cost_kopecks`. One query."""
    cost = SourceCost.objects.filter(source=OuterRef("pk")).order_by().values("source")
    return list(
        sources().annotate(
            came=Count("leads", filter=~Q(leads__state=MERGED)),
            fitted=Count("leads", filter=~Q(leads__state__in=(*UNQUALIFIED, MERGED))),
            won=Count("leads", filter=Q(leads__state="won")),
            won_kopecks=Coalesce(Sum("leads__won_kopecks"), 0),
            cost_kopecks=Coalesce(Subquery(cost.annotate(all=Sum("kopecks")).values("all")), 0),
        )
    )


def mix_by_year() -> list[dict]:
    """Return, for each year, how many leads each source brought and its share. One query."""
    rows = Source.objects.filter(leads__isnull=False).order_by().annotate(year=ExtractYear("leads__received_at"))
    counted = rows.values_list("year", "name", "retired_on").annotate(n=Count("leads", filter=~Q(leads__state=MERGED)))
    return mix_of(Counter({(year, name, retired is not None): n for year, name, retired, n in counted if n}))
