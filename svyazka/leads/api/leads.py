"""Leads, spoken in JSON: one comes in, one is shown, the list of those one sees."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import AfterValidator, AwareDatetime

from svyazka.clients.rules import is_inn
from svyazka.kit.api import LIMIT, In, Text, clock_told, listed, upto
from svyazka.kit.errors import Refused, unknown
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead
from svyazka.leads.queries.clock import clock_of
from svyazka.leads.rules import CLOSED, RawKind
from svyazka.people.queries import the_agency

router = Router()


def shown(lead: Lead) -> dict:
    """Tell a lead."""
    return {
        "id": lead.pk,
        "version": lead.version,
        "engagement_id": lead.engagement_id,
        "client_id": lead.engagement.client_id,
        "state": lead.state,
        "source": lead.source.code,
        "last_source": lead.last_source.code if lead.last_source else None,
        "channel": lead.channel,
        "title": lead.title,
        "request": lead.request,
        "company": lead.engagement.client.name,
        "contact_told": lead.contact_told,
        "region": lead.region,
        "inn": lead.inn,
        "received_at": lead.received_at,
        "answer_due_at": lead.answer_due_at,
        "answered_at": lead.answered_at,
        "taken_by": lead.taken_by.username if lead.taken_by else None,
        "taken_at": lead.taken_at,
        "reason": lead.closing_reason,
        "reason_code": lead.closed_for.code if lead.closed_for else "",
        "norm_minutes": lead.norm_minutes,
        "interview_due_at": lead.interview_due_at,
        "next_step": lead.next_step,
        "next_step_on": lead.next_step_on,
        "merged_into": lead.merged_into_id,
    }


class ContactIn(In):
    name: upto(200) = ""
    email: upto(254) = ""
    phone: upto(40) = ""


class ConsentIn(In):
    purpose: upto(60, least=1)
    text_version: upto(60) = ""
    text: upto(20000) = ""


class VisitIn(In):
    """One contact: the page, the link and its marks."""

    at: AwareDatetime | None = None
    landing: upto(1000) = ""
    referrer: upto(1000) = ""
    utm_source: upto(300) = ""
    utm_medium: upto(300) = ""
    utm_campaign: upto(300) = ""
    utm_term: upto(300) = ""
    utm_content: upto(300) = ""


class TouchIn(VisitIn):
    """How the person came: this contact, the first one, and the code they named."""

    code: upto(12) = ""
    first: VisitIn | None = None


def _inn(told: str) -> str:
    if told and not is_inn(told):
        raise ValueError(_("%(inn)s is no INN: its check digits are wrong.") % {"inn": told})
    return told


Inn = Annotated[str, AfterValidator(_inn)]


class LeadIn(In):
    source: upto(40, least=1)
    title: upto(200, least=1)
    request: Text
    company: upto(300) = ""
    contact: ContactIn | None = None
    region: upto(100) = ""
    received_at: AwareDatetime | None = None
    consents: list[ConsentIn] = []
    external_id: upto(200) = ""
    channel: upto(10) = "form"
    touch: TouchIn | None = None
    inn: Inn = ""


@router.post("/leads", response={201: dict, 200: dict})
def receive(request, body: LeadIn):
    """Write down an inbound lead: its bytes are stored first, then read at once.

    What is refused is answered with the reasons and waits in no list: whoever called knows what to mend.
    """
    at, by, told = timezone.now(), request.user, body.model_dump()
    known = Lead.objects.filter(external_id=body.external_id).exists() if body.external_id else False
    row = actions.store_raw(the_agency(), raw=request.body, channel=body.channel, kind=RawKind.API, name=body.title, origin=by.username,
                            hints={"content_type": "application/json"}, later=known, by=by, at=at)  # fmt: skip
    if known:  # the answer is there already; the queue links these bytes to it
        return Status(200, shown(_again(actions.receive_lead(the_agency(), by=by, at=at, **told))))
    try:
        row = actions.read_call(row, told=told, by=by, at=at)
    except Refused as refused:
        actions.refuse_raw(row, reason=str(refused), by=by, at=at)
        raise
    return Status(201, shown(row.lead))


def _again(lead: Lead) -> Lead:
    return Lead.objects.select_related("engagement__client", "source", "last_source", "taken_by", "closed_for").get(pk=lead.pk)


@router.get("/leads")
def list_leads(request, cursor: str | None = None, limit: int = LIMIT, state: str = "", source: str = "", q: str = "",
               region: str = "", tab: str = "all"):  # fmt: skip
    """List the leads you see."""
    if tab not in queries.TABS:
        raise unknown("tab", tab)
    at = timezone.now()
    leads = queries.tab(queries.visible_to(request.user, at), tab, request.user)
    named = {"state": state, "source__code": source, "region": region}
    leads = leads.filter(**{name: value for name, value in named.items() if value})
    if q:
        leads = queries.matching(leads, q)
    return listed(queries.with_pauses(leads), _timed(at), cursor=cursor, limit=limit)


def _timed(at: datetime) -> Callable[[Lead], dict]:
    """Return what tells a lead with the clock of its first answer, the same that people see; a closed one has none to run."""
    def told(lead: Lead) -> dict:
        clocked = lead.answered_at is not None or lead.state not in CLOSED
        return {**shown(lead), "clock": clock_told(clock_of(lead), at) if clocked else None}

    return told


@router.get("/leads/{lead_id}")
def one(request, lead_id: int):
    """Tell one lead."""
    return _timed(timezone.now())(found(request, lead_id))


def found(request, lead_id: int) -> Lead:
    """Return the lead if the person sees it."""
    return find(queries.visible_to(request.user, timezone.now()), lead_id)
