"""Papers of an accepted stage, as far along as a test needs them."""

from datetime import date

from svyazka.acceptance.tests import make
from svyazka.money import actions

MONDAY, DAY, DUE = make.MONDAY, date(2026, 3, 2), date(2026, 3, 20)


def world(**contract):
    """Return an engagement whose one stage the client has accepted."""
    w = make.world(**contract)
    make.accepted(w)
    w.stage.refresh_from_db()
    return w


def act(w):
    return actions.draft_act(w.stage, by=w.anna, at=MONDAY)


def signed(w):
    return actions.sign_act(act(w), signed_on=DAY, by=w.anna, at=MONDAY)


def invoice(w):
    signed(w)
    return actions.draft_invoice(w.stage, due_on=DUE, by=w.anna, at=MONDAY)


def issued(w):
    return actions.issue_invoice(invoice(w), by=w.finance, at=MONDAY)


def pay(w, paper, kopecks: int, **told):
    return actions.record_payment(paper, amount_kopecks=kopecks, paid_on=DAY, by=w.finance, at=MONDAY, **told)
