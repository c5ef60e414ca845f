"""The report of hours, spoken in JSON and as a file."""

from datetime import date
from typing import Literal

from django.utils import timezone
from ninja import Router

from svyazka.deals.queries import sees_cost
from svyazka.kit.api import Key, money, plain, staff_only
from svyazka.kit.errors import refuse_if
from svyazka.people.queries import today
from svyazka.work import papers, queries
from svyazka.work.queries import Asked, Figures, Group, Report
from svyazka.work.rules import By, reasons_not_such_days

router = Router(tags=["work"])


def _report(request, asked: Asked) -> Report:
    person, at = staff_only(request), timezone.now()
    refuse_if(reasons_not_such_days(asked.first, asked.last))
    return queries.report_of(queries.entries_told_to(person, at), asked, priced=sees_cost(person, None, at))


def _told(figures: Figures) -> dict:
    cost = {} if figures.cost_kopecks is None else {"cost": money(figures.cost_kopecks), "unpriced_hours": plain(figures.unpriced)}
    return {"hours": plain(figures.hours), "checked_hours": plain(figures.agreed), "late_hours": plain(figures.late), "entries": figures.entries, **cost}


def _group(group: Group) -> dict:
    return {"key": group.key, "label": group.label, **_told(group.figures), "parts": [_group(part) for part in group.parts]}


@router.get("/hours-report")
def report(request, first: date, last: date, by: By = By.PROJECT, then: By | None = None, client: Key | None = None, engagement: Key | None = None,
           person: Key | None = None, duty: str = ""):  # fmt: skip
    """Tell the hours of the days [first, last] added up by one or two levels: one's own, and those of engagements one reports on."""
    found = _report(request, Asked(first, last, by, then or "", client, engagement, person, duty[:40]))
    return {"first": first, "last": last, "all": _told(found.total), "groups": [_group(group) for group in found.groups]}


@router.get("/hours-report/{kind}")
def report_file(request, kind: Literal["csv", "xlsx", "pdf"], first: date, last: date, by: By = By.PROJECT, then: By | None = None,
                client: Key | None = None, engagement: Key | None = None, person: Key | None = None, duty: str = ""):  # fmt: skip
    """The same report as a table for a spreadsheet, or as a paper."""
    found = _report(request, Asked(first, last, by, then or "", client, engagement, person, duty[:40]))
    return papers.report_file(found, kind, today(timezone.now()))
