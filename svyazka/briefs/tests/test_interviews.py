"""An interview from the first question to the needs, and whoever may not hold it."""

from datetime import timedelta
from fractions import Fraction

import pytest

from svyazka.briefs import actions, queries
from svyazka.briefs.models import Interview, InterviewAnswer, Need, NeedSource, QuestionSet
from svyazka.briefs.tests import asking
from svyazka.briefs.tests.asking import MONDAY, SEATS
from svyazka.clients.models import Contact
from svyazka.journal.models import Entry
from svyazka.kit import quality
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.guard import expecting
from svyazka.leads.actions import qualify_lead, receive_lead, take_lead
from svyazka.leads.queries.clock import interview_clock_of
from svyazka.people.queries import today
from svyazka.roles.models import SeatCall
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
SAID = {"goal": "Заявки не теряются", "measure": "20 заявок в день, сегодня 11", "money": "Бюджет отдела снабжения", "gains": "Снабженец"}


def answers(interview) -> dict[str, InterviewAnswer]:
    return {row.question.code: row for row in queries.answers_of(interview)}


def test_a_talk_is_written_down_and_becomes_needs():
    w = asking.world()
    contact = Contact.objects.get()
    interview = asking.begun(w, contact=contact.pk, held_at=MONDAY - timedelta(hours=1))
    assert interview.answers.count() == 15 and set(interview.answers.values_list("state", flat=True)) == {"blank"}

    keys = asking.answered(w, interview, **SAID)
    actions.answer_question(answers(interview)["boss"], text="", asked=True, by=w.asks, at=MONDAY)
    held = actions.hold_interview(interview, by=w.asks, at=MONDAY)
    need = actions.draw_need(interview, answers=keys.values(), text="Заявки снабженцев не теряются", goal=SAID["goal"], measure=SAID["measure"],
                             payer=SAID["money"], priority="high", touched=[{"who": "Снабженец", "effect": "gains", "change": "не ищет письма"}],
                             by=w.asks, at=MONDAY)  # fmt: skip

    assert (held.state, held.contact, held.ended_at) == ("held", contact, MONDAY)
    assert {code: row.state for code, row in answers(interview).items() if row.state != "blank"} == {**dict.fromkeys(SAID, "answered"), "boss": "asked"}
    assert (need.brief.edition, need.brief.state, need.position, need.key) == (1, "draft", 1, 1)
    assert {row.pk for row in queries.sources_of(w.engagement.pk)[need.key]} == set(keys.values())
    told = list(Entry.objects.filter(verb__startswith="briefs.").order_by("seq").values_list("verb", flat=True))
    assert told == ["briefs.interview_begun", *["briefs.question_answered"] * 5, "briefs.interview_held", "briefs.need_drawn"]
    gaps = queries.gaps_of([w.engagement.pk])[w.engagement.pk]
    assert {code for _interview, code in gaps.questions} == {"boss", "visitors", "content", "systems", "changes", "nothing", "deadline", "deciders"}
    assert (gaps.goals, gaps.clauses, gaps.options, gaps.there, gaps.whole) == ((), (1,), (1,), 3 + 4, 3 + 12)


def test_a_held_interview_stops_the_clock_of_the_lead_at_the_moment_of_the_talk():
    w = asking.world()
    lead = receive_lead(w.agency, title="Сайт", source="search", request="Нужен сайт", company="ООО «Кедр»", by=w.by["am"], at=MONDAY)
    take_lead(lead, by=w.by["am"], at=MONDAY)
    qualify_lead(lead, fits=True, reason="", by=w.by["am"], at=MONDAY)
    lead.refresh_from_db()
    assert interview_clock_of(lead).stopped_at is None
    w.engagement = lead.engagement

    interview = asking.begun(w, at=MONDAY + timedelta(hours=3), held_at=MONDAY + timedelta(hours=2))
    asking.answered(w, interview, goal="Больше заявок")
    lead.refresh_from_db()
    assert lead.interviewed_at is None, "a talk that goes on is not held"
    actions.hold_interview(interview, by=w.asks, at=MONDAY + timedelta(hours=3))
    lead.refresh_from_db()
    assert lead.interviewed_at == MONDAY + timedelta(hours=2)


def test_a_talk_is_judged_once_it_is_held():
    w = asking.world()
    interview, here = asking.begun(w), w.engagement.pk
    asking.answered(w, interview, goal="Больше заявок")
    assert quality.shares("needs", [here]) == {} and queries.gaps_of([here])[here].count == 11
    actions.hold_interview(interview, by=w.asks, at=MONDAY)
    assert quality.shares("needs", [here]) == {here: Fraction(1, 12)}


def test_one_talk_more_asks_what_the_former_has_not_answered_and_shows_what_was_said():
    w = asking.world()
    first = asking.begun(w)
    asking.answered(w, first, goal="Больше заявок")
    second = asking.begun(w)
    assert {code: row.text for code, row in queries.said_before(second).items()} == {"goal": "Больше заявок"}
    asking.answered(w, second, money="Собственник")
    gaps = queries.gaps_of([w.engagement.pk])[w.engagement.pk]
    assert {interview for interview, _code in gaps.questions} == {second.pk} and not {"goal", "money"} & {code for _key, code in gaps.questions}


def test_an_answer_may_come_by_a_letter_after_the_talk_but_not_to_a_dropped_one():
    w = asking.world()
    interview, other = asking.begun(w), asking.begun(w, "seo")
    asking.answered(w, interview, goal="Больше заявок")
    actions.hold_interview(interview, by=w.asks, at=MONDAY)
    asking.answered(w, interview, money="Собственник")
    actions.drop_interview(other, reason="не пришли", by=w.asks, at=MONDAY)
    with pytest.raises(Refused, match=r"Not held|Не состоялось"):
        asking.answered(w, other, goal="да")
    assert queries.gaps_of([w.engagement.pk])[w.engagement.pk].whole == 12, "a talk that was not held asks nothing"


def test_two_type_at_once_and_nobody_overwrites_the_other():
    w = asking.world()
    row = answers(asking.begun(w))["goal"]
    with expecting(1):
        actions.answer_question(row, text="Раз", by=w.asks, at=MONDAY)
    with pytest.raises(Stale), expecting(1):
        actions.answer_question(row, text="Два", by=w.asks, at=MONDAY)
    row.refresh_from_db()
    assert (row.text, row.version) == ("Раз", 2)
    with expecting(2):
        actions.answer_question(row, text="Раз и ещё", by=w.asks, at=MONDAY)
    assert Entry.objects.filter(verb="briefs.question_answered").count() == 1, "a word more is no event"


def test_words_behind_a_need_are_reworded_but_not_emptied():
    w = asking.world()
    interview = asking.begun(w)
    keys = asking.answered(w, interview, goal="Больше заявок")
    actions.draw_need(interview, answers=keys.values(), text="Заявки", by=w.asks, at=MONDAY)
    row = answers(interview)["goal"]
    actions.answer_question(row, text="Больше заявок из Сибири", by=w.asks, at=MONDAY)
    with pytest.raises(Refused):
        actions.answer_question(row, text="", by=w.asks, at=MONDAY)


@pytest.mark.parametrize(("told", "error"), [
    ({"service": "circus"}, Malformed), ({"contact": 10**9}, Malformed), ({"held_at": MONDAY + timedelta(minutes=1)}, Refused),
])  # fmt: skip
def test_what_is_no_beginning(told, error):
    w = asking.world()
    with pytest.raises(error):
        asking.begun(w, **told)
    assert not Interview.objects.exists()


def test_a_contact_of_another_client_is_not_interviewed_here():
    w = asking.world()
    other = make.engagement(company="ООО «Чужая»")
    Contact.objects.filter(client=other.client_id).update(email="other@example.org")
    stranger = Contact.objects.create(client=other.client, name="Чужой")
    with pytest.raises(Refused):
        asking.begun(w, contact=stranger.pk)


def test_nothing_asked_is_not_held_and_what_was_answered_is_not_dropped():
    w = asking.world()
    interview = asking.begun(w)
    with pytest.raises(Refused):
        actions.hold_interview(interview, by=w.asks, at=MONDAY)
    asking.answered(w, interview, goal="да")
    with pytest.raises(Refused):
        actions.drop_interview(interview, by=w.asks, at=MONDAY)
    actions.hold_interview(interview, by=w.asks, at=MONDAY)
    with pytest.raises(Refused):
        actions.hold_interview(interview, by=w.asks, at=MONDAY)


def test_a_need_is_drawn_only_from_answers_of_its_own_talk_that_have_words():
    w = asking.world()
    one, other = asking.begun(w), asking.begun(w, "seo")
    strange = asking.answered(w, other, goal="да")["goal"]
    blank = answers(one)["goal"].pk
    for keys in ([], [strange], [blank], [10**9]):
        with pytest.raises(Malformed):
            actions.draw_need(one, answers=keys, text="Заявки", by=w.asks, at=MONDAY)
    assert not Need.objects.exists() and not NeedSource.objects.exists()


def test_whoever_proposes_is_called_once_the_needs_are_known():
    w = asking.world()
    lonely = make.engagement("Лендинг", company="ООО «Ель»", am=w.by["am"])
    w.engagement = lonely
    interview = asking.begun(w)
    asking.answered(w, interview, goal="Больше заявок")
    actions.hold_interview(interview, by=w.asks, at=MONDAY)
    assert SeatCall.objects.get(engagement=lonely).seat == "pm"


@pytest.mark.parametrize("scheme", SEATS)
def test_in_every_scheme_only_whose_duty_it_is_asks_the_client(scheme):
    w = asking.world(scheme)
    interview = asking.begun(w)
    row = answers(interview)["goal"]
    before = Entry.objects.count()
    for seat, person in w.by.items():
        if person == w.asks:
            continue
        for act in (lambda who: actions.begin_interview(w.engagement, service="seo", by=who, at=MONDAY),
                    lambda who: actions.answer_question(row, text="да", by=who, at=MONDAY),
                    lambda who: actions.hold_interview(interview, by=who, at=MONDAY),
                    lambda who: actions.drop_interview(interview, by=who, at=MONDAY),
                    lambda who: actions.draw_need(interview, answers=[row.pk], text="да", by=who, at=MONDAY)):  # fmt: skip
            with pytest.raises(NotYourDuty) as refused:
                act(person)
            assert refused.value.duty == "need.research" and refused.value.held_by[0]["login"] == w.asks.username, seat
    assert Entry.objects.count() == before and Interview.objects.count() == 1


def rows_of(service: str) -> list[dict]:
    return [{name: getattr(one, name) for name in ("code", "kind", "needed", "text_ru", "text_en", "hint_ru", "hint_en")}
            for one in queries.set_on(service, today(MONDAY)).questions.all()]  # fmt: skip


def test_questions_are_written_anew_from_a_day_and_talks_that_go_on_keep_theirs():
    w = asking.world()
    interview, head = asking.begun(w), w.by["head"]
    rows = [*rows_of("site")[:3], {"code": "", "kind": "limits", "needed": True, "text_ru": "Кто против?"}]
    day = today(MONDAY) + timedelta(days=3)
    made = actions.write_questions(w.agency, service="site", questions=rows, starts_on=day, after_edition=1, by=head, at=MONDAY)

    assert (made.edition, [q.code for q in made.questions.all()]) == (2, ["goal", "measure", "visitors", "own-1"])
    assert queries.set_on("site", day - timedelta(days=1)).edition == 1 and queries.set_on("site", day).edition == 2
    assert asking.begun(w, at=MONDAY + timedelta(days=4)).answers.count() == 4 and interview.answers.count() == 15
    with pytest.raises(Stale):
        actions.write_questions(w.agency, service="site", questions=rows, starts_on=day, after_edition=1, by=head, at=MONDAY)
    for told, error in (({"service": "circus"}, Malformed), ({"questions": []}, Refused), ({"starts_on": today(MONDAY) - timedelta(days=1)}, Refused),
                        ({"questions": [{"kind": "song", "text_ru": "Ля?", "needed": True}]}, Malformed)):  # fmt: skip
        with pytest.raises(error):
            actions.write_questions(w.agency, **{"service": "site", "questions": rows, "starts_on": day, **told}, by=head, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.write_questions(w.agency, service="site", questions=rows, starts_on=day, by=w.asks, at=MONDAY)
    assert QuestionSet.objects.filter(service="site").count() == 2
