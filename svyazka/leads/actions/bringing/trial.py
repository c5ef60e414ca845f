"""A file is tried dry: brought in whole and undone at once, so that one sees what it would make."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from svyazka.journal.steps import record
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.leads.actions.duties import BRING
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.queries import plan_for
from svyazka.leads.rules.bringing import BRINGING, Plan, RowState
from svyazka.leads.steps.bringing import batches, brought
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language
from svyazka.sources.models import Source

MOST_REMARKS = 200


@action(BRING)
@in_agency_language()
def try_import(run: ImportRun, *, by: Person, at: datetime) -> ImportRun:
    """Bring the whole file in and undo it at once: what it would make, and each row that is wrong, stay told."""
    run.state = after(BRINGING, "try", run.state)
    plan = plan_for(run.digest, run.choices)
    told: list[ImportRow] = []
    sources: list[Source] = []
    with transaction.atomic():
        for rows in batches(plan.rows):
            became, made = brought(run, plan, rows, by=by, at=at)
            told += became
            sources += made
        transaction.set_rollback(True)
    run.trial = _trial(plan, told, sources, at)
    run.rows.filter(state=RowState.WRONG).delete()
    ImportRow.objects.bulk_create([row for row in told if row.state == RowState.WRONG], batch_size=1000)
    run.position, run.reason = 0, ""
    run.save(update_fields=["state", "trial", "position", "reason"])
    record(run, "leads.import_tried", by=by, at=at, file=run.name, **{name: run.trial[name] for name in ("new", "known", "wrong")})
    return run


def _trial(plan: Plan, told: list[ImportRow], sources: list[Source], at: datetime) -> dict:
    states = Counter(row.state for row in told)
    owners = Counter(row.owner for row in plan.rows if row.owner)
    return {
        "rows": plan.table_rows, "repeated": plan.repeated, "empty": plan.empty,
        "states": dict(Counter(str(row.lead.state) for row in told if row.state == RowState.MADE and row.lead)),
        "new": states[RowState.MADE], "known": states[RowState.KNOWN], "wrong": states[RowState.WRONG], "sources": [source.name for source in sources],
        "clients": sum("client" in row.made for row in told), "contacts": sum("contact" in row.made for row in told),
        "remarks": [[row.number, row.remarks] for row in told if row.remarks][:MOST_REMARKS], "owners": dict(owners.most_common(40)),
        "outcomes": dict(Counter(str(row.outcome) for row in plan.rows if row.kind == "lead")), "at": at.isoformat(),
    }  # fmt: skip
