"""Questions about sources: which there are, what each brought, cost and gave back, by the first or the last touch."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear

from svyazka.kit import worth
from svyazka.kit.errors import unknown
from svyazka.kit.guard import may, seen_by
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.sources.models import Source, SourceCost
from svyazka.sources.rules import MERGED, UNQUALIFIED, Touched, cheque, mix_of, share
from svyazka.sources.rules.mix import table_of
from svyazka.sources.rules.source import days_to_money, payback, roi

LEADS = {Touched.FIRST: "leads", Touched.LAST: "leads_last"}
USUAL_DAYS = 365
NOTHING = (0, 0, 0, 0, 0)  # came, qualified, won, won kopecks, won with a sum


def sources() -> QuerySet[Source]:
    """Return the sources, those in use first."""
    return Source.objects.order_by(F("retired_on").desc(nulls_first=True), "name")


def in_use() -> QuerySet[Source]:
    """Return the sources that are not retired, by name."""
    return Source.objects.filter(retired_on=None).order_by("name")


def source_of(code: str, *, retired: bool = True) -> Source:
    """Return the source of this code; with `retired=False` only one in use. Raises Malformed where there is none."""
    found = (sources() if retired else in_use()).filter(code=code).first()
    if found is None:
        raise unknown("source", code)
    return found


def sees_cost(person: Person, at: datetime, keep) -> bool:
    """Tell whether the person sees what sources cost and bring: who keeps the list, and who sees everything."""
    return seen_by(person, at) is None or bool(may(person, keep, the_agency(), at))


def fitting(leads: str = "leads") -> Q:
    """Return the condition "somebody has said that it fits": a lead put aside before that has only been put aside."""
    return ~Q(**{f"{leads}__state__in": UNQUALIFIED}) & ~Q(**{f"{leads}__state": "frozen", f"{leads}__qualified_at": None})


def told() -> list[Source]:
    """Return the sources with `came`, `fitted`, `won`, `won_kopecks` and `cost_kopecks` of all time. Three queries."""
    rows = Source.objects.filter(leads__isnull=False).order_by().values_list("pk").annotate(
        came=Count("leads", filter=~Q(leads__state=MERGED)), fitted=Count("leads", filter=fitting()),
        won=Count("leads", filter=Q(leads__state="won")), won_kopecks=Coalesce(Sum("leads__won_kopecks"), 0),
    )  # fmt: skip
    counted = {key: figures for key, *figures in rows}
    costs = dict(SourceCost.objects.order_by().values_list("source").annotate(all=Sum("kopecks")))
    found = list(sources())
    for source in found:
        source.came, source.fitted, source.won, source.won_kopecks = counted.get(source.pk, NOTHING[:4])
        source.cost_kopecks = costs.get(source.pk, 0)
    return found


def moments(first: date, until: date) -> tuple[datetime, datetime]:
    """Return the moments [starts, ends) of the days [first, until) where the agency works."""
    zone = ZoneInfo(the_agency().zone)
    return datetime(first.year, first.month, first.day, tzinfo=zone), datetime(until.year, until.month, until.day, tzinfo=zone)


def lines(first: date, until: date, *, by: str = Touched.FIRST, day: date) -> list[dict]:
    """Return one line a source of the leads that came in [first, until), and one of them all; `day` is today.

    A cost belongs to the period if the first day of its month does, or if the period begins inside that month. Margin, first
    payment and payback are those of the engagements these leads became. A constant number of queries.
    """
    counted, costs = _counted(first, until, by), _costs(first, until)
    worths = worth.ask().worths(_won(first, until, by).values(f"{LEADS[Touched(by)]}__engagement"))
    gave = _gave(first, until, by, worths)
    return [_line(source, counted.get(source.pk, (0, 0, 0, 0, 0)), costs.get(source.pk, {}), gave[source.pk], first, day)
            for source in sources()]  # fmt: skip


def _counted(first: date, until: date, by: str) -> dict[int, tuple[int, int, int, int, int]]:
    """Return (came, qualified, won, won kopecks, won with a sum) by source."""
    leads, (starts_at, ends_at) = LEADS[Touched(by)], moments(first, until)
    won = Q(**{f"{leads}__state": "won"})
    found = Source.objects.filter(**{f"{leads}__received_at__gte": starts_at, f"{leads}__received_at__lt": ends_at})
    rows = found.order_by().values_list("pk").annotate(
        came=Count(leads, filter=~Q(**{f"{leads}__state": MERGED})), fitted=Count(leads, filter=fitting(leads)), won=Count(leads, filter=won),
        sum=Coalesce(Sum(f"{leads}__won_kopecks", filter=won), 0), priced=Count(leads, filter=won & Q(**{f"{leads}__won_kopecks__gt": 0})),
    )  # fmt: skip
    return {key: tuple(figures) for key, *figures in rows}


def _costs(first: date, until: date) -> dict[int, dict[date, int]]:
    found: dict[int, dict[date, int]] = defaultdict(dict)
    rows = SourceCost.objects.filter(month_on__gte=first.replace(day=1), month_on__lt=until)
    for source, month_on, kopecks in rows.values_list("source", "month_on", "kopecks"):
        found[source][month_on] = kopecks
    return found


def _won(first: date, until: date, by: str) -> QuerySet[Source]:
    """Return the sources joined to the leads of the period that were won."""
    leads, (starts_at, ends_at) = LEADS[Touched(by)], moments(first, until)
    asked = {f"{leads}__received_at__gte": starts_at, f"{leads}__received_at__lt": ends_at, f"{leads}__state": "won"}
    return Source.objects.filter(**asked).order_by()


def _gave(first: date, until: date, by: str, worths: dict[int, worth.Worth]) -> dict[int, list[tuple[date, worth.Worth]]]:
    """Return (day the lead came, what it gave back) of the won leads that gave anything, by source."""
    found: dict[int, list[tuple[date, worth.Worth]]] = defaultdict(list)
    leads, zone = LEADS[Touched(by)], ZoneInfo(the_agency().zone)
    rows = Source.objects.filter(**{f"{leads}__engagement__in": list(worths)}).order_by()
    for key, engagement, received_at in rows.values_list("pk", f"{leads}__engagement", f"{leads}__received_at"):
        found[key].append((received_at.astimezone(zone).date(), worths[engagement]))
    return found


def _line(source, counted, costs: dict[date, int], gave: list[tuple[date, worth.Worth]], first: date, day: date) -> dict:
    came, fitted, won_count, won_kopecks, priced = counted
    cost = sum(costs.values())
    margins: Counter = Counter()
    for _came_on, one in gave:
        margins.update(one.margins)
    margin = sum(margins.values())
    paid = [(came_on, one.first_paid_on) for came_on, one in gave]
    return {
        "source": source, "came": came, "fitted": fitted, "won": won_count, "won_kopecks": won_kopecks, "priced": priced, "share": share(won_count, came),
        "cheque_kopecks": cheque(won_kopecks, priced), "cost_kopecks": cost, "lead_cost_kopecks": cheque(cost, came),
        "margin_kopecks": margin, "roi": roi(margin, cost), "payback": payback(costs, margins, first, day),
        "days_to_money": days_to_money(paid), "paid": sum(1 for _came, first_paid in paid if first_paid),
    }  # fmt: skip


def total_of(rows: list[dict]) -> dict:
    """Return the sums of the lines."""
    sums = {name: sum(row[name] for row in rows) for name in ("came", "fitted", "won", "priced", "won_kopecks", "cost_kopecks", "margin_kopecks")}
    return {
        **sums, "share": share(sums["won"], sums["came"]), "cheque_kopecks": cheque(sums["won_kopecks"], sums["priced"]),
        "lead_cost_kopecks": cheque(sums["cost_kopecks"], sums["came"]), "roi": roi(sums["margin_kopecks"], sums["cost_kopecks"]),
    }  # fmt: skip


# ---- the mix --------------------------------------------------------------------------------------------------------


def mix_by_year() -> list[dict]:
    """Return, for each year, how many leads each source brought and its share. One query."""
    names = {source.pk: source for source in sources()}
    counted = _by_year(Touched.FIRST)
    return mix_of(Counter({(year, names[key].name, names[key].retired_on is not None): n for (year, key), n in counted.items()}))


def mix(by: str, day: date) -> dict:
    """Return years by sources, the channels that were left drawn down to zero. Two queries."""
    return table_of(_by_year(Touched(by)), list(sources()), day.year)


def _by_year(by: str) -> dict[tuple[int, int], int]:
    leads, zone = LEADS[Touched(by)], ZoneInfo(the_agency().zone)
    rows = Source.objects.filter(**{f"{leads}__isnull": False}).order_by()
    rows = rows.annotate(year=ExtractYear(f"{leads}__received_at", tzinfo=zone)).values_list("year", "pk")
    rows = rows.annotate(n=Count(leads, filter=~Q(**{f"{leads}__state": MERGED})))
    return {(year, key): n for year, key, n in rows if n}


def last_cost_on() -> date | None:
    """Return the last month of which a cost is known."""
    return SourceCost.objects.aggregate(last=Max("month_on"))["last"]


def usual_period(day: date) -> tuple[date, date]:
    """Return the last twelve months, today included: [first, until)."""
    until = day + timedelta(days=1)
    return until - timedelta(days=USUAL_DAYS), until
