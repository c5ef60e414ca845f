"""What can happen to events: one is written down, corrected, and the people met there are remembered."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.clients.steps import know_client, know_contact
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.people.models import Agency, Person
from svyazka.sources.models import EventMeeting, OutreachEvent
from svyazka.sources.rules import EventKind, reasons_not_an_event
from svyazka.sources.rules.meeting import MOST_LINES, Card

EVENT = Duty("event.attend", _("Attend events, give talks, meet people"), stage=Stage.LEAD)


@action(EVENT, lock=False)
def write_down_event(agency: Agency, *, name: str, audience: str, held_on: date, kind: str = EventKind.FORUM, talk: str = "",
                     speaker=None, region: str = "", cost_kopecks: int = 0, hours: Decimal = Decimal(0), people_met: int = 0,
                     by: Person, at: datetime) -> OutreachEvent:  # fmt: skip
    """Write down an event where the agency was seen. Raises Refused for an unknown kind or audience or a figure below zero."""
    event = OutreachEvent()
    _fill(event, name=name, audience=audience, held_on=held_on, kind=kind, talk=talk, speaker=speaker, region=region,
          cost_kopecks=cost_kopecks, hours=hours, people_met=people_met)  # fmt: skip
    event.save()
    record(event, "sources.event_kept", by=by, at=at, name=name)
    return event


@action(EVENT)
def correct_event(event: OutreachEvent, *, by: Person, at: datetime, **told) -> OutreachEvent:
    """Write the event down anew. Raises Refused as writing it down does."""
    _fill(event, **told)
    event.save()
    record(event, "sources.event_corrected", by=by, at=at, name=event.name)
    return event


def _fill(event: OutreachEvent, *, name, audience, held_on, kind, talk, speaker, region, cost_kopecks, hours, people_met) -> None:
    refuse_if(reasons_not_an_event(name=name, audience=audience, cost_kopecks=cost_kopecks, people_met=people_met, kind=kind, hours=hours))
    event.name, event.audience, event.kind, event.held_on = name.strip()[:300], audience, kind, held_on
    event.talk, event.speaker, event.region = talk[:300], speaker, region[:100]
    event.cost_kopecks, event.hours, event.people_met = cost_kopecks, hours, people_met


@action(EVENT)
def meet_people(event: OutreachEvent, *, people: Iterable[Mapping], by: Person, at: datetime) -> list[EventMeeting]:
    """Remember who was met there: each becomes a contact of their company; one known already is met, not made twice.

    Each of `people` may have name, company, phone, email and note. Raises Refused if one cannot be known by anything.
    """
    cards = [Card(n, **{key: " ".join(str(told.get(key) or "").split()) for key in ("name", "company", "phone", "email", "note")})
             for n, told in enumerate(people, 1)]  # fmt: skip
    refuse_if(_reasons(cards))
    met = [_meet(event, card, by, at) for card in cards]
    if event.people_met < (count := event.meetings.count()):
        event.people_met = count
        event.save(update_fields=["people_met"])
    record(event, "sources.people_met", by=by, at=at, count=len(met))
    return met


def _reasons(cards: list[Card]) -> list:
    if not cards or len(cards) > MOST_LINES:
        return [_("From one to five hundred people are written down at once.")]
    return [_("Line %(row)s: %(reason)s") % {"row": card.row, "reason": card.reasons[0]} for card in cards if card.reasons]


def _meet(event: OutreachEvent, card: Card, by: Person, at: datetime) -> EventMeeting:
    told = {"name": card.name[:200], "email": card.email[:254], "phone": card.phone[:40]}
    client = know_client(name=card.company[:300], contact=told, region=event.region if card.company else "", at=at)
    contact = know_contact(client, told) or know_contact(client, {"name": card.company[:200]})
    made, _new = EventMeeting.objects.get_or_create(
        event=event, contact=contact, defaults={"note": card.note[:500], "met_by": by, "kept_at": at}
    )
    return made


@action(EVENT)
def forget_meeting(event: OutreachEvent, *, meeting_id: int, by: Person, at: datetime) -> OutreachEvent:
    """Take back that the person was met there; the contact stays. Raises Refused if they were not."""
    meeting = event.meetings.filter(pk=meeting_id).first()
    if meeting is None:
        raise Refused(_("Nobody like that was met there."))
    name = str(meeting.contact)
    meeting.delete()
    record(event, "sources.meeting_forgotten", by=by, at=at, name=name)
    return event
