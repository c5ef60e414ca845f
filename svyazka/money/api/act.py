"""Acts, spoken in JSON: drafted, sent, signed, refused, cancelled."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit import files
from svyazka.kit.api import In, Key, Page, Text, listed, money, narrowed, papers_at, plain, told
from svyazka.kit.http import find
from svyazka.kit.papers import drawn_as
from svyazka.money import actions, papers, queries
from svyazka.money.models import Act

router = Router()


def shown_act(act: Act) -> dict:
    """Tell an act with its lines."""
    return {
        **paper(act), "state": act.state, "result_id": act.result_id, "dated_on": act.dated_on,
        "signed_on": act.signed_on, "sent_at": told(act.sent_at), "refusal_reason": act.refusal_reason,
        "lines": [{"title": line.title, "total": money(line.total_kopecks), "vat": money(line.vat_kopecks)}
                  for line in act.lines.all()],
    }  # fmt: skip


def paper(paper) -> dict:
    """Tell what acts and invoices have in common."""
    return {
        "id": paper.pk, "version": paper.version, "stage_id": paper.stage_id, "engagement_id": paper.engagement_id,
        "contract_id": paper.contract_id, "number": paper.number or None, "total": money(paper.total_kopecks),
        "vat_percent": plain(paper.vat_percent), "vat": money(paper.vat_kopecks), "vat_basis": paper.vat_basis,
    }  # fmt: skip


@router.post("/stages/{stage_id}/acts", response={201: dict})
def draft_act(request, stage_id: int):
    """Make the act of a stage from its accepted result."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    return Status(201, shown_act(actions.draft_act(stage, by=request.user, at=at)))


@router.get("/acts", response=Page)
def list_acts(request, stage: Key | None = None, engagement: Key | None = None, state: str | None = None,
              cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List acts, the newest first."""
    found = queries.acts_visible_to(request.user, timezone.now()).prefetch_related("lines")
    return listed(narrowed(found, stage=stage, engagement=engagement, state=state), shown_act, cursor=cursor, limit=limit)


@router.get("/acts/{act_id}", response=dict)
def one_act(request, act_id: int):
    """Tell one act."""
    return shown_act(find(queries.acts_visible_to(request.user, timezone.now()), act_id))


@papers_at(router, "/acts/{act_id}")
def act_paper(request, act_id: int, form: str):
    """Return the act as a PDF or a Word file."""
    act = find(queries.acts_visible_to(request.user, timezone.now()), act_id)
    return files.paper(drawn_as(form, papers.act_paper(act)), f"act-{act.number or act.pk}", form)


@router.post("/acts/{act_id}/sending", response={201: dict})
def send_act(request, act_id: int):
    """Give the act its number and send it."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.send_act(act, by=request.user, at=at)))


class SigningIn(In):
    signed_on: date


@router.post("/acts/{act_id}/signing", response={201: dict})
def sign_act(request, act_id: int, body: SigningIn):
    """Write down that the act is signed."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.sign_act(act, signed_on=body.signed_on, by=request.user, at=at)))


class ReasonIn(In):
    reason: Text


@router.post("/acts/{act_id}/refusal", response={201: dict})
def refuse_act(request, act_id: int, body: ReasonIn):
    """Write down the client's refusal to sign with their reasons."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.refuse_act(act, reason=body.reason, by=request.user, at=at)))


@router.post("/acts/{act_id}/cancellation", response={201: dict})
def void_act(request, act_id: int, body: ReasonIn):
    """Cancel an act that nobody signed."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.void_act(act, reason=body.reason, by=request.user, at=at)))
