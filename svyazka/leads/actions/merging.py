"""Two leads that look like one are told apart, or are merged and, if that was a mistake, taken apart again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.steps import join_clients, part_clients
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Stale, refuse_if, unknown
from svyazka.kit.guard import action, require
from svyazka.kit.joining import hang_back, hang_over, paired, restore, rewrite
from svyazka.kit.states import after
from svyazka.leads import queries
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import ClockPause, Lead, LeadOffer, Likeness, Merging
from svyazka.leads.rules import LIKENESS_MOVES, MOVES, OFFER_MOVES, LikenessState, OfferState
from svyazka.leads.rules.merging import CHOSEN, ENGAGEMENT_PARTS, LEAD_PARTS
from svyazka.leads.steps import rewind, wound
from svyazka.people.models import Person
from svyazka.roles.models import SeatCall


@action(INTAKE, answers="RA", lock=False)
def decide_likeness(lead: Lead, *, likeness: Likeness, verdict: str, by: Person, at: datetime) -> Likeness:
    """Say of this lead and the other that looks like it that they are one, or different, or to be looked at once more."""
    likeness = Likeness.objects.select_for_update(of=("self",), no_key=True).select_related("lead", "other").get(pk=likeness.pk)
    if lead.pk not in (likeness.lead_id, likeness.other_id) or verdict not in LikenessState.values:
        raise unknown("verdict", verdict)
    _decide(likeness, verdict, by=by, at=at)
    record(likeness, "leads.likeness_decided", by=by, at=at, engagement=lead.engagement, verdict=verdict, of=f"{likeness.lead_id}:{likeness.other_id}")
    return likeness


def _decide(likeness: Likeness, verdict: str, *, by: Person, at: datetime) -> dict:
    decided = verdict != LikenessState.OPEN
    return rewrite(likeness, {
        "state": after(LIKENESS_MOVES, verdict, likeness.state), "decided_by_id": by.pk if decided else None, "decided_at": at if decided else None,
    })  # fmt: skip


@action(INTAKE, answers="RA", lock=False)
def merge_leads(kept: Lead, *, gone: Lead, choices: Mapping[str, str] | None = None, by: Person, at: datetime) -> Merging:
    """Merge `gone` into `kept`: messages, files, touches and all that may move go over, its engagement closes; the clock is that
    of whichever came first, it has stood whenever either was put aside, and calls nobody to a level that either has called to.
    What nobody has taken is merged by whoever may take it, what is taken by its holder or the head.

    `choices` says of a field ("title", "contact_id" …) whose value is kept: "kept" or "gone". Needs the duty on both leads.
    Raises Refused with the reasons of `queries.preview`, Stale if either has changed since it was read.
    """
    require(by, INTAKE, gone, at, answers="RA")
    kept, gone = _both(kept, gone)
    plan = queries.preview(kept, gone, by=by, at=at)
    refuse_if(plan.reasons)
    chosen = _chosen(plan, choices or {})
    names = (kept.title, gone.title)
    clients = join_clients(plan.ours, plan.theirs, choices={}, with_leads=True, by=by, at=at) if plan.clients_join else None
    written = _write(kept, gone, chosen, by=by, at=at)
    moved = {"engagement": hang_over(ENGAGEMENT_PARTS, gone.engagement, kept.engagement), "lead": hang_over(LEAD_PARTS, gone, kept)}
    written["clock"] = rewrite(kept, wound(kept, at=at))
    merging = Merging.objects.create(kept=kept, gone=gone, clients=clients, moved=moved, written=written, merged_by=by, merged_at=at)
    _tell(merging, "merged", names, {name: len(keys) for part in moved.values() for name, keys in part.items()}, by=by, at=at)
    return merging


@action(INTAKE, answers="RA", lock=False)
def merge_group(kept: Lead, *, others: Sequence[Lead], by: Person, at: datetime) -> list[Merging]:
    """Merge all these leads into `kept`, all or none; each by a merging of its own, which is undone by itself.

    Raises Malformed if there is nothing to merge, Refused as `merge_leads` does.
    """
    if not others:
        raise Malformed(_("Choose at least one lead to merge."))
    leads = Lead.objects.select_for_update(of=("self",), no_key=True).order_by("pk").in_bulk([kept.pk, *(lead.pk for lead in others)])
    _refuse_changed(*((leads[lead.pk], lead) for lead in (kept, *others)))
    return [merge_leads(Lead.objects.get(pk=kept.pk), gone=leads[gone.pk], by=by, at=at) for gone in others]


def _tell(merging: Merging, verb: str, names: tuple[str, str], rows: dict | int, *, by: Person, at: datetime) -> None:
    """Write in the stories of both leads, and of both clients if they went along."""
    for lead, other in ((merging.kept, names[1]), (merging.gone, names[0])):
        record(lead, f"leads.{verb}", by=by, at=at, title=other, kept=merging.kept_id, gone=merging.gone_id, rows=rows)
    if clients := merging.clients:
        record(clients.kept, f"clients.{verb}", by=by, at=at, name=clients.gone.name, gone=clients.gone_id)


def _both(kept: Lead, gone: Lead) -> tuple[Lead, Lead]:
    """Return both leads locked. Raises Stale if somebody has changed one since it was read."""
    ours, theirs = paired(kept, gone)
    _refuse_changed((ours, kept), (theirs, gone))
    return ours, theirs


def _refuse_changed(*pairs: tuple[Lead, Lead]) -> None:
    if any(now.version != seen.version for now, seen in pairs):
        raise Stale(_("This has changed since you looked at it. Look again and repeat."))


def _chosen(plan: queries.Preview, choices: Mapping[str, str]) -> dict[str, str]:
    for name, side in choices.items():
        if name not in CHOSEN or side not in ("kept", "gone"):
            raise Malformed(_("There is no such choice: %(name)s: %(side)s.") % {"name": name, "side": side})
    wanted = {**plan.choices, **choices}
    return {name: side if name in plan.differing else "kept" for name, side in wanted.items()}


def _write(kept: Lead, gone: Lead, choices: dict[str, str], *, by: Person, at: datetime) -> dict:
    """Write the columns of both leads and both engagements; return what stood in them. The one that goes is written first."""
    values = queries.values_after(kept, gone, choices)
    calls = {str(call.pk): rewrite(call, {"answered_at": at}) for call in SeatCall.objects.filter(engagement=gone.engagement, answered_at=None)}
    offers = {str(offer.pk): rewrite(offer, {"state": after(OFFER_MOVES, "withdraw", offer.state), "ended_at": at})
              for offer in LeadOffer.objects.filter(lead=gone, state=OfferState.OFFERED)}  # fmt: skip
    pauses = {str(pause.pk): rewrite(pause, {"ends_at": max(at, pause.starts_at)}) for pause in gone.pauses.filter(ends_at=None)}
    pairs = {str(row.pk): _decide(row, LikenessState.SAME, by=by, at=at) for row in _pairs(kept, gone)}
    return {
        "gone": rewrite(gone, {"state": after(MOVES, "merge", gone.state), "merged_into_id": kept.pk, "closed_at": at,
                               "next_level_at": None, "interview_due_at": None}),
        "gone_engagement": rewrite(gone.engagement, {"state": "merged", "closed_at": at}),
        "kept": rewrite(kept, values),
        "kept_engagement": rewrite(kept.engagement, {"opened_at": min(kept.engagement.opened_at, gone.engagement.opened_at)}),
        "calls": calls,
        "offers": offers,
        "pauses": pauses,
        "likenesses": pairs,
    }


def _pairs(kept: Lead, gone: Lead):
    return Likeness.objects.filter(lead__in=(kept, gone), other__in=(kept, gone)).exclude(state=LikenessState.SAME)


@action(INTAKE, answers="RA")
def undo_merging(merging: Merging, *, by: Person, at: datetime) -> Merging:
    """Take two merged leads apart: whatever moved and is still there goes back, values return unless changed since.

    What came after the merging stays with the kept lead. Raises Refused if it was undone, or if the kept one has itself gone.
    """
    kept, gone = paired(merging.kept, merging.gone)
    require(by, INTAKE, gone, at, answers="RA")
    refuse_if(queries.reasons_against_undoing(merging, kept))
    back = hang_back(merging.moved["engagement"], kept.engagement, gone.engagement) + hang_back(merging.moved["lead"], kept, gone)
    _restore(merging, kept, gone)
    for lead in (kept, gone):
        rewind(lead, at=at)
    if merging.clients and merging.clients.undone_at is None:
        part_clients(merging.clients, by=by, at=at)
    merging.undone_by, merging.undone_at = by, at
    merging.save(update_fields=["undone_by", "undone_at"])
    _tell(merging, "taken_apart", (kept.title, gone.title), back, by=by, at=at)
    return merging


def _restore(merging: Merging, kept: Lead, gone: Lead) -> None:
    written = merging.written
    restore(kept, written.get("clock", {}))
    restore(kept, written["kept"])
    restore(kept.engagement, written["kept_engagement"])
    restore(gone, written["gone"])
    restore(gone.engagement, written["gone_engagement"])
    for model, part in ((SeatCall, "calls"), (LeadOffer, "offers"), (ClockPause, "pauses"), (Likeness, "likenesses")):
        for row in model.objects.filter(pk__in=written.get(part, {})):
            restore(row, written[part][str(row.pk)])
