"""A form of ours on others' sites: who may show it, what is a program's work, what each consent remembers, how they came."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from svyazka.kit import files
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.tests.days import this_day
from svyazka.leads import actions, queries
from svyazka.leads.jobs.intake import sweep
from svyazka.leads.models import ConsentText, Knock, Lead, LeadConsent, Raw
from svyazka.leads.rules import webform as rules
from svyazka.leads.tests import make
from svyazka.leads.tests.queue import work
from svyazka.people.queries import today

pytestmark = pytest.mark.django_db
SITE = "https://zavod.example"
TYPED = {"title": "Сайт завода", "request": "Каталог и личный кабинет", "name": "Пётр", "email": "p@example.org",
         "consent_processing": "1"}  # fmt: skip


@pytest.fixture
def w():
    return make.world()


def standing(w, **told):
    told = {"title": "Форма завода", "source": "brand", "sites": [SITE], "asks": ["phone", "region"], **told}
    return actions.make_form(w.agency, by=w.head, at=timezone.now(), **told)


def solved(opening: str) -> str:
    return next(str(n) for n in count() if rules.is_proven(opening, str(n)))


def opened(form, ago: float = 60) -> str:
    """Return the opening of a form that long ago, in seconds."""
    with time_machine.travel(datetime.now(UTC) - timedelta(seconds=ago)):
        return queries.opening_of(form)


def send(client, form, told=TYPED, *, address: str = "8.8.4.4", **more):
    """Send the form and let the queue read what it was asked to."""
    answer = client.post(f"/leads/forms/{form.key}/", told, REMOTE_ADDR=address, **more)
    work("intake")
    return answer


def became() -> list[str]:
    """Return what became of each form, in the order in which they came."""
    return list(Raw.objects.order_by("pk").values_list("state", flat=True))


def plain(client, form, site: str = SITE, **told):
    """Send a plain form of a page on this site: nothing of ours has run there."""
    return send(client, form, {**TYPED, **told}, HTTP_ORIGIN=site, HTTP_REFERER=f"{site}/contacts/?utm_source=yandex")


# ---- rules -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "near"), [
    ("8.8.4.4", "8.8.4.0/24"), ("2a02:6b8::1", "2a02:6b8::/48"), ("::ffff:8.8.4.4", "8.8.4.0/24"),
    ("127.0.0.1", ""), ("10.1.2.3", ""), ("::1", ""), ("", ""), ("нет", ""),
])  # fmt: skip
def test_a_neighbourhood_is_no_person_and_a_proxy_is_none(address, near):
    assert rules.neighbourhood(address) == near


@pytest.mark.parametrize(("address", "origin"), [
    ("https://zavod.example/contacts?x=1", "https://zavod.example"), ("http://127.0.0.1:8801", "http://127.0.0.1:8801"),
    ("HTTPS://Zavod.Example", "https://zavod.example"), ("https://завод.рф/", "https://xn--80aebh2f.xn--p1ai"), ("javascript:alert(1)", ""), ("zavod.example", ""),
    ("https://a b/", ""), ("https://x:99999/", ""), ("https://; frame-ancestors *", ""), ("", ""), ("null", ""),
])  # fmt: skip
def test_an_origin_is_what_a_browser_names(address, origin):
    found = rules.origin_of(address)
    assert found == origin or (origin.startswith("https://xn--") and found == "https://" + "завод.рф".encode("idna").decode())


def test_a_proof_is_of_its_opening_and_hard_enough():
    answer = solved("form:1:sig")
    assert rules.is_proven("form:1:sig", answer) and not rules.is_proven("form:2:sig", answer) and not rules.is_proven("", answer)
    assert not rules.is_proven("form:1:sig", "1e3") and not rules.is_proven("form:1:sig", "-1")
    tried = sum(rules.is_proven("form:1:sig", str(n), 8) for n in range(5120))
    assert 5 <= tried <= 45  # about one of 256


HONEST = {"trapped": False, "open_for": timedelta(seconds=30), "proven": True, "text": "Нужен сайт", "from_a_site": False}
MANY = "https://a.example " * 4


@pytest.mark.parametrize(("told", "count"), [
    ({}, 0), ({"trapped": True}, 1), ({"open_for": timedelta(seconds=1)}, 1), ({"open_for": timedelta(seconds=3)}, 0),
    ({"open_for": timedelta(seconds=3), "proven": False}, 1), ({"open_for": timedelta(days=8)}, 1), ({"text": MANY}, 1),
    ({"text": "https://a.example https://b.example"}, 0), ({"text": "https://a.example https://b.example", "proven": False}, 1),
    ({"open_for": None}, 1), ({"open_for": None, "from_a_site": True, "proven": False}, 0),
    ({"open_for": None, "trapped": True, "text": MANY}, 3),
])  # fmt: skip
def test_what_looks_like_a_program_is_told(told, count):
    assert len(rules.suspicions(**{**HONEST, **told})) == count


# ---- keeping forms -----------------------------------------------------------------------------------------------


def test_the_head_makes_alters_stops_a_form_and_nobody_else(w):
    form = standing(w, sites=[f"{SITE}/a/b", "https://two.example"], thanks_url="https://two.example/thanks")
    assert form.sites == [SITE, "https://two.example"] and len(form.key) == 10
    with pytest.raises(NotYourDuty):
        actions.stop_form(form, by=w.anna, at=timezone.now())
    for wrong in ({"sites": ["ftp://x"]}, {"thanks_url": "https://elsewhere.example/"}, {"title": " "}, {"asks": ["passport"]}):
        with pytest.raises(Refused):
            standing(w, **wrong)
    actions.stop_form(form, by=w.head, at=timezone.now())
    assert not queries.form_at(form.key).exists()
    actions.resume_form(form, by=w.head, at=timezone.now())
    assert queries.form_at(form.key).exists()


def test_a_form_is_framed_by_its_own_sites_only_and_sets_no_cookie(client, w):
    form = standing(w)
    page = client.get(f"/leads/forms/{form.key}/")
    policy = {one.split()[0]: one.split()[1:] for one in page["Content-Security-Policy"].split(";") if one.strip()}
    assert page.status_code == 200 and not page.cookies and not page.has_header("X-Frame-Options")
    assert policy["frame-ancestors"] == policy["form-action"] == ["'self'", SITE]
    assert client.get("/leads/form/")["X-Frame-Options"] == "DENY"
    unlisted = standing(w, sites=[])
    assert "frame-ancestors 'self';" in client.get(f"/leads/forms/{unlisted.key}/")["Content-Security-Policy"] + ";"
    actions.stop_form(form, by=w.head, at=timezone.now())
    assert client.get(f"/leads/forms/{form.key}/").status_code == 404


def test_the_script_is_the_same_for_everybody_and_kept_by_browsers(client, w):
    form = standing(w, title="</script><b>")
    first = client.get(f"/leads/forms/{form.key}.js")
    assert first["Content-Type"].startswith("text/javascript") and not first.cookies and first["Access-Control-Allow-Origin"] == "*"
    assert form.key in first.content.decode() and "</script>" not in first.content.decode()
    again = client.get(f"/leads/forms/{form.key}.js", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304 and not again.content
    assert client.get("/leads/forms/nosuchkey.js").status_code == 404


# ---- sending -----------------------------------------------------------------------------------------------------


def test_a_form_in_a_frame_becomes_a_lead_with_its_first_and_last_touch(client, w):
    form = standing(w)
    opening = opened(form, 3)
    visited = (timezone.now() - timedelta(days=9)).isoformat()
    first = {"landing": "https://zavod.example/", "referrer": "https://yandex.ru/search/", "at": visited, "utm_term": "создание сайтов"}
    touch = json.dumps({"landing": "https://zavod.example/contacts", "referrer": "https://mail.example/", "utm_source": "newsletter", "first": first})
    answer = send(client, form, {**TYPED, "opened": opening, "proof": solved(opening), "touch": touch, "region": "Пермский край"})
    assert answer.status_code == 302 and answer["Location"].endswith("/thanks/")

    lead = Lead.objects.get()
    first, last = queries.touches_of(lead)
    assert (lead.source.code, lead.last_source.code, lead.region) == ("search", "brand", "Пермский край")
    assert (first.utm, first.referrer) == ({"utm_term": "создание сайтов"}, "https://yandex.ru/search/")
    assert first.at.isoformat() == visited and last.utm == {"utm_source": "newsletter"} and last.landing == "https://zavod.example/contacts"


def test_a_plain_form_of_the_site_becomes_a_lead_and_goes_to_its_thanks(client, w):
    form = standing(w, thanks_url=f"{SITE}/thanks")
    answer = plain(client, form)
    assert (answer.status_code, answer["Location"]) == (302, f"{SITE}/thanks")
    assert Lead.objects.get().touches.get().referrer.startswith(f"{SITE}/contacts/")


def test_errors_of_a_plain_form_come_back_as_our_page_with_what_was_typed(client, w):
    form = standing(w)
    answer = plain(client, form, email="нет", consent_processing="")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Каталог и личный кабинет" in page and page.count("field-error") == 2
    assert not Lead.objects.exists() and Raw.objects.get().state == "dead"


def test_a_phone_alone_is_enough_to_be_answered_where_the_form_asks_for_one(client, w):
    form = standing(w)
    assert plain(client, form, email="", phone="").status_code == 422 and not Lead.objects.exists()
    answer = plain(client, form, email="", phone="8 391 200-00-11")
    assert answer.status_code == 302 and Lead.objects.get().contact.phone_key == "+73912000011"
    silent = standing(w, asks=["company"])
    assert plain(client, silent, email="").status_code == 422


def test_a_form_is_acknowledged_when_its_bytes_are_kept_and_read_by_the_queue(client, w):
    form = standing(w)
    answer = client.post(f"/leads/forms/{form.key}/", TYPED, REMOTE_ADDR="8.8.4.4", HTTP_ORIGIN=SITE)
    row = Raw.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith("/thanks/")
    assert (row.state, Lead.objects.count()) == ("stored", 0) and b"email=p%40example.org" in files.read(row.digest)

    assert work("intake") == 1
    row.refresh_from_db()
    assert (row.state, row.lead) == ("linked", Lead.objects.get()) and work("intake") == 0


def test_a_form_whose_job_was_lost_is_read_by_the_sweep(client, w):
    form = standing(w)
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=2)):
        client.post(f"/leads/forms/{form.key}/", TYPED, REMOTE_ADDR="8.8.4.4", HTTP_ORIGIN=SITE)
    ProcrastinateJob.objects.all()._raw_delete("default")
    assert sweep() == 1 and Raw.objects.get().state == "linked" and Lead.objects.count() == 1


def test_a_form_that_has_to_be_mended_is_read_by_nobody_after(client, w):
    form = standing(w)
    actions.keep_contact_way(w.agency, way="phone", address="+7 391 200-00-00", by=w.head, at=timezone.now())
    answer = client.post(f"/leads/forms/{form.key}/", {**TYPED, "email": "нет"}, HTTP_ORIGIN=SITE)
    assert answer.status_code == 422 and "tel:+7391200-00-00" in answer.content.decode()
    row = Raw.objects.get()
    work("intake")
    assert (row.state, row.tries, Raw.objects.get().tries) == ("dead", 1, 1) and not Lead.objects.exists()


def test_what_the_queue_has_read_before_the_sender_is_asked_to_mend_it_stays(client, w):
    form = standing(w)
    send(client, form, HTTP_ORIGIN=SITE)
    row = Raw.objects.get()
    assert actions.return_form(row, reason="поздно", by=w.system, at=timezone.now()).state == "linked"


def test_a_doubted_form_is_thanked_for_and_waits_for_a_person(client, w):
    form = standing(w)
    answer = plain(client, form, "https://elsewhere.example")
    assert answer.status_code == 302
    row = Raw.objects.get()
    assert row.state == "dead" and "прежде чем" in row.reason

    actions.read_raw(row, by=w.anna, at=timezone.now())  # a person has looked at it
    assert Raw.objects.get().state == "linked" and Lead.objects.get().title == "Сайт завода"


@pytest.mark.parametrize("told", [{"website": "x"}, {"opened": "form:1:x"}, {"request": MANY}])
def test_a_program_is_kept_out_with_a_reason(client, w, told):
    form = standing(w)
    assert send(client, form, {**TYPED, "opened": opened(form), **told}).status_code == 302  # it learns nothing
    assert not Lead.objects.exists() and Raw.objects.get().state == "dead" and Raw.objects.get().reason


def test_an_opening_of_another_form_is_none(client, w):
    one, two = standing(w), standing(w)
    send(client, one, {**TYPED, "opened": opened(two)})
    assert Raw.objects.get().state == "dead"


def test_one_address_sends_only_so_many_and_others_go_on(client, w):
    form = standing(w)
    for n in range(rules.BY_ADDRESS_UNPROVEN + 1):
        plain(client, form, title=f"Сайт {n}")
    assert became() == ["linked"] * rules.BY_ADDRESS_UNPROVEN + ["dead"]
    send(client, form, {**TYPED, "title": "Другой"}, address="9.9.9.9", HTTP_ORIGIN=SITE)
    assert became()[-1] == "linked"


def test_the_same_long_words_come_only_so_many_times(client, w):
    form, words = standing(w), "Продвижение вашего сайта в топ за неделю, недорого и с гарантией"
    for n in range(rules.SAME_WORDS + 1):
        send(client, form, {**TYPED, "request": words, "title": f"Т{n}"}, address=f"9.9.{n}.9", HTTP_ORIGIN=SITE)
    assert became() == ["linked"] * rules.SAME_WORDS + ["dead"]


def test_one_opening_is_not_sent_for_ever(client, w):
    form = standing(w)
    opening = opened(form)
    told = {"opened": opening, "proof": solved(opening)}
    for n in range(rules.SAME_OPENING + 1):
        send(client, form, {**TYPED, **told, "title": f"Т{n}"}, address=f"9.9.{n}.9")
    assert became() == ["linked"] * rules.SAME_OPENING + ["dead"]


def test_an_address_is_kept_as_a_hash_of_its_day_and_forgotten(client, w):
    form = standing(w)
    with time_machine.travel(datetime.now(UTC) - timedelta(days=2)):
        plain(client, form)
    before = Knock.objects.get()
    assert len(before.who) == 64 and "8.8" not in before.who
    assert [row.hints for row in Raw.objects.all()] == [{}]  # beside the bytes the hash stood until they were read
    plain(client, form, title="Второй")
    after = Knock.objects.get()
    assert after.pk != before.pk and after.who != before.who


# ---- consents ----------------------------------------------------------------------------------------------------


def test_each_consent_is_the_hash_of_exactly_the_text_that_was_shown(client, w):
    form = standing(w)
    page = client.get(f"/leads/forms/{form.key}/").content.decode()
    assert "checked" not in page and page.count('type="checkbox"') == 2
    plain(client, form, consent_news="1")
    kept = {consent.purpose: consent for consent in LeadConsent.objects.all()}
    assert set(kept) == {"processing", "news"}
    for purpose, consent in kept.items():
        shown = client.get(f"/leads/consents/{purpose}/1/?plain").content
        assert hashlib.sha256(shown).hexdigest() == consent.text_digest
        assert (consent.form, consent.raw_digest, consent.text_version) == (form, Raw.objects.get().digest, "1")


def test_news_is_optional_and_processing_is_not(client, w):
    form = standing(w)
    assert plain(client, form).status_code == 302 and [c.purpose for c in LeadConsent.objects.all()] == ["processing"]
    assert plain(client, form, consent_processing="", consent_news="1").status_code == 422


def test_a_version_that_was_never_shown_is_no_consent(client, w):
    form = standing(w)
    actions.publish_text(w.agency, purpose="processing", label="Я согласен", title="Согласие", text="Новый текст. " * 20,
                         starts_on=this_day() + timedelta(days=30), by=w.head, at=timezone.now())  # fmt: skip
    for version in ("2", "99", "-1", "x", "²"):
        plain(client, form, consent_processing=version)
    assert became() == ["dead"] * 5 and not Lead.objects.exists()


def test_a_new_wording_is_a_new_version_and_the_old_one_stays(client, w):
    form, day = standing(w), today(timezone.now())
    before = ConsentText.objects.get(purpose="processing").digest
    plain(client, form)
    actions.publish_text(w.agency, purpose="processing", label="Согласен", title="Согласие", text="Другой текст. " * 20, starts_on=day, by=w.head,
                         at=timezone.now())  # fmt: skip
    assert "Согласен" in client.get(f"/leads/forms/{form.key}/").content.decode()
    assert LeadConsent.objects.get().text_digest == before == ConsentText.objects.get(purpose="processing", version=1).digest
    with pytest.raises(Refused):
        actions.publish_text(w.agency, purpose="processing", label="С", title="С", text="Текст. " * 30, starts_on=day - timedelta(days=1), by=w.head,
                             at=timezone.now())  # fmt: skip
    with pytest.raises(NotYourDuty):
        actions.publish_text(w.agency, purpose="processing", label="С", title="С", text="Текст. " * 30, starts_on=day, by=w.anna, at=timezone.now())


def test_a_withdrawal_is_of_the_person_with_every_lead_of_theirs(client, w):
    form = standing(w)
    plain(client, form, consent_news="1"), plain(client, form, consent_news="1", title="Ещё сайт")
    one, two = Lead.objects.order_by("pk")
    actions.take_lead(one, by=w.anna, at=timezone.now())
    client.force_login(w.anna)
    assert client.post(f"/leads/{one.pk}/withdrawals/", {"purpose": "news", "how": "письмом"}).status_code == 302
    kept = {(c.lead_id, c.purpose): (bool(c.withdrawn_at), c.withdrawn_by, c.withdrawn_how) for c in LeadConsent.objects.all()}
    assert kept == {(lead.pk, purpose): (True, w.anna, "письмом") if purpose == "news" else (False, None, "")
                    for lead in (one, two) for purpose in ("news", "processing")}  # fmt: skip
    with pytest.raises(Refused):
        actions.withdraw_consent(one, purpose="news", how="ещё раз", by=w.anna, at=timezone.now())
    with pytest.raises(NotYourDuty):
        actions.withdraw_consent(one, purpose="processing", how="звонком", by=w.pavel, at=timezone.now())
    page = client.get(f"/clients/{one.engagement.client_id}/").content.decode()
    assert "Согласие на получение новостей" in page


# ---- pages and calls ---------------------------------------------------------------------------------------------


def test_the_head_keeps_a_form_by_its_page_and_copies_it_from_there(client, w):
    told = {"title": "Форма", "source": "search", "sites": f"{SITE}\nhttps://two.example", "asks": ["phone"]}
    for person, status in ((w.dev, 403), (w.anna, 403), (w.head, 302)):
        client.force_login(person)
        assert client.post("/leads/forms/", told).status_code == status
    form = queries.forms().get()
    page = client.get(f"/leads/forms/{form.key}/settings/").content.decode()
    assert f"/leads/forms/{form.key}.js" in page and "consent_processing" in page and "two.example" in page
    assert client.post(f"/leads/forms/{form.key}/settings/", {**told, "sites": "нет"}).status_code == 422
    assert client.post(f"/leads/forms/{form.key}/settings/", {**told, "title": "Другая"}).status_code == 302
    assert client.post(f"/leads/forms/{form.key}/stopping/").status_code == 302
    assert client.get(f"/leads/forms/{form.key}/settings/").status_code == 200 and queries.forms().get().title == "Другая"
    assert client.post(f"/leads/forms/{form.key}/resumption/").status_code == 302 and queries.form_at(form.key).exists()
    assert client.get("/leads/forms/nosuchkey/settings/").status_code == 404
    assert client.post("/leads/forms/ways/", {"way": "email", "address": "нет"}).status_code == 302 and not queries.ways()
    assert client.post("/leads/forms/ways/", {"way": "email", "address": "hello@example.org"}).status_code == 302 and len(queries.ways()) == 1


def test_forms_texts_and_ways_are_kept_by_programs_too(client, w):
    client.force_login(w.head)

    def call(path: str, body=None, status=200):
        answer = client.post(f"/api/v1{path}", body or {}, content_type="application/json") if body is not None else client.get(f"/api/v1{path}")
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    made = call("/forms", {"title": "Форма", "source": "search", "sites": [SITE]}, 201)
    key = made["key"]
    assert call(f"/forms/{key}/settings", {"title": "Другая", "source": "brand"})["title"] == "Другая"
    assert call(f"/forms/{key}/stopping", {})["stopped_at"] and not call(f"/forms/{key}/resumption", {})["stopped_at"]
    assert [one["key"] for one in call("/forms")["items"]] == [key] and call(f"/forms/{key}")["source"] == "brand"
    text = call("/consent-texts", {"purpose": "research", "label": "Я согласен", "title": "Опрос", "text": "Один вопрос в год. " * 9}, 201)
    assert (text["version"], text["required"]) == (1, False) and len(call("/consent-texts")["items"]) == 3
    assert call("/contact-ways", {"way": "max", "address": "https://max.ru/x"})["items"] == [{"way": "max", "address": "https://max.ru/x"}]
    assert call("/contact-ways", {"way": "max"})["items"] == []
    call("/contact-ways", {"way": "pager", "address": "1"}, 409)
    call("/forms", {"title": "Ф", "source": "nosuch"}, 422)


def test_what_a_person_agreed_to_is_told_and_withdrawn_by_a_program(client, w):
    plain(client, standing(w), consent_news="1")
    lead = Lead.objects.get()
    actions.take_lead(lead, by=w.anna, at=timezone.now())
    client.force_login(w.anna)
    body = {"purpose": "news", "how": "письмом"}
    told = client.post(f"/api/v1/leads/{lead.pk}/withdrawals", body, content_type="application/json").json()["items"]
    assert {one["purpose"]: one["withdrawn_how"] for one in told} == {"processing": "", "news": "письмом"}
    assert client.get(f"/api/v1/leads/{lead.pk}/consents").json()["items"] == told
    client.force_login(w.dev)
    assert client.get(f"/api/v1/leads/{lead.pk}/consents").status_code == 404
