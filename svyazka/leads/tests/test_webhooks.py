"""Programs that send leads by a key: signed or with the secret in the address, in their own shapes; what is refused leaves nothing."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from svyazka.journal.models import Entry
from svyazka.kit import files
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.leads import actions
from svyazka.leads.jobs import intake as jobs
from svyazka.leads.models import IntakeKey, Lead, Raw, Touch
from svyazka.leads.rules import reasons_unsigned, signature_of
from svyazka.leads.rules.bodies import read_body
from svyazka.leads.tests import make

pytestmark = pytest.mark.django_db
OURS = {"title": "Сайт завода", "request": "Нужен сайт", "company": "ООО «Проба»", "contact": {"name": "Пётр", "email": "p@example.org"},
        "region": "Пермский край", "external_id": "77"}  # fmt: skip
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def w():
    return make.world()


def key_of(w, **told) -> tuple[IntakeKey, str]:
    return actions.issue_key(w.agency, by=w.head, at=timezone.now(), **{"name": "Сайт клиники", "source": "brand", **told})


def send(key: IntakeKey, body: bytes, content_type: str = "application/json", *, secret: str | None = None, token: str = "", moment=None):
    path = f"/api/v1/intake/{key.code}" + (f"?token={token}" if token else "")
    stamp = str(int((moment or timezone.now()).timestamp()))
    headers = {"X-Svyazka-Timestamp": stamp, "X-Svyazka-Signature": signature_of(secret, stamp, body)} if secret else {}
    return Client().post(path, body, content_type=content_type, headers=headers)


def read(answer) -> Raw:
    assert answer.status_code == 202, answer.content
    row = Raw.objects.get(digest=answer.json()["digest"])
    jobs.read_raw(row.pk)
    row.refresh_from_db()
    return row


def test_a_signed_body_is_stored_acknowledged_and_read_after(w):
    key, secret = key_of(w)
    body = json.dumps(OURS).encode()

    answer = send(key, body, secret=secret)

    assert (answer.status_code, answer.json()["state"], Lead.objects.count()) == (202, "stored", 0)
    row = read(answer)
    lead = row.lead
    assert (row.state, row.key, files.read(row.digest)) == ("linked", key, body)
    assert (lead.title, lead.request, lead.source.code, lead.channel, lead.region) == ("Сайт завода", "Нужен сайт", "brand", "form", "Пермский край")
    assert (lead.engagement.client.name, lead.contact.email, lead.external_id) == ("ООО «Проба»", "p@example.org", f"{key.code}:77")


def test_the_same_body_again_is_the_same_message_and_the_same_lead(w):
    key, secret = key_of(w)
    body = json.dumps(OURS).encode()
    first = send(key, body, secret=secret)
    read(first)
    again = send(key, body, secret=secret)
    assert again.json() == {"digest": first.json()["digest"], "state": "linked"}
    assert (Raw.objects.count(), Lead.objects.count()) == (1, 1)


def test_the_same_words_from_two_programs_are_two_messages(w):
    (one, secret), (other, second) = key_of(w), key_of(w, name="Другой сайт")
    body = b"phone=%2B7+912+345-67-89&name=Petr"
    answers = [send(one, body, FORM, secret=secret), send(other, body, FORM, secret=second)]
    assert [answer.status_code for answer in answers] == [202, 202] and Raw.objects.count() == 2


@pytest.mark.parametrize("wrong", ["nothing", "another secret", "another body", "old", "ahead", "no moment"])
def test_without_a_right_signature_nothing_is_kept_but_a_count(w, wrong):
    key, secret = key_of(w)
    body, now = json.dumps(OURS).encode(), timezone.now()
    entries = Entry.objects.count()
    answer = {
        "nothing": lambda: send(key, body),
        "another secret": lambda: send(key, body, secret="svk_guess"),
        "another body": lambda: Client().post(f"/api/v1/intake/{key.code}", b"{}", content_type="application/json", headers={
            "X-Svyazka-Timestamp": str(int(now.timestamp())), "X-Svyazka-Signature": signature_of(secret, str(int(now.timestamp())), body)}),
        "old": lambda: send(key, body, secret=secret, moment=now - timedelta(minutes=6)),
        "ahead": lambda: send(key, body, secret=secret, moment=now + timedelta(minutes=6)),
        "no moment": lambda: Client().post(f"/api/v1/intake/{key.code}", body, content_type="application/json", headers={
            "X-Svyazka-Timestamp": "²", "X-Svyazka-Signature": signature_of(secret, "²", body)}),
    }[wrong]()  # fmt: skip
    assert answer.status_code == 401 and answer.json()["reasons"] and "secret" not in answer.content.decode()
    key.refresh_from_db()
    assert (Raw.objects.count(), key.turned_away, Entry.objects.count()) == (0, 1, entries)


def test_a_signature_within_five_minutes_is_taken(w):
    now = timezone.now().replace(microsecond=0)
    for minutes in (-5, 0, 5):
        stamp = str(int((now + timedelta(minutes=minutes)).timestamp()))
        assert reasons_unsigned("s", b"x", timestamp=stamp, signature=signature_of("s", stamp, b"x"), at=now) == []


def test_the_secret_in_the_address_lets_in_only_where_the_key_says_so(w):
    body = b"Name=Petr&Phone=%2B79123456789"
    strict, secret = key_of(w)
    assert send(strict, body, FORM, token=secret).status_code == 401
    easy, token = key_of(w, by_address=True)
    assert send(easy, body, FORM, token="svk_wrong").status_code == 401
    assert read(send(easy, body, FORM, token=token)).state == "linked"


def test_a_key_that_is_not_there_or_was_revoked_is_not_found(w):
    key, secret = key_of(w)
    assert Client().post("/api/v1/intake/nothing", b"{}", content_type="application/json").status_code == 404
    actions.revoke_key(key, by=w.head, at=timezone.now())
    actions.revoke_key(key, by=w.head, at=timezone.now())
    assert send(key, b"{}", secret=secret).status_code == 404 and Raw.objects.count() == 0
    assert Entry.objects.filter(verb="leads.key_revoked").count() == 1


def test_a_key_takes_so_many_calls_a_minute_and_then_asks_to_wait(w):
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        key, secret = key_of(w, per_minute=2)
        statuses = [send(key, b"phone=%d" % (79120000000 + n), FORM, secret=secret) for n in range(3)]
        assert [answer.status_code for answer in statuses] == [202, 202, 429] and statuses[-1]["Retry-After"] == "60"
        clock.shift(61)
        assert send(key, b"phone=79120000002", FORM, secret=secret).status_code == 202
    key.refresh_from_db()
    assert (key.turned_away, Raw.objects.count()) == (1, 3)


def test_a_body_that_is_too_big_is_refused_with_the_reason(w):
    key, secret = key_of(w)
    answer = send(key, b"x" * (2 * 2**20 + 1), secret=secret)
    assert answer.status_code == 413 and answer.json()["reasons"] and Raw.objects.count() == 0


AMO = {"leads[add][0][id]": "123", "leads[add][0][name]": "Сайт клиники", "leads[add][0][price]": "250000", "account[subdomain]": "starta",
       "leads[add][0][custom_fields][0][id]": "1", "leads[add][0][custom_fields][0][name]": "Телефон",
       "leads[add][0][custom_fields][0][values][0][value]": "+7 912 345-67-89", "leads[add][0][custom_fields][1][name]": "Город",
       "leads[add][0][custom_fields][1][values][0][value]": "Пермь"}  # fmt: skip


def test_a_new_deal_of_amocrm_becomes_a_lead_once_under_its_number(w):
    key, token = key_of(w, by_address=True, source="search")
    lead = read(send(key, urlencode(AMO).encode(), FORM, token=token)).lead
    assert (lead.title, lead.contact.phone, lead.region, lead.external_id) == ("Сайт клиники", "+7 912 345-67-89", "Пермский край", "amo:123")
    assert "250000" in lead.request
    again = read(send(key, urlencode({**AMO, "leads[add][0][price]": "300000"}).encode(), FORM, token=token))
    assert again.lead == lead


@pytest.mark.parametrize(("fields", "reason"), [
    ({"leads[status][0][id]": "5", "leads[status][0][status_id]": "142"}, "amoCRM сообщает о событии «status» по своей записи"),
    ({"event": "ONCRMLEADADD", "data[FIELDS][ID]": "77", "auth[domain]": "x.bitrix24.ru"}, "Битрикс24 прислал только номер своей записи."),
    ({"a": "b"}, "не нашлось ни телефона, ни почты"), ({"phone": "позвоните"}, "не нашлось ни телефона, ни почты"),
])  # fmt: skip
def test_what_is_no_request_waits_in_the_dead_letters_with_its_reason(w, fields, reason):
    key, token = key_of(w, by_address=True)
    row = read(send(key, urlencode(fields).encode(), FORM, token=token))
    assert row.state == "dead" and reason in row.reason


@pytest.mark.parametrize(("body", "content_type"), [
    (urlencode({"Name": "Пётр", "Phone": "+7 (912) 345-67-89", "Email": "P@Example.org", "Comments": "Нужен сайт", "formname": "Заявка",
                "utm_source": "yandex", "utm_campaign": "site", "tranid": "1:2"}).encode(), FORM),
    ("&".join(f"{name}={value}" for name, value in (("Имя", "Пётр"), ("Телефон", "+7 (912) 345-67-89"), ("Почта", "P@Example.org"),
              ("Сообщение", "Нужен сайт"), ("Тема", "Заявка"), ("utm_source", "yandex"), ("utm_campaign", "site"))).replace("+7", "%2B7").encode("cp1251"), FORM),
    (json.dumps({"data": {"fields": {"name": "Пётр", "tel": "+7 (912) 345-67-89", "email": "P@Example.org", "message": "Нужен сайт", "subject": "Заявка"}},
                 "utm_source": "yandex", "utm_campaign": "site"}).encode("utf-16"), "application/json"),
    (b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xd0\x9f\xd1\x91\xd1\x82\xd1\x80\r\n'
     b'--x\r\nContent-Disposition: form-data; name="phone"\r\n\r\n+7 (912) 345-67-89\r\n--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n'
     b'P@Example.org\r\n--x\r\nContent-Disposition: form-data; name="message"\r\n\r\n' + "Нужен сайт".encode() +
     b'\r\n--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n' + "Заявка".encode() +
     b'\r\n--x\r\nContent-Disposition: form-data; name="utm_source"\r\n\r\nyandex\r\n--x\r\nContent-Disposition: form-data; name="utm_campaign"\r\n\r\nsite\r\n--x--',
     "multipart/form-data; boundary=x"),
])  # fmt: skip
def test_a_form_of_any_site_is_understood(body, content_type):
    told = read_body(body, content_type)
    assert (told.name, told.phone, told.email, told.title) == ("Пётр", "+7 (912) 345-67-89", "P@Example.org", "Заявка")
    assert told.request.startswith("Нужен сайт") and "yandex" in told.request
    assert told.touch == {"utm_source": "yandex", "utm_campaign": "site"}


def test_the_marks_of_the_link_are_kept_as_a_touch(w):
    key, token = key_of(w, by_address=True)
    read(send(key, b"phone=%2B79123456789&utm_source=partner&page=https%3A%2F%2Fclinic.example%2F", FORM, token=token))
    touch = Touch.objects.get()
    assert (touch.utm["utm_source"], touch.landing, touch.source.code) == ("partner", "https://clinic.example/", "brand")


@pytest.mark.parametrize("body", [b"", b"   ", b"null", b"[]", b"[1,2]", b"{}", b'{"title": "", "request": ""}', b"{" * 100_000, b"[" * 100_000,
                                  b'{"a": ' + b"9" * 5000 + b"}", b'{"title": "\\ud800", "request": "\\u0000"}', b"\xff\xfe{", b"a" * 1000])  # fmt: skip
def test_no_body_breaks_the_reader(body):
    try:
        told = read_body(body, "application/json")
    except Refused as refused:
        assert str(refused)
    else:
        assert "\x00" not in told.title + told.request


def test_only_who_keeps_channels_issues_and_revokes_and_the_secret_is_in_no_table(w):
    with pytest.raises(NotYourDuty):
        actions.issue_key(w.agency, name="x", source="search", by=w.anna, at=make.MONDAY)
    key, secret = key_of(w)
    with pytest.raises(NotYourDuty):
        actions.revoke_key(key, by=w.anna, at=make.MONDAY)
    assert secret not in repr(list(IntakeKey.objects.values())) + repr(list(Entry.objects.values()))
    assert IntakeKey.objects.get().secret == secret


@pytest.mark.parametrize("told", [{"name": " "}, {"source": "nothing"}, {"channel": "pigeon"}, {"per_minute": 0}, {"per_minute": 10_001}])
def test_a_wrong_key_is_not_issued_and_says_why(w, told):
    with override("ru"), pytest.raises(Malformed) as refused:
        key_of(w, **told)
    assert str(refused.value) and not IntakeKey.objects.exists()
