"""The report of hours as a table of values, as a file for a spreadsheet, and as a paper for the client."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from svyazka.clients.models import Engagement
from svyazka.kit.files import paper
from svyazka.kit.formats import number
from svyazka.kit.papers import (
    Cell,
    Column,
    Facts,
    Gap,
    Line,
    Paper,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    Title,
    day_in_words,
    drawn_as,
    runs,
)
from svyazka.kit.tables import as_csv, as_xlsx
from svyazka.people.queries import the_agency
from svyazka.work.queries import Figures, Group, Report
from svyazka.work.queries.report import IN_TIME
from svyazka.work.rules import By

CENT = Decimal("0.01")
MOST_LINES = 2000  # of a paper; a table has all


def report_file(report: Report, kind: str, day: date) -> HttpResponse:
    """Return the report as a file of this kind: csv, xlsx or pdf. Raises Http404 for another."""
    name = f"hours-{report.asked.first}-{report.asked.last}"
    if kind == "pdf":
        return paper(drawn_as("pdf", report_paper(report, day)), name, "pdf")
    if kind not in ("csv", "xlsx"):
        raise Http404
    head, rows = report_table(report)
    return as_csv(name, head, ([_typed(value) for value in row] for row in rows)) if kind == "csv" else as_xlsx(name, head, rows)


def _typed(value: str | Decimal | date | None) -> str | None:
    """Return a number as Excel in Russian reads it, with a comma, and a day as 24.11.2026; a text as it is."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else value


def report_table(report: Report) -> tuple[list, list[list]]:
    """Return the head and the rows: each group by its parts, hours and roubles as numbers, days as days, weeks and months by their first."""
    levels = [level for level in (report.asked.by, report.asked.then) if level]
    head = [*(str(By(level).label) for level in levels), _("Hours"), _("Checked hours"), _("Written late"), *([_("Cost, roubles")] if report.priced else [])]
    rows = [[*names, *_values(figures, report.priced)] for names, figures in _flat(report)]
    return head, [*rows, [_("In all"), *[""] * (len(levels) - 1), *_values(report.total, report.priced)]]


def _flat(report: Report) -> Iterator[tuple[list, Figures]]:
    by, then = report.asked.by, report.asked.then
    for group in report.groups:
        if not then or then == by:
            yield [_named(group, by), *([""] if then else [])], group.figures
        for part in group.parts:
            yield [_named(group, by), _named(part, then)], part.figures


def _named(group: Group, level: str) -> str | date:
    return group.key if level in IN_TIME else group.label


def _values(figures: Figures, priced: bool) -> list[Decimal | None]:
    known = figures.unpriced < figures.hours  # hours without any rate cost nothing that is known, not nothing
    cost = [(Decimal(figures.cost_kopecks or 0) / 100).quantize(CENT) if known else None] if priced else []
    return [figures.hours, figures.agreed, figures.late, *cost]


def report_paper(report: Report, day: date) -> Paper:
    """Return the paper that goes to the client: hours and no cost, in Russian."""
    with override("ru"):
        blocks = (
            Title("Отчёт о затраченных часах", f"за период с {day_in_words(report.asked.first)} по {day_in_words(report.asked.last)}"), Line(),
            Facts((("Исполнитель", runs(the_agency().name)), *_whom(report), ("Всего часов", runs(Run(number(report.total.hours), bold=True))))), Gap(),
            _lines(report), Paragraph(runs(f"Из них проверено руководителем проекта: {number(report.total.agreed)} ч."), "left", small=True),
        )  # fmt: skip
        return Paper("Отчёт о затраченных часах", blocks, day, the_agency().name)


def _whom(report: Report) -> list[tuple[str, Runs]]:
    """Return whose hours the paper tells, where one client or one work was asked for and has any."""
    asked = report.asked
    if not report.total.hours or not (asked.client or asked.engagement):
        return []
    places = Engagement.objects.filter(**{"pk": asked.engagement} if asked.engagement else {"client": asked.client})
    name, title = places.values_list("client__name", "title")[0]
    return [("Заказчик", runs(name)), *([("Работа", runs(title))] if asked.engagement else [])]


def _lines(report: Report) -> Table:
    rows: list[Row] = []
    for group in report.groups:
        bold = Run(group.label, bold=bool(group.parts))
        rows.append((runs(bold), Cell(runs(Run(number(group.figures.hours), bold=bool(group.parts))))))
        rows += [(runs(f"— {part.label}"), runs(number(part.figures.hours))) for part in group.parts]
    left = len(rows) - MOST_LINES
    shown = rows[:MOST_LINES] if left > 0 else rows
    more: list[Row] = [(runs(f"и ещё строк: {left}"), runs("…"))] if left > 0 else []
    by, then = report.asked.by, report.asked.then
    name = f"{By(by).label}, {By(then).label.lower()}" if then and then != by else str(By(by).label)
    return Table((Column(), Column(30, "right")), (name, "Часы"), (*shown, *more), (("Итого", number(report.total.hours)),))
