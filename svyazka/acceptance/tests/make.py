"""An engagement with its project, one stage, done tasks and a contract, ready for a result."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from svyazka.acceptance.actions import (
    accept_handover,
    build_result,
    classify_remark,
    decide_defence,
    hand_over,
    open_defence,
    plan_change,
    plan_remark,
    price_change,
    settle_change,
)
from svyazka.briefs.models import Brief, Clause
from svyazka.clients.models import Contact
from svyazka.deals.models import Contract, ContractStage
from svyazka.deals.steps import ship_papers
from svyazka.people.models import LegalEntity, Person
from svyazka.projects.models import Project, Stage
from svyazka.roles.tests import make
from svyazka.work.models import Task

MONDAY = make.MONDAY


def world(**contract) -> SimpleNamespace:
    """Return people in their seats and a stage whose single task is done."""
    anna, pavel = make.person("anna", "am", name="Анна"), make.person("pavel", "pm", name="Павел")
    maria, finance = make.person("maria", "pm", name="Мария"), make.person("finance", "finance", name="Ольга")
    ship_papers(make.LONG_AGO)
    engagement = make.engagement(am=anna, pm=pavel)
    dev = make.person("dev", "specialist", name="Денис")
    held = contract_of(engagement, anna, **contract)
    project = Project.objects.create(
        engagement=engagement, contract=held, title=engagement.title, started_at=MONDAY, started_by=pavel
    )
    stage = add_stage(project, pavel, dev)
    return SimpleNamespace(anna=anna, pavel=pavel, maria=maria, finance=finance, dev=dev, engagement=engagement,
                           contract=held, project=project, stage=stage)  # fmt: skip


def contract_of(engagement, by, **fields) -> Contract:
    """Sign a contract with two rounds and five days, silence being acceptance."""
    told = {"acceptance_days": 5, "rounds_included": 2, "silence_means_accepted": True, "kind": "fixed",
            "state": "signed", "signed_on": date(2026, 3, 1), "number": f"{engagement.pk}", "price_kopecks": 36_000_000,
            "client": engagement.client, "drafted_by": by, "drafted_at": MONDAY, **fields}  # fmt: skip
    return Contract.objects.create(engagement=engagement, legal_entity=LegalEntity.objects.first(), **told)


def add_stage(project: Project, pm: Person, dev: Person, *, done: bool = True, value_kopecks: int = 36_000_000) -> Stage:
    """Add a stage in work with one task."""
    number = project.stages.count() + 1
    agreed = ContractStage.objects.create(
        contract=project.contract, engagement=project.engagement, position=number, title="Каталог",
        value_kopecks=value_kopecks, due_on=date(2026, 4, 1),
    )  # fmt: skip
    stage = Stage.objects.create(
        project=project, engagement=project.engagement, contract_stage=agreed, position=number, title="Каталог",
        value_kopecks=value_kopecks, due_on=date(2026, 4, 1), state="in_work", moved_at=MONDAY,
    )  # fmt: skip
    Task.objects.create(
        project=project, engagement=project.engagement, stage=stage, title="Вёрстка", assignee=dev,
        estimate_hours=Decimal(8), state="done" if done else "doing", set_by=pm, set_at=MONDAY,
        done_at=MONDAY if done else None,
    )  # fmt: skip
    return stage


def clause(engagement, by) -> Clause:
    """Write one clause of the specification."""
    brief = Brief.objects.create(engagement=engagement, edition=1, written_by=by, written_at=MONDAY)
    return Clause.objects.create(
        key=1,
        brief=brief, engagement=engagement, position=1, kind="must", text="Каталог", criterion="300 позиций видны"
    )


def contact(engagement, login: str = "client") -> Person:
    """Return a contact of the client who signs in to the portal."""
    account = Person.objects.create_user(login, password="demo", name="Пётр", kind="contact")
    Contact.objects.create(client=engagement.client, name="Пётр", account=account)
    return account


def built(w, **told):
    return build_result(w.stage, items=["Каталог на стенде"], by=w.pavel, at=MONDAY, **told)


def handed(w):
    return hand_over(built(w), checked_by="maria", by=w.pavel, at=MONDAY)


def on_defence(w):
    result = accept_handover(handed(w), accepted=True, by=w.anna, at=MONDAY)
    return open_defence(result, channel="meeting", held_at=MONDAY, by=w.anna, at=MONDAY)


def accepted(w):
    return decide_defence(on_defence(w), accepted=True, evidence="письмо", by=w.anna, at=MONDAY)


def remarked(w, *texts: str):
    told = [{"criterion": "", "text": text} for text in texts or ("Не видно цен",)]
    return decide_defence(on_defence(w), accepted=False, remarks=told, evidence="письмо", by=w.anna, at=MONDAY)


def settled(w, defence) -> None:
    """Take every remark of the defence in scope, plan it and do it."""
    for remark in defence.remarks.order_by("pk"):
        kept = classify_remark(remark, in_scope=True, by=w.anna, at=MONDAY)
        done(plan_remark(kept, assignee="dev", estimate_hours=Decimal(2), by=w.pavel, at=MONDAY).task)


def done(task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(state="done", done_at=MONDAY)


def turned_away(w, defence):
    """Take the only remark of the defence for a change of scope."""
    return classify_remark(defence.remarks.get(), in_scope=False, by=w.anna, at=MONDAY).change


def agreed(w, change, kopecks: int = 5_000_000):
    """Sell the change to the client."""
    change = price_change(change, price_kopecks=kopecks, by=w.anna, at=MONDAY)
    return settle_change(change, agreed=True, evidence="письмо", by=w.anna, at=MONDAY)


def planned(w, change):
    return plan_change(change, assignee="dev", estimate_hours=Decimal(4), by=w.pavel, at=MONDAY)
