"""Pages and calls of files: the head brings one in by clicks, a finance person only looks, an account manager finds nothing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.leads.jobs import files as jobs
from svyazka.leads.models import ImportRun, Lead
from svyazka.leads.tests import make
from svyazka.leads.tests.bringing import csv_of

pytestmark = pytest.mark.django_db
DEALS = csv_of(
    ["ID", "Название сделки", "Бюджет", "Ответственный", "Дата создания сделки", "Этап сделки", "Компания", "Источник"],
    ["1", "Сайт завода", "120000", "anna", "12.01.2026 10:00:00", "Успешно реализовано", "ООО «Завод»", "Рекомендация"],
    ["2", "Магазин", "", "", "31.02.2026", "Переговоры", "ООО «Лавка»", "Выставка"],
)
UNKNOWN = csv_of(["Что нужно", "Кто", "Куда звонить"], ["Сайт", "=Пётр", "8 912 345-67-89"])


@pytest.fixture
def w():
    return make.world()


def as_(client, person):
    client.force_login(person)
    return client


def sent(client, raw: bytes, name: str = "deals.csv"):
    return client.post("/leads/imports/", {"file": SimpleUploadedFile(name, raw)})


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_head_brings_a_file_in_by_clicks_and_takes_it_back(client, w, language):
    w.head.language = language
    w.head.save()
    as_(client, w.head)
    assert sent(client, DEALS).status_code == 302
    run = ImportRun.objects.get()
    page = f"/leads/imports/{run.pk}/"

    assert "Сайт завода" in client.get(page).content.decode() and client.get("/leads/imports/").status_code == 200
    client.post(page + "choices/", {"stage-0": "won", "stage-1": "lost", "source-1": "brand"})
    client.post(page + "trial/")
    run.refresh_from_db()
    assert (run.state, run.trial["new"], run.trial["wrong"], Lead.objects.count()) == ("tried", 1, 1, 0)
    assert "31.02.2026" in client.get(page).content.decode()
    errors = client.get(page + "errors/").content.decode("utf-8-sig").splitlines()
    assert errors[1].startswith("2;Магазин;;;31.02.2026;Переговоры;") and len(errors) == 2

    client.post(page + "running/")
    assert 'hx-trigger="every 1s"' in client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert jobs.bring(run_id=run.pk, by_id=w.head.pk) == 2
    assert client.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    lead = Lead.objects.get()
    assert (lead.state, lead.source.code, lead.won_kopecks, lead.engagement.state) == ("won", "referral", 120_000_00, "done")
    assert client.get(page).status_code == 200 and client.get("/leads/?tab=all").status_code == 200

    client.post(page + "undoing/")
    assert not Lead.objects.exists() and ImportRun.objects.get().state == "undone"


def test_columns_are_said_by_hand_and_remembered_for_the_next_file(client, w):
    as_(client, w.head)
    sent(client, UNKNOWN)
    run = ImportRun.objects.get()
    page = f"/leads/imports/{run.pk}/"
    assert "Что нужно" in client.get(page).content.decode()
    said = {"by_hand": "on", "column-0": "title", "column-1": "title", "column-2": "phone", "source": "search"}
    assert client.post(page + "choices/", said).status_code == 422
    assert client.post(page + "choices/", said | {"column-1": "name"}).status_code == 302

    client.post(page + "running/")
    jobs.bring(run_id=run.pk, by_id=w.head.pk)
    lead = Lead.objects.get()
    assert (lead.title, lead.contact.name, lead.contact.phone, lead.source.code) == ("Сайт", "=Пётр", "+79123456789", "search")

    sent(client, csv_of(["Кто", "Что нужно", "Куда звонить"], ["Анна", "Логотип", ""]), "next.csv")
    assert ImportRun.objects.latest("pk").preset == "hand" and ImportRun.objects.latest("pk").total == 1


def test_who_may_not_bring_looks_or_finds_nothing(client, w):
    as_(client, w.head)
    sent(client, DEALS)
    page = f"/leads/imports/{ImportRun.objects.get().pk}/"
    finance = make.make.person("finance", "finance")

    assert as_(client, finance).get(page).status_code == 200 and client.get("/leads/imports/").status_code == 200
    assert [client.post(page + act).status_code for act in ("trial/", "running/", "undoing/", "choices/")] == [403] * 4
    assert sent(client, UNKNOWN).status_code == 403 and ImportRun.objects.count() == 1
    as_(client, w.anna)
    assert client.get("/leads/imports/").status_code == 200 and "Никита" not in client.get("/leads/imports/").content.decode()
    assert [client.get(page).status_code, client.get(page + "errors/").status_code, client.post(page + "running/").status_code] == [404] * 3
    assert "leads/imports" not in client.get("/leads/").content.decode()


def test_the_list_asks_no_more_for_three_files_than_for_one(client, w):
    as_(client, w.head)
    asked = []
    for n in range(3):
        sent(client, DEALS + b"\n" * n + b"%d;;;;;;;\n" % n, f"{n}.csv")
        with CaptureQueriesContext(connection) as page:
            assert f"{n}.csv" in client.get("/leads/imports/").content.decode()
        with CaptureQueriesContext(connection) as call:
            assert len(client.get("/api/v1/imports").json()["items"]) == n + 1
        asked.append((len(page), len(call)))
    assert asked[0] == asked[2]


def test_a_file_that_cannot_be_read_is_told(client, w):
    as_(client, w.head)
    answer = sent(client, b"\x00\x98\xff binary", "leads.csv")
    assert answer.status_code == 422 and not ImportRun.objects.exists()
    assert as_(client, w.head).get("/leads/imports/").status_code == 200


def test_programs_do_the_same(client, w):
    as_(client, w.head)
    first = client.post("/api/v1/imports", {"file": SimpleUploadedFile("deals.csv", DEALS)})
    again = client.post("/api/v1/imports", {"file": SimpleUploadedFile("deals.csv", DEALS)})
    assert (first.status_code, again.status_code, first.json()["preset"]) == (201, 200, "amo")
    place = f"/api/v1/imports/{first.json()['id']}"

    told = client.post(f"{place}/choices", json.dumps({"stages": {"Переговоры": "maybe"}}), content_type="application/json")
    assert told.status_code == 409 and "maybe" in told.json()["reasons"][0]
    assert client.post(f"{place}/trial").json()["trial"]["sources"] == []
    assert client.post(f"{place}/running").status_code == 202
    jobs.bring(run_id=first.json()["id"], by_id=w.head.pk)
    assert client.get(place).json()["counts"] == {"new": 1, "known": 0, "wrong": 1, "kept": 0}
    wrong = client.get(f"{place}/rows?state=wrong").json()["items"]
    assert [(row["row"], row["wrong"][0]["column"]) for row in wrong] == [(3, "Дата создания сделки")]
    assert client.get(f"{place}/errors").status_code == 200 and client.get("/api/v1/imports").json()["next"] is None
    assert client.post(f"{place}/undoing").json()["state"] == "undone"
