"""How fast problems are answered: median and 80th percentile of working time, by duty or by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Case, CharField, Count, DurationField, F, Q, QuerySet, Value, When

from svyazka.work.models import Problem
from svyazka.work.rules.problem import BY_DUTY, FEW, STOPS, ProblemClock


class Within(Aggregate):
    """The value that so many per cent of the values do not exceed (nearest rank)."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression, *, share: float):
        super().__init__(expression, share=share)


@dataclass(frozen=True)
class Pace:
    """One clock of some problems: lengths of working time; `due` are those whose norm was kept or broken."""

    clock: ProblemClock
    count: int
    median: timedelta | None
    p80: timedelta | None
    in_norm: int
    due: int

    @property
    def share(self) -> int | None:
        """Return the per cent in norm; None while none is due."""
        return round(self.in_norm * 100 / self.due) if self.due else None

    @property
    def is_few(self) -> bool:
        return self.count < FEW


@dataclass(frozen=True)
class Paces:
    """Problems of one duty or kind: how many were raised, how many are open, the pace of each clock."""

    name: str
    raised: int
    open: int
    paces: Sequence[Pace]


def paces_by(problems: QuerySet[Problem], by: str, at: datetime) -> list[Paces]:
    """Return the paces of the problems by "kind" or by "duty", those with most problems first; one query."""
    keyed = problems.annotate(of=F("kind") if by == "kind" else _duty()).values("of").order_by()
    rows = keyed.annotate(raised=Count("pk"), open=Count("pk", filter=Q(resolved_at=None)), **_measures(at))
    return sorted((_told(row) for row in rows), key=lambda told: (-told.raised, told.name))


def _duty() -> Case:
    return Case(*(When(kind=kind, then=Value(duty)) for kind, duty in BY_DUTY.items()), default=Value(""), output_field=CharField())


def _measures(at: datetime) -> dict:
    found: dict = {}
    for clock, stop in STOPS.items():
        taken, due = stop.replace("_at", "_in"), f"{clock}_due_at"
        found[f"{clock}_count"] = Count(taken)
        found[f"{clock}_median"] = Within(taken, share=0.5)
        found[f"{clock}_p80"] = Within(taken, share=0.8)
        found[f"{clock}_in"] = Count("pk", filter=Q(**{f"{stop}__lte": F(due)}))
        found[f"{clock}_of"] = Count("pk", filter=Q(**{f"{stop}__isnull": False}) | Q(**{f"{due}__lt": at}))
    return found


def _told(row: dict) -> Paces:
    paces = [
        Pace(clock, row[f"{clock}_count"], row[f"{clock}_median"], row[f"{clock}_p80"], row[f"{clock}_in"], row[f"{clock}_of"])
        for clock in ProblemClock
    ]
    return Paces(row["of"], row["raised"], row["open"], paces)
