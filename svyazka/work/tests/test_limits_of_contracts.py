"""Hours written on tasks are counted against the contract at once: whoever must know is told, late hours open a period again."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.deals.actions import turn_period
from svyazka.deals.models import Contract, LimitNeared, Retainer, RetainerPeriod
from svyazka.deals.queries import limit_of, period_views
from svyazka.journal.models import Notice
from svyazka.work.actions import log_time, set_hours
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


def retained():
    """Return a task of a project whose contract gives 10 hours in each of two weeks, and the contract."""
    task = make.task(hours="40")
    contract = Contract.objects.get()
    Contract.objects.update(kind="retainer")
    contract.refresh_from_db()
    Retainer.objects.create(contract=contract, starts_on=DAY, count=2, hours=10, fee_kopecks=100, rollover="cap", cap_hours=5)
    for n, state in enumerate(("open", "planned"), 1):
        first = DAY + timedelta(days=7 * (n - 1))
        RetainerPeriod.objects.create(contract=contract, number=n, starts_on=first, ends_on=first + timedelta(days=6), hours=10, fee_kopecks=100, state=state,
                                       rollover="cap", cap_hours=5)  # fmt: skip
    return task, contract


def work(task, hours, *, days: int = 0, at=None):
    at = at or MONDAY + timedelta(days=days)
    return log_time(task, worked_on=DAY + timedelta(days=days), hours=Decimal(hours), by=task.assignee, at=at)


def test_written_hours_are_counted_and_the_pair_is_told_once():
    task, contract = retained()
    work(task, "6.5")
    assert not LimitNeared.objects.exists() and limit_of(contract, MONDAY).percent == 65
    work(task, "0.5", days=1)
    work(task, "0.5", days=1)
    told = Notice.objects.filter(text_verb="deals.limit_neared")
    assert sorted(told.values_list("person__username", flat=True)) == ["anna", "pavel"]
    set_hours(task, worked_on=DAY, hours=Decimal(10), by=task.assignee, at=MONDAY + timedelta(days=1))
    assert sorted(LimitNeared.objects.values_list("percent", flat=True)) == [70, 90, 100] and told.count() == 4


def test_hours_of_a_period_that_is_over_open_it_again():
    task, contract = retained()
    work(task, "6")
    later = MONDAY + timedelta(days=8)
    for period in contract.periods.all():
        turn_period(period, by=make.person("anna", "am"), at=later)
    work(task, "2", days=2, at=later)
    assert [p.state for p in contract.periods.all()] == ["open", "open"]
    first, second = period_views(contract)
    assert (first.used, first.figures.carried_out, second.limit) == (8, 2, 12)


def test_a_fixed_price_costs_one_question():
    task = make.task(hours="40")
    with CaptureQueriesContext(connection) as asked:
        work(task, "1")
    assert sum("deals_contract" in query["sql"] for query in asked) == 1 and not any("limitneared" in query["sql"] for query in asked)
