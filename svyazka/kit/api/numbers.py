"""Numbers as the API takes and says them: hours, per cents, keys, counts."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from svyazka.kit.fields import PLAIN


def plain(hours: Decimal | None) -> str | None:
    """Return hours as a decimal string without trailing zeros."""
    if hours is None:
        return None
    text = format(hours, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def digits_only(value):
    """Refuse a number written with an exponent, which nobody means in hours and per cents."""
    if isinstance(value, str) and not PLAIN.fullmatch(value.strip()):
        raise PydanticCustomError("decimal_parsing", "This is a number.")
    return value


Hours = Annotated[Decimal, BeforeValidator(digits_only), Field(ge=0, le=100000, max_digits=8, decimal_places=2),
                  PlainSerializer(plain, return_type=str, when_used="json")]  # fmt: skip
Lag = Annotated[Decimal, BeforeValidator(digits_only), Field(ge=-10_000, le=10_000, max_digits=7, decimal_places=2)]  # hours, to and fro
Percent = Annotated[Decimal, BeforeValidator(digits_only), Field(ge=0, le=100, max_digits=5, decimal_places=2)]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]  # what a row is found by
Number = Annotated[int, Field(ge=0, le=1_000_000)]  # days, rounds, heads: whatever is counted
