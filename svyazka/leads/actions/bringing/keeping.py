"""A file of another system is kept as it came, and people say what its columns, stages and sources mean."""

from collections.abc import Mapping
from datetime import datetime

from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.kit.states import after
from svyazka.leads.actions.duties import BRING
from svyazka.leads.models import ImportRun
from svyazka.leads.queries import plan_for, remembered_columns
from svyazka.leads.rules.bringing import BRINGING, HAND, RowState, headings_key, reasons_not_to_choose, recognised
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language


@action(BRING, lock=False)
@in_agency_language()
def keep_import(new: ImportRun, *, raw: bytes, by: Person, at: datetime) -> ImportRun:
    """Keep a file, of which only its name is known yet, then read its headings; the same bytes are one file.

    Raises Refused with the reason why it cannot be read.
    """
    digest = files.keep(raw)
    known = ImportRun.objects.filter(digest=digest).first()
    if known:
        return known
    preset, sheets = recognised(raw)
    headings = sheets[0].headings
    choices = {"preset": HAND, "columns": found} if preset is None and (found := remembered_columns(headings)) else {}
    total = len(plan_for(digest, choices).rows) if preset or choices else 0
    run = ImportRun.objects.create(
        digest=digest, name=clean(new.name)[:300] or digest[:12], size=len(raw), preset=preset.code if preset else choices.get("preset", ""),
        headings_key=headings_key(headings), choices=choices, table_rows=sum(len(sheet.rows) for sheet in sheets), total=total, made_by=by, made_at=at,
    )  # fmt: skip
    record(run, "leads.import_kept", by=by, at=at, file=run.name, digest=digest, rows=run.table_rows)
    return run


@action(BRING)
@in_agency_language()
def choose_import(run: ImportRun, *, choices: Mapping, by: Person, at: datetime) -> ImportRun:
    """Say what the file's columns hold and what its stages and sources mean. Raises Refused if it cannot be read so."""
    run.state = after(BRINGING, "choose", run.state)
    refuse_if(reasons_not_to_choose(columns=choices.get("columns") or {}, stages=choices.get("stages") or {}))
    plan = plan_for(run.digest, choices)
    run.choices, run.preset, run.total, run.position, run.trial = dict(choices), plan.preset.code, len(plan.rows), 0, {}
    run.save(update_fields=["state", "choices", "preset", "total", "position", "trial"])
    run.rows.filter(state=RowState.WRONG).delete()
    record(run, "leads.import_chosen", by=by, at=at, file=run.name, preset=run.preset)
    return run
