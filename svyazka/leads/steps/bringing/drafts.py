"""A row becomes a lead that nobody has written down yet, with all that hangs on it, as it stands here."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from svyazka.clients.models import Client, Contact, Engagement, Message
from svyazka.clients.rules import EngagementState, Stream
from svyazka.kit.workclock import WorkClock
from svyazka.leads import queries, rules
from svyazka.leads.models import ClockPause, ImportRun, Lead, Touch
from svyazka.leads.queries.clock import levels_on
from svyazka.leads.rules import LeadState
from svyazka.leads.rules.bringing import Brought, Outcome, Preset
from svyazka.leads.rules.clock import next_level
from svyazka.leads.rules.contact import as_told
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import agency_window, on_day, today
from svyazka.roles.models import Seat, SeatCall
from svyazka.roles.queries.standing import schemes_in_force
from svyazka.sources.models import Source

FRESH = timedelta(days=7)  # a lead that has waited longer is history: it burns nowhere and calls nobody
WAITING = (LeadState.NEW, LeadState.TAKEN)
CLOSED = {Outcome.WON: LeadState.WON, Outcome.LOST: LeadState.LOST, Outcome.NOT_OURS: LeadState.NOT_OURS}
PLACES: dict[str, str] = {
    LeadState.WON: EngagementState.DONE,  # won before: finished work, for its course is not known here
    LeadState.LOST: EngagementState.LOST,
    LeadState.NOT_OURS: EngagementState.LOST,
    LeadState.QUALIFIED: EngagementState.BRIEF,
}


@dataclass
class Draft:
    """What one row will write."""

    row: Brought
    lead: Lead
    client: Client
    contact: Contact | None
    messages: list[Message]
    touch: Touch
    pause: ClockPause | None = None
    seat: Seat | None = None
    call: SeatCall | None = None


class Drafts:
    """Drafts the leads of one batch; what all its rows ask of the agency is asked once."""

    def __init__(self, run: ImportRun, preset: Preset, *, at: datetime):
        self.run, self.preset, self.at = run, preset, at
        self.colleagues = queries.Colleagues()
        self.window = agency_window()
        self.schemes = schemes_in_force(at)
        self.levels = levels_on(today(at))
        self.tracks: dict[int, set[str]] = {}
        for person, track in TrackPeriod.objects.filter(on_day(today(at))).values_list("person", "track"):
            self.tracks.setdefault(person, set()).add(track)

    def of(self, row: Brought, source: Source, client: Client, contact: Contact | None) -> Draft:
        """Return the lead of the row with its words, its touch and its seat, or the call for whoever will sit in it."""
        received = row.received_at or self.at
        seat, holder = self._seat(row, client)
        state = self._state(row, received, holder)
        lead = self._lead(row, source, received, state, holder)
        lead.engagement = self._engagement(lead, client)
        made = Draft(row, lead, client, contact, self._messages(row, lead, client, contact), self._touch(row, lead))
        if state in WAITING:
            made.pause = ClockPause(starts_at=received, ends_at=self.at)
        if holder and state not in rules.CLOSED:
            made.seat = Seat(seat=seat, person=holder, starts_at=self.at, single=True, reason=self.run.name[:300])
        elif state == LeadState.NEW:
            made.call = self._call(client)
        return made

    def remarks(self, row: Brought) -> list[str]:
        """List what was written down otherwise than the row says."""
        received, said = row.received_at or self.at, []
        if row.closed_at and row.closed_at < received and row.outcome in CLOSED:
            said.append(_("It is closed before it came: the day it came is written down for both."))
        if row.owner and self.colleagues.named(row.owner) is None:
            said.append(_("%(name)s is nobody here, or not the only one of this name.") % {"name": row.owner})
        return said

    # ---- where it stands --------------------------------------------------------------------------------------------

    def _state(self, row: Brought, received: datetime, holder: Person | None) -> str:
        """Return where the lead stands here: closed as it was; with its colleague; waiting if it is fresh; else aside."""
        if row.outcome in CLOSED:
            return CLOSED[row.outcome]
        if row.outcome == Outcome.WORK and holder:
            return LeadState.QUALIFIED
        if received <= self.at - FRESH:
            return LeadState.FROZEN
        return LeadState.TAKEN if holder else LeadState.NEW

    def _seat(self, row: Brought, client: Client) -> tuple[str, Person | None]:
        """Return the seat in which the row's colleague may lead it here, and the colleague; a closed lead needs no seat."""
        person = self.colleagues.named(row.owner)
        scheme = self.schemes.scheme_for(client_id=client.pk or 0)
        opening = scheme.opening("lead.intake", "R") if scheme and person else []
        seat = next((code for code in opening if set(scheme.seats[code].tracks) & self.tracks.get(person.pk, set())), "")
        return seat, person if seat or row.outcome in CLOSED else None

    def _call(self, client: Client) -> SeatCall | None:
        scheme = self.schemes.scheme_for(client_id=client.pk or 0)
        code = next(iter(scheme.opening("lead.intake", "R") if scheme else []), "")
        return SeatCall(seat=code, duty="lead.intake", tracks=list(scheme.seats[code].tracks), called_at=self.at) if code else None

    # ---- its rows ---------------------------------------------------------------------------------------------------

    def _lead(self, row: Brought, source: Source, received: datetime, state: str, holder: Person | None) -> Lead:
        """Return the lead. Its clock runs from now if it waits here; else it was answered elsewhere, nobody here knows when."""
        clock = self._clock(row.channel, source, received) if state in WAITING else None
        closed = min(max(row.closed_at or received, received), self.at) if state in rules.CLOSED else None
        return Lead(
            source=source, last_source=source, channel=row.channel, title=row.title, request=row.words or row.title, company=row.company,
            contact_told=as_told({"name": row.name, "phone": row.phone, "email": row.email}), region=row.region, state=state, received_at=received, external_id=row.key,
            norm_minutes=clock.minutes if clock else None, answer_due_at=clock.reaches(100) if clock else received,
            next_level_at=next_level(clock, self.levels, ()) if clock else None, answered_at=None if clock else received,
            taken_by=holder, taken_at=(self.at if clock else received) if holder else None, closed_at=closed,
            closing_reason=self._reason(row, state), won_kopecks=row.value_kopecks if state == LeadState.WON else 0,
        )  # fmt: skip

    def _clock(self, channel: str, source: Source, received: datetime) -> WorkClock:
        """Return the clock of the first answer: it stood while the lead was in the other system."""
        minutes = queries.norm_minutes(channel, source.pk, today(received))
        return WorkClock(received, minutes, self.window, ((received, self.at),))

    def _reason(self, row: Brought, state: str) -> str:
        if state in (LeadState.LOST, LeadState.NOT_OURS):
            return (row.reason or _("%(stage)s, as %(system)s has it") % {"stage": row.stage.partition("|")[0], "system": self.preset.label})[:1000]
        return _("Brought in from %(system)s; nobody here has taken it up yet.") % {"system": self.preset.label} if state == LeadState.FROZEN else ""

    def _engagement(self, lead: Lead, client: Client) -> Engagement:
        return Engagement(client=client, title=lead.title, opened_at=lead.received_at, reply_token=secrets.token_hex(16),
                          state=PLACES.get(lead.state, EngagementState.LEAD), closed_at=lead.closed_at)  # fmt: skip

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
