"""Texts of papers and series of numbers: editions by who may, seen by all, returned to; a fault is told with its line."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import queries
from svyazka.deals.actions import return_text, send_contract, set_series, write_text
from svyazka.deals.models import Contract, NumberSeries, PaperText
from svyazka.deals.papers import contract_paper
from svyazka.deals.rules import PaperKind, numbered, reasons_not_a_series, reasons_not_to_write
from svyazka.deals.rules.shipped import shipped_texts
from svyazka.deals.rules.vocabulary import VOCABULARY
from svyazka.deals.steps import ship_papers, take_number
from svyazka.deals.tests import make
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.papers.reading import faults_in
from svyazka.people.models import LegalEntity
from svyazka.people.queries import the_agency, today

JSON = "application/json"
MONDAY = make.MONDAY


def write(w, text="# Согласие\nНовые слова", *, kind="consent", seen=1, by=None, **told):
    return write_text(the_agency(), kind=kind, text=text, seen=seen, by=by or w.head, at=told.pop("at", MONDAY), **told)


def test_every_shipped_text_names_only_what_there_is():
    texts = shipped_texts()

    assert set(texts) == set(PaperKind.values)
    assert [f"{kind}: {fault}" for kind, text in texts.items() for fault in faults_in(text, VOCABULARY)] == []


@pytest.mark.parametrize(
    ("pattern", "told", "number"),
    [("{prefix}-{year}-{n:03}", {"prefix": "Д", "n": 14}, "Д-2026-014"), ("{n}", {"n": 7}, "7"), ("{n:05}/{yy}", {"n": 7}, "00007/26"),
     ("{prefix}{n}", {"prefix": "{year}", "n": 1}, "{year}1")],
)  # fmt: skip
def test_a_pattern_makes_a_number(pattern, told, number):
    assert numbered(pattern, **{"prefix": "", "year": 2026, **told}) == number


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"pattern": "{prefix}-{year}"}, 1), ({"pattern": "{n}-{user}"}, 2), ({"pattern": "{n:3}-{year}"}, 2), ({"pattern": "{n}"}, 1), ({"pattern": "{n}", "kind": "act"}, 0),
     ({"pattern": "{n}", "yearly": False}, 0), ({"kind": "proposal", "per_entity": True}, 1), ({"kind": "invoice", "prefix": "очень длинные буквы"}, 1),
     ({"pattern": "{n.__class__}-{year}"}, 2)],
)  # fmt: skip
def test_a_series_has_its_number_and_no_two_papers_one(changed, count):
    told = {"kind": "contract", "pattern": "{prefix}-{year}-{n:03}", "prefix": "Д", "per_entity": False, "yearly": True, "of_entity": False}

    assert len(reasons_not_a_series(**{**told, **changed})) == count


def test_an_edition_is_written_over_the_one_that_was_seen():
    day = MONDAY.date()
    told = {"newest": 2, "seen": 2, "starts_on": day, "today": day, "last_starts_on": day, "changed": True}

    assert reasons_not_to_write(**told) == []
    for changed in ({"seen": 1}, {"changed": False}, {"starts_on": day - timedelta(days=1)}, {"last_starts_on": day + timedelta(days=3)}):
        assert len(reasons_not_to_write(**{**told, **changed})) == 1


@pytest.mark.django_db
def test_an_edition_is_written_returned_to_and_told_in_the_journal():
    w = make.world()
    made = write(w, note="Короче")
    back = return_text(the_agency(), kind="consent", edition=1, seen=2, by=w.head, at=MONDAY)

    assert (made.edition, made.note, back.edition, back.returned_to) == (2, "Короче", 3, 1)
    assert back.text == shipped_texts()["consent"]
    assert list(Entry.objects.filter(verb__startswith="deals.text").order_by("seq").values_list("verb", flat=True)) == ["deals.text_written", "deals.text_returned"]


@pytest.mark.django_db
def test_a_text_is_refused_to_others_and_with_a_fault():
    w = make.world()
    with pytest.raises(NotYourDuty):
        write(w, by=w.anna)
    with pytest.raises(Malformed) as refused:
        write(w, "# Согласие\n{{client.inm}}\n{{#if nobody}}")
    with pytest.raises(Refused):
        write(w, seen=0)
    with pytest.raises(Refused):
        return_text(the_agency(), kind="consent", edition=9, seen=1, by=w.head, at=MONDAY)

    assert [str(reason).split(":")[0][-1] for reason in refused.value.reasons] == ["2", "3", "3"]
    assert PaperText.objects.filter(kind="consent").count() == 1


@pytest.mark.django_db
def test_a_contract_that_has_left_keeps_the_text_it_left_with():
    w = make.world()
    contract = make.drafted(w)
    later = MONDAY + timedelta(hours=1)
    sent = send_contract(contract, by=w.anna, at=later)
    before = contract_paper(sent, at=later).paper
    write(w, "# Договор по-новому", kind="fixed", at=later + timedelta(hours=1))

    week = later + timedelta(days=7)
    assert contract_paper(Contract.objects.get(), at=week).paper.blocks == before.blocks
    Contract.objects.update(worded_at=None)
    assert contract_paper(Contract.objects.get(), at=week).paper.blocks != before.blocks


@pytest.mark.django_db
def test_a_series_of_one_entity_goes_before_the_general_one():
    w = make.world()
    entity, day = LegalEntity.objects.get(), today(MONDAY)
    other = LegalEntity.objects.create(name="ООО «Вторая»", inn="7707083893")
    assert take_number("contract", entity, day=day) == "Д-2026-001"
    set_series(the_agency(), kind="contract", legal_entity=other.pk, pattern="{prefix}/{n}-{yy}", prefix="В", by=w.head, at=MONDAY)

    assert take_number("contract", other, day=day) == "В/1-26"
    assert take_number("contract", entity, day=day) == "Д-2026-002"
    assert take_number("invoice", entity, day=day) == "1"
    assert take_number("invoice", other, day=day) == "1"  # each entity counts its invoices by itself
    with pytest.raises(Refused):
        set_series(the_agency(), kind="contract", pattern="{n}", by=w.head, at=MONDAY)
    with pytest.raises(NotYourDuty):
        set_series(the_agency(), kind="contract", pattern="Д-{year}-{n}", by=w.pavel, at=MONDAY)


@pytest.mark.django_db
def test_a_paper_older_than_every_series_and_text_is_counted_and_drawn_by_the_first():
    make.world()
    long_ago = make.MONDAY - timedelta(days=3000)

    assert take_number("act", LegalEntity.objects.get(), day=long_ago.date()) == "1"
    assert queries.text_at("fixed", long_ago).edition == 1
    NumberSeries.objects.all().delete()
    with pytest.raises(Refused):
        take_number("act", LegalEntity.objects.get(), day=long_ago.date())
    ship_papers(make.MONDAY.date())
    assert NumberSeries.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_under_eight_threads():
    make.world()
    entity, day = LegalEntity.objects.get(), today(MONDAY)

    def ten(_hand) -> list[str]:
        try:
            found = []
            for turn in range(10):
                with transaction.atomic():
                    number = take_number("contract", entity, day=day)
                    if turn == 5:
                        transaction.set_rollback(True)  # a contract that was refused after all gives its number back
                    else:
                        found.append(number)
            return found
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        given = [number for part in hands.map(ten, range(8)) for number in part]

    assert sorted(given) == [f"Д-2026-{n:03d}" for n in range(1, 73)]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_of_texts_are_drawn(client, language):
    w = make.world()
    write(w)
    for who in (w.head, w.anna):
        as_(client, who, language)
        for page in ("/deals/texts/", "/deals/texts/fixed/", "/deals/texts/consent/editions/2/", "/deals/texts/consent/editions/1/"):
            assert client.get(page).status_code == 200
        assert client.get("/deals/texts/nothing/").status_code == client.get("/deals/texts/consent/editions/9/").status_code == 404


@pytest.mark.django_db
def test_a_text_by_the_page_loses_nothing_that_was_typed(client):
    w = make.world()
    page, day = "/deals/texts/consent/", str(today(MONDAY))
    typed = {"text": "# Согласие\nдля {{client.nam}}", "starts_on": day, "seen": "1", "note": "проба"}
    assert as_(client, w.anna).post(page, typed).status_code == 403
    wrong = as_(client, w.head).post(page, typed)
    assert wrong.status_code == 422 and "для {{client.nam}}" in wrong.content.decode() and "client.name" in wrong.content.decode()
    right = {**typed, "text": "# Согласие\nдля {{client.name}}", "starts_on": "2030-01-01"}
    assert client.post(page, right).status_code == 302
    assert client.post(page, right).status_code == 422  # an older edition was seen
    assert client.post(f"{page}returning/", {"edition": "1", "seen": "2"}).status_code == 302
    assert client.post(f"{page}returning/", {"edition": "x", "seen": "2"}).status_code == 404


@pytest.mark.django_db
def test_a_preview_shows_a_real_engagement_and_saves_nothing(client):
    w = make.world()
    make.drafted(w)
    page = "/deals/texts/fixed/preview/"
    typed = {"text": shipped_texts()["fixed"] + "\nи ещё", "engagement": w.engagement.pk, "seen": "1"}
    assert as_(client, w.anna).post(page, typed).status_code == 403
    shown = as_(client, w.head).post(page, typed)
    assert shown.status_code == 200 and shown.content.startswith(b"%PDF")
    assert client.post(page, {**typed, "text": "{{no}}"}).status_code == 422
    assert client.post(page, {**typed, "engagement": "999"}).status_code == 404
    assert PaperText.objects.filter(kind="fixed").count() == 1


@pytest.mark.django_db
def test_texts_and_numbers_by_the_api(client):
    w = make.world()
    as_(client, w.head)
    assert len(client.get("/api/v1/paper-texts").json()["items"]) == len(PaperKind)
    assert "client.name" in client.get("/api/v1/paper-texts/vocabulary").json()["fields"]
    made = client.post("/api/v1/paper-texts/consent/editions", {"text": "# Иначе", "seen": 1}, JSON)
    assert (made.status_code, made.json()["edition"]) == (201, 2)
    assert client.post("/api/v1/paper-texts/consent/editions", {"text": "{{x}}", "seen": 2}, JSON).status_code == 422
    assert client.post("/api/v1/paper-texts/strange/editions", {"text": "x", "seen": 0}, JSON).status_code == 422
    assert client.post("/api/v1/paper-texts/consent/returning", {"edition": 1, "seen": 2}, JSON).json()["returned_to"] == 1
    assert [row["edition"] for row in client.get("/api/v1/paper-texts/consent").json()["items"]] == [3, 2, 1]
    assert client.get("/api/v1/paper-texts/strange").status_code == 422
    assert client.get(f"/api/v1/paper-texts/consent/preview/{w.engagement.pk}").content.startswith(b"%PDF")
    series = {"kind": "contract", "pattern": "Д{year}/{n}"}
    assert client.post("/api/v1/number-series", series, JSON).status_code == 201
    assert client.post("/api/v1/number-series", {**series, "pattern": "{n}"}, JSON).status_code == 409
    assert "Д{year}/{n}" in [row["pattern"] for row in client.get("/api/v1/number-series").json()["items"]]
    assert as_(client, w.anna).post("/api/v1/number-series", series, JSON).status_code == 403


@pytest.mark.django_db
def test_an_empty_text_is_told_in_the_readers_words(client):
    w = make.world()
    page = as_(client, w.head).post("/deals/texts/fixed/preview/", {"text": "", "engagement": w.engagement.pk})
    assert page.status_code == 422 and "Текст: " in page.content.decode() and "Text: " not in page.content.decode()
