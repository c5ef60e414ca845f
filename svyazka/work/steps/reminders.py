"""Words to those whose hours are lacking and whose check is awaited: each once, in their own working time; read once there is no cause."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement
from svyazka.journal.models import Notice
from svyazka.journal.steps import hush, tell, unread
from svyazka.kit.formats import day_short, number
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language, today, windows_of
from svyazka.work.queries.checking import checkers_of, has_project, submitted, waits_for
from svyazka.work.queries.hours import monday_of
from svyazka.work.queries.lacking import Lacking, awake, lacks

DAY, WEEK, CHECKS = "work.hours_lacking", "work.week_open", "work.weeks_wait"
TO_CHECK = "/work/hours/to-check/"


def remind(lacking: Iterable[Lacking], *, at: datetime) -> int:
    """Tell each person what of their hours is lacking; return how many words were sent, none twice."""
    told = [word for one in lacking for word in _words(one)]
    before = _told_before({url for _person, _verb, url, _facts in told})
    fresh = [word for word in told if (word[0].pk, word[1], word[2]) not in before]
    for person, verb, url, facts in fresh:
        tell(person, verb, at=at, url=url, **facts)
    return len(fresh)


def _words(one: Lacking) -> list[tuple[Person, str, str, dict]]:
    found = []
    with in_agency_language():
        if one.day:
            told = {"hours": number(one.written), "norm": number(one.norm)}
            facts = {"title": f"{day_short(one.day)}: " + _("%(hours)s of %(norm)s") % told, **told}
            found.append((one.person, DAY, _day_url(one.day), facts))
        if one.week:
            found.append((one.person, WEEK, _week_url(one.week), {"title": day_short(one.week)}))
    return found


def _week_url(monday: date) -> str:
    return f"/work/hours/?week={monday}"


def _day_url(day: date) -> str:
    return f"{_week_url(monday_of(day))}&day={day}&fill=plan"


def _told_before(urls: set[str]) -> set[tuple[int, str, str]]:
    return set(Notice.objects.filter(url__in=urls, text_verb__in=(DAY, WEEK, CHECKS)).values_list("person", "text_verb", "url"))


def remind_of_checks(late: Iterable[tuple[Engagement, int]], *, at: datetime) -> int:
    """Tell whoever checks these people's hours there that weeks wait; return how many words were sent, one a person and day."""
    day = today(at)
    url = f"{TO_CHECK}?on={day}"
    found: dict[Person, dict[int, str]] = {}
    for engagement, worker in late:
        for checker in checkers_of(engagement, worker, at):
            found.setdefault(checker, {})[engagement.pk] = engagement.project.title if has_project(engagement) else engagement.title
    windows = windows_of([person.pk for person in found], day, day)
    before = _told_before({url})
    fresh = [person for person in found if awake(person, windows[person.pk], at) and (person.pk, CHECKS, url) not in before]
    for person in fresh:
        tell(person, "work.weeks_wait", at=at, url=url, title=", ".join(found[person].values())[:300])
    return len(fresh)


def settle_day(person: Person, day: date, *, at: datetime) -> None:
    """Count the word about the day as read once its hours are there."""
    if unread(person, DAY, url=_day_url(day)).exists() and not lacks(person, day):
        hush(person, DAY, url=_day_url(day), at=at)


def settle_week(person: Person, monday: date, *, at: datetime) -> None:
    """Count the words about the week as read: it is handed in, with whatever it lacks."""
    hush(person, WEEK, url=_week_url(monday), at=at)
    hush(person, DAY, url=_week_url(monday), at=at)


def settle_checks(place: Engagement, worker: Person, *, at: datetime) -> None:
    """Count the words about weeks to check as read for those who have none left; looked at when the last one of a place is done."""
    if not submitted([place.pk]).exists():
        for checker in checkers_of(place, worker.pk, at):
            if unread(checker, CHECKS, url=TO_CHECK).exists() and not waits_for(checker, at).exists():
                hush(checker, CHECKS, url=TO_CHECK, at=at)
