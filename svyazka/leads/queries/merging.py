"""What is known of two leads before they are merged, and of what was merged."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from svyazka.clients.models import Client, Engagement, Message
from svyazka.clients.queries import reasons_not_to_join
from svyazka.clients.rules import Channel, email_key
from svyazka.clients.rules.merging import forbidding, reasons_of_inn
from svyazka.kit.guard import DUTIES, Answer, may
from svyazka.kit.joining import GOING, Fate, Part, counted
from svyazka.leads.models import Lead, Merging
from svyazka.leads.queries.likeness import both_seen
from svyazka.leads.queries.touch import touches_of
from svyazka.leads.rules.merging import (
    CHOSEN,
    ENGAGEMENT_PARTS,
    LEAD_PARTS,
    Side,
    earlier,
    reasons_not_to_merge,
    reasons_not_to_undo,
)
from svyazka.people.models import Person


@dataclass(frozen=True)
class Preview:
    """Two leads side by side: what moves and what stays, which of the two values of a field is kept, what stands in the way."""

    kept: Lead
    gone: Lead
    moving: list[tuple[Part, int]]
    staying: list[tuple[Part, int]]
    differing: list[str]
    choices: dict[str, str]
    reasons: list
    clients_join: bool

    @property
    def ours(self) -> Client:
        return self.kept.engagement.client

    @property
    def theirs(self) -> Client:
        return self.gone.engagement.client


def preview(kept: Lead, gone: Lead, *, by: Person, at: datetime) -> Preview:
    """Return what merging `gone` into `kept` would do if `by` did it now."""
    hangs = {**counted(ENGAGEMENT_PARTS, kept.engagement, gone.engagement), **counted(LEAD_PARTS, kept, gone)}
    moving = [(part, theirs) for part, (_ours, theirs) in hangs.items() if theirs and part.fate in GOING]
    staying = [(part, theirs) for part, (_ours, theirs) in hangs.items() if theirs and part.fate == Fate.STAYS]
    joins = clients_join(kept, gone) and (_nobodys_yet(kept) or bool(may(by, DUTIES["client.keep"], kept, at, answers="RA")))
    return Preview(
        kept=kept, gone=gone, moving=moving, staying=staying, differing=differing(kept, gone, joins), clients_join=joins,
        choices=usual_choices(kept, gone),
        reasons=reasons_not_to_merge(kept=_side(kept), gone=_side(gone), same=kept.pk == gone.pk, forbidding=forbidding(hangs))
        + _reasons_of_clients(kept, gone),
    )  # fmt: skip


def _side(lead: Lead) -> Side:
    return Side(title=lead.title, state=lead.state, closed=lead.engagement.closed_at is not None)


def _reasons_of_clients(kept: Lead, gone: Lead) -> list:
    """List why the clients of the two leads cannot be one company: two INNs are two companies, and two requests."""
    ours, theirs = kept.engagement.client, gone.engagement.client
    one, other = (ours.inn or kept.inn), (theirs.inn or gone.inn)
    return reasons_of_inn(one, other) if ours.pk != theirs.pk else []


def clients_join(kept: Lead, gone: Lead) -> bool:
    """Tell whether the clients become one with the leads: the one that goes is known by this lead alone, and nothing forbids."""
    ours, theirs = kept.engagement.client, gone.engagement.client
    if ours.pk == theirs.pk or theirs.engagements.exclude(pk=gone.engagement_id).exists():
        return False
    return not reasons_not_to_join(ours, theirs)


def _nobodys_yet(lead: Lead) -> bool:
    """Tell whether nobody keeps the client of the lead so far: it is known by this untaken lead alone."""
    return lead.taken_by_id is None and not lead.engagement.client.engagements.exclude(pk=lead.engagement_id).exists()


def differing(kept: Lead, gone: Lead, joined: bool) -> list[str]:
    """Return the fields whose two values differ, so that a person chooses; a contact of another client is no choice."""
    fields = [name for name in CHOSEN if getattr(kept, name) != getattr(gone, name) and getattr(gone, name)]
    ours = joined or kept.engagement.client_id == gone.engagement.client_id
    return fields if ours else [name for name in fields if name != "contact_id"]


def usual_choices(kept: Lead, gone: Lead) -> dict[str, str]:
    """Return which value is kept unless a person says otherwise: of the kept lead, and where that is empty, of the other."""
    return {name: "gone" if getattr(gone, name) and not getattr(kept, name) else "kept" for name in CHOSEN}


def values_after(kept: Lead, gone: Lead, choices: dict[str, str]) -> dict:
    """Return the columns of the kept lead after the merging: the chosen, the earliest arrival, the first answer, the first and
    the last source. Its clock is wound by them once the pauses have gone over."""
    chosen = {name: getattr({"kept": kept, "gone": gone}[side], name) for name, side in choices.items()}
    first = kept if earlier((kept.received_at, kept.pk), (gone.received_at, gone.pk)) else gone
    clock = {name: getattr(first, name) for name in ("received_at", "channel")}
    answered = min((lead for lead in (kept, gone) if lead.answered_at), key=lambda lead: lead.answered_at, default=None)
    if answered:
        clock |= {"answered_at": answered.answered_at, "answered_by_id": answered.answered_by_id, "answered_in": answered.answered_in}
    return {**chosen, **clock, **_sources(kept, gone), "inn": kept.inn or gone.inn}


def _sources(kept: Lead, gone: Lead) -> dict:
    touches = list(touches_of(kept, gone))
    if not touches:
        return {}
    first, last = touches[0], touches[-1]
    group = (kept if first.lead_id == kept.pk else gone).query_group_id
    return {"source_id": first.source_id, "query_group_id": group, "last_source_id": last.source_id}


def may_merge(lead: Lead, person: Person, at: datetime) -> Answer:
    """Tell whether the person may say that this lead is one with another: its holder, the head, or who may take it if nobody has."""
    return may(person, DUTIES["lead.intake"], lead, at, answers="RA")


def living(engagement: Engagement) -> Engagement:
    """Return the engagement on which this one lives on: itself, unless its lead was merged into another."""
    lead = Lead.objects.filter(engagement=engagement).first()
    while lead is not None and lead.merged_into_id is not None:
        lead = lead.merged_into
    return lead.engagement if lead else engagement


def thread_of_their_own(named: QuerySet[Message], sender: str) -> Engagement | None:
    """Return the open engagement of the first of these letters that the sender wrote as the contact of its lead."""
    whose = Q(engagement__lead__contact__email_key=email_key(sender)) | Q(engagement__lead__contact_told__email__iexact=sender)
    theirs = named.filter(whose, from_client=True, channel=Channel.EMAIL).order_by("pk")
    found = (living(letter.engagement) for letter in theirs)
    return next((engagement for engagement in found if engagement.closed_at is None), None) if email_key(sender) else None


def mergings_of(lead: Lead) -> QuerySet[Merging]:
    """Return what was merged into the lead, and it into others, the latest first."""
    found = Merging.objects.filter(Q(kept=lead) | Q(gone=lead)).order_by("-merged_at", "-pk")
    return found.select_related("kept__engagement__client", "gone__engagement__client", "merged_by", "undone_by")


def mergings_visible_to(seen: QuerySet[Lead]) -> QuerySet[Merging]:
    """Return the mergings of which a person who sees these leads sees both."""
    mergings = Merging.objects.select_related("kept__engagement__client", "gone__engagement__client", "clients")
    return both_seen(mergings, seen, "kept", "gone")


def reasons_against_undoing(merging: Merging, kept: Lead) -> list:
    """List why the merging is not undone."""
    into = kept.merged_into.title if kept.merged_into else ""
    clients = merging.clients
    further = clients is not None and clients.undone_at is None and clients.kept.merged_into_id is not None
    return reasons_not_to_undo(undone=merging.undone_at is not None, kept_into=into, clients_further=further)
