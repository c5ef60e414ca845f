"""Leads are found by words in any form, by a phone however written, by a word begun, by a company mistyped."""

import pytest
from django.db import connection

from svyazka.leads import names, queries
from svyazka.leads.models import Lead, NameWord
from svyazka.leads.rules.search import begun, folded, words_of_name
from svyazka.leads.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def w():
    return make.world()


def titles(text: str) -> list[str]:
    return sorted(lead.title for lead in queries.matching(Lead.objects.all(), text))


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("Ёлка  зелёная", "Елка зеленая"),
        ("8 (912) 345-67-89", "9123456789"),
        ("+7 912 345 67 89 Пётр", "9123456789 Петр"),
        ("заказ 12345", "заказ 12345"),
        ("a\x00b", "ab"),
        ("", ""),
    ],
)
def test_what_is_typed_is_folded(typed, looked_for):
    assert folded(typed) == looked_for


def test_a_word_may_be_only_begun():
    assert begun("сайт заво") == ("сайт", "заво")
    assert begun("заво") == ("", "заво")
    assert begun("сайт за") == ("сайт за", "")
    assert begun("p@example.org") == ("p@example.org", "")


def test_words_of_a_name_leave_out_what_is_short_and_figures():
    assert words_of_name("ООО «Ромашка-Сервис 24»") == ["ромашка", "сервис"]


@pytest.mark.parametrize("typed", ["завод", "заводов", "сайты завода", "ЗАВОДУ", "заво", "сайт заво", "Уральского"])
def test_a_lead_is_found_by_its_words_in_any_form(w, typed):
    make.lead(w, "Сайт завода", company="ООО «Уральский завод»")
    make.lead(w, "Реклама кафе", company="Кафе «Ёлка»")
    assert titles(typed) == ["Сайт завода"]


@pytest.mark.parametrize("typed", ["елка", "Ёлка", "ёлки", "кафе елка"])
def test_yo_is_ye(w, typed):
    make.lead(w, "Реклама кафе", company="Кафе «Ёлка»")
    assert titles(typed) == ["Реклама кафе"]


@pytest.mark.parametrize("typed", ["8 912 345-67-89", "+79123456789", "(912) 345 67 89", "Пётр", "p@example.org"])
def test_a_lead_is_found_by_its_contact(w, typed):
    make.lead(w, contact={"name": "Пётр", "email": "p@example.org", "phone": "+7 (912) 345-67-89"})
    assert titles(typed) == ["Сайт завода"]


@pytest.mark.parametrize("typed", ["Рамашка", "ромошка", "Ромашк сервиз"])
def test_a_company_is_found_though_mistyped(w, typed):
    make.lead(w, "Сайт", company="ООО «Ромашка-Сервис»")
    make.lead(w, "Другой", company="АО «Кедр»")
    names.learn()
    assert titles(typed) == ["Сайт"]


def test_an_unknown_word_finds_nothing(w):
    make.lead(w)
    names.learn()
    assert titles("щавель") == []


def test_names_are_learnt_once(w):
    make.lead(w, company="ООО «Ромашка»")
    assert (names.learn(), names.learn()) == (1, 0)
    assert list(NameWord.objects.filter(word="ромашка")) != []


def test_the_words_follow_what_is_changed_in_the_database_itself(w):
    lead = make.lead(w, "Сайт завода")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE leads_lead SET title = 'Портал санатория' WHERE id = %s", [lead.pk])
    assert titles("санатории") == ["Портал санатория"]


@pytest.mark.parametrize("typed", ["':*", "a & | b", "!!!", "\\", "<->", "((", "🙂", "%", "_", "\ud800"])
def test_marks_are_only_marks(w, typed):
    make.lead(w)
    titles(typed)
