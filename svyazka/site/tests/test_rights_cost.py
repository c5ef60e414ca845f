"""A whole page, whatever it shows, asks once where its reader stands."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.leads.actions import receive_lead
from svyazka.people.models import Person
from svyazka.people.queries import system, the_agency
from svyazka.roles.models import SeatCall
from svyazka.roles.tests.make import engagement
from svyazka.site.tests.test_demo import DOOR
from svyazka.site.tests.world import Program, founded

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    founded()
    return {person.username: person for person in Person.objects.all()}


def leads(count: int) -> None:
    """Let so many leads come in, of which nobody has taken any."""
    for n in range(count):
        receive_lead(the_agency(), source="search", title=f"Сайт {n}", request="Нужен сайт", company=f"ООО «Завод {n}»",
                     contact={"name": "Пётр", "email": f"p{n}@example.org"}, by=system(), at=timezone.now())  # fmt: skip


def asked(client, path: str, **headers) -> list[str]:
    """Return the questions that a page asks of the database."""
    assert client.get(path, **headers).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path, **headers)
    return [query["sql"] for query in captured]


def rights(questions: list[str]) -> list[str]:
    """Keep the questions about who may do what: standing, schemes in force, seats of single subjects, the system."""
    marks = ("roles_schemeinforce", "roles_schemeseat", "roles_dutygrant", "\"kind\" = 'system'")
    return [sql for sql in questions if any(mark in sql for mark in marks)]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=DOOR)
    return client


@pytest.mark.parametrize("login", ["anna", "pavel", "head", "dev"])
@pytest.mark.parametrize("tab", ["work", "client", "internal", "story", "files"])
def test_the_page_of_an_engagement_asks_once(people, login, tab):
    place = engagement(am=people["anna"], pm=people["pavel"], sp=people["dev"])

    assert len(rights(asked(signed_in(people[login]), f"/engagements/{place.pk}/?tab={tab}"))) == 1


def test_twenty_vacant_leads_ask_no_more_than_two(people):
    client = signed_in(people["anna"])
    leads(2)
    few = asked(client, "/leads/")
    leads(18)

    many = asked(client, "/leads/")

    assert SeatCall.objects.filter(answered_at=None).count() == 20
    assert (len(many), len(rights(many))) == (len(few), 1)


def test_may_asks_once_and_names_the_doors(people):
    place = engagement(am=people["anna"], pm=people["pavel"])
    anna, head, pavel = (Program(login) for login in ("anna", "head", "pavel"))
    path = f"/api/v1/may?duty=offer.present&engagement={place.pk}"

    assert len(rights(asked(anna.client, path, headers=anna.headers))) == 1
    told = {program.login: program.get(path.removeprefix("/api/v1")).said for program in (anna, head, pavel)}
    assert {login: said["may"] for login, said in told.items()} == {"anna": True, "head": False, "pavel": False}
    assert "deals.send_proposal" in told["anna"]["doors"]
    assert (told["head"]["doors"], [who["login"] for who in told["head"]["held_by"]]) == ([], ["anna"])


def test_may_names_the_doors_of_who_answers_and_not_those_of_who_does(people):
    place = engagement(am=people["anna"], pm=people["pavel"])

    told = Program("head").get(f"/may?duty=contract.run&engagement={place.pk}").said

    assert told["may"] is True
    assert "deals.sign_contract" in told["doors"]
    assert "deals.draft_contract" not in told["doors"]
