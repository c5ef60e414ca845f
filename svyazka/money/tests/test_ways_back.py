"""The third way back, to its end: what the client asks beyond the contract is sold, planned, done, accepted and paid."""

import pytest

from svyazka.clients.models import Engagement
from svyazka.deals.actions import amend_contract
from svyazka.deals.models import Contract
from svyazka.deals.tests.make import stages
from svyazka.money import actions
from svyazka.money.models import Act
from svyazka.money.tests import make
from svyazka.projects.actions import widen_project
from svyazka.projects.models import Project, Stage
from svyazka.work.actions import check_task, finish_task, set_task

pytestmark = pytest.mark.django_db
AT = make.MONDAY


def billed(w) -> Act:
    """Paper the accepted stage and have it paid in full."""
    invoice = make.issued(w)
    make.pay(w, invoice, invoice.total_kopecks)
    return invoice.act


def test_a_remark_out_of_scope_is_sold_planned_done_and_billed_with_its_stage():
    w = make.make.world()
    change = make.make.agreed(w, make.make.turned_away(w, make.make.remarked(w, "Нужен блог")), 5_000_000)
    make.make.done(make.make.planned(w, change).task)
    w.stage.refresh_from_db()
    make.make.accepted(w)
    w.stage.refresh_from_db()

    act = billed(w)

    assert [(line.title, line.total_kopecks) for line in act.lines.all()] == [("Каталог", 36_000_000), ("Нужен блог", 5_000_000)]
    assert (Stage.objects.get().state, Engagement.objects.get().state, Contract.objects.get().state) == ("paid", "done", "closed")


def test_an_amendment_after_everything_is_paid_opens_the_work_again_and_is_paid_too():
    w = make.world()
    billed(w)
    assert (Project.objects.get().state, Engagement.objects.get().state, Contract.objects.get().state) == ("done", "done", "closed")

    amend_contract(w.contract, reason="Нужен блог", stages=stages(5_000_000), by=w.anna, at=AT)
    widen_project(w.project, by=w.pavel, at=AT)
    assert (Project.objects.get().state, Engagement.objects.get().state, Contract.objects.get().state) == ("running", "delivery", "running")
    w.stage = Stage.objects.get(state="plan")
    task = set_task(Project.objects.get(), title="Блог", stage_id=w.stage.pk, assignee="dev", estimate_hours=8, by=w.pavel, at=AT)
    finish_task(task, by=w.dev, at=AT)
    check_task(task, passed=True, by=w.pavel, at=AT)
    w.stage.refresh_from_db()
    make.make.accepted(w)
    w.stage.refresh_from_db()
    act = billed(w)

    assert (act.total_kopecks, act.number) == (5_000_000, "2")
    assert (Project.objects.get().state, Engagement.objects.get().state, Contract.objects.get().state) == ("done", "done", "closed")
    assert set(Stage.objects.values_list("state", flat=True)) == {"paid"}


def test_an_amendment_before_the_last_payment_keeps_the_engagement_open():
    w = make.world()
    invoice = make.issued(w)
    amend_contract(w.contract, reason="Нужен блог", stages=stages(5_000_000), by=w.anna, at=AT)

    actions.record_payment(invoice, amount_kopecks=36_000_000, paid_on=make.DAY, by=w.finance, at=AT)

    assert (Stage.objects.get().state, Engagement.objects.get().closed_at) == ("paid", None)
