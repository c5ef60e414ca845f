"""One person, one company is known again however they are spelled; a pair waits for a person, who compares, merges or parts it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from svyazka.leads import actions, queries
from svyazka.leads.jobs.likeness import compare_left
from svyazka.leads.models import Lead, Likeness, Merging
from svyazka.leads.rules import Face, limits_on, signs_shared, told, weight_of
from svyazka.leads.rules.likeness import alike, is_strong
from svyazka.leads.tests import make
from svyazka.leads.tests.queue import work

pytestmark = pytest.mark.engine

AT = make.MONDAY
LIMITS = limits_on(AT.date())
API = "/api/v1"
PETR = {"name": "Пётр", "email": "p@zavod.ru", "phone": "8 (912) 345-67-89"}


@pytest.fixture
def w():
    return make.world()


def as_(client, person):
    client.force_login(person)
    return client


OURS = Face(phone="+79123456789", email="p@zavod.ru", inn="2460123453", domain="zavod.ru", client_id=1, name="ООО «Ромашка»", name_key="romashka")


@pytest.mark.parametrize(("theirs", "codes", "strong"), [
    (Face(phone="+79123456789"), ["phone"], True),
    (Face(email="p@zavod.ru", domain="zavod.ru"), ["email", "domain"], True),
    (Face(inn="2460123453"), ["inn"], True),
    (Face(domain="zavod.ru"), ["domain"], False),
    (Face(client_id=1, name="ООО «Ромашка»", name_key="romashka"), ["client"], False),
    (Face(client_id=2, name="Ромашка-Сервис", name_key="romashka servis"), ["name"], False),
    (Face(client_id=2, name="Василёк", name_key="vasilek"), [], False),
    (Face(), [], False),
])  # fmt: skip
def test_the_signs_that_two_leads_share(theirs, codes, strong):
    signs = signs_shared(OURS, theirs, LIMITS)

    assert ([sign["code"] for sign in signs], is_strong(signs, LIMITS)) == (codes, strong)
    assert weight_of(signs, LIMITS) == sum(LIMITS.weights[code] for code in codes) and len(told(signs)) == len(codes)


WORDS = st.lists(st.sampled_from(["romashka", "servis", "zavod", "sibiri", "a", "3d", "kargo"]), max_size=4).map(" ".join)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_names_are_as_alike_as_the_database_says(one, other):
    with connection.cursor() as cursor:
        cursor.execute("select similarity(%s, %s)", [one, other])
        assert alike(one, other) == pytest.approx(cursor.fetchone()[0], abs=1e-6)


@pytest.mark.django_db
@pytest.mark.parametrize(("second", "codes"), [
    ({"company": "Совсем другое", "contact": {"name": "П.", "phone": "+79123456789, доб. 5"}}, ["phone"]),
    ({"company": "Совсем другое", "contact": {"name": "П.", "email": "Пётр <P+site@Zavod.RU>"}}, ["email", "domain"]),
    ({"company": "Совсем другое", "contact": {"name": "Анна", "email": "anna@zavod.ru"}}, ["domain"]),
    ({"company": "Завод Сибири Сервис", "contact": {}}, ["name"]),
    ({"company": "Zavod Sibiri", "contact": {}}, ["client"]),
    ({"company": "Совсем другое", "contact": {}, "request": "Наш ИНН 2460123453"}, ["inn"]),
    ({"company": "Совсем другое", "contact": {"email": "x@mail.ru"}}, []),
])  # fmt: skip
def test_a_lead_that_has_come_before_is_marked_when_it_comes(w, second, codes):
    first = make.lead(w, company="ООО «Завод Сибири»", contact=PETR, request="Сайт. ИНН 2460123453")
    later = make.lead(w, "Ещё раз", at=AT + timedelta(days=1), **second)

    if codes == ["name"]:  # who sends the lead does not wait for the names of all clients
        assert not Likeness.objects.exists()
        with time_machine.travel(AT + timedelta(days=1)):
            work("likeness")
    assert [(row.lead, row.other, [sign["code"] for sign in row.signs]) for row in Likeness.objects.all()] == (
        [(later, first, codes)] if codes else [])  # fmt: skip


@pytest.mark.django_db
def test_what_was_closed_long_ago_is_no_likeness(w):
    first = make.lead(w, contact=PETR)
    actions.take_lead(first, by=w.anna, at=AT)
    actions.lose_lead(Lead.objects.get(pk=first.pk), reason="дорого", by=w.anna, at=AT)
    make.lead(w, "Опять", at=AT + timedelta(days=LIMITS.closed_within_days + 1), contact=PETR)
    assert not Likeness.objects.exists()


@pytest.mark.django_db
def test_two_that_came_in_one_moment_are_marked_when_one_is_taken(w):
    first, second = make.lead(w, contact=PETR), make.lead(w, "Второй", contact=PETR, company="Другое")
    Likeness.objects.all().delete()  # as if neither had seen the other
    actions.take_lead(first, by=w.anna, at=AT)
    assert [(row.lead, row.other) for row in Likeness.objects.all()] == [(second, first)]


@pytest.mark.django_db
def test_marking_costs_the_same_among_many(w):
    counts = []
    for n in (2, 12):
        for k in range(n):
            make.lead(w, f"Лид {n}-{k}", contact={"name": f"Имя {n} {k}", "phone": f"+7912{n:03d}{k:04d}", "email": f"{n}{k}@one.ru"})
        newest = queries.with_faces().latest("pk")
        with CaptureQueriesContext(connection) as asked:
            found = [*queries.likenesses_by_keys(newest, AT), *queries.likenesses_by_names(newest, AT)]
        counts.append(len(asked))
    assert found and counts[0] == counts[1] and counts[0] <= 12


@pytest.mark.django_db
def test_names_whose_job_was_lost_are_compared_by_the_clock(w):
    first, second = (make.lead(w, company=name, at=timezone.now()) for name in ("Завод Сибири", "Завод Сибири Сервис"))
    assert list(queries.names_left(timezone.now())) == [] and compare_left() == 0  # their jobs wait
    ProcrastinateJob.objects.filter(args__lead_id=second.pk)._raw_delete("default")
    assert list(queries.names_left(timezone.now())) == [second.pk] and compare_left() == 1
    assert [(row.lead, row.other) for row in Likeness.objects.all()] == [(second, first)]


def pair(w) -> tuple[Lead, Lead]:
    """Return a lead that Anna has taken and one of the same person that nobody has."""
    first = make.lead(w, contact=PETR)
    actions.take_lead(first, by=w.anna, at=AT)
    return first, make.lead(w, "Каталог", company="Другое имя", contact={"name": "Петя", "phone": "89123456789"})


@pytest.mark.django_db
def test_the_pair_is_shown_where_the_account_manager_looks_and_is_merged_and_parted_by_pages(client, w):
    first, second = pair(w)
    as_(client, w.anna)
    for page in ("/", "/leads/duplicates/", f"/leads/{second.pk}/", f"/leads/{first.pk}/"):
        assert f"/leads/{second.pk}/merging/?into={first.pk}" in client.get(page).content.decode(), page
    assert "/leads/duplicates/" in client.get("/leads/").content.decode()

    page = f"/leads/{second.pk}/merging/"
    assert client.get(page + f"?into={first.pk}").status_code == 200
    assert client.post(page, {"into": first.pk, "title": "gone"}).url == f"/leads/{first.pk}/"
    first.refresh_from_db()
    assert first.title == "Каталог"
    old = client.get(f"/leads/{second.pk}/").content.decode()
    assert f'href="/leads/{first.pk}/"' in old and f'href="/engagements/{first.engagement_id}/"' in old
    assert f'href="/engagements/{first.engagement_id}/"' in as_(client, w.head).get(f"/engagements/{second.engagement_id}/").content.decode()
    as_(client, w.anna)

    undoing = f"/leads/mergings/{Merging.objects.get().pk}/undoing/"
    assert undoing in client.get(f"/leads/{first.pk}/").content.decode()
    assert client.post(undoing).url == f"/leads/{second.pk}/"
    first.refresh_from_db()
    assert first.title == "Сайт завода"


@pytest.mark.django_db
def test_different_is_remembered(client, w):
    first, second = pair(w)
    row = Likeness.objects.get()
    assert as_(client, w.anna).post(f"/leads/likenesses/{row.pk}/decision/", {"verdict": "different"}).status_code == 302
    actions.take_lead(second, by=w.anna, at=AT)  # looks again
    row.refresh_from_db()
    assert (row.state, row.decided_by, Likeness.objects.count()) == ("different", w.anna, 1)
    assert f"/leads/{second.pk}/merging/" not in client.get(f"/leads/{first.pk}/").content.decode()


@pytest.mark.django_db
def test_a_lead_is_looked_for_by_hand(client, w):
    first, second = pair(w)
    as_(client, w.anna)
    assert client.get(f"/leads/{second.pk}/merging/").status_code == 200
    assert f"?into={first.pk}" in client.get(f"/leads/{second.pk}/merging/?q=завод").content.decode()


@pytest.mark.django_db
def test_who_sees_neither_finds_nothing_and_who_may_not_is_told_whose_duty_it_is(client, w):
    first, second = pair(w)
    row = Likeness.objects.get()
    done = actions.merge_leads(Lead.objects.get(pk=first.pk), gone=second, by=w.anna, at=AT)
    for person, status in ((w.dev, 404), (w.irina, 403)):
        as_(client, person)
        assert client.get(f"{API}/leads/{second.pk}/likenesses").status_code == (404 if person == w.dev else 200)
        assert client.post(f"{API}/mergings/{done.pk}/undoing").status_code == status
        assert client.post(f"/leads/mergings/{done.pk}/undoing/").status_code == status
    actions.undo_merging(done, by=w.anna, at=AT)
    assert queries.side_of(row, w.head, AT) == first
    for person, status in ((w.dev, 404), (w.irina, 403)):
        as_(client, person)
        for call, body in ((f"/leads/{second.pk}/merging", {"into": first.pk}), (f"/likenesses/{row.pk}/decision", {"verdict": "different"})):
            said = client.post(API + call, body, content_type="application/json")
            assert said.status_code == status, (person, call)
        shown = client.get(f"/leads/{second.pk}/merging/?into={first.pk}")
        assert shown.status_code == (404 if person == w.dev else 200)
        assert 'form="merging"' not in shown.content.decode()
    assert as_(client, w.anna).get(f"{API}/leads/{second.pk}/merging?into=999999").status_code == 404


@pytest.mark.django_db
def test_by_program(client, w):
    first, second = pair(w)
    as_(client, w.anna)
    items = client.get(f"{API}/leads/{first.pk}/likenesses").json()["items"]
    assert [(one["lead_id"], one["other_id"], one["strong"], [sign["code"] for sign in one["signs"]]) for one in items] == [
        (second.pk, first.pk, True, ["phone"])]  # fmt: skip
    assert client.get(f"{API}/likenesses").json()["items"] == items
    plan = client.get(f"{API}/leads/{second.pk}/merging?into={first.pk}").json()
    assert (plan["reasons"], plan["clients_merge"], plan["moves"]["clients.message.engagement"]) == ([], True, 1)

    said = client.post(f"{API}/leads/{second.pk}/merging", {"into": first.pk, "choices": {"title": "gone"}}, content_type="application/json")
    assert (said.status_code, said.json()["moved"]) == (201, {"clients.message.engagement": 1, "leads.touch.lead": 1})
    assert client.get(f"{API}/leads/{second.pk}").json()["merged_into"] == first.pk
    again = client.post(f"{API}/leads/{second.pk}/merging", {"into": first.pk}, content_type="application/json")
    assert (again.status_code, bool(again.json()["reasons"])) == (409, True)
    for body in ({"into": first.pk, "choices": {"state": "gone"}}, {"into": first.pk, "choices": {"title": "both"}}, {}):
        assert client.post(f"{API}/leads/{second.pk}/merging", body, content_type="application/json").status_code == 422
    done = client.get(f"{API}/leads/{first.pk}/mergings").json()["items"][0]
    assert client.post(f"{API}/mergings/{done['id']}/undoing").json()["undone_at"]
    assert client.post(f"{API}/mergings/{done['id']}/undoing").status_code == 409


@pytest.mark.django_db
def test_the_pages_cost_the_same_for_many_pairs(client, w):
    as_(client, w.anna)
    counts = []
    for n in (2, 9):
        for k in range(n):
            phone = f"+7913{n:03d}{k:04d}"
            first = make.lead(w, f"Первый {n}-{k}", contact={"name": "А", "phone": phone})
            actions.take_lead(first, by=w.anna, at=AT)
            make.lead(w, f"Второй {n}-{k}", company=f"Иное {phone}", contact={"name": "Б", "phone": phone})
        asked = []
        for page in ("/leads/duplicates/", "/leads/", f"/leads/{first.pk}/"):
            client.get(page)
            with CaptureQueriesContext(connection) as told_:
                client.get(page)
            asked.append(len(told_))
        counts.append(asked)
    assert counts[0] == counts[1]
