"""Leads that look like one by groups: merged all at once, each taken apart by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead, Likeness, Merging
from svyazka.leads.rules.groups import gathered
from svyazka.leads.tests import make

AT = make.MONDAY
KEYS = st.integers(0, 12)


@pytest.fixture
def w():
    return make.world()


def many(w, count: int = 4, phone: str = "8 (912) 345-67-89") -> list[Lead]:
    return [make.lead(w, f"Сайт {n}", company="", contact={"name": f"Пётр {n}", "phone": phone}) for n in range(count)]


def group_of(w, lead: Lead, person=None):
    return queries.group_with(queries.likenesses_visible_to(queries.visible_to(person or w.head, AT)), lead)


@given(st.lists(st.tuples(KEYS, KEYS)))
def test_a_group_is_all_that_chains_of_pairs_join(pairs):
    joined = {key: {key} for pair in pairs for key in pair}
    for _round in joined:
        for one, other in pairs:
            joined[one] = joined[other] = joined[one] | joined[other]
    assert set(gathered(pairs)) == {frozenset(group) for group in joined.values()}
    assert len(gathered(pairs)) == len(set(gathered(pairs)))


@pytest.mark.django_db
def test_one_request_that_came_many_times_is_one_group_merged_at_once_and_taken_apart_one_by_one(w):
    first, *others = many(w)
    assert Likeness.objects.count() > len(others)
    group = group_of(w, others[1])
    assert group.keys == [lead.pk for lead in (first, *others)]

    done = actions.merge_group(group.kept, others=[member.lead for member in group.others], by=w.irina, at=AT)

    assert set(Lead.objects.exclude(pk=first.pk).values_list("state", "merged_into")) == {("merged", first.pk)}
    assert group_of(w, first) is None and len(done) == 3
    for merging in (done[1], done[0], done[2]):
        actions.undo_merging(Merging.objects.get(pk=merging.pk), by=w.irina, at=AT)
    assert set(Lead.objects.values_list("state", "merged_into")) == {("new", None)}


@pytest.mark.django_db
def test_all_are_merged_or_none(w):
    first, second, third, fourth = many(w)
    actions.take_lead(third, by=w.anna, at=AT)
    third.refresh_from_db()
    with pytest.raises(NotYourDuty):
        actions.merge_group(first, others=[second, third], by=w.irina, at=AT)
    with pytest.raises(Refused, match="ушёл дальше"):
        actions.merge_group(first, others=[second, third], by=w.anna, at=AT)
    with pytest.raises(Malformed):
        actions.merge_group(first, others=[], by=w.anna, at=AT)
    assert not Merging.objects.exists()
    assert group_of(w, fourth).kept == third


@pytest.mark.django_db
def test_the_page_lists_groups_and_merges_the_chosen(client, w):
    first, *others = many(w)
    client.force_login(w.irina)
    page = client.get("/leads/duplicates/").content.decode()
    assert page.count("class=\"of-group\"") == 3 and f"/leads/duplicates/{first.pk}/" in page
    assert client.get(f"/leads/duplicates/{others[0].pk}/").content.decode().count(" checked") == 3

    client.post(f"/leads/duplicates/{first.pk}/", {"lead": [others[0].pk, others[2].pk]})

    assert [Lead.objects.get(pk=lead.pk).state for lead in others] == ["merged", "new", "merged"]
    client.force_login(w.dev)
    assert client.get(f"/leads/duplicates/{first.pk}/").status_code == 404


@pytest.mark.django_db
def test_a_program_reads_the_groups_and_merges_them(client, w):
    first, *others = many(w)
    client.force_login(w.irina)
    told = client.get("/api/v1/likeness-groups").json()["items"]
    assert [group["lead_ids"] for group in told] == [[lead.pk for lead in (first, *others)]]
    answer = client.post(f"/api/v1/leads/{first.pk}/mergings", {"others": [lead.pk for lead in others]}, content_type="application/json")
    assert (answer.status_code, [row["kept_id"] for row in answer.json()["items"]]) == (201, [first.pk] * 3)


@pytest.mark.django_db
def test_the_page_of_groups_costs_the_same_for_many(client, w):
    client.force_login(w.irina)
    costs = []
    for phone in ("8 (912) 345-67-89", "8 (912) 345-67-90"):
        many(w, 3, phone)
        client.get("/leads/duplicates/")
        with CaptureQueriesContext(connection, ) as asked:
            client.get("/leads/duplicates/")
        costs.append(len(asked))
    assert costs[0] == costs[1]
