"""Which leads look like one: found by indexes alone, never by comparing all with all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from svyazka.clients.models import Client
from svyazka.leads.models import Lead, Likeness
from svyazka.leads.rules import Face, LeadState, is_strong, limits_on, signs_shared, weight_of
from svyazka.leads.rules.likeness import Limits
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
