"""Questions about files that were brought in: who sees them, what became of their rows, how columns were read before."""

from datetime import datetime

from django.db.models import Count, QuerySet

from svyazka.kit.guard import DUTIES, may, seen_by
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.rules.bringing import HAND, RowState
from svyazka.people.models import Person
from svyazka.people.queries import the_agency


def imports_visible_to(person: Person, at: datetime) -> QuerySet[ImportRun]:
    """Return the files to who may bring them in or sees everything; to others none."""
    sees = seen_by(person, at) is None or bool(may(person, DUTIES["lead.bring"], the_agency(), at))
    runs = ImportRun.objects.select_related("made_by").order_by("-made_at", "-pk")
    return runs if sees and person.kind != "contact" else runs.none()


def counts_of(run: ImportRun) -> dict[str, int]:
    """Return how many rows of the file became new, were known, are wrong, stayed after it was taken back."""
    found = dict(ImportRow.objects.filter(run=run).values_list("state").annotate(n=Count("pk")))
    names = {"new": RowState.MADE, "known": RowState.KNOWN, "wrong": RowState.WRONG, "kept": RowState.KEPT}
    return {name: found.get(state, 0) for name, state in names.items()}


def rows_of(run: ImportRun, state: str = "") -> QuerySet[ImportRow]:
    """Return what the rows of the file became, in its order."""
    rows = ImportRow.objects.filter(run=run).select_related("lead").order_by("number")
    return rows.filter(state=state) if state in RowState.values else rows


def remembered_columns(key: str) -> dict[str, str]:
    """Return how a person has read columns of these headings the last time."""
    last = ImportRun.objects.filter(headings_key=key, preset=HAND).order_by("-pk").first()
    return (last.choices.get("columns") or {}) if last else {}
