"""The table of states and the clock of the first answer."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit.errors import Refused
from svyazka.kit.states import after, complement
from svyazka.kit.worktime import Window
from svyazka.leads.rules import MOVES, LeadState, reasons_not_to_take
from svyazka.leads.rules.clock import LeadClock

KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
WINDOW = Window(zone="Asia/Krasnoyarsk", opens=time(9), closes=time(18), lunch_opens=time(13), lunch_closes=time(14), overrides={})


@pytest.mark.parametrize(("event", "state"), complement(MOVES, LeadState.values))
def test_what_is_not_in_the_table_is_refused(event, state):
    with pytest.raises(Refused):
        after(MOVES, event, state)


@pytest.mark.parametrize(("event", "state"), [(event, state) for event, row in MOVES.items() for state in row])
def test_the_table_leads_to_known_states(event, state):
    assert after(MOVES, event, state) in LeadState.values


def test_the_closed_stay_closed():
    assert not [event for event, row in MOVES.items() if {"won", "lost", "not_ours"} & set(row)]


def test_a_taken_lead_names_who_took_it():
    assert "Анна" in str(reasons_not_to_take(state="taken", taken_by="Анна")[0])
    assert reasons_not_to_take(state="won", taken_by="") and not reasons_not_to_take(state="new", taken_by="")


def naive(start: datetime, minutes: int) -> datetime:
    """Walk minute by minute over working minutes."""
    now = start
    while minutes:
        local = now.astimezone(KRASNOYARSK)
        open_ = local.weekday() < 5 and time(9) <= local.time() < time(18) and not time(13) <= local.time() < time(14)
        minutes -= open_
        now += timedelta(minutes=1)
    return now


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60 * 24 * 14), st.integers(1, 600))
def test_the_clock_agrees_with_counting_minutes(offset, minutes):
    start = datetime(2026, 3, 16, tzinfo=UTC) + timedelta(minutes=offset)
    assert LeadClock(start, minutes, WINDOW).reaches(100) == naive(start, minutes)
