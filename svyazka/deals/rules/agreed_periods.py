"""What is agreed of the periods of a retainer: what cannot be kept, how the fee stands beside the price, what an amendment changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.deals.rules.periods import laid_out
from svyazka.deals.rules.retainer import MOST_HOURS, MOST_LASTS, MOST_PERIODS, RetainerTerms, Rollover
from svyazka.kit.days import beyond_a_plan

CHANGEABLE = ("count", "hours", "fee_kopecks", "overage_kopecks", "rollover", "cap_hours", "lasts", "borrow_hours")
"""What an amendment may change, of the periods that have not begun; besides `starts_on`, the first day of the first of them."""
FROM = ("from_number", "starts_on")
NUMBERS = ("hours", "cap_hours", "borrow_hours")


def reasons_against_retainer(terms: RetainerTerms) -> list:
    """List which terms of a retainer cannot be kept."""
    reasons = []
    if not 1 <= terms.count <= MOST_PERIODS:
        reasons.append(_("A retainer has from 1 to %(most)s periods.") % {"most": MOST_PERIODS})
    if not 0 < terms.hours <= MOST_HOURS or terms.fee_kopecks <= 0:
        reasons.append(_("A period has its hours and its fee."))
    elif 1 <= terms.count <= MOST_PERIODS and _first_is_nothing(terms):
        reasons.append(_("The days of the first period are worth less than a kopeck or a hundredth of an hour: begin with the next month."))
    if terms.rollover == Rollover.CAP and (terms.cap_hours is None or terms.cap_hours <= 0):
        reasons.append(_("Say up to how many hours are carried on."))
    if terms.rollover == Rollover.EXPIRY and not 1 <= (terms.lasts or 0) <= MOST_LASTS:
        reasons.append(_("Say for how many periods hours are carried on, from 1 to %(most)s.") % {"most": MOST_LASTS})
    if not 0 <= terms.borrow_hours <= terms.hours:
        reasons.append(_("At most the hours of one period are borrowed from the next."))
    if terms.overage_kopecks < 0:
        reasons.append(_("The price of an hour is not below zero."))
    return reasons


def _first_is_nothing(terms: RetainerTerms) -> bool:
    first = laid_out(replace(terms, count=1))[0]
    return first.fee_kopecks <= 0 or first.hours <= 0


def reasons_not_to_price(terms: RetainerTerms, *, price_kopecks: int) -> list:
    """List why the fee does not stand beside the price that was offered: for one period, for all of them, or for as many whole ones."""
    total = sum(period.fee_kopecks for period in laid_out(terms))
    if price_kopecks in (terms.fee_kopecks, total, terms.fee_kopecks * terms.count):
        return []
    return [_("The fee of a period, or of all of them together, is the price of the proposal.")]


def read_changes(changes: Mapping) -> dict:
    """Return the new terms of the periods as figures and days; they are kept in plain JSON."""
    told = dict(changes)
    for name in NUMBERS:
        if told.get(name) is not None:
            told[name] = Decimal(told[name])
    if isinstance(told.get("starts_on"), str):
        told["starts_on"] = date.fromisoformat(told["starts_on"])
    return told


def reasons_not_to_change(changes: Mapping, *, stands: RetainerTerms, begun: int, ended_on: date | None, today: date) -> list:
    """List why a retainer cannot be changed so; `begun` is how many periods have begun, `ended_on` the last day of the one before the change."""
    told = read_changes(changes)
    count, first = told.get("count", stands.count), told.get("from_number") or begun + 1
    if not max(1, begun) <= count <= MOST_PERIODS:
        return [_("Periods that have begun stay; a retainer has at most %(most)s.") % {"most": MOST_PERIODS}]
    reasons = reasons_against_retainer(replace(stands, **{name: told[name] for name in CHANGEABLE if name in told}))
    if first <= begun or (first > count and set(told) - {"count", "from_number"}):
        reasons.append(_("Period %(number)s has begun or is none: the change begins with one that has not.") % {"number": first})
    starts_on = told.get("starts_on")
    if starts_on and ended_on and starts_on <= ended_on:
        reasons.append(_("A period begins after the one before it, which ends on %(day)s.") % {"day": f"{ended_on:%d.%m.%Y}"})
    if starts_on and beyond_a_plan(starts_on, today):
        reasons.append(_("The first day is more than ten years ahead."))
    return reasons
