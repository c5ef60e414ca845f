"""Who may do what: by seat, by scheme, by stand-in, and who is named when one may not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.kit import memo
from svyazka.kit.errors import Refused
from svyazka.kit.guard import DUTIES, Duty, may, seen_by
from svyazka.roles.actions import add_seat, copy_scheme, edit_cells, put_in_force, remove_seat, seat_person
from svyazka.roles.models import RoleScheme, SchemeInForce
from svyazka.roles.queries import compiled
from svyazka.roles.steps import stand_in
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
SET = DUTIES.get("task.set") or Duty("task.set", "Set and assign tasks")
DEFEND = DUTIES.get("result.defend") or Duty("result.defend", "Defend the result")


def pair():
    anna, pavel = make.person("anna", "am"), make.person("pavel", "pm", name="Павел К.")
    return anna, pavel, make.engagement(am=anna, pm=pavel)


def test_the_am_does_not_set_tasks_and_is_told_who_does():
    anna, pavel, engagement = pair()

    answer = may(anna, SET, engagement, make.MONDAY)

    assert not answer
    assert answer.held_by == ({"login": "pavel", "name": "Павел К.", "seat": "PM"},)
    assert "Павел К." in str(answer.reasons[0])
    assert may(pavel, SET, engagement, make.MONDAY)


def test_one_person_in_both_seats_may_do_both():
    anna = make.person("anna", "am")
    engagement = make.engagement(am=anna, pm=anna)

    assert may(anna, SET, engagement, make.MONDAY)
    assert may(anna, DEFEND, engagement, make.MONDAY)


def test_another_scheme_on_the_engagement_changes_the_answer():
    anna, pavel, engagement = pair()
    assert may(anna, DEFEND, engagement, make.MONDAY)

    scheme = RoleScheme.objects.get(code="sales_pm")
    SchemeInForce.objects.create(scheme=scheme, scope="engagement", scope_id=engagement.pk, starts_at=make.START)

    assert not may(anna, DEFEND, engagement, make.MONDAY)
    assert may(pavel, DEFEND, engagement, make.MONDAY)


def test_a_stand_in_acts_for_the_dates_and_not_a_second_longer():
    anna, pavel, engagement = pair()
    seat = engagement.seats.get(person=anna)
    ends = make.MONDAY + timedelta(days=2)
    stand_in(seat, pavel, starts_at=make.MONDAY, ends_at=ends, approved_by=anna)

    before, first, last, after = (
        may(pavel, DEFEND, engagement, at)
        for at in (make.MONDAY - timedelta(seconds=1), make.MONDAY, ends - timedelta(seconds=1), ends)
    )

    assert (bool(before), first.instead_of, last.instead_of, bool(after)) == (False, anna.pk, anna.pk, False)


def test_rights_cost_one_query_a_request_whatever_the_page_asks():
    _anna, pavel, engagement = pair()
    others = [make.engagement(f"Сайт {n}", pm=pavel) for n in range(5)]
    memory = memo._memo.set({})
    with CaptureQueriesContext(connection, ) as asked:
        for subject in [engagement, *others] * 20:
            may(pavel, SET, subject, make.MONDAY)
    memo._memo.reset(memory)

    assert len([q for q in asked if "roles_" in q["sql"]]) == 1


def test_people_see_what_they_sit_on_and_the_head_sees_all():
    anna, _pavel, engagement = pair()
    irina, head, client = make.person("irina", "am"), make.person("head", "head"), make.person("client", "", kind="contact")

    assert seen_by(head, make.MONDAY) is None
    assert list(seen_by(anna, make.MONDAY)) == [engagement.pk]
    assert list(seen_by(irina, make.MONDAY)) == []
    assert list(seen_by(client, make.MONDAY)) == []


def test_a_full_shelf_of_schemes_still_answers(monkeypatch):
    anna, pavel, engagement = pair()
    may(anna, SET, engagement, make.MONDAY)  # the agency's scheme is on the shelf now
    monkeypatch.setattr(compiled, "KEEP", 0)
    SchemeInForce.objects.create(
        scheme=RoleScheme.objects.get(code="sales_pm"),
        scope="engagement",
        scope_id=engagement.pk,
        starts_at=make.START,
    )

    assert may(pavel, DEFEND, engagement, make.MONDAY)


def test_a_hybrid_has_seats_of_its_own():
    make.agency()
    head = make.person("head", "head")
    make.person("finance", "finance")
    copy = copy_scheme(RoleScheme.objects.get(code="pm_am"), code="with_tech", name="С техлидом", by=head, at=make.MONDAY)
    add_seat(copy, code="tech", name="Техлид", tracks=["specialist"], follows=["pm"], by=head, at=make.MONDAY)
    edit_cells(copy, cells=[("task.set", "pm", "C"), ("task.set", "tech", "R")], by=head, at=make.MONDAY)
    anna, pavel, dev = make.person("anna"), make.person("pavel", "pm"), make.person("dev", "specialist")
    place = make.engagement(am=anna, pm=pavel)
    put_in_force(copy, scope="engagement", scope_id=place.pk, starts_at=make.MONDAY, by=head, at=make.MONDAY)
    seat_person(place, seat="tech", person=dev, by=head, at=make.MONDAY)
    later = make.MONDAY + timedelta(minutes=1)

    told = {who.username: may(who, DUTIES["task.set"], place, later).yes for who in (anna, pavel, dev)}

    assert told == {"anna": False, "pavel": False, "dev": True}


def test_a_seat_is_added_to_drafts_only_and_only_rightly():
    make.agency()
    head, shipped = make.person("head", "head"), RoleScheme.objects.get(code="pm_am")
    draft = copy_scheme(shipped, code="own", name="Своя", by=head, at=make.MONDAY)

    for scheme, told in (
        (shipped, {"code": "tech", "tracks": ["specialist"]}),  # in force: history
        (draft, {"code": "am", "tracks": ["am"]}),  # there already
        (draft, {"code": "tech", "tracks": ["wizard"]}),
        (draft, {"code": "tech", "tracks": []}),
        (draft, {"code": "tech", "tracks": ["pm"], "place": "client"}),
        (draft, {"code": "tech", "tracks": ["pm"], "follows": ["nobody"]}),
    ):
        with pytest.raises(Refused):
            add_seat(scheme, name="Техлид", by=head, at=make.MONDAY, **told)
    with pytest.raises(Refused):
        remove_seat(draft, code="client", by=head, at=make.MONDAY)
    remove_seat(draft, code="pm", by=head, at=make.MONDAY)
    assert "pm" not in {seat.code for seat in draft.plan().seats} | {seat for _d, seat, _l in draft.plan().cells}
