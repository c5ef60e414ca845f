"""A file of another system is kept, understood, tried dry, brought in by batches, taken back."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import NOTICED, as_refusal, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.mail import clean
from svyazka.kit.plans import forget_plans
from svyazka.kit.states import after
from svyazka.leads import names
from svyazka.leads.actions.bringing.batch import Batch
from svyazka.leads.actions.bringing.undoing import Undoing
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.queries import counts_of, plan_for, remembered_columns
from svyazka.leads.rules.bringing import (
    BRINGING,
    HAND,
    Brought,
    Plan,
    RowState,
    RunState,
    headings_key,
    reasons_not_to_choose,
    recognised,
)
from svyazka.people.models import Agency, Person
from svyazka.sources.models import Source

BRING = Duty("lead.bring", _("Bring leads in from another system"), stage=Stage.LEAD, by_system=True)
BATCH = 500
MOST_REMARKS = 200


def _told_as_kept(function: Callable) -> Callable:
    """Let what is kept be told in the agency's language, whoever presses."""

    @wraps(function)
    def told(*words, **more):
        with override(Agency.objects.get().language):
            return function(*words, **more)

    return told


@action(BRING, lock=False)
@_told_as_kept
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
@_told_as_kept
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


@action(BRING)
@_told_as_kept
def try_import(run: ImportRun, *, by: Person, at: datetime) -> ImportRun:
    """Bring the whole file in and undo it at once: what it would make, and each row that is wrong, stay told."""
    run.state = after(BRINGING, "try", run.state)
    plan = plan_for(run.digest, run.choices)
    told: list[ImportRow] = []
    sources: list[Source] = []
    with transaction.atomic():
        for rows in _batches(plan.rows, 0):
            brought = _brought(run, plan, rows, by=by, at=at)
            told += brought[0]
            sources += brought[1]
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


@action(BRING)
@_told_as_kept
def start_import(run: ImportRun, *, queued: bool = False, by: Person, at: datetime) -> ImportRun:
    """Begin to bring the file in, or go on where it stopped; `queued` leaves the batches to the queue.

    A file that was brought to its end is gone through once more for the rows that were wrong. Raises Refused if nobody has
    said what its columns hold.
    """
    goes_on = run.state in (RunState.RUNNING, RunState.FAILED)
    run.state = after(BRINGING, "start", run.state)
    run.total = len(plan_for(run.digest, run.choices).rows)
    if not goes_on:
        run.position, run.started_at = 0, at
        run.rows.filter(state__in=(RowState.WRONG, RowState.KNOWN)).delete()
    run.reason, run.ended_at = "", None
    run.save(update_fields=["state", "total", "position", "started_at", "reason", "ended_at"])
    record(run, "leads.import_started", by=by, at=at, file=run.name, rows=run.total)
    if queued:
        _ask_the_queue(run, by)
    return run


def _ask_the_queue(run: ImportRun, by: Person) -> None:
    try:
        with transaction.atomic():
            app.configure_task("leads.bring", queueing_lock=f"leads.bring:{run.pk}", lock=f"leads.bring:{run.pk}").defer(run_id=run.pk, by_id=by.pk)
    except AlreadyEnqueued:
        pass


@action(BRING)
@_told_as_kept
def bring_batch(run: ImportRun, *, by: Person, at: datetime) -> ImportRun:
    """Bring the next rows in: all of them and the run's new place in one transaction. At the end the run is done."""
    if run.state != RunState.RUNNING:
        return run
    try:
        plan = plan_for(run.digest, run.choices)
    except (FileNotFoundError, ValueError) as gone:
        return _stop(run, str(gone), by=by, at=at)
    rows = list(plan.rows[run.position : run.position + BATCH])
    behind = set(run.rows.filter(number__in=[row.number for row in rows]).values_list("number", flat=True))
    told, sources = _brought(run, plan, [row for row in rows if row.number not in behind], by=by, at=at)
    ImportRow.objects.bulk_create(told)
    forget_plans()
    run.made_sources = [*run.made_sources, *(source.code for source in sources)]
    run.position += len(rows)
    if run.position >= run.total:
        run.state, run.ended_at = after(BRINGING, "finish", run.state), at
    run.save(update_fields=["made_sources", "position", "state", "ended_at"])
    if run.state == RunState.DONE:
        record(run, "leads.import_done", by=by, at=at, file=run.name, **counts_of(run))
        transaction.on_commit(names.weigh)
    return run


def _stop(run: ImportRun, reason: str, *, by: Person, at: datetime) -> ImportRun:
    run.state, run.reason, run.ended_at = after(BRINGING, "fail", run.state), reason[:500] or "?", at
    run.save(update_fields=["state", "reason", "ended_at"])
    record(run, "leads.import_stopped", by=by, at=at, file=run.name, reason=run.reason)
    return run


@action(BRING)
@_told_as_kept
def undo_import(run: ImportRun, *, by: Person, at: datetime) -> ImportRun:
    """Take back whatever the file made and nobody has touched since; what was touched stays and is listed.

    Taking back twice changes nothing.
    """
    if run.state == RunState.UNDONE:
        return run
    run.state = after(BRINGING, "undo", run.state)
    forget_plans()
    taken_back, kept = Undoing(run).undo()
    forget_plans()
    run.position, run.ended_at, run.trial = 0, at, {}
    run.save(update_fields=["state", "position", "ended_at", "trial", "made_sources"])
    record(run, "leads.import_undone", by=by, at=at, file=run.name, rows=taken_back, kept=kept)
    return run


# ---- how ------------------------------------------------------------------------------------------------------------


def _batches(rows: tuple[Brought, ...], start: int):
    return (list(rows[n : n + BATCH]) for n in range(start, len(rows), BATCH))


def _brought(run: ImportRun, plan: Plan, rows: list[Brought], *, by: Person, at: datetime) -> tuple[list[ImportRow], list[Source]]:
    """Bring rows in together; when the database notices what no rule did, by halves, till the row at fault is found."""
    try:
        with transaction.atomic():
            batch = Batch(run, plan.preset, rows, by=by, at=at)
            return batch.bring(), batch.sources.made
    except NOTICED as error:
        if len(rows) == 1:
            return [ImportRow(run=run, number=rows[0].number, key=rows[0].key, state=RowState.WRONG, wrong=[("", str(as_refusal(error)))])], []
    middle = len(rows) // 2
    halves = [_brought(run, plan, half, by=by, at=at) for half in (rows[:middle], rows[middle:])]
    return [row for told, _made in halves for row in told], [source for _told, made in halves for source in made]

