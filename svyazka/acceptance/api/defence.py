"""Defences, spoken in JSON: a result is shown, the client's verdict is written down."""

from django.utils import timezone
from ninja import Router, Status
from pydantic import AwareDatetime, Field

from svyazka.acceptance import actions, queries
from svyazka.acceptance.api.remark import shown_remark
from svyazka.acceptance.models import Defence
from svyazka.kit.api import In, Key, Line, Page, Text, listed, narrowed, told
from svyazka.kit.http import find

router = Router()


def shown_defence(defence: Defence) -> dict:
    """Tell a defence with its remarks."""
    return {
        "id": defence.pk, "version": defence.version, "result_id": defence.result_id,
        "engagement_id": defence.engagement_id, "round": defence.round_no, "channel": defence.channel,
        "held_at": told(defence.held_at), "verdict": defence.verdict or None,
        "accepted": None if not defence.verdict else defence.verdict == "accepted",
        "decided_at": told(defence.decided_at), "evidence": defence.evidence, "by_silence": defence.by_silence,
        "silence_due_on": defence.silence_due_on, "remarks": [shown_remark(r) for r in defence.remarks.all()],
    }  # fmt: skip


class DefenceIn(In):
    channel: Line
    held_at: AwareDatetime


@router.post("/results/{result_id}/defences", response={201: dict})
def open_defence(request, result_id: int, body: DefenceIn):
    """Show the result to the client."""
    at = timezone.now()
    result = find(queries.visible_to(request.user, at), result_id)
    made = actions.open_defence(result, channel=body.channel, held_at=body.held_at, by=request.user, at=at)
    return Status(201, shown_defence(made))


@router.get("/defences", response=Page)
def list_defences(request, result: Key | None = None, engagement: Key | None = None, cursor: str | None = None,
                  limit: int = 50):  # fmt: skip
    """List defences, the newest first."""
    found = queries.defences_visible_to(request.user, timezone.now()).prefetch_related("remarks")
    return listed(narrowed(found, result=result, engagement=engagement), shown_defence, cursor=cursor, limit=limit)


@router.get("/defences/{defence_id}", response=dict)
def one_defence(request, defence_id: int):
    """Tell one defence."""
    return shown_defence(find(queries.defences_visible_to(request.user, timezone.now()), defence_id))


class RemarkIn(In):
    criterion: str = Field("", max_length=500)
    text: Text


class VerdictIn(In):
    accepted: bool
    remarks: list[RemarkIn] = Field(default_factory=list, max_length=200)
    evidence: str = Field("", max_length=5000)


@router.post("/defences/{defence_id}/verdicts", response={201: dict})
def decide(request, defence_id: int, body: VerdictIn):
    """Give the client's verdict: the contact in person, staff with evidence."""
    at = timezone.now()
    defence = find(queries.defences_visible_to(request.user, at), defence_id)
    made = actions.decide_defence(
        defence, accepted=body.accepted, remarks=[r.model_dump() for r in body.remarks], evidence=body.evidence,
        by=request.user, at=at,
    )  # fmt: skip
    return Status(201, shown_defence(made))
