"""Ideas and the development map: anybody adds, the AM develops, the author is told and credited."""

from datetime import date

import pytest

from svyazka.clients.models import Client, Engagement
from svyazka.growth import actions, queries
from svyazka.growth.models import DevelopmentCell, Idea
from svyazka.growth.tests import make
from svyazka.growth.tests.make import MONDAY
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused

pytestmark = pytest.mark.django_db


def state_of(w, direction: str = "seo") -> str:
    return DevelopmentCell.objects.get(client=w.client, direction__code=direction).state


def test_anybody_adds_an_idea_and_the_cell_shows_it():
    w = make.world()

    idea = make.idea(w)

    assert (idea.author, idea.direction.code, state_of(w)) == (w.dev, "seo", "idea")
    assert Entry.objects.get(verb="growth.idea_added").facts["direction"] == "seo"


def test_an_idea_does_not_take_a_direction_back():
    w = make.world()
    actions.move_cell(w.client, direction="seo", state="in_work", by=w.anna, at=MONDAY)

    make.idea(w)

    assert state_of(w) == "in_work"


def test_an_idea_without_words_or_of_no_direction_is_refused():
    w = make.world()
    with pytest.raises(Refused):
        make.idea(w, " \x00 ")
    with pytest.raises(Malformed):
        actions.add_idea(w.client, direction="dancing", text="Танцы", by=w.dev, at=MONDAY)
    assert not Idea.objects.exists()


def test_the_am_moves_a_direction_with_its_goal_and_its_day():
    w = make.world()

    cell = actions.move_cell(w.client, direction="smm", state="proposed", goal="Врачи отвечают", next_on=date(2026, 4, 1), by=w.anna, at=MONDAY)

    assert (cell.state, cell.goal, cell.next_on, cell.owner) == ("proposed", "Врачи отвечают", date(2026, 4, 1), w.anna)
    refused = actions.move_cell(w.client, direction="smm", state="refused", refused_until=date(2026, 9, 1), by=w.anna, at=MONDAY)
    assert (refused.pk, refused.refused_until) == (cell.pk, date(2026, 9, 1))


def test_what_a_move_of_a_direction_refuses():
    w = make.world()
    for told, error in (({"state": "refused"}, Refused), ({"state": "dancing"}, Refused), ({"direction": "dancing"}, Malformed)):
        with pytest.raises(error):
            actions.move_cell(w.client, **{"direction": "seo", "state": "idea", **told}, by=w.anna, at=MONDAY)
    with pytest.raises(NotYourDuty) as denied:
        actions.move_cell(w.client, direction="seo", state="idea", by=w.pavel, at=MONDAY)
    assert denied.value.duty == "client.develop"
    assert not DevelopmentCell.objects.exists()


def test_an_answer_reaches_the_author_and_the_idea_stays():
    w = make.world()
    idea = make.idea(w)
    with pytest.raises(NotYourDuty):
        actions.answer_idea(idea, text="Нет", by=w.pavel, at=MONDAY)

    answered = actions.answer_idea(idea, text="Предложим в мае", by=w.anna, at=MONDAY)

    assert (answered.answer, answered.answered_at) == ("Предложим в мае", MONDAY)
    assert Notice.objects.get(person=w.dev).facts["note"] == "Предложим в мае"


def test_an_idea_taken_up_is_a_lead_of_the_same_client_once():
    w = make.world()
    idea = make.idea(w)
    with pytest.raises(NotYourDuty):
        actions.take_up_idea(idea, title="SEO каталога", by=w.dev, at=MONDAY)

    taken = actions.take_up_idea(idea, title="SEO каталога", by=w.anna, at=MONDAY)

    assert (taken.became.client, taken.became.title, taken.became.lead.source.code) == (w.client, "SEO каталога", "referral")
    assert state_of(w) == "proposed"
    with pytest.raises(Refused) as refused:
        actions.take_up_idea(idea, title="Ещё раз", by=w.anna, at=MONDAY)
    assert refused.value.status == 409
    assert actions.answer_idea(taken, text="Взяли", by=w.anna, at=MONDAY).answer == "Взяли"


def test_of_two_clients_of_one_name_the_idea_s_own_gets_the_lead():
    w = make.world()
    twin = Client.objects.create(name="АО «Проба»", name_key=w.client.name_key, made_at=MONDAY)
    make.make.fill_seat(make.make.open_engagement(twin, "Другая работа", at=MONDAY), "am", w.anna, at=MONDAY)

    taken = actions.take_up_idea(make.idea(w, client=twin), title="SEO", by=w.anna, at=MONDAY)

    assert taken.became.client == twin
    assert Engagement.objects.filter(client=w.client).count() == 1


def test_ideas_are_seen_by_those_who_see_the_client():
    w = make.world()
    idea = make.idea(w)
    stranger = make.make.person("irina", "am")

    assert [found.pk for found in queries.ideas_visible_to(w.anna, MONDAY)] == [idea.pk]
    assert not queries.ideas_visible_to(stranger, MONDAY).exists()
