"""Needs and their gaps, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.models import Need
from svyazka.briefs.rules.gaps import Gaps
from svyazka.clients.queries import visible_to
from svyazka.kit.api import In, Number, Text, upto
from svyazka.kit.http import find

router = Router()


def need_shown(need: Need) -> dict:
    """Tell a need as it stands in its edition."""
    return {"id": need.pk, "version": need.version, "key": need.key, "position": need.position, "text": need.text, "goal": need.goal,
            "measure": need.measure, "payer": need.payer, "priority": need.priority, "touched": need.touched}  # fmt: skip


def gaps_shown(gaps: Gaps) -> dict:
    """Tell what is missing: questions by interview and code, needs by their positions, and the share that is there."""
    return {
        "count": gaps.count, "share": float(gaps.share),
        "questions": [{"interview_id": interview, "code": code} for interview, code in gaps.questions],
        "needs_without": {"goal": gaps.goals, "measure": gaps.measures, "payer": gaps.payers, "clause": gaps.clauses, "option": gaps.options},
    }  # fmt: skip


class TouchedIn(In):
    who: upto(200, least=1)
    effect: str
    change: upto(500) = ""


class NeedTold(In):
    text: Text
    goal: upto(500) = ""
    measure: upto(500) = ""
    payer: upto(300) = ""
    priority: str = "usual"
    touched: list[TouchedIn] = []


def _need(request, need_id: int) -> Need:
    return find(queries.needs_visible_to(request.user, timezone.now()), need_id)


@router.get("/engagements/{engagement_id}/needs")
def list_needs(request, engagement_id: int):
    """List the needs of the newest edition, each with the answers it came from."""
    engagement = find(visible_to(request.user, timezone.now()), engagement_id)
    sources = queries.sources_of(engagement.pk)
    needs = queries.needs_of(queries.latest_brief(engagement))
    return {"items": [{**need_shown(need), "answers": [answer.pk for answer in sources.get(need.key, [])]} for need in needs], "next": None}


@router.get("/engagements/{engagement_id}/gaps")
def gaps(request, engagement_id: int):
    """Tell what is missing in what is known of the client's needs."""
    engagement = find(visible_to(request.user, timezone.now()), engagement_id)
    return gaps_shown(queries.gaps_of([engagement.pk]).get(engagement.pk, Gaps()))


@router.post("/engagements/{engagement_id}/needs", response={201: dict})
def add_need(request, engagement_id: int, body: NeedTold):
    """Add a need to the draft of the specification."""
    at = timezone.now()
    return Status(201, need_shown(actions.add_need(find(visible_to(request.user, at), engagement_id), by=request.user, at=at, **body.model_dump())))


@router.put("/needs/{need_id}")
def change_need(request, need_id: int, body: NeedTold):
    """Write a need of the draft anew."""
    return need_shown(actions.change_need(_need(request, need_id), by=request.user, at=timezone.now(), **body.model_dump()))


class PlaceIn(In):
    to: Number


@router.post("/needs/{need_id}/place")
def move_need(request, need_id: int, body: PlaceIn):
    """Put a need of the draft at another place."""
    return need_shown(actions.move_need(_need(request, need_id), to=body.to, by=request.user, at=timezone.now()))


@router.delete("/needs/{need_id}", response={204: None})
def remove_need(request, need_id: int):
    """Take a need out of the draft."""
    actions.remove_need(_need(request, need_id), by=request.user, at=timezone.now())
    return Status(204, None)
