"""Sources of leads, their cost and what they brought, spoken in JSON."""

from datetime import date, timedelta

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit import worth
from svyazka.kit.api import In, Line, Money, kept, money, staff_only
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.sources import actions, queries
from svyazka.sources.models import Source
from svyazka.sources.queries.enough import enough
from svyazka.sources.rules import Touched

router = Router(tags=["sources"])


def sees_cost(request) -> bool:
    """Tell whether who asks sees what sources cost."""
    return queries.sees_cost(request.user, timezone.now(), actions.KEEP)


def sees_margin(request) -> bool:
    """Tell whether who asks sees margins too."""
    return sees_cost(request) and worth.ask().may_see(request.user, timezone.now())


def _card(source: Source) -> dict:
    return {"code": source.code, "name": source.name, "kind": source.kind, "fading_on": source.fading_on, "retired_on": source.retired_on,
            "version": source.version}  # fmt: skip


def _shown(source: Source, *, with_cost: bool) -> dict:
    told = _card(source) | {"came": source.came, "fitted": source.fitted, "won": source.won}
    if with_cost:
        told |= {"won_value": money(source.won_kopecks), "cost": money(source.cost_kopecks)}
    return told


@router.get("/sources")
def list_sources(request):
    """List the sources with what each brought; its cost too, for who keeps the list or sees everything."""
    staff_only(request)
    with_cost = sees_cost(request)
    return {"items": [_shown(source, with_cost=with_cost) for source in queries.told()], "next": None}


@router.get("/sources/lines")
def list_lines(request, first: date | None = None, last: date | None = None, by: str = Touched.FIRST):
    """Tell each source on one line for the leads that came from `first` to `last`, by the first or the last touch."""
    staff_only(request)
    if by not in Touched.values:
        raise unknown("by", by)
    day = today(timezone.now())
    usual, until = queries.usual_period(day)
    first, until = first or usual, min(last, date(9999, 1, 1)) + timedelta(days=1) if last else until
    rows = queries.lines(first, max(first, until), by=by, day=day)
    cost, margin = sees_cost(request), sees_margin(request)
    return {"first": first, "last": until - timedelta(days=1), "by": by, "items": [_line(row, cost, margin) for row in rows], "next": None}


def _line(row: dict, with_cost: bool, with_margin: bool) -> dict:
    told = _card(row["source"]) | {name: row[name] for name in ("came", "fitted", "won", "share", "days_to_money", "paid")}
    if with_cost:
        told |= {name: money(row[f"{name}_kopecks"]) for name in ("cost", "cheque", "lead_cost")}
        told["won_value"] = money(row["won_kopecks"])
    if with_margin:
        told |= {"margin": money(row["margin_kopecks"]), "roi_percent": row["roi"], "payback_months": row["payback"]}
    return told


@router.get("/sources/mix")
def mix(request, by: str = Touched.FIRST):
    """Tell how the mix of sources changed by year; in `table` a source that was left stands as zero in the years after."""
    staff_only(request)
    if by not in Touched.values:
        raise unknown("by", by)
    return {"items": queries.mix_by_year(), "table": queries.mix(by, today(timezone.now())), "next": None}


@router.get("/sources/sufficiency")
def sufficiency(request):
    """Tell whether what comes in is enough for the next ninety days, with its parts."""
    staff_only(request)
    told = enough(today(timezone.now()))
    rows = [row | {"share": _plain(row["share"], 3), "hours": _plain(row["hours"])} for row in told["rows"]]
    return told | {"rows": rows, "ratio": _plain(told["ratio"], 2), "sentence": str(told["sentence"]),
                   **{name: _plain(told[name]) for name in ("hours", "likely_hours", "free_hours")}}  # fmt: skip


def _plain(value, places: int = 1) -> str | None:
    return None if value is None else f"{value:.{places}f}"


# ---- keeping the list ----------------------------------------------------------------------------------------------


def _source(request, code: str) -> Source:
    staff_only(request)
    return find(Source.objects.all(), None, code=code)


class SourceIn(In):
    name: kept(Source, "name", least=1)
    kind: Line


@router.post("/sources", response={201: dict})
def add_source(request, body: SourceIn):
    """Write down a source; its code is made of its name."""
    staff_only(request)
    return Status(201, _card(actions.add_source(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


@router.post("/sources/{code}/name")
def rename(request, code: str, body: SourceIn):
    """Call a source otherwise; its code stays."""
    return _card(actions.rename_source(_source(request, code), by=request.user, at=timezone.now(), **body.model_dump()))


class CostIn(In):
    month_on: date
    cost: Money


@router.post("/sources/{code}/costs", response={201: dict})
def set_cost(request, code: str, body: CostIn):
    """Write down what a source cost in a month."""
    made = actions.set_cost(_source(request, code), month_on=body.month_on, kopecks=body.cost.kopecks, by=request.user,
                            at=timezone.now())  # fmt: skip
    return Status(201, {"source": code, "month_on": made.month_on, "cost": money(made.kopecks)})


class DayIn(In):
    on: date


@router.post("/sources/{code}/fading")
def fade(request, code: str, body: DayIn):
    """Use a source less from a day on."""
    return _card(actions.fade_source(_source(request, code), on=body.on, by=request.user, at=timezone.now()))


@router.post("/sources/{code}/retirement")
def retire(request, code: str, body: DayIn):
    """Retire a source from a day on; its leads stay."""
    return _card(actions.retire_source(_source(request, code), on=body.on, by=request.user, at=timezone.now()))


@router.post("/sources/{code}/comeback")
def come_back(request, code: str):
    """Use a source in full again."""
    return _card(actions.bring_back_source(_source(request, code), by=request.user, at=timezone.now()))
