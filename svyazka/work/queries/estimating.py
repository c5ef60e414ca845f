"""How well we estimate: finished tasks against their estimates, and our own ranges against what came of them."""

from collections.abc import Hashable, Iterable
from datetime import datetime
from decimal import Decimal
from math import exp
from statistics import median

from django.db.models import Q, QuerySet

from svyazka.briefs.models import SpecTemplate
from svyazka.kit.guard import DUTIES, seen_by
from svyazka.people.models import Specialism
from svyazka.projects.forecast import Finished, History
from svyazka.work.models import EstimateRecord
from svyazka.work.queries.reach import told_of
from svyazka.work.rules import EstimatedBy, grouped, held

GRADED = 400  # so many of the last finished tasks are forecast again, as the forecast itself does
NAMES = {EstimatedBy.ALL: lambda row: "", EstimatedBy.PERSON: lambda row: row.person, EstimatedBy.SPECIALISM: lambda row: row.specialism, EstimatedBy.KIND: lambda row: row.kind}


def records(history: History, at: datetime) -> list[EstimateRecord]:
    """Return how well everybody, each person, each specialism and each kind of work is estimated; not stored yet."""
    first = max(len(history.rows) - GRADED, 0)
    shares = {n: history.share_met(n) for n in range(first, len(history.rows))}
    return [_record(by, name, rows, history, shares, at) for by, named in NAMES.items() for name, rows in _named(history.rows, named).items()]


def _named(rows: Iterable[Finished], named) -> dict[Hashable, list[int]]:
    return grouped((named(row), n) for n, row in enumerate(rows))


def _record(by: EstimatedBy, name, rows: list[int], history: History, shares: dict[int, float], at: datetime) -> EstimateRecord:
    met = [shares[n] for n in rows if n in shares]
    percents = [None if part is None else round(100 * part) for part in (held(met, level) for level in (0.5, 0.8, 0.95))]
    ratio = Decimal(str(round(exp(median(history.errors[n] for n in rows)), 2)))
    whose = {"person_id": name} if by == EstimatedBy.PERSON else {"code": name}
    return EstimateRecord(by=by, computed_at=at, tasks=len(rows), ratio=ratio, graded=len(met),
                          held_50=percents[0], held_80=percents[1], held_95=percents[2], **whose)  # fmt: skip


def sees_estimating(person, at: datetime) -> bool:
    """Tell whether the person reads how everybody estimates: whoever plans any work, and whoever sees everything."""
    return seen_by(person, at) is None or told_of(person, DUTIES["project.plan"], at) != []


def records_told_to(person, at: datetime) -> QuerySet[EstimateRecord]:
    """Return the records this person reads: all, or those of everybody together and their own."""
    if person.kind != "staff":
        return EstimateRecord.objects.none()
    rows = EstimateRecord.objects.select_related("person").order_by("-tasks", "pk")
    return rows if sees_estimating(person, at) else rows.filter(Q(by=EstimatedBy.ALL) | Q(person=person))


def names_of_groups() -> dict[str, str]:
    """Return the names of specialisms and kinds of work by their codes."""
    kinds = dict(SpecTemplate.objects.order_by("edition").values_list("code", "title"))
    return kinds | dict(Specialism.objects.values_list("code", "name"))
