"""Money, hours, days and moments read as a person of the agency would write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from svyazka.kit import formats
from svyazka.kit.formats import NBSP

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _moscow():
    with timezone.override(ZoneInfo("Europe/Moscow")), translation.override("ru"):
        yield


@pytest.mark.parametrize(
    ("kopecks", "told"),
    [(125_000_000, "1 250 000 ₽"), (150, "1,50 ₽"), (0, "0 ₽"), (-250_000, "−2 500 ₽"), (None, "—")],
)
def test_money_shows_kopecks_only_when_there_are_some(kopecks, told):
    assert formats.rub(kopecks).replace(NBSP, " ") == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(1, "1 минуту"), (2, "2 минуты"), (59, "59 минут"), (60, "1 час"), (185, "3 часа"), (48 * 60, "2 дня"), (21 * 1440, "21 день")],
)
def test_lengths_are_counted_in_russian(minutes, told):
    assert formats.how_long(timedelta(minutes=minutes)) == told


def test_far_moments_are_told_both_ways():
    assert formats.ago(NOW + timedelta(hours=2), NOW) == "через 2 часа"
    assert formats.ago(NOW - timedelta(days=3), NOW) == "3 дня назад"
    assert {formats.ago(NOW + timedelta(seconds=s), NOW) for s in (-59, 0, 59)} == {"только что"}


def test_english_readers_get_english():
    with translation.override("en"):
        assert formats.ago(NOW + timedelta(hours=1), NOW) == "in 1 hour"
        assert formats.hours(Decimal("7.50")).replace(NBSP, " ") == "7.5 h"


def test_hours_days_and_shares():
    assert formats.hours(Decimal("7.50")).replace(NBSP, " ") == "7,5 ч"
    assert formats.day(date(2026, 11, 24)) == "24 ноября 2026"
    assert formats.day_short(date(2025, 11, 24)) == "24 ноя 2025"
    assert formats.day_of_week(date(2025, 11, 24)) == "пн\n24\u00a0ноя"
    assert formats.percent(Decimal("12.5")).replace(NBSP, " ") == "12,5 %"


@pytest.mark.parametrize(("name", "told"), [("Анна Белова", "АБ"), ("Олег", "О"), ("", "?"), ("Мария де Ла Крус", "МК")])
def test_initials_are_of_the_first_and_the_last_word(name, told):
    assert formats.initials(name) == told


@pytest.mark.parametrize(
    ("typed", "told"), [("+79123456789", "+7 912 345-67-89"), ("89123456789", "+7 912 345-67-89"), ("доб. 12", "доб. 12"), ("", "—")]
)
def test_a_russian_phone_is_written_in_groups_and_others_as_typed(typed, told):
    assert formats.phone(typed).replace(NBSP, " ") == told


@pytest.mark.parametrize(("text", "told"), [
    ("Коротко.", "Коротко."), ("Ровно двадцать букв!!!", "Ровно двадцать букв!!!"), ("Обмен стоит второй день. Ключ просили", "Обмен стоит второй…"),
    ("Обмен стоит сейчас. Ключ просили", "Обмен стоит сейчас…"), ("Ф" * 40, "Ф" * 20 + "…")])  # fmt: skip
def test_a_long_text_is_cut_between_words_and_never_after_a_full_stop(text, told):
    assert formats.truncate(text, 20) == told
