"""Small writes on bonuses that others borrow."""

from datetime import date

from svyazka.bonus.models import BonusRule
from svyazka.bonus.rules import SHIPPED


def ship(since: date) -> None:
    """Write down the first rules, once."""
    if not BonusRule.objects.exists():
        BonusRule.objects.bulk_create(
            BonusRule(code=code, seat=seat, base=base, percent=percent, starts_on=since) for code, seat, base, percent in SHIPPED
        )
