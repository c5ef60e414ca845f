"""What an agency that places ads hands over to the register of internet ads (ERIR), month by month.

38-FZ "On advertising", art. 18.1: contracts, creatives and acts go through an operator of advertising data (ORD).
"""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.deals.rules.periods import months_on


class AdItem(TextChoices):
    CONTRACTS = "contracts", _("Contracts are passed on")
    CREATIVES = "creatives", _("Creatives are marked and passed on")
    ACTS = "acts", _("Acts are passed on, placement apart from the fee")


def months_between(first: date, last: date) -> list[date]:
    """Return the first day of each calendar month that is over, from the one in which `first` lies up to `last`."""
    month, found = first.replace(day=1), []
    while months_on(month, 1) <= last:
        found.append(month)
        month = months_on(month, 1)
    return found


def due_on(month_on: date, days: int) -> date:
    """Return by what day the data of a month are passed on, so many days after its end."""
    return months_on(month_on, 1) + timedelta(days=days - 1)


def reasons_not_to_tick(*, places_ads: bool, month_on: date, signed_on: date | None, today: date) -> list:
    """List why there is nothing to be passed on for this month."""
    if not places_ads or signed_on is None:
        return [_("By this contract the agency places no ads.")]
    if month_on.day != 1 or not signed_on.replace(day=1) <= month_on <= today:
        return [_("There is nothing to be passed on for this month.")]
    return []
