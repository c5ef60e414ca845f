"""A file is brought in batch by batch, goes on where it stopped, and is taken back."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from svyazka.journal.steps import record
from svyazka.kit.guard import action
from svyazka.kit.plans import forget_plans
from svyazka.kit.states import after
from svyazka.leads import names
from svyazka.leads.actions.duties import BRING
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.queries import counts_of, plan_for
from svyazka.leads.rules.bringing import BRINGING, RowState, RunState
from svyazka.leads.steps.bringing import BATCH, Undoing, brought
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language


@action(BRING)
@in_agency_language()
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
@in_agency_language()
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
    told, sources = brought(run, plan, [row for row in rows if row.number not in behind], by=by, at=at)
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
@in_agency_language()
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
