"""Pages of specifications: each in both languages, hidden from strangers, shut with a reason, of constant cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.models import Brief, Promise
from svyazka.briefs.tests import make
from svyazka.roles.tests.make import engagement, person

pytestmark = pytest.mark.django_db


def as_(client, who, language="ru"):
    who.language = language
    who.save(update_fields=["language"])
    client.force_login(who)
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn(client, language):
    w = make.world()
    make.judged(w, "conditional")
    brief = make.submitted(w)
    pages = ["/briefs/", "/briefs/?state=submitted&q=завод", f"/briefs/{brief.pk}/", f"/briefs/new/{w.engagement.pk}/",
             "/briefs/promises/", "/briefs/promises/?state=all", "/briefs/rows/clause/"]  # fmt: skip
    for who in (w.anna, w.pavel, w.head):
        assert [as_(client, who, language).get(page).status_code for page in pages] == [200] * len(pages)


def test_the_story_by_pages(client):
    w = make.world()
    typed = {"need_text": ["заявки", ""], "need_goal": ["", ""], "need_measure": ["", ""], "clause_kind": ["must", "should"],
             "clause_text": ["Каталог", ""], "clause_criterion": ["300 позиций", ""], "clause_need": ["1", ""],
             "promise_kind": ["term"], "promise_text": ["8 недель"], "promise_due_on": ["2026-05-01"]}  # fmt: skip
    editor = f"/briefs/new/{w.engagement.pk}/"
    assert as_(client, w.anna).post(editor, {**typed, "clause_text": ["", ""]}).status_code == 422
    assert client.post(editor, typed).status_code == 302
    page = f"/briefs/{Brief.objects.get().pk}/"
    assert client.post(page + "submission/").status_code == 302
    assert client.post(editor, typed).status_code == 409
    promise = Promise.objects.get()
    said = {"verdict": "feasible", "hours": "120", "risks": "", "reason": ""}
    judged = {**said, f"verdict_{promise.pk}": "feasible"}
    assert client.post(page + "verdicts/", judged).status_code == 403
    assert "name=\"hours\"" not in client.get(page).content.decode()
    assert as_(client, w.pavel).post(page + "verdicts/", said).status_code == 422
    assert client.post(page + "verdicts/", judged).status_code == 302
    assert Brief.objects.get().state == "feasible"
    assert client.get(page).status_code == 200


def test_what_is_not_seen_is_not_there(client):
    w = make.world()
    brief = make.submitted(w)
    as_(client, person("irina", "am"))
    for page in (f"/briefs/{brief.pk}/", f"/briefs/new/{w.engagement.pk}/", f"/api/v1/briefs/{brief.pk}"):
        assert client.get(page).status_code == 404
    assert brief.engagement.title not in client.get("/briefs/").content.decode()


@pytest.mark.parametrize("page", ["/briefs/", "/briefs/promises/"])
def test_lists_cost_the_same_for_few_and_many(client, page):
    w = make.world()
    as_(client, w.anna)

    def cost(more: int) -> int:
        for number in range(more):
            w.engagement = engagement(f"Работа {number} из {more}", company=f"ООО {more}-{number}", am=w.anna)
            make.submitted(w)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    cost(1)
    assert cost(3) == cost(25)


def test_a_qualified_lead_asks_its_am_for_a_specification(client):
    anna = person("anna", "am")
    one = engagement(am=anna)
    type(one).objects.filter(pk=one.pk).update(state="brief")

    assert f'href="/briefs/start/{one.pk}/"' in as_(client, anna).get("/").content.decode()
