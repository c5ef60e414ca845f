"""A stage of a draft is moved: the term promised for it waits for the PM's word again, and the contract waits with it."""

from datetime import date

import pytest

from svyazka.briefs.models import Promise
from svyazka.briefs.tests import make as briefs
from svyazka.deals.actions import edit_contract, send_contract
from svyazka.deals.tests import make
from svyazka.kit.errors import Refused
from svyazka.people.models import LegalEntity

pytestmark = pytest.mark.django_db


def edited(w, contract, *days: date):
    rows = [{**row, "due_on": day} for row, day in zip(make.stages(100, make.PRICE - 100), days, strict=True)]
    return edit_contract(contract, kind="fixed", legal_entity=LegalEntity.objects.get().pk, stages=rows, by=w.anna, at=make.MONDAY)


def world():
    """Return the world, its contract of two stages and the term promised for the first of them, given with the price."""
    w = make.world()
    contract = make.drafted(w, 100, make.PRICE - 100)
    promise = Promise.objects.get()
    assert (promise.state, promise.due_on, promise.let_out) == ("given", date(2026, 5, 1), True)
    return w, contract, promise


def test_another_day_of_its_stage_takes_the_yes_off_and_keeps_the_contract_inside():
    w, contract, promise = world()
    edited(w, contract, date(2026, 5, 15), date(2026, 5, 20))
    promise.refresh_from_db()
    assert (promise.state, promise.verdict, promise.asked_at, promise.former.get().verdict) == ("checking", "", make.MONDAY, "feasible")
    with pytest.raises(Refused, match="Павел"):
        send_contract(contract, by=w.anna, at=make.MONDAY)
    assert briefs.say_yes(w, promise).state == "given"
    assert send_contract(contract, by=w.anna, at=make.MONDAY).state == "with_client"


def test_another_stage_or_the_same_days_leave_it_be():
    w, contract, promise = world()
    for days in ((date(2026, 5, 1), date(2026, 5, 2)), (date(2026, 5, 1), date(2026, 6, 2))):
        edited(w, contract, *days)
        promise.refresh_from_db()
        assert (promise.state, promise.verdict, promise.former.count()) == ("given", "feasible", 0)
