"""What of hours waits on Today: a timer that was forgotten, a day that is lacking, weeks to hand in and to check."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.clients.models import Engagement
from svyazka.kit.formats import day_short
from svyazka.kit.formats import hours as hours_told
from svyazka.kit.guard import DUTIES
from svyazka.kit.panels import fill
from svyazka.kit.today import Item
from svyazka.people.queries import today
from svyazka.work import actions, queries
from svyazka.work.queries.lacking import lacking_of, writers

MOST_PLACES = 3


@fill("today")
def hours(request, _subject):
    """Offer what of my hours is lacking, and the weeks that wait for my check."""
    person, at = request.user, timezone.now()
    if person.kind != "staff":
        return []
    return [*_forgotten(person, at), *_lacking(person, at), *_to_check(person, at)]


def _forgotten(person, at: datetime) -> list[Item]:
    timer = queries.running_timer(person)
    if timer is None or not queries.forgotten(timer, at):
        return []
    title = _("The timer was left running: %(title)s") % {"title": queries.line_of(timer).title}
    return [Item(kind="work.timer", title=title, url=reverse("work:timer"), due_at=timer.started_at, duty=str(actions.DO.label),
                 client=timer.engagement.client.name, tone="bad", action=_("Say how long"))]  # fmt: skip


def _lacking(person, at: datetime) -> list[Item]:
    if not writers(at, among=[person.pk]):
        return []
    found = []
    for one in lacking_of([person], at):
        if one.day:
            told = {"day": day_short(one.day), "hours": hours_told(one.written), "norm": hours_told(one.norm)}
            url = f"{reverse('work:hours')}?week={queries.monday_of(one.day)}&day={one.day}&fill=plan"
            found.append(_item(_("Hours of %(day)s: %(hours)s of %(norm)s") % told, url, _("Write")))
        if one.week:
            url = f"{reverse('work:hours')}?week={one.week}"
            found.append(_item(_("The week of %(day)s is not handed in") % {"day": day_short(one.week)}, url, _("Hand in")))
    return found


def _item(title: str, url: str, action: str, *, duty: str = "", due_at: datetime | None = None) -> Item:
    return Item(kind="work.hours", title=title, url=url, duty=duty or str(actions.DO.label), due_at=due_at, action=action)


def _to_check(person, at: datetime) -> list[Item]:
    """Offer one item an engagement whose weeks wait, by the day its oldest is to be checked; where there are many, one for all."""
    waiting = queries.weeks_that_wait(queries.waits_for(person, at))
    within = queries.norms_on(today(at)).check_within_days
    if len(waiting) > MOST_PLACES:
        due_at = min(queries.check_due(since, within) for _key, _weeks, since in waiting)
        return [_item(_("Hours to check: weeks %(weeks)s, works %(works)s") % {"weeks": sum(one[1] for one in waiting), "works": len(waiting)},
                      reverse("work:hours_to_check"), _("Confirm"), duty=str(actions.APPROVE_TIME.label), due_at=due_at)]  # fmt: skip
    places = Engagement.objects.select_related("client", "project").in_bulk([key for key, _weeks, _since in waiting])
    return [_week_item(places[key], weeks, queries.check_due(since, within)) for key, weeks, since in waiting]


def _week_item(place: Engagement, weeks: int, due_at: datetime) -> Item:
    title, duty = place.project.title if queries.has_project(place) else place.title, DUTIES[queries.duty_of_check(place)]
    told = ngettext("Hours to check: %(num)d week, %(title)s", "Hours to check: %(num)d weeks, %(title)s", weeks) % {"num": weeks, "title": title}
    return Item(kind="work.hours", title=told, url=f"{reverse('work:hours_to_check')}?place={place.pk}", due_at=due_at, duty=str(duty.label),
                client=place.client.name, action=_("Confirm"))  # fmt: skip
