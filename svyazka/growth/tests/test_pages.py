"""Pages and API of client development."""

import pytest

from svyazka.acceptance.tests.test_pages import JSON, as_
from svyazka.growth.models import DevelopmentCell, Idea
from svyazka.growth.tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_map_and_the_client_s_page_are_drawn(client, language):
    w = make.world()
    make.idea(w)
    for person in (w.anna, w.pavel, w.head):
        as_(client, person, language)
        assert client.get("/growth/").status_code == 200
        assert "Каталог просится в поиск" in client.get(f"/clients/{w.client.pk}/").content.decode()


def test_an_idea_goes_its_way_by_the_pages(client):
    w = make.world()
    as_(client, w.dev).post(f"/growth/clients/{w.client.pk}/ideas/", {"direction": "seo", "text": "Каталог в поиск"})
    idea = Idea.objects.get()
    answers = f"/growth/ideas/{idea.pk}/answers/"
    assert as_(client, w.pavel).post(answers, {"text": "Нет"}).status_code == 403
    assert as_(client, w.anna).post(answers, {"text": ""}).status_code == 302
    assert Idea.objects.get().answered_at is None
    client.post(answers, {"text": "Предложим в мае"})
    assert Idea.objects.get().answer == "Предложим в мае"
    taken = client.post(f"/growth/ideas/{idea.pk}/taking-up/")
    assert taken.status_code == 302 and Idea.objects.get().became.title == "Каталог в поиск"


def test_a_direction_is_moved_by_the_page_and_a_refusal_is_told(client):
    w = make.world()
    cells = f"/growth/clients/{w.client.pk}/directions/"
    assert as_(client, w.pavel).post(cells, {"direction": "seo", "state": "proposed"}).status_code == 403
    for told in ({"direction": "seo", "state": "refused"}, {"direction": "seo", "state": "dancing"}):
        page = as_(client, w.anna).post(cells, told, follow=True)
        assert page.status_code == 200 and not DevelopmentCell.objects.exists()
    client.post(cells, {"direction": "seo", "state": "proposed"})
    assert DevelopmentCell.objects.get().state == "proposed"


def test_an_idea_goes_its_way_by_the_api(client):
    w = make.world()
    made = as_(client, w.dev).post(f"/api/v1/clients/{w.client.pk}/ideas", {"direction": "seo", "text": "Каталог в поиск"}, JSON)
    assert made.status_code == 201
    call = f"/api/v1/ideas/{made.json()['id']}"
    assert client.post(f"/api/v1/clients/{w.client.pk}/ideas", {"direction": "dancing", "text": "Нет"}, JSON).status_code == 422
    denied = as_(client, w.pavel).post(call + "/answers", {"text": "Нет"}, JSON)
    assert (denied.status_code, denied.json()["duty"]) == (403, "client.develop")
    assert as_(client, w.anna).post(call + "/answers", {"text": "В мае"}, JSON).json()["answer"] == "В мае"
    taken = client.post(call + "/taking-up", {"title": "SEO"}, JSON).json()
    assert taken["engagement_id"] and client.post(call + "/taking-up", {"title": "SEO"}, JSON).status_code == 409
    moved = client.post(f"/api/v1/clients/{w.client.pk}/directions", {"direction": "smm", "state": "idea"}, JSON)
    assert (moved.status_code, moved.json()["state"]) == (201, "idea")
    assert client.post(f"/api/v1/clients/{w.client.pk}/directions", {"direction": "smm", "state": "refused"}, JSON).status_code == 409
    assert client.get("/api/v1/ideas").json()["items"][0]["answer"] == "В мае"
    assert as_(client, make.make.person("design", "specialist")).get("/api/v1/ideas").json()["items"] == []
