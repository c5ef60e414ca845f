"""Stories of the clock: it runs in the window, stands in a pause, moves with norms and days, and only a person stops it."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.clients.models import Message
from svyazka.journal.models import Entry
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.workclock import WorkClock, shown_clock
from svyazka.kit.worktime import Window
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead
from svyazka.leads.queries.clock import interview_clock_of
from svyazka.leads.rules.clock import highest_by_person, next_level
from svyazka.leads.rules.norms import Norm, minutes_of, winner
from svyazka.leads.tests import make
from svyazka.people.actions import forget_day, set_day
from svyazka.people.models import Agency
from svyazka.sources.models import Source

AT = make.MONDAY  # Monday, ten o'clock where the agency works
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
ANYTIME = Window(zone="UTC", opens=time(0), lunch_opens=None)


@pytest.fixture
def w():
    return make.world()


# ---- rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("percent", "pauses", "passed"), [
    (50, (), 1), (100, (), 2), (200, (), 4),
    (100, ((AT + HOUR, AT + 3 * HOUR),), 4),  # a pause puts it off by its length
    (50, ((AT + HOUR, AT + 3 * HOUR),), 1),  # what is reached as the pause begins is reached before it
    (100, ((AT + HOUR, None),), None),  # and never while a pause lasts
    (100, ((AT + 3 * HOUR, None),), 2),
    (100, ((AT - DAY, AT + HOUR),), 3),  # a pause from before the clock started
])  # fmt: skip
def test_a_level_is_reached_after_its_share_of_working_time(percent, pauses, passed):
    clock = WorkClock(AT, 120, ANYTIME, pauses)

    assert clock.reaches(percent) == (None if passed is None else ANYTIME.add(AT, passed * HOUR))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6, unique=True).map(sorted), st.integers(0, 800))
def test_what_is_used_agrees_with_counting_minutes(edges, later):
    pauses = tuple((AT + a * MINUTE, AT + b * MINUTE) for a, b in zip(edges[::2], edges[1::2], strict=False))
    runs = [n for n in range(later) if not any(a <= n < b for a, b in zip(edges[::2], edges[1::2], strict=False))]
    at_desk = [n for n in runs if n < 3 * 60 or 4 * 60 <= n < 8 * 60]  # ten to one, two to six

    assert WorkClock(AT, 60, Window(), pauses).used(AT + later * MINUTE) == len(at_desk) * MINUTE


spans = st.lists(st.integers(0, 5000), max_size=6, unique=True).map(sorted)


@settings(max_examples=300, deadline=None)
@given(spans, st.integers(1, 900), st.sampled_from((50, 100, 200)), st.integers(0, 9000))
def test_what_is_used_when_a_level_is_reached_is_that_level(edges, minutes, percent, later):
    pauses = tuple((AT + a * MINUTE, AT + b * MINUTE) for a, b in zip(edges[::2], edges[1::2], strict=False))
    clock = WorkClock(AT, minutes, Window(), pauses)
    due = clock.reaches(percent)

    assert clock.used(due) * 100 == clock.norm * percent
    assert clock.used(AT + later * MINUTE) <= clock.used(AT + (later + 1) * MINUTE)


def test_levels_come_in_order_and_a_person_is_told_once_of_the_highest():
    clock = WorkClock(AT, 60, ANYTIME)

    assert [next_level(clock, (50, 100, 200), told) for told in ((), (50,), (50, 100, 200))] == [AT + 30 * MINUTE, AT + HOUR, None]
    assert highest_by_person({100: ["anna", "head"], 50: ["anna"]}) == {"anna": 100, "head": 100}


NORMS = (
    Norm("answer", "", 0, 60, date(2026, 1, 1)), Norm("answer", "form", 0, 15, date(2026, 1, 1)), Norm("answer", "", 7, 480, date(2026, 1, 1)),
    Norm("answer", "form", 0, 10, date(2026, 3, 1)), Norm("interview", "", 0, 960, date(2026, 1, 1)),
)  # fmt: skip


@pytest.mark.parametrize(("channel", "source", "day", "minutes"), [
    ("email", 1, date(2026, 2, 1), 60), ("form", 1, date(2026, 2, 28), 15), ("form", 1, date(2026, 3, 1), 10),
    ("form", 7, date(2026, 3, 1), 480), ("form", 1, date(2025, 1, 1), 60),
])  # fmt: skip
def test_the_rule_that_names_most_wins(channel, source, day, minutes):
    assert minutes_of(NORMS, kind="answer", channel=channel, source_id=source, day=day) == minutes


def test_no_rule_is_no_winner():
    assert winner(NORMS, kind="decision", channel="form", source_id=1, day=date(2026, 2, 1)) is None


# ---- the clock of a lead --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_stands_while_the_lead_is_put_aside_and_goes_on_from_there(w):
    lead = make.lead(w, channel="email")
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.freeze_lead(lead, until=date(2026, 3, 10), reason="просили позже", by=w.anna, at=AT + 40 * MINUTE)
    lead.refresh_from_db()
    assert lead.next_level_at is None
    assert shown_clock(queries.clock_of(lead), AT + 3 * DAY).left == 20 * MINUTE

    actions.thaw_lead(lead, by=w.anna, at=AT + 2 * DAY)
    lead.refresh_from_db()
    assert lead.answer_due_at == AT + 2 * DAY + 20 * MINUTE
    actions.answer_lead(lead, channel="email", text="Здравствуйте", by=w.anna, at=AT + 2 * DAY + 10 * MINUTE)
    lead.refresh_from_db()
    assert (lead.answered_in, lead.next_level_at) == (50 * MINUTE, None)


@pytest.mark.django_db
def test_a_letter_of_a_robot_and_a_word_of_the_client_do_not_stop_it(w):
    lead = make.lead(w, channel="email")
    for headers in ("Auto-Submitted: auto-replied\r\n", ""):
        letter = (f"From: p@example.org\r\nTo: {lead.engagement.reply_token}@example.org\r\nSubject: Re\r\n{headers}"
                  f"Message-ID: <{len(headers)}@example.org>\r\n\r\nЯ в отпуске").encode()  # fmt: skip
        stored = actions.store_raw(w.agency, raw=letter, channel="email", name="a.eml", by=w.system, at=AT)
        actions.read_raw(stored, by=w.system, at=AT + MINUTE)
    lead.refresh_from_db()
    assert Message.objects.filter(engagement=lead.engagement, from_client=True).count() >= 2
    assert lead.answered_at is None and lead.next_level_at == AT + 30 * MINUTE


@pytest.mark.django_db
def test_nobody_but_a_person_answers(w):
    lead = make.lead(w)
    for by in (w.system, w.pavel):
        with pytest.raises((NotYourDuty, Refused)):
            actions.answer_lead(lead, channel="phone", text="Получили вашу заявку", by=by, at=AT)
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.answer_lead(lead, channel="email", text="Получили вашу заявку", by=w.system, at=AT + MINUTE)
    lead.refresh_from_db()
    assert lead.answered_at is None and lead.next_level_at is not None
    actions.answer_lead(lead, channel="phone", text="Созвонились", by=w.anna, at=AT + 5 * MINUTE)
    lead.refresh_from_db()
    assert lead.answered_in == 5 * MINUTE


@pytest.mark.django_db
def test_a_new_norm_moves_the_clocks_that_run_and_no_other(w):
    running, answered = make.lead(w, channel="email"), make.lead(w, "Второй", channel="email")
    actions.take_lead(answered, by=w.anna, at=AT)
    actions.answer_lead(answered, channel="email", text="Здравствуйте", by=w.anna, at=AT)
    actions.set_norm(w.agency, channel="email", minutes=30, starts_on=AT.date(), by=w.head, at=AT)
    running.refresh_from_db(), answered.refresh_from_db()
    assert (running.answer_due_at, answered.answer_due_at) == (AT + 30 * MINUTE, AT + 60 * MINUTE)
    assert Entry.objects.get(verb="leads.clocks_moved").facts == {"count": 1}
    actions.set_norm(w.agency, channel="email", minutes=5, starts_on=AT.date() + DAY, by=w.head, at=AT)
    running.refresh_from_db()
    assert running.answer_due_at == AT + 30 * MINUTE, "a norm holds for leads that come from its day on"


@pytest.mark.django_db
def test_a_norm_for_a_source_wins_and_is_not_written_twice(w):
    tender = Source.objects.get(code="search")
    actions.set_norm(w.agency, source=tender, channel="form", minutes=7, starts_on=AT.date(), by=w.head, at=AT)
    assert make.lead(w, channel="form").answer_due_at == AT + 7 * MINUTE
    for minutes, reason in ((7, "already|уже"), (0, "minute|минут")):
        with pytest.raises(Refused, match=reason):
            actions.set_norm(w.agency, source=tender, channel="form", minutes=minutes, starts_on=AT.date() + DAY * (minutes == 0), by=w.head, at=AT)
    with pytest.raises(NotYourDuty):
        actions.set_norm(w.agency, minutes=7, starts_on=AT.date(), by=w.anna, at=AT)


@pytest.mark.django_db
def test_a_day_off_of_the_agency_moves_the_clocks_and_moves_them_back(w):
    lead = make.lead(w, "Тендер", source="tender", channel="email")
    before = lead.answer_due_at
    set_day(w.agency, day=date(2026, 3, 3), hours=Decimal(0), reason="переезд", by=w.head, at=AT)
    lead.refresh_from_db()
    assert lead.answer_due_at == before + DAY
    forget_day(w.agency, day=date(2026, 3, 3), by=w.head, at=AT)
    lead.refresh_from_db()
    assert lead.answer_due_at == before


@pytest.mark.django_db
def test_the_interview_is_due_two_working_days_after_the_lead_is_found_to_fit(w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.answer_lead(lead, channel="email", text="Здравствуйте", by=w.anna, at=AT)
    actions.qualify_lead(lead, fits=True, reason="подходит", by=w.anna, at=AT)
    lead.refresh_from_db()
    assert lead.interview_due_at == AT + 2 * DAY and interview_clock_of(lead).left(AT) == 16 * HOUR
    actions.answer_lead(lead, channel="email", text="Когда удобно?", by=w.anna, at=AT + HOUR)
    lead.refresh_from_db()
    assert lead.interviewed_at is None
    actions.answer_lead(lead, channel="meeting", text="Встретились", by=w.anna, at=AT + DAY)
    lead.refresh_from_db()
    assert lead.interviewed_at == AT + DAY


@pytest.mark.django_db
def test_what_has_used_most_of_its_norm_comes_first(w):
    slow = make.lead(w, "Тендер", source="tender", at=AT - 3 * HOUR)  # a day's norm, due first by the wall only if it were an hour
    mail = make.lead(w, "Почта", channel="email", at=AT - HOUR // 2)
    form = make.lead(w, "Форма", channel="form", at=AT - HOUR // 3)
    seen = queries.tab(queries.visible_to(w.anna, AT), "waiting", w.anna)

    assert [lead.pk for lead in queries.burning_first(seen, AT, 0, 10)] == [form.pk, mail.pk, slow.pk]
    assert [lead.pk for lead in queries.burning_first(seen, AT, 1, 2)] == [mail.pk]
    assert queries.burning_first(Lead.objects.none(), AT, 0, 10) == []


@pytest.mark.django_db
def test_outside_of_the_window_it_says_when_it_opens(w):
    evening = AT + 9 * HOUR  # seven in the evening
    clock = shown_clock(queries.clock_of(make.lead(w, at=evening)), evening)

    assert (clock.opens_at, clock.left, clock.tone) == (AT + 23 * HOUR, 15 * MINUTE, "good")
    assert Agency.objects.get().closes.hour == 18
