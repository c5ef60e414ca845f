"""The first way back, to its end: a verdict "yes if" sends the engagement to the next edition, and on to an offer."""

import pytest

from svyazka.briefs.tests import make as briefs
from svyazka.deals.actions import build_estimate
from svyazka.deals.tests import make
from svyazka.kit.errors import Refused

pytestmark = pytest.mark.django_db


def test_yes_if_leads_to_the_next_edition_which_is_feasible_and_offered():
    w = make.world()
    first = briefs.judged(w, "conditional")
    estimate = build_estimate(w.engagement, brief_id=first.pk, lines=make.LINES, by=w.pavel, at=make.MONDAY)
    with pytest.raises(Refused):
        make.offer(w, estimate)

    second = briefs.judged(w, brief=briefs.submitted(w, promises=[]))
    with pytest.raises(Refused):
        make.offer(w, estimate)
    anew = build_estimate(w.engagement, brief_id=second.pk, lines=make.LINES, by=w.pavel, at=make.MONDAY)
    proposal = make.offer(w, anew)

    assert (second.edition, anew.edition, proposal.state) == (2, 2, "sent")
    w.engagement.refresh_from_db()
    assert w.engagement.state == "offer"
    assert make.draft(w).proposal == proposal
