"""Specifications and verdicts, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.api.need import need_shown
from svyazka.briefs.api.option import choice_shown, option_shown
from svyazka.briefs.api.promise import PromiseIn, promise_shown
from svyazka.briefs.models import Brief, Clause
from svyazka.clients.queries import visible_to
from svyazka.kit.api import Hours, In, Key, Number, Text, plain, upto
from svyazka.kit.http import find

router = Router()


def clause_shown(clause: Clause) -> dict:
    """Tell a clause."""
    return {"id": clause.pk, "brief_id": clause.brief_id, "key": clause.key, "version": clause.version, "section": clause.section, "kind": clause.kind,
            "text": clause.text, "criterion": clause.criterion, "need_id": clause.need_id, "owner": clause.owner.username if clause.owner else None}  # fmt: skip


def shown(brief: Brief) -> dict:
    """Tell a brief with its needs, clauses, promises and verdict."""
    verdict = queries.last_verdict(brief)
    return {
        "id": brief.pk,
        "engagement_id": brief.engagement_id,
        "version": brief.version,
        "edition": brief.edition,
        "state": brief.state,
        "written_by": brief.written_by.username,
        "written_at": brief.written_at,
        "needs": [need_shown(need) for need in queries.needs_of(brief)],
        "chosen_options": [{**choice_shown(choice), "option": option_shown(choice.option)} for choice in queries.chosen_of(brief.engagement)],
        "template": brief.template and {"id": brief.template_id, "code": brief.template.code, "edition": brief.template.edition, "title": brief.template.title},
        "clauses": [clause_shown(clause) for clause in brief.clauses.select_related("owner")],
        "promises": [promise_shown(p) for p in brief.promises.order_by("pk")],
        "verdict": verdict and {"verdict": verdict.verdict, "hours": plain(verdict.hours), "risks": verdict.risks,
                                "by": verdict.by.username, "at": verdict.at},
    }  # fmt: skip


class NeedIn(In):
    text: Text
    goal: upto(500) = ""
    measure: upto(500) = ""


class ClauseIn(In):
    kind: str
    text: Text
    criterion: upto(20000) = ""
    need: Number | None = None
    section: upto(200) | None = None


class BriefIn(In):
    needs: list[Text | NeedIn]
    clauses: list[ClauseIn]
    promises: list[PromiseIn] = []


@router.post("/engagements/{engagement_id}/briefs", response={201: dict})
def write(request, engagement_id: int, body: BriefIn):
    """Write the next edition of the specification."""
    at = timezone.now()
    told = body.model_dump(exclude_none=True)
    brief = actions.write_brief(find(visible_to(request.user, at), engagement_id), by=request.user, at=at, **told)
    return Status(201, shown(brief))


@router.get("/engagements/{engagement_id}/briefs")
def list_briefs(request, engagement_id: int):
    """List the editions of an engagement's specification."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    return {"items": [shown(brief) for brief in queries.visible_to(request.user, at).filter(engagement=engagement)], "next": None}


def _brief(request, brief_id: int) -> Brief:
    return find(queries.visible_to(request.user, timezone.now()), brief_id)


@router.get("/briefs/{brief_id}")
def one(request, brief_id: int):
    """Tell one edition."""
    return shown(_brief(request, brief_id))


@router.post("/briefs/{brief_id}/submission")
def submit(request, brief_id: int):
    """Send the specification to the PM."""
    return shown(actions.submit_brief(_brief(request, brief_id), by=request.user, at=timezone.now()))


class PromiseVerdictIn(In):
    id: Key
    verdict: str
    reason: upto(20000) = ""


class VerdictIn(In):
    verdict: str
    hours: Hours
    risks: upto(20000) = ""
    reason: upto(20000) = ""
    promises: list[PromiseVerdictIn] = []


@router.post("/briefs/{brief_id}/verdicts", response={201: dict})
def judge(request, brief_id: int, body: VerdictIn):
    """Say what is feasible."""
    given = actions.judge_brief(_brief(request, brief_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {"id": given.pk, "verdict": given.verdict, "hours": plain(given.hours), "brief": shown(_brief(request, brief_id))})
