"""Who was and is away from the demo agency, with covers and stand-ins."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from svyazka.people.models import Absence
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.roles.models import StandIn
from svyazka.team.actions import accept_cover, approve_absence, approve_cover, name_deputy, request_absence
from svyazka.team.models import Cover
from svyazka.work.actions import plan_schedule

VACATIONS = (("pavel", 150, 14), ("anna", 125, 14), ("maria", 100, 14), ("oleg", 420, 14), ("irina", 470, 14), ("sergey", 75, 7),
             ("dev", 110, 14), ("design", 140, 14), ("seo", 90, 14), ("smm", 480, 14), ("copy", 60, 7))  # fmt: skip
SICK = (("dev", 210, 4), ("anna", 300, 3), ("smm", 44, 5), ("design", 330, 2))


def past_absences(story) -> None:
    """Tell the vacations and the sick leaves of two years, each with its covers."""
    for kind, rows in (("vacation", VACATIONS), ("sick", SICK)):
        for login, days_ago, length in rows:
            _away(story, login, kind, today(story.now) - timedelta(days=days_ago), length)


@transaction.atomic
def _away(story, login: str, kind: str, first: date, length: int) -> None:
    person, asked = story.who(login), datetime.combine(first - timedelta(days=10), time(5), story.now.tzinfo)
    absence = request_absence(person, kind=kind, starts_on=first, ends_on=first + timedelta(days=length - 1), by=person, at=asked)
    if absence.covers.exists():
        _covered(story, absence, "sergey" if login == "anna" else "anna", asked)
    else:
        approve_absence(absence, by=story.who("head"), at=asked + timedelta(hours=3))


@transaction.atomic
def vacation_now(story) -> None:
    """Let a PM be away since the day before yesterday: the other half of each pair stands in."""
    oleg, asked = story.who("oleg"), story.now - timedelta(days=9)
    first = today(story.now) - timedelta(days=2)
    absence = request_absence(oleg, kind="vacation", starts_on=first, ends_on=first + timedelta(days=11),
                              note="Отпуск по графику", by=oleg, at=asked)  # fmt: skip
    _covered(story, absence, "maria", asked)


def _covered(story, absence: Absence, second: str, at: datetime) -> None:
    for cover in absence.covers.order_by("pk"):
        if cover.deputy is None:
            name_deputy(cover, deputy=story.who(second), by=story.who("head"), at=at + timedelta(hours=1))
        accept_cover(cover, by=cover.deputy, at=at + timedelta(hours=4))
        approve_cover(cover, risk_signed=True, by=story.who("head"), at=at + timedelta(hours=20))


@transaction.atomic
def acts_of_a_stand_in(story) -> None:
    """Let a deputy do the absent PM's work: the journal says for whom."""
    for row in StandIn.objects.filter(absent=story.who("oleg"), seat="pm").select_related("deputy", "engagement").order_by("pk"):
        project = Project.objects.filter(engagement=row.engagement, state="running").first()
        if project is not None:
            plan_schedule(project, by=row.deputy, at=story.now - timedelta(minutes=2))


@transaction.atomic
def vacation_to_come(story) -> None:
    """Let an AM ask for a vacation in three weeks, with the covers still to be agreed; let a specialist be ill today."""
    irina, copy, day = story.who("irina"), story.who("copy"), today(story.now)
    request_absence(irina, kind="vacation", starts_on=day + timedelta(days=20), ends_on=day + timedelta(days=33),
                    note="Две недели в декабре", by=irina, at=story.now - timedelta(hours=26))  # fmt: skip
    asked = Cover.objects.filter(absent=irina, state="computed").exclude(deputy=None).order_by("pk").first()
    if asked:
        accept_cover(asked, by=asked.deputy, at=story.now - timedelta(hours=7))
    sick = request_absence(copy, kind="sick", starts_on=day - timedelta(days=1), ends_on=day + timedelta(days=3), by=copy,
                           at=story.now - timedelta(hours=27))  # fmt: skip
    approve_absence(sick, by=story.who("head"), at=story.now - timedelta(hours=26))
