"""A project follows the amendments of its contract: at once what is changed or removed, by the PM's word what is added."""

from datetime import date

import pytest

from svyazka.deals.actions import amend_contract
from svyazka.deals.models import ContractStage
from svyazka.kit.errors import Refused
from svyazka.projects.actions import move_promise, start_project, widen_project
from svyazka.projects.models import Project, PromiseMove, Stage
from svyazka.projects.steps import move_stage
from svyazka.projects.tests import make
from svyazka.roles.tests.make import MONDAY

pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 20)


def started(*stages: str):
    anna, pavel, _dev = make.pair()
    contract = make.contract(am=anna, pm=pavel, stages=stages or ("Каталог", "Запуск", "Обучение"))
    return start_project(contract, by=pavel, at=MONDAY), contract, anna, pavel


def amend(contract, by, **told):
    return amend_contract(contract, reason="Клиент просит", by=by, at=MONDAY, **told)


def test_a_changed_stage_changes_in_the_plan_and_its_promise_moves():
    project, contract, anna, _pavel = started()
    stage = contract.stages.first()

    amend(contract, anna, changed=[{"stage_id": stage.pk, "title": "Каталог и цены", "value_kopecks": 12_000_000, "due_on": LATER}])

    kept = project.stages.first()
    assert (kept.title, kept.value_kopecks, kept.due_on, kept.promised_on) == ("Каталог и цены", 12_000_000, LATER, LATER)
    move = PromiseMove.objects.get()
    assert (move.was_on, move.promised_on, move.reason) == (make.DUE, LATER, "Клиент просит")
    assert Project.objects.get().deadline_on == LATER, "the last promised day is the deadline as it was before"


def test_a_deadline_set_by_hand_does_not_follow_the_promises():
    project, _contract, _anna, pavel = started()
    Project.objects.update(deadline_on=date(2026, 3, 20))

    move_promise(project.stages.last(), promised_on=LATER, reason="договорились", by=pavel, at=MONDAY)

    assert Project.objects.get().deadline_on == date(2026, 3, 20)


def test_a_value_alone_moves_no_promise():
    project, contract, anna, _pavel = started()
    amend(contract, anna, changed=[{"stage_id": contract.stages.first().pk, "value_kopecks": 1}])
    assert project.stages.first().value_kopecks == 1 and not PromiseMove.objects.exists()


def test_a_removed_stage_leaves_the_plan_and_the_next_ones_find_their_place():
    project, contract, anna, pavel = started()
    amend(contract, anna, removed=[contract.stages.all()[1].pk], stages=[{"title": "Блог", "value_kopecks": 5, "due_on": LATER}])
    assert [s.title for s in project.stages.all()] == ["Каталог", "Обучение"]
    widen_project(project, by=pavel, at=MONDAY)
    assert [(s.position, s.title) for s in project.stages.all()] == [(1, "Каталог"), (3, "Обучение"), (4, "Блог")]


def test_what_the_work_has_reached_is_not_removed_and_what_is_accepted_does_not_change():
    project, contract, anna, _pavel = started()
    first, second, _third = project.stages.all()
    move_stage(first, "in_work", at=MONDAY)
    Stage.objects.filter(pk=second.pk).update(state="accepted", accepted_at=MONDAY)
    for told in ({"removed": [first.contract_stage_id]}, {"removed": [second.contract_stage_id]},
                 {"changed": [{"stage_id": second.contract_stage_id, "value_kopecks": 1}]}):  # fmt: skip
        with pytest.raises(Refused):
            amend(contract, anna, **told)
    assert ContractStage.objects.filter(contract=contract).count() == project.stages.count() == 3
    amend(contract, anna, changed=[{"stage_id": first.contract_stage_id, "value_kopecks": 7}])
    assert project.stages.first().value_kopecks == 7


def test_a_project_of_which_accepted_stages_alone_are_left_is_finished():
    project, contract, anna, _pavel = started("Каталог", "Запуск")
    Stage.objects.filter(pk=project.stages.first().pk).update(state="accepted", accepted_at=MONDAY)
    amend(contract, anna, removed=[contract.stages.all()[1].pk])
    project.refresh_from_db()
    assert (project.state, project.done_at) == ("done", MONDAY)
