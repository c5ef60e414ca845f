"""How a contract and what happens to it are told in JSON."""

from django.utils import timezone

from svyazka.deals import queries
from svyazka.deals.models import Amendment, AmendmentAnswer, Contract, ContractEdition, ContractStage, Disagreement
from svyazka.deals.rules.contract import ContractTerms
from svyazka.kit.api import money, told
from svyazka.kit.http import find


def contract_seen(request, contract_id: int) -> Contract:
    """Return the contract, or 404 for who does not see it."""
    return find(queries.contracts_visible_to(request.user, timezone.now()), contract_id)


def stage_shown(stage: ContractStage) -> dict:
    """Tell a stage of a contract; `placement` is what of it goes to placing ads."""
    return {"id": stage.pk, "title": stage.title, "value": money(stage.value_kopecks), "due_on": stage.due_on,
            "advance_percent": stage.advance_percent, "placement": money(stage.placement_kopecks)}  # fmt: skip


def contract_shown(contract: Contract) -> dict:
    """Tell a contract with its stages."""
    return {
        "id": contract.pk, "version": contract.version, "number": contract.number, "engagement_id": contract.engagement_id,
        "kind": contract.kind, "state": contract.state, "legal_entity": contract.legal_entity_id, "price": money(contract.price_kopecks),
        "vat_percent": None if contract.vat_percent is None else str(contract.vat_percent),
        **{name: getattr(contract, name) for name in ContractTerms.__dataclass_fields__ if not name.endswith("_kopecks")},
        "round_price": money(contract.round_price_kopecks), "hour_price": money(contract.hour_kopecks),
        "signed_on": contract.signed_on, "stages": [stage_shown(stage) for stage in contract.stages.all()],
    }  # fmt: skip


def edition_shown(edition: ContractEdition) -> dict:
    """Tell an edition shortly: what the client got, and by what digest it is known."""
    return {"number": edition.number, "sha256": edition.digest, "sent_at": told(edition.sent_at)}


def row_shown(row: Disagreement) -> dict:
    """Tell a row of the protocol."""
    return {"id": row.pk, "version": row.version, "round": row.round, "clause": row.clause, "ours": row.ours, "theirs": row.theirs,
            "agreed": row.agreed, "state": row.state, "filed_at": told(row.filed_at), "settled_at": told(row.settled_at)}  # fmt: skip


def amendment_shown(amendment: Amendment) -> dict:
    """Tell an amendment or an order with what it changes."""
    return {
        "id": amendment.pk, "version": amendment.version, "contract_id": amendment.contract_id, "kind": amendment.kind,
        "number": amendment.number, "state": amendment.state, "reason": amendment.reason, "added": money(amendment.added_kopecks),
        "terms": amendment.terms, "brief_id": amendment.brief_id, "made_at": told(amendment.made_at), "sent_at": told(amendment.sent_at), "signed_on": amendment.signed_on,
        "signed_for_us": amendment.signed_for_us, "signed_for_client": amendment.signed_for_client, "signed_way": amendment.signed_way,
        "signed_file_id": amendment.signed_file_id,
        "answers": [answer_shown(answer) for answer in amendment.answers.all()],
        "stages": [
            {"change": row.change, "stage_id": row.stage_id, "title": row.title, "value": money(row.value_kopecks), "due_on": row.due_on,
             "was_title": row.was_title, "was": money(row.was_kopecks), "was_due_on": row.was_due_on} for row in amendment.changes.all()
        ],
    }  # fmt: skip


def answer_shown(answer: AmendmentAnswer) -> dict:
    """Tell what the client has said of an amendment, and of which words."""
    return {"agreed": answer.agreed, "reason": answer.reason, "digest": answer.digest, "name": answer.by.name, "at": told(answer.at)}


def retainer_shown(contract: Contract) -> dict | None:
    """Tell what is agreed of the periods."""
    agreed = queries.retainer_told(contract)
    if agreed is None:
        return None
    return {**{name: value for name, value in agreed.items() if not name.endswith("_kopecks")},
            "fee": money(agreed["fee_kopecks"]), "overage": money(agreed["overage_kopecks"])}  # fmt: skip


def contract_whole(contract: Contract) -> dict:
    """Tell a contract with its periods, editions, disagreements, amendments and orders."""
    editions = list(contract.editions.all())
    return {
        **contract_shown(contract),
        "signed_for_us": contract.signed_for_us, "signed_for_client": contract.signed_for_client, "signed_way": contract.signed_way,
        "signed_file_id": contract.signed_file_id, "with_protocol": contract.with_protocol,
        "signed_edition": next((one.number for one in editions if one.pk == contract.signed_edition_id), None),
        "changed_since_sent": queries.is_discussed(contract) and queries.is_changed(contract, editions[-1] if editions else None),
        "annexes": queries.annexes(contract), "editions": [edition_shown(one) for one in editions],
        "disagreements": [row_shown(row) for row in contract.disagreements.all()],
        "amendments": [amendment_shown(one) for one in contract.amendments.prefetch_related("changes", "answers__by").order_by("kind", "number")],
        "retainer": retainer_shown(contract),
    }  # fmt: skip
