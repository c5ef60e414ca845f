"""What a lead's card tells of its handling: clocks, whom they called, quality by component, the client's day."""

from datetime import datetime

from django.utils.timezone import localtime

from svyazka.kit.workclock import shown_clock
from svyazka.kit.zones import clock_in, zone_name
from svyazka.leads.models import Lead
from svyazka.leads.queries.clock import clock_of, escalations_of, interview_clock_of
from svyazka.leads.queries.places import client_day
from svyazka.leads.queries.quality import judged
from svyazka.leads.rules import CLOSED
from svyazka.leads.rules.quality import parts_of, score_of
from svyazka.people.queries import today


def handling(lead: Lead, at: datetime) -> dict:
    """Return what the card shows of how this lead is handled at that moment."""
    interview = interview_clock_of(lead)
    shares = judged([lead], at)[lead.pk].shares
    place = client_day(lead, at)
    clock = shown_clock(clock_of(lead), at)
    waits = lead.answered_at is None and lead.state not in CLOSED
    return {
        "clock": clock if waits or lead.answered_at else None,
        "interview": shown_clock(interview, at) if interview and (lead.interviewed_at or lead.state not in CLOSED) else None,
        "escalations": escalations_of(lead),
        "parts": parts_of(shares),
        "score": score_of(shares),
        "today": today(at),
        "place": place,
        "client_clock": clock_in(place.zone, at) if place else "",
        "client_zone": zone_name(place.zone) if place else "",
        "now_minute": _minute(at) if place and place.day == localtime(at).date() else None,
    }


def _minute(at: datetime) -> int:
    local = localtime(at)
    return local.hour * 60 + local.minute
