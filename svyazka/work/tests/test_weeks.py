"""A week: a grid that suggests, handed in with its gaps told, checked, locked, opened again with a trace; reminders in quiet hours never."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.people.models import Absence, NormHours
from svyazka.people.queries import system, the_agency, zone_of
from svyazka.roles.tests.make import agency, engagement
from svyazka.work import actions, jobs, queries
from svyazka.work.models import HoursNorms, TimeEntry, WeekWord
from svyazka.work.queries import Line
from svyazka.work.rules import Norms
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NEXT = MONDAY + timedelta(days=7)


def written(task, hours="8", *, day=DAY, at=MONDAY):
    return actions.log_time(task, worked_on=day, hours=Decimal(hours), by=task.assignee, at=at)


def checked_week():
    _anna, pavel, dev = make.pair()
    task = make.task()
    written(task)
    actions.submit_week(dev, week_on=DAY, by=dev, at=MONDAY)
    actions.check_week(task.project, week_on=DAY, person=dev, by=pavel, at=MONDAY)
    return task, pavel, dev


def test_a_cell_says_what_it_was_and_whoever_is_late_is_told():
    _anna, _pavel, dev = make.pair()
    task = make.task()
    actions.set_hours(task, worked_on=DAY, hours=Decimal(5), was=Decimal(0), by=dev, at=MONDAY)
    with pytest.raises(Stale) as stale:
        actions.set_hours(task, worked_on=DAY, hours=Decimal(7), was=Decimal(0), by=dev, at=MONDAY)
    assert "5" in str(stale.value) and TimeEntry.objects.get().hours == 5
    for wrong in (25, -1):
        with pytest.raises(Refused):
            actions.set_hours(task, worked_on=DAY, hours=Decimal(wrong), by=dev, at=MONDAY)


@pytest.mark.parametrize(("days", "after", "late"), [(0, 0, False), (1, 1, False), (2, 2, True), (7, 7, True)])
def test_hours_know_how_late_they_came_and_a_correction_is_no_later(days, after, late):
    _anna, _pavel, dev = make.pair()
    task = make.task()
    entry = written(task, "4", at=MONDAY + timedelta(days=days))
    assert (entry.days_after, entry.late) == (after, late)
    actions.set_hours(task, worked_on=DAY, hours=Decimal(5), by=dev, at=MONDAY + timedelta(days=9))
    assert TimeEntry.objects.values_list("hours", "days_after", "late").get() == (5, after, late)


def test_friday_s_hours_are_in_on_monday():
    make.pair()
    task = make.task()
    entry = written(task, "4", day=date(2026, 3, 6), at=NEXT)  # Monday the ninth is a day off
    assert (entry.days_after, entry.late) == (3, False)


def test_the_grid_suggests_the_plan_for_empty_cells_and_writes_nothing():
    _anna, pavel, dev = make.pair()
    task = make.task(hours="20")
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    at = MONDAY + timedelta(days=3)
    written(task, "3", at=MONDAY)

    week = queries.week_grid(dev, DAY, at, fill="plan")

    cells = week.rows[0].cells
    assert (cells[0].hours, cells[0].suggested) == (3, None)
    assert sum(cell.suggested or 0 for cell in cells) > 0 and all(cell.suggested is None for cell in cells if cell.day > at.date())
    assert TimeEntry.objects.count() == 1 and not queries.week_grid(dev, DAY, at).suggests


def test_a_day_keeps_the_plan_that_held_on_it_when_the_work_is_planned_anew():
    _anna, pavel, dev = make.pair()
    task = make.task(hours="40")
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    before = queries.planned_days([dev.pk], DAY, DAY + timedelta(days=4))[dev.pk, task.pk]
    wednesday = MONDAY + timedelta(days=2, hours=9)
    actions.plan_schedule(task.project, by=pavel, at=wednesday)
    after = queries.planned_days([dev.pk], DAY, DAY + timedelta(days=4))[dev.pk, task.pk]
    first_days = [DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]
    assert [after[day] for day in first_days] == [before[day] for day in first_days] and sum(after.values()) >= 24


def test_as_last_week_repeats_tasks_and_duties_that_still_stand():
    anna, _pavel, dev = make.pair()
    task = make.task()
    tuesday, at = DAY + timedelta(days=1), NEXT + timedelta(days=1)
    written(task, "6", day=tuesday, at=MONDAY + timedelta(days=1))
    actions.set_duty_hours(Line(task.engagement, kind="client.talk"), worked_on=tuesday, hours=Decimal(2), by=anna, at=MONDAY + timedelta(days=1))
    for person, hours in ((dev, 6), (anna, 2)):
        week = queries.week_grid(person, NEXT.date(), at, fill="last")
        assert week.rows[0].cells[1].suggested == hours and week.rows[0].cells[1].hours == 0


def test_no_day_is_suggested_beyond_its_norm_and_a_day_off_not_at_all():
    _anna, _pavel, dev = make.pair()
    first, second = make.task(title="Первая"), make.task(title="Вторая")
    for day in (DAY, DAY + timedelta(days=1)):  # Monday the ninth is a day off, Tuesday the tenth is not
        written(first, "6", day=day, at=MONDAY + timedelta(days=1))
        written(second, "7", day=day, at=MONDAY + timedelta(days=1))
    other = make.task(title="Ещё одна")
    written(other, "1.5", day=date(2026, 3, 10), at=NEXT + timedelta(days=1))
    week = queries.week_grid(dev, NEXT.date(), NEXT + timedelta(days=1), fill="last")
    found = {row.line.title: [cell.suggested for cell in row.cells[:2]] for row in week.rows}
    assert found == {"Вторая": [None, Decimal("6.5")], "Ещё одна": [None, None], "Первая": [None, None]}


def test_what_is_said_of_hours_is_written_as_its_reader_writes_numbers():
    _anna, _pavel, dev = make.pair()
    task = make.task()
    written(task, "4.5")
    with pytest.raises(Refused, match="4,5"):
        written(task, "20")
    with pytest.raises(Stale, match="4,5"):
        actions.set_hours(task, worked_on=DAY, hours=Decimal(5), was=Decimal(4), by=dev, at=MONDAY)
    actions.submit_week(dev, week_on=DAY, by=dev, at=MONDAY)
    with pytest.raises(Refused, match="2 мар"):
        actions.set_hours(task, worked_on=DAY, hours=Decimal(5), by=dev, at=MONDAY)


def test_the_norm_knows_absences_part_time_and_the_calendar():
    _anna, _pavel, dev = make.pair()
    NormHours.objects.create(person=dev, starts_on=date(2026, 1, 1), hours=[4, 4, 4, 4, 4, 0, 0])
    Absence.objects.create(person=dev, kind="vacation", starts_on=date(2026, 3, 11), ends_on=date(2026, 3, 12), state="approved", requested_at=MONDAY)
    week = queries.week_grid(dev, date(2026, 3, 9), NEXT + timedelta(days=4))
    assert list(week.norm.values()) == [0, 4, 0, 0, 4, 0, 0]  # Monday the ninth is off by the decree
    assert set(week.away) == {date(2026, 3, 9), date(2026, 3, 11), date(2026, 3, 12)} and [gap[0].day for gap in week.gaps] == [10, 13]


@pytest.mark.parametrize(("zone", "own"), [("Europe/Kaliningrad", DAY), ("", DAY + timedelta(days=1)), ("Asia/Kamchatka", DAY + timedelta(days=1))])
def test_the_day_of_the_grid_is_the_one_its_person_works_on(zone, own):
    _anna, _pavel, dev = make.pair()
    dev.zone = zone
    dev.save()
    late = MONDAY.replace(hour=18)  # one in the night of Tuesday where the agency works, eight in the evening of Monday in Kaliningrad
    assert queries.week_grid(dev, DAY, late).today == own


def test_a_day_lacks_no_hours_before_its_working_time_has_begun():
    _anna, _pavel, dev = make.pair()
    tuesday = MONDAY + timedelta(days=1)
    assert [[day.day for day, *_told in queries.week_grid(dev, DAY, at).gaps] for at in (tuesday.replace(hour=1), tuesday.replace(hour=3))] == [[2], [2, 3]]


def test_hours_of_a_day_that_has_come_where_its_person_is_are_written():
    _anna, _pavel, dev = make.pair()
    dev.zone = "Asia/Kamchatka"
    dev.save()
    night = MONDAY.replace(hour=13)  # twenty where the agency works, one in the night of Tuesday in Kamchatka
    assert written(make.task(), "1", day=DAY + timedelta(days=1), at=night).hours == 1


def test_a_desk_too_full_for_the_grid_says_what_is_left_out(monkeypatch):
    monkeypatch.setattr(queries.week, "MOST_ROWS", 2)
    _anna, _pavel, dev = make.pair()
    for n in range(3):
        make.task(title=f"Задача {n}", due_on=DAY + timedelta(days=3 - n))
    week = queries.week_grid(dev, DAY, MONDAY)
    assert ([row.line.title for row in week.rows], week.more) == (["Задача 1", "Задача 2"], 1)
    begun = make.task(title="Начатая", due_on=DAY + timedelta(days=20))
    actions.start_task(begun, by=dev, at=MONDAY)
    week = queries.week_grid(dev, DAY, MONDAY)
    assert ([row.line.title for row in week.rows], week.more) == (["Задача 2", "Начатая"], 2)
    actions.plan_schedule(begun.project, by=_pavel, at=MONDAY)
    week = queries.week_grid(dev, DAY, MONDAY + timedelta(days=4), fill="plan")
    assert (len(week.rows), week.more) == (4, 0), "what is planned in the week is there to be filled"


def test_hours_of_a_duty_are_its_holder_s_and_the_pm_checks_them():
    anna, pavel, dev = make.pair()
    project = make.project()
    line = Line(project.engagement, kind="client.talk")
    actions.set_duty_hours(line, worked_on=DAY, hours=Decimal("1.5"), by=anna, at=MONDAY)
    with pytest.raises(Malformed):
        actions.set_duty_hours(line, worked_on=DAY, hours=Decimal(1), by=pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.set_duty_hours(line, worked_on=DAY, hours=Decimal(1), by=dev, at=MONDAY)
    actions.submit_week(anna, week_on=DAY, by=anna, at=MONDAY)
    (week,) = queries.unchecked_weeks(queries.submitted([project.engagement_id]))
    assert (week.person, week.hours, week.lines[0].task_id) == (anna.name, Decimal("1.50"), None)
    assert actions.check_week(project, week_on=DAY, person=anna, by=pavel, at=MONDAY) == Decimal("1.50")


def test_a_week_that_waits_tells_its_plan_and_its_fact():
    _anna, pavel, dev = make.pair()
    task = make.task(hours="16")
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    written(task, "10")
    actions.submit_week(dev, week_on=DAY, by=dev, at=MONDAY)
    (week,) = queries.unchecked_weeks(queries.submitted([task.engagement_id]))
    assert (week.hours, week.planned, week.lines[0].estimate, week.lines[0].logged) == (10, 16, 16, 10)


def test_what_was_confirmed_may_be_given_back_until_it_is_locked():
    task, pavel, dev = checked_week()
    actions.check_week(task.project, week_on=DAY, person=dev, passed=False, reason="не тот день", by=pavel, at=MONDAY)
    entry = TimeEntry.objects.get()
    assert (entry.state, entry.checked_by, entry.returned_reason) == ("draft", None, "не тот день")
    assert [word.kind for word in queries.words_on(dev, DAY)] == ["returned", "checked"]


def test_checked_weeks_are_locked_and_opened_again_with_a_trace():
    task, pavel, dev = checked_week()
    finance, head = make.person("finance", "finance"), make.person("head", "head")
    with pytest.raises(NotYourDuty):
        actions.lock_weeks(the_agency(), until=date(2026, 3, 8), by=pavel, at=NEXT)
    with pytest.raises(Refused):
        actions.lock_weeks(the_agency(), until=NEXT.date(), by=finance, at=NEXT)
    assert actions.lock_weeks(the_agency(), until=date(2026, 3, 8), by=finance, at=NEXT) == 1
    with pytest.raises(Refused):
        actions.check_week(task.project, week_on=DAY, person=dev, passed=False, reason="поправь", by=pavel, at=NEXT)
    with pytest.raises(NotYourDuty):
        actions.reopen_week(task.engagement, week_on=DAY, person=dev, reason="поправить", by=pavel, at=NEXT)
    with pytest.raises(Refused):
        actions.reopen_week(task.engagement, week_on=DAY, person=dev, reason=" ", by=head, at=NEXT)

    other = make.task(title="Другая задача того же проекта")
    for place in (task, other):
        for day in (DAY, date(2026, 3, 8)):
            with pytest.raises(Refused, match=r"закрыта|locked"):
                written(place, "1", day=day, at=NEXT)
    written(other, "1", day=date(2026, 3, 10), at=NEXT + timedelta(days=1)).delete()  # the week after is open
    assert all(cell.fixed for cell in queries.week_grid(dev, DAY, NEXT).rows[0].cells)

    assert actions.reopen_week(task.engagement, week_on=DAY, person=dev, reason="не тот проект", by=head, at=NEXT) == 8

    assert TimeEntry.objects.get().state == "draft"
    assert list(WeekWord.objects.order_by("pk").values_list("kind", "by__username")) == [("checked", "pavel"), ("locked", "finance"), ("reopened", "head")]
    assert Entry.objects.get(verb="work.week_reopened").facts["reason"] == "не тот проект"
    assert Notice.objects.get(text_verb="work.week_reopened").person == dev
    with pytest.raises(Refused):
        actions.reopen_week(task.engagement, week_on=DAY, person=dev, reason="ещё раз", by=head, at=NEXT)


def test_what_stood_open_when_the_week_was_locked_is_still_corrected():
    task, _pavel, dev = checked_week()
    tuesday, finance = DAY + timedelta(days=1), make.person("finance", "finance")
    written(task, "3", day=tuesday, at=MONDAY + timedelta(days=1))
    actions.lock_weeks(the_agency(), until=date(2026, 3, 8), by=finance, at=NEXT)
    actions.set_hours(task, worked_on=tuesday, hours=Decimal(4), was=Decimal(3), by=dev, at=NEXT)
    assert [str(entry.hours) for entry in TimeEntry.objects.order_by("worked_on")] == ["8.00", "4.00"]
    with pytest.raises(Refused, match=r"закрыта|locked"):
        actions.set_hours(task, worked_on=tuesday + timedelta(days=1), hours=Decimal(1), by=dev, at=NEXT)


def test_a_week_locked_up_to_a_day_takes_hours_of_the_days_after_it():
    task, _pavel, _dev = checked_week()
    thursday = MONDAY + timedelta(days=3)
    actions.lock_weeks(the_agency(), until=DAY, by=make.person("finance", "finance"), at=thursday)
    assert written(task, "2", day=thursday.date(), at=thursday).state == "draft"


def test_weeks_that_are_agreed_are_read_by_pages_and_by_person():
    task, pavel, dev = checked_week()
    anna = make.person("anna", "am")
    actions.set_duty_hours(Line(task.engagement, kind="client.talk"), worked_on=DAY, hours=Decimal(2), by=anna, at=MONDAY)
    actions.submit_week(anna, week_on=DAY, by=anna, at=MONDAY)
    actions.check_week(task.project, week_on=DAY, person=anna, by=pavel, at=MONDAY)
    weeks = queries.agreed_weeks(pavel, NEXT, DAY)
    assert [key for key, _name in queries.people_of(weeks)] == [one.pk for one in sorted((anna, dev), key=lambda one: one.name)]
    pages = [queries.weeks_on_page(weeks, page=page, most=1) for page in ("1", "2", "no such page")]
    assert [page.paginator.count for page in pages] == [2, 2, 2] and len({page[0].person_id for page in pages[:2]}) == 2


def test_the_clock_locks_what_is_two_weeks_old():
    checked_week()
    for days, state in ((19, "checked"), (21, "locked")):
        until = queries.locked_until(DAY + timedelta(days=days))
        with suppress(Refused):
            actions.lock_weeks(the_agency(), until=until, by=system(), at=MONDAY + timedelta(days=days))
        assert TimeEntry.objects.get().state == state


def remind(at) -> list[tuple[str, str]]:
    actions.remind_of_hours(the_agency(), by=system(), at=at)
    return list(Notice.objects.filter(made_at=at).order_by("pk").values_list("person__username", "text_verb"))


@time_machine.travel(MONDAY)  # days of this year are told without it
def test_lacking_hours_are_told_once_in_working_time_and_never_on_leave():
    _anna, _pavel, dev = make.pair()
    written(make.task(), "2")
    tuesday = MONDAY + timedelta(days=1)
    assert remind(tuesday.replace(hour=0)) == []  # seven in the morning in Krasnoyarsk
    assert remind(tuesday.replace(hour=4)) == [("dev", "work.hours_lacking")]
    assert remind(tuesday.replace(hour=5)) == []
    word = Notice.objects.get(text_verb="work.hours_lacking")
    assert word.facts["title"] == "2 мар: 2 из 8" and word.url.endswith("day=2026-03-02&fill=plan")
    Absence.objects.create(person=dev, kind="vacation", starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 4), state="approved", requested_at=MONDAY)
    assert remind(tuesday.replace(day=4, hour=4)) == []
    dev.zone = "Europe/Moscow"
    dev.save()
    assert remind(tuesday.replace(day=5, hour=4)) == []  # seven in the morning in Moscow
    assert ("dev", "work.hours_lacking") in remind(tuesday.replace(day=5, hour=8))


def test_whatever_the_hour_nobody_is_reminded_outside_of_their_own_working_time():
    _anna, pavel, dev = make.pair()
    vera, gleb = (make.person(login, "specialist") for login in ("vera", "gleb"))
    for person, zone in ((dev, "Europe/Kaliningrad"), (vera, "Asia/Kamchatka"), (pavel, "")):
        person.zone = zone
        person.save()
    NormHours.objects.create(person=gleb, starts_on=date(2026, 1, 1), hours=[4, 0, 4, 0, 4, 0, 0])
    Absence.objects.create(person=vera, kind="vacation", starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 6), state="approved", requested_at=MONDAY)
    for login in ("dev", "vera", "gleb"):
        written(make.task(assignee=login), "2")
        actions.submit_week(make.person(login, "specialist"), week_on=DAY, by=make.person(login, "specialist"), at=MONDAY)
    off = {date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 9)}
    seen = set()
    for days, n in product((1, 2, 5, 7, 8), range(24)):  # a working day, one of the leave, a Saturday, a holiday, the day after it
        at = MONDAY + timedelta(days=days, hours=n)
        for login, verb in remind(at):
            person = make.person(login, "specialist")
            own = at.astimezone(ZoneInfo(zone_of(person)))
            assert 9 <= own.hour < 18 and own.hour != 13 and own.date() not in off, (login, own)
            assert login != "vera" or own.date() not in {date(2026, 3, day) for day in (4, 5, 6)}
            assert login != "gleb" or (own.weekday() in (0, 2, 4) and own.hour < 13)
            seen.add((login, verb))
    assert seen >= {("dev", "work.hours_lacking"), ("vera", "work.hours_lacking"), ("gleb", "work.hours_lacking"), ("pavel", "work.weeks_wait")}


def test_looking_whose_hours_are_lacking_costs_the_same_for_few_and_many(monkeypatch):
    make.pair()
    written(make.task(), "2")
    monkeypatch.setattr(jobs.timezone, "now", lambda: MONDAY + timedelta(days=1, hours=-8))  # in the night: everybody is looked at, nobody is told

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert jobs.remind_of_hours() == 0
        return len(asked)

    few = cost()
    for n in range(6):
        make.task(assignee=make.person(f"p{n}", "specialist").username)
    assert cost() == few


def test_a_week_not_handed_in_and_one_not_checked_are_told():
    _anna, _pavel, dev = make.pair()
    task = make.task()
    for n in range(5):
        written(task, "8", day=DAY + timedelta(days=n), at=MONDAY + timedelta(days=n))
    at = MONDAY + timedelta(days=8, hours=1)
    assert remind(at) == [("dev", "work.week_open")]
    actions.submit_week(dev, week_on=DAY, by=dev, at=at)
    later = at + timedelta(days=3)
    assert ("pavel", "work.weeks_wait") in remind(later) and remind(later + timedelta(hours=1)) == []


def unread() -> set[tuple[str, str]]:
    return set(Notice.objects.filter(read_at=None, text_verb__in=("work.hours_lacking", "work.week_open", "work.weeks_wait"))
               .values_list("person__username", "text_verb"))  # fmt: skip


def test_a_reminder_is_read_once_there_is_no_cause_for_it():
    _anna, pavel, dev = make.pair()
    task = make.task(hours="40")
    written(task, "2")
    tuesday = MONDAY + timedelta(days=1, hours=-1)
    remind(tuesday)
    assert unread() == {("dev", "work.hours_lacking")}
    written(task, "1", at=tuesday)
    assert unread(), "three of eight is still too little"
    written(task, "5", at=tuesday)
    assert not unread()

    monday = MONDAY + timedelta(days=8, hours=1)
    remind(monday)
    assert ("dev", "work.week_open") in unread()
    actions.submit_week(dev, week_on=DAY, by=dev, at=monday)
    assert unread() == set()

    remind(monday + timedelta(days=3))
    assert ("pavel", "work.weeks_wait") in unread()
    actions.check_week(task.project, week_on=DAY, person=dev, by=pavel, at=monday + timedelta(days=3, hours=1))
    assert ("pavel", "work.weeks_wait") not in unread()


def test_reminders_are_off_by_a_norm():
    make.pair()
    written(make.task(), "2")
    head = make.person("head", "head")
    off = Norms(**{**vars(queries.norms_on(DAY)), "reminds": False})
    actions.set_hours_norms(the_agency(), starts_on=DAY, norms=off, by=head, at=MONDAY)
    assert remind(MONDAY + timedelta(days=1, hours=2)) == []


def test_norms_are_kept_by_date_by_whoever_keeps_hours():
    make.pair()
    agency()
    head, pavel = make.person("head", "head"), make.person("pavel", "pm")
    norms = Norms(**{**vars(queries.norms_on(DAY)), "step_minutes": 5})
    with pytest.raises(NotYourDuty):
        actions.set_hours_norms(the_agency(), starts_on=DAY, norms=norms, by=pavel, at=MONDAY)
    actions.set_hours_norms(the_agency(), starts_on=DAY + timedelta(days=1), norms=norms, by=head, at=MONDAY)
    assert (queries.norms_on(DAY).step_minutes, queries.norms_on(DAY + timedelta(days=1)).step_minutes) == (15, 5)
    with pytest.raises(Refused):
        actions.set_hours_norms(the_agency(), starts_on=DAY + timedelta(days=1), norms=norms, by=head, at=MONDAY)
    assert HoursNorms.objects.count() == 1


def early_week(person, kind: str, *, client: str = "ООО Лид"):
    """Let the person hand in two hours of a duty on a lead of theirs, which has no project."""
    place = engagement("Лид", company=client, am=person)
    actions.set_duty_hours(Line(place, kind=kind), worked_on=DAY, hours=Decimal(2), by=person, at=MONDAY)
    actions.submit_week(person, week_on=DAY, by=person, at=MONDAY)
    return place


def test_hours_before_a_project_are_checked_by_whoever_leads_and_theirs_by_the_head():
    anna, pavel, _dev = make.pair()
    head = make.person("head", "head")
    place = early_week(anna, "client.talk")
    assert [[week.person for week in queries.unchecked_weeks(queries.waits_for(who, MONDAY))] for who in (anna, pavel, head)] == [[], [], [anna.name]]
    with pytest.raises(NotYourDuty):
        actions.check_early_week(place, week_on=DAY, person=anna, by=pavel, at=MONDAY)
    with pytest.raises(Refused):
        actions.check_early_week(place, week_on=DAY, person=anna, by=anna, at=MONDAY)

    assert actions.check_early_week(place, week_on=DAY, person=anna, by=head, at=MONDAY) == 2

    assert WeekWord.objects.values_list("engagement", "kind", "by__username").get() == (place.pk, "checked", "head")
    head_hours = actions.set_duty_hours(Line(place, kind="offer.present"), worked_on=DAY, hours=Decimal(1), by=head, at=MONDAY)
    assert head_hours is not None
    actions.submit_week(head, week_on=DAY, by=head, at=MONDAY)
    assert [week.person for week in queries.unchecked_weeks(queries.waits_for(anna, MONDAY))] == [head.name]
    assert actions.check_early_week(place, week_on=DAY, person=head, passed=False, reason="не тот день", by=anna, at=MONDAY) == 1


def test_once_there_is_a_project_its_pm_checks_what_was_written_before():
    anna, pavel, _dev = make.pair()
    project = make.project()
    actions.set_duty_hours(Line(project.engagement, kind="client.talk"), worked_on=DAY, hours=Decimal(2), by=anna, at=MONDAY)
    actions.submit_week(anna, week_on=DAY, by=anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.check_early_week(project.engagement, week_on=DAY, person=anna, by=make.person("head", "head"), at=MONDAY)
    assert [week.place for week in queries.unchecked_weeks(queries.waits_for(pavel, MONDAY))] == [project.title]


def test_those_who_check_before_a_project_are_reminded():
    anna, _pavel, _dev = make.pair()
    make.person("head", "head")
    early_week(anna, "client.talk")
    assert ("head", "work.weeks_wait") in remind(MONDAY + timedelta(days=4, hours=2))


def test_the_pm_does_not_confirm_their_own_hours_the_head_does():
    _anna, pavel, _dev = make.pair()
    head, project = make.person("head", "head"), make.project()
    actions.set_duty_hours(Line(project.engagement, kind="project.plan"), worked_on=DAY, hours=Decimal(1), by=pavel, at=MONDAY)
    actions.submit_week(pavel, week_on=DAY, by=pavel, at=MONDAY)
    assert [queries.waits_for(who, MONDAY).count() for who in (pavel, head)] == [0, 1]
    with pytest.raises(Refused):
        actions.check_week(project, week_on=DAY, person=pavel, by=pavel, at=MONDAY)
    assert actions.check_week(project, week_on=DAY, person=pavel, by=head, at=MONDAY) == 1
