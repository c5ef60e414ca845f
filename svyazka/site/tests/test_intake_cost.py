"""What it takes to let a lead in: so many questions of the database, among many leads as among few, and the journal held at the end alone."""

import hashlib
import hmac
import json
import time
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from svyazka.leads.actions import issue_key, make_form
from svyazka.leads.models import Lead, Raw
from svyazka.people.actions import invite_person
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.site.tests.world import Program, founded

pytestmark = pytest.mark.django_db
LEAD, HOOK, FORM = 33, 11, 13  # questions; where a transaction begins and ends is not counted
HELD = 9  # of a lead's: asked while nobody else writes in the journal


def told(n: int) -> dict:
    return {"source": "search", "title": f"Сайт {n}", "request": "Нужен сайт завода", "company": f"ООО «Завод {n}»", "region": "Москва",
            "contact": {"name": "Пётр", "email": f"p{n}@zavod{n}.example", "phone": f"+7495{n:07}"}}  # fmt: skip


def asked(act) -> list[str]:
    """Return what the act asks of the database."""
    said: list[str] = []

    def listen(execute, sql, params, many, context):
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        act()
    return [sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE"))]


@pytest.fixture
def head():
    founded()
    program = Program("head")
    program.does("/leads", told(0))  # the schemes are read, the token is used
    return program


def grow(program: Program) -> None:
    """Add account managers and leads."""
    head = Person.objects.get(username="head")
    for n in range(5):
        invite_person(the_agency(), login=f"am{n}", name=f"Анна {n}", email=f"am{n}@example.org", track="am", starts_on=date(2024, 1, 1), by=head, at=timezone.now())
    for n in range(10, 22):
        program.does("/leads", told(n))


def test_a_lead_asks_as_much_among_many_as_among_few(head):
    few = asked(lambda: head.does("/leads", told(1)))
    grow(head)
    many = asked(lambda: head.does("/leads", told(2)))

    assert len(few) == len(many) <= LEAD, few
    assert Lead.objects.count() == 15 and Raw.objects.filter(state="linked").count() == 15


def test_a_lead_of_a_client_who_is_known_asks_little_more(head):
    head.does("/leads", told(1))
    again = asked(lambda: head.does("/leads", {**told(1), "title": "Каталог"}))
    assert len(again) <= LEAD + 6, again


def test_the_journal_is_held_only_at_the_end(head):
    said = asked(lambda: head.does("/leads", told(1)))
    of_the_lead = said[next(n for n, sql in enumerate(said) if sql.startswith('INSERT INTO "leads_lead"')) :]
    held = of_the_lead[next(n for n, sql in enumerate(of_the_lead) if "journal_head for update" in sql) :]
    assert len(held) <= HELD, held


def test_what_a_program_sends_by_a_key_is_acknowledged_for_little(head):
    key, secret = issue_key(the_agency(), name="Форма", source="search", by=Person.objects.get(username="head"), at=timezone.now())

    def send(n: int) -> None:
        body, stamp = json.dumps(told(n)).encode(), str(int(time.time()))
        signature = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        answer = Client().post(f"/api/v1/intake/{key.code}", body, content_type="application/json",
                               headers={"X-Svyazka-Timestamp": stamp, "X-Svyazka-Signature": f"sha256={signature}"})  # fmt: skip
        assert answer.status_code == 202

    few = asked(lambda: send(1))
    for n in range(2, 9):
        send(n)
    assert len(few) == len(asked(lambda: send(9))) <= HOOK, few


def test_a_form_is_acknowledged_for_little(head):
    form = make_form(the_agency(), title="Форма", source="search", sites=["https://zavod.example"], by=Person.objects.get(username="head"), at=timezone.now())
    typed = {"title": "Сайт", "request": "Нужен сайт", "name": "Пётр", "email": "p@zavod.example", "consent_processing": "1"}
    few = asked(lambda: Client().post(f"/leads/forms/{form.key}/", typed))
    assert Raw.objects.get(channel="form", kind="form").state == "stored" and len(few) <= FORM, few
