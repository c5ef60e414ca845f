"""Rates and terms in words: what may be set, from which day on, and what was never said counts as this."""

from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.money import MOST_KOPECKS


class Term(TextChoices):
    """A figure of the agency's terms."""

    MARGIN_FLOOR = "margin_floor", _("Floor of margin, %")
    DISCOUNT_LIMIT = "discount_limit", _("Discount without the head, up to %")
    DISCOUNT_REASON = "discount_reason", _("A discount needs its reason from, %")
    MARKUP_LIMIT = "markup_limit", _("A price without the head, of the estimate up to, %")
    RESERVE = "reserve", _("Reserve for risk unless said otherwise, %")
    VALID_DAYS = "valid_days", _("Days a proposal is valid")
    HIDDEN_PEOPLE = "hidden_people", _("A cost is shown when so many people stand behind it")
    HIDDEN_SHARE = "hidden_share", _("and none of them is more of it than, %")
    HOURS_FIRST = "hours_first", _("Hours of a contract: the first word at, %")
    HOURS_SECOND = "hours_second", _("Hours of a contract: the second word at, %")
    HOURS_FULL = "hours_full", _("Hours of a contract: the last word at, %")
    ERIR_DAYS = "erir_days", _("Days after a month to pass its ads on to the register")


USUAL = {Term.MARGIN_FLOOR: Decimal(30), Term.DISCOUNT_LIMIT: Decimal(10), Term.DISCOUNT_REASON: Decimal(1), Term.MARKUP_LIMIT: Decimal(300), Term.RESERVE: Decimal(10),
         Term.VALID_DAYS: Decimal(14), Term.HIDDEN_PEOPLE: Decimal(3), Term.HIDDEN_SHARE: Decimal(75),
         Term.HOURS_FIRST: Decimal(70), Term.HOURS_SECOND: Decimal(90), Term.HOURS_FULL: Decimal(100), Term.ERIR_DAYS: Decimal(30)}  # fmt: skip
"""What counts for a term that nobody has set."""

BETWEEN = {Term.MARKUP_LIMIT: (100, 1000), Term.VALID_DAYS: (1, 365), Term.HIDDEN_PEOPLE: (2, 50), Term.HIDDEN_SHARE: (34, 100), Term.HOURS_FIRST: (1, 100),
           Term.HOURS_SECOND: (1, 100), Term.HOURS_FULL: (1, 200), Term.ERIR_DAYS: (1, 90)}  # fmt: skip
COUNTED = (Term.VALID_DAYS, Term.HIDDEN_PEOPLE, Term.HOURS_FIRST, Term.HOURS_SECOND, Term.HOURS_FULL, Term.ERIR_DAYS)
MOST_AN_HOUR = 10**8  # a million roubles an hour
AHEAD = 731  # days


def reasons_not_a_rate(*, cost_kopecks: int, starts_on: date, today: date, last_starts_on: date | None,
                       price_kopecks: int | None = None) -> list:  # fmt: skip
    """List why an hour cannot be rated so from that day on; `last_starts_on` is when the newest rate begins, None without any."""
    reasons = []
    if not 0 < cost_kopecks <= MOST_AN_HOUR or (price_kopecks is not None and not 0 < price_kopecks <= MOST_AN_HOUR):
        reasons.append(_("An hour is worth more than nothing and at most a million roubles."))
    return reasons + _reasons_of_days(starts_on, today, last_starts_on)


def _reasons_of_days(starts_on: date, today: date, last_starts_on: date | None) -> list:
    if last_starts_on is not None and starts_on < today:
        return [_("What has been counted with stays: a change begins today or later.")]
    if last_starts_on is not None and starts_on <= last_starts_on:
        return [_("Another one begins on that day or later: take it back first, or begin after it.")]
    if (starts_on - today).days > AHEAD:
        return [_("At most two years ahead.")]
    return []


def reasons_not_a_term(*, code: str, value: Decimal, starts_on: date, today: date, last_starts_on: date | None) -> list:
    """List why the term cannot be so from that day on."""
    least, most = BETWEEN.get(Term(code), (0, 100))
    reasons = []
    if not least <= value <= most:
        reasons.append(_("From %(least)s to %(most)s.") % {"least": least, "most": most})
    if code in COUNTED and value != value.to_integral_value():
        reasons.append(_("This is a whole number."))
    return reasons + _reasons_of_days(starts_on, today, last_starts_on)


def reasons_not_to_call_off(*, starts_on: date, today: date) -> list:
    """List why a rate or a term cannot be taken back."""
    return [] if starts_on > today else [_("This is in force, or was: set a new one from a day to come.")]


def fits(kopecks: int) -> bool:
    """Tell whether a sum is one that papers can hold."""
    return abs(kopecks) < MOST_KOPECKS
