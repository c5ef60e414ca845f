"""Leads that look like one, spoken in JSON: compared, told apart, merged, taken apart."""

from typing import Literal

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.kit.api import LIMIT, MOST, In, Key, listed, told
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead, Likeness, Merging
from svyazka.leads.rules import told as signs_told
from svyazka.leads.rules.likeness import LikenessState

router = Router()


def likeness_shown(row: Likeness) -> dict:
    """Tell a pair of leads that look like one, with the signs they share."""
    return {
        "id": row.pk, "version": row.version, "lead_id": row.lead_id, "other_id": row.other_id, "state": row.state, "strong": row.strong,
        "weight": row.weight, "signs": [{"code": sign["code"], "text": text} for sign, text in zip(row.signs, signs_told(row.signs), strict=True)],
        "found_at": told(row.found_at), "decided_at": told(row.decided_at),
        "decided_by": row.decided_by.username if row.decided_by else None,
    }  # fmt: skip


def merging_shown(row: Merging) -> dict:
    """Tell a merging: what moved, how many of each."""
    rows = {name: len(keys) for part in row.moved.values() for name, keys in part.items()}
    return {"id": row.pk, "version": row.version, "kept_id": row.kept_id, "gone_id": row.gone_id, "moved": rows,
            "clients_merged": row.clients_id is not None, "merged_at": told(row.merged_at), "undone_at": told(row.undone_at)}  # fmt: skip


def _seen(request):
    return queries.visible_to(request.user, timezone.now())


def _lead(request, lead_id: int) -> Lead:
    return find(_seen(request), lead_id)


@router.get("/likenesses")
def list_likenesses(request, cursor: str | None = None, limit: int = LIMIT):
    """List the pairs of leads that look like one and wait for a person."""
    return listed(queries.to_look_at(queries.likenesses_visible_to(_seen(request))), likeness_shown, cursor=cursor, limit=limit)


@router.get("/likeness-groups")
def list_groups(request):
    """List the groups of leads that look like one and wait for a person, the most alike first, each with the lead usually kept."""
    found = queries.likenesses_visible_to(_seen(request))
    groups = queries.groups_of(found, queries.waiting_pairs(found)[:MOST])
    return {"items": [{"kept_id": group.kept.pk, "lead_ids": group.keys, "signs": [sign for one in group.others for sign in one.signs]} for group in groups], "next": None}


@router.get("/leads/{lead_id}/likenesses")
def likenesses_of(request, lead_id: int):
    """List the leads that look like this one, with the signs they share; those of a decision too."""
    lead, seen = _lead(request, lead_id), _seen(request)
    both = queries.likenesses_visible_to(seen).filter(pk__in=queries.likenesses_of(lead).values("pk"))
    return {"items": [likeness_shown(row) for row in both.order_by("-weight", "-pk")]}


class DecisionIn(In):
    verdict: Literal["same", "different", "open"]


@router.post("/likenesses/{likeness_id}/decision")
def decide(request, likeness_id: int, body: DecisionIn):
    """Say whether the two are one; “different” is remembered."""
    at = timezone.now()
    found = find(queries.likenesses_visible_to(_seen(request)), likeness_id)
    side = queries.side_of(found, request.user, at)
    return likeness_shown(actions.decide_likeness(side, likeness=found, verdict=LikenessState(body.verdict), by=request.user, at=at))


@router.get("/leads/{lead_id}/merging")
def preview(request, lead_id: int, into: int):
    """Tell what merging this lead into another would do: what moves and stays, what differs, what stands in the way."""
    gone, kept = _lead(request, lead_id), _lead(request, into)
    plan = queries.preview(kept, gone, by=request.user, at=timezone.now())
    return {
        "kept_id": kept.pk, "gone_id": gone.pk, "version": kept.version,
        "moves": {part.relation: count for part, count in plan.moving}, "stays": {part.relation: count for part, count in plan.staying},
        "differs": plan.differing, "choices": plan.choices, "clients_merge": plan.clients_join, "reasons": [str(reason) for reason in plan.reasons],
    }  # fmt: skip


class ChoicesIn(In):
    title: Literal["kept", "gone"] | None = None
    request: Literal["kept", "gone"] | None = None
    company: Literal["kept", "gone"] | None = None
    region: Literal["kept", "gone"] | None = None
    contact_id: Literal["kept", "gone"] | None = None


class MergingIn(In):
    into: Key
    choices: ChoicesIn = ChoicesIn()


@router.post("/leads/{lead_id}/merging", response={201: dict})
def merge(request, lead_id: int, body: MergingIn):
    """Merge this lead into another. `If-Match` names the version of the lead that is kept."""
    gone, kept = _lead(request, lead_id), _lead(request, body.into)
    choices = body.choices.model_dump(exclude_none=True)
    done = actions.merge_leads(kept, gone=gone, choices=choices, by=request.user, at=timezone.now())
    return Status(201, merging_shown(done))


@router.get("/leads/{lead_id}/mergings")
def mergings_of(request, lead_id: int):
    """List what was merged into this lead, and it into others, the latest first."""
    return {"items": [merging_shown(row) for row in queries.mergings_of(_lead(request, lead_id))]}


class GroupIn(In):
    others: list[Key] = Field(min_length=1, max_length=MOST)


@router.post("/leads/{lead_id}/mergings", response={201: dict})
def merge_all(request, lead_id: int, body: GroupIn):
    """Merge several leads into this one, all or none; each merging is undone by itself."""
    kept, others = _lead(request, lead_id), [_lead(request, key) for key in dict.fromkeys(body.others)]
    done = actions.merge_group(kept, others=others, by=request.user, at=timezone.now())
    return Status(201, {"items": [merging_shown(row) for row in done]})


@router.post("/mergings/{merging_id}/undoing")
def undo(request, merging_id: int):
    """Take two merged leads apart: what moved and is still there goes back, what came since stays."""
    at = timezone.now()
    found = find(queries.mergings_visible_to(_seen(request)), merging_id)
    return merging_shown(actions.undo_merging(found, by=request.user, at=at))
