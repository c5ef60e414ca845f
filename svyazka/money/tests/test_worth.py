"""What an engagement gave back, told to the rooms before: the same margin as here, by month, and the first payment."""

from datetime import date
from decimal import Decimal

import pytest

from svyazka.deals.models import PersonRate, RateCard
from svyazka.kit import worth
from svyazka.money import queries
from svyazka.money.tests import make
from svyazka.people.models import Specialism
from svyazka.work.models import TimeEntry
from svyazka.work.queries import Asked, report_of

pytestmark = pytest.mark.django_db


def test_worth_is_the_margin_by_month_with_the_first_payment_and_the_hours_sold():
    w = make.world()
    paper = make.issued(w)
    dev = Specialism.objects.get(code="dev")
    w.dev.specialisms.add(dev)
    RateCard.objects.create(specialism=dev, price_kopecks=300_000, cost_kopecks=100_000, starts_on=date(2026, 1, 1))
    for day, hours in ((date(2026, 2, 28), 10), (date(2026, 3, 1), 2)):
        TimeEntry.objects.create(task=w.stage.tasks.first(), engagement=w.engagement, person=w.dev, worked_on=day,
                                 hours=Decimal(hours), entered_at=make.MONDAY)  # fmt: skip
    first = make.pay(w, paper, 100)
    make.pay(w, paper, 200)

    (told,) = worth.ask().worths([w.engagement.pk]).values()

    assert told.margins == {date(2026, 2, 1): -1_000_000, date(2026, 3, 1): 36_000_000 - 200_000}
    assert told.margin_kopecks == queries.margin_of(w.engagement).margin_kopecks
    assert told.first_paid_on == first.paid_on
    estimate = w.engagement.contracts.get().proposal
    assert told.hours == (sum(line.hours for line in estimate.estimate.lines.all()) if estimate else None)
    assert worth.ask().worths([]) == {}


def test_an_hour_of_a_person_costs_what_the_card_says_on_that_day():
    w = make.world()
    dev = Specialism.objects.get(code="dev")
    w.dev.specialisms.add(dev)
    RateCard.objects.create(specialism=dev, price_kopecks=3, cost_kopecks=100, starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))
    RateCard.objects.create(specialism=dev, price_kopecks=3, cost_kopecks=150, starts_on=date(2026, 2, 1))
    assert [worth.ask().hour_costs({w.dev.pk, w.anna.pk}, day) for day in (date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 1))] == [
        {}, {w.dev.pk: 100}, {w.dev.pk: 150}]  # fmt: skip


def test_margins_are_for_whom_they_are_for_here():
    w = make.world()
    assert worth.ask().may_see(w.finance, make.MONDAY) and not worth.ask().may_see(w.anna, make.MONDAY)


@pytest.mark.parametrize("hours", ["0.33", "7.77", "1.01"])
def test_a_report_of_hours_costs_what_the_margin_says_to_the_kopeck(hours):
    w = make.world()
    dev = Specialism.objects.get(code="dev")
    w.dev.specialisms.add(dev)
    RateCard.objects.create(specialism=dev, price_kopecks=300_000, cost_kopecks=123_457, starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 2))
    RateCard.objects.create(specialism=dev, price_kopecks=300_000, cost_kopecks=150_001, starts_on=date(2026, 3, 2))
    PersonRate.objects.create(person=w.dev, cost_kopecks=99_999, starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 6))
    for day in range(1, 9):
        TimeEntry.objects.create(task=w.stage.tasks.first(), engagement=w.engagement, person=w.dev, worked_on=date(2026, 3, day),
                                 hours=Decimal(hours), entered_at=make.MONDAY)  # fmt: skip
    told = report_of(TimeEntry.objects.filter(engagement=w.engagement), Asked(date(2026, 3, 1), date(2026, 3, 31)), priced=True)
    assert (told.total.cost_kopecks, told.total.unpriced) == (queries.margin_of(w.engagement).cost_kopecks, 0)
