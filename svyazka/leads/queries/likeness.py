"""Which leads look like one: found by indexes alone, never by comparing all with all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from svyazka.clients.models import Client
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


def likenesses_by_keys(lead: Lead, at: datetime) -> list[Likeness]:
    """Return the likenesses of the lead, unsaved, with those of the same phone, address, INN, domain or client. Two queries at most."""
    limits, face = limits_on(today(at)), face_of(lead)
    keys = {"client": face.client_id, "email": face.email, "phone": face.phone, "inn": face.inn, "domain": face.domain}
    return _likenesses(lead, face, [way for name, way in WAYS if keys[name]], keys, limits, at)


def likenesses_by_names(lead: Lead, at: datetime) -> list[Likeness]:
    """Return the likenesses of the lead, unsaved, with those of clients of a like name: what looks at the names of all."""
    limits, face = limits_on(today(at)), face_of(lead)
    clients = _clients_named_like(face, limits)
    return _likenesses(lead, face, [OF_CLIENTS] if clients else [], {"clients": clients}, limits, at)


def _likenesses(lead: Lead, face: Face, ways: list[str], keys: dict, limits: Limits, at: datetime) -> list[Likeness]:
    """Return those of the likenesses that weigh enough to ask a person."""
    found = []
    for other in _candidates(lead, ways, keys, limits, at):
        signs = signs_shared(face, face_of(other), limits)
        weight = weight_of(signs, limits)
        if weight >= limits.ask_from:
            later, earlier = sorted((lead, other), key=lambda one: -one.pk)
            found.append(Likeness(lead=later, other=earlier, signs=signs, weight=weight, strong=is_strong(signs, limits), found_at=at))
    return found


BY_A_WAY = """(
  select l.id from leads_lead l where {way} and l.id <> %(lead)s and l.state <> all(%(no_likeness)s)
    and (l.closed_at is null or l.closed_at >= %(since)s) order by l.id desc limit %(most)s)"""
OTHERS = "select c.id from clients_client c where c.merged_into_id is null and c.id <> %(client)s and"
OF = "l.engagement_id in (select e.id from clients_engagement e where e.client_id"
OF_CLIENTS = f"{OF} = any(%(clients)s))"
WAYS = (  # by which key, and where to: each is an index, bounded
    ("client", f"{OF} = %(client)s) and l.closed_at is null"),
    ("email", "l.contact_id in (select t.id from clients_contact t where t.email_key = %(email)s limit %(most)s)"),
    ("phone", "l.contact_id in (select t.id from clients_contact t where t.phone_key = %(phone)s limit %(most)s)"),
    ("inn", "l.inn = %(inn)s"),
    ("inn", f"{OF} in ({OTHERS} c.inn = %(inn)s limit %(most)s))"),
    ("domain", f"{OF} in ({OTHERS} c.domain = %(domain)s limit %(most)s))"),
)


def _candidates(lead: Lead, ways: list[str], keys: dict, limits: Limits, at: datetime) -> list[Lead]:
    """Return the leads found by these ways: open, or refused not long ago; bounded on every way to them.

    A won one is no likeness: whoever works with us asks for something new. Of the same client only open ones are.
    """
    if not ways:
        return []
    told = {**keys, "lead": lead.pk, "most": limits.most, "no_likeness": [str(LeadState.WON), str(LeadState.MERGED)],
            "since": at - timedelta(days=limits.closed_within_days)}  # fmt: skip
    with connection.cursor() as cursor:
        rows = cursor.execute(" union ".join(BY_A_WAY.format(way=way) for way in ways), told).fetchall()
    return list(with_faces().filter(pk__in=[key for (key,) in rows]).order_by("-pk"))


def _clients_named_like(face: Face, limits: Limits) -> list[int]:
    if not face.name_key:
        return []
    with _comparing_from(limits.like_names_from):
        others = Client.objects.filter(merged_into=None).exclude(pk=face.client_id)
        return list(others.filter(name_key__trigram_similar=face.name_key).values_list("pk", flat=True)[: limits.most])


def with_faces() -> QuerySet[Lead]:
    """Return the leads with what they are known by: their contact and their client."""
    return Lead.objects.select_related("engagement__client", "contact")


def names_left(at: datetime) -> QuerySet:
    """Return the keys of the day's leads that nobody has taken and whose names no job compares, has compared or will."""
    asked = ProcrastinateJob.objects.filter(task_name="leads.compare_names", status__in=("todo", "doing", "succeeded"))
    keys = asked.annotate(lead=Cast(KT("args__lead_id"), BigIntegerField())).values("lead")
    came = Lead.objects.filter(state=LeadState.NEW, received_at__gt=at - timedelta(days=1)).exclude(engagement__client__name_key="")
    return came.exclude(pk__in=keys).order_by("pk").values_list("pk", flat=True)


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
