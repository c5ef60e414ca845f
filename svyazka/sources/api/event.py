"""Events, the people met there and what came of them, spoken in JSON."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import Hours, In, Key, Line, Money, Number, Page, kept, money, plain, staff_only, upto
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.sources import actions, queries
from svyazka.sources.api.source import sees_cost, sees_margin
from svyazka.sources.models import EventMeeting, OutreachEvent
from svyazka.sources.queries import event as event_queries
from svyazka.sources.rules import EventKind
from svyazka.sources.rules.event import verdicts
from svyazka.sources.rules.meeting import cards_in

router = Router(tags=["sources"])


def _event_shown(event: OutreachEvent, *, with_cost: bool = True) -> dict:
    return {"id": event.pk, "name": event.name, "kind": event.kind, "audience": event.audience, "held_on": event.held_on, "talk": event.talk,
            "speaker": event.speaker.username if event.speaker else None, "region": event.region,
            **({"cost": money(event.cost_kopecks)} if with_cost else {}), "hours": plain(Decimal(event.hours)),
            "people_met": event.people_met, "version": event.version}  # fmt: skip


def _figures(told: dict, cost: bool, margin: bool) -> dict:
    shown = {name: told[name] for name in ("met", "known", "leads", "fitted", "won")}
    if cost:
        shown |= {f"{name}_value": money(told[f"{name}_kopecks"]) for name in ("won", "cheque", "cost", "hours", "lead_cost")}
    if margin:
        shown |= {"margin": money(told["margin_kopecks"]), "roi_percent": told["roi"], "payback_months": told["payback"]}
    return shown


@router.get("/events")
def list_events(request):
    """List the events where the agency was seen, what came of each, and the verdict by audience."""
    staff_only(request)
    cost, margin = sees_cost(request), sees_margin(request)
    rows = event_queries.told(list(queries.events()[:200]), today(timezone.now()))
    items = [_event_shown(row["event"], with_cost=cost) | {"gave": _figures(row, cost, margin)} for row in rows]
    return {"items": items, "verdicts": [_verdict(one, cost) for one in verdicts(rows)], "next": None}


def _verdict(one: dict, cost: bool) -> dict:
    shown = {name: one[name] for name in ("audience", "events", "met", "leads", "won", "few", "leads_an_event")}
    return shown | ({"cheque": money(one["cheque_kopecks"]), "cost": money(one["cost_kopecks"])} if cost else {})


class EventIn(In):
    name: Line
    kind: Line = EventKind.FORUM
    audience: Line
    held_on: date
    talk: kept(OutreachEvent, "talk") = ""
    speaker: Line | None = None
    region: kept(OutreachEvent, "region") = ""
    cost: Money = Money(kopecks=0)
    hours: Hours = Decimal(0)
    people_met: Number = 0


def _told(body: EventIn) -> dict:
    speaker = event_queries.who_may_speak().filter(username=body.speaker).first() if body.speaker else None
    if body.speaker and speaker is None:
        raise unknown("speaker", body.speaker)
    return {**body.model_dump(exclude={"speaker", "cost"}), "hours": body.hours, "speaker": speaker, "cost_kopecks": body.cost.kopecks}


@router.post("/events", response={201: dict})
def write_event(request, body: EventIn):
    """Write down an event."""
    staff_only(request)
    return Status(201, _event_shown(actions.write_down_event(the_agency(), by=request.user, at=timezone.now(), **_told(body))))


def _event(request, event_id: int) -> OutreachEvent:
    staff_only(request)
    return find(queries.events(), event_id)


@router.get("/events/{event_id}")
def one_event(request, event_id: Key):
    """Tell an event with what came of it, the leads you see, and who was met."""
    event, at = _event(request, event_id), timezone.now()
    (told,) = event_queries.told([event], today(at))
    cost = sees_cost(request)
    leads = [{"id": lead["lead"], "title": lead["title"], "received_at": lead["received_at"], "state": lead["state"],
              "source": lead["source__name"], "engagement_id": lead["engagement"]}
             for lead in event_queries.seen_among(told["rows"], request.user, at)]  # fmt: skip
    met = [_met(meeting) for meeting in event_queries.meetings_of(event)]
    return _event_shown(event, with_cost=cost) | {"gave": _figures(told, cost, sees_margin(request)), "leads": leads, "met": met}


@router.post("/events/{event_id}/card")
def correct(request, event_id: Key, body: EventIn):
    """Write an event down anew."""
    return _event_shown(actions.correct_event(_event(request, event_id), by=request.user, at=timezone.now(), **_told(body)))


def _met(meeting: EventMeeting) -> dict:
    contact = meeting.contact
    return {"id": meeting.pk, "contact_id": contact.pk, "name": contact.name, "client_id": contact.client_id, "client": contact.client.name,
            "email": contact.email, "phone": contact.phone, "note": meeting.note}  # fmt: skip


class PersonIn(In):
    name: upto(200) = ""
    company: upto(300) = ""
    phone: upto(40) = ""
    email: upto(200) = ""
    note: upto(500) = ""


class PeopleIn(In):
    people: list[PersonIn] = []
    lines: upto(100_000) = ""


@router.get("/events/{event_id}/people", response=Page)
def list_people(request, event_id: Key):
    """List who was met at an event."""
    return {"items": [_met(meeting) for meeting in event_queries.meetings_of(_event(request, event_id))], "next": None}


@router.post("/events/{event_id}/people", response={201: dict})
def meet(request, event_id: Key, body: PeopleIn):
    """Remember who was met: `people`, and `lines` as they would be typed («Имя, компания, телефон»)."""
    event = _event(request, event_id)
    people = [*(one.model_dump() for one in body.people), *(vars(card) for card in cards_in(body.lines))]
    made = actions.meet_people(event, people=people, by=request.user, at=timezone.now())
    return Status(201, {"items": [_met(meeting) for meeting in made], "next": None})


@router.delete("/events/{event_id}/people/{meeting_id}")
def forget(request, event_id: Key, meeting_id: Key):
    """Take back that somebody was met; the contact stays."""
    event = _event(request, event_id)
    actions.forget_meeting(event, meeting_id=meeting_id, by=request.user, at=timezone.now())
    return {"id": meeting_id}


@router.get("/speakers")
def list_speakers(request):
    """List who has given talks, how many, and how many people were met there."""
    staff_only(request)
    items = [{"login": one.username, "name": one.name, "talks": one.count, "met": one.met} for one in event_queries.speakers()]
    return {"items": items, "next": None}
