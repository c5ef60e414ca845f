"""Which promises are so small that they pass by a rule, and norms of the PM's word: dated data, shipped filled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules.promise import PromiseKind
from svyazka.kit.dated import reasons_against_day
from svyazka.kit.formats import hours as hours_told
from svyazka.kit.formats import rub

MOST_HOURS = 80


class Judged(TextChoices):
    """What the PM's word is awaited on."""

    BRIEF = "brief", _("A whole specification")
    PROMISE = "promise", _("One promise")


USUAL_MINUTES = {Judged.BRIEF: 480, Judged.PROMISE: 240}  # of working time; where no dated norm says otherwise
SMALL_HOURS, SMALL_KINDS = Decimal(4), (PromiseKind.FEATURE, PromiseKind.RESULT)


@dataclass(frozen=True)
class Small:
    """A rule of small promises: at most so many hours, of these kinds; money only where the rule names a limit."""

    most_hours: Decimal
    kinds: Sequence[str]
    new_integrations: bool = False
    most_kopecks: int | None = None

    def __str__(self):
        words = [_("up to %(hours)s") % {"hours": hours_told(self.most_hours)}]
        if not self.new_integrations:
            words.append(str(_("no new integrations")))
        if self.most_kopecks is not None:
            words.append(_("up to %(money)s") % {"money": rub(self.most_kopecks)})
        return ", ".join(words)


def reasons_not_small(rule: Small | None, *, kind: str, hours: Decimal | None, integration: bool | None, kopecks: int | None) -> list:
    """List why a promise does not pass by the rule; what is not stated is not small."""
    if rule is None or not rule.kinds:
        return [_("No rule of small promises is in force.")]
    reasons = []
    if kind not in rule.kinds:
        reasons.append(_("The rule is not for promises of this kind."))
    if hours is None or hours > rule.most_hours:
        reasons.append(_("The rule takes up to %(hours)s of work, stated.") % {"hours": hours_told(rule.most_hours)})
    if not rule.new_integrations and integration is not False:
        reasons.append(_("The rule takes no new integrations, and it is stated that there is none."))
    if _names_money(kind, kopecks) and (rule.most_kopecks is None or kopecks is None or kopecks > rule.most_kopecks):
        reasons.append(_("The price is not stated, or is above what the rule takes."))
    return reasons


def _names_money(kind: str, kopecks: int | None) -> bool:
    """Tell whether the promise is one of money: of price, or with a sum; a stated nothing costs nothing."""
    return kind == PromiseKind.PRICE or bool(kopecks)


def reasons_not_a_rule(*, most_hours: Decimal, kinds: Iterable[str], most_kopecks: int | None, starts_on: date, today: date, taken: bool) -> list:
    """List why this is no rule of small promises to set."""
    reasons = []
    if not 0 <= most_hours <= MOST_HOURS:
        reasons.append(_("A small promise takes from 0 to %(most)s hours.") % {"most": MOST_HOURS})
    if set(kinds) - set(PromiseKind.values):
        reasons.append(_("A promise is of term, price, feature or result."))
    if most_kopecks is not None and most_kopecks < 0:
        reasons.append(_("A price is not below zero."))
    return reasons + reasons_against_day(starts_on=starts_on, today=today, taken=taken)
