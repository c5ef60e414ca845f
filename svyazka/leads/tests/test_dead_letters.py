"""What is not understood waits for a person; what was stored is read once, whoever reads and whatever breaks off."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from svyazka.journal.models import Entry
from svyazka.kit import files
from svyazka.kit.errors import Malformed, NotYourDuty
from svyazka.leads import actions, queries
from svyazka.leads.actions import reading
from svyazka.leads.jobs import intake as jobs
from svyazka.leads.models import Lead, Raw
from svyazka.leads.rules.raw import MOST_BEGUN
from svyazka.leads.tests import make
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.engine

AT = make.MONDAY
DOOR = "allauth.account.auth_backends.AuthenticationBackend"
LETTER = b"From: Petr <p@example.org>\r\nSubject: Site\r\n\r\nhello"


@pytest.fixture
def w(db):
    return make.world()


def stored(w, raw: bytes = LETTER, *, at=None, **told) -> Raw:
    return actions.store_raw(w.agency, raw=raw, by=w.system, at=at or timezone.now(), **{"channel": "email", "name": "a.eml", **told})


def dead(w, raw: bytes = b"no letter at all", **told) -> Raw:
    return actions.read_raw(stored(w, raw, **told), by=w.system, at=timezone.now())


def browser(who) -> Client:
    client = Client()
    client.force_login(who, backend=DOOR)
    return client


# ---- reading by the queue -----------------------------------------------------------------------------------------------


def test_a_stored_message_is_read_by_its_job_and_a_second_job_changes_nothing(w):
    row = stored(w)
    assert (jobs.read_raw(row.pk), jobs.read_raw(row.pk)) == (True, False)
    row.refresh_from_db()
    assert (row.state, row.tries, row.begun, Lead.objects.count()) == ("linked", 1, 1, 1)


def test_storing_asks_the_queue_in_the_same_transaction_unless_the_caller_reads_at_once(w):
    def asked():
        with connection.cursor() as cursor:
            cursor.execute("select args->>'raw_id' from procrastinate_jobs where task_name = 'leads.read_raw' order by id")
            return [int(row[0]) for row in cursor.fetchall()]

    before = asked()
    row = stored(w)
    stored(w), stored(w, b"another", later=False)
    assert asked() == [*before, row.pk]


def test_the_sweep_takes_up_what_has_lost_its_job_but_not_what_came_just_now(w):
    old, fresh = stored(w, at=timezone.now() - timedelta(minutes=2)), stored(w, b"From: a@b.ru\r\n\r\nnew")
    assert (jobs.sweep(), jobs.sweep()) == (1, 0)
    old.refresh_from_db(), fresh.refresh_from_db()
    assert (old.state, fresh.state) == ("linked", "stored")


def test_a_message_that_breaks_its_reader_each_time_is_left_to_people(w, monkeypatch):
    row = stored(w, at=timezone.now() - timedelta(minutes=2))

    def killed(row, **told):
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patched:
        patched.setitem(reading.READERS, "mail", killed)
        for _ in range(MOST_BEGUN):
            with pytest.raises(OperationalError):
                jobs.read_raw(row.pk)
        row.refresh_from_db()
        assert (row.state, row.begun) == ("stored", MOST_BEGUN)
        with override("ru"):
            assert jobs.sweep() == 1
    row.refresh_from_db()
    assert (row.state, row.reason) == ("dead", "Чтение обрывалось 5 раз подряд.")
    assert actions.read_raw(row, by=w.anna, at=AT).state == "linked"


def test_a_fault_of_ours_is_told_to_the_log_and_the_message_waits(w, monkeypatch, caplog):
    def broken(row, **told):
        row.lead = make.lead(w)
        raise ZeroDivisionError("by zero")

    monkeypatch.setitem(reading.READERS, "mail", broken)
    row = dead(w, LETTER)
    assert (row.state, row.lead, Lead.objects.count()) == ("dead", None, 0) and "ZeroDivisionError" in row.reason
    assert "could not be read" in caplog.text


def test_bytes_that_are_gone_or_altered_are_told_as_the_reason(w):
    row = stored(w)
    files.path_of(row.digest).unlink()
    assert "FileNotFoundError" in actions.read_raw(row, by=w.system, at=AT).reason


@pytest.mark.django_db(transaction=True)
def test_two_readers_of_one_message_make_one_lead():
    world = make.world()
    for number in range(5):
        row, gate = stored(world, LETTER + b" %d" % number), threading.Barrier(2)

        def read(row=row, gate=gate):
            gate.wait()
            try:
                return actions.read_raw(row, by=world.system, at=AT).state
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as two:
            assert [one.result() for one in [two.submit(read), two.submit(read)]] == ["linked", "linked"]
    assert Lead.objects.count() == 5 and Entry.objects.filter(verb="leads.raw_read").count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_the_same_bytes_make_one_message():
    world, gate = make.world(), threading.Barrier(4)

    def store():
        gate.wait()
        try:
            return stored(world, b"From: a@b.ru\r\n\r\nonce").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as four:
        keys = {one.result() for one in [four.submit(store) for _ in range(4)]}
    assert len(keys) == 1 and Raw.objects.count() == 1


# ---- the call of the API ---------------------------------------------------------------------------------------------------


CALL = '{"source": "search", "title": "Сайт", "request": "Нужен сайт"}'


def call(w, body: str):
    return Client().post("/api/v1/leads", body, content_type="application/json", headers=bearer(w.anna))


def test_a_call_of_the_api_is_stored_as_it_came_and_read_at_once(w):
    answers = [call(w, CALL), call(w, CALL)]
    assert [answer.status_code for answer in answers] == [201, 201]
    rows = list(Raw.objects.order_by("pk"))
    assert [(row.kind, row.state, row.origin, row.lead_id) for row in rows] == [("api", "linked", "anna", a.json()["id"]) for a in answers]
    assert {files.read(row.digest) for row in rows} == {CALL.encode()} and Lead.objects.count() == 2


def test_a_call_that_names_a_known_lead_is_answered_with_it_and_kept_for_the_queue_to_link(w):
    first, later = CALL[:-1] + ', "external_id": "77"}', CALL[:-1] + ', "external_id": "77", "region": "Пермь"}'
    answers = [call(w, first), call(w, later)]
    assert [answer.status_code for answer in answers] == [201, 200] and answers[0].json()["id"] == answers[1].json()["id"]
    kept = Raw.objects.get(state="stored")
    assert files.read(kept.digest) == later.encode()
    jobs.read_raw(kept.pk)
    assert list(Raw.objects.values_list("state", "lead")) == [("linked", Lead.objects.get().pk)] * 2


def test_a_call_that_is_refused_waits_in_no_list_but_its_reason_is_kept(w):
    answer = call(w, CALL.replace("search", "nothing"))
    assert answer.status_code == 422
    row = Raw.objects.get()
    assert (row.state, bool(row.reason), Lead.objects.count()) == ("refused", True, 0) and not queries.waiting_for(w.head, AT).exists()


def test_a_call_that_was_stored_and_cut_off_is_read_by_the_sweep(w):
    row = stored(w, CALL.encode(), channel="form", kind="api", hints={"content_type": "application/json"}, later=False,
                 at=timezone.now() - timedelta(minutes=5))  # fmt: skip
    assert jobs.sweep() == 1
    row.refresh_from_db()
    assert (row.state, row.lead.title, row.lead.received_at) == ("linked", "Сайт", row.received_at)


# ---- what people do with dead letters -------------------------------------------------------------------------------------


def test_a_dead_letter_is_put_away_with_a_reason_and_brought_back(w):
    row = dead(w)
    with pytest.raises(Malformed):
        actions.discard_raw(row, reason="  ", by=w.anna, at=AT)
    away = actions.discard_raw(row, reason="реклама", by=w.anna, at=AT)
    assert (away.state, away.put_away_because) == ("discarded", "реклама") and files.read(row.digest) == b"no letter at all"
    assert list(queries.put_away_for(w.anna, AT)) == [row] and not queries.dead_letters_for(w.anna, AT).exists()
    back = actions.take_back_raw(row, by=w.anna, at=AT)
    assert (back.state, back.put_away_because, bool(back.reason)) == ("dead", "", True)
    with pytest.raises(NotYourDuty):
        actions.discard_raw(row, reason="реклама", by=w.pavel, at=AT)


def test_all_of_one_reason_are_read_again_and_the_others_are_left(w):
    rows = [dead(w, b"no letter %d" % n) for n in range(3)]
    empty = dead(w, b" ")
    files.path_of(rows[0].digest).write_bytes(files.path_of(rows[0].digest).read_bytes())
    assert actions.retry_raws(w.agency, reason=rows[0].reason, by=w.anna, at=AT) == 3
    assert set(Raw.objects.values_list("pk", "state")) == {*((row.pk, "stored") for row in rows), (empty.pk, "dead")}
    for row in rows:
        jobs.read_raw(row.pk)
    assert set(Raw.objects.values_list("state", "tries")) == {("dead", 2), ("dead", 1)}
    assert actions.retry_raws(w.agency, reason="такой нет", by=w.anna, at=AT) == 0


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pages_are_drawn_and_what_is_pressed_there_is_done(w, language):
    rows, page = [dead(w, b"no letter %d" % n) for n in range(3)], browser(w.anna)
    headers = {"Accept-Language": language}
    shown = page.get("/leads/dead-letters/", headers=headers).content.decode()
    assert shown.count("/reading/") == 3 and rows[0].reason in shown
    assert "no letter 1" in page.get(f"/leads/dead-letters/{rows[1].pk}/", headers=headers).content.decode()
    assert page.get(f"/leads/dead-letters/{rows[1].pk}/raw/").getvalue() == b"no letter 1"
    assert page.post(f"/leads/dead-letters/{rows[0].pk}/putting-away/", {"reason": "реклама"}).status_code == 302
    assert page.post(f"/leads/dead-letters/{rows[1].pk}/putting-away/", {"reason": ""}).status_code == 422
    assert "реклама" in page.get("/leads/dead-letters/?tab=away", headers=headers).content.decode()
    page.post(f"/leads/dead-letters/{rows[0].pk}/taking-back/")
    page.post("/leads/dead-letters/readings/", {"reason": rows[0].reason})
    assert set(Raw.objects.values_list("state", flat=True)) == {"stored"}
    assert page.get("/leads/dead-letters/", headers=headers).status_code == 200


def test_who_takes_no_leads_finds_no_dead_letters(w):
    row = dead(w)
    for path in (f"/leads/dead-letters/{row.pk}/", f"/leads/dead-letters/{row.pk}/raw/", "/leads/channels/"):
        assert browser(w.dev).get(path).status_code == 404, path
    assert row.name not in browser(w.dev).get("/leads/dead-letters/").content.decode()
    assert browser(w.dev).post(f"/leads/dead-letters/{row.pk}/reading/").status_code == 404
    assert browser(w.dev).post("/leads/dead-letters/readings/", {"reason": row.reason}).status_code == 403


def test_a_long_list_is_shown_in_parts_and_by_reason_and_channel(w):
    dead(w)
    Raw.objects.bulk_create(Raw(digest=f"{n:064x}", channel="form" if n % 2 else "email", name=f"n{n}", size=1, received_at=AT, state="dead",
                                reason="пусто") for n in range(60))  # fmt: skip
    page = browser(w.head)
    assert "page=2" in page.get("/leads/dead-letters/").content.decode()
    assert page.get("/leads/dead-letters/?page=2").content.decode().count("/reading/") == 11
    assert page.get("/leads/dead-letters/?reason=пусто&channel=form").content.decode().count("/reading/") == 30
    api = Client().get("/api/v1/dead-letters?reason=пусто&channel=form&limit=20", headers=bearer(w.head)).json()
    assert len(api["items"]) == 20 and api["next"]
    assert Client().get("/api/v1/dead-letters/reasons", headers=bearer(w.head)).json()["items"][0] == {"reason": "пусто", "count": 60}


# ---- the page of channels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_of_channels_shows_what_came_and_the_head_issues_a_key_there(w, language, settings):
    settings.MAILBOXES = ["imaps://info:p@mail.example/INBOX", "imap://info:s3cret@mail.example/"]
    box = actions.know_mailbox(w.agency, name="info · mail.example/INBOX", by=w.system, at=AT)
    actions.note_look(box, error="Сервер не отвечает: отказ.", by=w.system, at=timezone.now())
    stored(w), dead(w)
    page, headers = browser(w.head), {"Accept-Language": language}
    shown = page.get("/leads/channels/", headers=headers).content.decode()
    assert "Сервер не отвечает: отказ." in shown and "s3cret" not in shown and box.name in shown
    made = page.post("/leads/channels/keys/", {"name": "Сайт", "source": "search", "channel": "form", "per_minute": "60", "by_address": "on"})
    assert "svk_" in made.content.decode() and "svk_" not in page.get("/leads/channels/").content.decode()
    key = queries.keys(timezone.now()).get()
    assert page.post(f"/leads/channels/keys/{key.pk}/revocation/").status_code == 302
    assert page.post(f"/leads/channels/mailboxes/{box.pk}/checks/").status_code == 302
    assert page.post("/leads/channels/keys/", {"name": "", "source": "search"}).status_code == 422
    assert queries.live_key(key.code) is None


def test_an_account_manager_sees_the_channels_and_who_keeps_them(w):
    page = browser(w.anna)
    shown = page.get("/leads/channels/")
    assert shown.status_code == 200 and "/leads/channels/keys/" not in shown.content.decode()
    assert page.post("/leads/channels/keys/", {"name": "x", "source": "search", "channel": "form", "per_minute": "60"}).status_code == 403


def test_what_came_lately_is_counted_by_channel_and_kind(w):
    stored(w), dead(w), stored(w, b"form", channel="form")
    stored(w, b"old", at=timezone.now() - timedelta(days=8))
    told = {(row["channel"], row["kind"]): (row["count"], row["stored"], row["dead"]) for row in queries.came_lately(timezone.now())}
    assert told == {("email", "mail"): (2, 1, 1), ("form", "form"): (1, 1, 0)}
