"""Money as the API takes and says it."""

from pydantic import Field

from svyazka.kit.api.bodies import In
from svyazka.kit.money import MOST_KOPECKS


class Money(In):
    """Whole kopecks with their currency."""

    kopecks: int = Field(strict=True, gt=-MOST_KOPECKS, lt=MOST_KOPECKS)
    currency: str = Field("RUB", pattern="^RUB$")


def money(kopecks: int | None) -> dict | None:
    """Return the amount as the API says it."""
    return None if kopecks is None else {"kopecks": kopecks, "currency": "RUB"}
