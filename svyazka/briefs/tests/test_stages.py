"""A promised day rests on a stage: when that moves, the PM's yes on the day does not stand any more."""

from datetime import date

import pytest

from svyazka.briefs.rules.stages import has_moved, stage_of

FIRST, LAST = ("Дизайн", date(2026, 4, 1)), ("Запуск", date(2026, 5, 1))


@pytest.mark.parametrize(("due_on", "stage"), [
    (date(2026, 3, 1), FIRST), (date(2026, 4, 1), FIRST), (date(2026, 4, 2), LAST), (date(2026, 6, 1), LAST),
])  # fmt: skip
def test_a_day_rests_on_the_first_stage_done_then_or_later(due_on, stage):
    assert stage_of(due_on, [LAST, FIRST]) == stage
    assert stage_of(due_on, []) is None


@pytest.mark.parametrize(("now", "moved"), [
    ([FIRST, LAST], False), ([LAST, FIRST], False), ([FIRST, ("Запуск", date(2026, 5, 2))], True), ([("Дизайн", date(2026, 4, 9)), LAST], False),
    ([FIRST, ("Запуск сайта", date(2026, 5, 1))], False), ([FIRST], True), ([], True),
    ([("Запуск", date(2026, 4, 1)), ("Дизайн", date(2026, 5, 1))], True),
])  # fmt: skip
def test_it_moves_with_its_own_stage_alone(now, moved):
    assert has_moved(date(2026, 5, 1), [FIRST, LAST], now) == moved


def test_without_stages_nothing_moves():
    assert not has_moved(date(2026, 5, 1), [], [FIRST])
