"""Sources, events and demand by API and from the command line: the story of each, who is told money, what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svyazka.kit.errors import Refused
from svyazka.kit.tests.days import this_day
from svyazka.site.demand import bring_demand
from svyazka.site.home import Wrong
from svyazka.site.tests.test_walk import LEAD
from svyazka.site.tests.world import founded, programs
from svyazka.sources.models import DemandLoad, RegionDemand

pytestmark = pytest.mark.django_db
EVENT = {"name": "Форум", "audience": "clients", "held_on": str(this_day()), "speaker": "director", "cost": {"kopecks": 500}}
DEMAND = "Регион;Группа запросов;Месяц;Показы;Клики\nПермь;Сайты;{month};100;10\nШамбала;Сайты;{month};1;1\n".format(
    month=this_day().strftime("%m.%Y")
)


@pytest.fixture
def people():
    founded()
    return programs()


def send(program, path: str):
    answer = program.client.post(f"/api/v1{path}", {"file": SimpleUploadedFile("a.csv", DEMAND.encode())}, headers=program.headers)
    return answer.status_code, answer.json()


def test_a_source_is_kept_as_data(people):
    head = people["head"]
    made = head.does("/sources", {"name": "Реклама в сети", "kind": "other"})
    assert (made["code"], made["kind"]) == ("reklama-v-seti", "other")
    assert head.does("/sources/reklama-v-seti/name", {"name": "Контекст", "kind": "search"})["name"] == "Контекст"
    assert head.does("/sources/reklama-v-seti/fading", {"on": "2026-01-01"})["fading_on"] == "2026-01-01"
    assert head.post("/sources/reklama-v-seti/retirement", {"on": "2025-01-01"}).status_code == 409
    assert head.does("/sources/reklama-v-seti/retirement", {"on": "2026-02-01"})["retired_on"] == "2026-02-01"
    assert head.does("/sources/reklama-v-seti/comeback")["retired_on"] is None
    assert [people["anna"].post("/sources", body).status_code for body in ({"name": "Н", "kind": "other"}, {"name": "Н"})] == [403, 422]
    assert head.post("/sources", {"name": "Контекст", "kind": "other"}).status_code == 409


def test_lines_tell_money_to_who_keeps_the_list(people):
    people["anna"].does("/leads", LEAD)
    row = next(one for one in people["head"].get("/sources/lines").said["items"] if one["code"] == "search")
    seen = next(one for one in people["dev"].get("/sources/lines?by=last").said["items"] if one["code"] == "search")
    assert (row["came"], row["cost"]["kopecks"], row["payback_months"]) == (1, 0, None) and "margin" in row
    assert seen["came"] == 1 and not {"cost", "margin", "cheque", "won_value", "lead_cost"} & seen.keys()
    assert people["head"].get("/sources/lines?by=moon").status_code == 422
    assert people["head"].get("/sources/lines?first=9999-12-31&last=0001-01-01").status_code == 200
    told = people["dev"].get("/sources/sufficiency").said
    assert told["ratio"] is None and told["sentence"] and told["free_hours"] is not None
    assert people["dev"].get("/sources/mix?by=last").said["table"]["years"][-1]["count"] == 1


def test_people_met_give_the_event_its_lead(people):
    head, anna = people["head"], people["anna"]
    event = head.does("/events", EVENT)
    met = head.does(f"/events/{event['id']}/people", {"lines": "Пётр, ООО Проба, p@example.org"})
    assert [one["client"] for one in met["items"]] == ["ООО Проба"]
    lead = anna.does("/leads", LEAD | {"company": "ООО Проба"})
    told = head.get(f"/events/{event['id']}").said
    assert (told["gave"]["leads"], told["gave"]["cost_value"]["kopecks"], [one["id"] for one in told["leads"]]) == (1, 500, [lead["id"]])
    shown = people["dev"].get(f"/events/{event['id']}").said
    assert (shown["gave"]["leads"], shown["leads"]) == (1, []) and "cost" not in shown and "cost_value" not in shown["gave"]
    assert [one["login"] for one in anna.get("/speakers").said["items"]] == ["director"]
    row = anna.get("/events").said
    assert row["items"][0]["gave"]["leads"] == 1 and row["verdicts"][0]["few"] is True
    assert head.post(f"/events/{event['id']}/people", {"lines": "кто-то"}).status_code == 409
    assert anna.get("/events/999/people").status_code == 404


def test_demand_is_tried_loaded_and_taken_back(people):
    head = people["head"]
    assert send(people["anna"], "/demand/loads?dry_run=true")[0] == 403
    status, told = send(head, "/demand/loads?dry_run=true")
    assert (status, told["new"], told["wrong"], told["load"]) == (200, 1, 1, None) and not DemandLoad.objects.exists()
    status, told = send(head, "/demand/loads")
    assert (status, told["new"], told["errors"][0]["row"]) == (201, 1, 3)
    grid = people["dev"].get("/demand").said
    assert [(one["region"], one["visits"], one["missed"]) for one in grid["items"]] == [("Пермский край", 10, True)]
    assert send(head, "/demand/loads")[1]["same"] == 1
    assert head.does(f"/demand/loads/{told['load']}/undoing")["undone_at"]
    assert head.post(f"/demand/loads/{told['load']}/undoing").status_code == 409
    assert send(head, "/demand/loads?month_on=вчера")[0] == 422
    assert head.post("/demand/figures", {"group": "С", "region": "Шамбала", "month_on": "2026-01-01"}).status_code == 409


def test_demand_is_brought_from_the_command_line(people, tmp_path):
    place = tmp_path / "demand.csv"
    place.write_bytes(DEMAND.encode("cp1251"))
    assert (bring_demand(place, dry_run=True).new, RegionDemand.objects.count()) == (1, 0)
    assert (bring_demand(place).new, RegionDemand.objects.count()) == (1, 1)
    assert (bring_demand(place).same, RegionDemand.objects.count()) == (1, 1)
    place.write_text("не таблица")
    for told in ({}, {"dry_run": True}, {"month": "вчера"}):
        with pytest.raises((Wrong, Refused)) as wrong:
            bring_demand(place, **told)
        assert str(wrong.value)
    with pytest.raises(Wrong):
        bring_demand(tmp_path / "missing.csv")


