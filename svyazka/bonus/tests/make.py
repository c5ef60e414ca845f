"""Payments of an accepted stage and closed months, for tests of bonuses."""

from datetime import datetime, timedelta

from svyazka.bonus.actions import close_month
from svyazka.bonus.models import Accrual, BonusMonth
from svyazka.bonus.steps import ship
from svyazka.deals.models import RateCard
from svyazka.money.actions import correct_payment
from svyazka.money.models import Payment
from svyazka.money.tests import make
from svyazka.people.models import Specialism
from svyazka.people.queries import the_agency
from svyazka.roles.tests.make import LONG_AGO, person

MONDAY, TOTAL = make.MONDAY, 36_000_000
APRIL, MAY = MONDAY + timedelta(days=31), MONDAY + timedelta(days=61)


def world(**contract):
    """Return an engagement with an invoice issued for its accepted stage, the first rules in force, the head."""
    w = make.world(**{"price_kopecks": TOTAL, **contract})
    ship(LONG_AGO)
    w.head = person("head", "head", name="Никита")
    w.invoice = make.issued(w)
    return w


def pay(w, kopecks: int = TOTAL) -> Payment:
    return make.pay(w, w.invoice, kopecks)


def correct(w, payment: Payment, kopecks: int, *, at: datetime = APRIL) -> Payment:
    return correct_payment(payment, amount_kopecks=kopecks, reason="возврат", by=w.finance, at=at)


def close(w, month: str, *, at: datetime = MAY) -> BonusMonth:
    return close_month(the_agency(), month=month, by=w.head, at=at)


def price_hours(w, cost_kopecks: int) -> None:
    """Let an hour of the developer cost this much."""
    dev = Specialism.objects.get(code="dev")
    w.dev.specialisms.add(dev)
    RateCard.objects.create(specialism=dev, price_kopecks=300_000, cost_kopecks=cost_kopecks, starts_on=LONG_AGO)


def totals() -> dict[str, int]:
    """Return what each person has accrued in all months."""
    found: dict[str, int] = {}
    for row in Accrual.objects.select_related("person"):
        found[row.person.username] = found.get(row.person.username, 0) + row.amount_kopecks
    return found
