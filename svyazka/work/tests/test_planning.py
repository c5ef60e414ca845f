"""A project is planned from all that the tables hold: what people do elsewhere, shares, three points, kinds of waiting; little moves."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from svyazka.journal.models import Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.people.models import Absence, Specialism
from svyazka.people.queries import today
from svyazka.projects.models import ScheduledTask, Stage
from svyazka.projects.solver import Dependency, Kind, ThreePoint
from svyazka.projects.solver.oracle import wrong_with
from svyazka.roles.tests.make import bearer
from svyazka.work import actions
from svyazka.work.jobs import explain_schedule
from svyazka.work.models import Levelling, ProjectShare, Task, TaskDependency
from svyazka.work.queries.agenda import desk_of
from svyazka.work.queries.told import told_clash, told_moves, told_offers
from svyazka.work.steps.plans import solved
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


@pytest.fixture
def people():
    return make.pair()


def at_work(task: Task) -> tuple[datetime, datetime]:
    """Return where the last schedule has the task."""
    return ScheduledTask.objects.filter(task_id=task.pk).order_by("-pk").values_list("starts_at", "ends_at")[0]


def plan(project, pavel, at=MONDAY, **more):
    return actions.plan_schedule(project, by=pavel, at=at, **more)


# ---- what goes in -------------------------------------------------------------------------------------------------
def test_tables_become_an_agenda_with_all_that_a_plan_needs(people):
    _anna, pavel, dev = people
    dev.specialisms.add(Specialism.objects.get_or_create(code="dev", defaults={"name": "Разработка"})[0])
    first = make.task(hours="6", best_hours=Decimal(4), worst_hours=Decimal(12))
    begun, then = make.task(first.project, title="Шапка"), make.task(first.project, title="Подвал", due_on=date(2026, 3, 20))
    TaskDependency.objects.create(task=then, after=first, kind="SS", lag_hours=Decimal(4))
    actions.pin_task(then, not_before=date(2026, 3, 10), by=pavel, at=MONDAY)
    actions.start_task(begun, by=dev, at=MONDAY)
    actions.log_time(begun, worked_on=DAY - timedelta(days=1), hours=Decimal(3), by=dev, at=MONDAY)
    actions.log_time(begun, worked_on=DAY, hours=Decimal(1), by=dev, at=MONDAY)  # of today: the plan begins with the morning
    actions.give_share(first.project, person="dev", percent=50, starts_on=DAY, by=pavel, at=MONDAY)
    Absence.objects.create(person=dev, kind="vacation", starts_on=date(2026, 3, 12), ends_on=date(2026, 3, 13), state="approved", requested_at=MONDAY)

    desk = desk_of([first.project], MONDAY)
    agenda, stage = desk.agenda, Stage.objects.get()

    assert agenda.task[first.pk].hours == ThreePoint(Decimal(4), Decimal(6), Decimal(12))
    assert (agenda.task[begun.pk].began_at, agenda.task[begun.pk].hours) == (MONDAY, Decimal(5))
    assert (agenda.task[then.pk].due_on, today(agenda.task[then.pk].not_before)) == (date(2026, 3, 20), date(2026, 3, 10))
    assert agenda.task[-stage.pk].due_on == stage.promised_on
    assert Dependency(first.pk, then.pk, Kind.START_START, Decimal(4)) in agenda.dependencies
    assert [(share.person, share.percent) for share in agenda.shares] == [(dev.pk, 50)]
    (worker,) = agenda.workers
    assert worker.specialisms == {"dev"} and date(2026, 3, 12) in worker.window.days_off
    assert wrong_with(agenda, solved(desk)) == []


def test_what_is_done_stays_and_what_is_in_the_backlog_is_not_planned(people):
    _anna, pavel, dev = people
    done, queued = make.task(), make.task(title="Потом")
    actions.finish_task(done, by=dev, at=MONDAY)
    actions.check_task(done, by=pavel, at=MONDAY)
    actions.queue_task(queued, to="backlog", by=pavel, at=MONDAY)

    desk = desk_of([done.project], MONDAY)

    assert list(desk.rows) == [done.pk] and desk.agenda.task[done.pk].done == (MONDAY, MONDAY)
    assert desk_of([done.project], MONDAY, whole=False).rows == {}


def test_a_task_moved_by_hand_begins_where_it_was_moved(people):
    pavel, task = people[1], make.task()
    Levelling.objects.create(task=task, starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 22), moved_by=pavel, moved_at=MONDAY)

    plan(task.project, pavel)

    assert today(at_work(task)[0]) == date(2026, 3, 16)


# ---- other projects -----------------------------------------------------------------------------------------------
def test_work_in_another_project_stays_and_this_one_begins_after_it_and_says_so(people):
    _anna, pavel, _dev = people
    there, here = make.task(hours="16"), make.task(make.project(title="Сайт порта"), title="Макет", hours="8")
    plan(there.project, pavel)
    plan(here.project, pavel)
    assert at_work(here)[0] == at_work(there)[1]
    urgent = make.task(there.project, title="Срочно", hours="40")
    actions.level_task(urgent, week_on=DAY, by=pavel, at=MONDAY)

    again = plan(here.project, pavel)

    (move,) = told_moves(again.moves, pavel, MONDAY)
    assert today(at_work(here)[0]) == date(2026, 3, 10) and move.days > 0  # forty hours on, the 9th is no working day
    assert "Денис" in move.why[0] and "Срочно" in move.why[0]
    assert "Срочно" not in told_moves(again.moves, make.person("kira", "specialist"), MONDAY)[0].why[0]


def test_what_is_begun_elsewhere_takes_the_person_from_when_it_goes_on_not_since_it_began(people):
    _anna, pavel, dev = people
    there, first = make.task(hours="8"), make.task(make.project(title="Сайт порта"), title="Макет", hours="8")
    for task in (there, first):
        actions.start_task(Task.objects.get(pk=task.pk), by=dev, at=MONDAY)
    plan(first.project, pavel)
    plan(there.project, pavel)
    assert at_work(there)[0] == MONDAY

    again = plan(first.project, pavel, MONDAY + timedelta(minutes=5))

    assert (today(at_work(first)[1]), today(at_work(there)[1])) == (date(2026, 3, 3), date(2026, 3, 4))
    assert again.moves == []


def test_a_share_is_a_desk_of_its_own_beside_what_is_done_elsewhere(people):
    pavel = people[1]
    there, here = make.task(hours="40"), make.task(make.project(title="Сайт порта"), title="Макет", hours="8")
    plan(there.project, pavel)
    actions.give_share(here.project, person="dev", percent=50, starts_on=DAY, by=pavel, at=MONDAY)

    plan(here.project, pavel)

    assert at_work(here)[0] == MONDAY and today(at_work(here)[1]) == date(2026, 3, 4)  # sixteen hours at half speed


# ---- stability ----------------------------------------------------------------------------------------------------
def test_what_began_this_evening_ends_after_it_began(people):
    _anna, pavel, dev = people
    task, evening = make.task(hours="2"), MONDAY + timedelta(hours=9)
    actions.start_task(task, by=dev, at=evening)

    plan(task.project, pavel, evening + timedelta(minutes=10))

    assert at_work(task)[0] == evening and today(at_work(task)[1]) == DAY + timedelta(days=1)


def test_minutes_later_what_stood_in_the_plan_of_today_stays_though_nobody_has_begun_it(people):
    pavel, first = people[1], make.task(hours="8")
    for n in range(4):
        make.task(first.project, title=f"Дальше {n}", hours="8")
    plan(first.project, pavel)
    stood = at_work(first)

    again = plan(first.project, pavel, MONDAY + timedelta(minutes=37))
    tomorrow = plan(first.project, pavel, MONDAY + timedelta(days=1))

    assert again.moves == [] and stood[0] == MONDAY
    assert [move["task_id"] for move in tomorrow.moves] == [first.pk]  # a day later it has not stayed, and moves alone


def test_a_plan_made_again_moves_nothing_and_a_change_moves_what_it_must_and_says_why(people):
    _anna, pavel, _dev = people
    vera = make.person("vera", "specialist", name="Вера")
    first = make.task(hours="8")
    then, apart = make.task(title="Шапка", after=[first.pk], assignee="vera"), make.task(title="Отдельно", assignee="vera", due_on=date(2026, 3, 31))
    one = plan(first.project, pavel)
    stood = at_work(apart)
    assert one.moves == [] and plan(first.project, pavel).moves == []

    actions.change_task(Task.objects.get(pk=first.pk), title="Вёрстка", assignee="dev", estimate_hours=Decimal(24), by=pavel, at=MONDAY)
    again = plan(first.project, pavel)

    moves = {move.task_id: move for move in told_moves(again.moves, pavel, MONDAY)}
    assert at_work(apart) == stood and apart.pk not in moves
    assert set(moves) == {first.pk, then.pk} and vera.name == moves[then.pk].person
    assert "Вёрстка" in moves[then.pk].why[0] and moves[then.pk].days == 2


def test_s6_what_is_done_or_begun_is_not_moved_and_an_absence_moves_the_rest_and_is_named(people):
    _anna, pavel, dev = people
    begun, later = make.task(hours="8"), make.task(title="Шапка", hours="8")
    actions.start_task(begun, by=dev, at=MONDAY)
    plan(begun.project, pavel)
    Absence.objects.create(person=dev, kind="sick", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 6), state="approved", requested_at=MONDAY)

    again = plan(begun.project, pavel, MONDAY + timedelta(minutes=1))

    told = {move.task_id: " ".join(move.why) for move in told_moves(again.moves, pavel, MONDAY)}
    assert at_work(begun)[0] == MONDAY
    assert later.pk in told and ScheduledTask.objects.filter(schedule=again).count() == 2


def test_made_anew_everything_may_move(people):
    pavel, task = people[1], make.task()
    actions.pin_task(task, not_before=date(2026, 3, 10), by=pavel, at=MONDAY)
    first = make.task(task.project, title="После", after=[task.pk])
    plan(task.project, pavel)
    TaskDependency.objects.all().delete()

    plan(task.project, pavel)
    held = at_work(first)
    plan(task.project, pavel, anew=True)

    assert today(held[0]) > date(2026, 3, 9) and at_work(first)[0] == MONDAY


def test_s7_the_same_tables_give_the_same_plan(people):
    task = make.task()
    for n in range(6):
        make.task(task.project, title=f"Ещё {n}", hours=str(3 + n), after=[task.pk] if n % 2 else [])
    desk = desk_of([task.project], MONDAY)

    assert solved(desk) == solved(desk_of([task.project], MONDAY))


def test_s8_a_ring_is_refused_by_the_names_in_it(people):
    pavel, one = people[1], make.task()
    two = make.task(one.project, title="Шапка", after=[one.pk])
    TaskDependency.objects.create(task=one, after=two)

    with pytest.raises(Refused) as refused:
        plan(one.project, pavel)

    assert "Вёрстка" in str(refused.value.reasons[0]) and "Шапка" in str(refused.value.reasons[0])


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Krasnoyarsk"])
def test_s9_the_zone_of_the_reader_moves_no_day(people, client, zone):
    _anna, pavel, _dev = people
    task = make.task(hours="8", due_on=date(2026, 3, 3))
    plan(task.project, pavel)
    Task.objects.filter(pk=task.pk).update(estimate_hours=40)
    plan(task.project, pavel)
    here = days_told(client, task, pavel)

    pavel.zone = zone
    pavel.save(update_fields=["zone"])

    assert days_told(client, task, pavel) == here
    assert here["due_on"] == "2026-03-03" and here["late"] == [("2026-03-03", "2026-03-10")] and here["moves"] == [("2026-03-02", "2026-03-10")]


def days_told(client, task: Task, reader) -> dict:
    """Return every day that the calls tell of the task, its project and its schedule."""
    told = client.get(f"/api/v1/projects/{task.project_id}/schedule", headers=bearer(reader)).json()["schedule"]
    one = client.get(f"/api/v1/tasks/{task.pk}", headers=bearer(reader)).json()
    (stage,) = client.get(f"/api/v1/projects/{task.project_id}", headers=bearer(reader)).json()["stages"]
    return {
        "due_on": one["due_on"], "ends_on": told["ends_on"], "stage": (stage["promised_on"], stage["forecast_on"], stage["drift_days"]),
        "late": [(row["due_on"], row["ends_on"]) for row in told["late"]], "moves": [(row["starts_on"], row["ends_on"]) for row in told["moves"]],
    }  # fmt: skip


def test_s10_the_list_of_what_moved_adds_up_to_how_far_the_plan_is_from_the_first_one(people):
    _anna, pavel, _dev = people
    first = make.task(hours="8")
    make.person("vera", "specialist", name="Вера")
    keys = [first.pk]
    for n in range(5):
        keys.append(make.task(title=f"Шаг {n}", hours=str(4 + 3 * n), after=[keys[-1]] if n % 2 else [first.pk], assignee=("dev", "vera")[n % 2]).pk)
    baseline = plan(first.project, pavel)
    Task.objects.filter(pk=first.pk).update(estimate_hours=30)
    Task.objects.filter(pk=keys[3]).update(estimate_hours=1)

    now = plan(first.project, pavel)

    ends = [{row.task_id: today(row.ends_at) for row in one.tasks.all()} for one in (baseline, now)]
    apart = {key: (ends[1][key] - ends[0][key]).days for key in keys}
    listed = {move.task_id: move.days for move in told_moves(now.moves, pavel, MONDAY)}
    assert baseline.baseline and not now.baseline and sum(listed.values()) == sum(apart.values()) > 0
    assert all(apart[key] == listed.get(key, 0) for key in keys)


# ---- impossible days ----------------------------------------------------------------------------------------------
def test_an_impossible_day_is_explained_by_the_smallest_things_that_clash(people, client):
    _anna, pavel, _dev = people
    task = make.task(hours="80", due_on=date(2026, 3, 6))
    make.task(task.project, title="Не мешает", hours="2")
    kept = plan(task.project, pavel)
    assert kept.clash is None

    assert explain_schedule(kept.pk) == 2

    kept.refresh_from_db()
    told = told_clash(kept.clash, pavel, MONDAY)
    assert len(told) == 2 and all("Вёрстка" in one for one in told) and "80" in " ".join(told)
    answer = client.get(f"/api/v1/projects/{task.project_id}/schedule", headers=bearer(pavel)).json()["schedule"]
    assert len(answer["clash"]) == 2 and answer["late"]
    newer = plan(task.project, pavel)
    assert explain_schedule(kept.pk) == 0 and newer.clash is None


def test_who_could_take_what_is_late_is_of_the_same_specialism_and_sooner(people):
    _anna, pavel, dev = people
    craft = Specialism.objects.get(code="dev")
    for person in (dev, make.person("vera", "specialist", name="Вера")):
        person.specialisms.add(craft)
    make.person("olga", "specialist", name="Ольга").specialisms.add(Specialism.objects.get(code="design"))
    first = make.task(hours="24")
    late = make.task(title="Шапка", hours="16", due_on=date(2026, 3, 4))
    actions.start_task(first, by=dev, at=MONDAY)
    kept = plan(first.project, pavel)

    explain_schedule(kept.pk)

    kept.refresh_from_db()
    (offer,) = told_offers(kept.clash, pavel, MONDAY)
    assert "Шапка" in offer and "Вера" in offer and all("Вера" not in one for one in told_clash(kept.clash, pavel, MONDAY))
    assert ["could", [late.pk, make.person("vera").pk, "2026-03-04"]] in kept.clash


def test_a_stage_that_misses_its_promised_day_is_told_with_its_chain(people):
    pavel, task = people[1], make.task(hours="80")
    Stage.objects.update(promised_on=date(2026, 3, 6))

    kept = plan(task.project, pavel)

    (late,) = kept.late
    assert (late["stage_id"], late["task_id"], late["title"]) == (Stage.objects.get().pk, None, "Каталог")
    assert [link["title"] for link in late["chain"]] == ["Вёрстка"]


# ---- shares -------------------------------------------------------------------------------------------------------
def test_a_share_is_given_ended_and_taken_back_and_the_person_is_told(people):
    _anna, pavel, dev = people
    project = make.project()

    share = actions.give_share(project, person="dev", percent=40, starts_on=DAY, by=pavel, at=MONDAY)
    ahead = actions.give_share(make.project(title="Сайт порта"), person="dev", percent=60, starts_on=date(2026, 4, 1), by=pavel, at=MONDAY)
    assert actions.end_share(share, on=date(2026, 5, 1), by=pavel, at=MONDAY).ends_on == date(2026, 5, 1)
    actions.end_share(ahead, on=DAY, by=pavel, at=MONDAY)

    assert list(ProjectShare.objects.values_list("percent", flat=True)) == [40]
    assert Notice.objects.filter(person=dev, text_verb="work.share_given").count() == 2


@pytest.mark.parametrize(("percent", "starts_on", "ends_on"), [
    (50, DAY, None), (0, DAY, None), (101, DAY, None), (20, date(2026, 3, 1), None), (20, date(2026, 5, 1), date(2026, 5, 1)),
])  # fmt: skip
def test_a_share_that_is_not_given(people, percent, starts_on, ends_on):
    _anna, pavel, _dev = people
    actions.give_share(make.project(), person="dev", percent=60, starts_on=date(2026, 4, 1), by=pavel, at=MONDAY)
    other = make.project(title="Сайт порта")

    with pytest.raises(Refused):
        actions.give_share(other, person="dev", percent=percent, starts_on=starts_on, ends_on=ends_on, by=pavel, at=MONDAY)
    assert ProjectShare.objects.count() == 1


def test_only_whoever_plans_gives_shares(people):
    project = make.project()
    for person in (people[0], people[2]):
        with pytest.raises(NotYourDuty):
            actions.give_share(project, person="dev", percent=40, starts_on=DAY, by=person, at=MONDAY)


# ---- three points -------------------------------------------------------------------------------------------------
def test_three_points_are_set_kept_beside_another_estimate_and_let_go_when_it_leaves_them(people):
    pavel = people[1]
    task = make.task(hours="6", best_hours=Decimal(4), worst_hours=Decimal(12))
    assert task.expected_hours == Decimal("6.67")

    told = {"title": task.title, "assignee": "dev", "by": pavel, "at": MONDAY}
    kept = actions.change_task(task, estimate_hours=Decimal(8), **told)
    assert (kept.best_hours, kept.worst_hours) == (4, 12)
    gone = actions.change_task(task, estimate_hours=Decimal(20), **told)
    assert (gone.best_hours, gone.worst_hours, gone.expected_hours) == (None, None, 20)
    again = actions.change_task(task, estimate_hours=Decimal(20), points=(Decimal(10), Decimal(40)), **told)
    assert (again.best_hours, again.worst_hours) == (10, 40)
    for points in ((Decimal(30), Decimal(40)), (Decimal(1), None)):
        with pytest.raises(Refused):
            actions.change_task(task, estimate_hours=Decimal(20), points=points, **told)
    with pytest.raises(Refused):
        make.task(hours="6", best_hours=Decimal(7), worst_hours=Decimal(12))


def test_the_api_takes_three_points_and_leaves_them_when_they_are_not_named(people, client):
    task = make.task(hours="6")
    send = {"content_type": "application/json", "headers": bearer(people[1]) | {"If-Match": "*"}}
    body = {"title": "Вёрстка", "assignee": "dev", "estimate_hours": "6"}

    set_ = client.put(f"/api/v1/tasks/{task.pk}", body | {"best_hours": "4", "worst_hours": "12"}, **send).json()
    left = client.put(f"/api/v1/tasks/{task.pk}", body, **send).json()
    cleared = client.put(f"/api/v1/tasks/{task.pk}", body | {"best_hours": None, "worst_hours": None}, **send).json()

    assert [(one["best_hours"], one["worst_hours"]) for one in (set_, left, cleared)] == [("4", "12"), ("4", "12"), (None, None)]
    assert client.put(f"/api/v1/tasks/{task.pk}", body | {"best_hours": "7", "worst_hours": "8"}, **send).status_code == 409
