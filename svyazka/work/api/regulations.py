"""Regulations and checklists, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Line, Text, listed, staff_only, told
from svyazka.kit.http import find
from svyazka.people.queries import the_agency
from svyazka.work import actions, queries
from svyazka.work.models import ChecklistRun, Regulation

router = Router(tags=["work"])


def shown_regulation(row: Regulation) -> dict:
    """Tell an edition of a regulation."""
    return {"id": row.pk, "duty": row.duty, "edition": row.edition, **row.words._asdict(), "starts_by": row.starts_by, "each": row.each, "starts_on": row.starts_on}  # fmt: skip


def shown_checklist(run: ChecklistRun) -> dict:
    """Tell a checklist and its steps."""
    return {
        "id": run.pk, "version": run.version, "duty": run.duty, "title": run.regulation.words.title, "engagement_id": run.engagement_id, "about": run.about,
        "person": run.person.username, "started_at": told(run.started_at), "closed_at": told(run.closed_at),
        "steps": [{"position": step.position, "text": step.words, "done_at": told(step.done_at), "skipped_at": told(step.skipped_at),
                   "reason": step.reason} for step in run.steps.order_by("position")],
    }  # fmt: skip


@router.get("/regulations")
def list_regulations(request):
    """List the regulations in force, each with how many of those who do its duty have read it."""
    staff_only(request)
    return {"items": [{**shown_regulation(row.regulation), "read": row.read, "of": row.of, "to_read": row.mine}
                      for row in queries.board(request.user, timezone.now())]}  # fmt: skip


class RegulationIn(In):
    duty: Line
    title: Line
    steps: list[Line]
    starts_on: date
    text: Text | None = None
    starts_by: list[Line] = []
    each: bool = False


@router.post("/regulations", response={201: dict})
def write_regulation(request, body: RegulationIn):
    """Write the next edition of a duty's regulation."""
    staff_only(request)
    said = {**body.dict(), "text": body.text or ""}
    return Status(201, shown_regulation(actions.write_regulation(the_agency(), by=request.user, at=timezone.now(), **said)))


def _found(request, regulation_id: int) -> Regulation:
    staff_only(request)
    return find(Regulation.objects.all(), regulation_id)


@router.post("/regulations/{regulation_id}/ending", response={201: dict})
def end_regulation(request, regulation_id: int):
    """Let no checklist begin by the regulation from the next day on."""
    return Status(201, shown_regulation(actions.end_regulation(_found(request, regulation_id), by=request.user, at=timezone.now())))


@router.post("/regulations/{regulation_id}/acknowledgement", response={201: dict})
def acknowledge(request, regulation_id: int):
    """Say that one has read the edition."""
    read = actions.acknowledge(_found(request, regulation_id), by=request.user, at=timezone.now())
    return Status(201, {"regulation_id": read.regulation_id, "at": told(read.at)})


@router.get("/checklists")
def list_checklists(request, cursor: str | None = None, limit: int = 50):
    """List the checklists of the engagements the caller sees."""
    return listed(queries.checklists_visible_to(request.user, timezone.now()), shown_checklist, cursor=cursor, limit=limit)


def _run(request, run_id: int) -> ChecklistRun:
    return find(queries.checklists_visible_to(request.user, timezone.now()), run_id)


@router.post("/checklists/{run_id}/steps/{position}/tick", response={201: dict})
def tick_step(request, run_id: int, position: int):
    """Tick a step of the checklist."""
    return Status(201, shown_checklist(actions.tick_step(_run(request, run_id), position=position, by=request.user, at=timezone.now())))


@router.post("/checklists/{run_id}/steps/{position}/untick", response={201: dict})
def untick_step(request, run_id: int, position: int):
    """Let a step of the checklist wait again."""
    return Status(201, shown_checklist(actions.untick_step(_run(request, run_id), position=position, by=request.user, at=timezone.now())))


class SkipIn(In):
    reason: Line


@router.post("/checklists/{run_id}/steps/{position}/skip", response={201: dict})
def skip_step(request, run_id: int, position: int, body: SkipIn):
    """Skip a step of the checklist with a reason."""
    skipped = actions.skip_step(_run(request, run_id), position=position, reason=body.reason, by=request.user, at=timezone.now())
    return Status(201, shown_checklist(skipped))
