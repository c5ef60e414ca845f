"""Estimates, proposals and contracts, spoken in JSON."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to
from svyazka.deals import actions, queries
from svyazka.deals.models import Contract, Estimate, Proposal
from svyazka.kit.api import LIMIT, Hours, In, Key, Line, Money, Number, Text, listed, money, plain
from svyazka.kit.http import find

router = Router(tags=["deals"])


def shown(estimate: Estimate, person) -> dict:
    """Tell an estimate; cost and margin only to those who may see them."""
    sums = queries.totals_of(estimate)
    told = {
        "id": estimate.pk,
        "engagement_id": estimate.engagement_id,
        "brief_id": estimate.brief_id,
        "edition": estimate.edition,
        "version": estimate.version,
        "state": estimate.state,
        "lines": [
            {"id": line.pk, "title": line.title, "specialism": line.specialism.code, "hours": plain(line.hours),
             "rate": money(line.rate_kopecks), "clause_id": line.clause_id}
            for line in estimate.lines.all()
        ],
        "hours": plain(sums.hours),
        "total": money(sums.price_kopecks),
        "approved_price": money(estimate.approved_price_kopecks),
    }  # fmt: skip
    if queries.sees_money(person, estimate.engagement, timezone.now()):
        told |= {"cost": money(sums.cost_kopecks), "margin": money(sums.margin_kopecks), "margin_percent": str(sums.margin_percent() or "")}
    return told


class LineIn(In):
    title: Line
    specialism: Line
    hours: Hours
    rate: Money
    clause_id: Key | None = None


class EstimateIn(In):
    brief_id: Key
    lines: list[LineIn]
    reserve_percent: Decimal = Decimal(0)


@router.post("/engagements/{engagement_id}/estimates", response={201: dict})
def build(request, engagement_id: int, body: EstimateIn):
    """Build an estimate."""
    at = timezone.now()
    lines = [{**line.model_dump(exclude={"rate"}), "rate_kopecks": line.rate.kopecks} for line in body.lines]
    estimate = actions.build_estimate(find(visible_to(request.user, at), engagement_id), brief_id=body.brief_id, lines=lines,
                                      reserve_percent=body.reserve_percent, by=request.user, at=at)  # fmt: skip
    return Status(201, shown(estimate, request.user))


@router.get("/engagements/{engagement_id}/estimates")
def list_estimates(request, engagement_id: int):
    """List the estimates of an engagement."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    found = queries.visible_to(request.user, at).filter(engagement=engagement).order_by("-edition")
    return {"items": [shown(estimate, request.user) for estimate in found], "next": None}


def _estimate(request, estimate_id: int) -> Estimate:
    return find(queries.visible_to(request.user, timezone.now()), estimate_id)


@router.get("/estimates/{estimate_id}")
def one_estimate(request, estimate_id: int):
    """Tell an estimate."""
    return shown(_estimate(request, estimate_id), request.user)


class ApprovalIn(In):
    price: Money | None = None


@router.post("/estimates/{estimate_id}/approval")
def approve(request, estimate_id: int, body: ApprovalIn | None = None):
    """Let a price go out below the floor of margin: the one you name, else the estimate's own."""
    price = body.price.kopecks if body and body.price else None
    made = actions.approve_estimate(_estimate(request, estimate_id), price_kopecks=price, by=request.user, at=timezone.now())
    return shown(made, request.user)


def proposal_shown(proposal: Proposal) -> dict:
    """Tell a proposal."""
    return {"id": proposal.pk, "version": proposal.version, "number": proposal.number, "engagement_id": proposal.engagement_id,
            "estimate_id": proposal.estimate_id, "price": money(proposal.price_kopecks), "state": proposal.state,
            "valid_until_on": proposal.valid_until_on, "sent_at": proposal.sent_at}  # fmt: skip


class ProposalIn(In):
    price: Money
    valid_until_on: date


@router.post("/estimates/{estimate_id}/proposals", response={201: dict})
def offer(request, estimate_id: int, body: ProposalIn):
    """Send the client a price."""
    proposal = actions.send_proposal(_estimate(request, estimate_id), price_kopecks=body.price.kopecks,
                                     valid_until_on=body.valid_until_on, by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, proposal_shown(proposal))


class AnswerIn(In):
    accepted: bool
    reason: str = ""


@router.post("/proposals/{proposal_id}/answers", response={201: dict})
def answer(request, proposal_id: int, body: AnswerIn):
    """Write down what the client has said to the price."""
    at = timezone.now()
    found = find(queries.proposals_visible_to(request.user, at), proposal_id)
    return Status(201, proposal_shown(actions.answer_proposal(found, by=request.user, at=at, **body.model_dump())))


def contract_shown(contract: Contract) -> dict:
    """Tell a contract with its stages."""
    return {
        "id": contract.pk,
        "version": contract.version,
        "number": contract.number,
        "engagement_id": contract.engagement_id,
        "kind": contract.kind,
        "state": contract.state,
        "legal_entity": contract.legal_entity_id,
        "price": money(contract.price_kopecks),
        "vat_percent": None if contract.vat_percent is None else str(contract.vat_percent),
        "acceptance_days": contract.acceptance_days,
        "rounds_included": contract.rounds_included,
        "silence_means_accepted": contract.silence_means_accepted,
        "signed_on": contract.signed_on,
        "stages": [
            {"id": s.pk, "title": s.title, "value": money(s.value_kopecks), "due_on": s.due_on} for s in contract.stages.all()
        ],
    }


class StageIn(In):
    title: Line
    value: Money
    due_on: date


def _stages(rows: list[StageIn]) -> list[dict]:
    return [{"title": row.title, "value_kopecks": row.value.kopecks, "due_on": row.due_on} for row in rows]


class ContractIn(In):
    kind: Line
    legal_entity: Key
    stages: list[StageIn]
    acceptance_days: Number = 5
    rounds_included: Number = 2
    round_price: Money | None = None
    silence_means_accepted: bool = False


@router.post("/engagements/{engagement_id}/contracts", response={201: dict})
def draft(request, engagement_id: int, body: ContractIn):
    """Draft the contract."""
    at = timezone.now()
    told = body.model_dump(exclude={"stages", "round_price"})
    contract = actions.draft_contract(
        find(visible_to(request.user, at), engagement_id), stages=_stages(body.stages),
        round_price_kopecks=body.round_price.kopecks if body.round_price else 0, by=request.user, at=at, **told,
    )  # fmt: skip
    return Status(201, contract_shown(_contract(request, contract.pk)))


def _contract(request, contract_id: int) -> Contract:
    return find(queries.contracts_visible_to(request.user, timezone.now()), contract_id)


@router.get("/contracts")
def list_contracts(request, cursor: str | None = None, limit: int = LIMIT):
    """List the contracts you see."""
    return listed(queries.contracts_visible_to(request.user, timezone.now()), contract_shown, cursor=cursor, limit=limit)


@router.get("/contracts/{contract_id}")
def one_contract(request, contract_id: int):
    """Tell a contract."""
    return contract_shown(_contract(request, contract_id))


@router.post("/contracts/{contract_id}/sending")
def send(request, contract_id: int):
    """Send the contract to the client."""
    actions.send_contract(_contract(request, contract_id), by=request.user, at=timezone.now())
    return contract_shown(_contract(request, contract_id))


class DisagreementIn(In):
    reason: Text


@router.post("/contracts/{contract_id}/disagreements", response={201: dict})
def disagree(request, contract_id: int, body: DisagreementIn):
    """Write down the client's protocol of disagreements."""
    actions.disagree_contract(_contract(request, contract_id), reason=body.reason, by=request.user, at=timezone.now())
    return Status(201, contract_shown(_contract(request, contract_id)))


class SigningIn(In):
    signed_on: date


@router.post("/contracts/{contract_id}/signing")
def sign(request, contract_id: int, body: SigningIn):
    """Sign the contract: the lead is won."""
    actions.sign_contract(_contract(request, contract_id), signed_on=body.signed_on, by=request.user, at=timezone.now())
    return contract_shown(_contract(request, contract_id))


class AmendmentIn(In):
    reason: Text
    stages: list[StageIn] = []


@router.post("/contracts/{contract_id}/amendments", response={201: dict})
def amend(request, contract_id: int, body: AmendmentIn):
    """Change a signed contract."""
    actions.amend_contract(_contract(request, contract_id), reason=body.reason, stages=_stages(body.stages), by=request.user, at=timezone.now())
    return Status(201, contract_shown(_contract(request, contract_id)))


class TerminationIn(In):
    reason: Text


@router.post("/contracts/{contract_id}/termination")
def terminate(request, contract_id: int, body: TerminationIn):
    """End a contract whose work has not begun."""
    actions.terminate_contract(_contract(request, contract_id), reason=body.reason, by=request.user, at=timezone.now())
    return contract_shown(Contract.objects.get(pk=contract_id))
