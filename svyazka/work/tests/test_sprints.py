"""Sprints: what people can take, what is carried over and why, the facts of days, the pace."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.worktime import Window
from svyazka.people.models import Absence, NormHours
from svyazka.people.queries import today
from svyazka.work import actions, jobs, queries
from svyazka.work.burnup import draw
from svyazka.work.models import Sprint, SprintDay, TimeEntry
from svyazka.work.rules import Share, part_inside, velocity
from svyazka.work.steps import count_day
from svyazka.work.tests import make

AT, DAY, END = make.MONDAY, date(2026, 3, 2), date(2026, 3, 6)
HOURS = st.decimals(0, 400, places=2)


@given(HOURS, HOURS, HOURS)
def test_a_part_is_never_more_than_the_whole(hours, inside, whole):
    assert 0 <= part_inside(hours, inside=inside, whole=whole) <= hours
    assert part_inside(hours, inside=whole, whole=whole) == hours


@pytest.mark.parametrize(("capacity", "elsewhere", "taken", "free", "over"), [(40, 0, 40, 40, 0), (40, 10, 40, 30, 10), (10, 20, 5, 0, 5), (0, 0, 0, 0, 0)])
def test_over_is_what_is_taken_above_what_is_free(capacity, elsewhere, taken, free, over):
    share = Share(None, Decimal(capacity), Decimal(elsewhere), Decimal(taken))
    assert (share.free, share.over) == (free, over)


def test_the_pace_is_the_median_of_the_last_six_and_says_when_it_is_little_data():
    assert velocity([]).hours is None and not velocity([Decimal(8)] * 2).enough
    told = velocity([Decimal(n) for n in (10, 20, 90, 10, 20, 30, 500)])
    assert (told.hours, told.n, told.enough) == (20, 6, True)


@pytest.mark.django_db
def test_people_take_their_calendar_less_absences_and_other_sprints():
    _anna, pavel, dev = make.pair()
    here, other = make.project(), make.project(title="Другой")
    mine, there = make.task(here, hours="30"), make.task(other, hours="20")
    days = {"starts_on": DAY, "ends_on": END}
    share = lambda: queries.shares([mine], DAY, END, apart_from=here, taken=[mine.pk])[0]  # noqa: E731
    assert (share().capacity, share().elsewhere, share().over) == (40, 0, 0)

    NormHours.objects.create(person=dev, starts_on=date(2026, 1, 1), hours=[4, 4, 4, 4, 4, 0, 0])
    assert share().capacity == 20
    Absence.objects.create(person=dev, kind="vacation", starts_on=DAY, ends_on=DAY, state="approved", requested_at=AT)
    assert share().capacity == 16
    actions.start_sprint(other, goal="Там", starts_on=DAY, ends_on=END + timedelta(days=7), tasks=[there.pk], by=pavel, at=AT)
    assert share().elsewhere == 10, "half of it: the other week has as many of their hours, for the 9th is a holiday"

    sprint = actions.start_sprint(here, goal="Здесь", tasks=[mine.pk], by=pavel, at=AT, **days)
    assert sprint.planned_hours == 30, "above what they can take is a warning, not a ban"


@pytest.mark.django_db
def test_each_task_is_carried_over_with_its_own_reason_or_the_one_for_all():
    _anna, pavel, _dev = make.pair()
    project = make.project()
    one, two, done = make.task(project), make.task(project, title="Шапка"), make.task(project, title="Подвал")
    sprint = actions.start_sprint(project, goal="Каталог", starts_on=DAY, ends_on=END, tasks=[one.pk, two.pk, done.pk], by=pavel, at=AT)
    done.__class__.objects.filter(pk=done.pk).update(state="done", done_at=AT)
    with pytest.raises(Refused, match="Шапка"):
        actions.close_sprint(sprint, reasons={one.pk: "ждали тексты"}, by=pavel, at=AT)
    with pytest.raises(Malformed):
        actions.close_sprint(sprint, reason="всё", reasons={done.pk: "сделана"}, by=pavel, at=AT)
    closed = actions.close_sprint(sprint, reason="не успели", reasons={one.pk: "ждали тексты"}, by=pavel, at=AT)

    assert dict(closed.carried.values_list("task", "reason")) == {one.pk: "ждали тексты", two.pk: "не успели"}
    told = queries.carried_to([one, two])
    assert told[one.pk][0].sprint == sprint and set(queries.free_tasks(project)) == {one, two}
    assert closed.days.get().done_hours == 8


@pytest.mark.django_db
def test_the_last_count_of_a_day_stands_and_the_job_counts_only_what_runs():
    _anna, pavel, _dev = make.pair()
    project = make.project()
    one, two = make.task(project), make.task(project, title="Шапка", hours="4")
    sprint = actions.start_sprint(project, goal="Каталог", starts_on=DAY, ends_on=END, tasks=[one.pk], by=pavel, at=AT)
    actions.add_to_sprint(sprint, tasks=[two.pk], by=pavel, at=AT + timedelta(days=1))
    one.__class__.objects.filter(pk=one.pk).update(state="done", done_at=AT)
    count_day([sprint], DAY + timedelta(days=1))
    assert list(SprintDay.objects.values_list("scope_hours", "done_hours", "tasks", "done_tasks")) == [(8, 0, 1, 0), (12, 8, 2, 1)]
    assert jobs.count_sprints() == 1 and SprintDay.objects.filter(day=today(timezone.now())).count() == 1
    Sprint.objects.update(state="closed")
    assert jobs.count_sprints() == 0

    drawing = draw(list(sprint.days.all())[:2], DAY, END, Window(), today=DAY)
    assert drawing.changes == [(DAY + timedelta(days=1), 4)] and drawing.most == 12
    assert drawing.done == "0.0,100.0 200.0,100.0 200.0,37.3 400.0,37.3" and drawing.even.endswith("1000.0,6.0")
    assert draw([], DAY, END, Window(), today=DAY) is None


@pytest.mark.django_db
def test_where_no_task_is_free_no_sprint_is_begun_and_the_api_begins_an_empty_one(client):
    _anna, pavel, _dev = make.pair()
    project = make.project(at=timezone.now())
    client.force_login(pavel)
    page = client.get(f"/work/projects/{project.pk}/sprints/plan/").content.decode()
    assert "Очередь пуста" in page and "Начать спринт" not in page
    made = client.post(f"/api/v1/projects/{project.pk}/sprints", {"goal": "Потом", "starts_on": "2026-03-02", "ends_on": "2026-03-13"}, content_type="application/json")
    assert made.status_code == 201 and made.json()["tasks"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_sprint_is_planned_and_closed_on_its_pages(client, language):
    now, said = timezone.now(), {"Accept-Language": language}
    anna, pavel, _dev = make.pair()
    project = make.project(at=now)
    first, last = str(today(now)), str(today(now) + timedelta(days=4))
    tasks = [make.task(project, title=f"Задача {n}", hours="200", at=now) for n in range(2)]
    client.force_login(anna)
    assert b"disabled" in client.get(f"/work/projects/{project.pk}/sprints/plan/", headers=said).content
    client.force_login(pavel)
    plan = client.get(f"/work/projects/{project.pk}/sprints/plan/?starts_on={first}&ends_on={last}", headers=said).content.decode()
    assert 'data-hours="200.00"' in plan
    body = {"goal": "Каталог", "starts_on": first, "ends_on": last, "tasks": [tasks[0].pk]}
    assert client.post(f"/work/projects/{project.pk}/sprints/start/", body | {"goal": ""}, headers=said).status_code == 422
    assert client.post(f"/work/projects/{project.pk}/sprints/start/", body | {"ends_on": "2020-01-01"}, headers=said).status_code == 409
    empty = client.post(f"/work/projects/{project.pk}/sprints/start/", body | {"tasks": []}, headers=said)
    assert empty.status_code == 422 and {"ru": "Ни одна задача не отмечена", "en": "No task is ticked"}[language] in empty.content.decode()
    assert 'value="Каталог"' in empty.content.decode() and not Sprint.objects.exists()
    told = client.post(f"/work/projects/{project.pk}/sprints/start/", body, headers=said, follow=True).content.decode()
    assert "Денис" in told or "Dev" in told
    sprint = Sprint.objects.get()
    assert client.post(f"/work/sprints/{sprint.pk}/tasks/", {"tasks": ["x"]}, headers=said).status_code == 422
    nothing = client.post(f"/work/sprints/{sprint.pk}/tasks/", {}, headers=said)
    assert nothing.status_code == 422 and {"ru": "Ни одна задача не отмечена", "en": "No task is ticked"}[language] in nothing.content.decode()
    assert client.post(f"/work/sprints/{sprint.pk}/tasks/", {"tasks": [tasks[1].pk]}, headers=said).status_code == 302
    assert client.post(f"/work/sprints/{sprint.pk}/closing/", {}, headers=said).status_code == 409
    late = client.post(f"/work/sprints/{sprint.pk}/closing/", {"reason": "долго писали", "_version": sprint.version - 1}, headers=said)
    sprint.refresh_from_db()
    assert late.status_code == 412 and "долго писали" in late.content.decode() and f'name="_version" value="{sprint.version}"' in late.content.decode()
    assert client.post(f"/work/sprints/{sprint.pk}/closing/", {"reason": "рано", f"reason-{tasks[0].pk}": "тексты"}, headers=said).status_code == 302
    assert set(sprint.carried.values_list("reason", flat=True)) == {"рано", "тексты"}
    assert "тексты" in client.get(f"/work/projects/{project.pk}/sprints/plan/", headers=said).content.decode()


@pytest.mark.django_db
def test_the_plan_costs_the_same_for_few_and_many(client):
    now = timezone.now()
    _anna, pavel, _dev = make.pair()
    project = make.project(at=now)
    client.force_login(pavel)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/work/projects/{project.pk}/sprints/plan/").status_code == 200
        return len(asked)

    make.task(project, at=now)
    cost()  # what a process learns once is learnt
    few = cost()
    for n in range(12):
        make.task(project, title=str(n), at=now)
    assert cost() == few


@pytest.mark.django_db
def test_a_program_reads_the_sprint_with_its_load_and_its_days(client):
    now = timezone.now()
    _anna, pavel, _dev = make.pair()
    project = make.project(at=now)
    task = make.task(project, at=now)
    client.force_login(pavel)
    body = {"goal": "Каталог", "starts_on": str(today(now)), "ends_on": str(today(now) + timedelta(days=4)), "tasks": [task.pk]}
    made = client.post(f"/api/v1/projects/{project.pk}/sprints", body, content_type="application/json").json()
    assert made["load"][0]["person"] == "dev" and made["load"][0]["taken"] == "8"
    assert client.get(f"/api/v1/sprints/{made['id']}").json()["days"][0]["scope_hours"] == "8"
    closing = {"reasons": [{"task": task.pk, "reason": "тексты"}]}
    assert client.post(f"/api/v1/sprints/{made['id']}/closing", closing, content_type="application/json").status_code == 201
    told = client.get(f"/api/v1/projects/{project.pk}/sprints").json()
    assert told["velocity"] == {"hours": "0", "n": 1, "enough": False}
    assert client.get(f"/api/v1/sprints/{made['id']}").json()["carried"] == [{"task": task.pk, "reason": "тексты"}]


@pytest.mark.django_db
def test_a_sprint_takes_of_a_task_what_was_left_of_it_before_its_first_day():
    _anna, pavel, dev = make.pair()
    here, other = make.project(), make.project(title="Другой")
    mine, there, eaten = make.task(here, hours="30"), make.task(other, hours="20"), make.task(here, title="Съедена", hours="4")
    for task, hours, on in ((mine, 23, DAY - timedelta(days=3)), (mine, 2, DAY), (eaten, 6, DAY - timedelta(days=3)), (there, 15, DAY - timedelta(days=3))):
        TimeEntry.objects.create(task=task, engagement=task.engagement, person=dev, worked_on=on, hours=hours, entered_at=AT)
    actions.start_sprint(other, goal="Там", starts_on=DAY, ends_on=END, tasks=[there.pk], by=pavel, at=AT)

    told = queries.shares([mine, eaten], DAY, END, apart_from=here, taken=[mine.pk, eaten.pk])[0]
    assert (told.taken, told.elsewhere) == (7 + 1, 5), "of what has eaten its estimate an hour is left at least"
