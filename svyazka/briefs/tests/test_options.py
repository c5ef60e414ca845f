"""Options are put side by side, picked with a reason, agreed to, and become clauses; in every scheme by its own people."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from svyazka.briefs import actions, queries
from svyazka.briefs.models import OptionChoice, SolutionOption
from svyazka.briefs.tests import asking
from svyazka.briefs.tests.asking import CHOOSES, MONDAY, OPTION, SEATS
from svyazka.journal.models import Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.guard import may
from svyazka.roles.models import Seat, SeatCall
from svyazka.roles.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def three(w) -> tuple:
    need = asking.need(w)
    return need, *(asking.option(w, need, title) for title in ("Готовая тема", "Своя вёрстка", "Конструктор"))


def picked(w, option, reason: str = "быстрее и хватает", **told) -> OptionChoice:
    return actions.pick_option(option, reason=reason, by=w.chooses, at=MONDAY, **told)


def states(need) -> list[tuple[str, str]]:
    return [(choice.option.title, choice.state) for choice in queries.answers_to(need).choices]


def test_the_pair_chooses_the_am_with_a_reason_and_the_pm_agrees():
    w = asking.world()
    need, theme, own, _constructor = three(w)
    choice = picked(w, theme)
    assert choice.state == "picked" and Notice.objects.filter(person=w.pm, text_verb="briefs.option_picked").exists()

    agreed = actions.answer_choice(choice, agreed=True, by=w.pm, at=MONDAY)
    assert (agreed.state, agreed.answered_by) == ("standing", w.pm)
    assert Notice.objects.filter(person=w.chooses, text_verb="briefs.option_agreed").exists()

    again = picked(w, own, "клиент вырос", instead_of=choice.pk)
    assert states(need) == [("Своя вёрстка", "picked"), ("Готовая тема", "standing")], "the former stands till the new one is agreed to"
    with pytest.raises(Refused):
        actions.answer_choice(again, agreed=False, by=w.pm, at=MONDAY)
    actions.answer_choice(again, agreed=False, reason="не успеем к выставке", by=w.pm, at=MONDAY)
    assert states(need) == [("Своя вёрстка", "declined"), ("Готовая тема", "standing")]

    third = picked(w, own, "выставку перенесли", instead_of=choice.pk)
    actions.answer_choice(third, agreed=True, by=w.pm, at=MONDAY)
    assert states(need) == [("Своя вёрстка", "standing"), ("Своя вёрстка", "declined"), ("Готовая тема", "replaced")]
    assert [one.option.title for one in queries.chosen_of(w.engagement)] == ["Своя вёрстка"]


@pytest.mark.parametrize("scheme", ["triangle", "sales_pm", "one"])
def test_where_nobody_else_answers_the_choice_stands_at_once(scheme):
    w = asking.world(scheme)
    need, theme, own, _constructor = three(w)
    first = picked(w, theme)
    assert first.state == "standing"
    picked(w, own, "передумали", instead_of=first.pk)
    assert states(need) == [("Своя вёрстка", "standing"), ("Готовая тема", "replaced")]


@pytest.mark.parametrize("scheme", SEATS)
def test_in_every_scheme_who_has_a_say_proposes_and_only_whose_duty_it_is_chooses(scheme):
    w = asking.world(scheme)
    need, theme, _own, _constructor = three(w)
    propose = {"pm_am": {"am", "pm", "sp"}, "triangle": {"pm", "sp"}, "sales_pm": {"pm", "sp"}, "one": {"manager", "sp"}}[scheme]
    before = OptionChoice.objects.count()
    for seat, person in w.by.items():
        assert bool(may(person, actions.PROPOSE, need, MONDAY)) is (seat in propose), seat
        if seat not in propose:
            for act in (lambda who: asking.option(w, need, "Ещё", by=who), lambda who: actions.withdraw_option(theme, by=who, at=MONDAY),
                        lambda who: actions.change_option(theme, title="Иначе", by=who, at=MONDAY, **OPTION)):  # fmt: skip
                with pytest.raises(NotYourDuty):
                    act(person)
        if seat != CHOOSES[scheme]:
            with pytest.raises(NotYourDuty) as refused:
                actions.pick_option(theme, reason="хочу", by=person, at=MONDAY)
            assert refused.value.held_by[0]["login"] == w.chooses.username
    assert OptionChoice.objects.count() == before

    choice = picked(w, theme)
    for seat, person in w.by.items():
        if seat != ("pm" if scheme == "pm_am" else CHOOSES[scheme]):
            with pytest.raises(NotYourDuty):
                actions.answer_choice(choice, agreed=True, by=person, at=MONDAY)


def test_one_option_is_no_choice_unless_it_is_said_why():
    w = asking.world()
    need = asking.need(w)
    option = asking.option(w, need)
    with pytest.raises(Refused, match=r"only one|один"):
        picked(w, option)
    choice = picked(w, option, alone_because="реестр требует этой системы")
    assert choice.alone_because == "реестр требует этой системы"


def test_a_choice_names_the_one_it_replaces():
    w = asking.world()
    _need, theme, own, _constructor = three(w)
    first = picked(w, theme)
    with pytest.raises(Stale):
        picked(w, own)
    with pytest.raises(Stale):
        picked(w, own, instead_of=first.pk + 1000)
    with pytest.raises(Refused, match=r"already|уже"):
        picked(w, theme, "ещё раз", instead_of=first.pk)
    with pytest.raises(Refused):
        picked(w, own, " ", instead_of=first.pk)
    assert OptionChoice.objects.count() == 1


def test_what_is_chosen_is_neither_changed_nor_withdrawn():
    w = asking.world()
    _need, theme, own, _constructor = three(w)
    picked(w, theme)
    for act in (lambda one: actions.withdraw_option(one, by=w.pm, at=MONDAY),
                lambda one: actions.change_option(one, title="Иначе", by=w.pm, at=MONDAY, **OPTION)):  # fmt: skip
        with pytest.raises(Refused):
            act(theme)
    changed = actions.change_option(own, title="Иначе", by=w.by["sp"], at=MONDAY, **{**OPTION, "risk": "high", "risk_why": "чужой код"})
    assert (changed.title, changed.risk_why) == ("Иначе", "чужой код")
    actions.withdraw_option(own, reason="дорого", by=w.pm, at=MONDAY)
    with pytest.raises(Refused):
        actions.change_option(own, title="Опять", by=w.pm, at=MONDAY, **OPTION)
    with pytest.raises(Refused):
        picked(w, own, instead_of=OptionChoice.objects.get().pk)


@pytest.mark.parametrize(("told", "error"), [
    ({"risk": "fatal"}, Malformed), ({"hours": (Decimal(9), Decimal(1))}, Refused), ({"risk": "high"}, Refused), ({"weeks": (Decimal(0), Decimal(0))}, Refused),
])  # fmt: skip
def test_what_is_no_option(told, error):
    w = asking.world()
    need = asking.need(w)
    with pytest.raises(error):
        asking.option(w, need, **told)
    assert not SolutionOption.objects.exists()


def test_a_seventh_option_is_not_compared():
    w = asking.world()
    need = asking.need(w)
    for n in range(6):
        asking.option(w, need, f"Вариант {n}")
    with pytest.raises(Refused):
        asking.option(w, need, "Ещё")


def test_clauses_are_written_from_the_chosen_option():
    w = asking.world()
    need, theme, *_others = three(w)
    choice = picked(w, theme)
    with pytest.raises(Refused):
        actions.write_option_clauses(choice, by=w.by["am"], at=MONDAY)
    actions.answer_choice(choice, agreed=True, by=w.pm, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.write_option_clauses(choice, by=w.pm, at=MONDAY)
    made = actions.write_option_clauses(choice, by=w.by["am"], at=MONDAY)

    assert [(row.key, row.position, row.kind, row.text, row.need_id) for row in need.brief.clauses.all()] == [
        (1, 1, "must", "Каталог на готовой теме", need.pk), (2, 2, "must", "Форма заявки", need.pk), (3, 3, "wont", "Личный кабинет", need.pk)]  # fmt: skip
    assert len(made) == 3 and queries.gaps_of([w.engagement.pk])[w.engagement.pk].clauses == ()
    with pytest.raises(Refused):
        actions.write_option_clauses(choice, by=w.by["am"], at=MONDAY)


def test_options_and_the_choice_go_on_through_editions():
    w = asking.world()
    need, theme, *_others = three(w)
    actions.answer_choice(picked(w, theme), agreed=True, by=w.pm, at=MONDAY)
    brief = actions.write_brief(w.engagement, needs=[need.text], clauses=[{"kind": "must", "text": "Форма заявки", "criterion": "письмо приходит"}],
                                by=w.by["am"], at=MONDAY)  # fmt: skip
    later = brief.needs.get()
    assert later.pk != need.pk and len(queries.answers_to(later).options) == 3
    made = actions.write_option_clauses(queries.chosen_of(w.engagement)[0], by=w.by["am"], at=MONDAY)
    assert [(row.text, row.brief_id) for row in made] == [("Каталог на готовой теме", brief.pk), ("Личный кабинет", brief.pk)], "what is there is not written twice"


def test_a_pick_calls_for_the_pm_who_sits_down_by_agreeing():
    w = asking.world()
    w.engagement = make.engagement("Лендинг", company="ООО «Ель»", am=w.by["am"])
    need = asking.need(w)
    for title in ("Раз", "Два"):
        asking.option(w, need, title)
    choice = picked(w, need.engagement.options.first())
    assert SeatCall.objects.filter(engagement=w.engagement, seat="pm", answered_at=None).count() == 1
    actions.answer_choice(choice, agreed=True, by=w.pm, at=MONDAY)
    assert Seat.objects.get(engagement=w.engagement, seat="pm").person == w.pm


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pick_at_once_one_is_told_to_look_again():
    w = asking.world("triangle")
    _need, theme, own, _constructor = three(w)
    assert race([lambda: picked(w, theme), lambda: picked(w, own)]) == ["Stale", "done"]
    assert OptionChoice.objects.get().state == "standing"


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts():
    w = asking.world()
    _need, theme, *_others = three(w)
    choice = picked(w, theme)
    acts = [lambda: actions.answer_choice(choice, agreed=True, by=w.pm, at=MONDAY),
            lambda: actions.answer_choice(choice, agreed=False, reason="нет", by=w.pm, at=MONDAY)]  # fmt: skip
    assert race(acts) == ["Refused", "done"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_the_draft_at_once_both_write_into_one():
    w = asking.world()
    assert race([lambda: asking.need(w, "Раз"), lambda: asking.need(w, "Два")]) == ["done", "done"]
    assert w.engagement.briefs.count() == 1
    assert sorted(w.engagement.needs.values_list("position", "key")) == [(1, 1), (2, 2)]


def race(acts) -> list[str]:
    """Do the acts at one moment; return how each ended, in the order of the alphabet."""
    both = threading.Barrier(len(acts))

    def do(act) -> str:
        both.wait()
        try:
            act()
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(do, acts))
