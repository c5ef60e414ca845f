"""Contracts, spoken in JSON: drafted, sent, signed, amended, terminated."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to
from svyazka.deals import actions, queries
from svyazka.deals.models import Contract
from svyazka.kit.api import LIMIT, In, Key, Line, Money, Number, Text, listed, money
from svyazka.kit.http import find

router = Router()


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
    brief_id: Key | None = None


@router.post("/contracts/{contract_id}/amendments", response={201: dict})
def amend(request, contract_id: int, body: AmendmentIn):
    """Change a signed contract."""
    actions.amend_contract(_contract(request, contract_id), reason=body.reason, stages=_stages(body.stages), brief_id=body.brief_id,
                           by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, contract_shown(_contract(request, contract_id)))


class TerminationIn(In):
    reason: Text


@router.post("/contracts/{contract_id}/termination")
def terminate(request, contract_id: int, body: TerminationIn):
    """End a contract whose work has not begun."""
    actions.terminate_contract(_contract(request, contract_id), reason=body.reason, by=request.user, at=timezone.now())
    return contract_shown(Contract.objects.get(pk=contract_id))
