"""Which leads look like one: found by indexes alone, never by comparing all with all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from svyazka.clients.models import Client, Contact
from svyazka.kit.guard import DUTIES, may
from svyazka.leads.models import Lead, Likeness
from svyazka.leads.rules import (
    CLOSED,
    Face,
    LeadState,
    LikenessState,
    is_strong,
    limits_on,
    signs_shared,
    told,
    weight_of,
)
from svyazka.leads.rules.likeness import Limits
from svyazka.leads.rules.merging import how_far
from svyazka.people.models import Person
from svyazka.people.queries import today


def face_of(lead: Lead) -> Face:
    """Return by what the lead is known."""
    client, contact = lead.engagement.client, lead.contact
    return Face(
        phone=contact.phone_key if contact else "", email=contact.email_key if contact else "", inn=client.inn or lead.inn,
        domain=client.domain, client_id=client.pk, name=client.name, name_key=client.name_key,
    )  # fmt: skip


def likenesses_found(lead: Lead, at: datetime) -> list[Likeness]:
    """Return the likenesses of the lead with others, unsaved: those that weigh enough to ask a person. Ten queries at most."""
    limits, face = limits_on(today(at)), face_of(lead)
    found = []
    for other in _candidates(lead, face, limits, at):
        signs = signs_shared(face, face_of(other), limits)
        weight = weight_of(signs, limits)
        if weight >= limits.ask_from:
            later, earlier = sorted((lead, other), key=lambda one: -one.pk)
            found.append(Likeness(lead=later, other=earlier, signs=signs, weight=weight, strong=is_strong(signs, limits), found_at=at))
    return found


def _candidates(lead: Lead, face: Face, limits: Limits, at: datetime) -> QuerySet[Lead]:
    """Return the leads that may share a sign with this one: open, or refused not long ago; bounded on every way to them.

    A won one is no likeness: whoever works with us asks for something new. Of the same client only open ones are.
    """
    lately = Q(closed_at=None) | Q(closed_at__gte=at - timedelta(days=limits.closed_within_days))
    others = Lead.objects.exclude(state__in=(LeadState.WON, LeadState.MERGED)).exclude(pk=lead.pk).filter(lately).order_by("-pk")
    ways = [Q(engagement__client=face.client_id, closed_at=None), Q(engagement__client__in=_clients_like(face, limits))]
    if contacts := _contacts_like(face, limits):
        ways.append(Q(contact__in=contacts))
    if face.inn:
        ways.append(Q(inn=face.inn))
    keys = {key for way in ways for key in others.filter(way).values_list("pk", flat=True)[: limits.most]}
    return Lead.objects.filter(pk__in=keys).select_related("engagement__client", "contact").order_by("-pk")


def _contacts_like(face: Face, limits: Limits) -> list[int]:
    way = _any({f"{name}_key": getattr(face, name) for name in ("email", "phone")})
    return list(Contact.objects.filter(way).values_list("pk", flat=True)[: limits.most]) if way else []


def _clients_like(face: Face, limits: Limits) -> list[int]:
    clients = Client.objects.filter(merged_into=None).exclude(pk=face.client_id)
    way = _any({name: getattr(face, name) for name in ("inn", "domain")})
    found = list(clients.filter(way).values_list("pk", flat=True)[: limits.most]) if way else []
    if not face.name_key:
        return found
    with _comparing_from(limits.like_names_from):
        return found + list(clients.filter(name_key__trigram_similar=face.name_key).values_list("pk", flat=True)[: limits.most])


def _any(told: dict[str, str]) -> Q:
    """Return the condition that one of these columns is as told; an empty one where nothing is told."""
    way = Q()
    for name, value in told.items():
        way |= Q(**{name: value}) if value else Q()
    return way


@contextmanager
def _comparing_from(share: float) -> Iterator[None]:
    """Let the index look for names that share so many trigrams; others who compare after find it as it was."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('pg_trgm.similarity_threshold', true), '0.3')")
        before = cursor.fetchone()[0]
        cursor.execute("select set_config('pg_trgm.similarity_threshold', %s, true)", [str(share)])
        yield
        cursor.execute("select set_config('pg_trgm.similarity_threshold', %s, true)", [before])


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


MOST_HELD = 200  # pairs that one person is asked about


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
