"""The walk of a tender: opened, decided, moved from stage to stage; days of what happens to it."""

from datetime import date, datetime
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from svyazka.clients.steps import move_engagement
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.leads.models import Lead
from svyazka.leads.steps import move_lead
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.tenders import queries
from svyazka.tenders.actions.duties import LEAD
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import (
    BASE_OF_EVENT,
    BEFORE_SUBMISSION,
    CLOSED,
    LEADING,
    MOVES,
    NEEDS_REASON,
    Base,
    Law,
    Line,
    Method,
    weighed,
)
from svyazka.tenders.steps import count_deadlines, done_by, happen, sit_down, wind_decision, write_tender

MOSCOW = "Europe/Moscow"


@action(LEAD, answers="RA")
def open_tender(lead: Lead, *, law: str, method: str, initial_max_price_kopecks: int, deadline_at: datetime,
                number: str = "", platform: str = "", zone: str = MOSCOW, by: Person, at: datetime) -> Tender:  # fmt: skip
    """Run the lead as a tender. Raises Refused if it is one already, Malformed on an unknown law or a past deadline."""
    if Tender.objects.filter(engagement=lead.engagement_id).exists():
        raise Refused(_("This lead is a tender already."))
    _check(law, method, initial_max_price_kopecks, deadline_at, zone, at)
    tender = write_tender(
        lead, law=law, method=method, initial_max_price_kopecks=initial_max_price_kopecks, deadline_at=deadline_at, number=number,
        platform=platform, zone=zone, at=at,
    )  # fmt: skip
    count_deadlines(tender)
    sit_down(tender, LEAD, by=by, at=at)
    record(tender, "tenders.opened", by=by, at=at, law=law, method=method)
    return tender


def _check(law: str, method: str, price_kopecks: int, deadline_at: datetime, zone: str, at: datetime) -> None:
    if law not in Law.values or method not in Method.values:
        raise Malformed(_("There is no such law or method."))
    if price_kopecks <= 0 or deadline_at <= at:
        raise Malformed(_("A tender has a price and a deadline to come."))
    _check_zone(zone)


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Malformed(_("There is no such time zone: %(zone)s.") % {"zone": zone})


@action(LEAD, answers="RA")
def decide_tender(tender: Tender, *, go: bool, reason: str, by: Person, at: datetime) -> Tender:
    """Say whether the agency takes part, and why; the card as it stands is kept with the word. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(_("Say why: the decision is read again when the tender is over."))
    event = "go" if go else "decline"
    tender.state = after(MOVES, event, tender.state)
    tender.decided_by, tender.decided_at, tender.decision_reason = by, at, reason[:1000]
    tender.decision_card, tender.first_decided_at = _card(tender, at), tender.first_decided_at or at
    tender.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", "decision_card", "first_decided_at"])
    wind_decision(tender, at=at)
    done_by(tender, event, by=by, at=at)
    sit_down(tender, LEAD, by=by, at=at)
    _let_go(tender, reason, at)
    record(tender, "tenders.decided", by=by, at=at, go=go, reason=reason)
    return tender


def _card(tender: Tender, at: datetime) -> dict:
    rows = queries.card_of(tender, today(at))
    result = weighed(Line(criterion.weight, score.score if score else None) for criterion, score in rows)
    lines = [{"title": criterion.title, "weight": criterion.weight, "score": score.score if score else None,
              "word": score.word if score else ""} for criterion, score in rows]  # fmt: skip
    percent = None if result.percent is None else str(result.percent)
    return {"percent": percent, "suggestion": str(result.suggestion.value), "lines": lines}


@action(LEAD)
def move_tender(tender: Tender, *, event: str, reason: str = "", on: date | None = None, by: Person, at: datetime) -> Tender:
    """Move the tender on by the event, which was on that day, today if not said; terms are counted from it.

    Raises Refused if the table says no, a loss has no reason, or money is still out at the end.
    """
    if event not in LEADING:
        raise Malformed(_("There is no such step: %(event)s.") % {"event": event})
    if event in NEEDS_REASON and not reason.strip():
        raise Refused(_("Say why: a lost tender is a lesson."))
    state = after(MOVES, event, tender.state)
    if event == "finish":
        refuse_if(_still_out(tender))
    tender.state = state
    if state in CLOSED:
        tender.closing_reason = reason[:1000]
    tender.save(update_fields=["state", "closing_reason"])
    _happened(tender, event, _day(on, at))
    done_by(tender, event, by=by, at=at)
    sit_down(tender, LEAD, by=by, at=at)
    _let_go(tender, reason, at)
    record(tender, "tenders.moved", by=by, at=at, state=tender.state, reason=reason)
    return tender


def _day(on: date | None, at: datetime) -> date:
    """Return the day of an event: it has been. Raises Malformed for one to come."""
    if on is not None and on > today(at):
        raise Malformed(_("It has not happened yet: this day is to come."))
    return on or today(at)


def _still_out(tender: Tender) -> list:
    out = [one for one in tender.securities.all() if one.is_out]
    return [_("%(what)s is not returned yet.") % {"what": one.get_kind_display()} for one in out]


def _happened(tender: Tender, event: str, on: date) -> None:
    if event in BASE_OF_EVENT:
        happen(tender, BASE_OF_EVENT[event], on)
        count_deadlines(tender)


def _let_go(tender: Tender, reason: str, at: datetime) -> None:
    if tender.state not in CLOSED:
        return
    lead = Lead.objects.get(engagement=tender.engagement_id)
    move_lead(tender.engagement, "refuse" if lead.state in ("new", "taken") else "lose", at=at, closing_reason=reason[:1000], closed_at=at)
    move_engagement(tender.engagement, "lost", at=at)


@action(LEAD, answers="RA")
def note_day(tender: Tender, *, base: str, on: date, by: Person, at: datetime) -> Tender:
    """Write down the day of an event from which terms are counted, or put it right. Raises Malformed on a day to come."""
    if base not in Base.values or base == Base.DEADLINE:
        raise Malformed(_("There is no such event: %(event)s.") % {"event": base})
    happen(tender, base, _day(on, at))
    changed = count_deadlines(tender)
    record(tender, "tenders.day_noted", by=by, at=at, base=base, on=str(on), changed=changed)
    return tender


@action(LEAD, answers="RA")
def change_application(tender: Tender, *, deadline_at: datetime, reason: str, zone: str = "", by: Person, at: datetime) -> Tender:
    """Move the deadline of applications; days that no person has set are counted anew.

    Raises Refused once the application is in or without a reason.
    """
    if tender.state not in BEFORE_SUBMISSION:
        raise Refused(_("The application is submitted already: its deadline does not move."))
    if not reason.strip():
        raise Refused(_("Say why: where the new deadline was announced."))
    if zone:
        _check_zone(zone)
    before, tender.deadline_at, tender.zone = tender.deadline_at, deadline_at, zone or tender.zone
    tender.save(update_fields=["deadline_at", "zone"])
    changed = count_deadlines(tender)
    record(tender, "tenders.deadline_changed", by=by, at=at, before=before.isoformat(), after=deadline_at.isoformat(), reason=reason,
           changed=changed)  # fmt: skip
    return tender
