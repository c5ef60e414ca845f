"""Problems a person sees or owns."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from svyazka.kit.guard import within_sight
from svyazka.work.models import Problem


def problems_visible_to(person, at: datetime) -> QuerySet[Problem]:
    """Return the problems of the engagements this person sees; a client's contact sees those they raised."""
    problems = Problem.objects.select_related("engagement__client", "owner", "opened_by")
    seen = within_sight(problems, person, at)
    return seen.filter(opened_by=person) if person.kind == "contact" else seen


def open_first(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    """Order problems: the open ones first, the oldest of them on top."""
    return problems.order_by(F("resolved_at").desc(nulls_first=True), "opened_at", "pk")


def problems_of(person) -> QuerySet[Problem]:
    """Return the open problems this person owns."""
    mine = Problem.objects.filter(Q(owner=person), resolved_at=None)
    return mine.select_related("engagement__client").order_by("opened_at", "pk")
