"""Everything that can happen to a lead, and to the raw messages leads come from."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from svyazka.clients.models import Client, Engagement, Message
from svyazka.clients.rules import Channel, Stream
from svyazka.clients.steps import advance_engagement, know_client, know_contact, move_engagement, open_engagement, say
from svyazka.journal.steps import record, tell
from svyazka.kit import files
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.mail import Letter, Unreadable, clean, read_letter
from svyazka.kit.states import after
from svyazka.leads import queries, rules
from svyazka.leads.models import Lead, LeadConsent, Raw
from svyazka.leads.rules import MOVES, RAW_MOVES, LeadState, RawState
from svyazka.people.models import Agency, Person
from svyazka.people.queries import agency_window, today
from svyazka.people.rules import Kind
from svyazka.roles.steps import call_for, claim_seat, fill_seat, stop_calling
from svyazka.sources.models import Source

INTAKE = Duty("lead.intake", _("Take an inbound lead and answer first"), stage=Stage.LEAD, claims=True, by_system=True)
COLD = Duty("lead.cold", _("Cold outreach"), stage=Stage.LEAD)
QUALIFY = Duty("lead.qualify", _("Qualify a lead, refuse it or pass it on"), stage=Stage.LEAD)


@action(INTAKE, answers="RA", lock=False)
def receive_lead(agency: Agency, *, source: str, title: str, request: str, company: str = "",
                 contact: Mapping | None = None, region: str = "", received_at: datetime | None = None,
                 consents: Iterable[Mapping] = (), external_id: str = "", channel: str = Channel.FORM,
                 touch: Mapping | None = None, client: Client | None = None, by: Person, at: datetime) -> Lead:  # fmt: skip
    """Write down an inbound lead, open its engagement, start the clock of the first answer.

    `client` is whose lead it is when that is known already; else the company's name and the contact tell.
    A lead with this external_id comes back as it is, also when two calls bring it at once. Raises Malformed on an unknown
    source or channel or a moment to come, Refused if a person names a source that was retired by then.
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
    if received_at > at:
        raise Malformed(_("A lead cannot come from the future."))
    retired = rules.reasons_not_from(name=found.name, retired_on=found.retired_on, day=today(received_at))
    if by.kind != Kind.SYSTEM:  # a stranger's request is kept whatever our list of sources says
        refuse_if(retired)
    try:
        with transaction.atomic():
            lead = _write_lead(found, clean(title), clean(request), clean(company), dict(contact or {}), region, received_at,
                               external_id, channel, dict(touch or {}), at, client)  # fmt: skip
    except IntegrityError:
        known = _known(external_id)
        if known is None:
            raise
        return known
    _keep_consents(lead, consents, at)
    call_for(lead.engagement, INTAKE, at=at)
    past = {"retired_source": True} if retired else {}
    record(lead, "leads.received", by=by, at=at, source=source, channel=channel, **past)
    return lead


def _known(external_id: str) -> Lead | None:
    return Lead.objects.filter(external_id=external_id).first() if external_id else None


def _write_lead(source, title, request, company, contact, region, received_at, external_id, channel, touch, at, client) -> Lead:
    contact = {key: clean(str(value or ""))[:200] for key, value in contact.items()}
    client = client or know_client(name=company, contact=contact, region=region, at=at)
    person = know_contact(client, contact)
    engagement = open_engagement(client, title, at=received_at)
    say(engagement, request, stream=Stream.CLIENT, channel=channel, from_client=True, at=received_at,
        author_name=(person.name if person else "") or client.name)  # fmt: skip
    minutes = queries.norm_minutes(channel, source.pk, today(received_at))
    return Lead.objects.create(
        engagement=engagement, source=source, channel=channel, title=title[:200], request=request, company=company,
        contact=person, region=region, received_at=received_at, external_id=external_id, first_touch=touch,
        answer_due_at=rules.answer_due(received_at, minutes, agency_window()),
    )  # fmt: skip


def _keep_consents(lead: Lead, consents: Iterable[Mapping], at: datetime) -> None:
    LeadConsent.objects.bulk_create(
        LeadConsent(
            lead=lead, purpose=str(told["purpose"])[:60], text_version=str(told.get("text_version", ""))[:60],
            text_digest=hashlib.sha256(str(told.get("text", "")).encode()).hexdigest(), given_at=at,
        )
        for told in consents
    )  # fmt: skip


def _taken_by_another(lead: Lead, *, by: Person, at: datetime) -> list:
    """List who was faster, for those who could have taken the lead."""
    taken = queries.taken_by_another(lead.engagement_id, by) if queries.may_take(by, at) else None
    return rules.reasons_not_to_take(state=taken.state, taken_by=taken.taken_by.name) if taken else []


@action(INTAKE, too_late=_taken_by_another)
def take_lead(lead: Lead, *, by: Person, at: datetime) -> Lead:
    """Give the lead to `by`, who sits down in the responsible seat of its engagement.

    Raises Refused if a colleague was faster or the lead is closed.
    """
    refuse_if(rules.reasons_not_to_take(state=lead.state, taken_by=lead.taken_by.name if lead.taken_by else ""))
    lead.state = after(MOVES, "take", lead.state)
    lead.taken_by, lead.taken_at = by, max(at, lead.received_at)
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    claim_seat(lead.engagement, INTAKE, by, at=at)
    record(lead, "leads.taken", by=by, at=at)
    return lead


@action(INTAKE)
def answer_lead(lead: Lead, *, channel: str, text: str, by: Person, at: datetime) -> Message:
    """Answer the lead: the first human answer stops the clock. Raises Refused before the lead is taken."""
    if lead.state == LeadState.NEW:
        raise Refused(_("Take the lead first."))
    if channel not in Channel.values:
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": channel})
    after(MOVES, "answer", lead.state)
    said = say(lead.engagement, clean(text), stream=Stream.CLIENT, channel=channel, author=by, at=at)
    if lead.answered_at is None:
        lead.answered_at, lead.answered_by = at, by
        lead.save(update_fields=["answered_at", "answered_by"])
    record(lead, "leads.answered", by=by, at=at, channel=channel)
    return said


@action(QUALIFY)
def qualify_lead(lead: Lead, *, fits: bool, reason: str, by: Person, at: datetime) -> Lead:
    """Say whether the lead fits: it goes on to the needs, or is closed with the reason. Raises Refused without one."""
    if not fits:
        return _close(lead, "refuse", reason, by=by, at=at)
    lead.state = after(MOVES, "qualify", lead.state)
    lead.save(update_fields=["state"])
    advance_engagement(lead.engagement, "brief", at=at)
    record(lead, "leads.qualified", by=by, at=at, reason=reason)
    return lead


@action(QUALIFY)
def lose_lead(lead: Lead, *, reason: str, by: Person, at: datetime) -> Lead:
    """Close the lead as lost, with the reason: it becomes a lesson."""
    return _close(lead, "lose", reason, by=by, at=at)


def _close(lead: Lead, event: str, reason: str, *, by: Person, at: datetime) -> Lead:
    if not reason.strip():
        raise Refused(_("Say why: a refused lead is a lesson."))
    lead.state = after(MOVES, event, lead.state)
    lead.closing_reason, lead.closed_at = reason[:1000], at
    lead.save(update_fields=["state", "closing_reason", "closed_at"])
    move_engagement(lead.engagement, "lost", at=at)
    stop_calling(lead.engagement, at=at)
    record(lead, "leads.closed", by=by, at=at, state=lead.state, reason=reason)
    return lead


@action(QUALIFY)
def freeze_lead(lead: Lead, *, until: date, reason: str, by: Person, at: datetime) -> Lead:
    """Put the lead aside until a day. Raises Refused if the day is past."""
    if until <= today(at):
        raise Refused(_("Freeze it until a day to come."))
    lead.state = after(MOVES, "freeze", lead.state)
    lead.frozen_until, lead.closing_reason = until, reason[:1000]
    lead.save(update_fields=["state", "frozen_until", "closing_reason"])
    record(lead, "leads.frozen", by=by, at=at, until=str(until), reason=reason)
    return lead


@action(QUALIFY)
def thaw_lead(lead: Lead, *, by: Person, at: datetime) -> Lead:
    """Take a frozen lead up again."""
    lead.state = after(MOVES, "thaw", lead.state)
    lead.frozen_until = None
    lead.save(update_fields=["state", "frozen_until"])
    record(lead, "leads.thawed", by=by, at=at)
    return lead


@action(QUALIFY)
def pass_lead(lead: Lead, *, to: Person, reason: str = "", by: Person, at: datetime) -> Lead:
    """Pass the lead on to a colleague, who sits down in the seat and is told.

    Raises Refused if the lead is closed, or the colleague's track takes no leads.
    """
    state = after(MOVES, "pass", lead.state)
    if not queries.who_takes(lead, at).filter(pk=to.pk).exists():
        raise Refused(_("%(name)s does not take leads, or holds this one already.") % {"name": to.name})
    before = lead.taken_by
    lead.taken_by, lead.taken_at = to, lead.taken_at or at
    lead.state = state
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    from svyazka.roles.queries.rights import scheme_of

    seat = scheme_of(lead.engagement, at).opening(INTAKE.code, "R")[0]
    fill_seat(lead.engagement, seat, to, at=at, reason=reason)
    tell(to, "leads.passed", at=at, by=by, engagement=lead.engagement, url=f"/leads/{lead.pk}/", title=lead.title)
    record(lead, "leads.passed", by=by, at=at, to=to.name, before=before.name if before else "", reason=reason)
    return lead


# ---- raw messages: stored first, read second --------------------------------------------------------------------


@action(INTAKE, answers="RA", lock=False)
def store_raw(agency: Agency, *, raw: bytes, channel: str, name: str = "", by: Person, at: datetime) -> Raw:
    """Store the bytes durably before anything is read from them; the same bytes by the same channel are one row."""
    digest = files.keep(raw)
    row, made = Raw.objects.get_or_create(
        digest=digest, channel=channel, defaults={"name": clean(name)[:300], "size": len(raw), "received_at": at}
    )
    if made:
        record(row, "leads.raw_stored", by=by, at=at, channel=channel, digest=digest, size=len(raw))
    return row


@action(INTAKE, answers="RA")
def read_raw(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Read a stored mail: it becomes a lead or a message of its thread, or waits in the dead letters with a reason.

    Reading twice changes nothing.
    """
    if row.state == RawState.LINKED:
        return row
    try:
        with transaction.atomic(), override(_agency().language):  # what is kept is not in the language of who pressed
            _link(row, read_letter(files.read(row.digest)), by=by, at=at)
    except Refused as refused:
        with override(_agency().language):
            return _bury(row, str(refused), by=by, at=at)
    except (ValueError, LookupError, RecursionError, AttributeError, AssertionError, TypeError, FileNotFoundError, DataError,
            IntegrityError) as fault:
        return _bury(row, f"{type(fault).__name__}: {fault}", by=by, at=at)
    return _linked(row, by=by, at=at)


@action(INTAKE, answers="RA")
def read_form(row: Raw, *, source: str, told: Mapping, consents: Iterable[Mapping] = (), touch: Mapping | None = None, by: Person,
              at: datetime) -> Raw:  # fmt: skip
    """Make a lead of a stored form whose fields are right. Reading twice changes nothing."""
    if row.state == RawState.LINKED:
        return row
    contact = {name: told.get(name, "") for name in ("name", "email", "phone")}
    row.lead = receive_lead(
        _agency(), source=source, title=told["title"], request=told["request"], company=told.get("company", ""), contact=contact,
        region=told.get("region", ""), consents=consents, touch=touch, external_id=f"form:{row.digest}", by=by, at=at,
    )  # fmt: skip
    return _linked(row, by=by, at=at)


@action(INTAKE, answers="RA")
def bury_raw(row: Raw, *, reason: str, by: Person, at: datetime) -> Raw:
    """Put a stored message into the dead letters with the reason why no lead came of it. Raises Refused if one came."""
    return _bury(row, reason, by=by, at=at)


def _linked(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Write down that a lead, or a message of a thread, came of it."""
    row.state, row.reason, row.tries = after(RAW_MOVES, "link", row.state), "", row.tries + 1
    row.save(update_fields=["state", "reason", "lead", "message", "tries"])
    of = row.lead or row.message
    record(row, "leads.raw_read", by=by, at=at, engagement=of.engagement, of=f"{of._meta.label_lower}:{of.pk}")
    return row


def _bury(row: Raw, reason: str, *, by: Person, at: datetime) -> Raw:
    """Write down that nothing came of it, and why; what its reading has begun is undone already."""
    row.state, row.lead, row.message = after(RAW_MOVES, "bury", row.state), None, None
    row.reason, row.tries = reason[:500] or "?", row.tries + 1
    row.save(update_fields=["state", "reason", "lead", "message", "tries"])
    record(row, "leads.raw_buried", by=by, at=at, reason=row.reason)
    return row


def _link(row: Raw, letter: Letter | Unreadable, *, by: Person, at: datetime) -> None:
    if isinstance(letter, Unreadable):
        raise Refused(letter.reason)
    thread = _thread_of(letter)
    if thread is not None:
        row.message = say(thread, letter.text or letter.subject, stream=Stream.CLIENT, channel=Channel.EMAIL,
                          from_client=True, author_name=letter.sender_name or letter.sender, at=at,
                          message_id=letter.message_id)  # fmt: skip
    else:
        row.lead = receive_lead(
            _agency(), source="search", title=letter.subject or _now("A letter without a subject"),
            request=letter.text or letter.subject, contact={"name": letter.sender_name, "email": letter.sender},
            channel=Channel.EMAIL, external_id=f"mail:{row.digest}", by=by, at=at,
        )  # fmt: skip


def _agency() -> Agency:
    return Agency.objects.get()


def _thread_of(letter: Letter) -> Engagement | None:
    """Find the engagement only by our secret token or by the id of a letter that we sent.

    A sender's name proves nothing, and neither does the id of a letter of the client's own: everybody it was copied to
    knows it.
    """
    for word in letter.recipients.replace("+", " ").replace("@", " ").split():
        if len(word) == 32:
            found = Engagement.objects.filter(reply_token=word).first()
            if found:
                return found
    ours = Message.objects.filter(from_client=False, stream=Stream.CLIENT).exclude(message_id="")
    said = ours.filter(message_id__in=letter.references).select_related("engagement")
    found = said.first()
    return found.engagement if found else None
