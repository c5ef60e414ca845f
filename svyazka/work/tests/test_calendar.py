"""One's tasks and the promised days of projects in a calendar program (RFC 5545)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.tests.test_pages import as_
from svyazka.kit.ical import Event, as_calendar, escaped, folded
from svyazka.people.actions import close_calendar, deactivate_person, open_calendar
from svyazka.people.models import ApiToken
from svyazka.people.rules import TASKS
from svyazka.roles.tests.make import bearer
from svyazka.work.actions import plan_schedule
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY, person


def unfolded(raw: bytes) -> list[str]:
    text = raw.decode()
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def values(raw: bytes, name: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(raw) if line.partition(":")[0].partition(";")[0] == name]


# ---- the format ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "told"), [("a;b,c\\d", "a\\;b\\,c\\\\d"), ("one\r\ntwo\rthree\nfour", "one\\ntwo\\nthree\\nfour"), ("Привет", "Привет")])
def test_values_are_escaped(text, told):
    assert escaped(text) == told


@pytest.mark.parametrize("line", ["x" * 300, "SUMMARY:" + "щ" * 200, "🎉" * 60, ""])
def test_lines_are_folded_by_octets_inside_no_letter(line):
    raw = folded(line)
    assert all(len(part.encode()) <= 75 for part in raw.split("\r\n")) and raw.replace("\r\n ", "") == line + "\r\n"


def test_events_stand_as_the_standard_says():
    events = [Event("a-1", "Встреча; вторая", MONDAY, MONDAY + timedelta(hours=2), "https://x/1", "раз\nдва", 3), Event("b-2", "День", date(2026, 3, 9), date(2026, 3, 10))]
    raw = as_calendar("Мои", "Work", events, host="x", at=MONDAY).content
    lines = unfolded(raw)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert values(raw, "UID") == ["a-1@x", "b-2@x"] and values(raw, "DTSTART")[1] == "20260309" and values(raw, "DTEND")[1] == "20260311"
    assert datetime.strptime(values(raw, "DTSTART")[0], "%Y%m%dT%H%M%SZ") == MONDAY.astimezone(UTC).replace(tzinfo=None)
    assert values(raw, "TRANSP") == ["TRANSPARENT"] * 2, "a task of a week leaves its person free for meetings"
    assert values(raw, "SEQUENCE") == ["3"] and values(raw, "DESCRIPTION") == ["раз\\nдва"] and "VERSION:2.0" in lines


# ---- the feeds ----------------------------------------------------------------------------------------------------
pytest_db = pytest.mark.django_db


def read(path: str, *, at=MONDAY, method="get", **headers):
    with time_machine.travel(at, tick=False):
        return getattr(Client(), method)(path, headers=headers)


def scheduled():
    task = make.task(due_on=date(2026, 3, 20))
    plan_schedule(task.project, by=person("pavel", "pm"), at=MONDAY)
    return task


@pytest_db
def test_the_assignee_reads_their_tasks_and_nobody_elses():
    task = scheduled()
    secrets = {one.username: open_calendar(one, of=TASKS, by=one, at=MONDAY) for one in (person("dev", "specialist"), person("pavel", "pm"))}
    his, pms = (read(f"/work/calendar/{secrets[name]}.ics") for name in ("dev", "pavel"))
    assert his["Content-Type"].startswith("text/calendar") and his["Cache-Control"] == "private, no-cache"
    assert values(his.content, "UID") == [f"task-{task.pk}@testserver", f"due-{task.pk}@testserver"] and values(pms.content, "UID") == []
    again = read(f"/work/calendar/{secrets['dev']}.ics", at=MONDAY + timedelta(days=1))
    assert values(again.content, "UID") == values(his.content, "UID"), "an event keeps its name for good"


@pytest_db
def test_whoever_reads_twice_in_a_row_is_told_the_same_and_nothing_twice():
    task = scheduled()
    address = f"/work/calendar/{open_calendar(task.assignee, of=TASKS, by=task.assignee, at=MONDAY)}.ics"
    first = read(address)
    for path in (address, address.replace(".ics", f"/projects/{task.project_id}.ics")):
        once = read(path)
        with CaptureQueriesContext(connection) as asked:
            again = read(path, at=MONDAY + timedelta(seconds=1))
        assert (once.status_code, again.status_code, again.content) == (200, 200, once.content)
        assert not any("work_task" in one["sql"] or "projects_stage" in one["sql"] for one in asked), "often is no more work"
    later = MONDAY + timedelta(minutes=5)
    unchanged = read(address, at=later, **{"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", first["ETag"])
    task.title = "Иначе"
    task.save()
    changed = read(address, at=later + timedelta(minutes=5), **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and "Иначе" in changed.content.decode() and changed["ETag"] != first["ETag"]


@pytest_db
def test_promised_days_are_read_by_who_sees_the_project():
    task = scheduled()
    anna, kira = person("anna", "am"), person("kira", "specialist")
    secrets = [open_calendar(one, of=TASKS, by=one, at=MONDAY) for one in (anna, kira)]
    hers, strangers = (read(f"/work/calendar/{secret}/projects/{task.project_id}.ics") for secret in secrets)
    assert values(hers.content, "UID") == [f"stage-{task.stage_id}@testserver"] and values(hers.content, "DTSTART") == ["20260331"]
    assert strangers.status_code == 404 and read(f"/work/calendar/{secrets[0]}/projects/{2**70}.ics").status_code == 404


@pytest_db
def test_the_address_is_its_own_and_ends():
    dev, head = person("dev", "specialist"), person("head", "head")
    first = open_calendar(dev, of=TASKS, by=dev, at=MONDAY)
    tenders = open_calendar(dev, by=dev, at=MONDAY)
    assert read(f"/work/calendar/{first}.ics").status_code == 200, "the calendar of tenders is another one"
    assert read(f"/work/calendar/{tenders}.ics").status_code == 404 and read(f"/tenders/calendar/{first}.ics").status_code == 404
    assert read(f"/work/calendar/{first}.ics", at=MONDAY + timedelta(seconds=9), method="post").status_code == 405
    assert Client().get("/api/v1/me", headers={"Authorization": f"Bearer {first}"}).status_code == 401
    second = open_calendar(dev, of=TASKS, by=dev, at=MONDAY)
    assert read(f"/work/calendar/{first}.ics").status_code == 404 and read(f"/work/calendar/{second}.ics").status_code == 200
    close_calendar(dev, of=TASKS, by=dev, at=MONDAY)
    assert read(f"/work/calendar/{second}.ics", at=MONDAY + timedelta(minutes=1)).status_code == 404
    third = open_calendar(dev, of=TASKS, by=dev, at=MONDAY)
    deactivate_person(dev, by=head, at=MONDAY)
    assert read(f"/work/calendar/{third}.ics").status_code == 404 and not ApiToken.objects.filter(revoked_at=None, person=dev).exists()


@pytest_db
def test_the_page_shows_the_address_once(client):
    scheduled()
    dev = person("dev", "specialist")
    page = as_(client, dev).post("/work/calendar/address/").content.decode()
    found = next(part for part in page.split('"') if part.startswith("http") and part.endswith(".ics") and "projects" not in part)
    assert read(found.removeprefix("http://testserver")).status_code == 200
    assert found not in client.get("/work/calendar/").content.decode()
    assert "BEGIN:VCALENDAR" in client.get("/work/calendar/tasks.ics").content.decode()
    assert client.post("/work/calendar/address/closing/").status_code == 302
    assert "My tasks in a calendar" in as_(client, dev, "en").get("/work/calendar/").content.decode()


@pytest_db
def test_the_same_by_api(client):
    token = bearer(person("dev", "specialist"))
    make.project()
    made = client.post("/api/v1/task-calendar/address", headers=token)
    assert made.status_code == 201 and read("/" + made.json()["address"].split("/", 3)[3]).status_code == 200
    assert client.get("/api/v1/task-calendar/address", headers=token).json()["read_at"]
    assert client.delete("/api/v1/task-calendar/address", headers=token).json() == {"made_at": None, "read_at": None}
