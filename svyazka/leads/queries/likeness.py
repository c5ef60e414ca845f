"""Leads that look like one, as they were found: which wait for a person, who sees them, who decides."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from svyazka.kit.guard import DUTIES, may
from svyazka.leads.models import Lead, Likeness
from svyazka.leads.rules import CLOSED, LeadState, LikenessState, told
from svyazka.leads.rules.merging import how_far
from svyazka.people.models import Person

MOST_HELD = 200  # pairs that one person is asked about


def likenesses_of(lead: Lead) -> QuerySet[Likeness]:
    """Return the likenesses of the lead with leads that are still there, the heaviest first."""
    return _with_leads(_living().filter(Q(lead=lead) | Q(other=lead))).order_by("-weight", "-pk")


def of_lead(found: QuerySet[Likeness], lead: Lead) -> QuerySet[Likeness]:
    """Keep the likenesses of this lead that wait for a person, the heaviest first."""
    return to_look_at(found).filter(Q(lead=lead) | Q(other=lead)).order_by("-weight", "-pk")


def likenesses_visible_to(seen: QuerySet[Lead]) -> QuerySet[Likeness]:
    """Return the likenesses of which a person who sees these leads sees both."""
    return _with_leads(both_seen(_living(), seen, "lead", "other"))


def both_seen(rows: QuerySet, seen: QuerySet[Lead], one: str, other: str) -> QuerySet:
    """Keep the rows of which both leads are among those seen; who sees every lead is not asked of each."""
    if not seen.query.where:
        return rows
    keys = seen.order_by().values("pk")
    return rows.filter(**{f"{one}__in": keys, f"{other}__in": keys})


def to_look_at(found: QuerySet[Likeness]) -> QuerySet[Likeness]:
    """Keep those that wait for a person: nobody has decided, and at least one of the two is still open."""
    return found.filter(state=LikenessState.OPEN).exclude(lead__state__in=CLOSED, other__state__in=CLOSED)


def alike_among(leads: list[Lead]) -> set[int]:
    """Return the keys of those of the leads that look like another and wait for a person. One query."""
    keys = {lead.pk for lead in leads}
    rows = to_look_at(_living()).filter(Q(lead__in=keys) | Q(other__in=keys)).values_list("lead", "other")
    return {key for row in rows for key in row if key in keys}


def _living() -> QuerySet[Likeness]:
    return Likeness.objects.exclude(lead__state=LeadState.MERGED).exclude(other__state=LeadState.MERGED)


def _with_leads(found: QuerySet[Likeness]) -> QuerySet[Likeness]:
    sides = [f"{side}__{path}" for side in ("lead", "other") for path in ("engagement__client", "source", "contact", "taken_by")]
    return found.select_related("decided_by", *sides)


@dataclass(frozen=True)
class Pair:
    """A likeness as it is shown: which of the two leads would be kept, and in words what they share."""

    likeness: Likeness
    kept: Lead
    gone: Lead
    signs: list[str]


def pair_of(likeness: Likeness) -> Pair:
    """Return the pair with the lead that is usually kept: which has gone further, else which came first."""
    kept, gone = in_order(likeness.lead, likeness.other)
    return Pair(likeness, kept, gone, told(likeness.signs))


def in_order(one: Lead, other: Lead) -> tuple[Lead, Lead]:
    """Return the two leads, the one that is usually kept first."""
    first, second = sorted((one, other), key=lambda lead: (-how_far(lead.state), lead.received_at, lead.pk))
    return first, second


def likeness_between(one: Lead, other: Lead) -> Likeness | None:
    """Return the likeness of the two leads, if one was found."""
    return Likeness.objects.filter(lead__in=(one, other), other__in=(one, other)).first()


def side_of(likeness: Likeness, person: Person, at: datetime) -> Lead:
    """Return the lead of the two for which the person may decide, a taken one if there is one; the later if for neither."""
    sides = [lead for lead in likeness.leads if lead.taken_by_id] or likeness.leads
    return next((lead for lead in sides if may(person, DUTIES["lead.intake"], lead, at, answers="RA")), sides[0])


def likenesses_held_by(person: Person) -> QuerySet[Likeness]:
    """Return the likenesses that wait for this person, who has taken one of the two leads: asked from the person's open leads."""
    mine = Lead.objects.filter(taken_by=person).exclude(state__in=CLOSED).values("pk")
    waiting = Likeness.objects.filter(state=LikenessState.OPEN)
    keys = waiting.filter(lead__in=mine).values("pk").union(waiting.filter(other__in=mine).values("pk"))
    return _with_leads(to_look_at(_living()).filter(pk__in=list(keys.values_list("pk", flat=True)[:MOST_HELD]))).order_by("-weight", "-pk")
