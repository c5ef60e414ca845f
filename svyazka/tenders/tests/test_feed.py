"""A calendar program reads the days of tenders by a secret address: what its owner sees, while the owner is here, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from svyazka.journal.models import Entry
from svyazka.leads.tests.test_pages import as_
from svyazka.people.actions import close_calendar, deactivate_person, open_calendar
from svyazka.people.models import ApiToken
from svyazka.roles.tests.make import bearer
from svyazka.tenders.tests.test_tenders import AT, opened, w  # noqa: F401  the world is a fixture

pytestmark = pytest.mark.django_db


def read(secret: str, *, at=AT, method="get"):
    """Read as a calendar program does: with no sign-in and no language of a browser."""
    with time_machine.travel(at, tick=False):
        return getattr(Client(), method)(f"/tenders/calendar/{secret}.ics")


def later(seconds: int):
    return AT + timedelta(seconds=seconds)


def test_it_tells_what_its_owner_sees_in_the_owners_words(w):  # noqa: F811
    opened(w, "Сайт музея")
    w.irina.language = "en"
    w.irina.save()
    anna, irina = (open_calendar(one, by=one, at=AT) for one in (w.anna, w.irina))

    hers, others = (read(secret).content.decode().replace("\r\n ", "") for secret in (anna, irina))
    assert "Сайт музея" in hers and "X-WR-CALNAME:Тендеры" in hers
    assert "Сайт музея" not in others and "X-WR-CALNAME:Tenders" in others, "a colleague's tender is not irina's to see"


def test_a_wrong_or_old_secret_is_nothing_and_only_a_hash_is_kept(w):  # noqa: F811
    first = open_calendar(w.anna, by=w.anna, at=AT)
    second = open_calendar(w.anna, by=w.anna, at=AT)
    assert [read(one).status_code for one in (first, second, second[:-1], "", "x" * 300)] == [404, 200, 404, 404, 404]
    assert not any(second in str(row) for row in (*ApiToken.objects.values_list(), *Entry.objects.values_list("facts")))
    close_calendar(w.anna, by=w.anna, at=AT)
    assert read(second, at=later(60)).status_code == 404
    assert list(Entry.objects.filter(verb__startswith="people.calendar_").order_by("seq").values_list("verb", flat=True)) == [
        "people.calendar_opened", "people.calendar_opened", "people.calendar_closed"]  # fmt: skip


def test_who_is_let_go_is_read_no_more(w):  # noqa: F811
    secret = open_calendar(w.anna, by=w.anna, at=AT)
    deactivate_person(w.anna, by=w.head, at=AT)
    assert read(secret).status_code == 404 and not ApiToken.objects.filter(revoked_at=None, scopes=["calendar"]).exists()


def test_it_is_kept_by_its_reader_alone_told_again_to_whoever_asks_often_and_changed_by_no_program(w):  # noqa: F811
    opened(w)
    secret = open_calendar(w.anna, by=w.anna, at=AT)
    answer = read(secret)
    assert answer["Cache-Control"] == "private, no-cache" and answer["Content-Type"].startswith("text/calendar")
    again = read(secret, at=later(1))
    assert (again.status_code, again.content, again["ETag"]) == (200, answer.content, answer["ETag"])
    assert [read(secret, at=later(n), method=method).status_code for n, method in ((4, "head"), (8, "get"), (12, "post"), (16, "delete"))] == [
        200, 200, 405, 405]  # fmt: skip
    assert ApiToken.objects.get(scopes=["calendar"]).used_at == later(8)


def test_it_holds_no_more_than_so_many_days_the_nearest_first(w, monkeypatch):  # noqa: F811
    for title, days in (("Дальний", 30), ("Ближний", 3), ("Средний", 9)):
        opened(w, title, deadline_at=AT + timedelta(days=days))
    secret = open_calendar(w.anna, by=w.anna, at=AT)
    monkeypatch.setattr("svyazka.tenders.views.feed.MOST_MARKS", 2)
    days_later = read(secret, at=AT + timedelta(days=5)).content.decode()
    assert [name in days_later for name in ("Средний", "Дальний", "Ближний")] == [True, True, False], "what has been goes first"


def test_the_secret_opens_nothing_else(client, w):  # noqa: F811
    secret = open_calendar(w.anna, by=w.anna, at=AT)
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert client.get("/tenders/", headers={"Authorization": f"Bearer {secret}"}).status_code == 302


def test_the_page_shows_the_address_once_and_makes_another(client, w):  # noqa: F811
    opened(w)
    page = as_(client, w.anna).post("/tenders/calendar/address/").content.decode()
    address = next(part for part in page.split('"') if part.startswith("http") and part.endswith(".ics"))
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert read(secret).status_code == 200
    again = client.get("/tenders/calendar/").content.decode()
    assert secret not in again and "Сделать другой адрес" in again
    assert client.post("/tenders/calendar/address/closing/").status_code == 302
    assert read(secret, at=later(9)).status_code == 404 and "Сделать адрес" in client.get("/tenders/calendar/").content.decode()


def test_the_same_by_api(client, w):  # noqa: F811
    token = bearer(w.anna)
    made = client.post("/api/v1/tender-calendar/address", headers=token)
    assert made.status_code == 201 and read(made.json()["address"].rpartition("/")[2].removesuffix(".ics")).status_code == 200
    told = client.get("/api/v1/tender-calendar/address", headers=token).json()
    assert told["made_at"] and told["read_at"] and "address" not in told
    assert client.delete("/api/v1/tender-calendar/address", headers=token).json() == {"made_at": None, "read_at": None}
