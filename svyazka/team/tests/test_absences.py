"""Days off are declined, cancelled, asked for twice at once, and covered by whoever fits."""

from datetime import date, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.journal.models import Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.guard import DUTIES, may
from svyazka.kit.states import after, complement
from svyazka.kit.tests.days import this_day
from svyazka.people.actions import deactivate_person
from svyazka.people.models import Absence
from svyazka.people.rules import AbsenceState
from svyazka.roles.actions import carry_out_transition, draft_transition
from svyazka.roles.models import RoleScheme, StandIn
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.steps import fill_seat
from svyazka.roles.tests import make
from svyazka.team.actions import (
    accept_cover,
    approve_cover,
    cancel_absence,
    decline_absence,
    name_deputy,
    request_absence,
)
from svyazka.team.rules import ABSENCE_MOVES

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
FIRST, LAST = date(2026, 3, 16), date(2026, 3, 20)
INSIDE = datetime(2026, 3, 17, 12, tzinfo=ZoneInfo("Asia/Krasnoyarsk"))
DEFEND = "result.defend"


@pytest.fixture
def people():
    tracks = {"anna": "am", "pavel": "pm", "maria": "pm", "head": "head", "finance": "finance", "dev": "specialist"}
    return {login: make.person(login, track) for login, track in tracks.items()}


def asked(people) -> Absence:
    return request_absence(people["anna"], kind="vacation", starts_on=FIRST, ends_on=LAST, by=people["anna"], at=make.MONDAY)


def approved(people):
    """Return an engagement and the approved absence of its AM, with the PM standing in."""
    place = make.engagement(am=people["anna"], pm=people["pavel"])
    absence = asked(people)
    accept_cover(absence.covers.get(), by=people["pavel"], at=make.MONDAY)
    approve_cover(absence.covers.get(), by=people["head"], at=make.MONDAY)
    absence.refresh_from_db()
    return place, absence


def test_a_cancelled_absence_takes_the_rights_back_at_that_moment(people):
    place, absence = approved(people)
    assert may(people["pavel"], DUTIES[DEFEND], place, INSIDE)

    cancelled = cancel_absence(absence, by=people["anna"], at=INSIDE)

    assert cancelled.state == "cancelled"
    assert not may(people["pavel"], DUTIES[DEFEND], place, INSIDE)
    assert StandIn.objects.get().ends_at == INSIDE
    assert absence.covers.get().state == "declined"


def test_rights_that_have_not_begun_are_given_to_nobody(people):
    place, absence = approved(people)

    cancel_absence(absence, by=people["head"], at=make.MONDAY)

    assert not StandIn.objects.exists()
    assert not may(people["pavel"], DUTIES[DEFEND], place, INSIDE)
    assert Notice.objects.filter(person=people["anna"], text_verb="team.absence_cancelled").exists()


def test_the_head_declines_with_a_reason_that_the_person_reads(people):
    make.engagement(am=people["anna"], pm=people["pavel"])
    absence = asked(people)
    with pytest.raises(Refused):
        decline_absence(absence, reason="  ", by=people["head"], at=make.MONDAY)

    declined = decline_absence(absence, reason="сдача каталога", by=people["head"], at=make.MONDAY)

    assert declined.state == "declined"
    assert Notice.objects.get(person=people["anna"], text_verb="team.absence_declined").facts["reason"] == "сдача каталога"
    with pytest.raises(Refused):
        accept_cover(absence.covers.get(), by=people["pavel"], at=make.MONDAY)
    with pytest.raises(Refused):
        name_deputy(absence.covers.get(), deputy=people["maria"], by=people["head"], at=make.MONDAY)


def test_nobody_declines_or_cancels_for_others_but_the_head(people):
    absence = asked(people)

    with pytest.raises(NotYourDuty):
        decline_absence(absence, reason="не хочу", by=people["anna"], at=make.MONDAY)
    with pytest.raises(NotYourDuty):
        cancel_absence(absence, by=people["pavel"], at=make.MONDAY)


def test_days_that_are_over_are_not_cancelled(people):
    _place, absence = approved(people)

    with pytest.raises(Refused):
        cancel_absence(absence, by=people["anna"], at=INSIDE + timedelta(days=10))


def test_the_days_may_be_asked_for_again(people):
    cancel_absence(asked(people), by=people["anna"], at=make.MONDAY)

    assert asked(people).state == "requested"


@pytest.mark.parametrize(("event", "state"), complement(ABSENCE_MOVES, AbsenceState.values))
def test_what_the_table_of_absences_does_not_know_is_refused(event, state):
    with pytest.raises(Refused):
        after(ABSENCE_MOVES, event, state)


@pytest.mark.parametrize(("first", "last"), [("9999-12-31", "9999-12-31"), ("0001-01-01", "0001-01-02"), ("2026-03-16", "9999-12-31")])
def test_days_at_the_end_of_time_are_refused(people, first, last):
    make.engagement(am=people["anna"], pm=people["pavel"])

    with pytest.raises(Refused):
        request_absence(people["anna"], kind="sick", starts_on=date.fromisoformat(first), ends_on=date.fromisoformat(last),
                        by=people["anna"], at=make.MONDAY)  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_refused_and_nothing_breaks(people):
    said = []

    def ask():
        try:
            said.append(asked(people).state)
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    at_once = [Thread(target=ask) for _n in range(4)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()

    assert sorted(said) == ["refused"] * 3 + ["requested"]


@pytest.mark.parametrize(("who", "may_stand_in"), [("maria", True), ("pavel", True), ("finance", False), ("dev", False)])
def test_only_a_manager_stands_in_for_an_am(people, who, may_stand_in):
    make.engagement(am=people["anna"], pm=people["pavel"])
    cover = asked(people).covers.get()

    if may_stand_in:
        assert name_deputy(cover, deputy=people[who], by=people["head"], at=make.MONDAY).deputy == people[who]
    else:
        with pytest.raises(Refused) as refused:
            name_deputy(cover, deputy=people[who], by=people["head"], at=make.MONDAY)
        assert people[who].name in str(refused.value)


def test_when_the_deputy_is_let_go_another_has_to_be_named(people):
    place, absence = approved(people)

    deactivate_person(people["pavel"], by=people["head"], at=make.MONDAY)

    cover = absence.covers.get()
    assert (cover.state, cover.deputy) == ("declined", None)
    cover = name_deputy(cover, deputy=people["maria"], by=people["head"], at=make.MONDAY)
    accept_cover(cover, by=people["maria"], at=make.MONDAY)
    approve_cover(cover, risk_signed=True, by=people["head"], at=make.MONDAY)
    assert may(people["maria"], DUTIES[DEFEND], place, INSIDE).instead_of == people["anna"].pk


def test_the_absences_of_who_is_let_go_are_cancelled(people):
    _place, absence = approved(people)

    deactivate_person(people["anna"], by=people["head"], at=make.MONDAY)

    absence.refresh_from_db()
    assert absence.state == "cancelled"
    assert not StandIn.objects.exists()


def test_pages_and_the_api_decline_and_cancel(people, client):
    today = this_day()
    dev = people["dev"]
    first, second = (
        request_absence(dev, kind="other", starts_on=today + timedelta(days=n), ends_on=today + timedelta(days=n), by=dev, at=make.MONDAY + timedelta(days=260))
        for n in (3, 5)
    )
    client.force_login(people["head"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "decline" in client.get("/team/").content.decode()

    assert client.post(f"/team/absences/{first.pk}/refusal/", {"reason": "сдача"}).status_code == 302
    client.force_login(dev, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"/team/absences/{second.pk}/refusal/", {"reason": "нет"}).status_code == 403
    assert client.post(f"/team/absences/{second.pk}/cancellation/").status_code == 302

    assert set(Absence.objects.values_list("pk", "state")) == {(first.pk, "declined"), (second.pk, "cancelled")}


def test_a_list_of_absences_asks_no_more_for_many_than_for_few(people, client):
    headers = make.bearer(people["head"])
    place = make.engagement(am=people["anna"], pm=people["pavel"])
    fill_seat(place, "sp", people["dev"], at=make.MONDAY)

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/api/v1/absences", headers=headers).status_code == 200
        return len(captured)

    days = [FIRST + timedelta(days=7 * n) for n in range(8)]
    for n, day in enumerate(days):
        request_absence(people["anna"], kind="other", starts_on=day, ends_on=day, by=people["anna"], at=make.MONDAY)
        if n == 1:
            questions()
            few = questions()

    assert questions() == few


def test_an_absence_asked_before_the_day_of_a_switch_is_covered_after_it(people):
    place, day = make.engagement(am=people["anna"], pm=people["pavel"]), make.MONDAY + timedelta(days=7)
    scheme = RoleScheme.objects.get(code="sales_pm")
    draft = draft_transition(scheme, scope="agency", scope_id=0, starts_at=day, by=people["head"], at=make.MONDAY)
    carry_out_transition(draft, by=people["head"], at=make.MONDAY)
    cover = asked(people).covers.get()
    accept_cover(cover, by=people["pavel"], at=make.MONDAY)

    scheme_of(place, day)  # the day has come
    approve_cover(cover, risk_signed=True, by=people["head"], at=day)

    cover.refresh_from_db()
    assert (cover.seat, cover.state) == ("sales", "approved")
    assert may(people["pavel"], DUTIES["client.keep"], place, INSIDE).instead_of == people["anna"].pk
