"""Eight thousand real leads with origins, and 842 real wins: the sources page over them is right to the row."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from svyazka.journal.models import Head
from svyazka.journal.queries import broken_links
from svyazka.leads import queries
from svyazka.leads.models import Lead, Touch
from svyazka.leads.tests import make
from svyazka.leads.tests.bringing import bring, digest, undo
from svyazka.sources.queries import told

OLIST = Path(__file__).parents[4] / "shared/data/crm-olist"
LEADS, DEALS = OLIST / "olist_marketing_qualified_leads_dataset.csv", OLIST / "olist_closed_deals_dataset.csv"

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not LEADS.exists(), reason="the real leads of Olist are not beside the repository")]


def rows_of(place: Path) -> list[dict]:
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted_by_hand() -> dict[str, tuple[int, int]]:
    """Return how many leads came by each origin and how many of them were won, computed from the files alone."""
    won = {row["mql_id"] for row in rows_of(DEALS)}
    came = Counter(row["origin"] for row in rows_of(LEADS))
    of_them = Counter(row["origin"] for row in rows_of(LEADS) if row["mql_id"] in won)
    return {origin: (came[origin], of_them[origin]) for origin in came}


def test_the_real_leads_and_wins_are_right_to_the_row_and_a_second_time_changes_nothing():
    w = make.world()
    founded = digest(but=("sources_source",))

    early = bring(w, DEALS)
    assert queries.counts_of(early) == {"new": 0, "known": 0, "wrong": 842, "kept": 0}
    leads = bring(w, LEADS)
    assert queries.counts_of(leads) == {"new": 8000, "known": 0, "wrong": 0, "kept": 0}
    deals = bring(w, DEALS)  # the same file again, for the rows that were wrong
    assert (deals.pk, queries.counts_of(deals)) == (early.pk, {"new": 842, "known": 0, "wrong": 0, "kept": 0})

    found = {source.code: (source.came, source.won) for source in told() if source.came}
    assert {"" if code == "unnamed" else code: counts for code, counts in found.items()} == counted_by_hand()
    assert sum(won for _came, won in found.values()) == 842 and found["unknown"] == (1099, 179) and found["unnamed"] == (60, 14)
    assert _days_of_wins() == _days_by_hand(w.agency.zone)
    assert Touch.objects.exclude(landing="").count() == sum(bool(row["landing_page_id"]) for row in rows_of(LEADS))
    assert list(queries.tab(queries.visible_to(w.anna, make.MONDAY), "waiting", w.anna)) == []  # old leads burn nowhere
    assert list(broken_links()) == [] and Head.objects.get().entries == Head.objects.get().seq

    before = digest()
    assert [bring(w, place).pk for place in (LEADS, DEALS)] == [leads.pk, deals.pk]
    assert digest() == before

    undo(w, deals)
    assert Lead.objects.filter(state="won").count() == 0
    undo(w, leads)
    assert digest(but=("sources_source",)) == founded and sum(source.came for source in told()) == 0
    assert {source.code for source in told()} == {"brand", "search", "referral", "tender", "cold"}


def _days_of_wins() -> dict[str, str]:
    won = Lead.objects.filter(state="won").values_list("external_id", "closed_at")
    return {key.removeprefix("olist:"): str(at) for key, at in won}


def _days_by_hand(zone: str) -> dict[str, str]:
    """Return when each deal was won; the one that was won before its lead came, on the day it came."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    came = {row["mql_id"]: row["first_contact_date"] for row in rows_of(LEADS)}
    moments = {row["mql_id"]: max(row["won_date"], f"{came[row['mql_id']]} 00:00:00") for row in rows_of(DEALS)}
    return {key: str(datetime.fromisoformat(told).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)) for key, told in moments.items()}
