"""The tender desk by API: a notice brought in, its days, card, price, securities, protocol; what is shut stays shut."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from svyazka.kit.tests.days import this_day
from svyazka.site.tests.world import founded, programs
from svyazka.tenders.tests.test_notices import FEED, NOTICE

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    founded()
    return programs()


def rub(kopecks: int) -> dict:
    return {"kopecks": kopecks, "currency": "RUB"}


def brings(program, raw: bytes) -> dict:
    """Send a file of notices as a program does."""
    answer = program.client.post("/api/v1/tender-notice-files", {"file": SimpleUploadedFile("n.xml", raw)}, headers=program.headers)
    return program._told(answer).said


def test_a_notice_is_led_to_its_protocol(people):
    anna, head = people["anna"], people["head"]
    ends = (timezone.now() + timedelta(days=20)).replace(microsecond=0)
    raw = NOTICE.format(edition=1, ends=ends.isoformat(), session=f"{ends:%Y-%m-%d}", price="6840000", code="62.01.11.000").encode()
    assert (brings(anna, raw)["state"], brings(anna, raw)["found"]) == ("read", 1)
    assert brings(anna, b"<!DOCTYPE html>")["state"] == "dead"
    (notice,) = anna.get("/tender-notices").said["items"]
    path = f"/tenders/{notice['tender_id']}"
    assert (notice["number"], anna.get(path).said["zone"]) == ("0119200000126009417", "Europe/Moscow")

    day = next(one for one in anna.get(f"{path}/deadlines").said["items"] if one["to_be_checked"])
    assert anna.does(f"/tender-deadlines/{day['id']}/confirmation")["to_be_checked"] is False
    card = anna.get(f"{path}/card").said
    first = next(one for one in card["items"] if not one["feasibility"])
    assert anna.does(f"{path}/scores", {"criterion": first["criterion"], "score": 5, "word": "наше"})["percent"] == "100.0"
    assert anna.post(f"{path}/feasibility", {"score": 5, "word": "успеем"}).said["duty"] == "tender.feasible"
    anna.does(f"{path}/decision", {"go": True, "reason": "наше"})
    (bid,) = anna.get("/tender-securities").said["items"]
    today = str(this_day() - timedelta(days=2))
    anna.does(f"/tender-securities/{bid['id']}/payment", {"on": today, "due_back_on": today})
    assert anna.get("/tender-money").said == {"frozen": rub(6_840_000), "overdue": rub(6_840_000)}
    assert head.does(f"{path}/price-plan", {"cost": rub(480_000_000), "margin_percent": "20"})["floor"] == rub(600_000_000)
    assert head.post(f"{path}/submission", {"price": rub(500_000_000)}).status_code == 409
    head.does(f"{path}/submission", {"price": rub(650_000_000)})
    bids = [{"name": "ООО «Веб»", "inn": "2460112233", "price": rub(600_000_000)}, {"name": "Мы", "price": rub(650_000_000), "ours": True}]
    protocol = anna.does(f"{path}/protocol", {"bids": bids})
    assert [one["fall_percent"] for one in protocol["items"]] == ["12.28", "4.97"]
    assert [one["name"] for one in anna.get("/tender-rivals").said["items"]] == ["ООО «Веб»"]
    assert anna.get(f"{path}/protocol").said == protocol
    assert anna.get("/tender-calendar").said["items"]
    assert {one["state"] for one in anna.get(f"{path}/papers").said["items"]} == {"missing"}


def test_the_tables_are_read_by_all_and_kept_by_the_head(people):
    anna, head, day = people["anna"], people["head"], str(this_day())
    rules = anna.get("/tender-rules").said["items"]
    assert {one["kind"] for one in rules} >= {"clarify", "payment", "dumping", "bid_security"}
    made = head.does("/tender-rules", {"kind": "limit", "law": "fz44", "price_to": rub(5), "starts_on": day})
    assert made["price_to"] == rub(5)
    assert head.does(f"/tender-rules/{made['id']}/ending", {"on": day})["ends_on"] == day
    assert anna.post("/tender-rules", {"kind": "limit", "price_to": rub(5), "starts_on": day}).said["duty"] == "tender.rules"
    assert len(anna.get("/tender-criteria").said["items"]) == 6
    assert "62.01" in {one["prefix"] for one in anna.get("/tender-codes").said["items"]}


def test_documents_and_notices_are_the_desks(people):
    anna, dev = people["anna"], people["dev"]
    sent = {"file": SimpleUploadedFile("u.txt", b"charter"), "kind": "charter", "expires_on": "2030-01-01"}
    made = anna._told(anna.client.post("/api/v1/tender-documents", sent, headers=anna.headers)).said
    assert (made["kind"], made["size"], made["expires_on"]) == ("charter", 7, "2030-01-01")
    assert [one["id"] for one in anna.get("/tender-documents").said["items"]] == [made["id"]]
    assert anna.client.get(f"/api/v1/tender-documents/{made['id']}/file", headers=anna.headers).status_code == 200
    brings(anna, FEED.encode())
    (waiting,) = anna.get("/tender-notices?state=waiting").said["items"]
    ends = (timezone.now() + timedelta(days=9)).isoformat()
    assert anna.does(f"/tender-notices/{waiting['id']}/taking-up", {"deadline_at": ends})["number"] == "0319300123426000557"
    assert anna.get("/tender-notice-files").said["items"][0]["found"] == 1
    for path in ("/tender-documents", "/tender-notices", "/tender-notice-files", f"/tender-documents/{made['id']}/file"):
        assert dev.get(path).status_code == 404
