"""One timer a person: started by one press, switched, parted over midnight, asked about when forgotten, never lost."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.people.steps import end_sign_in
from svyazka.roles.steps import leave_seat
from svyazka.work import actions, queries
from svyazka.work.models import HoursNorms, TimeEntry, Timer
from svyazka.work.queries import Line, Watch, watch_of
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
NIGHT = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)  # 22:30 in Krasnoyarsk


def minutes(count: int) -> datetime:
    return MONDAY + timedelta(minutes=count)


def test_a_timer_begins_the_task_and_becomes_hours_rounded_by_the_norm():
    _anna, _pavel, dev = make.pair()
    task = make.task()
    actions.start_timer(task, by=dev, at=MONDAY)
    assert queries.running_timer(dev).task == task

    made = actions.stop_timer(watch_of(dev), note="сетка", by=dev, at=minutes(50))

    entry = TimeEntry.objects.get()
    task.refresh_from_db()
    assert made == [entry] and (entry.hours, entry.note, entry.late, task.state) == (Decimal("0.75"), "сетка", False, "doing")
    assert queries.running_timer(dev) is None


def test_another_task_stops_the_first_and_writes_it():
    _anna, _pavel, dev = make.pair()
    one, other = make.task(), make.task(title="Шапка")
    actions.start_timer(one, by=dev, at=MONDAY)
    actions.start_timer(other, by=dev, at=minutes(90))
    assert (Timer.objects.get().task, TimeEntry.objects.get().task, TimeEntry.objects.get().hours) == (other, one, Decimal("1.50"))
    with pytest.raises(Refused):
        actions.start_timer(other, by=dev, at=minutes(91))


def test_the_database_holds_one_timer_a_person():
    _anna, _pavel, dev = make.pair()
    task = make.task()
    actions.start_timer(task, by=dev, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Timer.objects.create(person=dev, task=task, engagement=task.engagement, started_at=MONDAY)


def test_only_the_assignee_times_a_task_and_only_their_own_timer():
    anna, pavel, dev = make.pair()
    task = make.task()
    for other in (anna, pavel):
        with pytest.raises(NotYourDuty):
            actions.start_timer(task, by=other, at=MONDAY)
    actions.start_timer(task, by=dev, at=MONDAY)
    for act in (actions.stop_timer, actions.drop_timer):
        with pytest.raises(NotYourDuty):
            act(watch_of(dev), by=pavel, at=minutes(5))
    with pytest.raises(NotYourDuty):
        actions.settle_timer(watch_of(dev), worked_on=MONDAY.date(), hours=Decimal(1), by=pavel, at=minutes(70))


def test_over_midnight_each_day_of_the_person_has_its_part():
    _anna, _pavel, dev = make.pair()
    actions.start_timer(make.task(at=NIGHT - timedelta(hours=2)), by=dev, at=NIGHT)
    actions.stop_timer(watch_of(dev), by=dev, at=NIGHT + timedelta(hours=4))
    assert list(TimeEntry.objects.order_by("worked_on").values_list("worked_on", "hours")) == [
        (date(2026, 3, 2), Decimal("1.50")), (date(2026, 3, 3), Decimal("2.50"))]  # fmt: skip


def test_a_forgotten_timer_asks_and_nothing_is_lost():
    _anna, _pavel, dev = make.pair()
    one, other = make.task(), make.task(title="Шапка")
    actions.start_timer(one, by=dev, at=MONDAY)
    later = MONDAY + timedelta(hours=13)
    for act in (lambda: actions.stop_timer(watch_of(dev), by=dev, at=later), lambda: actions.start_timer(other, by=dev, at=later)):
        with pytest.raises(Refused) as refused:
            act()
        assert "12" in str(refused.value)
    assert Timer.objects.get().task == one and not TimeEntry.objects.exists()
    with pytest.raises(Refused):
        actions.settle_timer(watch_of(dev), worked_on=MONDAY.date(), hours=Decimal(14), by=dev, at=later)

    entry = actions.settle_timer(watch_of(dev), worked_on=MONDAY.date(), hours=Decimal("6.5"), by=dev, at=later)

    assert (entry.hours, Timer.objects.exists()) == (Decimal("6.50"), False)
    assert queries.likely_hours(Timer(person=dev, started_at=MONDAY)) > 0


def test_a_day_with_no_room_keeps_the_timer_running():
    _anna, _pavel, dev = make.pair()
    task = make.task()
    actions.log_time(task, worked_on=MONDAY.date(), hours=Decimal(23), by=dev, at=MONDAY)
    actions.start_timer(task, by=dev, at=MONDAY)
    with pytest.raises(Refused):
        actions.stop_timer(watch_of(dev), by=dev, at=minutes(120))
    assert Timer.objects.count() == 1 and TimeEntry.objects.count() == 1


def test_a_slip_of_the_finger_is_no_work_and_a_dropped_timer_stays_in_the_journal():
    _anna, _pavel, dev = make.pair()
    task = make.task()
    actions.start_timer(task, by=dev, at=MONDAY)
    assert actions.stop_timer(watch_of(dev), by=dev, at=MONDAY + timedelta(seconds=40)) == []
    actions.start_timer(task, by=dev, at=MONDAY)
    actions.drop_timer(watch_of(dev), by=dev, at=minutes(30))
    assert not TimeEntry.objects.exists() and not Timer.objects.exists()
    assert Entry.objects.get(verb="work.timer_dropped").facts["started_at"] == MONDAY.isoformat()


def test_an_old_page_does_not_stop_a_newer_timer():
    _anna, _pavel, dev = make.pair()
    one, other = make.task(), make.task(title="Шапка")
    seen = actions.start_timer(one, by=dev, at=MONDAY)
    actions.start_timer(other, by=dev, at=minutes(30))
    with pytest.raises(Stale):
        actions.stop_timer(Watch(dev, seen.pk), by=dev, at=minutes(40))
    actions.stop_timer(watch_of(dev), by=dev, at=minutes(60))
    with pytest.raises(Refused):
        actions.stop_timer(watch_of(dev), by=dev, at=minutes(61))


def test_a_duty_is_timed_by_whoever_holds_it():
    anna, pavel, _dev = make.pair()
    place = make.project().engagement
    actions.start_duty_timer(Line(place, kind="client.talk"), by=anna, at=MONDAY)
    actions.stop_timer(watch_of(anna), by=anna, at=minutes(30))
    assert TimeEntry.objects.values_list("duty_kind", "task", "hours").get() == ("client.talk", None, Decimal("0.50"))
    for kind, who in (("client.talk", pavel), ("task.do", pavel), ("no.such", anna)):
        with pytest.raises(Malformed):
            actions.start_duty_timer(Line(place, kind=kind), by=who, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.start_duty_timer(Line(place, kind="client.talk"), by=make.person("irina", "am"), at=MONDAY)


def test_rounding_is_dated():
    _anna, _pavel, dev = make.pair()
    HoursNorms.objects.create(starts_on=date(2026, 1, 1), **{**vars(queries.norms_on(date(2026, 1, 1))), "step_minutes": 5, "rounding": "up"})
    actions.start_timer(make.task(), by=dev, at=MONDAY)
    (entry,) = actions.stop_timer(watch_of(dev), by=dev, at=minutes(51))
    assert entry.hours == Decimal("0.92")


@pytest.mark.parametrize(("hours", "written"), [(2, 1), (20, 0)])
def test_whoever_leaves_leaves_no_timer_running(hours, written):
    _anna, _pavel, dev = make.pair()
    head = make.person("head", "head")
    actions.start_timer(make.task(), by=dev, at=MONDAY)
    end_sign_in(dev, by=head, at=MONDAY + timedelta(hours=hours))
    assert (Timer.objects.count(), TimeEntry.objects.count()) == (0, written)
    assert Entry.objects.filter(verb="work.timer_stopped" if written else "work.timer_dropped").count() == 1


def test_the_bar_offers_what_was_worked_on_last():
    _anna, _pavel, dev = make.pair()
    one, other = make.task(), make.task(title="Шапка")
    assert queries.likely_line(dev, MONDAY) is None
    actions.start_task(one, by=dev, at=MONDAY)
    assert queries.likely_line(dev, MONDAY).task == one
    actions.log_time(other, worked_on=MONDAY.date(), hours=Decimal(1), by=dev, at=MONDAY)
    assert queries.likely_line(dev, MONDAY).task == other


def test_a_duty_written_of_lately_is_offered_while_it_is_held():
    anna, _pavel, _dev = make.pair()
    project = make.project()
    line = Line(project.engagement, kind="client.talk")
    assert queries.likely_line(anna, MONDAY) is None
    actions.set_duty_hours(line, worked_on=MONDAY.date(), hours=Decimal(1), by=anna, at=MONDAY)
    assert [one.key for one in queries.recent_duties(anna, MONDAY)] == [line.key] and queries.likely_line(anna, MONDAY).key == line.key
    leave_seat(project.engagement.seats.get(seat="am"), at=MONDAY)
    assert queries.recent_duties(anna, MONDAY + timedelta(hours=1)) == []


def test_only_duties_that_may_be_timed_are_offered():
    anna, pavel, _dev = make.pair()
    project = make.project()
    irina = make.person("irina", "am")
    assert {line.kind for _place, lines in queries.lines_to_write(anna, MONDAY) for line in lines} >= {"client.talk"}
    for person in (anna, pavel, irina, make.person("head", "head")):
        for place, lines in queries.lines_to_write(person, MONDAY):
            for line in lines:
                actions.start_duty_timer(line, by=person, at=MONDAY)
                actions.drop_timer(watch_of(person), by=person, at=MONDAY)
            assert place == project.engagement
