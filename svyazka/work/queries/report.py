"""Hours added up by the database: by client, project, person, kind of duty, task, day of work, week or month, two levels deep."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncWeek
from django.utils.translation import gettext as _

from svyazka.clients.models import Client, Engagement
from svyazka.kit.formats import day, day_short, month
from svyazka.people.models import Person
from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries.cost import costs_of
from svyazka.work.queries.lines import duty_label
from svyazka.work.queries.tasks import ZERO
from svyazka.work.rules import AGREED, By

FIELDS: dict[str, Any] = {
    By.CLIENT: F("engagement__client"), By.PROJECT: F("engagement"), By.PERSON: F("person"), By.DUTY: F("duty_kind"),
    By.TASK: F("task"), By.DAY: F("worked_on"), By.WEEK: TruncWeek("worked_on"), By.MONTH: TruncMonth("worked_on"),
}  # fmt: skip
IN_TIME = (By.DAY, By.WEEK, By.MONTH)  # what stands in the order of days; the rest by hours, the most first


@dataclass(frozen=True)
class Asked:
    """What was asked of hours: the days [first, last], by what, and of whom."""

    first: date
    last: date
    by: str = By.PROJECT
    then: str = ""
    client: int | None = None
    engagement: int | None = None
    person: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class Figures:
    """Sums: hours, those of them that are checked, those written late; kopecks of cost for who may see it, and hours without a rate."""

    hours: Decimal = ZERO
    agreed: Decimal = ZERO
    late: Decimal = ZERO
    entries: int = 0
    cost_kopecks: int | None = None
    unpriced: Decimal = ZERO

    @property
    def agreed_percent(self) -> Decimal | None:
        return _share(self.agreed, self.hours)

    @property
    def in_time_percent(self) -> Decimal | None:
        """The share of hours that were in by the norm of their day."""
        return _share(self.hours - self.late, self.hours)

    def plus(self, other: "Figures") -> "Figures":
        """Return both together."""
        cost = None if self.cost_kopecks is None and other.cost_kopecks is None else (self.cost_kopecks or 0) + (other.cost_kopecks or 0)
        return Figures(self.hours + other.hours, self.agreed + other.agreed, self.late + other.late, self.entries + other.entries, cost,
                       self.unpriced + other.unpriced)  # fmt: skip


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part * 100 / whole).quantize(Decimal("0.1")) if whole else None


@dataclass(frozen=True)
class Group:
    """One line of the report and, where it was asked for, what it is made of."""

    key: Any
    label: str
    figures: Figures
    parts: list["Group"] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """Hours added up as asked."""

    asked: Asked
    groups: list[Group]
    total: Figures
    priced: bool

    @property
    def rows(self) -> int:
        return sum(max(len(group.parts), 1) for group in self.groups)


def report_of(entries: QuerySet[TimeEntry], asked: Asked, *, priced: bool = False) -> Report:
    """Return the hours among these as asked; with their cost when `priced`. Added up by the database, constant queries."""
    levels = [asked.by, *([asked.then] if asked.then and asked.then != asked.by else [])]
    found = narrowed(entries, asked)
    sums = _summed(found, levels, priced)
    labels = [_labels(level, {key[n] for key in sums}) for n, level in enumerate(levels)]
    groups = _grouped(sums, levels, labels)
    return Report(asked, groups, _total(group.figures for group in groups), priced)


def narrowed(entries: QuerySet[TimeEntry], asked: Asked) -> QuerySet[TimeEntry]:
    """Keep the hours that were asked for."""
    wanted = {"engagement__client": asked.client, "engagement": asked.engagement, "person": asked.person, "duty_kind": asked.kind or None}
    days = entries.filter(worked_on__gte=asked.first, worked_on__lte=asked.last)
    return days.filter(**{name: value for name, value in wanted.items() if value is not None})


def _summed(entries: QuerySet[TimeEntry], levels: list[str], priced: bool) -> dict[tuple, Figures]:
    named = {f"level{n}": FIELDS[level] for n, level in enumerate(levels)}
    rows = entries.order_by().annotate(**named).values_list(*named)
    summed = rows.annotate(h=Sum("hours"), a=Sum("hours", filter=Q(state__in=AGREED)), b=Sum("hours", filter=Q(late=True)), n=Count("*"))
    costs = costs_of(rows) if priced else {}
    return {row[: len(levels)]: _figures(row[len(levels) :], costs.get(row[: len(levels)]), priced) for row in summed}


def _figures(told: tuple, cost: tuple[int, Decimal] | None, priced: bool) -> Figures:
    hours, agreed, late, count = told
    kopecks, unpriced = cost or (0, ZERO)
    return Figures(hours, agreed or ZERO, late or ZERO, count, kopecks if priced else None, unpriced)


def _total(figures: Iterable[Figures]) -> Figures:
    total = Figures()
    for one in figures:
        total = total.plus(one)
    return total


def _grouped(sums: dict[tuple, Figures], levels: list[str], labels: list[dict]) -> list[Group]:
    inner: dict[Any, list[Group]] = {}
    for key, figures in sums.items():
        inner.setdefault(key[0], []).append(Group(key[-1], labels[-1][key[-1]], figures))
    nested = len(levels) > 1
    groups = [Group(key, labels[0][key], _total(part.figures for part in parts), _ordered(parts, levels[-1]) if nested else [])
              for key, parts in inner.items()]  # fmt: skip
    return _ordered(groups, levels[0])


def _ordered(groups: list[Group], level: str) -> list[Group]:
    return sorted(groups, key=lambda group: (group.key,) if level in IN_TIME else (-group.figures.hours, group.label))


def _labels(level: str, keys: set) -> dict:
    """Return how each key of the level is told, those of one name by what tells them apart: one query at most."""
    if level == By.DUTY:
        return {key: str(duty_label(key)) for key in keys}
    if level == By.DAY:
        return {key: day(key) for key in keys}
    if level == By.WEEK:
        return {key: _("week of %(day)s") % {"day": day_short(key)} for key in keys}
    if level == By.MONTH:
        return {key: month(key) for key in keys}
    model, name, apart = {By.CLIENT: (Client, "name", "name"), By.PERSON: (Person, "name", "username"), By.PROJECT: (Engagement, "title", "client__name"),
                          By.TASK: (Task, "title", "engagement__client__name")}[By(level)]  # fmt: skip
    rows = list(model.objects.filter(pk__in=[key for key in keys if key is not None]).values_list("pk", name, apart))
    same = Counter(title for _key, title, _more in rows)
    return {**{key: title if same[title] == 1 else f"{title} · {more}" for key, title, more in rows}, None: _("Without a task")}
