"""Quality of handling and lessons, each figure against a plain count written apart."""

from datetime import date, timedelta
from fractions import Fraction
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit import quality
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead
from svyazka.leads.queries.lessons import counted, lessons, narrowed
from svyazka.leads.queries.quality import board, judged
from svyazka.leads.rules.quality import (
    POINTS,
    Component,
    Judged,
    figures_of,
    next_step_share,
    parts_of,
    percentile,
    score_of,
    speed_share,
)
from svyazka.leads.tests import make

AT = make.MONDAY
MINUTE = timedelta(minutes=1)
shares = st.none() | st.fractions(0, 1, max_denominator=12)
leads_of = st.lists(
    st.builds(Judged, st.none() | st.integers(0, 600).map(lambda n: n * MINUTE), st.fractions(0, 4, max_denominator=9),
              st.fixed_dictionaries(dict.fromkeys(Component, shares))),
    max_size=30,
)  # fmt: skip


# ---- rules ----------------------------------------------------------------------------------------------------------


def test_a_hundred_points_are_a_hundred():
    assert sum(POINTS.values()) == 100
    assert score_of(dict.fromkeys(Component, Fraction(1))) == 100 and score_of(dict.fromkeys(Component, Fraction(0))) == 0


def test_what_cannot_be_judged_takes_nothing_away():
    assert score_of({}) is None
    assert score_of({Component.SPEED: Fraction(1), Component.NEEDS: None}) == 100
    assert score_of({Component.SPEED: Fraction(1), Component.REASON: Fraction(0)}) == Fraction(2500, 40)


@pytest.mark.parametrize(("used", "answered", "share"), [("1/2", True, 1), ("1", True, 1), ("3/2", True, "1/2"), ("2", True, 0), ("9", True, 0),
                                                         ("1/2", False, None), ("3/2", False, "1/2")])  # fmt: skip
def test_speed_is_whole_within_the_norm_and_nought_at_twice(used, answered, share):
    assert speed_share(Fraction(used), answered=answered) == (None if share is None else Fraction(share))


DAY = date(2026, 3, 2)


@pytest.mark.parametrize(("on", "planned", "taken", "closed", "share"), [
    (None, False, False, False, None), (None, False, True, False, 0), (DAY, True, True, False, 1),
    (DAY - timedelta(days=1), True, True, False, "1/2"), (None, False, True, True, 0), (DAY - timedelta(days=9), True, True, True, 1),
])  # fmt: skip
def test_a_next_step_counts_by_its_day(on, planned, taken, closed, share):
    told = next_step_share(next_step_on=on, was_planned=planned, taken=taken, closed=closed, today=DAY)
    assert told == (None if share is None else Fraction(share))


def naive_score(told: dict) -> float | None:
    earned = possible = 0.0
    for each, points in zip(("speed", "needs", "verdict", "next_step", "reason"), (25, 25, 20, 15, 15), strict=True):
        if told[each] is not None:
            earned, possible = earned + points * float(told[each]), possible + points
    return None if not possible else earned / possible * 100


@settings(max_examples=300, deadline=None)
@given(leads_of)
def test_figures_of_many_agree_with_a_plain_count(leads):
    told = figures_of(leads)
    scores = [score for lead in leads if (score := naive_score(lead.shares)) is not None]
    answers = sorted(lead.answered_in.total_seconds() for lead in leads if lead.answered_in is not None)
    kept = [lead.used <= 1 for lead in leads if lead.answered_in is not None or lead.used > 1]

    assert told.count == len(leads)
    assert (None if told.score is None else float(told.score)) == (pytest.approx(mean(scores)) if scores else None)
    assert told.median_answer == (timedelta(seconds=median(answers)) if answers else None)
    assert told.in_norm == (Fraction(kept.count(True), len(kept)) if kept else None)
    if answers:
        p80 = told.p80_answer.total_seconds()
        assert sum(a <= p80 for a in answers) * 100 >= 80 * len(answers) > sum(a < p80 for a in answers) * 100


def test_a_percentile_of_nothing_is_no_data():
    assert percentile([], 80) is None and percentile([3, 1, 2], 80) == 3 and percentile([1], 0) == 1


# ---- leads ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def w():
    return make.world()


def answered(w, title: str, minutes: int, **told) -> Lead:
    lead = make.lead(w, title, **told)
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.answer_lead(lead, channel="email", text="Здравствуйте", by=w.anna, at=AT + minutes * MINUTE)
    lead.refresh_from_db()
    return lead


@pytest.mark.django_db
def test_a_lead_is_judged_by_component_as_it_walks(w, monkeypatch):
    lead = answered(w, "Сайт", 30)  # twice the norm of a form
    assert {part.component: part.share for part in parts_of(judged([lead], AT)[lead.pk].shares)} == {
        "speed": 0, "needs": None, "verdict": None, "next_step": 0, "reason": None}  # fmt: skip
    monkeypatch.setitem(quality._tellers, "needs", lambda keys: {lead.engagement_id: Fraction(1, 3)})
    actions.plan_next_step(lead, text="Созвониться", on=AT.date(), by=w.anna, at=AT)
    lead.refresh_from_db()
    shares = judged([lead], AT)[lead.pk].shares
    assert (shares["needs"], shares["next_step"]) == (Fraction(1, 3), 1)
    assert judged([lead], AT + timedelta(days=3))[lead.pk].shares["next_step"] == Fraction(1, 2)


@pytest.mark.django_db
def test_spam_owes_nobody_an_answer(w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.qualify_lead(lead, fits=False, reason="реклама", reason_code="spam", by=w.anna, at=AT + timedelta(days=9))
    lead.refresh_from_db()
    told = judged([lead], AT + timedelta(days=30))[lead.pk]
    assert {name: share for name, share in told.shares.items() if share is not None} == {"reason": 1}
    assert figures_of([told]).in_norm is None


@pytest.mark.django_db
def test_parts_of_the_board_add_up_to_the_whole(w):
    for n, source in enumerate(("search", "brand", "search", "tender")):
        answered(w, f"Лид {n}", n * 7, source=source)
    make.lead(w, "Ничей")
    told = board(queries.visible_to(w.head, AT), AT + timedelta(hours=3))
    counts = {name: sum(row.figures.count for row in rows) for name, rows in told.items()}
    assert counts == {"all": 5, "am": 5, "source": 5, "month": 5}
    assert {row.label: row.figures.count for row in told["am"]} == {"Anna": 4, "—": 1}
    assert told["all"][0].figures.median_answer == 10.5 * MINUTE and told["all"][0].figures.is_few


@pytest.mark.django_db
def test_a_reason_of_the_list_is_kept_beside_the_words(w):
    lead = answered(w, "Сайт", 5)
    for code in ("spam", "nowhere"):  # of another closing, of none
        with pytest.raises(Refused):
            actions.lose_lead(lead, reason="дорого", reason_code=code, by=w.anna, at=AT)
    actions.lose_lead(lead, reason="дорого", reason_code="price", by=w.anna, at=AT)
    lead.refresh_from_db()
    assert (lead.closed_for.code, lead.closing_reason, lead.closed_from) == ("price", "дорого", "taken")


@pytest.mark.django_db
def test_the_head_keeps_the_list_of_reasons(w):
    made = actions.add_reason(w.agency, name="Сменили владельца", closing="lost", by=w.head, at=AT)
    for name, closing in (("сменили владельца", "lost"), ("Другое", "won"), (" ", "lost")):
        with pytest.raises(Refused):
            actions.add_reason(w.agency, name=name, closing=closing, by=w.head, at=AT)
    with pytest.raises(NotYourDuty):
        actions.add_reason(w.agency, name="Своё", closing="lost", by=w.anna, at=AT)
    lead = answered(w, "Сайт", 5)
    actions.lose_lead(lead, reason="новый хозяин", reason_code=made.code, by=w.anna, at=AT)
    actions.retire_reason(made, on=AT.date(), by=w.head, at=AT)
    with pytest.raises(Refused):
        actions.lose_lead(answered(w, "Два", 5), reason="новый хозяин", reason_code=made.code, by=w.anna, at=AT)
    assert Lead.objects.get(pk=lead.pk).closed_for == made


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "days"), [("", 1), ("Позвонить", -1)])
def test_a_next_step_has_words_and_a_day_to_come(w, text, days):
    lead = answered(w, "Сайт", 5)
    with pytest.raises(Refused):
        actions.plan_next_step(lead, text=text, on=AT.date() + timedelta(days=days), by=w.anna, at=AT)
    with pytest.raises(NotYourDuty):
        actions.plan_next_step(lead, text="Позвонить", on=AT.date(), by=w.irina, at=AT)


@pytest.mark.django_db
def test_lessons_are_counted_and_narrowed_alike(w):
    for n, (code, region, source) in enumerate((("price", "Томская область", "search"), ("price", "", "brand"), ("", "Томская область", "search"))):
        actions.lose_lead(answered(w, f"Лид {n}", 5, region=region, source=source), reason="так", reason_code=code, by=w.anna, at=AT)
    make.lead(w, "Живой")
    found = lessons(w.head, AT)
    groups = counted(found)
    for name, rows in groups.items():
        assert sum(n for _key, _label, n in rows) == 3
        for key, _label, n in rows:
            assert narrowed(found, {name: key}).count() == n, (name, key)
    assert groups["reason"] == [("price", "Цена", 2), ("-", "", 1)]
    assert narrowed(found, {"month": "nonsense"}).count() == 0
