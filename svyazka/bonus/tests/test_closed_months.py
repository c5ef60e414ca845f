"""A month whose bonuses are closed keeps the hours they were counted by: a locked week of it is not opened again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.bonus.models import BonusMonth
from svyazka.kit.errors import Refused
from svyazka.people.queries import the_agency
from svyazka.work import actions
from svyazka.work.models import TimeEntry
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY, NEXT = MONDAY.date(), MONDAY + timedelta(days=7)


@pytest.mark.parametrize(("month", "opens"), [(date(2026, 3, 1), False), (date(2026, 2, 1), True)])
def test_a_closed_month_keeps_its_hours(month, opens):
    _anna, pavel, dev = make.pair()
    head, task = make.person("head", "head"), make.task()
    actions.log_time(task, worked_on=DAY, hours=Decimal(8), by=dev, at=MONDAY)
    actions.submit_week(dev, week_on=DAY, by=dev, at=MONDAY)
    actions.check_week(task.project, week_on=DAY, person=dev, by=pavel, at=MONDAY)
    actions.lock_weeks(the_agency(), until=DAY + timedelta(days=6), by=head, at=NEXT)
    BonusMonth.objects.create(month_on=month, closed_by=head, closed_at=NEXT)
    if opens:
        assert actions.reopen_week(task.engagement, week_on=DAY, person=dev, reason="не тот проект", by=head, at=NEXT) == 8
        return
    with pytest.raises(Refused) as refused:
        actions.reopen_week(task.engagement, week_on=DAY, person=dev, reason="не тот проект", by=head, at=NEXT)
    assert "2026" in str(refused.value) and TimeEntry.objects.get().state == "locked"
