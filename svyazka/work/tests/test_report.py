"""Hours added up by the database as asked: equal to adding them up one by one, seen by whoever may, priced for whoever may."""

import csv
import io
import random
import re
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from svyazka.deals.models import PersonRate, RateCard
from svyazka.kit.money import cost_of
from svyazka.people.models import Specialism
from svyazka.projects.actions import start_project
from svyazka.work import papers, queries
from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries import Asked, report_of
from svyazka.work.rules import By
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)
LAST = FIRST + timedelta(days=60)
KINDS = ("task.do", "client.talk", "project.plan")


@pytest.fixture
def world():
    """Two projects, three people, two hundred entries; two of the people have rates that change in April."""
    make.pair()
    oleg = make.person("oleg", "pm")
    portal = make.contract(title="Портал", am=make.person("irina", "am"), pm=oleg)
    projects = [make.project(title="Каталог"), start_project(portal, by=oleg, at=MONDAY)]
    tasks = [make.task(projects[0]), make.task(projects[0], title="Шапка")]
    people = [make.person(login, "specialist") for login in ("dev", "design", "seo")]
    craft = Specialism.objects.get_or_create(code="dev", defaults={"name": "Разработка"})[0]
    people[0].specialisms.add(craft)
    RateCard.objects.filter(specialism=craft).delete()
    RateCard.objects.create(specialism=craft, price_kopecks=300_000, cost_kopecks=123_457, starts_on=FIRST, ends_on=date(2026, 4, 1))
    RateCard.objects.create(specialism=craft, price_kopecks=300_000, cost_kopecks=150_001, starts_on=date(2026, 4, 1))
    PersonRate.objects.create(person=people[1], cost_kopecks=99_999, starts_on=date(2026, 3, 15))
    dice = random.Random(7)
    TimeEntry.objects.bulk_create(_entry(dice, projects, tasks, people) for _n in range(200))
    return projects, people


def _entry(dice, projects, tasks, people) -> TimeEntry:
    kind = dice.choice(KINDS)
    task = dice.choice(tasks) if kind == "task.do" else None
    state = dice.choice(("draft", "submitted", "checked", "locked"))
    checked = {"checked_by": people[0], "checked_at": MONDAY} if state in ("checked", "locked") else {}
    return TimeEntry(task=task, engagement=task.engagement if task else dice.choice(projects).engagement, duty_kind=kind, person=dice.choice(people), state=state,
                     worked_on=FIRST + timedelta(days=dice.randrange(80)), hours=Decimal(dice.randint(1, 800)) / 100, entered_at=MONDAY,
                     late=dice.random() < 0.3, **checked)  # fmt: skip


KEYS = {
    By.CLIENT: lambda e: e.engagement.client_id, By.PROJECT: lambda e: e.engagement_id, By.PERSON: lambda e: e.person_id, By.DUTY: lambda e: e.duty_kind,
    By.TASK: lambda e: e.task_id, By.DAY: lambda e: e.worked_on, By.WEEK: lambda e: queries.monday_of(e.worked_on), By.MONTH: lambda e: e.worked_on.replace(day=1),
}  # fmt: skip


def rate_of(entry) -> int | None:
    """Return what an hour of the entry cost, looked up by hand."""
    if entry.person.username == "design" and entry.worked_on >= date(2026, 3, 15):
        return 99_999
    if entry.person.username == "dev":
        return 123_457 if entry.worked_on < date(2026, 4, 1) else 150_001
    return None


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("then", ["", By.PERSON, By.DUTY])
def test_the_report_is_what_adding_up_by_hand_gives(world, by, then):
    found = report_of(TimeEntry.objects.all(), Asked(FIRST, LAST, by, then), priced=True)
    sums: dict = defaultdict(lambda: [Decimal(0), Decimal(0), Decimal(0), 0, Decimal(0)])
    for entry in TimeEntry.objects.filter(worked_on__gte=FIRST, worked_on__lte=LAST).select_related("engagement", "person"):
        key = (KEYS[by](entry), KEYS[By(then)](entry)) if then and then != by else (KEYS[by](entry),)
        told, rate = sums[key], rate_of(entry)
        told[0] += entry.hours
        told[1] += entry.hours if entry.state in ("checked", "locked") else 0
        told[2] += entry.hours if entry.late else 0
        told[3] += cost_of(entry.hours, rate or 0)
        told[4] += entry.hours if rate is None else 0

    flat = {(group.key, *([part.key] if group.parts else [])): part.figures for group in found.groups for part in (group.parts or [group])}

    assert {key: [f.hours, f.agreed, f.late, f.cost_kopecks, f.unpriced] for key, f in flat.items()} == dict(sums)
    assert found.total.hours == sum(told[0] for told in sums.values()) and found.total.cost_kopecks == sum(told[3] for told in sums.values())


def test_conditions_narrow(world):
    projects, people = world
    asked = Asked(FIRST, LAST, By.PERSON, client=projects[0].engagement.client_id, person=people[0].pk, kind="task.do")
    found = report_of(TimeEntry.objects.all(), asked)
    rows = TimeEntry.objects.filter(engagement=projects[0].engagement, person=people[0], duty_kind="task.do", worked_on__lte=LAST)
    assert found.total.hours == sum(row.hours for row in rows) and not found.priced and found.total.cost_kopecks is None


@pytest.mark.parametrize(("login", "track", "sees"), [("anna", "am", "first"), ("pavel", "pm", "first"), ("irina", "am", "second"), ("head", "head", "all"),
                                                      ("finance", "finance", "all"), ("dev", "specialist", "own"), ("sergey", "am", "none")])  # fmt: skip
def test_whose_hours_a_person_is_told_of_follows_from_the_matrix(world, login, track, sees):
    projects, people = world
    person = make.person(login, track)
    expected = {"first": TimeEntry.objects.filter(engagement=projects[0].engagement), "second": TimeEntry.objects.filter(engagement=projects[1].engagement),
                "all": TimeEntry.objects.all(), "own": TimeEntry.objects.filter(person=people[0]), "none": TimeEntry.objects.none()}[sees]  # fmt: skip
    assert set(queries.entries_told_to(person, MONDAY)) == set(expected)


def test_a_report_costs_the_same_for_few_and_many(world):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            report_of(TimeEntry.objects.all(), Asked(FIRST, LAST, By.PROJECT, By.PERSON), priced=True)
        return len(asked)

    few = cost()
    TimeEntry.objects.bulk_create(TimeEntry(engagement=e.engagement, duty_kind="client.talk", person=e.person, worked_on=e.worked_on, hours=1, entered_at=MONDAY)
                                  for e in TimeEntry.objects.all())  # fmt: skip
    assert cost() == few <= 8


def test_files_hold_the_same_sums_and_no_formula(world):
    projects, _people = world
    projects[0].engagement.title = "=1+1"
    projects[0].engagement.save()
    found = report_of(TimeEntry.objects.all(), Asked(FIRST, LAST, By.PROJECT, By.PERSON), priced=True)
    told = papers.report_file(found, "csv", LAST).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told), delimiter=";"))
    assert any(row[0] == "'=1+1" for row in rows) and rows[-1][2] == str(found.total.hours).replace(".", ",")

    book = CalamineWorkbook.from_filelike(io.BytesIO(papers.report_file(found, "xlsx", LAST).content))
    cells = book.get_sheet_by_index(0).to_python()
    assert any(row[0] == "=1+1" for row in cells) and Decimal(str(cells[-1][2])) == found.total.hours
    assert papers.report_file(found, "pdf", LAST).content.startswith(b"%PDF")


def test_what_bears_one_name_is_told_apart(world):
    projects, people = world
    namesake = Task.objects.get(title="Шапка")
    other = Task.objects.create(**{name: getattr(namesake, name) for name in ("title", "assignee", "set_at", "set_by", "estimate_hours")}, stage=projects[1].stages.first(),
                                project=projects[1], engagement=projects[1].engagement)  # fmt: skip
    TimeEntry.objects.create(task=other, engagement=other.engagement, person=people[0], worked_on=FIRST, hours=1, entered_at=MONDAY)
    labels = [group.label for group in report_of(TimeEntry.objects.all(), Asked(FIRST, LAST, By.TASK)).groups]
    clients = [project.engagement.client.name for project in projects]
    assert sorted(labels) == sorted(["Без задачи" if "Без задачи" in labels else "Without a task", "Вёрстка", *(f"Шапка · {name}" for name in clients)])


def test_the_paper_names_its_client_and_what_its_lines_are(world):
    client = world[0][0].engagement.client
    asked = Asked(FIRST, LAST, By.PROJECT, By.PERSON, client=client.pk)
    told = repr(papers.report_paper(report_of(TimeEntry.objects.all(), asked), LAST).blocks)
    assert "Заказчик" in told and client.name in told and "Проект, сотрудник" in told
    assert "Заказчик" not in repr(papers.report_paper(report_of(TimeEntry.objects.none(), asked), LAST).blocks)


def test_hours_and_roubles_of_a_workbook_have_two_digits(world):
    found = report_of(TimeEntry.objects.all(), Asked(FIRST, LAST), priced=True)
    with zipfile.ZipFile(io.BytesIO(papers.report_file(found, "xlsx", LAST).content)) as book:
        assert b'#,##0.00' in book.read("xl/styles.xml") or b'numFmtId="4"' in book.read("xl/styles.xml")
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("address", ["report/csv/?by=day&then=person&", "report/?by=day&", "report/?by=week&then=task&"])
def test_s9_the_zone_of_the_reader_moves_no_day_of_work(world, client, address):
    head = make.person("head", "head")
    told = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Krasnoyarsk"):
        head.zone = zone
        head.save()
        client.force_login(head)
        page = client.get(f"/work/hours/{address}period=own&first={FIRST}&last={LAST}").content.decode()
        told.add(tuple(re.findall(r"\d{2}\.\d{2}\.2026|\d{1,2} [а-я]{3,8}(?: 2026)?(?=<)|[\d ]+,\d{1,2}", page)))
    (days,) = told
    assert len(days) > 30


@pytest.mark.parametrize("by", [By.DAY, By.WEEK, By.MONTH])
def test_days_in_files_are_days(world, by):
    found = report_of(TimeEntry.objects.all(), Asked(FIRST, LAST, by, By.PERSON))
    book = CalamineWorkbook.from_filelike(io.BytesIO(papers.report_file(found, "xlsx", LAST).content))
    cells = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in cells[1:-1]] == [group.key for group in found.groups for _part in group.parts]
    told = papers.report_file(found, "csv", LAST).content.decode("utf-8-sig")
    assert told.splitlines()[1].startswith(f"{found.groups[0].key:%d.%m.%Y};")
