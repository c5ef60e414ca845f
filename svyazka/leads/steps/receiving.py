"""A lead is written down: its client and contact are known again or new, its engagement opens, its clock starts, it is offered."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from svyazka.clients.models import Client
from svyazka.clients.rules import Channel, Stream, inn_in, is_inn
from svyazka.clients.steps import Correspondent, know_person, open_engagement, person_of, say
from svyazka.journal.steps import Act
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import DUTIES
from svyazka.kit.mail import clean
from svyazka.kit.regions import region_told
from svyazka.leads import queries, rules
from svyazka.leads.models import Lead
from svyazka.leads.queries import Came
from svyazka.leads.rules.contact import as_told
from svyazka.leads.steps.clock import start_clock
from svyazka.leads.steps.likeness import mark_likenesses
from svyazka.leads.steps.routing import offer_acts, route
from svyazka.leads.steps.touch import keep_consents, keep_way
from svyazka.people.models import Person
from svyazka.people.queries import system, today
from svyazka.people.rules import Kind
from svyazka.roles.steps import call_for
from svyazka.sources.models import Source


@dataclass(frozen=True)
class Received:
    """The lead, and what is to be written in the journal of it: nothing of one that was known already."""

    lead: Lead
    acts: list[Act] = field(default_factory=list)


@dataclass(frozen=True)
class Request:
    """What a stranger wants of us, as it is told."""

    title: str
    request: str
    company: str
    contact: Mapping
    region: str
    received_at: datetime
    external_id: str
    channel: str
    client: Client | None
    inn: str


def write_lead(*, source: str, title: str, request: str, company: str = "", contact: Mapping | None = None, region: str = "",
               received_at: datetime | None = None, consents: Iterable[Mapping] = (), external_id: str = "",
               channel: str = Channel.FORM, touch: Mapping | None = None, client: Client | None = None, inn: str = "",
               by: Person, at: datetime) -> Received:  # fmt: skip
    """Write down an inbound lead, open its engagement, start the clock of the first answer; the journal is left to the caller.

    `client` is whose lead it is when that is known already; else the company's name and the contact tell.
    The source of the lead is that of the first contact that `touch` (marks of a link, `first` of an earlier visit) or a
    code named in it or in the words tells of; `source` where they tell of none.
    `inn` is told apart or in the words: the known client who has it is whose lead it is.
    A lead with this external_id comes back as it is, also when two calls bring it at once. Raises Malformed on an unknown
    source or channel, a wrong INN or a moment to come, Refused if a person names a source that was retired by then.
    """
    if known := _known(external_id):
        return Received(known)
    came_at = (received_at or at).astimezone(UTC)
    found = _source(source, channel, came_at, at)
    if inn and not is_inn(inn):
        raise Malformed(_("%(inn)s is no INN: its check digits are wrong.") % {"inn": inn})
    retired = rules.reasons_not_from(name=found.name, retired_on=found.retired_on, day=today(came_at))
    if by.kind != Kind.SYSTEM:  # a stranger's request is kept whatever our list of sources says
        refuse_if(retired)
    told = Request(clean(title), clean(request), clean(company), _cleaned(contact), region_told(region), came_at, external_id, channel, client,
                   inn or inn_in(f"{title}\n{request}"))  # fmt: skip
    way = _way(told, dict(touch or {}), found)
    try:
        with transaction.atomic() if external_id else nullcontext():  # only an id of theirs may turn out to be there
            lead, who = _written(told, way, at=at)
    except IntegrityError:
        if (known := _known(external_id)) is None:
            raise
        return Received(known)
    return Received(lead, _surrounded(lead, who, way, consents, past=bool(retired), by=by, at=at))


def _known(external_id: str) -> Lead | None:
    return Lead.objects.filter(external_id=external_id).first() if external_id else None


def _source(code: str, channel: str, came_at: datetime, at: datetime) -> Source:
    found = Source.objects.filter(code=code).first()
    if found is None:
        raise Malformed(_("There is no such source: %(source)s.") % {"source": code})
    if channel not in Channel.values:
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": channel})
    if came_at > at:
        raise Malformed(_("A lead cannot come from the future."))
    return found


def _cleaned(contact: Mapping | None) -> dict[str, str]:
    return {key: clean(str(value or ""))[:200] for key, value in (contact or {}).items()}


def _way(told: Request, touch: Mapping, source: Source) -> list[Came]:
    code = queries.code_in(f"{touch.get('code', '')} {told.title} {told.request}")
    return queries.way_here(touch, code=code, otherwise=source, at=told.received_at)


def _written(told: Request, way: Sequence[Came], *, at: datetime) -> tuple[Lead, Correspondent]:
    """Write the rows that are the lead: whose it is, its engagement, its first message, itself with its clock."""
    contact = dict(told.contact)
    who = person_of(told.client, contact) if told.client else know_person(
        name=told.company, contact=contact, region=told.region, inn=told.inn, at=at)
    engagement = open_engagement(who.client, told.title, at=told.received_at)
    say(engagement, told.request, stream=Stream.CLIENT, channel=told.channel, from_client=True, at=told.received_at,
        author_name=(who.contact.name if who.contact else "") or who.client.name)  # fmt: skip
    lead = Lead(
        engagement=engagement, source=way[0].source, channel=told.channel, title=told.title[:200], request=told.request,
        company=told.company, contact=who.contact, region=told.region, received_at=told.received_at, external_id=told.external_id,
        last_source=way[-1].source, query_group=next((came.query_group for came in way if came.query_group), None),
        inn=told.inn, contact_told=as_told(contact),
    )  # fmt: skip
    start_clock(lead, at=at)
    lead.save(force_insert=True)
    return lead, who


def _surrounded(lead: Lead, who: Correspondent, way: Sequence[Came], consents: Iterable[Mapping], *, past: bool, by: Person,
                at: datetime) -> list[Act]:  # fmt: skip
    """Write what hangs on the lead: consents, contacts, likenesses, who is called and whom it is offered to; return the acts."""
    keep_consents(lead, consents, at=at)
    keep_way(lead, way, is_first=who.contact_is_new)
    mark_likenesses(lead, at=at)
    call_for(lead.engagement, DUTIES["lead.intake"], at=at, is_new=True)
    order = system()
    offer = route(lead, at=at, heard_by=by, client_is_new=who.client_is_new, lead_is_new=True)
    facts = {"source": lead.source.code, "channel": lead.channel, **({"retired_source": True} if past else {})}
    return [Act(lead, "leads.received", by, facts), *offer_acts(offer, by=order)]
