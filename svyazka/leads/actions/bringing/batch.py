"""A batch of rows becomes clients, contacts, engagements, leads and their touches by one write a table."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from svyazka.clients.models import Client, Contact, Engagement, Message
from svyazka.clients.rules import EngagementState, Stream
from svyazka.journal.steps import record_many
from svyazka.leads import queries, rules
from svyazka.leads.actions.bringing.known import Clients, Sources
from svyazka.leads.models import ImportRow, ImportRun, Lead, Touch
from svyazka.leads.rules import LeadState
from svyazka.leads.rules.bringing import CONTACT, WIN, Brought, Choices, Outcome, Preset, RowState
from svyazka.leads.rules.contact import as_told
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import agency_window, on_day, today
from svyazka.roles.models import Seat, SeatCall
from svyazka.roles.queries.standing import schemes_in_force
from svyazka.sources.models import Source

FRESH = timedelta(days=7)  # a lead that has waited longer is history: it burns nowhere and calls nobody
CLOSED = {Outcome.WON: LeadState.WON, Outcome.LOST: LeadState.LOST, Outcome.NOT_OURS: LeadState.NOT_OURS}


@dataclass
class Made:
    """What one row wrote."""

    row: Brought
    lead: Lead
    client: Client
    contact: Contact | None
    messages: list[Message]
    touch: Touch
    seat: Seat | None = None
    call: SeatCall | None = None


class Batch:
    """Rows of one file that are written down together; the transaction is whoever calls's."""

    def __init__(self, run: ImportRun, preset: Preset, rows: list[Brought], *, by: Person, at: datetime):
        self.run, self.preset, self.rows, self.by, self.at = run, preset, rows, by, at
        self.sources = Sources(Choices.of(run.choices), may_make=preset.makes_sources)
        self.colleagues = queries.Colleagues()
        self.window = agency_window()
        self.schemes = schemes_in_force(at)
        self.minutes: dict[tuple[str, int], int] = {}
        self.told: list[ImportRow] = []
        periods = TrackPeriod.objects.filter(on_day(today(at))).values_list("person", "track")
        self.tracks: dict[int, set[str]] = {}
        for person, track in periods:
            self.tracks.setdefault(person, set()).add(track)

    def bring(self) -> list[ImportRow]:
        """Write the rows down, seal them in the journal, and return what each became, unwritten."""
        whole = [row for row in self.rows if not row.wrong]
        for row in self.rows:
            if row.wrong:
                self._tell(row, RowState.WRONG, wrong=list(row.wrong))
        self._win([row for row in whole if row.kind == WIN])
        self._meet([row for row in whole if row.kind == CONTACT])
        self._receive([row for row in whole if row.kind not in (WIN, CONTACT)])
        return self.told

    def _tell(self, row: Brought, state: str, **more) -> None:
        remarks = [*row.remarks, *more.pop("remarks", [])]
        self.told.append(ImportRow(run=self.run, number=row.number, key=row.key, state=state, remarks=remarks, **more))

    def _refuse(self, row: Brought, heading: str, reason: str) -> None:
        self._tell(row, RowState.WRONG, wrong=[(heading, reason)])

    # ---- leads ------------------------------------------------------------------------------------------------------

    def _receive(self, rows: list[Brought]) -> None:
        known = set(Lead.objects.filter(external_id__in=[row.key for row in rows]).values_list("external_id", flat=True))
        fresh = []
        for row in rows:
            if row.key in known:
                self._tell(row, RowState.KNOWN)
            elif row.received_at and row.received_at > self.at:
                self._refuse(row, self._heading("received"), _("A lead cannot come from the future."))
            elif (source := self.sources.named(row.source)) is None:
                self._refuse(row, self._heading("source"), _("There is no such source: %(source)s.") % {"source": row.source})
            else:
                fresh.append((row, source))
            known.add(row.key)
        self._write(fresh)

    def _heading(self, field: str) -> str:
        return next(iter(self.preset.fields.get(field, ())), field)

    def _write(self, fresh: list[tuple[Brought, Source]]) -> None:
        clients = Clients([row for row, _source in fresh], at=self.at)
        made = [self._made(row, source, *clients.of(row)) for row, source in fresh]
        clients.write()
        new = {id(one) for one in (*clients.new_clients, *clients.new_contacts)}
        for one in made:
            one.lead.engagement.client, one.lead.contact = one.client, one.contact
        Engagement.objects.bulk_create([one.lead.engagement for one in made])
        for one in made:
            for part in filter(None, (one.lead, one.seat, one.call, *one.messages)):
                part.engagement = one.lead.engagement
        Message.objects.bulk_create([message for one in made for message in one.messages])
        Lead.objects.bulk_create([one.lead for one in made])
        for one in made:
            one.touch.lead = one.lead
        Touch.objects.bulk_create([one.touch for one in made])
        Seat.objects.bulk_create([one.seat for one in made if one.seat])
        SeatCall.objects.bulk_create([one.call for one in made if one.call])
        for one in made:
            self._tell(one.row, RowState.MADE, lead=one.lead, made=_keys(one, new), remarks=self._remarks(one.row))
            new -= {id(one.client), id(one.contact)}  # the row that met them first has made them
        self._seal([(one.lead, one.lead.engagement, {"row": one.row.number, "source": one.lead.source.code}) for one in made], "leads.brought")

    def _seal(self, told: list[tuple], verb: str) -> None:
        if told:
            facts = {"file": self.run.name, "run": self.run.pk}
            record_many([(subject, engagement, {**facts, **more}) for subject, engagement, more in told], verb, by=self.by, at=self.at)

    def _made(self, row: Brought, source: Source, client: Client, contact: Contact | None) -> Made:
        received = row.received_at or self.at
        holder = self.colleagues.named(row.owner)
        seat = self._seat_of(client, holder)
        state = self._state(row, received, holder if seat or row.outcome in CLOSED else None)
        lead = self._lead(row, source, received, state, holder if seat or row.outcome in CLOSED else None)
        lead.engagement = self._engagement(lead, client)
        made = Made(row, lead, client, contact, self._messages(row, lead, client, contact), self._touch(row, lead))
        if state not in rules.CLOSED and lead.taken_by:
            made.seat = Seat(seat=seat, person=holder, starts_at=self.at, single=True, reason=self.run.name[:300])
        elif state == LeadState.NEW:
            made.call = self._call(client)
        return made

    def _state(self, row: Brought, received: datetime, holder: Person | None) -> str:
        """Return where the lead stands here: closed as it was; with its colleague; waiting if it is fresh; else aside."""
        if row.outcome in CLOSED:
            return CLOSED[row.outcome]
        fresh = received > self.at - FRESH
        if row.outcome == Outcome.WORK and holder:
            return LeadState.QUALIFIED
        if not fresh:
            return LeadState.FROZEN
        return LeadState.TAKEN if holder else LeadState.NEW

    def _lead(self, row: Brought, source: Source, received: datetime, state: str, holder: Person | None) -> Lead:
        """Return the lead. Its clock runs from now if it waits here; else it was answered elsewhere, nobody here knows when."""
        waits = state in (LeadState.NEW, LeadState.TAKEN)
        closed = min(max(row.closed_at or received, received), self.at) if state in rules.CLOSED else None
        return Lead(
            source=source, last_source=source, channel=row.channel, title=row.title, request=row.words or row.title, company=row.company,
            contact_told=as_told({"name": row.name, "phone": row.phone, "email": row.email}), region=row.region, state=state, received_at=received, external_id=row.key,
            answer_due_at=self._due(row.channel, source) if waits else received, answered_at=None if waits else received,
            taken_by=holder, taken_at=(self.at if waits else received) if holder else None, closed_at=closed,
            closing_reason=self._reason(row, state), won_kopecks=row.value_kopecks if state == LeadState.WON else 0,
        )  # fmt: skip

    def _due(self, channel: str, source: Source) -> datetime:
        key = channel, source.pk
        if key not in self.minutes:
            self.minutes[key] = queries.norm_minutes(channel, source.pk, today(self.at))
        return rules.answer_due(self.at, self.minutes[key], self.window)

    def _reason(self, row: Brought, state: str) -> str:
        if state in (LeadState.LOST, LeadState.NOT_OURS):
            return (row.reason or _("%(stage)s, as %(system)s has it") % {"stage": row.stage.partition("|")[0], "system": self.preset.label})[:1000]
        return _("Brought in from %(system)s; nobody here has taken it up yet.") % {"system": self.preset.label} if state == LeadState.FROZEN else ""

    def _engagement(self, lead: Lead, client: Client) -> Engagement:
        """Return the engagement of the lead: work that was won before is finished work, for its course is not known here."""
        states = {LeadState.WON: EngagementState.DONE, LeadState.LOST: EngagementState.LOST, LeadState.NOT_OURS: EngagementState.LOST,
                  LeadState.QUALIFIED: EngagementState.BRIEF}  # fmt: skip
        return Engagement(client=client, title=lead.title, opened_at=lead.received_at, reply_token=secrets.token_hex(16),
                          state=states.get(lead.state, EngagementState.LEAD), closed_at=lead.closed_at)  # fmt: skip

    def _messages(self, row: Brought, lead: Lead, client: Client, contact: Contact | None) -> list[Message]:
        """Return the client's own words, if the file has them, and what it says besides, for those inside."""
        who = contact.name if contact and contact.name else client.name
        said = [Message(stream=Stream.CLIENT, channel=row.channel, from_client=True, author_name=who[:200], text=row.words, said_at=lead.received_at)]
        noted = [Message(stream=Stream.INTERNAL, channel="portal", author_name=self.preset.label, text=row.note, said_at=lead.received_at)]
        return (said if row.words else []) + (noted if row.note else [])

    def _touch(self, row: Brought, lead: Lead) -> Touch:
        told = dict(row.touch or {})
        landing, referrer = told.pop("landing", ""), told.pop("referrer", "")
        return Touch(at=lead.received_at, source=lead.source, channel=lead.channel, landing=landing, referrer=referrer, utm=told, region=lead.region)

    def _seat_of(self, client: Client, person: Person | None) -> str:
        """Return the seat in which this colleague may lead the client's lead, or an empty word."""
        scheme = self.schemes.scheme_for(client_id=client.pk or 0)
        opening = scheme.opening("lead.intake", "R") if scheme and person else []
        return next((code for code in opening if set(scheme.seats[code].tracks) & self.tracks.get(person.pk, set())), "")

    def _call(self, client: Client) -> SeatCall | None:
        scheme = self.schemes.scheme_for(client_id=client.pk or 0)
        code = next(iter(scheme.opening("lead.intake", "R") if scheme else []), "")
        return SeatCall(seat=code, duty="lead.intake", tracks=list(scheme.seats[code].tracks), called_at=self.at) if code else None

    def _remarks(self, row: Brought) -> list[str]:
        received, said = row.received_at or self.at, []
        if row.closed_at and row.closed_at < received and row.outcome in CLOSED:
            said.append(_("It is closed before it came: the day it came is written down for both."))
        if row.owner and self.colleagues.named(row.owner) is None:
            said.append(_("%(name)s is nobody here, or not the only one of this name.") % {"name": row.owner})
        return said

    # ---- wins and contacts ------------------------------------------------------------------------------------------

    def _win(self, rows: list[Brought]) -> None:
        """Mark leads that came by an earlier file as won on the day that this one tells."""
        if not rows:
            return
        found = Lead.objects.select_for_update(of=("self",)).select_related("engagement").filter(external_id__in=[row.key for row in rows])
        leads, won = {lead.external_id: lead for lead in found}, []
        for row in rows:
            lead = leads.get(row.key)
            if lead is None:
                self._refuse(row, self._heading("key"), _("No lead with this ID has been brought in: bring the file of leads first."))
            elif lead.state == LeadState.WON:
                self._tell(row, RowState.KNOWN)
            elif lead.taken_by_id or lead.state in rules.CLOSED:
                self._refuse(row, self._heading("key"), _("This lead has gone on here: close it here."))
            else:
                won.append((row, lead, self._won(row, lead)))
        self._write_wins(won)

    def _won(self, row: Brought, lead: Lead) -> Mapping:
        """Set the lead won; return how it was before. It is never won before it came."""
        place, before = lead.engagement, {"state": lead.state, "closing_reason": lead.closing_reason, "place": lead.engagement.state,
                                          "answered_at": lead.answered_at and lead.answered_at.isoformat()}  # fmt: skip
        lead.state, lead.closing_reason = LeadState.WON, ""
        lead.answered_at = lead.answered_at or lead.received_at
        lead.closed_at = place.closed_at = min(max(row.closed_at, lead.received_at), self.at)
        place.state = EngagementState.DONE
        return before

    def _write_wins(self, won: list[tuple[Brought, Lead, Mapping]]) -> None:
        Lead.objects.bulk_update([lead for _row, lead, _before in won], ["state", "closing_reason", "closed_at", "answered_at"], batch_size=500)
        Engagement.objects.bulk_update([lead.engagement for _row, lead, _before in won], ["state", "closed_at"], batch_size=500)
        SeatCall.objects.filter(engagement__in=[lead.engagement_id for _row, lead, _before in won], answered_at=None).update(answered_at=self.at)
        notes = {row.number: Message(engagement=lead.engagement, stream=Stream.INTERNAL, channel="portal", author_name=self.preset.label,
                                     text=row.note, said_at=lead.closed_at) for row, lead, _before in won if row.note}  # fmt: skip
        Message.objects.bulk_create(notes.values())
        for row, lead, before in won:
            late = [_("Won on %(day)s, before its first contact: the day of the contact is written down.") % {"day": row.closed_at.date()}]
            made = {"messages": [notes[row.number].pk]} if row.number in notes else {}
            self._tell(row, RowState.MADE, lead=lead, before=before, made=made, remarks=late if row.closed_at < lead.received_at else [])
        self._seal([(lead, lead.engagement, {"row": row.number, "on": str(lead.closed_at.date())}) for row, lead, _before in won], "leads.brought_win")

    def _meet(self, rows: list[Brought]) -> None:
        """Write down clients and contacts that no lead has brought yet."""
        clients = Clients(rows, at=self.at)
        met = [(row, *clients.of(row)) for row in rows]
        clients.write()
        new = {id(one) for one in (*clients.new_clients, *clients.new_contacts)}
        sealed = []
        for row, client, contact in met:
            made = {name: one.pk for name, one in (("client", client), ("contact", contact)) if one is not None and id(one) in new}
            self._tell(row, RowState.MADE if made else RowState.KNOWN, made=made)
            new -= {id(client), id(contact)}
            if made:
                sealed.append((contact or client, None, {"row": row.number}))
        self._seal(sealed, "leads.brought_contact")


def _keys(made: Made, new: set[int]) -> dict:
    """Return the keys of what the row wrote."""
    told = {"engagement": made.lead.engagement_id, "touch": made.touch.pk, "messages": [message.pk for message in made.messages]}
    parts = {"seat": made.seat, "call": made.call}
    people = {"client": made.client, "contact": made.contact}
    told |= {name: one.pk for name, one in parts.items() if one}
    return told | {name: one.pk for name, one in people.items() if one is not None and id(one) in new}
