"""Short codes, marks of links, one line that says a lead: the source is kept whatever the person writes by."""

import random
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead, SourceMark
from svyazka.leads.rules.quick import Quick, quick_in, source_named, with_source
from svyazka.leads.rules.touch import LETTERS, as_code, codes_in, is_direct, new_code, touch_in
from svyazka.leads.tests import make
from svyazka.sources.actions import write_down_event
from svyazka.sources.models import TouchCode
from svyazka.sources.rules import SHIPPED

AT = make.MONDAY
CYRILLIC = str.maketrans(LETTERS, "АСЕНКМРТХУ")
codes = st.builds(lambda seed, length: new_code(length, random.Random(seed).choice), st.integers(), st.sampled_from([4, 5]))
words = st.text("абв код xyz 0123.,!\n", max_size=30)


@given(codes, st.booleans(), st.booleans(), words)
def test_a_code_is_found_in_any_layout_case_and_text(code, cyrillic, small, around):
    typed = code.translate(CYRILLIC) if cyrillic else code
    typed = typed.lower() if small else typed
    assert as_code(typed) == code
    assert code in codes_in(f"{around} {typed}, {around}")
    assert not set(code) & set("01OIL")


@pytest.mark.parametrize("text", ["", "2026", "СССР", "MAMA", "К7М", "К7М3А2", "К7М3я", "бК7М3", "5000", "О7М3", "кот", "10к", "\x00"])
def test_words_years_and_prices_are_no_codes(text):
    assert codes_in(text) == []


@given(st.text(max_size=400))
def test_whatever_a_script_tells_is_texts_of_known_names_or_nothing(said):
    told = touch_in(said)
    assert all(isinstance(value, str) for name, value in told.items() if name != "first")


@pytest.mark.parametrize(("told", "direct"), [
    ({}, True), ({"landing": "https://a.ru/x", "referrer": "https://www.a.ru/"}, True), ({"referrer": "https://ya.ru/"}, False),
    ({"utm_source": "x"}, False), ({"yclid": "1"}, False), ({"referrer": "http://["}, True),
])  # fmt: skip
def test_a_visit_without_marks_is_direct(told, direct):
    assert is_direct(told) is direct


# ---- codes -------------------------------------------------------------------------------------------------------


@pytest.fixture
def w(db):
    return make.world()


def code(w, **told) -> TouchCode:
    return actions.make_code(w.agency, by=w.head, at=AT, **{"source": "brand", "label": "слайд форума", **told})


def letter(w, text: str, subject: str = "Вопрос", sender: str = "p@example.org", at=AT):
    raw = f"From: Petr <{sender}>\r\nTo: hello@example.org\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    stored = actions.store_raw(w.agency, raw=raw, channel="email", name="a.eml", by=w.system, at=at)
    read = actions.read_raw(stored, by=w.system, at=at)
    assert read.state == "linked", read.reason
    return read


def test_a_letter_that_names_a_code_in_cyrillic_keeps_its_source_event_and_queries(w):
    event = write_down_event(w.agency, name="Форум", audience="clients", held_on=AT.date(), by=w.head, at=AT)
    made = code(w, event=event, query_group="сайт завода", utm={"utm_campaign": "forum"})
    lead = letter(w, f"Здравствуйте! Код {made.code.translate(CYRILLIC).lower()}. Нужен сайт").lead
    touch = lead.touches.get()
    assert (lead.source.code, lead.last_source.code, lead.query_group.name) == ("brand", "brand", "сайт завода")
    assert (touch.code, touch.code.event, touch.utm, touch.channel) == (made, event, {"utm_campaign": "forum"}, "email")


def test_a_code_in_the_subject_is_seen_and_a_strange_one_is_not(w):
    made = code(w)
    strange = "A2A2" if made.code != "A2A2" else "A3A3"
    assert letter(w, "Текст", subject=f"Question {made.code}").lead.source.code == "brand"
    assert letter(w, f"Текст {strange}", sender="two@example.org").lead.source.code == "search"


def test_who_visited_and_writes_later_keeps_the_visit(w, client):
    form = actions.make_form(w.agency, title="Форма", source="search", sites=["https://zavod.example"], by=w.head, at=AT)
    answer = client.post(f"/leads/forms/{form.key}/messenger/", {"touch": '{"landing": "https://zavod.example/p", "utm_source": "forum-2026"}'})
    given_code = TouchCode.objects.get()
    assert answer["Location"] == f"/c/{given_code.code}/" and len(given_code.code) == 5
    page = client.get(f"/c/{given_code.code.translate(CYRILLIC)}/").content.decode()
    assert given_code.code in page and client.get("/c/A2A2A/").status_code in (404, 200)

    later = timezone.now() + timedelta(days=3)
    lead = letter(w, f"код {given_code.code}", at=later).lead
    touch = lead.touches.get()
    assert (touch.at, touch.landing, touch.utm) == (given_code.made_at, "https://zavod.example/p", {"utm_source": "forum-2026"})


def test_a_code_named_in_a_thread_is_a_further_touch_once(w):
    lead, made = make.lead(w), code(w)
    for text in (f"а ещё код {made.code}", f"повторю: {made.code}"):
        raw = f"From: p@example.org\r\nTo: hello+{lead.engagement.reply_token}@example.org\r\nSubject: Re\r\n\r\n{text}".encode()
        actions.read_raw(actions.store_raw(w.agency, raw=raw, channel="email", by=w.system, at=AT + timedelta(hours=1)), by=w.system,
                         at=AT + timedelta(hours=1))  # fmt: skip
    lead.refresh_from_db()
    assert [touch.code for touch in queries.touches_of(lead)] == [None, made]
    assert (lead.source.code, lead.last_source.code) == ("search", "brand")


def test_a_person_who_comes_again_leaves_a_touch_on_the_open_lead(w):
    contact = {"name": "Пётр", "email": "p@example.org"}
    first = make.lead(w, contact=contact, company="ООО «Завод»")
    make.lead(w, "Ещё", contact=contact, company="ООО «Завод»", source="brand", at=AT + timedelta(days=2))
    make.lead(w, "Давнее", contact=contact, company="ООО «Завод»", source="tender", at=AT + timedelta(days=2), received_at=AT - timedelta(days=9))
    first.refresh_from_db()
    assert [touch.source.code for touch in queries.touches_of(first)] == ["search", "brand"]
    assert (first.source.code, first.last_source.code) == ("search", "brand")


def test_by_the_api_a_code_and_marks_tell_the_source(w, client):
    made = code(w)
    client.force_login(w.anna)
    body = {"source": "search", "title": "Сайт", "request": "Нужен сайт", "touch": {"code": made.code.translate(CYRILLIC)}}
    one = client.post("/api/v1/leads", body, content_type="application/json").json()
    assert (one["source"], one["last_source"]) == ("brand", "brand")
    touch = {"utm_source": "vk", "first": {"referrer": "https://www.google.com/", "at": "2026-01-01T10:00:00Z"}}
    two = client.post("/api/v1/leads", {**body, "title": "Второй", "touch": touch, "source": "referral"}, content_type="application/json").json()
    assert (two["source"], two["last_source"]) == ("search", "referral")
    told = client.get(f"/api/v1/leads/{two['id']}/touches").json()["items"]
    assert [(one["source"], one["referrer"], one["utm"]) for one in told] == [("search", "https://www.google.com/", {}), ("referral", "", {"utm_source": "vk"})]


def test_the_head_makes_codes_by_page_and_nobody_else(w, client):
    for person, status, made in ((w.anna, 403, 0), (w.head, 302, 1)):
        client.force_login(person)
        assert client.get("/sources/codes/").status_code == 200
        assert client.post("/sources/codes/", {"label": "визитка", "source": "brand"}).status_code == status
        assert TouchCode.objects.count() == made
    assert client.post("/sources/codes/", {"label": " ", "source": "brand"}).status_code == 422
    with pytest.raises(Refused):
        code(w, landing="javascript:alert(1)")
    with pytest.raises(Malformed):
        code(w, source="nosuch")
    with pytest.raises(NotYourDuty):
        actions.make_code(w.agency, source="brand", label="x", by=w.anna, at=AT)


# ---- marks -------------------------------------------------------------------------------------------------------


def mark(w, day: int = 0, **told) -> SourceMark:
    told = {"kind": "utm_source", "value": "VK", "starts_on": AT.date() + timedelta(days=day), **told}
    return actions.keep_mark(w.agency, by=w.head, at=AT, **told)


def test_a_mark_means_what_it_meant_on_the_day_of_the_visit(w):
    mark(w, source="brand"), mark(w, 10, source="referral")
    meant = {n: queries.meaning_of({"utm_source": "vk"}, AT + timedelta(days=n))[0] for n in (-1, 0, 9, 10)}
    assert {n: found and found.code for n, found in meant.items()} == {-1: None, 0: "brand", 9: "brand", 10: "referral"}
    with pytest.raises(Refused):
        mark(w, 5, source="search")


def test_the_most_telling_mark_decides_and_a_site_speaks_for_those_under_it(w):
    mark(w, kind="utm_campaign", value="forum", source="brand"), mark(w, kind="utm_term", value="сайт завода", query_group="Сайты")
    told = {"utm_campaign": "Forum", "utm_source": "yandex", "utm_term": "сайт завода"}
    source, group = queries.meaning_of(told, AT)
    assert (source.code, group.name) == ("brand", "Сайты")
    assert queries.meaning_of({"referrer": "https://images.yandex.ru/x"}, AT)[0].code == "search"
    assert queries.meaning_of({"referrer": "https://notyandex.ru/x"}, AT) == (None, None)


def test_a_mark_is_ended_and_tells_something(w, client):
    with pytest.raises(Refused):
        mark(w)
    held = mark(w, source="brand")
    client.force_login(w.anna)
    assert client.post(f"/sources/marks/{held.pk}/ending/").status_code == 403
    client.force_login(w.head)
    assert client.post(f"/sources/marks/{held.pk}/ending/").status_code == 302
    assert SourceMark.objects.get(pk=held.pk).ends_on and client.get("/sources/marks/").status_code == 200


# ---- one line ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "quick"), [
    ("лид Ромашка, сайт, +7 912 345-67-89", Quick(company="Ромашка", title="сайт", phone="+7 912 345-67-89")),
    ("lead Romashka, site and SEO, p@example.org #brand", Quick(company="Romashka", title="site and SEO", email="p@example.org", named="brand")),
    ("Лид: 89123456789, ООО «Завод», каталог, кабинет, К7М3", Quick(company="ООО «Завод»", title="каталог, кабинет", phone="89123456789", code="K7M3")),
    ("kbl Ромашка, сайт #К7М3", Quick(company="Ромашка", title="сайт", named="К7М3", code="K7M3")),
    ("лид Ромашка, сайт, г. Красноярск, по рекомендации", Quick(company="Ромашка", title="сайт, по рекомендации", region="Красноярский край")),
    ("лид сайт, Новосибирск", Quick(title="сайт", region="Новосибирская область")), ("лид Омск, сайт", Quick(company="Омск", title="сайт")),
    ("лид нужен сайт", Quick(title="нужен сайт")), ("лид", Quick()), ("лидер рынка", None), ("найти лид", None), ("", None),
])  # fmt: skip
def test_one_line_says_a_lead(said, quick):
    assert quick_in(said) == quick


@given(st.text(max_size=300))
def test_no_line_is_an_error_and_no_part_is_too_long(text):
    said = quick_in(f"лид {text}")
    assert said is None or (len(said.title) <= 200 and len(said.company) <= 300)


def test_a_source_is_named_by_its_beginning():
    known = [("search", "Поиск по регионам"), ("brand", "Личный бренд"), ("referral", "Рекомендации"), ("red", "Рекламные статьи")]
    assert [source_named(word, known) for word in ("поиск", "brand", "личный-бр", "рек", "", "что")] == ["search", "brand", "brand", "", "", ""]


@pytest.mark.parametrize(("said", "title", "source"), [
    ("лид Ромашка, сайт, по рекомендации", "сайт", "referral"), ("лид Ромашка, сайт, поиск", "сайт", "search"), ("лид Ромашка, сайт, тендер", "сайт", "tender"),
    ("лид Ромашка, тендер", "тендер", ""), ("лид Ромашка, сайт, поиск #brand", "сайт, поиск", "brand"), ("лид Ромашка, сайт, корпоративный", "сайт, корпоративный", ""),
])  # fmt: skip
def test_a_source_is_told_in_the_words(said, title, source):
    quick, found = with_source(quick_in(said), SHIPPED)
    assert (quick.title, found) == (title, source)


def test_without_a_usual_source_nothing_is_chosen_for_the_person(w, client):
    client.force_login(w.anna)
    for said in ("", "лид Ромашка, сайт, Красноярск"):
        form = client.get("/leads/new/", {"said": said}).content.decode()
        assert not re.search(r'<input[^>]*name="source"[^>]*checked', form) and re.search(r'<input[^>]*name="source"[^>]*required', form)
    assert 'value="Красноярский край"' in form and re.search(r'<input[^>]*name="source"[^>]*autofocus', form)
    palette = client.get("/search/palette", {"q": "лид Ромашка, сайт"}, HTTP_HX_REQUEST="true").content.decode()
    assert "data-quick-form" not in palette and "Enter: выбрать источник" in palette
    assert client.post("/leads/new/", {"title": "Сайт", "channel": "phone"}).status_code == 422 and not Lead.objects.exists()
    actions.take_lead(make.lead(w, source="referral"), by=w.anna, at=make.MONDAY)
    assert re.search(r'<input[^>]*value="referral"[^>]*checked', client.get("/leads/new/").content.decode())


def test_the_palette_says_a_lead_to_who_may_write_one_down(w, client):
    client.force_login(w.anna)
    page = client.get("/search/palette", {"q": "лид Ромашка, сайт, +79123456789 #бренд"}, HTTP_HX_REQUEST="true").content.decode()
    assert "data-quick-form" in page and 'value="Ромашка"' in page
    form = client.get("/leads/new/", {"said": "лид Ромашка, сайт, +79123456789 #личный"}).content.decode()
    assert 'value="Ромашка"' in form and re.search(r'<input[^>]*name="source"[^>]*value="brand"[^>]*checked', form)
    client.force_login(w.dev)
    assert "data-quick" not in client.get("/search/palette", {"q": "лид Ромашка, сайт"}).content.decode()


def test_a_lead_written_by_hand_takes_a_code_in_cyrillic_and_refuses_a_strange_one(w, client):
    made = code(w)
    client.force_login(w.anna)
    told = {"title": "Сайт", "source": "search", "channel": "phone", "code": made.code.translate(CYRILLIC)}
    assert client.post("/leads/new/", told).status_code == 302
    lead = Lead.objects.get()
    assert (lead.source.code, lead.request, lead.touches.get().code) == ("brand", "Сайт", made)
    assert client.post("/leads/new/", {**told, "code": "ZZZZ"}).status_code == 422


def test_known_clients_are_offered_to_who_sees_them(w, client):
    make.lead(w, company="ООО «Ромашка»")
    for person, seen in ((w.anna, True), (w.dev, False)):
        client.force_login(person)
        assert ("Ромашка" in client.get("/leads/new/clients/", {"company": "ромаш"}).content.decode()) is seen
    assert "option" not in client.get("/leads/new/clients/", {"company": "р"}).content.decode()
