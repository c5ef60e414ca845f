"""What engagements gave back, told to the rooms before: margin by month, the first payment, the hours sold."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db.models import DateField, F, Min, Sum
from django.db.models.functions import Cast, Coalesce, TruncMonth

from svyazka.deals.models import Contract, EstimateLine
from svyazka.deals.queries import sees_cost
from svyazka.kit import worth
from svyazka.kit.worth import Worth
from svyazka.money.models import Act, Payment
from svyazka.money.queries import CostOfHours
from svyazka.money.rules import ACT_HOLDS

SIGNED = ("signed", "running", "closed")


class Teller(worth.Teller):
    """Tells by signed acts, hours at their dated cost, payments and estimates. A constant number of queries."""

    def worths(self, engagements: Iterable[int]) -> dict[int, Worth]:
        """Return the worth of each engagement that has any."""
        margins, paid, hours = _margins(engagements), _first_paid(engagements), _hours_sold(engagements)
        return {key: Worth(dict(margins.get(key, {})), paid.get(key), hours.get(key)) for key in {*margins, *paid, *hours}}

    def hour_costs(self, people: Iterable[int], day: date) -> dict[int, int]:
        """Return what an hour of each person costs on that day."""
        return CostOfHours.rates_of(set(people), day)

    def may_see(self, person, at: datetime) -> bool:
        """Tell whether the person sees margins of whatever there is."""
        return sees_cost(person, None, at)


def _margins(engagements) -> dict[int, dict[date, int]]:
    found: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    acts = Act.objects.filter(engagement__in=engagements, state__in=ACT_HOLDS)
    held_on = Coalesce("signed_on", "dated_on", Cast("made_at", DateField()))  # an act accepted by silence has nobody's signature
    rows = acts.order_by().values_list("engagement", TruncMonth(held_on)).annotate(net=Sum(F("total_kopecks") - F("vat_kopecks")))
    for key, month_on, net in rows:
        found[key][month_on] += net
    for key, month_on, cost in CostOfHours(engagements).by_month():
        found[key][month_on] -= cost
    return found


def _first_paid(engagements) -> dict[int, date]:
    rows = Payment.objects.filter(engagement__in=engagements, amount_kopecks__gt=0).order_by().values_list("engagement")
    return dict(rows.annotate(first=Min("paid_on")))


def _hours_sold(engagements) -> dict[int, Decimal]:
    """Return the hours of the estimate that each signed contract stands on."""
    signed = Contract.objects.filter(engagement__in=engagements, state__in=SIGNED).values("proposal__estimate")
    lines = EstimateLine.objects.filter(estimate__in=signed).order_by().values_list("estimate__engagement")
    return dict(lines.annotate(all=Sum("hours")))
