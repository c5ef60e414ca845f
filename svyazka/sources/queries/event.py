"""Questions about events: whom we met there, which leads came of it, and what they gave back."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet, Sum

from svyazka.clients.models import Engagement
from svyazka.kit import worth
from svyazka.kit.guard import within_sight
from svyazka.kit.money import cost_of
from svyazka.people.models import Person
from svyazka.people.queries import staff, the_agency
from svyazka.sources.models import EventMeeting, OutreachEvent, TouchCode
from svyazka.sources.rules import MERGED, UNQUALIFIED, cheque
from svyazka.sources.rules.event import credited
from svyazka.sources.rules.source import payback, roi

TIES = {  # how a lead is tied to an event: what leads from it to the lead
    "client": (EventMeeting, "contact__client__engagements__lead"),
    "contact": (EventMeeting, "contact__leads"),
    "code": (TouchCode, "touches__lead"),
}


def events() -> QuerySet[OutreachEvent]:
    """Return the events, the latest first."""
    return OutreachEvent.objects.select_related("speaker").order_by("-held_on", "-pk")


def meetings_of(event: OutreachEvent) -> QuerySet[EventMeeting]:
    """Return who was met at the event."""
    return event.meetings.select_related("contact__client", "met_by").order_by("pk")


def leads_by_event() -> dict[int, dict[int, dict]]:
    """Return the leads of each event by their key; a lead counts once, for the latest event before it. Four queries.

    A lead is of the event if its client or its person was met there, or if it named a code of the event, within twelve months.
    """
    zone, held = ZoneInfo(the_agency().zone), dict(OutreachEvent.objects.values_list("pk", "held_on"))
    ties, leads = [], {}
    for model, path in TIES.values():
        for event, told in _tied(model, path):
            leads[told["lead"]] = told
            ties.append((event, told["lead"], told["received_at"].astimezone(zone).date()))
    return {event: {key: leads[key] for key in keys} for event, keys in credited(ties, held).items()}


FIELDS = ("received_at", "state", "qualified_at", "title", "won_kopecks", "engagement", "source__name")


def _tied(model, path: str):
    about = {f"{path}__received_at__gte": F("event__held_on") - timedelta(days=1),  # a day of slack for zones: `credited` is exact
             f"{path}__received_at__lt": F("event__held_on") + timedelta(days=368)}  # fmt: skip
    rows = model.objects.filter(event__isnull=False, **about).order_by()
    for event, lead, *told in rows.values_list("event", path, *(f"{path}__{name}" for name in FIELDS)).distinct():
        found = {"lead": lead, **dict(zip(FIELDS, told, strict=True))}
        if found["state"] != MERGED:
            yield event, found


def told(events: list[OutreachEvent], day: date) -> list[dict]:
    """Return the events with people met, leads, qualified, won, cost with hours, margin and payback. Constant queries."""
    leads = leads_by_event()
    met = dict(EventMeeting.objects.order_by().values_list("event").annotate(n=Count("pk")))
    won = [lead["engagement"] for event in events for lead in leads[event.pk].values() if lead["state"] == "won"]
    worths = worth.ask().worths(won)
    prices = worth.ask().hour_costs({event.speaker_id for event in events if event.speaker_id}, day)
    return [_told(event, met.get(event.pk, 0), list(leads[event.pk].values()), worths, prices, day) for event in events]


def _told(event: OutreachEvent, met: int, leads: list[dict], worths: dict, prices: dict[int, int], day: date) -> dict:
    won = [lead for lead in leads if lead["state"] == "won"]
    price = prices.get(event.speaker_id)
    hours_kopecks = cost_of(event.hours, price) if price is not None else 0
    cost, won_kopecks = event.cost_kopecks + hours_kopecks, sum(lead["won_kopecks"] for lead in won)
    priced = sum(lead["won_kopecks"] > 0 for lead in won)
    margins: Counter = Counter()
    for lead in won:
        margins.update(worths[lead["engagement"]].margins if lead["engagement"] in worths else {})
    margin = sum(margins.values())
    return {
        "event": event, "audience": event.audience, "met": max(event.people_met, met), "known": met, "leads": len(leads),
        "fitted": sum(_fits(lead) for lead in leads), "won": len(won), "priced": priced, "won_kopecks": won_kopecks,
        "cheque_kopecks": cheque(won_kopecks, priced), "cost_kopecks": cost, "hours_kopecks": hours_kopecks,
        "unpriced": bool(event.hours) and price is None, "lead_cost_kopecks": cheque(cost, len(leads)), "margin_kopecks": margin,
        "roi": roi(margin, cost), "payback": payback({event.held_on.replace(day=1): cost}, margins, event.held_on, day),
        "rows": sorted(leads, key=lambda lead: lead["received_at"], reverse=True),
    }  # fmt: skip


def _fits(lead: dict) -> bool:
    return lead["state"] not in UNQUALIFIED and (lead["state"] != "frozen" or lead["qualified_at"] is not None)


def seen_among(leads: list[dict], person: Person, at: datetime) -> list[dict]:
    """Keep the leads whose engagement the person sees."""
    keys = {lead["engagement"] for lead in leads}
    seen = set(within_sight(Engagement.objects.filter(pk__in=keys), person, at, path="pk").values_list("pk", flat=True))
    return [lead for lead in leads if lead["engagement"] in seen]


def speakers() -> QuerySet[Person]:
    """Return who has given talks, with how many and how many people met; the most talks first."""
    spoke = Person.objects.filter(talks__isnull=False)
    return spoke.annotate(count=Count("talks"), met=Sum("talks__people_met")).order_by("-count", "name")


def who_may_speak() -> QuerySet[Person]:
    """Return the staff, and whoever has spoken before."""
    return (staff() | Person.objects.filter(Q(talks__isnull=False))).distinct().order_by("name", "pk")
