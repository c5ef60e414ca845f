"""Bad input of others through every channel: taken, waiting with a reason, or refused with one; together exactly what was sent."""

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from svyazka.clients.models import StoredFile
from svyazka.kit import files, imap
from svyazka.kit.verify import CHECKS
from svyazka.leads import queries
from svyazka.leads.actions import issue_key
from svyazka.leads.jobs import intake as jobs
from svyazka.leads.models import Lead, Raw
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.site.intake import take_files
from svyazka.site.tests.world import founded, programs

DATA = Path(__file__).parents[4] / "shared/data"
MAIL, SECURITY = DATA / "mail", DATA / "security"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (MAIL.is_dir() and SECURITY.is_dir()), reason="the samples of hostile input are not on this machine"),
]
LINES_OF_A_LIST = int(os.environ.get("SVYAZKA_BAD_LINES", "4"))  # a bigger number makes a longer run
LINE_END = re.compile(rb"\r\n|\r|\n")
SETTLED = {"linked", "dead"}


@pytest.fixture(autouse=True)
def fast_disk(monkeypatch):
    """Leave the disk out of it, as the tests' database does: that bytes are synced is tested where they are kept."""
    monkeypatch.setattr(files.os, "fsync", lambda descriptor: None)


def mails() -> list[bytes]:
    """Return every file of the collection of mail, whatever it is, each content once."""
    found = {place.read_bytes() for place in sorted(MAIL.rglob("*")) if place.is_file()}
    return sorted(found, key=lambda raw: hashlib.sha256(raw).digest())


def hostile_files() -> list[bytes]:
    """Return every file of the collection of hostile input, each content once."""
    found = {place.read_bytes() for place in sorted(SECURITY.rglob("*")) if place.is_file()}
    return sorted(found, key=lambda raw: hashlib.sha256(raw).digest())


def hostile_lines() -> list[bytes]:
    """Return lines of every list: all of a short one, as many from all over a long one."""
    found: dict[bytes, None] = {}
    for place in sorted(SECURITY.rglob("*")):
        if place.suffix in (".txt", ".csv") and place.is_file():
            found |= dict.fromkeys(_spread([line for line in place.read_bytes().split(b"\n") if line.strip()]))
    naughty = json.loads((SECURITY / "blns/blns.json").read_text("utf-8"))
    found |= dict.fromkeys(_spread([line.encode("utf-8", "surrogatepass") for line in naughty], 10 * LINES_OF_A_LIST))
    return list(found)


def _spread(lines: list[bytes], most: int = LINES_OF_A_LIST) -> list[bytes]:
    step = max(len(lines) // most, 1)
    return lines[::step][:most]


def read_all() -> None:
    while left := list(queries.unread().values_list("pk", flat=True)):
        for key in left:
            jobs.read_raw(key)


def states() -> Counter:
    return Counter(Raw.objects.values_list("state", flat=True))


def nothing_is_ours(caplog) -> None:
    """Check that no fault of ours was written down, every byte is there under its hash, and journal and files are whole."""
    assert [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
    assert not Raw.objects.filter(state="dead", reason="").exists()
    for row in Raw.objects.all():
        assert hashlib.sha256(files.read(row.digest)).hexdigest() == row.digest
    assert [(name, told) for name in ("journal", "files", "raw messages") for told in CHECKS[name]()] == []
    assert Lead.objects.count() == Raw.objects.filter(state="linked").exclude(lead=None).values("lead").distinct().count()


def test_every_mail_by_files(caplog, tmp_path):
    founded()
    sent = mails()
    for number, raw in enumerate(sent):
        (tmp_path / f"{number}.eml").write_bytes(raw)
    count = take_files([str(place) for place in sorted(tmp_path.iterdir())], missing=pytest.fail)
    again = take_files([str(place) for place in sorted(tmp_path.iterdir())], missing=pytest.fail)

    assert sum(count.values()) == len(sent) == Raw.objects.count() and set(count) <= SETTLED and count["linked"] > 80
    assert count["linked"] == again["linked"] and states() == count and StoredFile.objects.count() > 30
    nothing_is_ours(caplog)


def test_every_mail_over_imap(caplog, settings):
    pytest.importorskip("pymap", reason="the IMAP server of the tests (pymap) is not installed")
    from svyazka.kit.tests.imap_server import running

    founded()
    sent = list({LINE_END.sub(b"\r\n", raw): None for raw in mails() if raw})  # as mail travels; nothing at all is no letter
    with running() as server:
        settings.MAILBOXES = [server.url]
        server.append(sent)
        assert jobs.look_into(imap.addresses()[0].name) == len(sent)
        held = server.held()  # it writes some broken letters in its own way
    read_all()

    assert Raw.objects.count() == len(held) and sum(states().values()) == len(held) and set(states()) <= SETTLED
    assert {row.digest for row in Raw.objects.all()} == {hashlib.sha256(raw).hexdigest() for raw in held}
    nothing_is_ours(caplog)


JSON, FORM = "application/json", "application/x-www-form-urlencoded"
KINDS = (JSON, FORM, "text/plain", "multipart/form-data; boundary=x", "")


def webhook_bodies() -> Iterator[tuple[bytes, str]]:
    """Yield every mail and every hostile file under one kind after another, and each hostile line in one shape after another."""
    for number, raw in enumerate((*mails(), *hostile_files())):
        yield raw, KINDS[number % len(KINDS)]
    for number, line in enumerate(hostile_lines()):
        field = b"name=" + line + b"&phone=%2B79123456789&message=" + line
        ours = {"title": line.decode("latin-1"), "request": line.decode("utf-8", "replace"), "contact": {"email": line.decode("latin-1")}}
        yield ((line, JSON), (field, FORM), (json.dumps(ours).encode(), JSON))[number % 3]


def test_everything_by_webhook(caplog):
    founded()
    head = Person.objects.get(username="head")
    key, secret = issue_key(the_agency(), name="Вредная", source="search", by_address=True, per_minute=10_000, by=head, at=timezone.now())
    client, answers, sent = Client(), Counter(), set()
    for body, kind in webhook_bodies():
        answer = client.generic("POST", f"/api/v1/intake/{key.code}?token={secret}", body, content_type=kind)
        answers[answer.status_code] += 1
        assert answer.status_code == 202 or answer.json()["reasons"]
        sent |= {hashlib.sha256(body).hexdigest()} if answer.status_code == 202 else set()
    read_all()

    assert set(answers) <= {202, 413} and sent == set(Raw.objects.values_list("digest", flat=True))
    assert Raw.objects.count() == len(sent) == sum(states().values()) and set(states()) == SETTLED
    nothing_is_ours(caplog)


def test_everything_by_calls_of_the_api(caplog):
    founded()
    anna, answers, sent = programs()["anna"], Counter(), 0
    bodies = [*hostile_files(), *mails(), *(call_with(line) for line in hostile_lines())]
    for body in bodies:
        answer = anna.client.post("/api/v1/leads", body, content_type="application/json", headers=anna.headers)
        answers[answer.status_code] += 1
        sent += 1
        assert answer.status_code == 201 or answer.json()["title"], (answer.status_code, body[:80])

    assert set(answers) <= {201, 400, 409, 413, 422} and sum(answers.values()) == sent
    assert answers[201] == Lead.objects.count() == states()["linked"] > 100 and set(states()) <= {"linked", "refused"}
    nothing_is_ours(caplog)


def call_with(line: bytes) -> bytes:
    text = line.decode("utf-8", "replace")
    return json.dumps({"source": "search", "title": text[:200], "request": text, "company": text[:300],
                       "contact": {"name": text[:200], "email": text[:254], "phone": text[:40]}, "region": text[:100]}).encode()  # fmt: skip


def test_hostile_words_in_letters(caplog, tmp_path):
    founded()
    sent = {letters_with(line)[number % 2] for number, line in enumerate(hostile_lines())}
    for number, raw in enumerate(sorted(sent)):
        (tmp_path / f"{number}.eml").write_bytes(raw)
    count = take_files([str(place) for place in sorted(tmp_path.iterdir())], missing=pytest.fail)

    assert sum(count.values()) == len(sent) == Raw.objects.count() and set(count) <= SETTLED and count["linked"] > 50
    nothing_is_ours(caplog)


def letters_with(line: bytes) -> tuple[bytes, bytes]:
    one_line = line.replace(b"\r", b" ").replace(b"\n", b" ")
    plain = b"From: a@b.ru\r\nSubject: site\r\n\r\n" + line
    head = b"From: " + one_line + b" <a@b.ru>\r\nSubject: " + one_line + b"\r\nContent-Type: text/html\r\n\r\n"
    return plain, head + b"<p>" + line + b"</p>"


def test_the_tables_hold_nothing_that_a_page_cannot_show(caplog):
    """Leads of hostile words are listed and opened like any others."""
    founded()
    people = programs()
    for line in hostile_lines()[:: max(len(hostile_lines()) // 40, 1)]:
        people["anna"].client.post("/api/v1/leads", call_with(line), content_type="application/json", headers=people["anna"].headers)
    browser = Client()
    browser.force_login(Person.objects.get(username="anna"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/leads/?tab=all").status_code == 200
    assert {browser.get(f"/leads/{lead.pk}/").status_code for lead in Lead.objects.all()} == {200}
    assert connection.is_usable() and caplog.records == []
