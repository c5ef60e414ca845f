"""The whole desk: what is due, the frozen money, the rivals."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from ninja import Status

from svyazka.kit.api import money, staff_only
from svyazka.people import actions as people
from svyazka.people.queries import calendar_address, today
from svyazka.tenders import queries
from svyazka.tenders.api.base import router
from svyazka.tenders.api.days import day_shown


@router.get("/tender-calendar")
def calendar(request, first: date | None = None, last: date | None = None):
    """List what is due in [first, last], a month from today when not said."""
    at = timezone.now()
    first = first or today(at)
    rows = queries.deadlines_between(staff_only(request), first, last or first + timedelta(days=31), at)
    return {"items": [day_shown(row) for row in rows], "next": None}


def _address(request) -> dict:
    found = calendar_address(staff_only(request))
    return {"made_at": found.made_at if found else None, "read_at": found.used_at if found else None}


@router.get("/tender-calendar/address")
def calendar_of(request):
    """Tell whether there is a secret address from which your calendar program reads, and when it was read last."""
    return _address(request)


@router.post("/tender-calendar/address", response={201: dict})
def open_calendar(request):
    """Make the secret address of your calendar; it is told this once, and the one before is worthless."""
    secret = people.open_calendar(staff_only(request), by=request.user, at=timezone.now())
    return Status(201, {**_address(request), "address": request.build_absolute_uri(reverse("tenders:subscription", args=[secret]))})


@router.delete("/tender-calendar/address")
def close_calendar(request):
    """Let no program read your calendar any more."""
    people.close_calendar(staff_only(request), by=request.user, at=timezone.now())
    return _address(request)


@router.get("/tender-money")
def frozen(request):
    """Tell how much money lies in securities, and what should have come back."""
    at = timezone.now()
    securities = queries.securities_out(staff_only(request), at)
    late = sum(one.amount_kopecks for one in securities.filter(returned_on=None) if one.is_overdue(today(at)))
    return {"frozen": money(queries.frozen_kopecks(securities)), "overdue": money(late)}


@router.get("/tender-rivals")
def list_rivals(request):
    """List the rivals met: how often, how often they won, how deep they fall."""
    rows = queries.rivals(staff_only(request), timezone.now())
    return {"items": [{**row, "fall_percent": str(row["fall_percent"]), "deepest_percent": str(row["deepest_percent"])} for row in rows], "next": None}
