"""What sources gave back: every figure of the lines, the mix, events, demand and sufficiency against a plain count.

The plain count reads the rows of a generated world one by one, in Python.
"""

import random
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.clients.models import Client, Contact, Engagement
from svyazka.kit import worth
from svyazka.kit.regions import region_named
from svyazka.kit.worth import Worth
from svyazka.leads.models import Lead, Touch
from svyazka.leads.rules import LeadState
from svyazka.roles.tests import make
from svyazka.sources import queries
from svyazka.sources.models import DemandLoad as Load
from svyazka.sources.models import EventMeeting, OutreachEvent, QueryGroup, RegionDemand, Source, SourceCost, TouchCode
from svyazka.sources.queries.demand import grid
from svyazka.sources.queries.enough import enough
from svyazka.sources.queries.event import told as events_told
from svyazka.sources.rules.event import counts_until, verdicts
from svyazka.sources.steps import ship_sources

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Krasnoyarsk")
DAY = date(2026, 6, 15)
FIRST, UNTIL = date(2025, 6, 16), date(2026, 6, 16)
REGIONS = ("Пермский край", "Пермь", "г. Тула", "Москва", "", "где-то")
UNQUALIFIED = ("new", "taken", "not_ours")  # a merged lead is counted with the one it went into


def fits(lead) -> bool:
    """Tell whether somebody has said that the lead fits: one put aside before that has only been put aside."""
    return lead.state not in UNQUALIFIED and (lead.state != "frozen" or lead.qualified_at is not None)


class Told(worth.Teller):
    """Tells of worth what the world says."""

    def __init__(self, worths, costs):
        self.known, self.costs = worths, costs

    def worths(self, engagements):
        keys = {next(iter(key.values())) if isinstance(key, dict) else key for key in engagements}  # a query of keys, or keys
        return {key: told for key, told in self.known.items() if key in keys}

    def hour_costs(self, people, day):
        return {person: self.costs[person] for person in people if person in self.costs}


@pytest.fixture(params=[1, 2, 3])
def world(request, monkeypatch):
    """A hundred leads of two years by dice, with codes, meetings, demand, costs and what they are worth."""
    dice = random.Random(request.param)
    agency, head = make.agency(), make.person("head", "head")
    agency.zone = str(ZONE)
    agency.save()
    sources = list(ship_sources().values())
    Source.objects.filter(code="cold").update(retired_on=date(2025, 9, 1))
    groups = [QueryGroup.objects.create(name=name) for name in ("Сайты", "Каталоги")]
    clients = [Client.objects.create(name=f"К{n}", name_key=f"к{n}", made_at=make.START) for n in range(12)]
    contacts = [Contact.objects.create(client=client, name=f"Ч{n}") for client in clients for n in range(2)]
    w = SimpleNamespace(dice=dice, head=head, sources=sources, groups=groups, clients=clients, contacts=contacts)
    w.events = [_event(w, n) for n in range(9)]
    w.first, w.leads = None, []
    w.leads = [lead for lead in (_lead(w, n) for n in range(110)) if lead.state != "merged"]
    _touches(w)
    for source in sources:
        for months in range(30):
            if dice.random() < 0.5:
                SourceCost.objects.create(source=source, month_on=_month(DAY, -months), kopecks=dice.randint(0, 9_000_000))
    _demand(w)
    w.worths = {lead.engagement_id: _worth(w, lead) for lead in w.leads if lead.state == "won" and dice.random() < 0.8}
    w.free = Decimal(1234)
    monkeypatch.setattr(worth, "teller", Told(w.worths, {head.pk: 250_000}))
    monkeypatch.setattr(worth, "_free", lambda first, until: w.free if (until - first).days == 90 else None)
    return w


def _month(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _event(w, n: int) -> OutreachEvent:
    made = OutreachEvent.objects.create(
        name=f"М{n}", audience=w.dice.choice(("clients", "peers")), held_on=DAY - timedelta(days=w.dice.randint(0, 700)), people_met=w.dice.randint(0, 5),
        cost_kopecks=w.dice.randint(0, 5_000_000), hours=Decimal(w.dice.randint(0, 30)), speaker=w.dice.choice((w.head, None)),
    )  # fmt: skip
    for contact in w.dice.sample(w.contacts, 4):
        EventMeeting.objects.create(event=made, contact=contact, met_by=w.head, kept_at=make.START)
    return made


def _lead(w, n: int) -> Lead:
    dice = w.dice
    received = datetime(2026, 6, 15, 20, tzinfo=UTC) - timedelta(days=dice.randint(0, 750), hours=dice.randint(0, 23))
    contact = dice.choice(w.contacts)
    client = contact.client if dice.random() < 0.9 else dice.choice(w.clients)  # a person may move to another company's work
    engagement = Engagement.objects.create(client=client, title=f"Л{n}", opened_at=received, reply_token=f"t{n}")
    state = dice.choice([*LeadState.values, "won", "won"])
    state = "new" if state == "merged" and w.first is None else state
    made = Lead.objects.create(
        engagement=engagement, source=dice.choice(w.sources), last_source=dice.choice(w.sources), title=f"Л{n}", request="—", contact=contact,
        region=dice.choice(REGIONS), state=state, received_at=received, answer_due_at=received, query_group=dice.choice([*w.groups, None]),
        closing_reason="нет", won_kopecks=dice.randint(1, 90_000_000) if state == "won" else 0, merged_into=w.first if state == "merged" else None,
    )  # fmt: skip
    w.first = w.first or made
    return made


def _touches(w) -> None:
    codes = [TouchCode.objects.create(code=f"c{n}", source=w.sources[0], event=w.dice.choice([*w.events, None]), made_at=make.START) for n in range(8)]
    for lead in w.leads:
        for _n in range(w.dice.randint(0, 2)):
            Touch.objects.create(lead=lead, at=lead.received_at, source=lead.source, channel="form", code=w.dice.choice([*codes, None]))


def _demand(w) -> None:
    load = Load.objects.create(name="a", digest="a", loaded_by=w.head, loaded_at=make.START)
    for group in w.groups:
        for region in ("Пермский край", "Тульская область", "Томская область"):
            for months in range(20):
                aside = load if w.dice.random() < 0.2 else None
                RegionDemand.objects.create(group=group, region=region, month_on=_month(DAY, -months), shows=w.dice.randint(0, 99), aside=aside,
                                            visits=w.dice.randint(0, 9), position=w.dice.choice((None, Decimal(3), Decimal("7.5"))), load=load)  # fmt: skip


def _worth(w, lead: Lead) -> Worth:
    first = lead.received_at.date().replace(day=1)
    margins = {_month(first, n): w.dice.randint(-1_000_000, 9_000_000) for n in range(w.dice.randint(0, 4))}
    paid = lead.received_at.date() + timedelta(days=w.dice.randint(1, 90)) if w.dice.random() < 0.7 else None
    return Worth(margins, paid, Decimal(w.dice.randint(5, 200)) if w.dice.random() < 0.9 else None)


def came_on(lead: Lead) -> date:
    return lead.received_at.astimezone(ZONE).date()


# ---- the plain count -------------------------------------------------------------------------------------------------


def plain_line(w, source: Source, by: str) -> dict:
    """Count one source by reading every row."""
    leads = [lead for lead in w.leads if (lead.source if by == "first" else lead.last_source) == source and FIRST <= came_on(lead) < UNTIL]
    won = [lead for lead in leads if lead.state == "won"]
    costs = {cost.month_on: cost.kopecks for cost in SourceCost.objects.filter(source=source) if date(2025, 6, 1) <= cost.month_on < UNTIL}
    margins: Counter = Counter()
    for lead in won:
        for month, kopecks in (w.worths[lead.engagement_id].margins if lead.engagement_id in w.worths else {}).items():
            margins[month] += kopecks
    waits = [(w.worths[lead.engagement_id].first_paid_on - came_on(lead)).days for lead in won
             if lead.engagement_id in w.worths and w.worths[lead.engagement_id].first_paid_on]  # fmt: skip
    ahead, paid_back = 0, None
    for n in range(13):
        month = _month(FIRST, n)
        ahead += margins[month] - costs.get(month, 0)
        spent = any(costs.get(_month(FIRST, k)) for k in range(n + 1))
        paid_back = None if ahead < 0 or not spent else (paid_back or n + 1)
    sum_won, cost, margin = sum(lead.won_kopecks for lead in won), sum(costs.values()), sum(margins.values())
    priced = [lead for lead in won if lead.won_kopecks]
    return {
        "came": len(leads), "fitted": sum(map(fits, leads)), "won": len(won), "priced": len(priced), "won_kopecks": sum_won,
        "share": round(100 * len(won) / len(leads)) if leads else 0, "cheque_kopecks": sum_won // len(priced) if priced else None, "cost_kopecks": cost,
        "lead_cost_kopecks": cost // len(leads) if leads else None, "margin_kopecks": margin,
        "roi": round(100 * (margin - cost) / cost) if cost else None, "payback": paid_back,
        "days_to_money": round(median(waits)) if waits else None, "paid": len(waits),
    }  # fmt: skip


@pytest.mark.parametrize("by", ["first", "last"])
def test_every_line_is_what_a_plain_count_says(world, by):
    rows = queries.lines(FIRST, UNTIL, by=by, day=DAY)
    told = {row["source"].code: {name: value for name, value in row.items() if name != "source"} for row in rows}
    plain = {source.code: plain_line(world, source, by) for source in world.sources}
    assert [(code, name, told[code][name], value) for code, row in plain.items() for name, value in row.items() if told[code][name] != value] == []
    assert sum(row["came"] for row in rows) == sum(FIRST <= came_on(lead) < UNTIL for lead in world.leads) > 20


def test_the_list_tells_what_each_source_brought_of_all_time(world):
    for source in queries.told():
        mine = [lead for lead in world.leads if lead.source_id == source.pk]
        won = [lead.won_kopecks for lead in mine if lead.state == "won"]
        assert (source.came, source.fitted, source.won, source.won_kopecks) == (len(mine), sum(map(fits, mine)), len(won), sum(won))


@pytest.mark.parametrize("by", ["first", "last"])
def test_the_mix_is_what_a_plain_count_says(world, by):
    told = queries.mix(by, DAY)
    plain = Counter((came_on(lead).year, (lead.source if by == "first" else lead.last_source).name) for lead in world.leads)
    assert {(year["year"], part["name"]): part["count"] for year in told["years"] for part in year["parts"] if part["count"]} == dict(plain)
    assert [year["parts"][-1]["left"] for year in told["years"]] == ["", "retired", "gone"]


def plain_events(w) -> dict[int, set[int]]:
    """Credit each lead to the latest event before it to which anything ties it."""
    found: dict[int, set[int]] = defaultdict(set)
    for lead in w.leads:
        people = {*Contact.objects.filter(client=lead.engagement.client).values_list("pk", flat=True), lead.contact_id}
        named = {touch.code.event_id for touch in lead.touches.all() if touch.code}
        tied = [event for event in w.events if event.held_on <= came_on(lead) < counts_until(event.held_on)
                and (event.pk in named or any(one.contact_id in people for one in event.meetings.all()))]  # fmt: skip
        if tied:
            found[max(tied, key=lambda event: (event.held_on, event.pk)).pk].add(lead.pk)
    return found


def test_every_event_is_what_a_plain_count_says(world):
    rows, plain, by_key = events_told(world.events, DAY), plain_events(world), {lead.pk: lead for lead in world.leads}
    assert sum(len(keys) for keys in plain.values()) > 10
    for row in rows:
        event, leads = row["event"], [by_key[key] for key in plain[row["event"].pk]]
        won = [lead for lead in leads if lead.state == "won"]
        hours = int(event.hours * 250_000) if event.speaker else 0
        margin = sum(world.worths[lead.engagement_id].margin_kopecks for lead in won if lead.engagement_id in world.worths)
        assert {lead["lead"] for lead in row["rows"]} == plain[event.pk]
        assert (row["leads"], row["won"], row["won_kopecks"]) == (len(leads), len(won), sum(lead.won_kopecks for lead in won))
        assert row["fitted"] == sum(map(fits, leads))
        assert (row["cost_kopecks"], row["margin_kopecks"]) == (event.cost_kopecks + hours, margin)
        assert row["met"] == max(event.people_met, 4)
        assert row["unpriced"] is bool(event.hours and not event.speaker)
    for one in verdicts(rows):
        mine = [row for row in rows if row["event"].audience == one["audience"]]
        priced = sum(row["priced"] for row in mine)
        assert (one["events"], one["leads"]) == (len(mine), sum(row["leads"] for row in mine))
        assert one["cheque_kopecks"] == (sum(row["won_kopecks"] for row in mine) // priced if priced else None)


def test_the_grid_is_what_a_plain_count_says(world):
    plain: dict = defaultdict(lambda: {"shows": 0, "visits": 0, "leads": 0, "won": 0, "won_kopecks": 0})
    weights: dict = defaultdict(list)
    for row in RegionDemand.objects.select_related("group"):
        if row.aside_id is None and date(2025, 6, 1) <= row.month_on < UNTIL:
            cell = plain[row.group.name, row.region]
            cell["shows"] += row.shows
            cell["visits"] += row.visits
            weights[row.group.name, row.region] += [(row.position, row.shows)] if row.position else []
    for lead in world.leads:
        if lead.source.code == "search" and FIRST <= came_on(lead) < UNTIL:
            cell = plain[lead.query_group.name if lead.query_group else "", region_named(lead.region) or lead.region]
            cell["leads"] += 1
            cell["won"] += lead.state == "won"
            cell["won_kopecks"] += lead.won_kopecks
    told = grid(date(2025, 6, 1), UNTIL, queries.moments(FIRST, UNTIL))
    assert {key: {name: cell[name] for name in plain[key]} for key, cell in told["cells"].items()} == dict(plain)
    for key, cell in told["cells"].items():
        shows = sum(n for _position, n in weights[key])
        mean = sum(position * n for position, n in weights[key]) / shows if shows else None
        assert cell["position"] == (mean and mean.quantize(Decimal("0.1")))
        assert cell["missed"] is bool((cell["visits"] or cell["shows"]) and not cell["leads"])
    for name in ("visits", "leads", "won"):
        assert told["all"][name] == sum(cell[name] for cell in plain.values()) == sum(region[name] for region in told["regions"].values())


def test_sufficiency_is_what_a_plain_count_says(world):
    inbound = [lead for lead in world.leads if lead.source.code != "cold" and DAY - timedelta(days=365) <= came_on(lead) < DAY]
    hours = [world.worths[lead.engagement_id].hours for lead in inbound if lead.state == "won" and lead.engagement_id in world.worths]
    usual = Decimal(median([one for one in hours if one]))
    fitting = [lead for lead in inbound if fits(lead)]
    common, likely = Decimal(sum(lead.state == "won" for lead in inbound)) / len(fitting), Decimal(0)
    for source in world.sources:
        year = [lead for lead in fitting if lead.source == source]
        recent = sum(came_on(lead) >= DAY - timedelta(days=90) for lead in year)
        own = Decimal(sum(lead.state == "won" for lead in year)) / len(year) if len(year) >= 8 else common
        likely += recent * own * usual

    told = enough(DAY)

    assert abs(told["likely_hours"] - likely) < Decimal("0.001") and likely > 0
    assert (told["hours"], told["free_hours"]) == (usual, world.free)
    assert abs(told["ratio"] - likely / world.free) < Decimal("0.000001")


def test_a_part_that_nobody_knows_is_told_as_no_data(world, monkeypatch):
    monkeypatch.setattr(worth, "_free", lambda first, until: None)
    assert (enough(DAY)["ratio"], enough(DAY)["tone"]) == (None, "")
    monkeypatch.setattr(worth, "teller", worth.Teller())
    assert (enough(DAY)["hours"], enough(DAY)["likely_hours"]) == (None, None)


def test_the_tabs_ask_as_many_questions_for_many_rows_as_for_few(world, client):
    client.force_login(world.head)
    tabs = ("/sources/", "/sources/brand/", "/sources/search/", "/sources/mix/", "/sources/sufficiency/", f"/sources/events/{world.events[0].pk}/")

    def asked() -> list[int]:
        counts = []
        for tab in tabs:
            client.get(tab)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(tab).status_code == 200
            counts.append(len(seen))
        return counts

    before = asked()
    world.leads += [_lead(world, n) for n in range(200, 230)]
    world.events += [_event(world, n) for n in range(200, 206)]
    assert asked() == before
