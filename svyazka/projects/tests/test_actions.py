"""A project is started by the PM from a signed contract; its promised days move with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from svyazka.clients.steps import move_engagement
from svyazka.deals.models import ContractStage
from svyazka.journal.models import Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.projects.actions import move_promise, note_drift, start_project, stop_project, widen_project
from svyazka.projects.models import Project
from svyazka.projects.queries import drifting, outlook
from svyazka.projects.rules import TAKES_TASKS
from svyazka.projects.steps import move_stage
from svyazka.projects.tests import make
from svyazka.roles.queries.sitting import who_sits
from svyazka.roles.tests.make import MONDAY, person

pytestmark = pytest.mark.django_db


def test_the_pm_starts_the_project_and_it_takes_the_contract_s_stages():
    anna, pavel, _dev = make.pair()
    contract = make.contract(am=anna, pm=pavel, stages=("Каталог", "Запуск"))

    project = start_project(contract, by=pavel, at=MONDAY)

    assert [(s.position, s.title, s.state, s.promised_on) for s in project.stages.all()] == [
        (1, "Каталог", "plan", make.DUE),
        (2, "Запуск", "plan", make.DUE),
    ]
    contract.refresh_from_db()
    contract.engagement.refresh_from_db()
    assert (contract.state, contract.engagement.state) == ("running", "delivery")


def test_whoever_starts_it_takes_the_vacant_seat_of_the_pm():
    anna, pavel, _dev = make.pair()
    project = start_project(make.contract(am=anna), by=pavel, at=MONDAY)

    sits = {row["seat"].code: [who.username for who, _ in row["people"]] for row in who_sits(project.engagement, MONDAY)}
    assert sits["pm"] == ["pavel"]


def test_the_am_does_not_start_it_and_is_told_who_does():
    anna, pavel, _dev = make.pair()
    with pytest.raises(NotYourDuty) as refused:
        start_project(make.contract(am=anna, pm=pavel), by=anna, at=MONDAY)

    assert (refused.value.duty, refused.value.held_by[0]["login"]) == ("project.plan", "pavel")
    assert not Project.objects.exists()


def test_an_unsigned_contract_and_a_second_project_are_refused():
    anna, pavel, _dev = make.pair()
    with pytest.raises(Refused):
        start_project(make.contract(am=anna, pm=pavel, signed=False), by=pavel, at=MONDAY)
    project = make.project(title="Второй")
    with pytest.raises(Refused):
        start_project(project.contract, by=pavel, at=MONDAY)


def test_a_promised_day_moves_with_a_reason_and_the_first_one_stays_in_the_story():
    project = make.project()
    anna, pavel, _dev = make.pair()
    stage = project.stages.get()

    moved = move_promise(stage, promised_on=date(2026, 4, 10), reason="клиент просит", by=pavel, at=MONDAY)

    assert (moved.promised_on, moved.due_on, moved.moves.get().was_on) == (date(2026, 4, 10), make.DUE, make.DUE)
    with pytest.raises(Refused):
        move_promise(stage, promised_on=date(2026, 4, 10), reason=" ", by=pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        move_promise(stage, promised_on=date(2026, 4, 10), reason="сам", by=anna, at=MONDAY)


def test_a_drift_waits_for_the_am_until_something_is_done_about_it():
    project = make.project()
    anna, pavel, _dev = make.pair()
    project.stages.update(forecast_on=make.DUE + timedelta(days=6))
    stage = project.stages.get()
    assert [view.drift for view in drifting(anna, MONDAY)] == [4]

    note_drift(stage, text="позвонила клиенту", by=anna, at=MONDAY)

    assert drifting(anna, MONDAY) == []
    with pytest.raises(NotYourDuty):
        note_drift(stage, text="я", by=pavel, at=MONDAY)


def test_a_stage_on_time_has_no_drift_to_note():
    stage = make.project().stages.get()
    with pytest.raises(Refused):
        note_drift(stage, text="рано", by=person("anna"), at=MONDAY)


def test_the_project_is_done_when_all_its_stages_are_accepted():
    stage = make.project().stages.get()
    for state in ("in_work", "result_ready", "checked", "handed", "on_defence", "remarks", "on_defence", "accepted"):
        move_stage(stage, state, at=MONDAY)

    assert (stage.rounds, stage.accepted_at, Project.objects.get().state) == (1, MONDAY, "done")
    with pytest.raises(Refused):
        move_stage(stage, "in_work", at=MONDAY)


def test_stages_of_an_amendment_are_taken_in():
    project = make.project()
    pavel = person("pavel", "pm")
    with pytest.raises(Refused):
        widen_project(project, by=pavel, at=MONDAY)
    first = project.contract.stages.get()
    type(first).objects.create(contract=project.contract, engagement=project.engagement, position=2, title="Блог",
                               value_kopecks=100, due_on=make.DUE)  # fmt: skip

    widen_project(project, by=pavel, at=MONDAY)

    assert [stage.title for stage in project.stages.all()] == ["Каталог", "Блог"]


def amended(project, title: str = "Блог") -> None:
    ContractStage.objects.create(contract=project.contract, engagement=project.engagement, position=project.contract.stages.count() + 1,
                                 title=title, value_kopecks=100, due_on=make.DUE)  # fmt: skip


def accept_all(project) -> None:
    way = ("plan", "in_work", "result_ready", "checked", "handed", "on_defence", "accepted")
    for stage in project.stages.exclude(state="accepted"):
        for state in way[way.index(stage.state) + 1 :]:
            move_stage(stage, state, at=MONDAY)


def test_a_finished_project_and_its_engagement_go_on_with_the_stages_of_an_amendment():
    project = make.project()
    pavel = person("pavel", "pm")
    accept_all(project)
    move_engagement(project.engagement, "done", at=MONDAY)
    assert Project.objects.get().state == "done"
    amended(project)

    widen_project(project, by=pavel, at=MONDAY)

    project = Project.objects.select_related("engagement").get()
    assert (project.state, project.done_at, project.engagement.state, project.engagement.closed_at) == ("running", None, "delivery", None)
    blog = project.stages.get(title="Блог")
    assert blog.state in TAKES_TASKS
    accept_all(project)
    assert Project.objects.get().state == "done"


def test_a_stopped_project_ends_its_contract_and_its_engagement_and_takes_nothing_in():
    project = make.project()
    anna, pavel, head = person("anna"), person("pavel", "pm"), person("head", "head")
    with pytest.raises(NotYourDuty):
        stop_project(project, reason="клиент закрылся", by=pavel, at=MONDAY)
    with pytest.raises(Refused):
        stop_project(project, reason=" ", by=anna, at=MONDAY)

    stopped = stop_project(project, reason="клиент закрылся", by=head, at=MONDAY)

    contract = type(project.contract).objects.select_related("engagement").get()
    assert (stopped.state, stopped.done_at, contract.state, contract.engagement.state) == ("stopped", MONDAY, "terminated", "lost")
    assert Notice.objects.get(person=pavel, text_verb="projects.stopped").facts["title"] == project.title
    amended(project)
    for write in (
        lambda: widen_project(project, by=pavel, at=MONDAY),
        lambda: stop_project(project, reason="ещё раз", by=anna, at=MONDAY),
        lambda: move_promise(project.stages.get(), promised_on=make.DUE, reason="поздно", by=pavel, at=MONDAY),
        lambda: note_drift(project.stages.get(), text="поздно", by=anna, at=MONDAY),
    ):
        with pytest.raises(Refused):
            write()


def test_what_is_accepted_is_paid_before_the_project_is_stopped():
    project = make.project(stages=("Каталог", "Запуск"))
    anna, first = person("anna"), project.stages.get(position=1)
    for state in ("in_work", "result_ready", "checked", "handed", "on_defence", "accepted"):
        move_stage(first, state, at=MONDAY)
    with pytest.raises(Refused, match="1"):
        stop_project(project, reason="клиент закрылся", by=anna, at=MONDAY)
    for state in ("act", "paid"):
        move_stage(first, state, at=MONDAY)

    stop_project(project, reason="клиент закрылся", by=anna, at=MONDAY)

    project.engagement.refresh_from_db()
    assert project.engagement.state == "done"


def test_no_project_is_started_on_a_lost_engagement():
    anna, pavel, _dev = make.pair()
    contract = make.contract(am=anna, pm=pavel)
    move_engagement(contract.engagement, "lost", at=MONDAY)

    with pytest.raises(Refused):
        start_project(contract, by=pavel, at=MONDAY)


def test_a_stage_accepted_late_in_the_evening_is_accepted_on_the_agency_s_day():
    stage = make.project().stages.get()
    evening = datetime(2026, 3, 31, 18, 30, tzinfo=UTC)  # half past one of the first of April in Krasnoyarsk
    for state in ("in_work", "result_ready", "checked", "handed", "on_defence", "accepted"):
        move_stage(stage, state, at=evening)

    view = outlook([stage], date(2026, 4, 1)).stages[0]

    assert (view.accepted_on, view.drift) == (date(2026, 4, 1), 1)
