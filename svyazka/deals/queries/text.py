"""What exactly a contract says: as it stands, and as the client got it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from svyazka.deals.models import Contract, ContractEdition
from svyazka.deals.rules.contract import AGREED, ContractKind
from svyazka.deals.rules.retainer import TERM_NAMES, Rollover

STAGE = ("position", "title", "value_kopecks", "advance_percent", "placement_kopecks")
ENTITY = ("name", "full_name", "inn", "kpp", "ogrn", "address", "bank", "bik", "account", "correspondent_account", "signer_name",
          "signer_position", "signer_basis")  # fmt: skip
CLIENT = ("name", "inn", "kpp", "ogrn", "address", "signer_name", "signer_position", "signer_basis")


def contract_told(contract: Contract) -> dict[str, Any]:
    """Return what the contract says, in plain JSON: what is agreed, and whose requisites stand under it."""
    return {
        "agreed": {
            "number": contract.number, "kind": contract.kind, "title": contract.engagement.title,
            "price_kopecks": contract.price_kopecks, "vat_percent": _plain(contract.vat_percent), "vat_basis": contract.vat_basis,
            **{name: getattr(contract, name) for name in AGREED},
            "stages": [{**{name: getattr(s, name) for name in STAGE}, "due_on": s.due_on.isoformat()} for s in contract.stages.all()],
            "retainer": retainer_told(contract), "annexes": annexes(contract),
        },
        "parties": {
            "entity": {name: getattr(contract.legal_entity, name) for name in ENTITY},
            "client": {name: getattr(contract.client, name) for name in CLIENT},
        },
    }  # fmt: skip


def retainer_told(contract: Contract) -> dict | None:
    """Return what is agreed of the periods, in plain JSON."""
    plan = getattr(contract, "retainer", None)
    return {name: _plain(getattr(plan, name)) for name in TERM_NAMES} if plan else None


def annexes(contract: Contract) -> list[dict]:
    """Return the annexes of the contract: {"kind": spec·calendar·price, "edition"}."""
    estimate = contract.proposal.estimate if contract.proposal else None
    spec = [{"kind": "spec", "edition": estimate.brief.edition}] if estimate else []
    price = [{"kind": "price", "edition": estimate.edition}] if estimate else []
    return [*spec, {"kind": "calendar", "edition": None}, *price]


def _plain(value):
    """Return a figure or a day so that the database gives it back letter for letter."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if hasattr(value, "isoformat") else value


def digest_of(told: dict) -> str:
    """Return the SHA-256 of what a contract says."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def last_edition(contract: Contract) -> ContractEdition | None:
    """Return what the client got last."""
    return contract.editions.order_by("-number").first()


def is_changed(contract: Contract, edition: ContractEdition | None) -> bool:
    """Tell whether something else is agreed by now than the client got."""
    return edition is not None and edition.told["agreed"] != contract_told(contract)["agreed"]


def edition_read(edition: ContractEdition) -> dict:
    """Return what an edition says with its days and words as people read them."""
    agreed, parties = edition.told["agreed"], edition.told["parties"]
    plan = agreed["retainer"]
    read = {**plan, "starts_on": date.fromisoformat(plan["starts_on"]), "hours": Decimal(plan["hours"]),
            "rollover": Rollover(plan["rollover"]).label} if plan else None  # fmt: skip
    return {**agreed, **parties, "kind": ContractKind(agreed["kind"]).label, "retainer": read,
            "vat_percent": Decimal(agreed["vat_percent"]) if agreed["vat_percent"] else None,
            "stages": [{**row, "due_on": date.fromisoformat(row["due_on"])} for row in agreed["stages"]]}  # fmt: skip


def altered_editions() -> Iterator[str]:
    """Tell every edition that does not say any more what was sent."""
    for edition in ContractEdition.objects.select_related("contract").iterator(200):
        if digest_of(edition.told) != edition.digest:
            yield f"contract {edition.contract.number}, edition {edition.number}: it does not say what was sent"
