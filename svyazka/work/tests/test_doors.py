"""Doors of the work that are seldom used, each with its story and its refusals; and the days on which work is counted."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from svyazka.clients.steps import move_engagement
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.models import Agency
from svyazka.projects.models import ScheduledTask, Stage
from svyazka.work import actions, queries
from svyazka.work.models import Sprint, Task, TimeEntry
from svyazka.work.rules import ENTRY_MOVES, TASK_MOVES, EntryState, TaskState
from svyazka.work.steps.weeks import turn
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def pair():
    return make.pair()


# ---- looks back, sprints, problems --------------------------------------------------------------------------------


def test_a_look_back_is_closed_once_and_takes_nothing_afterwards(pair):
    anna, pavel, dev = pair
    retro = actions.open_retro(make.task().project, by=pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.close_retro(retro, by=anna, at=MONDAY)
    assert actions.close_retro(retro, by=pavel, at=MONDAY).closed_at == MONDAY

    for act in (
        lambda: actions.close_retro(retro, by=pavel, at=MONDAY),
        lambda: actions.add_card(queries.retros_visible_to(dev, MONDAY).get(), column="stop", text="спешить", by=dev, at=MONDAY),
        lambda: actions.promise_action(retro, text="Шаг", owner="dev", due_on=DAY, by=pavel, at=MONDAY),
    ):
        with pytest.raises(Refused):
            act()
    assert list(Entry.objects.filter(subject_type="work.retro").values_list("verb", flat=True)) == ["work.retro_opened", "work.retro_closed"]


def test_a_running_sprint_takes_more_open_tasks_of_its_project_and_a_closed_one_none(pair):
    anna, pavel, _dev = pair
    project = make.project()
    first, second = make.task(project), make.task(project, title="Шапка", hours="4")
    foreign = make.task(make.project(title="Другой"))
    sprint = actions.start_sprint(project, goal="Каталог", starts_on=DAY, ends_on=DAY, tasks=[first.pk], by=pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.add_to_sprint(sprint, tasks=[second.pk], by=anna, at=MONDAY)
    with pytest.raises(Malformed):
        actions.add_to_sprint(sprint, tasks=[foreign.pk], by=pavel, at=MONDAY)
    Task.objects.filter(pk=second.pk).update(state=TaskState.BACKLOG)
    assert actions.add_to_sprint(sprint, tasks=[second.pk], by=pavel, at=MONDAY).planned_hours == Decimal(12)
    assert Task.objects.get(pk=second.pk).state == "todo"

    actions.close_sprint(sprint, reason="ждали тексты", by=pavel, at=MONDAY)
    for act in (actions.add_to_sprint, actions.close_sprint):
        with pytest.raises(Refused):
            act(sprint, by=pavel, at=MONDAY, **({"tasks": [first.pk]} if act is actions.add_to_sprint else {}))
    assert Sprint.objects.get().tasks.count() == 0


def test_a_problem_is_handed_to_somebody_of_the_agency(pair):
    anna, pavel, dev = pair
    problem = actions.raise_problem(make.task().engagement, kind="scope", text="больше страниц", by=dev, at=MONDAY)
    with pytest.raises(Malformed):
        actions.hand_problem(problem, owner="nobody", by=anna, at=MONDAY)
    assert actions.hand_problem(problem, owner="pavel", by=anna, at=MONDAY).owner == pavel
    assert pavel.notices.filter(text_verb="work.problem_raised").count() == 1


# ---- hours --------------------------------------------------------------------------------------------------------


def test_hours_of_a_day_are_set_by_a_program(client, pair):
    _anna, pavel, dev = pair
    now = timezone.now()
    task = make.task(make.project(at=now - timedelta(days=2)), at=now)
    address, told = f"/api/v1/tasks/{task.pk}/hours", {"on": str((now - timedelta(hours=1)).date()), "hours": "5"}
    client.force_login(dev)
    assert client.put(address, told, content_type="application/json").json()["hours"] == "5"
    assert client.put(address, told | {"hours": "7.5"}, content_type="application/json").status_code == 200
    assert TimeEntry.objects.get().hours == Decimal("7.5")
    for wrong, status in (({"hours": "25"}, 409), ({"hours": "NaN"}, 422), ({"on": "1999-01-04"}, 409), ({"hours": "-1"}, 422)):
        assert client.put(address, told | wrong, content_type="application/json").status_code == status, wrong
    assert client.put(address, told | {"hours": "0"}, content_type="application/json").status_code == 200
    assert not TimeEntry.objects.exists()
    client.force_login(pavel)
    assert client.put(address, told, content_type="application/json").status_code == 403


@pytest.mark.parametrize("act", [actions.log_time, actions.set_hours])
@pytest.mark.parametrize("day", [date(1999, 1, 4), DAY - timedelta(days=2)])
def test_no_hours_are_older_than_the_project(pair, act, day):
    with pytest.raises(Refused, match=r"2 мар"):
        act(make.task(), worked_on=day, hours=Decimal(1), by=pair[2], at=MONDAY)
    assert act(Task.objects.get(), worked_on=DAY - timedelta(days=1), hours=Decimal(1), by=pair[2], at=MONDAY)


def test_no_hours_are_older_than_a_quarter(pair):
    task, later = make.task(), MONDAY + timedelta(days=200)
    with pytest.raises(Refused, match="92"):
        actions.log_time(task, worked_on=DAY, hours=Decimal(1), by=pair[2], at=later)
    assert actions.log_time(task, worked_on=DAY, hours=Decimal(1), by=pair[2], at=MONDAY + timedelta(days=92))


@pytest.mark.parametrize("state", [EntryState.DRAFT, EntryState.SUBMITTED, EntryState.CHECKED, EntryState.LOCKED])
def test_hours_move_only_along_their_table(pair, state):
    _anna, pavel, dev = pair
    task = make.task()
    entry = actions.log_time(task, worked_on=DAY, hours=Decimal(5), by=dev, at=MONDAY)
    checked = {"checked_by": pavel, "checked_at": MONDAY} if state in ("checked", "locked") else {}
    TimeEntry.objects.update(state=state, **checked)
    acts = {
        EntryState.SUBMITTED: lambda: actions.submit_week(dev, week_on=DAY, by=dev, at=MONDAY),
        EntryState.CHECKED: lambda: actions.check_week(task.project, week_on=DAY, person=dev, by=pavel, at=MONDAY),
        EntryState.DRAFT: lambda: actions.check_week(task.project, week_on=DAY, person=dev, passed=False, reason="уточни", by=pavel, at=MONDAY),
    }
    for to, act in acts.items():
        if to in ENTRY_MOVES[state]:
            continue
        with pytest.raises(Refused):
            act()
        with pytest.raises(Refused):
            turn(TimeEntry.objects.all(), to)
        entry.refresh_from_db()
        assert entry.state == state, to


TASK_WAYS = {"todo": (), "doing": ("start",), "review": ("start", "finish"), "done": ("start", "finish", "pass")}
MEANS = {"start": TaskState.DOING, "finish": TaskState.REVIEW, "pass": TaskState.DONE}


def do(pair, task, event: str) -> None:
    _anna, pavel, dev = pair
    if event == "pass":
        actions.check_task(task, by=pavel, at=MONDAY)
    else:
        {"start": actions.start_task, "finish": actions.finish_task}[event](task, by=dev, at=MONDAY)


@pytest.mark.parametrize(("event", "state"), [
    (event, state) for event, to in MEANS.items() for state in TASK_WAYS if to not in TASK_MOVES[state] or (event, state) == ("start", "review")
])  # fmt: skip
def test_no_task_moves_in_a_state_that_the_table_does_not_name(pair, event, state):
    task = make.task()
    for step in TASK_WAYS[state]:
        do(pair, task, step)
    with pytest.raises(Refused):
        do(pair, task, event)
    task.refresh_from_db()
    assert task.state == state


def test_a_closed_engagement_takes_no_task(pair):
    project = make.project()
    task = make.task(project)
    move_engagement(project.engagement, "done", at=MONDAY)
    with pytest.raises(Refused):
        make.task(project, title="Ещё")
    with pytest.raises(Refused):
        actions.change_task(task, title="Иначе", assignee="dev", estimate_hours=Decimal(1), by=pair[1], at=MONDAY)


# ---- the day is the agency's --------------------------------------------------------------------------------------


def test_monday_morning_in_vladivostok_belongs_to_its_own_week(pair):
    Agency.objects.update(zone="Asia/Vladivostok")
    _anna, pavel, dev = pair
    task = make.task()
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    morning = datetime(2026, 3, 15, 23, tzinfo=UTC)  # Monday, the 16th, nine o'clock in Vladivostok
    ScheduledTask.objects.update(starts_at=morning, ends_at=morning + timedelta(hours=1))

    load = queries.planned_weeks([dev.pk], DAY, 3)[dev.pk]

    assert {week: hours for week, hours in load.items() if hours} == {date(2026, 3, 16): Decimal("8.00")}


def test_a_stage_that_ends_on_the_morning_after_is_late_by_the_agency_s_day(pair):
    Agency.objects.update(zone="Asia/Vladivostok")
    _anna, pavel, _dev = pair
    at = datetime(2026, 3, 16, 22, tzinfo=UTC)  # Tuesday, the 17th, eight o'clock there; by the clock of Greenwich still Monday
    task = make.task(hours="0.5")
    Stage.objects.update(promised_on=date(2026, 3, 16))

    actions.plan_schedule(task.project, by=pavel, at=at)

    assert task.project.stages.get().drift_cause != ""
