"""Solution options in words: how risky, how one is picked and confirmed, what becomes of it, what stands in the way."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class Risk(TextChoices):
    LOW = "low", pgettext_lazy("risk", "Low")
    MEDIUM = "medium", pgettext_lazy("risk", "Medium")
    HIGH = "high", pgettext_lazy("risk", "High")


class ChoiceState(TextChoices):
    PICKED = "picked", _("Waits for agreement")
    STANDING = "standing", pgettext_lazy("option", "Chosen")
    DECLINED = "declined", _("Not agreed to")
    REPLACED = "replaced", _("Chosen anew")


CHOICE_MOVES = Moves(ChoiceState, {
    "agree": {"picked": "standing"},
    "decline": {"picked": "declined"},
    "replace": {"picked": "replaced", "standing": "replaced"},
})
LIVE_CHOICES = ("picked", "standing")
ENOUGH = 2  # options to choose from; of one alone it is said why there is no other
MOST = 6  # more are not compared, they are put off


def reasons_not_an_option(*, hours: tuple, weeks: tuple, price_kopecks: tuple, risk: str, risk_why: str) -> list:
    """List why this is no option: each range is (low, high) of hours, of weeks, of kopecks."""
    reasons = [reason for name, (low, high) in ((pgettext_lazy("range", "effort"), hours), (pgettext_lazy("range", "term"), weeks), (pgettext_lazy("range", "price"), price_kopecks)) for reason in _not_a_range(name, low, high)]
    if not hours[1] or not weeks[1]:
        reasons.append(_("An option takes some hours and some weeks: say how many at most."))
    if risk == Risk.HIGH and not risk_why.strip():
        reasons.append(_("Say why the risk is high."))
    return reasons


def _not_a_range(name, low: Decimal | int, high: Decimal | int) -> list:
    reasons = [_("Of the %(what)s the lower bound is above the upper one.") % {"what": name}] if low > high else []
    return reasons + ([_("The %(what)s is not below nought.") % {"what": name}] if low < 0 else [])


def reasons_not_to_propose(*, standing: int) -> list:
    """List why no more options are proposed for a need that has so many."""
    return [_("There are %(most)s options already: withdraw one, else nobody compares them.") % {"most": MOST}] if standing >= MOST else []


def reasons_not_to_alter(*, withdrawn: bool, live: str) -> list:
    """List why an option is not changed or withdrawn; `live` is the state of its choice, if it is picked or stands."""
    if withdrawn:
        return [_("This option was withdrawn.")]
    if live:
        return [_("This option is chosen: choose another first, or propose a new one beside it.")]
    return []


def reasons_not_to_pick(*, withdrawn: bool, options: int, reason: str, alone_because: str, again: bool) -> list:
    """List why an option of so many is not picked; `again` tells that it is the chosen one already."""
    if withdrawn:
        return [_("This option was withdrawn.")]
    if again:
        return [_("This option is chosen already.")]
    reasons = [] if reason.strip() else [_("Say why this one: whoever reads it in half a year will ask.")]
    if options < ENOUGH and not alone_because.strip():
        reasons.append(_("There is only one option: propose another, or say why there is none."))
    return reasons


def reasons_not_to_answer(*, agreed: bool, reason: str) -> list:
    """List why the answer to a pick is not enough: who does not agree says why."""
    return [] if agreed or reason.strip() else [_("Say what is wrong with it: the choice goes back with your words.")]


def reasons_not_to_write_clauses(*, state: str, written: bool, lines: int) -> list:
    """List why no clauses are written from a choice whose option has so many lines."""
    if state != ChoiceState.STANDING:
        return [_("Clauses are written from an option that is chosen and agreed to.")]
    if written:
        return [_("Clauses were written from this choice already.")]
    return [] if lines else [_("The option does not say what it is: there is nothing to write.")]


BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)](?=\s))\s*")


def lines_of(text: str) -> list[str]:
    """Return what a text lists, line by line, without bullets and numbers; blank lines and repetitions left out."""
    return list(dict.fromkeys(line for raw in text.splitlines() if (line := BULLET.sub("", raw).strip())))


def widest(ranges: Iterable[tuple]) -> tuple:
    """Return the range from nought to the highest bound: on one scale the bars of several are compared."""
    return 0, max((high for _low, high in ranges), default=0)
