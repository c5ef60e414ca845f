"""Hours in numbers: what was typed, how a timer is rounded and parted by days, which days are lacking, spans of reports."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.work import rules
from svyazka.work.rules import Norms, hours_by_day, read_hours
from svyazka.work.rules.timer import LEAST, pieces, rounded

NIGHT = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)  # 22:30 in Krasnoyarsk
ZONES = st.sampled_from(["Asia/Krasnoyarsk", "Europe/Kaliningrad", "Asia/Kamchatka", "America/New_York", "UTC"])
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
LENGTHS = st.timedeltas(timedelta(), timedelta(hours=40))


@pytest.mark.parametrize(("typed", "hours"), [
    ("7,5", "7.5"), ("7.5", "7.5"), ("1:30", "1.5"), ("0:20", "0.33"), ("90м", "1.5"), ("90 мин", "1.5"), ("45m", "0.75"), ("2ч 15м", "2.25"),
    ("1h30m", "1.5"), ("1 ч", "1"), ("3 часа", "3"), ("", "0"), ("  ", "0"), ("—", "0"), ("8", "8"), ("1ч30", "1.5"), ("7,5\u00a0ч", "7.5"),
])  # fmt: skip
def test_hours_are_read_as_people_type_them(typed, hours):
    assert read_hours(typed) == Decimal(hours)


@pytest.mark.parametrize("typed", ["много", "-1", "1e3", "1:75", "1:3", "7,5,5", "٣", "1:30:00", "NaN", "inf", "+2", "10000000"])
def test_what_is_no_hours_is_told_so(typed):
    with pytest.raises(ValueError, match=re.escape(typed)):
        read_hours(typed)


@given(st.text(max_size=12))
def test_any_text_is_hours_or_refused(text):
    with suppress(ValueError):
        assert 0 <= read_hours(text) < 10**4


def test_a_timer_over_midnight_is_parted_by_the_days_of_its_person():
    found = hours_by_day(NIGHT, NIGHT + timedelta(hours=4), "Asia/Krasnoyarsk", step_minutes=15, rounding="nearest")
    assert found == {date(2026, 3, 2): Decimal("1.50"), date(2026, 3, 3): Decimal("2.50")}
    assert list(hours_by_day(NIGHT, NIGHT + timedelta(hours=4), "Europe/Moscow", step_minutes=15, rounding="nearest").values()) == [4]


@given(MOMENTS, LENGTHS, ZONES)
def test_pieces_are_the_whole_of_a_timer_each_on_its_own_day(start, length, zone):
    found = list(pieces(start, start + length, zone))
    assert sum((piece.length for piece in found), timedelta()) == length
    days = [piece.day for piece in found]
    assert days == sorted(set(days))
    assert not found or days[0] == start.astimezone(ZoneInfo(zone)).date()


@pytest.mark.parametrize(("minutes", "nearest", "up"), [
    (0, "0", "0"), (1, "0.25", "0.25"), (7, "0.25", "0.25"), (8, "0.25", "0.25"), (22, "0.25", "0.5"), (23, "0.5", "0.5"), (60, "1", "1"), (61, "1", "1.25"),
])  # fmt: skip
def test_a_timer_is_rounded_by_the_norm_and_never_away(minutes, nearest, up):
    length = timedelta(minutes=minutes)
    assert rounded(length, step_minutes=15, rounding="nearest") == Decimal(nearest)
    assert rounded(length, step_minutes=15, rounding="up") == Decimal(up)


@given(LENGTHS, st.sampled_from(rules.STEPS), st.sampled_from(["nearest", "up"]))
def test_rounding_is_within_a_step(length, step, rounding):
    hours = rounded(length, step_minutes=step, rounding=rounding)
    exact = Decimal(int(length.total_seconds())) / 3600
    if length < LEAST:
        assert hours == 0
        return
    assert hours > 0 and abs(hours - exact) <= Decimal(step) / 60 + Decimal("0.01")
    assert rounding != "up" or hours >= exact - Decimal("0.01")


def test_a_timer_that_runs_too_long_is_forgotten():
    assert not rules.is_forgotten(NIGHT, NIGHT + timedelta(hours=12), 12) and rules.is_forgotten(NIGHT, NIGHT + timedelta(hours=12, seconds=1), 12)
    said = {"started_on": date(2026, 3, 2), "today": date(2026, 3, 3), "most": Decimal("14.02")}
    assert rules.reasons_not_to_settle(worked_on=date(2026, 3, 2), hours=Decimal(3), **said) == []
    assert len(rules.reasons_not_to_settle(worked_on=date(2026, 3, 1), hours=Decimal(15), **said)) == 2


def test_gaps_are_days_with_less_than_a_share_of_their_norm():
    days = [date(2026, 3, n) for n in range(2, 7)]
    norm = {day: Decimal(8) for day in days} | {date(2026, 3, 7): Decimal(0)}
    written = {days[0]: Decimal(8), days[1]: Decimal("6.4"), days[2]: Decimal("6.25")}
    found = rules.gaps_of(norm, written, until=days[3], least_percent=Decimal(80))
    assert [(day, hours) for day, hours, _norm in found] == [(days[2], Decimal("6.25")), (days[3], Decimal(0))]


@pytest.mark.parametrize(("period", "first", "last"), [
    ("week", "2026-11-23", "2026-11-29"), ("last_week", "2026-11-16", "2026-11-22"), ("month", "2026-11-01", "2026-11-30"),
    ("last_month", "2026-10-01", "2026-10-31"), ("quarter", "2026-10-01", "2026-12-31"), ("year", "2026-01-01", "2026-12-31"),
])  # fmt: skip
def test_periods_are_stretches_of_the_calendar(period, first, last):
    assert rules.span_of(period, date(2026, 11, 26)) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(["week", "month", "quarter", "year"]))
def test_the_day_stands_in_its_period(day, period):
    first, last = rules.span_of(period, day)
    assert first <= day <= last


def test_norms_have_limits():
    usual = Norms(**rules.USUAL)
    day = date(2026, 3, 2)
    assert rules.reasons_not_norms(usual, starts_on=day, today=day, taken=False) == []
    wrong = Norms(**{**rules.USUAL, "step_minutes": 7, "rounding": "down", "most_timer_hours": 99})
    assert len(rules.reasons_not_norms(wrong, starts_on=day - timedelta(days=1), today=day, taken=True)) == 5


@pytest.mark.parametrize(("hours", "late", "over", "fits"), [("8", "0", False, True), ("8.25", "0", False, False), ("8", "1", False, False), ("8", "0", True, False)])
def test_a_week_that_needs_no_second_look_is_planned_in_time_and_within_estimates(hours, late, over, fits):
    assert rules.fits_the_plan(hours=Decimal(hours), planned=Decimal(8), late=Decimal(late), over_estimate=over) is fits
