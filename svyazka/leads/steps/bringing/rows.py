"""Rows are brought in together; one that only the database refuses harms no other."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from svyazka.kit.errors import NOTICED, as_refusal
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.rules.bringing import Brought, Plan, RowState
from svyazka.leads.steps.bringing.batch import Batch
from svyazka.people.models import Person
from svyazka.sources.models import Source

BATCH = 500


def batches(rows: Sequence[Brought]) -> Iterator[list[Brought]]:
    """Yield the rows of a file as they are brought in together."""
    return (list(rows[n : n + BATCH]) for n in range(0, len(rows), BATCH))


def brought(run: ImportRun, plan: Plan, rows: list[Brought], *, by: Person, at: datetime) -> tuple[list[ImportRow], list[Source]]:
    """Bring rows in together; when the database notices what no rule did, by halves, till the row at fault is found."""
    try:
        with transaction.atomic():
            batch = Batch(run, plan.preset, rows, by=by, at=at)
            return batch.bring(), batch.sources.made
    except NOTICED as error:
        if len(rows) == 1:
            return [ImportRow(run=run, number=rows[0].number, key=rows[0].key, state=RowState.WRONG, wrong=[("", str(as_refusal(error)))])], []
    middle = len(rows) // 2
    halves = [brought(run, plan, half, by=by, at=at) for half in (rows[:middle], rows[middle:])]
    return [row for told, _made in halves for row in told], [source for _told, made in halves for source in made]

