"""Two leads become one: its clock is of the earlier, stands when either stood, calls nobody twice; taken apart it is as it was."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.errors import Refused
from svyazka.kit.workclock import joined
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead
from svyazka.leads.queries.clock import calling, escalations_of
from svyazka.leads.tests import make
from svyazka.leads.tests.test_merging import digest, merged
from svyazka.roles.tests import make as people

AT = make.MONDAY  # ten o'clock
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
UNTIL = date(2026, 3, 20)


@pytest.fixture
def w():
    made = make.world()
    made.director = people.person("director", "director")
    return made


def lead(w, title: str, at, **told) -> Lead:
    """Receive a letter, whose norm is an hour, and let Anna take it."""
    made = make.lead(w, title, channel="email", at=at, **told)
    actions.take_lead(made, by=w.anna, at=at)
    return made


def again(row: Lead) -> Lead:
    return Lead.objects.get(pk=row.pk)


def look(w, at) -> list[tuple[str, int]]:
    """Do what the job does at that moment."""
    return [(found.title, level.percent) for found in calling(at) for level in actions.escalate_lead(found, by=w.system, at=at)]


minutes = st.integers(0, 200)
pauses = st.lists(st.tuples(minutes, st.one_of(st.none(), minutes)), max_size=6).map(lambda rows: [(a, None if b is None else a + b) for a, b in rows])


@given(pauses)
def test_joined_pauses_stand_in_the_same_minutes_once(rows):
    told = [(AT + a * MINUTE, None if b is None else AT + b * MINUTE) for a, b in rows]
    one = joined(told)

    def stands(among, n):
        return any(a <= AT + n * MINUTE and (b is None or AT + n * MINUTE < b) for a, b in among)

    assert [stands(one, n) for n in range(450)] == [stands(told, n) for n in range(450)]
    assert all(a[1] is not None and a[1] < b[0] for a, b in itertools.pairwise(one))


@pytest.mark.django_db
@pytest.mark.parametrize("later_is_kept", [False, True])
def test_it_runs_from_the_earlier_and_has_stood_whenever_either_stood(w, later_is_kept):
    first, second = lead(w, "Раньше", AT), lead(w, "Позже", AT + 10 * MINUTE)
    for one, frozen, thawed in ((first, 20, 50), (second, 40, 80)):
        actions.freeze_lead(again(one), until=UNTIL, reason="просили", by=w.anna, at=AT + frozen * MINUTE)
        actions.thaw_lead(again(one), by=w.anna, at=AT + thawed * MINUTE)
    kept, gone = (second, first) if later_is_kept else (first, second)
    at = AT + 90 * MINUTE
    foreseen = queries.joined_clock(again(kept), again(gone), at).reaches(100)
    before = digest()

    merging = merged(w, again(kept), again(gone), at=at)

    one = again(kept)
    clock = queries.clock_of(one)
    assert (one.received_at, clock.used(at), one.answer_due_at) == (AT, 30 * MINUTE, AT + 2 * HOUR)  # stood from 20 to 80
    assert (one.answer_due_at, clock.reaches(100)) == (foreseen, foreseen)
    assert one.next_level_at == at, "half of the hour is used now"

    actions.undo_merging(merging, by=w.anna, at=at)
    assert digest() == before


@pytest.mark.django_db
@pytest.mark.parametrize("later_is_kept", [False, True])
def test_a_level_that_either_has_called_to_calls_nobody_again(w, later_is_kept):
    first = lead(w, "Раньше", AT)
    assert look(w, AT + 60 * MINUTE) == [("Раньше", 50), ("Раньше", 100)]
    second = lead(w, "Позже", AT + 30 * MINUTE)
    assert look(w, AT + 70 * MINUTE) == [("Позже", 50)]
    kept, gone = (second, first) if later_is_kept else (first, second)
    before = digest()

    merging = merged(w, again(kept), again(gone), at=AT + 75 * MINUTE)

    assert [each.percent for each in escalations_of(again(kept))] == ([100, 50] if later_is_kept else [50, 100])
    assert look(w, AT + 119 * MINUTE) == []
    assert again(kept).next_level_at == AT + 120 * MINUTE and again(gone).next_level_at is None

    actions.undo_merging(merging, by=w.anna, at=AT + 119 * MINUTE)
    assert digest() == before
    assert look(w, AT + 120 * MINUTE) == [("Позже", 100), ("Раньше", 200)]


@pytest.mark.django_db
@pytest.mark.parametrize("put_aside", ["kept", "gone", "both"])
def test_what_lasts_on_the_one_that_goes_ends_with_it_and_what_lasts_on_the_kept_goes_on(w, put_aside):
    first, second = lead(w, "Раньше", AT), lead(w, "Позже", AT + 10 * MINUTE)
    for one in {"kept": [first], "gone": [second], "both": [first, second]}[put_aside]:
        actions.freeze_lead(again(one), until=UNTIL, reason="просили", by=w.anna, at=AT + 20 * MINUTE)
    before, at = digest(), AT + 40 * MINUTE
    if put_aside == "gone":  # it has gone as far as one that is put aside
        actions.qualify_lead(again(first), fits=True, reason="наше", by=w.anna, at=AT + 15 * MINUTE)
        before = digest()

    merging = merged(w, again(first), again(second), at=at)

    kept = again(first)
    assert queries.clock_of(kept).is_paused(at) is (put_aside != "gone")
    assert queries.clock_of(kept).used(at + HOUR) == (80 * MINUTE if put_aside == "gone" else 20 * MINUTE)
    assert (kept.next_level_at is None) is (put_aside != "gone") and again(second).pauses.count() == 0

    actions.undo_merging(merging, by=w.anna, at=at + MINUTE)
    assert digest() == before


@pytest.mark.django_db
def test_the_answer_to_the_later_is_measured_from_the_earlier_and_back(w):
    first, second = lead(w, "Раньше", AT), lead(w, "Позже", AT + 40 * MINUTE)
    actions.answer_lead(second, channel="email", text="Здравствуйте", by=w.anna, at=AT + 50 * MINUTE)
    before = digest()

    merging = merged(w, again(first), again(second), at=AT + HOUR)

    assert again(first).answered_in == 50 * MINUTE and look(w, AT + DAY) == []
    actions.undo_merging(merging, by=w.anna, at=AT + HOUR)
    assert digest() == before


@pytest.mark.django_db
def test_taken_apart_after_the_norm_has_changed_both_run_by_the_new_one(w):
    first, second = lead(w, "Раньше", AT), lead(w, "Позже", AT + 10 * MINUTE)
    merging = merged(w, again(first), again(second), at=AT + 15 * MINUTE)
    actions.set_norm(w.agency, channel="email", minutes=30, starts_on=AT.date(), by=w.head, at=AT + 15 * MINUTE)

    actions.undo_merging(merging, by=w.anna, at=AT + 16 * MINUTE)

    assert [again(one).answer_due_at for one in (first, second)] == [AT + 30 * MINUTE, AT + 40 * MINUTE]
    with pytest.raises(Refused):
        actions.undo_merging(merging, by=w.anna, at=AT + 17 * MINUTE)
