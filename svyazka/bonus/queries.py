"""Questions about bonuses: what a payment gives to whom, and why."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from svyazka.bonus.models import Accrual, BonusMonth, BonusRule
from svyazka.bonus.rules import Base, Share, next_month, one_share, pool_shares, share_taken_back
from svyazka.kit.formats import month
from svyazka.kit.money import rubles, vat_inside
from svyazka.money.models import Payment
from svyazka.money.queries import margin_of
from svyazka.people.models import Person
from svyazka.people.queries import on_day
from svyazka.roles.models import Seat


def unaccrued(first: date) -> QuerySet[Payment]:
    """Return the payments of the month and of closed months before it that have no accrual yet.

    A payment from before the first closed month gave nothing, so its correction takes nothing back.
    """
    paid = Payment.objects.filter(accruals=None, paid_on__lt=next_month(first))
    floor = min(BonusMonth.objects.order_by("month_on").values_list("month_on", flat=True).first() or first, first)
    gave = Exists(Accrual.objects.filter(payment=OuterRef("corrects")))
    paid = paid.filter(Q(corrects=None) | Q(corrects__paid_on__gte=floor) | gave, paid_on__gte=floor)
    paid = paid.select_related("engagement__client", "invoice__stage", "invoice__contract", "corrects")
    return paid.order_by("paid_on", "pk")


Given = tuple[BonusRule, Person, Share, dict]


def shares_of(payment: Payment) -> Iterator[Given]:
    """Yield each rule's share of the payment: the rule, the person, the figures, the facts."""
    if payment.corrects is None:
        yield from _given(payment)
        return
    left = payment.corrects.amount_kopecks + _corrected_before(payment)
    for rule, person, then, _then_facts in _accrued(payment.corrects) or _given(payment.corrects):
        part = share_taken_back(then, paid_kopecks=payment.corrects.amount_kopecks, left_kopecks=left, taken_kopecks=-payment.amount_kopecks)
        facts = _facts(rule, payment, part.base_kopecks, part)
        yield rule, person, part, {**facts, "reason": payment.reason, "corrects": payment.corrects_id}


def _corrected_before(correction: Payment) -> int:
    """Return what earlier corrections have taken of the same payment, below zero."""
    earlier = Payment.objects.filter(corrects=correction.corrects_id, pk__lt=correction.pk)
    return earlier.aggregate(sum=Sum("amount_kopecks"))["sum"] or 0


def _accrued(payment: Payment) -> list[Given]:
    """Return the shares of the payment as they were accrued: costs and seats may have moved since."""
    rows = Accrual.objects.filter(payment=payment).select_related("rule", "person").order_by("pk")
    return [(row.rule, row.person, Share(row.base_kopecks, row.percent, row.amount_kopecks), row.facts) for row in rows]


def _given(payment: Payment) -> Iterator[Given]:
    net = vat_inside(payment.amount_kopecks, payment.invoice.vat_percent).net_kopecks
    holders = _holders(payment)
    for rule in BonusRule.objects.filter(on_day(payment.paid_on)).order_by("pk"):
        yield from _by_rule(rule, payment, net, holders)


def _by_rule(rule: BonusRule, payment: Payment, net: int, holders: dict[str, Person]):
    if rule.base == Base.POOL:
        pair = list(dict.fromkeys(holders[seat] for seat in ("am", "pm") if seat in holders))
        for person, part in zip(pair, pool_shares(net, rule.percent, len(pair)), strict=True):
            yield rule, person, part, _facts(rule, payment, net, part)
    elif rule.base == Base.IDEA:
        for idea in payment.engagement.from_ideas.select_related("author"):
            part = one_share(net, rule.percent)
            yield rule, idea.author, part, {**_facts(rule, payment, net, part), "idea": idea.text[:200]}
    elif rule.seat in holders:
        base = net if rule.base == Base.RECEIVED else net - _cost_share(payment, net)
        part = one_share(base, rule.percent)
        yield rule, holders[rule.seat], part, _facts(rule, payment, base, part)


def _holders(payment: Payment) -> dict[str, Person]:
    """Return who held each single seat when the payment came."""
    at = payment.recorded_at
    rows = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), engagement=payment.engagement_id, single=True, starts_at__lte=at)
    return {row.seat: row.person for row in rows.select_related("person")}


def _cost_share(payment: Payment, net: int) -> int:
    """Return the part of the engagement's cost of hours that falls on this payment, by its share of the price."""
    price = payment.invoice.contract.price_kopecks or 1
    return margin_of(payment.engagement).cost_kopecks * payment.amount_kopecks // price


def _facts(rule: BonusRule, payment: Payment, base: int, part: Share) -> dict:
    stage = payment.invoice.stage
    return {
        "engagement": payment.engagement.title,
        "company": payment.engagement.client.name,
        "stage": stage.title,
        "invoice": payment.invoice.number,
        "paid_on": str(payment.paid_on),
        "paid_kopecks": payment.amount_kopecks,
        "base": rule.base,
        "base_kopecks": base,
        "percent": str(part.percent),
        "formula": f"{rubles(base)} × {part.percent}% = {rubles(part.amount_kopecks)}",
        **_moments(payment),
    }


def _moments(payment: Payment) -> dict:
    """Return when the lead was taken, the verdict given, the stage accepted: the facts beneath the bonus."""
    lead = getattr(payment.engagement, "lead", None)
    verdict = payment.engagement.verdicts.order_by("at").first()
    accepted = payment.invoice.stage.accepted_at
    told = {"taken_at": lead and lead.taken_at, "verdict_at": verdict and verdict.at, "accepted_at": accepted}
    return {name: moment.isoformat() for name, moment in told.items() if isinstance(moment, datetime)}


def statement(person: Person, first: date) -> list[dict]:
    """Return the person's rows of a month: accrued ones, or a forecast from payments not closed yet."""
    rows = Accrual.objects.filter(person=person, month__month_on=first).select_related("rule", "engagement__client")
    if BonusMonth.objects.filter(month_on=first).exists():
        return [_row(row.rule, row.engagement, row.base_kopecks, row.percent, row.amount_kopecks, row.facts, "accrued") for row in rows.order_by("pk")]
    return [
        _row(rule, payment.engagement, part.base_kopecks, part.percent, part.amount_kopecks, facts, "forecast")
        for payment in unaccrued(first)
        for rule, who, part, facts in shares_of(payment)
        if who == person
    ]


def _row(rule: BonusRule, engagement, base: int, percent, amount: int, facts: dict, state: str) -> dict:
    return {"rule": rule, "engagement": engagement, "base_kopecks": base, "percent": percent, "amount_kopecks": amount, "facts": facts,
            "paid_on": date.fromisoformat(facts["paid_on"]), "state": state}  # fmt: skip


def reasons_of_closed_months(engagement, days: Iterable[date]) -> list:
    """List why what was worked on these days stays: a bonus was counted by the cost of hours up to its month's end."""
    months = {day.replace(day=1) for day in days}
    closed = BonusMonth.objects.filter(month_on__in=months).order_by("month_on").values_list("month_on", flat=True)
    return [_("Bonuses of %(month)s are closed: its hours stay as they are.") % {"month": month(first)} for first in closed]


def totals_by_person(first: date) -> list[tuple[Person, int]]:
    """Return what each person has accrued in the month, the largest first."""
    sums = Accrual.objects.filter(month__month_on=first).values("person").annotate(total=Sum("amount_kopecks"))
    totals = {row["person"]: row["total"] for row in sums}
    people = Person.objects.filter(pk__in=totals)
    return sorted(((person, totals[person.pk]) for person in people), key=lambda pair: -pair[1])


def forecast_by_person(first: date) -> list[tuple[Person, int]]:
    """Return what closing the month today would accrue to each person, the largest first."""
    sums: dict[Person, int] = {}
    for payment in unaccrued(first):
        for _rule, person, part, _facts in shares_of(payment):
            sums[person] = sums.get(person, 0) + part.amount_kopecks
    return sorted(sums.items(), key=lambda pair: -pair[1])
