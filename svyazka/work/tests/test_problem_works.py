"""On which work a problem is raised, among more works than a list can offer: found by words, without a script too."""

import re

import pytest
from django.utils import timezone

from svyazka.clients.models import Engagement
from svyazka.roles.tests import make as people
from svyazka.work.models import Problem
from svyazka.work.queries import problems
from svyazka.work.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
PLACE, NEW = "/work/problems/", "/work/problems/new/"


@pytest.fixture
def works(monkeypatch, client) -> list[Engagement]:
    """Six works of the PM, of which two are offered at once."""
    monkeypatch.setattr(problems, "MOST_OFFERED", 2)
    anna, pavel, _dev = make.pair()
    made = [people.engagement(f"Работа {n}", am=anna, pm=pavel) for n in "абвгде"]
    client.force_login(pavel)
    return made


def offered(page: str) -> list[str]:
    """Return what the list of works offers, the chosen one marked."""
    told = re.search(r'<select name="engagement".*?</select>', page, re.S)[0]
    return [f"{'*' if mark else ''}{key}" for key, mark in re.findall(r'<option value="(\d*)"( selected)?>', told)]


def test_any_work_is_found_by_words_and_what_was_typed_stays(client, works):
    page = client.get(PLACE).content.decode()
    assert offered(page) == ["", str(works[0].pk), str(works[1].pk)] or offered(page) == ["*", str(works[0].pk), str(works[1].pk)]
    typed = {"engagement": works[0].pk, "kind": "money", "text": "Не пришли деньги", "find": "работа Е"}
    found = client.post(NEW, {**typed, "finding": "1"})
    page = found.content.decode()
    assert found.status_code == 200 and not Problem.objects.exists() and "Не пришли деньги" in page and 'value="money" selected' in page
    assert [one.strip("*") for one in offered(page)] == [str(works[5].pk)]
    assert offered(client.get(f"{PLACE}?find=работа+Е").content.decode())[-1].strip("*") == str(works[5].pk)  # as it is typed, by a script
    assert "Нет работ" in client.post(NEW, {**typed, "find": "такой нет", "finding": "1"}).content.decode()

    wrong = client.post(NEW, {**typed, "engagement": works[5].pk, "text": "", "find": "работа г"})
    assert wrong.status_code == 422 and f"*{works[5].pk}" in offered(wrong.content.decode()), "the chosen one stays, found by these words or not"
    assert client.post(NEW, {**typed, "engagement": works[5].pk}).status_code == 302
    assert Problem.objects.get().engagement == works[5]


def test_the_work_a_page_names_is_chosen_also_when_the_list_is_longer_or_it_is_closed(client, works):
    Engagement.objects.filter(pk=works[4].pk).update(state="done", closed_at=timezone.now())
    for one in (works[5], works[4]):
        assert f"*{one.pk}" in offered(client.get(f"{PLACE}?raise&engagement={one.pk}").content.decode())
    other = people.engagement("Чужая", am=make.person("irina", "am"), pm=make.person("oleg", "pm"))
    page = client.get(f"{PLACE}?raise&engagement={other.pk}").content.decode()
    assert "Чужая" not in page
    for wrong in ("²", "9" * 40, "x"):
        assert client.get(f"{PLACE}?raise&engagement={wrong}&task={wrong}").status_code == 200


def test_a_short_list_needs_no_words(client, works, monkeypatch):
    monkeypatch.setattr(problems, "MOST_OFFERED", 6)
    assert 'name="find"' not in client.get(PLACE).content.decode()
    assert 'name="find"' not in client.get(f"{PLACE}?find=а").content.decode()
