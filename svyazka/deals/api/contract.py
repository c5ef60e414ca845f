"""Contracts, spoken in JSON: drafted, edited, sent, signed, terminated."""

from dataclasses import asdict
from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to
from svyazka.deals import actions, queries
from svyazka.deals.api.retainer import RetainerIn, retainer_told
from svyazka.deals.api.shown import contract_seen, contract_shown, contract_whole, edition_shown
from svyazka.deals.models import Contract
from svyazka.kit.api import LIMIT, In, Key, Line, Money, Number, Text, kept, listed, upto
from svyazka.kit.http import find

router = Router()


class StageIn(In):
    title: Line
    value: Money
    due_on: date
    advance_percent: Number = 0
    placement: Money | None = None


def stages_in(rows: list[StageIn]) -> list[dict]:
    """Return the stages in the words of the actions."""
    return [{"title": row.title, "value_kopecks": row.value.kopecks, "due_on": row.due_on, "advance_percent": row.advance_percent,
             "placement_kopecks": row.placement.kopecks if row.placement else 0} for row in rows]  # fmt: skip


class ContractIn(In):
    kind: Line
    legal_entity: Key
    stages: list[StageIn] = []
    retainer: RetainerIn | None = None
    acceptance_days: Number = 5
    rounds_included: Number = 2
    round_price: Money | None = None
    silence_means_accepted: bool = False
    payment_days: Number = 5
    hour_price: Money | None = None
    court_city: kept(Contract, "court_city") = ""
    text_code: kept(Contract, "text_code") = ""
    is_frame: bool = False
    places_ads: bool = False
    shows_hours: bool = False
    warns_client: bool = False

    def told(self) -> dict:
        """Return the contract in the words of the actions."""
        plain = self.model_dump(exclude={"stages", "retainer", "round_price", "hour_price"})
        return {
            **plain, "stages": stages_in(self.stages), "retainer": asdict(retainer_told(self.retainer)) if self.retainer else None,
            "round_price_kopecks": self.round_price.kopecks if self.round_price else 0,
            "hour_kopecks": self.hour_price.kopecks if self.hour_price else 0,
        }  # fmt: skip


@router.post("/engagements/{engagement_id}/contracts", response={201: dict})
def draft(request, engagement_id: int, body: ContractIn):
    """Draft the contract; a retainer may tell its periods instead of stages."""
    at = timezone.now()
    contract = actions.draft_contract(find(visible_to(request.user, at), engagement_id), by=request.user, at=at, **body.told())
    return Status(201, contract_shown(contract_seen(request, contract.pk)))


@router.get("/contracts")
def list_contracts(request, cursor: str | None = None, limit: int = LIMIT):
    """List the contracts you see."""
    return listed(queries.contracts_visible_to(request.user, timezone.now()), contract_shown, cursor=cursor, limit=limit)


@router.get("/contracts/{contract_id}")
def one_contract(request, contract_id: int):
    """Tell a contract with all that has happened to it."""
    return contract_whole(contract_seen(request, contract_id))


@router.put("/contracts/{contract_id}")
def edit(request, contract_id: int, body: ContractIn):
    """Write the terms and stages of a contract that is not signed anew."""
    actions.edit_contract(contract_seen(request, contract_id), by=request.user, at=timezone.now(), **body.told())
    return contract_whole(contract_seen(request, contract_id))


@router.post("/contracts/{contract_id}/sending")
def send(request, contract_id: int):
    """Send the contract to the client: what they got is kept as an edition."""
    actions.send_contract(contract_seen(request, contract_id), by=request.user, at=timezone.now())
    return contract_whole(contract_seen(request, contract_id))


@router.get("/contracts/{contract_id}/editions/{number}")
def one_edition(request, contract_id: int, number: int):
    """Tell exactly what the client got."""
    edition = find(contract_seen(request, contract_id).editions.all(), None, number=number)
    return {**edition_shown(edition), "told": edition.told}


class SignatureIn(In):
    signed_on: date
    signed_for_us: upto(300) = ""
    signed_for_client: upto(300) = ""
    way: Line = "paper"
    file_id: Key | None = None


class SigningIn(SignatureIn):
    with_protocol: bool = False
    elsewhere: bool | None = None


@router.post("/contracts/{contract_id}/signing")
def sign(request, contract_id: int, body: SigningIn):
    """Sign the contract: the lead is won."""
    actions.sign_contract(contract_seen(request, contract_id), by=request.user, at=timezone.now(), **body.model_dump())
    return contract_whole(contract_seen(request, contract_id))


class TerminationIn(In):
    reason: Text


@router.post("/contracts/{contract_id}/termination")
def terminate(request, contract_id: int, body: TerminationIn):
    """End a contract whose work has not begun."""
    actions.terminate_contract(contract_seen(request, contract_id), reason=body.reason, by=request.user, at=timezone.now())
    return contract_shown(Contract.objects.get(pk=contract_id))


class SwitchesIn(In):
    places_ads: bool
    shows_hours: bool
    warns_client: bool


@router.post("/contracts/{contract_id}/switches")
def switches(request, contract_id: int, body: SwitchesIn):
    """Say what the client sees and is told of the hours, and whether the agency places ads by this contract."""
    actions.set_switches(contract_seen(request, contract_id), by=request.user, at=timezone.now(), **body.model_dump())
    return contract_whole(contract_seen(request, contract_id))
