"""Pages on which a specification is written by several people, with a script and without."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.actions import add_clause, begin_draft, remove_clause, reword_clause
from svyazka.briefs.models import Brief, Clause, Presence, SpecTemplate
from svyazka.briefs.steps import agree_brief, ship
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_pages import as_
from svyazka.roles.steps import fill_seat
from svyazka.roles.tests.make import LONG_AGO, person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def w():
    found = make.world()
    fill_seat(found.engagement, "pm", found.pavel, at=MONDAY)
    ship(LONG_AGO)
    return found


def by_template(w, code: str = "site") -> Brief:
    return begin_draft(w.engagement, template=SpecTemplate.objects.get(code=code), by=w.anna, at=MONDAY)


def typed(clause: Clause, **told) -> dict:
    """Return what the form of the clause sends when this is typed into it."""
    said = {"kind": clause.kind, "text": clause.text, "criterion": clause.criterion, "section": clause.section, "need_id": clause.need_id or ""}
    owner = {"owner": clause.owner.username if clause.owner else ""}
    was = {f"was-{name}": value for name, value in (said | {"owner_id": clause.owner_id or ""}).items()}
    return {"seen": clause.version, **was, **said, **owner, **told}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn(client, w, language):
    make.judged(w, "conditional")
    draft = by_template(w)
    key = draft.clauses.first().key
    template = SpecTemplate.objects.get(code="site")
    pages = [f"/briefs/start/{w.engagement.pk}/", f"/briefs/{draft.pk}/", f"/briefs/{draft.pk}/?edit={key}", f"/briefs/{draft.pk}/?add=2",
             f"/briefs/{draft.pk}/?edit=9999", f"/briefs/{draft.pk}/live/", f"/briefs/{draft.pk}/comparison/", "/briefs/templates/",
             f"/briefs/templates/{template.pk}/", "/briefs/rows/row/"]  # fmt: skip
    for who in (w.anna, w.pavel, w.head):
        assert [as_(client, who, language).get(page).status_code for page in pages] == [200] * len(pages)
    for page in (f"/briefs/templates/{template.pk}/editing/", "/briefs/templates/new/"):
        assert [as_(client, who, language).get(page).status_code for who in (w.head, w.anna)] == [200, 403]


def test_a_draft_is_begun_from_the_page(client, w):
    page = f"/briefs/start/{w.engagement.pk}/"
    template = SpecTemplate.objects.get(code="seo")
    assert as_(client, w.anna).get(page).content.decode().count("<button name=\"template\"") == 8
    assert client.post(page, {"template": template.pk}).headers["Location"] == f"/briefs/{Brief.objects.get().pk}/"
    assert "Чего мы не обещаем" in client.get(f"/briefs/{Brief.objects.get().pk}/").content.decode()
    assert client.post(page, {"template": "999999"}).status_code == 404
    assert as_(client, w.pavel).post(page, {"template": ""}).status_code == 403
    make.submit_brief(make.written(w), by=w.anna, at=MONDAY)
    assert as_(client, w.anna).post(page, {"template": "former"}).status_code == 409


def test_the_story_of_clauses_without_a_script(client, w):
    draft = by_template(w)
    page = f"/briefs/{draft.pk}/"
    as_(client, w.anna)
    new = {"number": 1, "kind": "must", "text": "Сайт открывается\r\nза секунду", "criterion": "", "section": "Устройства и скорость", "need_id": "", "owner": "anna"}
    assert client.post(page + "clauses/", {**new, "text": " "}).status_code == 422
    assert client.post(page + "clauses/", new).headers["Location"].startswith(f"{page}?add=1#c-")
    made = Clause.objects.latest("pk")
    assert (made.text, made.section, made.owner) == ("Сайт открывается\nза секунду", "Устройства и скорость", w.anna)
    assert client.post(f"{page}clauses/{made.key}/wording/", typed(made, text="")).status_code == 422
    assert client.post(f"{page}clauses/{made.key}/wording/", typed(made, text="За две")).headers["Location"] == f"{page}#c-{made.key}"
    made.refresh_from_db()
    assert (made.text, made.version) == ("За две", 2)
    assert client.post(f"{page}clauses/{made.key}/place/", {"seen": 2, "to": "up"}).status_code == 302
    assert client.post(f"{page}clauses/{made.key}/removal/", {"seen": 3}).headers["Location"] == page
    assert not Clause.objects.filter(pk=made.pk).exists()
    assert client.post(f"{page}clauses/{made.key}/place/", {"seen": "much", "to": "up"}).status_code == 422


def test_who_comes_second_sees_both_texts_and_keeps_mine_takes_theirs_or_joins_them(client, w):
    draft = make.written(w)
    clause = draft.clauses.get(text="Каталог")
    mine = typed(clause, text="Каталог с фильтром")
    reword_clause(draft, key=clause.key, seen=1, told={"text": "Большой каталог"}, by=w.anna, at=MONDAY)
    address = f"/briefs/{draft.pk}/clauses/{clause.key}/wording/"
    for headers in ({}, HTMX):
        answer = as_(client, w.anna).post(address, mine, headers=headers)
        said = answer.content.decode()
        assert answer.status_code == 409 and ("<html" in said) == (not headers)
        assert "Большой каталог" in said and "с фильтром" in said and "<ins>" in said and "<del>" in said
        assert said.count(f'action="{address}"') == 2 and 'name="seen" value="2"' in said
    clause.refresh_from_db()
    assert clause.text == "Большой каталог"
    kept = {"seen": 2, "kind": "must", "text": "Каталог с фильтром", "criterion": clause.criterion, "section": "", "need_id": clause.need_id, "owner": ""}
    assert client.post(address, kept).status_code == 302
    clause.refresh_from_db()
    assert clause.text == "Каталог с фильтром"


def test_the_text_typed_into_a_removed_clause_comes_back_as_a_clause(client, w):
    draft = make.written(w)
    clause = draft.clauses.get(text="Каталог")
    remove_clause(draft, key=clause.key, seen=1, by=w.anna, at=MONDAY)
    answer = as_(client, w.anna).post(f"/briefs/{draft.pk}/clauses/{clause.key}/wording/", typed(clause, text="Каталог станков"))
    said = answer.content.decode()
    assert answer.status_code == 409 and "Каталог станков" in said and f'action="/briefs/{draft.pk}/clauses/"' in said


def test_what_was_typed_stays_when_the_edition_was_sent_meanwhile(client, w):
    draft = make.written(w)
    clause = draft.clauses.get(text="Каталог")
    make.submit_brief(draft, by=w.anna, at=MONDAY)
    for headers in ({}, HTMX):
        answer = as_(client, w.anna).post(f"/briefs/{draft.pk}/clauses/{clause.key}/wording/", typed(clause, text="Каталог станков"), headers=headers)
        assert answer.status_code == 409 and "Каталог станков" in answer.content.decode() and "на проверке" in answer.content.decode()


def test_an_edit_of_an_agreed_edition_goes_on_in_the_next(client, w):
    first = make.judged(w)
    agree_brief(w.engagement, at=MONDAY)
    clause = first.clauses.get(text="Каталог")
    page = as_(client, w.anna).get(f"/briefs/{first.pk}/?edit={clause.key}").content.decode()
    assert "начнёт редакцию 2" in page
    answer = client.post(f"/briefs/{first.pk}/clauses/{clause.key}/wording/", typed(clause, text="Каталог станков"), headers=HTMX)
    second = Brief.objects.get(edition=2)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/briefs/{second.pk}/#c-{clause.key}")


def test_the_acts_of_a_stranger_and_of_another_duty(client, w):
    draft = make.written(w)
    acts = {f"/briefs/{draft.pk}/clauses/": {"kind": "must", "text": "Поиск"}, f"/briefs/{draft.pk}/clauses/1/wording/": {"kind": "must", "text": "Поиск", "seen": 1},
            f"/briefs/{draft.pk}/clauses/1/place/": {"seen": 1, "to": "up"}, f"/briefs/{draft.pk}/clauses/1/removal/": {"seen": 1}}  # fmt: skip
    for who, status in ((w.pavel, 403), (person("irina", "am"), 404)):
        assert [as_(client, who).post(path, told).status_code for path, told in acts.items()] == [status] * len(acts)
    assert as_(client, person("irina", "am")).post(f"/briefs/{draft.pk}/presence/", {}).status_code == 404
    assert list(draft.clauses.values_list("text", flat=True)) == ["Каталог", "Интеграция с 1С"] and not Presence.objects.exists()


def test_an_open_page_hears_only_of_changes(client, w):
    draft = make.written(w)
    live = f"/briefs/{draft.pk}/live/"
    first = as_(client, w.anna).get(live).content.decode()
    seen = first.split('data-seen="')[1].split('"')[0]
    assert client.get(live, {"seen": seen}).status_code == 204
    add_clause(draft, text="Поиск", by=w.anna, at=MONDAY)
    answer = client.get(live, {"seen": seen})
    assert answer.status_code == 200 and "Поиск" in answer.content.decode() and "<html" not in answer.content.decode()


def test_colleagues_are_seen_on_top_and_at_their_clause_but_oneself_is_not(client, w):
    draft = make.written(w)
    as_(client, w.pavel).post(f"/briefs/{draft.pk}/presence/", {"clause": "1"})
    assert (Presence.objects.get().person, Presence.objects.get().clause_key) == (w.pavel, 1)
    mine, others = (as_(client, who).get(f"/briefs/{draft.pk}/live/").content.decode() for who in (w.pavel, w.anna))
    assert others.count("Павел") == 4 and "clause-who" in others  # a face and a name, on top and at the clause
    assert "clause-who" not in mine


def test_a_long_document_costs_as_many_questions_as_a_short_one(client, w):
    draft = by_template(w)
    as_(client, w.anna)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/briefs/{draft.pk}/").status_code == 200
        return len(asked)

    cost()
    few = cost()
    section, last = draft.clauses.first().section, draft.clauses.last()
    Clause.objects.bulk_create(
        Clause(brief=draft, engagement=draft.engagement, key=100 + n, position=100 + n, section=section, text=f"Пункт {n}", owner=w.anna, edited_by=w.pavel, need=last.need)
        for n in range(300)
    )
    assert cost() == few


def test_a_whole_edition_typed_while_another_was_written_is_kept_and_told(client, w):
    make.written(w)
    page = f"/briefs/new/{w.engagement.pk}/"
    seen = as_(client, w.anna).get(page).content.decode().split('name="seen" value="')[1].split('"')[0]
    add_clause(Brief.objects.get(), text="Поиск", by=w.anna, at=MONDAY)
    mine = {"seen": seen, "need_text": ["заявки"], "need_goal": [""], "need_measure": [""], "clause_kind": ["must"], "clause_text": ["Моя страница"],
            "clause_criterion": [""], "clause_need": [""], "clause_section": [""]}  # fmt: skip
    answer = client.post(page, mine)
    said = answer.content.decode()
    assert answer.status_code == 409 and "Моя страница" in said and Brief.objects.count() == 1
    again = said.split('name="seen" value="')[1].split('"')[0]
    assert again != seen and client.post(page, {**mine, "seen": again}).status_code == 302


# ---- editions compared --------------------------------------------------------------------------------------------


def test_any_two_editions_are_compared_word_by_word(client, w):
    first = make.judged(w)
    second = make.written(w, clauses=[{"kind": "must", "text": "Каталог станков", "criterion": "300 позиций видны"}], promises=[])
    third = begin_draft(w.engagement, from_former=True, by=w.anna, at=MONDAY)
    as_(client, w.anna)
    page = client.get(f"/briefs/{third.pk}/comparison/", {"with": first.pk}).content.decode()
    assert "удалён" in page and "<del>Интеграция с 1С</del>" in page
    assert "Пункты те же" in client.get(f"/briefs/{third.pk}/comparison/").content.decode()
    assert client.get(f"/briefs/{second.pk}/comparison/").status_code == 200
    other = make.written(type(w)(**{**vars(w), "engagement": make.make.engagement("Другая", company="ООО Д", am=w.anna)}), promises=[])
    assert client.get(f"/briefs/{third.pk}/comparison/", {"with": other.pk}).status_code == 404
    assert "Редакция пока одна" in client.get(f"/briefs/{other.pk}/comparison/").content.decode()


# ---- templates ----------------------------------------------------------------------------------------------------


def outline(*rows) -> dict:
    names = ("order", "what", "text", "more")
    return {"mark": "O", **{f"row_{name}": [row[n] for row in rows] for n, name in enumerate(names)}, "row_mark": [""] * len(rows)}


def test_a_template_is_written_edited_copied_and_retired_on_pages(client, w):
    as_(client, w.head)
    rows = outline((10, "section", "Цели", "зачем"), (30, "must", "Второй", ""), (20, "must", "Первый", "видно"))
    assert client.post("/briefs/templates/new/", {**rows, "title": ""}).status_code == 422
    assert client.post("/briefs/templates/new/", {**outline((1, "must", "Без раздела", "")), "title": "Лендинг"}).status_code == 409
    assert client.post("/briefs/templates/new/", {**rows, "title": "Лендинг", "more": "rows-row"}).status_code == 200
    assert client.post("/briefs/templates/new/", {**rows, "title": "Лендинг"}).status_code == 302
    one = SpecTemplate.objects.get(title="Лендинг")
    assert [row.text for row in one.sections.get().starters.all()] == ["Первый", "Второй"]
    assert client.post(f"/briefs/templates/{one.pk}/editing/", {**rows, "title": "Лендинг 2"}).status_code == 302
    newer = SpecTemplate.objects.get(title="Лендинг 2")
    assert (newer.code, newer.edition) == (one.code, 2)
    assert client.post(f"/briefs/templates/{one.pk}/editing/", {**rows, "title": "Лендинг 3"}).status_code == 409
    assert client.post(f"/briefs/templates/{newer.pk}/copies/", {"title": "Промо"}).status_code == 302
    assert client.post(f"/briefs/templates/{newer.pk}/copies/", {"title": ""}).status_code == 422
    assert client.post(f"/briefs/templates/{newer.pk}/retirement/", {"on": "2099-01-01"}).status_code == 302
    assert client.post(f"/briefs/templates/{newer.pk}/retirement/", {"on": "2099-01-01"}).status_code == 409
    assert as_(client, w.anna).post(f"/briefs/templates/{newer.pk}/copies/", {"title": "Ещё"}).status_code == 403
