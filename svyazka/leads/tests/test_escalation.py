"""Stories of leads that burn: who is called at which level, once, however late the clock is looked at."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.leads import actions
from svyazka.leads.jobs import clock as jobs
from svyazka.leads.models import Escalation
from svyazka.leads.queries.clock import calling
from svyazka.leads.tests import make
from svyazka.people.models import Absence, NormHours
from svyazka.roles.tests import make as people

pytestmark = pytest.mark.django_db
AT = make.MONDAY
MINUTE = timedelta(minutes=1)


@pytest.fixture
def w():
    made = make.world()
    made.director = people.person("director", "director")
    return made


def look(w, at) -> list[tuple[int, list[str]]]:
    """Do what the job does at that moment; return the levels told of, with who was told."""
    made = [level for lead in calling(at) for level in actions.escalate_lead(lead, by=w.system, at=at)]
    return [(level.percent, sorted(level.told.values_list("username", flat=True))) for level in made]


def notices() -> list[tuple[str, str]]:
    return sorted(Notice.objects.filter(text_verb__in=["leads.half_gone", "leads.time_up", "leads.twice_over", "leads.burns"])
                  .values_list("person__username", "text_verb"))  # fmt: skip


def test_a_free_lead_calls_all_who_may_take_it_then_the_head_then_the_director(w):
    make.lead(w, channel="email")  # an hour
    assert look(w, AT + 29 * MINUTE) == []
    assert look(w, AT + 30 * MINUTE) == [(50, ["anna", "irina"])]
    assert look(w, AT + 31 * MINUTE) == []
    assert look(w, AT + 60 * MINUTE) == [(100, ["anna", "head", "irina"])]
    assert look(w, AT + 120 * MINUTE) == [(200, ["anna", "director", "head", "irina"])]
    assert look(w, AT + 300 * MINUTE) == []
    assert len(notices()) == 2 + 3 + 4 and Entry.objects.filter(verb="leads.escalated").count() == 3


def test_a_taken_lead_calls_its_holder_or_the_stand_in(w):
    lead = make.lead(w, channel="email")
    actions.take_lead(lead, by=w.anna, at=AT)
    assert look(w, AT + 30 * MINUTE) == [(50, ["anna"])]
    assert look(w, AT + 60 * MINUTE) == [(100, ["anna", "head"])]


def test_who_is_away_is_not_called_to_a_free_lead(w):
    Absence.objects.create(person=w.anna, kind="vacation", starts_on=AT.date(), ends_on=AT.date(), state="approved", requested_at=AT)
    make.lead(w, channel="email")
    assert look(w, AT + 30 * MINUTE) == [(50, ["irina"])]


def test_a_clock_looked_at_late_catches_up_once_and_tells_each_person_of_the_highest_level(w):
    make.lead(w, channel="email")
    late = AT + 130 * MINUTE
    assert [percent for percent, _told in look(w, late)] == [50, 100, 200]
    assert look(w, late) == []
    assert notices() == [(login, "leads.twice_over") for login in ("anna", "director", "head", "irina")]


def test_the_database_lets_no_level_call_twice(w):
    lead = make.lead(w)
    Escalation.objects.create(lead=lead, percent=50, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(lead=lead, percent=50, at=AT)


def test_an_answer_or_a_pause_lets_nobody_be_called(w):
    answered, frozen, closed = (make.lead(w, title) for title in ("Раз", "Два", "Три"))
    for lead in (answered, frozen, closed):
        actions.take_lead(lead, by=w.anna, at=AT)
    actions.answer_lead(answered, channel="email", text="Здравствуйте", by=w.anna, at=AT + MINUTE)
    actions.freeze_lead(frozen, until=date(2026, 3, 9), reason="просили", by=w.anna, at=AT + MINUTE)
    actions.qualify_lead(closed, fits=False, reason="не наше", by=w.anna, at=AT + MINUTE)
    assert look(w, AT + timedelta(days=30)) == []


def test_at_night_nobody_is_called(w):
    make.lead(w, at=AT + timedelta(hours=7, minutes=55))  # five minutes before the window shuts
    assert look(w, AT + timedelta(hours=20)) == []
    assert [percent for percent, _told in look(w, AT + timedelta(hours=23, minutes=2, seconds=30))] == [50]


def test_the_job_calls_in_the_name_of_the_agency_and_nobody_else_may(w, monkeypatch):
    lead = make.lead(w)
    with pytest.raises(NotYourDuty):
        actions.escalate_lead(lead, by=w.pavel, at=AT)
    monkeypatch.setattr(jobs.timezone, "now", lambda: AT + 40 * MINUTE)
    assert (jobs.escalate(), jobs.escalate()) == (3, 0)


def test_who_is_told_is_data_with_dates(w):
    actions.set_level(w.agency, percent=50, called=["head"], starts_on=AT.date(), by=w.head, at=AT)
    actions.set_level(w.agency, percent=75, called=["holder"], starts_on=AT.date() + timedelta(days=1), by=w.head, at=AT)
    make.lead(w, channel="email")
    assert look(w, AT + 46 * MINUTE) == [(50, ["head"])]
    for percent, called in ((0, ["head"]), (50, ["pavel"])):
        with pytest.raises(Refused):
            actions.set_level(w.agency, percent=percent, called=called, starts_on=AT.date(), by=w.head, at=AT)


# ---- nobody is woken ------------------------------------------------------------------------------------------------


def away(person, *days) -> None:
    for day in days or (AT.date(),):
        Absence.objects.create(person=person, kind="vacation", starts_on=day, ends_on=day, state="approved", requested_at=AT)


def test_with_the_head_away_the_director_is_called_and_with_both_away_the_holder_alone(w):
    lead = make.lead(w, channel="email")
    actions.take_lead(lead, by=w.anna, at=AT)
    away(w.head)
    assert look(w, AT + 60 * MINUTE) == [(50, ["anna"]), (100, ["anna", "director"])]
    other = make.lead(w, "Второй", channel="email")
    actions.take_lead(other, by=w.anna, at=AT)
    away(w.director)
    assert look(w, AT + 60 * MINUTE) == [(50, ["anna"]), (100, ["anna"])]


def test_when_whoever_holds_it_is_away_those_at_work_who_may_take_leads_are_called(w):
    lead = make.lead(w, channel="email")
    actions.take_lead(lead, by=w.anna, at=AT)
    away(w.anna)
    assert look(w, AT + 30 * MINUTE) == [(50, ["irina"])]


def test_nobody_is_called_on_a_day_off_of_their_own(w):
    NormHours.objects.create(person=w.irina, starts_on=AT.date(), hours=[0, 8, 8, 8, 8, 0, 0])  # Mondays are free
    make.lead(w, channel="email")
    assert look(w, AT + 30 * MINUTE) == [(50, ["anna"])]
    make.lead(w, "Вторник", channel="email", at=AT + timedelta(days=1))
    assert (50, ["anna", "irina"]) in look(w, AT + timedelta(days=1, minutes=30))


def test_what_was_not_looked_at_in_time_wakes_nobody_at_night_and_is_told_as_the_window_opens(w):
    make.lead(w, channel="email")
    night, lunch, morning = AT + timedelta(hours=17), AT + timedelta(hours=3, minutes=10), AT + timedelta(hours=23)
    assert (look(w, lunch), look(w, night)) == ([], [])
    assert [percent for percent, _told in look(w, morning)] == [50, 100, 200]


def test_a_letter_comes_once_the_time_is_up_in_the_language_of_who_reads(w):
    for person, language in ((w.anna, "en"), (w.irina, "ru"), (w.head, "ru")):
        person.email, person.language = f"{person.username}@starta.example", language
        person.save()
    lead = make.lead(w, channel="email")
    look(w, AT + 30 * MINUTE)
    assert mail.outbox == []
    look(w, AT + 60 * MINUTE)

    told = {letter.to[0].partition("@")[0]: letter for letter in mail.outbox}
    assert set(told) == {"anna", "irina", "head"}
    assert told["anna"].subject == "The time to answer is up: Сайт завода" and told["head"].subject == "Время на ответ вышло: Сайт завода"
    assert f"/leads/{lead.pk}/" in told["head"].body and "рабочее время" in told["head"].body
    look(w, AT + 61 * MINUTE)
    assert len(mail.outbox) == 3
