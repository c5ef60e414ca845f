"""Demand in search by region, brought in from the command line."""

import hashlib
from pathlib import Path

from django.utils import timezone

from svyazka.kit.errors import Refused
from svyazka.people.queries import system, the_agency
from svyazka.site.home import Wrong
from svyazka.sources.actions import load_demand, undo_load
from svyazka.sources.models import DemandLoad
from svyazka.sources.queries.demand import Plan, plan_of
from svyazka.sources.rules.demand import month_in, read_demand


def bring_demand(place: Path, *, group: str = "", month: str = "", dry_run: bool = False) -> Plan:
    """Load an export of positions and visits; nothing is kept on a dry run. Raises Wrong when nothing of it can be read."""
    month_on = month_in(month) if month else None
    if month and month_on is None:
        raise Wrong(f"{month} is not a month: write it as 2026-05.")
    raw = _bytes_of(place)
    if dry_run:
        plan = plan_of(read_demand(raw, group=group, month_on=month_on))
        if plan.reading.reasons:
            raise Wrong(f"{place}: {' '.join(map(str, plan.reading.reasons))}")
        return plan
    return load_demand(the_agency(), raw=raw, name=place.name, group=group, month_on=month_on, by=system(), at=timezone.now())


def take_back(place: Path) -> DemandLoad:
    """Take back what this file has loaded. Raises Wrong if it was never loaded, or a later file replaced its figures."""
    loads = DemandLoad.objects.filter(digest=hashlib.sha256(_bytes_of(place)).hexdigest())
    load = loads.filter(undone_at=None).last() or loads.last()
    if load is None:
        raise Wrong(f"{place} was never loaded.")
    try:
        return undo_load(load, by=system(), at=timezone.now())
    except Refused as refused:
        raise Wrong(f"{place}: {refused}") from None


def _bytes_of(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        raise Wrong(f"{place} cannot be read: {error.strerror}.") from None
