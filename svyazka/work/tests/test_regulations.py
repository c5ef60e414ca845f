"""Stories of regulations: written by edition, read by those who do the duty, begun as checklists where the duty begins."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from svyazka.clients.models import Contact
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.models import Person
from svyazka.people.queries import the_agency, today
from svyazka.roles.tests import make as people
from svyazka.work import actions, queries
from svyazka.work.models import ChecklistRun, Regulation
from svyazka.work.rules.regulation import BEGINNINGS, begins
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db
AT, DAY = make.MONDAY, date(2026, 3, 2)


@pytest.fixture
def w():
    anna, pavel, dev = make.pair()
    return SimpleNamespace(anna=anna, pavel=pavel, dev=dev, head=people.person("head", "head"), project=make.project())


def written(w, *, duty="task.set", steps=("Есть пункт ТЗ", "Есть оценка"), starts_on=DAY, **more) -> Regulation:
    return actions.write_regulation(the_agency(), duty=duty, title="Постановка задач", steps=steps, starts_on=starts_on, by=w.head, at=AT, **more)


def test_whoever_does_the_duty_is_told_to_read_the_edition_and_reads_it_once(w):
    row = written(w)
    assert set(Notice.objects.filter(text_verb="work.regulation_written").values_list("person__username", flat=True)) == {"pavel"}
    assert queries.to_read(w.pavel, AT) == [row] and queries.to_read(w.anna, AT) == []

    actions.acknowledge(row, by=w.pavel, at=AT)
    actions.acknowledge(row, by=w.pavel, at=AT + timedelta(hours=1))

    assert queries.to_read(w.pavel, AT) == [] and row.acknowledgements.get().at == AT
    told = queries.board(w.pavel, AT)
    assert [(one.regulation, one.read, one.of, one.mine) for one in told] == [(row, 1, 1, False)]


def test_the_next_edition_is_read_anew_from_its_day(w):
    first = written(w)
    actions.acknowledge(first, by=w.pavel, at=AT)
    second = written(w, steps=["Всё иначе"], starts_on=DAY + timedelta(days=1))

    assert second.edition == 2
    assert queries.to_read(w.pavel, AT) == [], "the new one is not in force yet"
    assert queries.to_read(w.pavel, AT + timedelta(days=1)) == [second]


@pytest.mark.parametrize(("wrong", "error"), [
    ({"duty": "task.sing"}, Malformed), ({"starts_by": ["work.sing"]}, Malformed), ({"steps": []}, Refused), ({"steps": ["a"] * 2}, Refused),
    ({"steps": [str(n) for n in range(13)]}, Refused), ({"starts_on": DAY - timedelta(days=1)}, Refused), ({"steps": ["  "]}, Refused),
])  # fmt: skip
def test_what_is_no_regulation_is_refused(w, wrong, error):
    with pytest.raises(error):
        written(w, **wrong)
    assert not Regulation.objects.exists()


def test_only_the_head_writes_and_a_day_has_one_edition(w):
    written(w)
    with pytest.raises(Refused):
        written(w)
    with pytest.raises(NotYourDuty):
        actions.write_regulation(the_agency(), duty="task.set", title="Моё", steps=["а"], starts_on=DAY, by=w.pavel, at=AT)


def test_a_checklist_begins_with_the_first_act_of_the_duty_and_not_again(w):
    written(w)
    make.task(w.project)
    run = ChecklistRun.objects.get()
    make.task(w.project, title="Вторая")

    assert ChecklistRun.objects.get() == run
    assert (run.person, [step.text for step in run.steps.all()]) == (w.pavel, ["Есть пункт ТЗ", "Есть оценка"])
    for position in (1, 2):
        actions.tick_step(run, position=position, by=w.pavel, at=AT)
    make.task(w.project, title="Третья")
    assert ChecklistRun.objects.get().closed_at == AT, "once on an engagement, and it was gone through"


def test_one_that_comes_each_time_begins_anew_when_the_last_one_is_gone_through(w):
    written(w, steps=["Посмотреть"], each=True)
    make.task(w.project)
    actions.tick_step(ChecklistRun.objects.get(), position=1, by=w.pavel, at=AT)
    make.task(w.project, title="Вторая")

    assert [run.closed_at for run in ChecklistRun.objects.order_by("pk")] == [AT, None]


def test_another_act_may_begin_it_and_whoever_holds_the_duty_gets_it(w):
    written(w, duty="client.talk", steps=["Сказать клиенту"], starts_by=["work.set_task"])
    make.task(w.project)

    run = ChecklistRun.objects.get()
    assert run.person == w.anna, "the PM acted, the AM talks with the client"
    assert Notice.objects.filter(person=w.anna, text_verb="work.checklist_begun").exists()


def test_steps_are_ticked_once_or_skipped_with_a_reason_and_the_look_back_sees_it(w):
    written(w)
    make.task(w.project)
    run = ChecklistRun.objects.get()
    with pytest.raises(Refused):
        actions.skip_step(run, position=1, reason=" ", by=w.pavel, at=AT)
    with pytest.raises(Malformed):
        actions.tick_step(run, position=3, by=w.pavel, at=AT)
    actions.skip_step(run, position=1, reason="Пункта нет", by=w.dev, at=AT)
    with pytest.raises(Refused):
        actions.tick_step(run, position=1, by=w.pavel, at=AT)
    closed = actions.tick_step(run, position=2, by=w.pavel, at=AT)

    assert closed.closed_at == AT and [(step.text, step.reason) for step in queries.skipped_on(w.project.engagement, None)] == [("Есть пункт ТЗ", "Пункта нет")]
    assert queries.skipped_on(w.project.engagement, AT + timedelta(seconds=1)) == []
    assert Entry.objects.get(verb="work.checklist_closed").facts["skipped"] == 1


def test_a_run_goes_on_by_its_own_edition_and_an_ended_regulation_begins_none(w):
    row = written(w, each=True)
    make.task(w.project)
    actions.end_regulation(row, by=w.head, at=AT)
    run = ChecklistRun.objects.get()

    assert run.steps.count() == 2 and queries.in_force_on(DAY) == {"task.set": row}
    assert queries.in_force_on(DAY + timedelta(days=1)) == {}
    with pytest.raises(Refused):
        actions.end_regulation(row, by=w.head, at=AT)


def test_a_client_and_a_stranger_see_no_checklist(w):
    written(w)
    make.task(w.project)
    contact = Contact.objects.filter(client=w.project.engagement.client).first()
    contact.account = Person.objects.create_user("client", kind="contact", name="Пётр")
    contact.save()

    assert queries.checklists_visible_to(w.pavel, AT).count() == queries.checklists_visible_to(w.head, AT).count() == 1
    assert not queries.checklists_visible_to(contact.account, AT).exists()
    assert not queries.checklists_visible_to(people.person("other", "pm"), AT).exists()


def test_an_act_that_is_named_begins_a_checklist_and_one_of_the_duty_does_where_none_is():
    assert begins([], door="work.set_task", duty="task.set", of="task.set")
    assert not begins([], door="work.check_task", duty="task.control", of="task.set")
    assert begins(["acceptance.hand_over"], door="acceptance.hand_over", duty="result.handover", of="result.defend")
    assert not begins(["acceptance.hand_over"], door="acceptance.open_defence", duty="result.defend", of="result.defend")


def test_editions_are_compared_line_by_line(w, client):
    first = written(w)
    second = written(w, steps=["Есть пункт ТЗ", "Исполнитель согласен"], starts_on=DAY + timedelta(days=1))
    third = written(w, steps=["Исполнитель согласен"], starts_on=DAY + timedelta(days=2))
    before, lines = queries.compared(second)
    assert (before, queries.compared(first)) == (first, None)
    assert lines == [(" ", "Постановка задач"), (" ", "1. Есть пункт ТЗ"), ("-", "2. Есть оценка"), ("+", "2. Исполнитель согласен")]
    assert [queries.compared(third)[0], queries.compared(third, 1)[0], queries.compared(third, 99)[0]] == [second, first, second]
    client.force_login(w.pavel)
    page = client.get(f"/work/regulations/{third.pk}/?with=1").content.decode()
    assert "<del>2. Есть оценка</del>" in page and client.get(f"/work/regulations/{third.pk}/?with=x").status_code == 200


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_begins_a_checklist_is_chosen_in_words_and_what_a_program_named_is_kept(client, w, language):
    made, said = written(w, starts_by=["work.set_task", "work.tick_step"]), {"Accept-Language": language}
    client.force_login(w.head)
    page = client.get(f"/work/regulations/{made.pk}/", headers=said).content.decode()
    assert ("Поставлена задача" if language == "ru" else "A task is set") in page and "work.tick_step" in page
    assert page.count('name="starts_by"') == len(BEGINNINGS) + 1 and 'href="/work/regulations/"' in page
    body = {"duty": "task.set", "title": "Задачи", "steps": "Пункт\nОценка", "starts_by": ["work.set_task", "work.tick_step"], "starts_on": str(today(timezone.now()) + timedelta(days=3))}
    assert client.post("/work/regulations/new/", body | {"starts_by": ["work.sing"]}, headers=said).status_code == 422
    assert client.post("/work/regulations/new/", body, headers=said).status_code == 302
    assert Regulation.objects.get(edition=2).starts_by == ["work.set_task", "work.tick_step"]


def test_a_step_ticked_by_a_slip_waits_again_and_opens_the_checklist_that_it_closed(w):
    written(w, each=True)
    make.task(w.project)
    run = ChecklistRun.objects.get()
    actions.tick_step(run, position=1, by=w.pavel, at=AT)
    run = actions.skip_step(ChecklistRun.objects.get(), position=2, reason="Ошибся", by=w.pavel, at=AT)
    assert run.closed_at == AT

    open_again = actions.untick_step(ChecklistRun.objects.get(), position=2, by=w.pavel, at=AT)

    assert open_again.closed_at is None and [step.settled for step in open_again.steps.all()] == [True, False]
    assert Entry.objects.get(verb="work.step_unticked").facts["reason"] == "Ошибся"
    with pytest.raises(Refused, match="ждёт и так"):
        actions.untick_step(ChecklistRun.objects.get(), position=2, by=w.pavel, at=AT)
    actions.tick_step(ChecklistRun.objects.get(), position=2, by=w.pavel, at=AT)
    make.task(w.project, title="Вторая")
    with pytest.raises(Refused, match="Следующий чек-лист"):
        actions.untick_step(run, position=2, by=w.pavel, at=AT)


def test_a_checklist_is_gone_through_by_its_marks_and_why_a_skip_is_refused_stands_beside_it(w, client):
    written(w, starts_on=today(timezone.now()))
    make.task(w.project, at=timezone.now())
    run = ChecklistRun.objects.get()
    client.force_login(w.pavel)
    place = f"/work/checklists/{run.pk}/"

    refused = client.post(f"{place}steps/1/skip/", {"reason": " "})
    assert refused.status_code == 422 and refused.content.decode().count("field-error") == 1
    assert client.post(f"{place}steps/1/tick/").status_code == client.post(f"{place}steps/1/tick/").status_code == 302  # pressed twice
    page = client.get(place).content.decode()
    assert "уже отмечен" in page and f"{place}steps/1/untick/" in page and f"{place}steps/2/tick/" in page
    client.post(f"{place}steps/1/untick/")
    assert not run.steps.get(position=1).settled
