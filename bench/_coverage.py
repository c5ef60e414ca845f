"""The coverage page of one edition over its work, against its own statements asked bare in the same run.

300 clauses, 500 tasks, a line of the estimate for nine clauses in ten, five stages with accepted results and acts.
`--data DIR` takes another size from DIR/coverage.json: {"clauses": 300, "tasks": 500}. `measure` is called by bench/papers.py, which
has woken the database already; alone this file wakes one.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from _agency import options, page_cost, tell, wake

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
SINCE = date(2024, 1, 1)
STAGES = 5


def measure(*, clauses: int = 300, tasks: int = 500, times: int = 9) -> dict:
    """Build one engagement of this size and return what its coverage page costs the PM who may tie loose ends.

    The figures: seconds of the page (median), of its statements through psycopg, their ratio, statements, bytes, and the same for
    the page of gaps alone.
    """
    from _agency import said_by
    from django.test import Client

    pm = _pm()
    brief = _engagement(pm, clauses, tasks)
    visitor = Client()
    visitor.force_login(pm, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/briefs/{brief.pk}/coverage/"
    whole, bare = page_cost(visitor, address, times)
    gaps, gaps_bare = page_cost(visitor, f"{address}?only=gaps", times)
    table, _table_bare = page_cost(visitor, f"{address}table/", times)
    return {
        "clauses": clauses, "tasks": tasks, "coverage_seconds": whole, "coverage_sql_seconds": bare, "coverage_ratio": whole / bare,
        "coverage_statements": len(said_by(lambda: visitor.get(address))), "coverage_bytes": len(visitor.get(address).content),
        "gaps_seconds": gaps, "gaps_ratio": gaps / gaps_bare, "table_seconds": table,
    }  # fmt: skip


def _pm():
    """Return a PM of the agency, which is founded where there is none yet."""
    from svyazka.people.models import Agency, Person, TrackPeriod
    from svyazka.site.founding import found

    if not Agency.objects.exists():
        found({"name": "Старта", "scheme": "pm_am", "since": SINCE, "legal_entity": {"name": "ООО «Старта»", "inn": "2460000003"}, "people": []}, at=NOW)
    pm = Person.objects.create_user("pm_of_coverage", name="Павел")
    TrackPeriod.objects.create(person=pm, track="pm", starts_on=SINCE)
    return pm


def _engagement(pm, clauses: int, tasks: int):
    """Write one engagement: its edition, estimate, tasks, results and acts."""
    from svyazka.briefs.models import Brief, Clause
    from svyazka.clients.steps import know_client, open_engagement
    from svyazka.roles.steps import fill_seat

    place = open_engagement(know_client(name="ООО «Покрытие»", contact={"name": "Пётр"}, at=NOW), "Портал", at=NOW)
    fill_seat(place, "pm", pm, at=NOW)
    brief = Brief.objects.create(engagement=place, edition=1, state="agreed", written_by=pm, written_at=NOW, sent_at=NOW, agreed_at=NOW, bound_at=NOW)
    rows = Clause.objects.bulk_create(
        Clause(brief=brief, engagement=place, key=n, position=n, kind=("must", "must", "should", "wont")[n % 4], text=f"Требование {n}: " + "каталог с поиском " * 4,
               criterion=f"Проверка {n} проходит на стенде" if n % 20 else "")
        for n in range(1, clauses + 1)
    )  # fmt: skip
    _estimate(brief, rows, pm)
    _work(place, rows, tasks, pm)
    return brief


def _estimate(brief, clauses: list, pm) -> None:
    from svyazka.deals.models import Estimate, EstimateLine
    from svyazka.people.models import Specialism

    made = Estimate.objects.create(engagement=brief.engagement, brief=brief, edition=1, made_by=pm, made_at=NOW)
    dev = Specialism.objects.get_or_create(code="dev", defaults={"name": "dev"})[0]
    EstimateLine.objects.bulk_create(
        EstimateLine(estimate=made, position=n, title=f"Работа {n}", specialism=dev, hours=Decimal(6), rate_kopecks=300_000, cost_kopecks=150_000,
                     clause=clause if n % 10 else None)
        for n, clause in enumerate(clauses)
    )  # fmt: skip


def _work(place, clauses: list, tasks: int, pm) -> None:
    from svyazka.deals.models import Contract
    from svyazka.people.models import LegalEntity
    from svyazka.projects.models import Project, Stage
    from svyazka.work.models import Task

    told = {"kind": "fixed", "state": "running", "signed_on": SINCE, "number": f"Б-{place.pk}", "price_kopecks": 1, "drafted_by": pm, "drafted_at": NOW}
    contract = Contract.objects.create(engagement=place, client=place.client, legal_entity=LegalEntity.objects.first(), **told)
    project = Project.objects.create(engagement=place, contract=contract, title=place.title, started_at=NOW, started_by=pm)
    stages = [Stage.objects.create(project=project, engagement=place, position=n, title=f"Этап {n}", value_kopecks=10_000_000, moved_at=NOW)
              for n in range(1, STAGES + 1)]  # fmt: skip
    Task.objects.bulk_create(
        Task(project=project, engagement=place, stage=stages[n % STAGES], title=f"Задача {n}", assignee=pm, estimate_hours=Decimal(4), position=n,
             set_by=pm, set_at=NOW, clause=clauses[n * 7 % len(clauses)] if n % 8 else None)
        for n in range(tasks)
    )  # fmt: skip
    for n, stage in enumerate(stages):
        _accepted(stage, contract, clauses[n::STAGES], pm)


def _accepted(stage, contract, clauses: list, pm) -> None:
    from svyazka.acceptance.models import Result, ResultCriterion
    from svyazka.money.models import Act, ActLine

    result = Result.objects.create(stage=stage, engagement=stage.engagement, state="accepted", made_by=pm, made_at=NOW, checked_by=pm)
    ResultCriterion.objects.bulk_create(ResultCriterion(result=result, clause=clause, how_met="на стенде") for clause in clauses)
    act = Act.objects.create(stage=stage, engagement=stage.engagement, contract=contract, legal_entity=contract.legal_entity, result=result,
                             total_kopecks=10_000_000, made_by=pm, made_at=NOW)  # fmt: skip
    ActLine.objects.create(act=act, title=stage.title, total_kopecks=10_000_000)
    ActLine.objects.create(act=act, position=1, title="Сверх ТЗ", total_kopecks=1_000_000)


if __name__ == "__main__":
    size = options(__doc__ or "", clauses=300, tasks=500)
    if size.data:
        told = json.loads((size.data / "coverage.json").read_text("utf-8"))
        size.clauses, size.tasks = told["clauses"], told["tasks"]
    wake()
    figures = measure(clauses=size.clauses, tasks=size.tasks)
    print(f"coverage of {size.clauses} clauses over {size.tasks} tasks: {figures['coverage_seconds'] * 1000:.0f} ms, "
          f"{figures['coverage_ratio']:.1f} times its {figures['coverage_statements']} statements asked bare")  # fmt: skip
    tell(**figures)
