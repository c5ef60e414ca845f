"""An inbound lead is written down: its engagement opens, the clock of the first answer starts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Client
from svyazka.clients.rules import Channel, Stream, inn_in, is_inn
from svyazka.clients.steps import know_client, know_contact, open_engagement, say
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.mail import clean
from svyazka.kit.regions import region_told
from svyazka.leads import queries, rules
from svyazka.leads.models import Lead
from svyazka.leads.rules.contact import as_told
from svyazka.leads.steps import journal_offer, keep_consents, keep_way, mark_likenesses, route, wind_clock
from svyazka.people.models import Agency, Person
from svyazka.people.queries import system, today
from svyazka.people.rules import Kind
from svyazka.roles.steps import call_for
from svyazka.sources.models import Source

INTAKE = Duty("lead.intake", _("Take an inbound lead and answer first"), stage=Stage.LEAD, claims=True, by_system=True)
COLD = Duty("lead.cold", _("Cold outreach"), stage=Stage.LEAD)


@action(INTAKE, answers="RA", lock=False)
def receive_lead(agency: Agency, *, source: str, title: str, request: str, company: str = "",
                 contact: Mapping | None = None, region: str = "", received_at: datetime | None = None,
                 consents: Iterable[Mapping] = (), external_id: str = "", channel: str = Channel.FORM,
                 touch: Mapping | None = None, client: Client | None = None, inn: str = "", by: Person, at: datetime) -> Lead:  # fmt: skip
    """Write down an inbound lead, open its engagement, start the clock of the first answer.

    `client` is whose lead it is when that is known already; else the company's name and the contact tell.
    The source of the lead is that of the first contact that `touch` (marks of a link, `first` of an earlier visit) or a
    code named in it or in the words tells of; `source` where they tell of none.
    `inn` is told apart or in the words: the known client who has it is whose lead it is.
    A lead with this external_id comes back as it is, also when two calls bring it at once. Raises Malformed on an unknown
    source or channel, a wrong INN or a moment to come, Refused if a person names a source that was retired by then.
    """
    known = _known(external_id)
    if known:
        return known
    found = Source.objects.filter(code=source).first()
    received_at = received_at or at
    if found is None:
        raise Malformed(_("There is no such source: %(source)s.") % {"source": source})
    if channel not in Channel.values:
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": channel})
    if inn and not is_inn(inn):
        raise Malformed(_("%(inn)s is no INN: its check digits are wrong.") % {"inn": inn})
    if received_at > at:
        raise Malformed(_("A lead cannot come from the future."))
    retired = rules.reasons_not_from(name=found.name, retired_on=found.retired_on, day=today(received_at))
    if by.kind != Kind.SYSTEM:  # a stranger's request is kept whatever our list of sources says
        refuse_if(retired)
    touch = dict(touch or {})
    code = queries.code_in(f"{touch.get('code', '')} {title} {request}")
    way = queries.way_here(touch, code=code, otherwise=found, at=received_at)
    try:
        with transaction.atomic():
            lead = _write_lead(way, clean(title), clean(request), clean(company), dict(contact or {}), region_told(region), received_at,
                               external_id, channel, at, client, inn or inn_in(f"{title}\n{request}"))  # fmt: skip
            wind_clock(lead, at=at)
    except IntegrityError:
        known = _known(external_id)
        if known is None:
            raise
        return known
    keep_consents(lead, consents, at=at)
    keep_way(lead, way)
    mark_likenesses(lead, at=at)
    call_for(lead.engagement, INTAKE, at=at)
    offer = route(lead, at=at, heard_by=by)
    past = {"retired_source": True} if retired else {}
    record(lead, "leads.received", by=by, at=at, source=lead.source.code, channel=channel, **past)
    journal_offer(offer, by=system(), at=at)
    return lead


def _known(external_id: str) -> Lead | None:
    return Lead.objects.filter(external_id=external_id).first() if external_id else None


def _write_lead(way, title, request, company, contact, region, received_at, external_id, channel, at, client, inn) -> Lead:
    contact = {key: clean(str(value or ""))[:200] for key, value in contact.items()}
    client = client or know_client(name=company, contact=contact, region=region, inn=inn, at=at)
    person = know_contact(client, contact)
    engagement = open_engagement(client, title, at=received_at)
    say(engagement, request, stream=Stream.CLIENT, channel=channel, from_client=True, at=received_at,
        author_name=(person.name if person else "") or client.name)  # fmt: skip
    return Lead.objects.create(
        engagement=engagement, source=way[0].source, channel=channel, title=title[:200], request=request, company=company,
        contact=person, contact_told=as_told(contact), region=region, received_at=received_at, external_id=external_id, last_source=way[-1].source,
        query_group=next((came.query_group for came in way if came.query_group), None), inn=inn,
        answer_due_at=received_at,  # till its clock is wound
    )  # fmt: skip
