"""Durations of MSPDI: PT#H#M#S of working time, exactly as hours to the hundredth."""

import re
from decimal import ROUND_HALF_UP, Decimal

SAID = re.compile(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?", re.ASCII)


def hours_said(text: str, hours_a_day: Decimal = Decimal(8)) -> Decimal | None:
    """Return the hours of `PT8H30M0S`, rounded to hundredths, or None for what is no duration; a day is a working day."""
    found = SAID.fullmatch(text.strip())
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (Decimal(part or 0) for part in found.groups())
    whole = days * hours_a_day + hours + minutes / 60 + seconds / 3600
    return whole.quantize(Decimal("0.01"), ROUND_HALF_UP)


def duration_of(hours: Decimal) -> str:
    """Return the hours as `PT8H30M0S`."""
    seconds = int((hours * 3600).to_integral_value(ROUND_HALF_UP))
    return f"PT{seconds // 3600}H{seconds % 3600 // 60}M{seconds % 60}S"
