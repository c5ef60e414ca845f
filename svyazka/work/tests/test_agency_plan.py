"""All projects are planned together: a plan at once, better ones while somebody looks, accepted by whoever has the duty."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from multiprocessing import active_children
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.tests.days import this_day
from svyazka.people.queries import system, the_agency
from svyazka.projects.models import Project, Schedule, ScheduledTask
from svyazka.projects.solver.oracle import wrong_with
from svyazka.roles.tests.make import bearer
from svyazka.work import actions
from svyazka.work.jobs import improve_plan
from svyazka.work.models import AgencyPlan, PlanLook, PlanningNorms, ProjectWeight
from svyazka.work.queries.agenda import desk_of
from svyazka.work.queries.planning import plan_norms_on, planned_projects
from svyazka.work.queries.told import told_moves
from svyazka.work.queries.whole import lanes_of, lines_of
from svyazka.work.rules.agency_plan import gained
from svyazka.work.rules.planning import PlanNorms
from svyazka.work.steps.plans import solved
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


@pytest.fixture
def head():
    make.pair()
    return make.person("head", "head", name="Ольга")


@pytest.fixture
def two(head) -> tuple[Project, Project]:
    """Two projects over one person: the second one is due first."""
    one, other = make.project(), make.project(title="Сайт порта")
    for n in range(3):
        make.task(one, hours="16", title=f"Завод {n}")
        make.task(other, hours="8", title=f"Порт {n}")
    Project.objects.filter(pk=one.pk).update(deadline_on=date(2026, 3, 31))
    Project.objects.filter(pk=other.pk).update(deadline_on=date(2026, 3, 5))
    return one, other


def test_s1_s2_the_plan_of_all_serves_the_project_that_is_due_first_and_breaks_nothing(two, head):
    made = actions.plan_agency(the_agency(), by=head, at=MONDAY)

    desk = desk_of(list(planned_projects()), MONDAY, whole=False, alone=False)
    lines = {line.project.pk: line for line in lines_of(made, MONDAY)}
    assert wrong_with(desk.agenda, solved(desk)) == []
    assert lines[two[1].pk].ends_on < lines[two[0].pk].ends_on and not lines[two[1].pk].missed
    assert (made.now["tasks"], made.now["late"], made.first) == (6, 0, made.now)
    assert len(lanes_of(made, DAY)[1]) == 1 and Entry.objects.filter(verb="work.agency_planned").count() == 1


def test_accepted_it_is_the_schedule_of_every_project_and_planners_are_told(two, head):
    one, other = two
    pavel = make.person("pavel", "pm")
    actions.plan_schedule(one, by=pavel, at=MONDAY)
    actions.plan_schedule(other, by=pavel, at=MONDAY)
    made = actions.plan_agency(the_agency(), anew=True, by=head, at=MONDAY)
    Notice.objects.all().delete()

    kept = actions.accept_agency_plan(made, by=head, at=MONDAY)

    assert {schedule.project_id for schedule in kept} == {one.pk, other.pk} and AgencyPlan.objects.get().accepted_by == head
    ends = {schedule.project_id: schedule.ends_on for schedule in kept}
    assert ends == {int(key): date.fromisoformat(day) for key, day in made.now["ends"].items()}
    rows = ScheduledTask.objects.filter(schedule__in=kept).order_by("starts_at")
    assert all(first.ends_at <= then.starts_at for first, then in pairwise(rows))
    said = Notice.objects.filter(person=pavel, text_verb="work.project_replanned").first()
    assert "задач" in said.facts["note"] and "проект кончается" in said.facts["note"]
    assert told_moves([move for schedule in kept for move in schedule.moves], head, MONDAY)[0].why
    with pytest.raises(Refused):
        actions.accept_agency_plan(made, by=head, at=MONDAY)
    lanes = [lanes_of(one, DAY)[1] for one in (made, AgencyPlan.objects.get())]
    assert [bar.days for bar in lanes[0][0].bars] == [bar.days for bar in lanes[1][0].bars] != [], "accepted, it is told by the schedules"
    again = actions.plan_agency(the_agency(), by=head, at=MONDAY)
    assert again.moves == [] and actions.accept_agency_plan(again, by=head, at=MONDAY) == []


def test_what_is_late_already_is_mended_where_there_is_room_and_a_projects_own_schedule_leaves_it(two, head):
    one, other = two
    pavel = make.person("pavel", "pm")
    Project.objects.update(deadline_on=None)
    actions.plan_schedule(one, by=pavel, at=MONDAY)
    actions.plan_schedule(other, by=pavel, at=MONDAY)
    other.stages.update(promised_on=date(2026, 3, 5))
    actions.weigh_project(other, weight=5, starts_on=DAY, by=head, at=MONDAY)  # six tasks are to move for four days of it
    assert actions.plan_schedule(other, by=pavel, at=MONDAY).moves == []

    made = actions.plan_agency(the_agency(), by=head, at=MONDAY)

    assert made.now["late"] == 0 and made.moves
    assert {schedule.project_id for schedule in actions.accept_agency_plan(made, by=head, at=MONDAY)} == {one.pk, other.pk}


def test_what_is_in_progress_is_accepted_where_the_plan_goes_on_with_it(two, head):
    begun = make.task(two[0], title="Начата", hours="40")
    actions.start_task(begun, by=make.person("dev"), at=MONDAY)
    pavel = make.person("pavel", "pm")
    for project in two:
        actions.plan_schedule(project, by=pavel, at=MONDAY)
    made = actions.plan_agency(the_agency(), by=head, at=MONDAY + timedelta(days=2))

    actions.accept_agency_plan(made, by=head, at=MONDAY + timedelta(days=2))

    ends = {str(key): str(day) for key, day in Schedule.objects.order_by("pk").values_list("project", "ends_on")}
    assert ends == made.now["ends"]


def test_what_changed_since_is_taken_in_when_the_plan_is_accepted(two, head):
    made = actions.plan_agency(the_agency(), by=head, at=MONDAY)
    fresh = make.task(two[0], title="Добавлена потом", hours="4")

    kept = actions.accept_agency_plan(made, by=head, at=MONDAY)

    assert ScheduledTask.objects.filter(schedule__in=kept, task_id=fresh.pk).count() == 1


def test_the_heavier_project_goes_first_from_its_day_on(two, head):
    Project.objects.update(deadline_on=DAY)
    actions.weigh_project(two[0], weight=50, starts_on=DAY, by=head, at=MONDAY)
    actions.weigh_project(two[1], weight=90, starts_on=date(2026, 4, 1), by=head, at=MONDAY)

    made = actions.plan_agency(the_agency(), by=head, at=MONDAY)

    assert made.now["ends"][str(two[0].pk)] < made.now["ends"][str(two[1].pk)]
    assert [line.weight for line in lines_of(made, MONDAY) if line.project == two[0]] == [50]
    for weight, day in ((0, DAY), (101, DAY), (2, DAY - timedelta(days=1))):
        with pytest.raises(Refused):
            actions.weigh_project(two[0], weight=weight, starts_on=day, by=head, at=MONDAY)
    assert ProjectWeight.objects.count() == 2


@pytest.mark.parametrize("who", ["anna", "pavel", "dev"])
def test_who_has_not_the_duty_does_nothing_here(two, head, who):
    person = make.person(who, {"anna": "am", "pavel": "pm", "dev": "specialist"}[who])
    made = actions.plan_agency(the_agency(), by=head, at=MONDAY)
    acts = [lambda: actions.plan_agency(the_agency(), by=person, at=MONDAY), lambda: actions.accept_agency_plan(made, by=person, at=MONDAY),
            lambda: actions.weigh_project(two[0], weight=2, starts_on=DAY, by=person, at=MONDAY)]  # fmt: skip
    for act in acts:
        with pytest.raises(NotYourDuty):
            act()
    assert (AgencyPlan.objects.count(), Schedule.objects.count(), ProjectWeight.objects.count()) == (1, 0, 0)


def test_nothing_to_plan_is_refused(head):
    with pytest.raises(Refused):
        actions.plan_agency(the_agency(), by=head, at=MONDAY)


# ---- the search ---------------------------------------------------------------------------------------------------
def searched(key: int, *, stops: bool = False) -> int:
    """Let the queue search; `stops`: it is told to end at once."""
    return improve_plan(SimpleNamespace(should_abort=lambda: stops), key)


def crowded() -> None:
    """Make projects whose first plan is not the best: what is due soon is short, what is heavy is long."""
    for n in range(4):
        place = make.project(title=f"Сайт {n}")
        for m in range(6):
            make.task(place, hours=str(Decimal(3 + (n * 7 + m * 5) % 11)), title=f"{n}.{m}", due_on=DAY + timedelta(days=2 + (n * 3 + m * 4) % 13))


def test_the_queue_makes_it_better_while_somebody_looks_and_every_plan_is_told(head):
    crowded()
    made = actions.plan_agency(the_agency(), anew=True, by=head, at=timezone.now())
    PlanningNorms.objects.create(starts_on=date(2020, 1, 1), look_seconds=4, idle_seconds=60)

    searched(made.pk)

    made.refresh_from_db()
    look = PlanLook.objects.get()
    assert look.rests_at is not None and (look.looked_ms >= 3000 or look.proved)
    assert made.now["weighted"] <= made.first["weighted"]
    assert sorted(row[0] for row in made.placed if row[0] > 0) == sorted(desk_of(list(planned_projects()), timezone.now(), alone=False).rows)


def test_a_plan_that_got_better_a_moment_ago_is_accepted_and_one_that_made_way_shows_the_newer(client, head, two):
    at = timezone.now()
    made = actions.plan_agency(the_agency(), by=head, at=at)
    client.force_login(head)
    page = client.get("/work/plan/").content.decode()
    assert 'name="_version"' not in page.split("/acceptance/")[1].split("</form>")[0]
    newer = actions.plan_agency(the_agency(), by=head, at=at)

    told = client.post(f"/work/plan/{made.pk}/look/", {"seen": f"{made.pk}-1-False"})

    assert told.status_code == 200 and f"/work/plan/{newer.pk}/acceptance/" in told.content.decode()


def test_a_search_that_was_broken_off_does_not_look_for_ever(client, head, two):
    made = actions.plan_agency(the_agency(), by=head, at=timezone.now() - timedelta(minutes=30))
    client.force_login(head)

    assert 'data-rests="yes"' in client.get("/work/plan/").content.decode()
    assert 'data-rests="yes"' in client.post(f"/work/plan/{made.pk}/look/", {"seen": f"{made.pk}-{made.version}-False"}).content.decode()


def test_nobody_looks_and_the_search_ends(head):
    crowded()
    made = actions.plan_agency(the_agency(), anew=True, by=head, at=timezone.now())
    PlanLook.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    PlanningNorms.objects.create(starts_on=date(2020, 1, 1), look_seconds=60, idle_seconds=5)

    searched(made.pk)

    assert PlanLook.objects.get().looked_ms < 10_000


def test_a_queue_that_stops_ends_the_search_though_somebody_looks(head):
    crowded()
    made = actions.plan_agency(the_agency(), anew=True, by=head, at=timezone.now())
    PlanningNorms.objects.create(starts_on=date(2020, 1, 1), look_seconds=20, idle_seconds=60)

    searched(made.pk, stops=True)

    look = PlanLook.objects.get()
    assert look.looked_ms < 5_000 and look.rests_at is not None and not look.proved and not active_children()


def test_a_plan_that_made_way_or_was_accepted_is_not_searched(two, head):
    made = actions.plan_agency(the_agency(), by=head, at=MONDAY)
    newer = actions.plan_agency(the_agency(), by=head, at=MONDAY)
    assert searched(made.pk) == 0 and AgencyPlan.objects.get() == newer
    actions.accept_agency_plan(newer, by=head, at=MONDAY)
    assert searched(newer.pk) == 0
    with pytest.raises(Refused):
        actions.better_plan(newer, told={"placed": [], "late": [], "moves": [], "now": {}}, by=system(), at=MONDAY)


@pytest.mark.parametrize(("first", "now", "told"), [
    ({"missed": 9, "overdue": 9, "finish": 40, "moved": 3}, {"missed": 6, "overdue": 6, "finish": 60, "moved": 9}, ("late", 3)),
    ({"missed": 9, "overdue": 19, "finish": 40, "moved": 3}, {"missed": 10, "overdue": 12, "finish": 40, "moved": 3}, ("better", 0)),
    ({"missed": 9, "overdue": 9, "finish": 40, "moved": 3}, {"missed": 9, "overdue": 9, "finish": 38, "moved": 9}, ("sooner", 2)),
    ({"missed": 9, "overdue": 9, "finish": 40, "moved": 3}, {"missed": 9, "overdue": 9, "finish": 40, "moved": 1}, ("moved", 2)),
    ({"missed": 9, "overdue": 9, "finish": 40, "moved": 3}, {"missed": 10, "overdue": 10, "finish": 20, "moved": 1}, ("better", 0)),
])  # fmt: skip
def test_in_what_a_plan_is_better(first, now, told):
    assert gained(first, now, better=True) == told
    assert gained(first, first) == ("", 0)


def test_norms_of_planning_hold_from_their_day_on(head):
    norms = PlanNorms(look_seconds=30, idle_seconds=10)
    actions.set_planning_norms(the_agency(), starts_on=date(2026, 4, 1), norms=norms, by=head, at=MONDAY)

    assert (plan_norms_on(date(2026, 3, 31)).look_seconds, plan_norms_on(date(2026, 4, 1))) == (60, norms)
    for bad, day in ((PlanNorms(0, 10), date(2026, 5, 1)), (PlanNorms(30, 1), date(2026, 5, 1)), (norms, date(2026, 4, 1)), (norms, date(2026, 1, 1))):
        with pytest.raises(Refused):
            actions.set_planning_norms(the_agency(), starts_on=day, norms=bad, by=head, at=MONDAY)


# ---- pages and the API --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_teaches_when_empty_and_shows_projects_people_and_moves(client, head, language):
    client.force_login(head)
    client.cookies["django_language"] = language
    word = {"ru": "ничего не меняется", "en": "Nothing changes"}[language]
    assert word in client.get("/work/plan/").content.decode()
    with translation.override(language):
        place = make.project(at=timezone.now())
        make.task(place, hours="400", at=timezone.now())
    assert client.post("/work/plan/new/").status_code == 302

    told = client.get("/work/plan/").content.decode()
    plan = AgencyPlan.objects.get()
    assert "Сайт завода" in told and "Денис" in told and {"ru": "опоздани", "en": "days late"}[language] in told
    fragment = client.post(f"/work/plan/{plan.pk}/look/", {"seen": "other"})
    line = client.post(f"/work/plan/{plan.pk}/look/", {"seen": f"{plan.pk}-{plan.version}-False"})
    assert (fragment.status_code, "X-Part" in fragment, line["X-Part"]) == (200, False, "line")
    assert client.post(f"/work/plan/{plan.pk}/acceptance/").status_code == 302 and Schedule.objects.count() == 1
    assert client.post("/work/plan/norms/", {"starts_on": "2020-01-01", "look_seconds": "5", "idle_seconds": "5"}).status_code == 409
    assert client.post(f"/work/plan/weights/{place.pk}/", {"weight": "3", "starts_on": str(this_day() + timedelta(days=2))}).status_code == 302
    assert ProjectWeight.objects.get().weight == 3
    assert client.get("/work/plan/").content.decode().count("×3") == 2, "a weight to come stands by the project and among the weights"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_project_says_what_moved_and_who_is_given_to_it(client, head, language):
    pavel, at = make.person("pavel", "pm"), timezone.now()
    task = make.task(make.project(at=at), at=at, hours="8")
    actions.plan_schedule(task.project, by=pavel, at=at)
    actions.change_task(task, title="Вёрстка", assignee="dev", estimate_hours=Decimal(80), by=pavel, at=at)
    actions.plan_schedule(task.project, by=pavel, at=at)
    client.force_login(pavel)
    client.cookies["django_language"] = language

    told = client.get(f"/projects/{task.project_id}/").content.decode()
    assert {"ru": "Что сдвинулось и почему", "en": "What moved and why"}[language] in told
    assert {"ru": "идёт дольше, чем планировали", "en": "it takes longer than was planned"}[language] in told
    day = str(this_day() + timedelta(days=2))
    assert client.post(f"/work/projects/{task.project_id}/shares/new/", {"person": "dev", "percent": "40", "starts_on": day}).status_code == 302
    assert "40" in client.get(f"/work/projects/{task.project_id}/shares/").content.decode()
    assert client.post(f"/work/projects/{task.project_id}/shares/new/", {"person": "dev", "percent": "70", "starts_on": day}).status_code == 409
    assert client.get(f"/work/projects/{task.project_id}/schedule-word/").status_code == 200


def test_a_page_of_others_and_the_calls(client, head, two):
    pavel = make.person("pavel", "pm")
    client.force_login(pavel)
    assert client.get("/work/plan/").status_code == 403
    client.logout()
    send = {"content_type": "application/json", "headers": bearer(head)}

    assert client.get("/api/v1/agency-plan", headers=bearer(head)).json() == {"plan": None}
    made = client.post("/api/v1/agency-plans", {}, **send).json()
    looked = client.post(f"/api/v1/agency-plans/{made['id']}/looks", {}, **send).json()
    taken = client.post(f"/api/v1/agency-plans/{made['id']}/acceptance", {}, **send).json()

    assert {line["title"] for line in made["projects"]} == {"Сайт завода", "Сайт порта"} and looked["id"] == made["id"]
    assert len(taken["schedules"]) == 2 and client.get("/api/v1/agency-plan", headers=bearer(pavel)).status_code == 403
    norms = client.post("/api/v1/planning-norms", {"starts_on": "2099-01-01", "look_seconds": 30, "idle_seconds": 10}, **send)
    assert norms.status_code == 201 and client.get("/api/v1/planning-norms", headers=bearer(head)).json()["items"]


def test_the_page_costs_the_same_for_few_and_many(client, head, django_assert_max_num_queries):
    client.force_login(head)
    for n in range(2):
        make.task(make.project(title=f"Сайт {n}", at=timezone.now()), at=timezone.now())
    actions.plan_agency(the_agency(), by=head, at=timezone.now())
    client.get("/work/plan/")
    with CaptureQueriesContext(connection) as few:
        client.get("/work/plan/")
    for n in range(6):
        make.task(make.project(title=f"Ещё {n}", at=timezone.now()), at=timezone.now())
    actions.plan_agency(the_agency(), by=head, at=timezone.now())

    with django_assert_max_num_queries(len(few)):
        client.get("/work/plan/")
