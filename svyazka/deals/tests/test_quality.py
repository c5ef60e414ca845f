"""What the later rooms tell of how a lead was handled: needs, the verdict before the offer, what it was worth."""

from datetime import timedelta
from fractions import Fraction

import pytest

from svyazka.briefs.actions import write_brief
from svyazka.briefs.models import Verdict
from svyazka.briefs.queries import needs_shares
from svyazka.briefs.tests import make as briefs
from svyazka.deals.models import Proposal
from svyazka.deals.queries import verdict_shares, worth_of
from svyazka.deals.tests import make
from svyazka.kit import quality

pytestmark = pytest.mark.django_db


def test_needs_are_complete_as_far_as_goals_measures_payers_and_criteria_are_told():
    w = briefs.world()
    here = w.engagement.pk
    assert needs_shares([here]) == {}
    clauses = [{"kind": "must", "text": "Каталог", "criterion": "300 позиций"}, {"kind": "must", "text": "Быстро", "criterion": " "}]
    write_brief(w.engagement, needs=["заявки"], clauses=clauses, promises=[], by=w.anna, at=make.MONDAY)
    assert needs_shares([here]) == quality.shares("needs", [here]) == {here: Fraction(1, 5)}
    write_brief(w.engagement, needs=[{"text": "заявки", "goal": "вдвое больше", "measure": "заявок в день", "payer": "завод"}], clauses=clauses[:1], promises=[], by=w.anna, at=make.MONDAY)
    assert needs_shares([here, here + 1]) == {here: 1}, "the newest edition counts"


def test_an_offer_after_the_verdict_counts_and_one_before_it_does_not():
    w = make.world()
    here = w.engagement.pk
    assert verdict_shares([here]) == worth_of([here]) == {}
    make.offered(w)
    assert quality.shares("verdict", [here]) == {here: 1} and quality.worth([here]) == {here: make.PRICE}
    Verdict.objects.update(at=Proposal.objects.get().sent_at + timedelta(minutes=1))
    assert verdict_shares([here]) == {here: 0}
