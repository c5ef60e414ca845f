"""Questions about demand: what a file would change, and group by region what was looked for and who wrote to us."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Lower

from svyazka.kit.regions import region_named
from svyazka.sources.models import DemandLoad, QueryGroup, RegionDemand, Source
from svyazka.sources.rules import MERGED, SourceKind
from svyazka.sources.rules.demand import Cell, Reading
from svyazka.sources.rules.picture import is_missed, is_missed_much

Key = tuple[str, str, date]  # a group's name, a region, the first day of a month


@dataclass
class Plan:
    """What a file changes: cells new or of other figures, how many stay the same, and the load once it is kept."""

    reading: Reading
    changes: dict[Key, Cell] = field(default_factory=dict)
    new: int = 0
    same: int = 0
    load: DemandLoad | None = None


def plan_of(reading: Reading) -> Plan:
    """Compare what was read with what is in force. One query."""
    plan, before = Plan(reading), in_force(reading.cells)
    for key, cell in reading.cells.items():
        was = before.get(folded(key))
        if was is not None and laid_over(cell, was) == (was.shows, was.visits, was.position):
            plan.same += 1
            continue
        plan.changes[key] = cell
        plan.new += was is None
    return plan


def folded(key: Key) -> Key:
    """Return the key with the group's name in small letters."""
    return key[0].lower(), key[1], key[2]


def in_force(cells: Mapping[Key, Cell], *, lock: bool = False) -> dict[Key, RegionDemand]:
    """Return the figures in force of these cells, by the folded key."""
    if not cells:
        return {}
    wanted = {folded(key) for key in cells}
    rows = RegionDemand.objects.filter(aside=None, month_on__in={key[2] for key in cells}).annotate(low=Lower("group__name"))
    rows = rows.filter(low__in={key[0] for key in wanted})
    found = {(row.low, row.region, row.month_on): row for row in (rows.select_for_update(of=("self",), no_key=True) if lock else rows)}
    return {key: row for key, row in found.items() if key in wanted}


def laid_over(cell: Cell, was: RegionDemand | None) -> tuple[int, int, Decimal | None]:
    """Return shows, visits and position: what the file does not tell stays as it was."""
    shows = cell.shows if cell.shows is not None else (was.shows if was else 0)
    visits = cell.visits if cell.visits is not None else (was.visits if was else 0)
    position = cell.position if cell.position is not None else (was.position if was else None)
    return shows, visits, None if position is None else position.quantize(Decimal("0.1"))


def loads() -> QuerySet[DemandLoad]:
    """Return the files that were loaded, the latest first."""
    return DemandLoad.objects.select_related("loaded_by").order_by("-pk")


def groups() -> QuerySet[QueryGroup]:
    """Return the query groups."""
    return QueryGroup.objects.order_by("name")


def months() -> tuple[date, date] | None:
    """Return the first and the last month of which demand is known, or None."""
    told = RegionDemand.objects.filter(aside=None).aggregate(first=Min("month_on"), last=Max("month_on"))
    return (told["first"], told["last"]) if told["first"] else None


def grid(first: date, until: date, came: tuple[datetime, datetime], *, group: str = "") -> dict:
    """Return demand and leads of search, group by region: months in [first, until), leads received in `came`. Three queries.

    A lead of search without a group counts for its region alone, under the group "".
    """
    cells: dict[tuple[str, str], dict] = defaultdict(_nothing)
    for row in _demand(first, until, group):
        told = cells[row["name"], row["region"]]
        told["shows"] += row["shows"]
        told["visits"] += row["visits"]
        told["position"] = _position(row)
    for name, region, leads, won, won_kopecks in _leads(came, group):
        if not leads:
            continue  # all of them were merged into others
        told = cells[name or "", region_named(region) or region]
        told["leads"] += leads
        told["won"] += won
        told["won_kopecks"] += won_kopecks or 0
    return _folded_up(dict(cells))


def _nothing() -> dict:
    return {"shows": 0, "visits": 0, "position": None, "leads": 0, "won": 0, "won_kopecks": 0}


def _demand(first: date, until: date, group: str):
    rows = RegionDemand.objects.filter(aside=None, month_on__gte=first, month_on__lt=until)
    rows = rows.filter(group__name=group) if group else rows
    ranked = Q(position__isnull=False)
    return rows.order_by().values("region", name=F("group__name")).annotate(
        weighted=Sum(F("position") * F("shows"), filter=ranked), weight=Sum("shows", filter=ranked),
        visits=Sum("visits"), shows=Sum("shows"),
    )  # fmt: skip


def _position(row: dict) -> Decimal | None:
    """Return the mean position weighted by shows."""
    return (Decimal(row["weighted"]) / row["weight"]).quantize(Decimal("0.1")) if row["weight"] else None


def _leads(came: tuple[datetime, datetime], group: str):
    found = Source.objects.filter(kind=SourceKind.SEARCH, leads__received_at__gte=came[0], leads__received_at__lt=came[1])
    found = found.filter(leads__query_group__name=group) if group else found
    won = Q(leads__state="won")
    return found.order_by().values_list("leads__query_group__name", "leads__region").annotate(
        n=Count("leads", filter=~Q(leads__state=MERGED)), won=Count("leads", filter=won), sum=Sum("leads__won_kopecks", filter=won)
    )  # fmt: skip


def _folded_up(cells: dict[tuple[str, str], dict]) -> dict:
    """Return cells with sums by region, by group and over all; what is looked for and gave no lead is missed."""
    told = {"cells": cells, "regions": defaultdict(_nothing), "groups": defaultdict(_nothing), "all": _nothing()}
    for (group, region), cell in cells.items():
        for total in (told["regions"][region], told["groups"][group], told["all"]):
            for name in ("shows", "visits", "leads", "won", "won_kopecks"):
                total[name] += cell[name]
    for one in (*cells.values(), *told["regions"].values()):
        one["missed"], one["much"] = is_missed(one), is_missed_much(one, told["all"])
    return {**told, "regions": dict(told["regions"]), "groups": dict(told["groups"])}
