"""Files brought in: where each lead stands afterwards, a second time, a stop in the middle, an undoing that harms nobody."""

from datetime import timedelta
from pathlib import Path

import pytest

from svyazka.clients.models import Client, Contact, Engagement, Message
from svyazka.clients.steps import know_client
from svyazka.journal.models import Entry
from svyazka.journal.queries import broken_links
from svyazka.kit import files
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.guard import may
from svyazka.kit.states import complement
from svyazka.kit.workclock import shown_clock
from svyazka.leads import actions, queries
from svyazka.leads.actions.bringing import runs
from svyazka.leads.models import ImportRow, ImportRun, Lead
from svyazka.leads.queries.clock import clock_of
from svyazka.leads.rules.bringing import BRINGING, RunState
from svyazka.leads.steps.clock import wind_all
from svyazka.leads.tests import make
from svyazka.leads.tests.bringing import AT, bring, csv_of, digest, kept, undo
from svyazka.people.models import Person
from svyazka.roles.models import Seat, SeatCall
from svyazka.sources.models import Source

pytestmark = pytest.mark.django_db
HEADINGS = ["ID", "Название сделки", "Бюджет", "Ответственный", "Дата создания сделки", "Дата закрытия", "Этап сделки", "Компания",
            "Полное имя контакта", "Рабочий телефон", "Источник", "Примечание"]  # fmt: skip
DATASET = Path(__file__).parents[4] / "shared/data/crm-bitrix24/simulator-dataset.json"


def deal(key, stage="Переговоры", *, owner="", came="12.01.2025 10:00:00", closed="не закрыта", company="", phone="", source="", note="", worth=""):
    return [str(key), f"Сделка {key}", worth, owner, came, closed, stage, company or f"ООО «Завод {key}»", "Пётр", phone, source, note]


@pytest.fixture
def w():
    world = make.world()
    Person.objects.filter(pk=world.anna.pk).update(name="Анна Белова")
    Person.objects.filter(pk=world.irina.pk).update(name="Ирина Жукова")
    return world


def leads() -> dict[str, Lead]:
    return {lead.external_id.removeprefix("amo:"): lead for lead in Lead.objects.select_related("engagement__client", "source", "taken_by")}


def test_each_deal_stands_where_an_agency_wants_it(w):
    fresh = f"{AT - timedelta(days=2):%d.%m.%Y} 10:00:00"
    bring(w, csv_of(HEADINGS,
        deal(1, "Успешно реализовано", owner="Белова Анна", closed="01.03.2025 12:00:00", worth="120000"),
        deal(2, "Закрыто и не реализовано", closed="02.03.2025"),
        deal(3, owner="Анна Белова"),
        deal(4, owner="Кто-то Прежний"),
        deal(5, "Первичный контакт", came=fresh),
        deal(6, "Первичный контакт", came=fresh, owner="Ирина Жукова"),
        deal(7, "Первичный контакт", owner="Ирина Жукова"),
    ))  # fmt: skip
    found = leads()

    assert {key: (lead.state, lead.engagement.state, lead.taken_by and lead.taken_by.username) for key, lead in found.items()} == {
        "1": ("won", "done", "anna"), "2": ("lost", "lost", None), "3": ("qualified", "brief", "anna"), "4": ("frozen", "lead", None),
        "5": ("new", "lead", None), "6": ("taken", "lead", "irina"), "7": ("frozen", "lead", "irina"),
    }  # fmt: skip
    assert (found["1"].won_kopecks, found["2"].closing_reason) == (12_000_000, "Закрыто и не реализовано (так в amoCRM)")
    assert {seat.engagement.lead.external_id: seat.person.username for seat in Seat.objects.all()} == {"amo:3": "anna", "amo:6": "irina", "amo:7": "irina"}
    assert [call.engagement.lead.external_id for call in SeatCall.objects.all()] == ["amo:5"]
    assert may(w.anna, actions.QUALIFY, found["3"], AT) and not may(w.irina, actions.QUALIFY, found["3"], AT)
    waiting = queries.tab(queries.visible_to(w.irina, AT), "waiting", w.irina)
    assert {lead.external_id for lead in waiting} == {"amo:5", "amo:6"} and all(lead.answer_due_at > AT for lead in waiting)
    assert list(broken_links()) == []


def test_an_old_lead_that_nobody_leads_can_be_taken_up(w):
    bring(w, csv_of(HEADINGS, deal(1)))
    lead = actions.take_lead(Lead.objects.get(), by=w.anna, at=AT)

    assert (lead.state, lead.taken_by) == ("taken", w.anna) and may(w.anna, actions.QUALIFY, lead, AT)
    with pytest.raises(Refused):
        actions.take_lead(lead, by=w.irina, at=AT)


def test_clients_and_contacts_are_known_again_and_notes_stay_inside(w):
    known = know_client(name="ООО «Завод»", contact={"name": "Пётр", "phone": "+79123456789"}, at=AT)
    bring(w, csv_of(HEADINGS, deal(1, company="завод", phone="'8 912 345-67-89", note="Ворчит"), deal(2, company="ООО Лавка", phone="+7 913 000-00-00"),
                    deal(3, company="Лавка", phone="+7 913 000-00-00")))  # fmt: skip

    assert leads()["1"].engagement.client == known and leads()["2"].engagement.client == leads()["3"].engagement.client
    assert (Client.objects.count(), Contact.objects.count()) == (2, 2)
    assert [(message.stream, message.text, message.from_client) for message in Message.objects.all()] == [("internal", "Примечание: Ворчит", False)]


def test_sources_are_found_by_what_they_are_called_or_made_once(w):
    run = bring(w, csv_of(HEADINGS, deal(1, source="Рекомендация"), deal(2, source="Выставка «Лето»"), deal(3, source="выставка «лето»"), deal(4)))

    assert {key: lead.source.code for key, lead in leads().items()} == {"1": "referral", "2": "vystavka-leto", "3": "vystavka-leto", "4": "unnamed"}
    assert run.made_sources == ["vystavka-leto", "unnamed"] and Source.objects.get(code="unnamed").name == "Не указан"

    bring(w, csv_of(HEADINGS, deal(5, source="Сайт"), deal(6)), sources={"Сайт": "search"}, source="cold")
    assert (leads()["5"].source.code, leads()["6"].source.code) == ("search", "cold")


def test_a_second_time_and_the_same_rows_in_another_file_change_nothing(w):
    first, second = csv_of(HEADINGS, deal(1), deal(2)), csv_of(HEADINGS, deal(2), deal(1), deal(3), encoding="utf-8")
    bring(w, first)
    before = digest()
    assert queries.counts_of(bring(w, first)) == {"new": 2, "known": 0, "wrong": 0, "kept": 0} and digest() == before

    assert queries.counts_of(bring(w, second)) == {"new": 1, "known": 2, "wrong": 0, "kept": 0}
    assert Lead.objects.count() == 3


def test_our_own_rows_without_an_id_are_known_by_their_words(w):
    raw = csv_of(["source", "title", "request", "name"], ["search", "Сайт", "Нужен", "Пётр"], ["search", "Сайт", "Нужен", "Пётр"], ["moon", "Сайт", "", ""],
                 ["search", "", "x", ""], delimiter=",", encoding="utf-8")  # fmt: skip
    run = bring(w, raw)
    assert queries.counts_of(run) == {"new": 1, "known": 1, "wrong": 2, "kept": 0}
    assert {row.number: row.wrong[0][0] for row in queries.rows_of(run, "wrong")} == {4: "source", 5: "title"}
    lead = Lead.objects.get()
    assert (lead.state, lead.received_at, lead.answered_at) == ("new", AT, None) and lead.answer_due_at > AT
    assert Message.objects.get().from_client and SeatCall.objects.count() == 1


def test_a_dry_run_writes_nothing_and_tells_everything(w):
    run = kept(w, csv_of(HEADINGS, deal(1, source="Выставка", owner="Анна Белова"), deal(2, came="32.01.2025"), deal(3, came="01.01.2030"), deal(4)))
    before = digest()
    run = actions.try_import(run, by=w.head, at=AT)

    assert digest() == before
    assert {name: run.trial[name] for name in ("new", "known", "wrong", "sources", "clients", "contacts", "owners")} == {
        "new": 2, "known": 0, "wrong": 2, "sources": ["Выставка", "Не указан"], "clients": 2, "contacts": 2, "owners": {"Анна Белова": 1},
    }  # fmt: skip
    assert [(row.number, row.wrong[0][0].lower()) for row in queries.rows_of(run, "wrong")] == [(3, "дата создания сделки"), (4, "дата создания сделки")]


def test_what_the_rows_became_adds_up_and_the_dry_run_tells_where_leads_will_stand(w):
    file = csv_of(HEADINGS, deal(1), deal(1), deal(2, "Успешно реализовано", closed="01.03.2025 12:00:00"), [], deal(3, came="32.01.2025"), deal(4))
    run = actions.try_import(kept(w, file), by=w.head, at=AT)
    told = run.trial
    assert (told["rows"], told["repeated"], told["empty"]) == (5, 1, 1)
    assert told["rows"] == told["new"] + told["known"] + told["wrong"] + told["repeated"]
    assert told["states"] == {"frozen": 2, "won": 1}
    run, counts = bring(w, file), queries.counts_of(ImportRun.objects.get())
    assert run.table_rows == counts["new"] + counts["known"] + counts["wrong"] + counts["kept"] + run.repeated


def test_a_stop_between_batches_goes_on_and_a_batch_is_whole_or_not_at_all(w, monkeypatch):
    monkeypatch.setattr(runs, "BATCH", 2)
    run = actions.start_import(kept(w, csv_of(HEADINGS, *(deal(n) for n in range(5)))), by=w.head, at=AT)
    run = actions.bring_batch(run, by=w.head, at=AT)
    assert (run.state, run.position, Lead.objects.count()) == ("running", 2, 2)

    before, bulk = digest(), ImportRow.objects.bulk_create
    monkeypatch.setattr(type(ImportRow.objects), "bulk_create", lambda *words, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.bring_batch(run, by=w.head, at=AT)
    monkeypatch.undo()
    assert digest() == before and bulk

    run = actions.start_import(run, by=w.head, at=AT)
    while run.state == "running":
        run = actions.bring_batch(run, by=w.head, at=AT)
    assert (run.state, run.position, Lead.objects.count()) == ("done", 5, 5)


def test_one_row_that_only_the_database_refuses_harms_no_other(w, monkeypatch):
    from django.db import DataError

    from svyazka.leads.steps.bringing.batch import Batch

    whole = Batch.bring
    monkeypatch.setattr(Batch, "bring", lambda batch: whole(batch) if all(row.key != "amo:2" for row in batch.rows) else _fail(DataError("value too long")))
    run = bring(w, csv_of(HEADINGS, *(deal(n) for n in range(5))))
    assert queries.counts_of(run) == {"new": 4, "known": 0, "wrong": 1, "kept": 0} and list(broken_links()) == []


def _fail(error: Exception):
    raise error


def test_the_clock_of_a_lead_that_waits_runs_from_the_bringing_and_calls_people(w):
    bring(w, csv_of(HEADINGS, deal(5, "Первичный контакт", came=f"{AT - timedelta(days=5):%d.%m.%Y} 10:00:00")))
    lead = leads()["5"]
    seen = shown_clock(clock_of(lead), AT)
    assert (seen.used, seen.due_at, seen.is_paused) == (timedelta(), lead.answer_due_at, False)
    assert AT < lead.next_level_at < lead.answer_due_at

    due, calls = lead.answer_due_at, lead.next_level_at
    wind_all(by=w.head, at=AT)
    lead.refresh_from_db()
    assert (lead.answer_due_at, lead.next_level_at) == (due, calls)


def test_a_file_that_is_gone_stops_the_run_with_its_reason(w):
    run = actions.start_import(kept(w, csv_of(HEADINGS, deal(1))), by=w.head, at=AT)
    files.path_of(run.digest).unlink()
    queries.bringing._planned.cache_clear()
    run = actions.bring_batch(run, by=w.head, at=AT)
    assert (run.state, bool(run.reason), Lead.objects.count()) == ("failed", True, 0)


def test_taking_a_file_back_leaves_no_trace_but_the_journal(w):
    know_client(name="ООО «Завод 1»", contact={"name": "Давний"}, at=AT)
    before = digest()
    run = bring(w, csv_of(HEADINGS, deal(1, source="Выставка", note="Ждёт"), deal(2, owner="Анна Белова"),
                          deal(3, "Первичный контакт", came=f"{AT - timedelta(days=1):%d.%m.%Y}")))  # fmt: skip
    assert digest() != before

    run = undo(w, run)
    assert digest() == before and queries.counts_of(run) == {"new": 0, "known": 0, "wrong": 0, "kept": 0}
    assert undo(w, run).state == "undone" and Entry.objects.filter(verb="leads.import_undone").count() == 1
    assert queries.counts_of(bring(w, files.read(run.digest)))["new"] == 3 and list(broken_links()) == []


def test_what_somebody_has_touched_stays_and_is_listed(w):
    run = bring(w, csv_of(HEADINGS, deal(1), deal(2), deal(3, company="ООО «Вместе»"), deal(4, company="ООО «Вместе»")))
    actions.take_lead(leads()["1"], by=w.anna, at=AT)
    Message.objects.create(engagement=leads()["3"].engagement, stream="internal", channel="portal", text="вопрос", said_at=AT)

    run = undo(w, run)
    assert (sorted(leads()), queries.counts_of(run)["kept"]) == (["1", "3"], 2)
    assert {row.lead.external_id for row in queries.rows_of(run, "kept")} == {"amo:1", "amo:3"}
    assert sorted(client.name for client in Client.objects.all()) == ["ООО «Вместе»", "ООО «Завод 1»"]
    assert Source.objects.filter(code="unnamed").exists() and Engagement.objects.count() == 2


def test_wins_of_a_later_file_hold_the_leads_of_the_earlier_one(w):
    came = bring(w, csv_of(["mql_id", "first_contact_date", "landing_page_id", "origin"], ["a", "2025-01-02", "p", "social"], ["b", "2025-01-02", "p", ""]))
    won = bring(w, csv_of(["mql_id", "won_date", "business_segment"], ["a", "2025-01-01 10:00:00", "pet"], ["c", "2025-03-01", ""], ["b", "", ""]))

    lead = Lead.objects.get(external_id="olist:a")
    assert (lead.state, lead.closed_at, queries.counts_of(won)) == ("won", lead.received_at, {"new": 1, "known": 0, "wrong": 2, "kept": 0})
    assert "2025-01-01" in queries.rows_of(won, "made").get().remarks[0]
    assert queries.counts_of(undo(w, came))["kept"] == 1
    assert queries.counts_of(undo(w, won))["kept"] == 0 and Lead.objects.get().state == "frozen"
    assert queries.counts_of(undo(w, bring(w, files.read(came.digest))))["kept"] == 0 and not Lead.objects.exists()


@pytest.mark.skipif(not DATASET.exists(), reason="the data set of Bitrix24 is not beside the repository")
def test_the_data_set_of_bitrix_comes_in_and_goes_away(w):
    before = digest()
    autumn = AT.replace(month=10)  # its newest record is of August
    run = bring(w, DATASET, at=autumn)
    counts = queries.counts_of(run)
    assert (counts["new"] + counts["known"], counts["wrong"], Lead.objects.count()) == (127, 0, 85)
    undo(w, run, at=autumn)
    assert digest() == before


def test_only_who_brings_leads_in_may(w):
    raw = csv_of(HEADINGS, deal(1))
    run = kept(w, raw)
    for act, more in ((actions.try_import, {}), (actions.start_import, {}), (actions.bring_batch, {}), (actions.undo_import, {}),
                      (actions.choose_import, {"choices": {}})):  # fmt: skip
        with pytest.raises(NotYourDuty):
            act(run, by=w.anna, at=AT, **more)
    assert queries.imports_visible_to(w.head, AT).count() == 1 and queries.imports_visible_to(w.anna, AT).count() == 0


def test_what_cannot_be_chosen_is_refused(w):
    run = kept(w, csv_of(["Что", "Кто"], ["Сайт", "Пётр"]))
    for choices in ({"columns": {"moon": "Что"}}, {"columns": {"title": "Нет такой"}}, {"preset": "amo"}, {"preset": "sap"}, {"columns": {"note": "Кто"}}, {}):
        with pytest.raises(Refused):
            actions.choose_import(run, choices=choices, by=w.head, at=AT)
    with pytest.raises(Refused):
        actions.start_import(run, by=w.head, at=AT)


@pytest.mark.parametrize(("event", "state"), complement(BRINGING, RunState.values))
def test_a_file_moves_only_by_its_table(event, state):
    from svyazka.kit.states import after

    with pytest.raises(Refused):
        after(BRINGING, event, state)
