"""A page asks as many questions for many rows as for few, whoever looks at it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.acceptance.actions import build_result, hand_over
from svyazka.briefs.actions import submit_brief, write_brief
from svyazka.clients.models import Contact
from svyazka.growth.actions import add_idea
from svyazka.leads.actions import receive_lead, take_lead
from svyazka.people.actions import invite_person
from svyazka.people.models import Person
from svyazka.people.queries import system, the_agency, today
from svyazka.projects.actions import start_project
from svyazka.projects.tests.make import contract
from svyazka.roles.tests.make import engagement
from svyazka.site.tests.test_demo import DOOR
from svyazka.site.tests.world import SINCE, founded
from svyazka.sources.actions import set_cost
from svyazka.sources.models import Source
from svyazka.team.actions import request_absence
from svyazka.work.actions import check_task, finish_task, log_time, plan_schedule, raise_problem, set_task

pytestmark = pytest.mark.django_db
STAFF = ("/", "/notices/", "/leads/", "/leads/norms/", "/leads/quality/", "/leads/lessons/", "/clients/", "/briefs/", "/briefs/promises/", "/briefs/promises/checking/", "/briefs/promises/mountains/", "/deals/", "/projects/", "/work/", "/work/tasks/",
         "/work/hours/", "/work/hours/to-check/", "/work/problems/", "/acceptance/", "/money/", "/money/receivables/", "/growth/", "/sources/",
         "/tenders/", "/team/", "/bonus/", "/pulse/", "/people/", "/search/?q=завод")  # fmt: skip


def grow(first: int, count: int) -> None:
    """Add so many of everything: leads, specifications, projects with work, results, absences, people, ideas."""
    who = {person.username: person for person in Person.objects.all()}
    anna, pavel, dev, head = (who[login] for login in ("anna", "pavel", "dev", "head"))
    at = timezone.now()
    for n in range(first, first + count):
        lead = receive_lead(the_agency(), source="search", title=f"Сайт завода {n}", request="Нужен сайт", company=f"ООО «Завод {n}»",
                            contact={"name": "Пётр", "email": f"p{n}@example.org"}, by=system(), at=at)  # fmt: skip
        if n % 2:
            take_lead(lead, by=anna, at=at)
        place = engagement(f"Каталог {n}", company=f"ООО «Каталог {n}»", am=anna, pm=pavel)
        clauses = [{"kind": "must", "text": "Каталог", "criterion": "300 позиций видны"}]
        promises = [{"kind": "term", "text": "8 недель", "due_on": today(at) + timedelta(days=60)}]
        submit_brief(write_brief(place, needs=["заявки"], clauses=clauses, promises=promises, by=anna, at=at), by=anna, at=at)
        _project(n, anna, pavel, dev, at)
        add_idea(place.client, direction="seo", text="Завод просится в поиск", by=dev, at=at)
        raise_problem(place, kind="term", text="Завод ждёт", by=anna, at=at)
        day = today(at) + timedelta(days=30 * (n + 1))
        request_absence(dev, kind="vacation", starts_on=day, ends_on=day, by=dev, at=at)
        invite_person(the_agency(), login=f"new{n}", name=f"Новый {n}", email=f"n{n}@example.org", track="am", starts_on=SINCE,
                      by=head, at=at)  # fmt: skip
        set_cost(Source.objects.get(code="search"), month_on=SINCE.replace(month=1 + n % 12), kopecks=100, by=head, at=at)


def _project(n: int, anna, pavel, dev, at) -> None:
    signed = contract(title=f"Завод {n}", am=anna, pm=pavel, due_on=today(at) + timedelta(days=40))
    if n % 3 == 0:
        return
    project = start_project(signed, by=pavel, at=at)
    stage = project.stages.get()
    task = set_task(project, title=f"Вёрстка завода {n}", stage_id=stage.pk, assignee="dev", estimate_hours=8, by=pavel, at=at)
    log_time(task, worked_on=today(at), hours=1, by=dev, at=at)
    plan_schedule(project, by=pavel, at=at)
    if n % 3 == 1:
        return
    finish_task(task, by=dev, at=at)
    check_task(task, by=pavel, at=at)
    result = build_result(stage, items=["Каталог"], criteria=[], by=pavel, at=at)
    hand_over(result, checked_by="maria", by=pavel, at=at)


def browser_of(login: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=login), backend=DOOR)
    return client


def asked(client: Client, page: str) -> int:
    """Return how many questions the page asks of the database; none when it is shut to this person."""
    with CaptureQueriesContext(connection) as captured:
        status = client.get(page).status_code
    return len(captured) if status == 200 else 0


def asked_again(client: Client, page: str) -> int:
    """Return how many questions a page asks that has been open once: a first visit asks what no later one does."""
    client.get(page)
    return asked(client, page)


def test_pages_ask_no_more_for_many_rows_than_for_few():
    founded()
    grow(0, 4)
    pages = dict.fromkeys(("anna", "pavel", "head", "dev"), STAFF) | _portal()
    browsers = {login: browser_of(login) for login in pages}
    few = {(who, page): asked_again(browsers[who], page) for who in pages for page in pages[who]}

    grow(4, 12)

    assert all(few["head", page] for page in STAFF)
    many = {(who, page): asked(browsers[who], page) for who, page in few}
    assert {key: (few[key], many[key]) for key in few if many[key] > few[key]} == {}


def _portal() -> dict[str, tuple[str, ...]]:
    contact = Contact.objects.order_by("pk").first()
    contact.account = Person.objects.create_user("client", kind="contact", name="Пётр")
    contact.save()
    return {"client": ("/portal/",)}
