"""Signed contracts and started projects for tests."""

from datetime import date, datetime

from svyazka.deals.models import Contract, ContractStage
from svyazka.people.models import LegalEntity
from svyazka.projects.actions import start_project
from svyazka.projects.models import Project
from svyazka.roles.tests.make import MONDAY, engagement, person

DUE = date(2026, 3, 31)


def pair() -> tuple:
    """Return the AM, the PM and a specialist."""
    return person("anna", "am", name="Анна"), person("pavel", "pm", name="Павел К."), person("dev", "specialist", name="Денис")


def contract(*, signed: bool = True, stages: tuple = ("Каталог",), due_on: date = DUE, title: str = "Сайт завода", **seats) -> Contract:
    """Write down a contract with these stages, each for a hundred thousand."""
    place = engagement(title, **seats)
    agreed = Contract.objects.create(
        engagement=place, client=place.client, legal_entity=LegalEntity.objects.get(), number=f"Д-{place.pk}", kind="fixed",
        state="signed" if signed else "draft", signed_on=date(2026, 2, 27) if signed else None,
        price_kopecks=10_000_000 * len(stages), drafted_by=next(iter(seats.values())), drafted_at=MONDAY,
    )  # fmt: skip
    for n, name in enumerate(stages, 1):
        ContractStage.objects.create(
            contract=agreed, engagement=place, position=n, title=name, value_kopecks=10_000_000, due_on=due_on
        )
    return agreed


def project(*, at: datetime = MONDAY, **fields) -> Project:
    """Start a project with an AM and a PM in their seats."""
    anna, pavel, _dev = pair()
    return start_project(contract(**{"am": anna, "pm": pavel, **fields}), by=pavel, at=at)
