"""Demand in search by region, spoken in JSON."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from svyazka.kit.api import In, Key, Number, kept, staff_only, told
from svyazka.kit.errors import unknown
from svyazka.kit.guard import require
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.sources import actions, queries
from svyazka.sources.models import DemandLoad, QueryGroup, RegionDemand
from svyazka.sources.queries import demand as demand_queries
from svyazka.sources.rules.demand import month_in, read_demand

router = Router(tags=["sources"])


@router.get("/demand")
def grid(request, first: date | None = None, last: date | None = None, group: str = ""):
    """Tell group by region what was looked for and how many leads came of it; `missed` is demand without a lead."""
    staff_only(request)
    usual, until = queries.usual_period(today(timezone.now()))
    first, until = first or usual, min(last, date(9999, 1, 1)) + timedelta(days=1) if last else until
    told = demand_queries.grid(first.replace(day=1), until, queries.moments(first, max(first, until)), group=group)
    items = [{"group": name or None, "region": region, **_cell(cell)} for (name, region), cell in sorted(told["cells"].items())]
    regions = [{"region": region, **_cell(cell)} for region, cell in sorted(told["regions"].items())]
    return {"first": first, "last": until - timedelta(days=1), "items": items, "regions": regions, "next": None}


def _cell(cell: dict) -> dict:
    shown = {name: cell[name] for name in ("shows", "visits", "leads", "won")}
    return shown | {"position": None if cell["position"] is None else str(cell["position"]), "missed": cell["missed"], "missed_much": cell["much"]}


def _load_shown(load: DemandLoad) -> dict:
    return {"id": load.pk, "name": load.name, "cells": load.cells, "loaded_by": load.loaded_by.username, "loaded_at": told(load.loaded_at),
            "undone_at": told(load.undone_at), "sha256": load.digest, "version": load.version}  # fmt: skip


@router.get("/demand/loads")
def list_loads(request):
    """List the files of demand that were loaded."""
    staff_only(request)
    return {"items": [_load_shown(load) for load in demand_queries.loads()[:200]], "next": None}


@router.post("/demand/loads", response={200: dict, 201: dict})
def load(request, file: File[UploadedFile], group: str = "", month_on: str = "", dry_run: bool = False):
    """Load a CSV of positions and visits (multipart, field `file`); `group` and `month_on` stand in for missing columns.

    With `dry_run` only tell what would change. A second time the same file changes nothing.
    """
    staff_only(request)
    month = month_in(month_on) if month_on else None
    if month_on and month is None:
        raise unknown("month_on", month_on)
    raw, at = file.read(), timezone.now()
    if not dry_run:
        plan = actions.load_demand(the_agency(), raw=raw, name=file.name or "", group=group, month_on=month, by=request.user, at=at)
        return Status(201, _plan_shown(plan))
    require(request.user, actions.KEEP, the_agency(), at)
    return Status(200, _plan_shown(demand_queries.plan_of(read_demand(raw, group=group, month_on=month))))


def _plan_shown(plan: demand_queries.Plan) -> dict:
    reading = plan.reading
    return {"load": plan.load.pk if plan.load else None, "rows": reading.rows, "columns": reading.columns, "new": plan.new,
            "changed": len(plan.changes) - plan.new, "same": plan.same, "reasons": [str(reason) for reason in reading.reasons],
            "errors": [{"row": row, "reason": str(reason)} for row, reason in reading.errors[:200]], "wrong": len(reading.errors)}  # fmt: skip


@router.post("/demand/loads/{load_id}/undoing")
def undo(request, load_id: Key):
    """Take a file back: the figures before it are in force again."""
    staff_only(request)
    return _load_shown(actions.undo_load(find(demand_queries.loads(), load_id), by=request.user, at=timezone.now()))


class FigureIn(In):
    group: kept(QueryGroup, "name", least=1)
    region: kept(RegionDemand, "region", least=1)
    month_on: date
    shows: Number = 0
    visits: Number = 0
    position: Decimal | None = None


@router.post("/demand/figures", response={201: dict})
def keep_figure(request, body: FigureIn):
    """Write one figure of demand down."""
    staff_only(request)
    if body.position is not None and not 0 <= body.position <= 10_000:
        raise unknown("position", body.position)
    row = actions.keep_demand(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {"group": row.group.name, "region": row.region, "month_on": row.month_on, "shows": row.shows, "visits": row.visits,
                        "position": None if row.position is None else str(row.position)})  # fmt: skip
