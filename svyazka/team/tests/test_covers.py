"""A vacation of an AM: the PM stands in for the dates, and not a second longer."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from svyazka.clients.actions import say_to_client
from svyazka.journal.models import Entry
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.guard import DUTIES, may
from svyazka.kit.states import complement
from svyazka.roles.actions import draft_transition
from svyazka.roles.models import RoleScheme
from svyazka.roles.queries.moves import hours_of
from svyazka.roles.tests import make
from svyazka.team.actions import accept_cover, approve_cover, request_absence
from svyazka.team.rules import COVER_MOVES, CoverState, worst

pytestmark = pytest.mark.django_db
KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
FIRST, LAST = date(2026, 3, 16), date(2026, 3, 20)


def vacation():
    anna, pavel = make.person("anna", "am", name="Анна"), make.person("pavel", "pm", name="Павел")
    engagement = make.engagement(am=anna, pm=pavel)
    absence = request_absence(anna, kind="vacation", starts_on=FIRST, ends_on=LAST, by=anna, at=make.MONDAY)
    return anna, pavel, engagement, absence.covers.get()


def approved():
    anna, pavel, engagement, cover = vacation()
    cover = accept_cover(cover, by=pavel, at=make.MONDAY)
    approve_cover(cover, by=make.person("head", "head"), at=make.MONDAY)
    return anna, pavel, engagement


def test_a_vacation_asks_the_other_half_and_judges_each_day():
    _anna, pavel, _engagement, cover = vacation()

    assert (cover.deputy, cover.state, worst(cover.days)) == (pavel, "computed", "green")
    assert [day["day"] for day in cover.days] == [str(FIRST + timedelta(days=n)) for n in range(5)]


def test_the_deputy_holds_the_rights_for_the_dates_and_not_a_second_longer():
    _anna, pavel, engagement = approved()
    starts = datetime(2026, 3, 16, tzinfo=KRASNOYARSK)
    ends = datetime(2026, 3, 21, tzinfo=KRASNOYARSK)
    second = timedelta(seconds=1)

    answers = [bool(may(pavel, DUTIES["result.defend"], engagement, at)) for at in (starts - second, starts, ends - second, ends)]

    assert answers == [False, True, True, False]


def test_the_journal_says_who_acted_for_whom():
    anna, pavel, engagement = approved()

    say_to_client(engagement, text="Добрый день", by=pavel, at=datetime(2026, 3, 17, 5, tzinfo=KRASNOYARSK))

    entry = Entry.objects.order_by("-seq").first()
    assert (entry.by, entry.instead_of) == (pavel, anna)


def test_nobody_approves_what_the_deputy_has_not_accepted():
    *_rest, cover = vacation()

    with pytest.raises(Refused):
        approve_cover(cover, by=make.person("head", "head"), at=make.MONDAY)


def test_only_the_deputy_accepts():
    anna, _pavel, _engagement, cover = vacation()

    with pytest.raises(NotYourDuty):
        accept_cover(cover, by=anna, at=make.MONDAY)


@pytest.mark.parametrize(("event", "state"), complement(COVER_MOVES, CoverState.values))
def test_what_the_table_does_not_know_is_refused(event, state):
    from svyazka.kit.states import after

    with pytest.raises(Refused):
        after(COVER_MOVES, event, state)


def test_a_switch_tells_the_hours_that_move():
    anna, pavel = make.person("anna"), make.person("pavel", "pm")
    head = make.person("head", "head")
    make.person("finance", "finance")
    make.person("sergey", "sales")
    make.engagement(am=anna, pm=pavel)

    made = draft_transition(RoleScheme.objects.get(code="sales_pm"), scope="agency", scope_id=0, starts_at=make.MONDAY, by=head, at=make.MONDAY)

    assert hours_of(made.plan["moves"]) == {"anna": Decimal("2.5")}  # nothing is logged: what a seat usually asks
