"""Clients that are one company, spoken in JSON: merged and taken apart."""

from typing import Literal

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients import actions, queries
from svyazka.clients.models import ClientMerging
from svyazka.kit.api import In, Key, staff_only, told
from svyazka.kit.http import find

router = Router()
Side = Literal["kept", "gone"]


def shown(row: ClientMerging) -> dict:
    """Tell a merging of clients: what moved, how many of each."""
    return {"id": row.pk, "version": row.version, "kept_id": row.kept_id, "gone_id": row.gone_id, "with_leads": row.with_leads,
            "moved": {name: len(keys) for name, keys in row.moved.items()}, "merged_at": told(row.merged_at),
            "undone_at": told(row.undone_at)}  # fmt: skip


@router.get("/clients/{client_id}/mergings")
def list_mergings(request, client_id: int):
    """List what was merged into this client and it into others, and stands so now."""
    client = find(queries.ever_visible_to(staff_only(request), timezone.now()), client_id)
    return {"items": [shown(row) for row in queries.mergings_of(client)]}


@router.get("/clients/{client_id}/merging")
def preview(request, client_id: int, into: int):
    """Tell what merging this client into another would do."""
    seen = queries.clients_visible_to(staff_only(request), timezone.now())
    plan = queries.client_preview(find(seen, into), find(seen, client_id))
    return {"moves": {part.relation: count for part, count in plan.moving}, "differs": plan.differing, "choices": plan.choices,
            "reasons": [str(reason) for reason in plan.reasons]}  # fmt: skip


class ChoicesIn(In):
    name: Side | None = None
    kind: Side | None = None
    region: Side | None = None
    address: Side | None = None
    site: Side | None = None


class MergingIn(In):
    into: Key
    choices: ChoicesIn = ChoicesIn()


@router.post("/clients/{client_id}/merging", response={201: dict})
def merge(request, client_id: int, body: MergingIn):
    """Merge this client into another."""
    at = timezone.now()
    seen = queries.clients_visible_to(staff_only(request), at)
    kept, gone = find(seen, body.into), find(seen, client_id)
    choices = body.choices.model_dump(exclude_none=True)
    return Status(201, shown(actions.merge_clients(kept, gone=gone, choices=choices, by=request.user, at=at)))


@router.post("/client-mergings/{merging_id}/undoing")
def undo(request, merging_id: int):
    """Take two merged clients apart."""
    at = timezone.now()
    found = find(queries.mergings_visible_to(staff_only(request), at), merging_id)
    return shown(actions.undo_client_merging(found, by=request.user, at=at))
