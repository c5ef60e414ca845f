"""Stories of problems: the owner is found by the kind, clocks run in working hours, people are called, the pace is measured."""

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db.models import F, Q

from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.memo import forget
from svyazka.leads.steps import ship_norms
from svyazka.people.queries import system, the_agency
from svyazka.roles.models import DutyGrant, RoleScheme, Seat
from svyazka.roles.tests import make as people
from svyazka.sources.steps import ship_sources
from svyazka.work import actions, queries
from svyazka.work.models import Problem, ProblemNorm
from svyazka.work.rules.problem import ProblemClock, running_clock
from svyazka.work.steps import ship
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db
AT = make.MONDAY  # ten in the morning, the day ends at eighteen, lunch at thirteen
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def w():
    anna, pavel, dev = make.pair()
    ship(people.LONG_AGO)
    make.project()
    ship_norms(ship_sources(), starts_on=people.LONG_AGO)
    task = make.task()
    return SimpleNamespace(anna=anna, pavel=pavel, dev=dev, head=people.person("head", "head"), task=task, engagement=task.engagement,
                           finance=people.person("faina", "finance"), director=people.person("director", "director"))  # fmt: skip


def raised(w, kind="term", *, by=None, at=AT, **more) -> Problem:
    return actions.raise_problem(w.engagement, kind=kind, text="Сдвигается", by=by or w.dev, at=at, **more)


def look(at) -> list[tuple[str, int, list[str]]]:
    """Do what the job does at that moment; return the clocks, the levels, and who was told."""
    made = [call for one in queries.calling_problems(at) for call in actions.call_to_problem(one, by=system(), at=at)]
    return [(call.clock, call.percent, sorted(call.told.values_list("username", flat=True))) for call in made]


@pytest.mark.parametrize(("kind", "owner"), [("client_waits", "anna"), ("scope", "anna"), ("quality", "pavel"), ("term", "pavel"),
                                             ("people", "pavel"), ("money", "faina")])  # fmt: skip
def test_the_owner_is_found_by_the_kind(w, kind, owner):
    problem = raised(w, kind)

    assert problem.owner.username == owner
    assert Notice.objects.filter(person=problem.owner, text_verb="work.problem_raised").exists()


def test_the_owner_follows_the_matrix_also_for_a_duty_of_the_whole_agency(w):
    DutyGrant.objects.filter(duty="payment.record", raci="R").update(seat="head")
    RoleScheme.objects.update(version=F("version") + 1)
    forget()
    assert raised(w, "money").owner.username in ("head", "director")


def test_three_clocks_run_from_the_raising_and_each_step_stops_its_own(w):
    problem = raised(w, "client_waits")  # half an hour, two hours, a day
    assert (problem.react_due_at, problem.propose_due_at) == (AT + 30 * MINUTE, AT + 2 * HOUR)
    assert problem.resolve_due_at == AT + 24 * HOUR, "eight hours of work: seven today, and lunch between, one tomorrow"

    actions.step_problem(problem, step="reacted", by=w.anna, at=AT + 10 * MINUTE)
    actions.step_problem(problem, step="proposed", note="Шлём макет", by=w.anna, at=AT + 4 * HOUR)
    done = actions.step_problem(problem, step="resolved", note="Отправили", by=w.anna, at=AT + 25 * HOUR)

    assert (done.reacted_in, done.proposed_in, done.resolved_in) == (10 * MINUTE, 3 * HOUR, 9 * HOUR)
    assert done.next_level_at is None and queries.running_now(done) is None


def test_whoever_proposes_has_reacted_and_whoever_resolves_has_proposed(w):
    proposed = actions.step_problem(raised(w), step="proposed", note="Так", by=w.pavel, at=AT + HOUR)
    resolved = actions.step_problem(raised(w), step="resolved", note="Так", by=w.pavel, at=AT + HOUR)

    assert proposed.reacted_in == proposed.proposed_in == HOUR and proposed.resolved_at is None
    assert resolved.reacted_in == resolved.proposed_in == resolved.resolved_in == HOUR


def test_a_problem_calls_its_owner_then_the_head_then_the_director_once_each(w):
    raised(w)  # two hours to react
    assert look(AT + 59 * MINUTE) == []
    assert look(AT + HOUR) == [("react", 50, ["pavel"])]
    assert look(AT + HOUR) == []
    assert look(AT + 2 * HOUR) == [("react", 100, ["head", "pavel"])]
    assert look(AT + 5 * HOUR) == [("react", 200, ["director", "head", "pavel"])], "an hour of lunch does not count"
    assert Entry.objects.filter(verb="work.problem_called").count() == 3


def test_nobody_is_woken_at_night_and_a_late_look_tells_each_person_once(w):
    raised(w)
    night = AT + 12 * HOUR
    assert look(night) == []
    calls = look(AT + 24 * HOUR)
    assert [percent for _clock, percent, _told in calls] == [50, 100, 200]
    assert Notice.objects.filter(person=w.pavel, text_verb__startswith="work.problem_").exclude(text_verb="work.problem_raised").count() == 1


def test_a_step_turns_the_calls_to_the_next_clock(w):
    problem = raised(w)
    look(AT + HOUR)
    actions.step_problem(problem, step="reacted", by=w.pavel, at=AT + HOUR)
    assert look(AT + 2 * HOUR) == []
    assert look(AT + 5 * HOUR) == [("propose", 50, ["pavel"])], "four hours of work of eight"


def test_a_problem_follows_the_seat_unless_it_was_handed_to_a_person(w):
    follows, stays = raised(w), raised(w)
    actions.hand_problem(stays, owner="dev", by=w.pavel, at=AT)
    maria = people.person("maria", "pm")
    Seat.objects.filter(engagement=w.engagement, seat="pm").update(ends_at=AT + MINUTE)
    Seat.objects.create(engagement=w.engagement, seat="pm", person=maria, starts_at=AT + MINUTE)

    calls = dict(zip([one.pk for one in queries.calling_problems(AT + HOUR)], look(AT + HOUR), strict=True))

    assert calls[follows.pk] == ("react", 50, ["maria"]) and calls[stays.pk] == ("react", 50, ["dev"])


def test_whoever_a_problem_is_handed_to_goes_on_with_it_and_the_page_tells_who_did_what(w, client):
    problem = raised(w, "quality", by=w.anna)
    people.person("away", "specialist")
    with pytest.raises(NotYourDuty):
        actions.step_problem(problem, step="reacted", by=w.dev, at=AT)
    with pytest.raises(Refused):
        actions.hand_problem(problem, owner="away", by=w.pavel, at=AT)
    actions.hand_problem(problem, owner="dev", by=w.pavel, at=AT)
    actions.step_problem(problem, step="resolved", note="Откатили стенд", by=w.dev, at=AT + HOUR)
    with pytest.raises(Refused):
        actions.hand_problem(problem, owner="pavel", by=w.pavel, at=AT)
    client.force_login(w.anna)
    told = client.get(f"/work/problems/{problem.pk}/", headers={"Accept-Language": "en"}).content.decode()
    story = told[told.index('class="story"'):told.index("</ol>")]
    assert [story.index(said) for said in (w.anna.name, w.pavel.name, f"→ {w.dev.name}", "Откатили стенд")] == sorted(
        story.index(said) for said in (w.anna.name, w.pavel.name, f"→ {w.dev.name}", "Откатили стенд"))


def test_a_vacant_seat_leaves_the_problem_to_the_head_and_whoever_sits_down_gets_it(w):
    Seat.objects.filter(engagement=w.engagement, seat="pm").update(ends_at=AT)
    problem = raised(w, by=w.anna, at=AT + MINUTE)
    assert problem.owner is None
    assert look(AT + 2 * HOUR + MINUTE)[-1] == ("react", 100, ["head"])

    actions.step_problem(problem, step="reacted", by=w.head, at=AT + 3 * HOUR)
    with pytest.raises(NotYourDuty):
        actions.step_problem(problem, step="proposed", note="Я", by=w.dev, at=AT + 3 * HOUR)


def test_a_problem_that_came_back_is_opened_again_with_its_clock(w):
    problem = actions.step_problem(raised(w), step="resolved", note="Готово", by=w.pavel, at=AT + HOUR)
    with pytest.raises(Refused):
        actions.reopen_problem(problem, reason=" ", by=w.pavel, at=AT + HOUR)
    again = actions.reopen_problem(problem, reason="Снова падает", by=w.pavel, at=AT + 2 * HOUR)

    assert (again.resolved_at, again.resolved_in, queries.running_now(again)) == (None, None, ProblemClock.RESOLVE)
    assert again.reacted_in == HOUR and again.resolve_due_at is not None
    with pytest.raises(Refused):
        actions.reopen_problem(again, reason="Ещё раз", by=w.pavel, at=AT + 2 * HOUR)


def test_a_problem_on_a_task_keeps_it_and_not_one_of_another_work(w):
    assert raised(w, task_id=w.task.pk).task == w.task
    with pytest.raises(Malformed):
        raised(w, task_id=987654)


def test_a_norm_holds_from_its_day_and_moves_the_clocks_that_run(w):
    problem = raised(w)
    actions.set_problem_norm(the_agency(), clock="react", kind="term", minutes=60, starts_on=date(2026, 3, 2), by=w.head, at=AT)
    problem.refresh_from_db()

    assert (problem.react_due_at, problem.next_level_at) == (AT + HOUR, AT + 30 * MINUTE)
    for wrong in ({"minutes": 0}, {"starts_on": date(2026, 3, 1)}, {"minutes": 60}):
        with pytest.raises(Refused):
            actions.set_problem_norm(the_agency(), by=w.head, at=AT, **{"clock": "react", "kind": "term", "minutes": 30, "starts_on": date(2026, 3, 2), **wrong})
    with pytest.raises(NotYourDuty):
        actions.set_problem_norm(the_agency(), clock="react", minutes=60, starts_on=date(2026, 3, 3), by=w.pavel, at=AT)
    assert ProblemNorm.objects.filter(kind="term").count() == 1


def test_the_pace_is_told_by_duty_and_by_kind(w):
    for minutes in (10, 20, 30, 40, 200):
        actions.step_problem(raised(w), step="resolved", note="Готово", by=w.pavel, at=AT + minutes * MINUTE)
    raised(w, "money")

    delivery, money = queries.paces_by(Problem.objects.all(), "duty", AT + 6 * HOUR)

    react = delivery.paces[0]
    assert (delivery.name, delivery.raised, delivery.open, money.name, money.open) == ("task.control", 5, 0, "payment.record", 1)
    assert (react.count, react.median, react.p80, react.is_few) == (5, 30 * MINUTE, 40 * MINUTE, True)
    assert (react.in_norm, react.due, react.share) == (4, 5, 80), "two hundred minutes less lunch is past two hours"
    assert (money.paces[0].count, money.paces[0].due) == (0, 1), "four hours have passed and nobody has reacted"
    assert [row.name for row in queries.paces_by(Problem.objects.all(), "kind", AT)] == ["term", "money"]


def test_the_running_clock_is_told_by_the_steps_done():
    assert running_clock(None, None, None) == ProblemClock.REACT
    assert running_clock(AT, None, None) == ProblemClock.PROPOSE
    assert running_clock(AT, AT, None) == ProblemClock.RESOLVE
    assert running_clock(AT, AT, AT) is None


def test_schemes_of_before_let_owners_act_as_new_ones_do():
    from django.apps import apps

    make.pair()
    new = DutyGrant.objects.filter(Q(duty="retro.keep") | Q(duty="problem.own", seat="self"))
    before = set(new.values_list("scheme__code", "duty", "seat", "raci"))
    new.delete()
    module = import_module("svyazka.work.migrations.0020_owners_close_what_is_theirs")
    for _again in range(2):
        module.let_owners_act(apps, None)

    assert set(new.all().values_list("scheme__code", "duty", "seat", "raci")) == before and len(before) >= 3


def test_whoever_does_not_own_a_problem_may_ask_its_owner_and_nobody_else(w, client):
    problem = raised(w, "term")
    client.force_login(w.dev)
    page = client.get(f"/work/problems/{problem.pk}/").content.decode()
    assert page.count('name="login"') == 1 and 'name="login" value="pavel"' in page, "one word to one person"


def test_what_called_to_a_problem_is_read_once_somebody_acts_on_it(w):
    problem = raised(w, "term")
    look(AT + 2 * HOUR)
    unread = Notice.objects.filter(read_at=None, url=f"/work/problems/{problem.pk}/")
    assert set(unread.values_list("person__username", flat=True)) == {"pavel", "head"}
    actions.step_problem(problem, step="reacted", by=w.pavel, at=AT + 4 * HOUR)
    assert not unread.exists()
    actions.hand_problem(problem, owner="dev", by=w.pavel, at=AT + 4 * HOUR)
    assert list(unread.values_list("person__username", flat=True)) == ["dev"]


def test_a_problem_is_raised_about_what_was_chosen_not_about_what_stood_first(w, client):
    people.engagement("Второй", am=w.anna, pm=w.pavel)
    client.force_login(w.pavel)
    assert client.get("/work/problems/").content.decode().count(">—</option>") == 2
    assert client.post("/work/problems/new/", {"engagement": "", "kind": "", "text": "стоит"}).status_code == 422 and not Problem.objects.exists()
