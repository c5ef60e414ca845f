"""Lines of acts as strands: the line of a stage follows from the clauses that its accepted result meets; a change from none."""

from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from svyazka.kit.guard import seen_by
from svyazka.kit.strands import Kind, Strand
from svyazka.money.models import ActLine
from svyazka.money.queries import deals_in_money
from svyazka.money.rules import ACT_HOLDS

CLAUSE = "act__result__criteria__clause__key"


def act_strands(engagement, person, at: datetime) -> list[Strand]:
    """Return the lines of the engagement's acts that are not cancelled, to whoever has to do with papers."""
    if person.kind != "staff" or not deals_in_money(person, at):
        return []
    lines = ActLine.objects.filter(act__engagement=engagement).exclude(act__state="void")
    keys = seen_by(person, at)
    lines = lines if keys is None else lines.filter(act__engagement__in=keys)
    told = lines.annotate(keys=ArrayAgg(CLAUSE, filter=Q(**{f"{CLAUSE}__isnull": False}), distinct=True, default=[]))
    rows = told.order_by("act", "position", "pk").values_list("act", "act__state", "position", "title", "total_kopecks", "keys")
    return [
        Strand(Kind.ACT, title, f"/money/acts/{act}/", tuple(keys) if position == 0 else (), kopecks=kopecks, done=state in ACT_HOLDS)
        for act, state, position, title, kopecks, keys in rows
    ]
