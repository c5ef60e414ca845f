"""The whole desk: what is due, the frozen money, the rivals."""

from datetime import date, timedelta

from django.utils import timezone

from svyazka.kit.api import money, staff_only
from svyazka.people.queries import today
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
