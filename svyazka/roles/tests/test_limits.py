"""What is too long, too early or too much for people and the agency is refused with its field, and lists cost the same."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.people.actions import close_department, open_department
from svyazka.people.models import Department, LegalEntity, Person
from svyazka.people.rules import reasons_not_to_close
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
DOOR = "allauth.account.auth_backends.AuthenticationBackend"
LONG = "я" * 600
PERSON = {"login": "olga", "name": "Ольга", "email": "olga@agency.example", "track": "am", "starts_on": "2026-03-02"}
ENTITY = {"name": "ИП Волков", "inn": "500100732259"}
AGENCY = {"name": "Старта", "zone": "Asia/Krasnoyarsk", "opens": "09:00", "closes": "18:00"}


@pytest.fixture
def head():
    make.agency()
    return make.person("head", "head")


def post(client, head, path: str, body: dict):
    return client.post(f"/api/v1{path}", body, content_type="application/json", headers=make.bearer(head))


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [("/people", PERSON, "login"), ("/people", PERSON, "name"), ("/people", PERSON, "email"), ("/people", PERSON, "position"),
     ("/people", PERSON, "language"), ("/people", PERSON, "track"), ("/people", PERSON, "department"),
     ("/people/head/card", {"name": "Никита"}, "name"), ("/people/head/card", {"name": "Никита"}, "email"),
     ("/departments", {"name": "Отдел", "on": "2026-03-02"}, "name"), ("/agency/details", AGENCY, "name"), ("/agency/details", AGENCY, "zone"),
     ("/agency/details", AGENCY, "region"), *(("/legal-entities", ENTITY, field) for field in ("name", "inn", "bank", "bik", "signer_name")),
     ("/me/settings", {"name": "Никита"}, "name"), ("/me/settings", {"name": "Никита"}, "zone"), ("/me/tokens", {"label": "x"}, "label"),
     ("/schemes/pm_am/copies", {"code": "own", "name": "Своя"}, "name"), ("/transitions", {"to": "one"}, "reason"),
     ("/absences", {"person": "head", "starts_on": "2026-12-01", "ends_on": "2026-12-02"}, "note")],
)  # fmt: skip
def test_what_is_too_long_is_named(head, client, path, body, field):
    answer = post(client, head, path, body | {field: LONG})

    assert answer.status_code == 422
    assert field in " ".join(answer.json()["reasons"])


@pytest.mark.parametrize(("field", "value"), [("login", "а б"), ("login", "x/y"), ("language", "zz")])
def test_a_login_and_a_language_that_are_none_are_named(head, client, field, value):
    answer = post(client, head, "/people", PERSON | {field: value})

    assert (answer.status_code, Person.objects.filter(name="Ольга").exists()) == (422, False)
    assert field in " ".join(answer.json()["reasons"])


def test_a_department_is_closed_after_it_was_opened(head, client):
    made = open_department(make.agency(), name="Отдел", on=date(2026, 3, 2), by=head, at=make.MONDAY)

    answer = post(client, head, f"/departments/{made.pk}/closing", {"on": "2026-03-01", "reason": "ошибка"})

    assert (answer.status_code, len(answer.json()["reasons"])) == (409, 1)
    assert close_department(made, on=date(2026, 3, 2), reason="ошибка", by=head, at=make.MONDAY).closed_on == date(2026, 3, 2)


@pytest.mark.parametrize(("closed", "people", "on", "reasons"), [(False, 0, 2, 0), (True, 0, 2, 1), (False, 3, 2, 1), (True, 3, 1, 3)])
def test_why_a_department_is_not_closed(closed, people, on, reasons):
    assert len(reasons_not_to_close(closed=closed, people=people, opened_on=date(2026, 3, 2), on=date(2026, 3, on))) == reasons


def questions(client, path: str, **headers) -> int:
    assert client.get(path, **headers).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path, **headers)
    return len(captured)


def test_many_legal_entities_cost_no_more_than_two(head, client):
    client.force_login(head, backend=DOOR)
    paths = ("/people/agency/", "/api/v1/legal-entities")
    LegalEntity.objects.create(name="ИП", inn="500100732259")
    few = [questions(client, path) for path in paths]

    LegalEntity.objects.bulk_create(LegalEntity(name=f"ИП {n}", inn="500100732259") for n in range(8))
    Department.objects.bulk_create(Department(name=f"Отдел {n}", opened_on=make.LONG_AGO) for n in range(8))

    assert [questions(client, path) for path in paths] == few
