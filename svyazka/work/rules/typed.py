"""Hours as people type them: 7,5 and 7.5, 1:30, 90м, 2 ч 15 мин."""

import re
from decimal import ROUND_HALF_UP, Decimal

NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
HOURS_WORD, MINUTES_WORD = r"(?:ч|час|часа|часов|h|hr|hrs|hour|hours)\.?", r"(?:м|мин|минут|минуты|m|min|mins|minutes)\.?"
SHAPES = (
    re.compile(rf"{NUMBER}\s*(?:{HOURS_WORD})?", re.ASCII),
    re.compile(rf"()(\d{{1,4}})\s*{MINUTES_WORD}"),
    re.compile(r"(\d{1,2}):([0-5]\d)"),
    re.compile(rf"(\d{{1,2}})\s*{HOURS_WORD}\s*([0-5]?\d)\s*(?:{MINUTES_WORD})?"),
)
CENT = Decimal("0.01")


def read_hours(text: str) -> Decimal:
    """Return the hours that were typed, to the hundredth; nothing typed is none. Raises ValueError for what is no hours."""
    told = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").lower().split())
    if told in ("", "-", "–", "—"):
        return Decimal(0)
    for shape in SHAPES:
        if found := shape.fullmatch(told):
            hours, minutes = (*found.groups(), None)[:2]
            return in_hours(Decimal((hours or "0").replace(",", ".")) * 60 + Decimal(minutes or 0))
    raise ValueError(text)


def in_hours(minutes: Decimal | int) -> Decimal:
    """Return minutes as hours, to the hundredth."""
    return (Decimal(minutes) / 60).quantize(CENT, ROUND_HALF_UP)
