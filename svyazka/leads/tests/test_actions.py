"""Stories of leads: received, taken, answered, qualified; and what is refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.translation import override

from svyazka.clients.models import Message
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.states import complement
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead
from svyazka.leads.rules import MOVES
from svyazka.leads.tests import make
from svyazka.roles.models import Seat
from svyazka.sources.models import Source

pytestmark = pytest.mark.django_db
AT = make.MONDAY


@pytest.fixture
def w():
    return make.world()


def test_a_lead_starts_its_clock_by_the_norm_of_its_channel(w):
    assert make.lead(w, channel="form").answer_due_at == AT + timedelta(minutes=15)
    assert make.lead(w, "По почте", channel="email").answer_due_at == AT + timedelta(minutes=60)
    assert make.lead(w, "Тендер", source="tender").answer_due_at > AT + timedelta(hours=8)


def test_an_external_id_comes_once(w):
    first, second = (make.lead(w, external_id="crm-7") for _ in range(2))
    assert first.pk == second.pk and Lead.objects.count() == 1


@pytest.mark.parametrize("told", [{"source": "nowhere"}, {"received_at": AT + timedelta(days=1)}])
def test_a_malformed_lead_is_not_kept(w, told):
    with pytest.raises(Malformed):
        make.lead(w, **told)
    assert not Lead.objects.exists()


def test_the_second_taker_is_told_who_was_first(w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    assert Seat.objects.get(engagement=lead.engagement_id, seat="am").person == w.anna
    assert lead in queries.visible_to(w.irina, AT)
    with pytest.raises(Refused, match=w.anna.name) as refused:
        actions.take_lead(lead, by=w.irina, at=AT)
    assert refused.value.status == 409
    for other in (lead, make.lead(w, "Второй")):  # a PM takes no leads, whether a colleague was faster or not
        with pytest.raises(NotYourDuty):
            actions.take_lead(other, by=w.pavel, at=AT)


def test_the_first_answer_stops_the_clock(w):
    lead = make.lead(w)
    with pytest.raises(Refused):
        actions.answer_lead(lead, channel="email", text="Здравствуйте", by=w.anna, at=AT)
    actions.take_lead(lead, by=w.anna, at=AT)
    for n in (5, 50):
        actions.answer_lead(lead, channel="email", text="Здравствуйте", by=w.anna, at=AT + timedelta(minutes=n))
    lead.refresh_from_db()
    assert lead.answered_at == AT + timedelta(minutes=5) and lead.answered_by == w.anna
    assert Message.objects.filter(engagement=lead.engagement, from_client=False).count() == 2


def test_a_lead_that_fits_goes_on_and_one_that_does_not_keeps_its_reason(w):
    good, bad = make.lead(w), make.lead(w, "Чужой")
    for lead in (good, bad):
        actions.take_lead(lead, by=w.anna, at=AT)
    actions.qualify_lead(good, fits=True, reason="бюджет есть", by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.qualify_lead(bad, fits=False, reason=" ", by=w.anna, at=AT)
    actions.qualify_lead(bad, fits=False, reason="не наш профиль", by=w.anna, at=AT)
    good.refresh_from_db(), bad.refresh_from_db()
    assert (good.state, good.engagement.state) == ("qualified", "brief")
    assert (bad.state, bad.engagement.state, bad.closing_reason) == ("not_ours", "lost", "не наш профиль")
    assert list(queries.tab(queries.visible_to(w.anna, AT), "lessons", w.anna)) == [bad]


def test_a_lead_is_frozen_thawed_passed_and_lost(w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.freeze_lead(lead, until=date(2026, 1, 1), reason="", by=w.anna, at=AT)
    actions.freeze_lead(lead, until=date(2026, 6, 1), reason="отпуск", by=w.anna, at=AT)
    actions.thaw_lead(lead, by=w.anna, at=AT)
    actions.pass_lead(lead, to=w.irina, by=w.anna, at=AT + timedelta(hours=1))
    actions.answer_offer(queries.open_offer(lead), accepted=True, by=w.irina, at=AT + timedelta(hours=1))
    later = AT + timedelta(hours=2)
    with pytest.raises(NotYourDuty) as refused:
        actions.lose_lead(lead, reason="выбрали других", by=w.anna, at=later)
    assert refused.value.duty == "lead.qualify" and [held["login"] for held in refused.value.held_by] == ["irina"]
    actions.lose_lead(lead, reason="выбрали других", by=w.irina, at=later)
    lead.refresh_from_db()
    assert lead.state == "lost"


STATES = {"new": (), "taken": ("take",), "qualified": ("take", "qualify"), "frozen": ("take", "freeze"), "lost": ("take", "lose"),
          "not_ours": ("take", "refuse")}  # fmt: skip


def do(w, lead, event: str):
    """Do what the event stands for, as the person who may."""
    act, told = {
        "take": (actions.take_lead, {}),
        "answer": (actions.answer_lead, {"channel": "email", "text": "Здравствуйте"}),
        "qualify": (actions.qualify_lead, {"fits": True, "reason": "подходит"}),
        "refuse": (actions.qualify_lead, {"fits": False, "reason": "не наше"}),
        "lose": (actions.lose_lead, {"reason": "дорого"}),
        "freeze": (actions.freeze_lead, {"until": date(2026, 9, 1), "reason": "отпуск"}),
        "thaw": (actions.thaw_lead, {}),
        "pass": (actions.pass_lead, {"to": w.irina}),
        "return": (actions.return_lead, {"reason": "не мой профиль"}),
    }[event]
    return act(lead, by=w.anna, at=AT, **told)


EVENTS = ("take", "answer", "qualify", "refuse", "lose", "freeze", "thaw", "pass", "return")
WRONG = [(event, state) for event, state in complement(MOVES, STATES) if event in EVENTS]


@pytest.mark.parametrize(("event", "state"), WRONG)
def test_no_act_is_done_in_a_state_that_the_table_does_not_name(w, event, state):
    lead = make.lead(w)
    for step in STATES[state]:
        do(w, lead, step)
    lead.refresh_from_db()
    assert lead.state == state
    before = Entry.objects.count()
    with pytest.raises(Refused):
        do(w, lead, event)
    lead.refresh_from_db()
    assert (lead.state, Entry.objects.count()) == (state, before)


def test_a_closed_lead_is_not_passed_on_and_its_state_is_named_in_words(w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.lose_lead(lead, reason="дорого", by=w.anna, at=AT)
    with override("ru"), pytest.raises(Refused, match="«Проигран»"):
        actions.pass_lead(lead, to=w.irina, by=w.anna, at=AT)
    assert Seat.objects.filter(engagement=lead.engagement_id, person=w.irina).count() == 0


def test_nobody_names_a_retired_source_but_a_stranger_is_heard(w):
    Source.objects.filter(code="cold").update(retired_on=AT.date())
    with pytest.raises(Refused, match=r"retired|больше не"):
        make.lead(w, source="cold", by=w.anna)
    kept = make.lead(w, source="cold")
    assert kept.source.code == "cold" and Entry.objects.get(verb="leads.received").facts["retired_source"] is True


@pytest.mark.django_db(transaction=True)
def test_the_same_external_id_at_once_is_one_lead():
    w = make.world()
    ready = threading.Barrier(2)

    def bring(_n) -> int:
        ready.wait()
        try:
            return make.lead(w, external_id="crm-7").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        keys = list(pool.map(bring, range(2)))

    assert keys[0] == keys[1] and Lead.objects.count() == 1
