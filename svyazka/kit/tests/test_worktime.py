"""Working hours of a day: the agency's own days, short weeks of people."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from svyazka.kit.worktime import Window

SUNDAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("override", "ends"), [("4", "13:00"), ("2.5", "11:30"), ("5", "15:00"), ("8", "18:00"), ("10", "20:00"), ("0", None)]
)
def test_a_day_of_our_own_lasts_as_long_as_said(override, ends):
    window = Window(zone="Asia/Krasnoyarsk", overrides={SUNDAY: Decimal(override)})

    assert window.hours_of(SUNDAY) == Decimal(override)
    last = window.spans(SUNDAY)[-1][1].astimezone(ZoneInfo(window.zone)) if ends else None
    assert (last and f"{last:%H:%M}") == ends


def test_a_part_time_week_is_kept_to():
    window = Window(zone="Asia/Krasnoyarsk", week=(Decimal(4), Decimal(8), Decimal(0), *[Decimal(8)] * 2, *[Decimal(0)] * 2))

    assert [window.hours_of(SUNDAY + timedelta(days=n)) for n in range(1, 5)] == [4, 8, 0, 8]
