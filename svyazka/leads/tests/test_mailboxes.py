"""Mailboxes over a real IMAP server: each letter once, nothing lost when the server dies, nothing changed in the mailbox."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from svyazka.clients.models import StoredFile
from svyazka.kit import files, imap
from svyazka.kit.imap import Address, address_of
from svyazka.leads import actions, queries
from svyazka.leads.jobs import intake as jobs
from svyazka.leads.models import Lead, Mailbox, Raw
from svyazka.leads.tests import make

pytest.importorskip("pymap", reason="the IMAP server of the tests (pymap) is not installed")
from svyazka.kit.tests.imap_server import running

pytestmark = pytest.mark.django_db


def letter(number: int) -> bytes:
    head = f"From: =?koi8-r?B?8MXU0g==?= <p{number}@example.org>\r\nTo: lead@agency.example\r\nSubject: Site {number}\r\n"
    return head.encode() + b"Content-Type: text/plain; charset=koi8-r\r\n\r\n" + f"Нужен сайт № {number}".replace("№", "N").encode("koi8-r")


LETTERS = [letter(n) for n in range(30)]


@pytest.fixture
def w():
    return make.world()


@pytest.fixture
def mailbox(settings):
    with running() as server:
        settings.MAILBOXES = [f"{server.url}?source=brand"]
        yield server


def look() -> int:
    return jobs.look_into(imap.addresses()[0].name)


def read_all() -> None:
    for key in list(queries.unread().values_list("pk", flat=True)):
        jobs.read_raw(key)


def test_thirty_letters_become_thirty_leads_and_a_second_look_adds_none(w, mailbox):
    mailbox.append(LETTERS)

    assert (look(), look()) == (30, 0)
    read_all()

    assert {files.read(raw.digest) for raw in Raw.objects.all()} == set(LETTERS)
    assert set(Raw.objects.values_list("state", "origin")) == {("linked", imap.addresses()[0].name)}
    leads = Lead.objects.select_related("source", "contact")
    assert {(lead.source.code, lead.channel, lead.contact.name) for lead in leads} == {("brand", "email", "Петр")}
    assert sorted(lead.request for lead in leads) == sorted(f"Нужен сайт N {n}" for n in range(30))
    row = Mailbox.objects.get()
    assert (row.taken, row.error) == (30, "") and row.checked_at and row.uidvalidity and mailbox.seen() == 0


def test_a_server_that_dies_in_the_middle_loses_nothing_and_comes_back_with_new_numbers(w, mailbox, monkeypatch):
    mailbox.append(LETTERS)
    store, stored = actions.store_raw, []

    def store_and_kill(*words, **told):
        stored.append(store(*words, **told))
        if len(stored) == 10:
            mailbox.kill()
        return stored[-1]

    with monkeypatch.context() as patched:
        patched.setattr(jobs.actions, "store_raw", store_and_kill)
        assert look() == 10
    row = Mailbox.objects.get()
    assert row.error and row.taken == 10 and Raw.objects.count() == 10

    with running(mailbox.port) as again:  # its memory is empty: the letters come with other numbers
        again.append(LETTERS)
        assert look() == 30
    read_all()
    row.refresh_from_db()
    assert (row.error, Raw.objects.count(), Lead.objects.count()) == ("", 30, 30)


def test_a_wrong_password_is_told_without_the_password_and_the_next_look_mends_it(w, mailbox, settings):
    right = settings.MAILBOXES
    settings.MAILBOXES = [right[0].replace("%D1%81", "%D1%82")]
    with override("ru"):
        assert look() == 0
    row = Mailbox.objects.get()
    assert row.error == "Сервер не впустил нас: проверьте имя и пароль." and row.well_at is None

    settings.MAILBOXES = right
    look()
    row.refresh_from_db()
    assert (row.error, row.well_at is not None) == ("", True)


def test_a_server_that_is_not_there_is_told_so(w, settings):
    settings.MAILBOXES = ["imap://a:secret@127.0.0.1:9/INBOX"]
    with override("ru"):
        assert look() == 0
    assert Mailbox.objects.get().error.startswith("Сервер не отвечает") and "secret" not in Mailbox.objects.get().error


def test_what_was_taken_is_marked_as_seen_only_when_asked(w, mailbox, settings):
    mailbox.append(LETTERS[:2])
    settings.MAILBOXES = [f"{mailbox.url}?mark=1"]
    assert look() == 2
    assert mailbox.seen() == 2


def test_the_clock_of_a_lead_runs_from_when_the_letter_reached_the_mailbox(w, mailbox):
    before = timezone.now().replace(microsecond=0)
    mailbox.append(LETTERS[:1])
    look()
    row = Raw.objects.get()
    assert before <= row.received_at <= timezone.now()
    Raw.objects.update(received_at=make.MONDAY)  # the queue stood for long
    read_all()
    assert Lead.objects.get().received_at == make.MONDAY


def test_files_of_a_letter_stay_with_what_it_says(w, mailbox):
    parts = b"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + "Смета во вложении".encode() + (
        b"\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''%D0%A1%D0%BC%D0%B5%D1%82%D0%B0.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--x--\r\n")  # fmt: skip
    mailbox.append([b"From: p@example.org\r\nSubject: Site\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + parts])
    look(), read_all()
    file = StoredFile.objects.get()
    assert (file.name, file.content_type, file.stream, files.read(file.digest)) == ("Смета.pdf", "application/pdf", "client", b"%PDF-1.4")
    assert (file.message.text, file.engagement) == ("Смета во вложении", Lead.objects.get().engagement)


@pytest.mark.parametrize(("url", "told"), [
    ("imaps://a%40b.ru:p%3Aw@mail.ru/%D0%97%D0%B0%D1%8F%D0%B2%D0%BA%D0%B8?source=brand&since=2026-11-01&mark=1",
     Address("a@b.ru", "p:w", "mail.ru", 993, "Заявки", True, source="brand", since=date(2026, 11, 1), mark=True)),
    ("imap://a:b@mail.ru?starttls=1", Address("a", "b", "mail.ru", 143, "INBOX", False, starttls=True)),
    ("imap://a:b@localhost:1143/INBOX", Address("a", "b", "localhost", 1143, "INBOX", False)),
])  # fmt: skip
def test_an_address_is_read(url, told):
    assert address_of(url) == told


@pytest.mark.parametrize("url", ["imap://a:secret@mail.ru/INBOX", "https://a:secret@mail.ru/", "imaps://mail.ru/INBOX", "imaps://a:secret@b:x/",
                                 "imaps://a:secret@mail.ru/INBOX?since=yesterday"])  # fmt: skip
def test_a_wrong_address_is_told_without_its_password(url):
    with pytest.raises(ValueError) as wrong:
        address_of(url)
    assert "secret" not in str(wrong.value) and str(wrong.value)
