"""Every fault of a call's shape is told in the caller's language."""

from datetime import date, time
from decimal import Decimal
from typing import Literal

import pytest
from django.utils.translation import override
from pydantic import AwareDatetime, Field, ValidationError

from svyazka.kit.api import Hours, In, Key, Line, Money
from svyazka.kit.shapes import WORDS, reason


class Inner(In):
    name: Line


class Call(In):
    title: Line = "x"
    code: str = Field("x", max_length=3, pattern="^x")
    number: Key = 1
    hours: Hours = Decimal(1)
    share: float = Field(0.5, gt=0, lt=1)
    is_on: bool = True
    day: date = date(2026, 5, 1)
    opens: time = time(9)
    at: AwareDatetime | None = None
    sum: Money | None = None
    side: Literal["am", "pm"] = "am"
    rows: list[Inner] = Field([], max_length=2)


WRONG = [
    {"rows": [{}]}, {"moon": 1}, {"title": 5}, {"title": ""}, {"code": "xxxx"}, {"code": "y"}, {"number": "много"}, {"number": 1.5}, {"number": None},
    {"number": 0}, {"number": 10**30}, {"hours": "x"}, {"hours": -1}, {"hours": "1.234"}, {"hours": "123456789"}, {"hours": []}, {"share": 0},
    {"share": 2}, {"share": "x"}, {"share": None}, {"is_on": "может"}, {"is_on": 3.5}, {"day": "завтра"}, {"day": "2026-05-01T10:00:00"}, {"day": []},
    {"opens": "полдень"}, {"at": "сейчас"}, {"at": "2026-05-01T10:00:00"}, {"at": []}, {"sum": 5}, {"sum": {"kopecks": 10**15}}, {"side": "x"},
    {"rows": 5}, {"rows": [{"name": "a"}] * 3}, {"rows": ["a"]}, {"opens": 1e300},
]  # fmt: skip


@pytest.mark.parametrize("told", WRONG, ids=str)
def test_the_reason_is_a_russian_sentence(told):
    with pytest.raises(ValidationError) as wrong, override("ru"):
        Call(**told)
    for error in wrong.value.errors():
        with override("ru"):
            said = reason(error)
        assert error["type"] in WORDS, error
        assert said.endswith(".") and any("а" <= letter <= "я" for letter in said.lower()) and "%(" not in said


def test_a_kind_without_words_is_told_in_the_librarys_own():
    assert reason({"type": "moon_phase", "msg": "It is waning."}) == "It is waning."
    assert reason({"type": "string_too_long", "msg": "Too long", "ctx": {}}) == "Too long"
