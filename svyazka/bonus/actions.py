"""What can happen to bonuses: rules change by dates, a month is closed once."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.bonus import queries, rules
from svyazka.bonus.models import Accrual, BonusMonth, BonusRule
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today

RULE = Duty("bonus.rule", _("Keep the rules of motivation"), stage=Stage.MONEY, shared=True)
CLOSE = Duty("bonus.close", _("Close a month of bonuses"), stage=Stage.MONEY)
OWN = Duty("bonus.own", _("Read one's own ledger"), stage=Stage.MONEY)


@action(CLOSE, lock=True)
def close_month(agency: Agency, *, month: str, by: Person, at: datetime) -> BonusMonth:
    """Accrue what every payment up to the month's end gives, each kopeck with its facts; once.

    A correction takes back from those to whom the payment it corrects gave, at the rates of then.
    Raises Malformed on a strange month, Refused if it was closed or has not begun.
    """
    first = rules.month_of(month)
    if first is None:
        raise Malformed(_("A month is written YYYY-MM."))
    closed = BonusMonth.objects.filter(month_on=first).exists()
    refuse_if(rules.reasons_not_to_close(closed=closed, month=first, today=today(at)))
    payments = list(queries.unaccrued(first))
    made = BonusMonth.objects.create(month_on=first, closed_by=by, closed_at=at)
    Accrual.objects.bulk_create(
        Accrual(month=made, person=person, rule=rule, payment=payment, engagement=payment.engagement,
                base_kopecks=part.base_kopecks, percent=part.percent, amount_kopecks=part.amount_kopecks, facts=facts)
        for payment in payments for rule, person, part, facts in queries.shares_of(payment)
    )  # fmt: skip
    record(made, "bonus.month_closed", by=by, at=at, month=month, payments=len(payments))
    return made


@action(RULE)
def change_rule(rule: BonusRule, *, percent: Decimal, starts_on: date, by: Person, at: datetime) -> BonusRule:
    """Let another per cent be in force from a day on; what was accrued stays. Raises Refused for a closed month."""
    closed = BonusMonth.objects.filter(month_on__gte=starts_on.replace(day=1)).exists()
    refuse_if(rules.reasons_not_to_change(percent=percent, closed=closed, in_force=rule.ends_on is None, later=starts_on > rule.starts_on))
    rule.ends_on = starts_on
    rule.save(update_fields=["ends_on"])
    made = BonusRule.objects.create(code=rule.code, seat=rule.seat, base=rule.base, percent=percent, starts_on=starts_on)
    record(made, "bonus.rule_changed", by=by, at=at, code=rule.code, percent=str(percent))
    return made
