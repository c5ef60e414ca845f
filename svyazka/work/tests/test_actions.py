"""The PM sets tasks, the assignee does them, the PM checks; the AM does not set tasks; hours are checked by the week."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.models import Absence
from svyazka.projects.actions import start_project
from svyazka.roles.tests.make import engagement
from svyazka.work import actions, queries
from svyazka.work.models import Task, TimeEntry
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_a_task_walks_from_the_pm_to_the_specialist_and_back():
    _anna, pavel, dev = make.pair()
    task = make.task()
    assert queries.visible_to(dev, MONDAY).get() == task
    assert task.stage.state == "in_work"

    actions.start_task(task, by=dev, at=MONDAY)
    actions.log_time(task, worked_on=DAY, hours=Decimal("6.5"), note="сетка", by=dev, at=MONDAY)
    assert actions.finish_task(task, by=dev, at=MONDAY).state == "review"
    back = actions.check_task(task, passed=False, reason="нет отступов", by=pavel, at=MONDAY)
    assert (back.state, back.returned_reason) == ("doing", "нет отступов")
    actions.finish_task(task, by=dev, at=MONDAY)
    done = actions.check_task(task, by=pavel, at=MONDAY)

    assert (done.state, done.done_at, done.returned_reason) == ("done", MONDAY, "")


def test_the_am_does_not_set_tasks_and_is_told_that_the_pm_does():
    anna, _pavel, _dev = make.pair()
    project = make.project()
    with pytest.raises(NotYourDuty) as refused:
        actions.set_task(project, title="Сделай", stage_id=project.stages.get().pk, assignee="dev",
                         estimate_hours=Decimal(1), by=anna, at=MONDAY)  # fmt: skip

    assert (refused.value.duty, refused.value.held_by) == (
        "task.set",
        ({"login": "pavel", "name": "Павел К.", "seat": "PM"},),
    )
    assert not Task.objects.exists()


def test_one_person_in_both_seats_may():
    anna, _pavel, _dev = make.pair()
    project = start_project(make.contract(am=anna, pm=anna, title="Личный бренд"), by=anna, at=MONDAY)
    set_one = actions.set_task(project, title="Пост", stage_id=project.stages.get().pk, assignee="dev",
                               estimate_hours=Decimal(1), by=anna, at=MONDAY)  # fmt: skip
    assert set_one.assignee.username == "dev"


@pytest.mark.parametrize("wrong", [{"assignee": "nobody"}, {"stage_id": 0}, {"after": [987654]}, {"clause_id": 1}])
def test_unknown_people_stages_and_tasks_are_malformed(wrong):
    make.pair()
    with pytest.raises(Malformed):
        make.task(**wrong)


def test_a_client_s_contact_is_given_no_task():
    make.pair()
    make.person("client", "", kind="contact")
    with pytest.raises(Malformed):
        make.task(assignee="client")


def test_another_project_s_task_does_not_stand_before():
    make.pair()
    other = make.task(make.project(title="Другой"))
    with pytest.raises(Malformed):
        make.task(make.project(), after=[other.pk])


def test_only_the_assignee_does_the_task_and_only_the_pm_checks_it():
    anna, pavel, dev = make.pair()
    task = make.task()
    for act in (actions.start_task, actions.finish_task):
        with pytest.raises(NotYourDuty) as refused:
            act(task, by=pavel, at=MONDAY)
        assert refused.value.held_by[0]["login"] == "dev"
    with pytest.raises(NotYourDuty):
        actions.log_time(task, worked_on=DAY, hours=Decimal(1), by=anna, at=MONDAY)
    actions.finish_task(task, by=dev, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.check_task(task, by=dev, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.check_task(task, by=anna, at=MONDAY)


def test_a_blocked_task_is_not_handed_in_and_the_pm_can_help():
    _anna, pavel, dev = make.pair()
    task = actions.block_task(make.task(), reason="нет текстов", by=dev, at=MONDAY)
    with pytest.raises(Refused):
        actions.finish_task(task, by=dev, at=MONDAY)

    actions.clear_block(task, by=pavel, at=MONDAY)

    assert actions.finish_task(task, by=dev, at=MONDAY).state == "review"


def test_a_ring_of_dependencies_is_refused_by_name():
    _anna, pavel, _dev = make.pair()
    first = make.task(title="Макет")
    second = make.task(title="Вёрстка", after=[first.pk])
    with pytest.raises(Refused) as refused:
        actions.link_task(first, after=[second.pk], by=pavel, at=MONDAY)

    assert "Макет" in str(refused.value) and "Вёрстка" in str(refused.value)


def test_a_day_has_twenty_four_hours():
    _anna, _pavel, dev = make.pair()
    one, other = make.task(), make.task(title="Шапка")
    actions.log_time(one, worked_on=DAY, hours=Decimal(20), by=dev, at=MONDAY)
    with pytest.raises(Refused):
        actions.log_time(other, worked_on=DAY, hours=Decimal("4.25"), by=dev, at=MONDAY)
    with pytest.raises(Refused):
        actions.log_time(other, worked_on=DAY + timedelta(days=32), hours=Decimal(1), by=dev, at=MONDAY)

    actions.log_time(other, worked_on=DAY, hours=Decimal(4), by=dev, at=MONDAY)

    assert queries.hours_of(one.engagement) == Decimal(24)


def test_hours_of_a_week_are_handed_in_confirmed_or_given_back():
    anna, pavel, dev = make.pair()
    task = make.task()
    actions.set_hours(task, worked_on=DAY, hours=Decimal(5), by=dev, at=MONDAY)
    actions.set_hours(task, worked_on=DAY, hours=Decimal("7.5"), by=dev, at=MONDAY)
    with pytest.raises(Refused):
        actions.check_week(task.project, week_on=DAY, person=dev, by=pavel, at=MONDAY)

    actions.submit_week(dev, week_on=DAY, by=dev, at=MONDAY)
    with pytest.raises(Refused):
        actions.set_hours(task, worked_on=DAY, hours=Decimal(8), by=dev, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.check_week(task.project, week_on=DAY, person=dev, by=anna, at=MONDAY)
    actions.check_week(task.project, week_on=DAY, person=dev, passed=False, reason="уточни", by=pavel, at=MONDAY)
    actions.submit_week(dev, week_on=DAY, by=dev, at=MONDAY)
    assert actions.check_week(task.project, week_on=DAY, person=dev, by=pavel, at=MONDAY) == Decimal("7.5")

    entry = TimeEntry.objects.get()
    assert (entry.state, entry.hours, entry.checked_by) == ("checked", Decimal("7.50"), pavel)


def test_the_schedule_keeps_the_first_as_baseline_forecasts_stages_and_loads_weeks():
    _anna, pavel, dev = make.pair()
    project = make.project()
    first = make.task(project, hours="40")
    make.task(project, title="Шапка", hours="8", after=[first.pk])

    one = actions.plan_schedule(project, by=pavel, at=MONDAY)
    Absence.objects.create(person=dev, kind="vacation", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 31),
                           state="approved", requested_at=MONDAY)  # fmt: skip
    two = actions.plan_schedule(project, by=pavel, at=MONDAY)

    stage = project.stages.get()
    assert (one.baseline, two.baseline, two.ends_on > one.ends_on) == (True, False, True)
    assert (stage.forecast_on, stage.drift_cause) == (two.ends_on, "absence")
    assert sum(queries.planned_weeks([dev.pk], DAY, 8)[dev.pk].values()) == Decimal(48)
    assert [late["title"] for late in two.late] == [""] and two.late[0]["chain"][0]["title"] == "Вёрстка"


def test_the_am_does_not_compute_and_an_empty_project_has_nothing_to_compute():
    anna, pavel, _dev = make.pair()
    project = make.project()
    with pytest.raises(NotYourDuty):
        actions.plan_schedule(project, by=anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.plan_schedule(project, by=pavel, at=MONDAY)


def test_a_sprint_carries_over_with_a_reason_and_a_retro_leaves_at_most_three_actions():
    _anna, pavel, dev = make.pair()
    project = make.project()
    task = make.task(project)
    sprint = actions.start_sprint(project, goal="Каталог виден", starts_on=DAY, ends_on=date(2026, 3, 13), tasks=[task.pk],
                                  by=pavel, at=MONDAY)  # fmt: skip
    with pytest.raises(Refused):
        actions.close_sprint(sprint, by=pavel, at=MONDAY)
    closed = actions.close_sprint(sprint, reason="ждали тексты", by=pavel, at=MONDAY)
    assert (closed.state, closed.carried.get().task) == ("closed", task)

    retro = actions.open_retro(project, by=pavel, at=MONDAY)
    actions.add_card(retro, column="stop", text="ставить в чат", by=dev, at=MONDAY)
    for n in range(3):
        actions.promise_action(retro, text=f"Шаг {n}", owner="dev", due_on=date(2026, 3, 20), by=pavel, at=MONDAY)
    with pytest.raises(Refused):
        actions.promise_action(retro, text="Ещё", owner="dev", due_on=date(2026, 3, 20), by=pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.open_retro(project, by=dev, at=MONDAY)
    actions.close_action(retro.actions.first(), outcome="сделано", by=pavel, at=MONDAY)
    assert queries.open_actions(project).count() == 2


@pytest.mark.parametrize(("kind", "owner"), [("client_waits", "anna"), ("scope", "anna"), ("term", "pavel"), ("money", "fin")])
def test_a_problem_is_owned_by_the_seat_that_answers_for_its_kind(kind, owner):
    _anna, _pavel, dev = make.pair()
    make.person("fin", "finance")
    task = make.task()

    problem = actions.raise_problem(task.engagement, kind=kind, text="ждём", by=dev, at=MONDAY)

    assert problem.owner.username == owner


def test_the_steps_of_a_problem_leave_their_moments():
    anna, _pavel, dev = make.pair()
    problem = actions.raise_problem(engagement(am=anna), kind="scope", text="больше страниц", by=dev, at=MONDAY)
    later = MONDAY + timedelta(hours=2)

    actions.step_problem(problem, step="reacted", by=anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.step_problem(problem, step="resolved", by=anna, at=later)
    solved = actions.step_problem(problem, step="resolved", note="доп. соглашение", by=anna, at=later)

    assert (solved.reacted_at, solved.resolved_at) == (MONDAY, later)
    with pytest.raises(NotYourDuty):
        actions.step_problem(problem, step="reacted", by=dev, at=later)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_deadline_of_no_calendar_is_refused_in_words(day):
    make.pair()
    task = make.task()
    with pytest.raises(Refused) as refused:
        actions.plan_schedule(task.project, deadline_on=day, by=make.person("pavel", "pm"), at=MONDAY)
    assert "millennium" in str(refused.value.reasons[0]) or "тысячелет" in str(refused.value.reasons[0])
