"""Words to those whose hours are lacking and whose check is awaited: each once, in their own working time."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement
from svyazka.journal.models import Notice
from svyazka.journal.steps import tell
from svyazka.kit.formats import day_short, number
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language, today, windows_of
from svyazka.work.queries.checking import checkers_of, has_project
from svyazka.work.queries.hours import monday_of
from svyazka.work.queries.lacking import Lacking, awake


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
            found.append((one.person, "work.hours_lacking", f"/work/hours/?week={monday_of(one.day)}&day={one.day}&fill=plan", facts))
        if one.week:
            found.append((one.person, "work.week_open", f"/work/hours/?week={one.week}", {"title": day_short(one.week)}))
    return found


def _told_before(urls: set[str]) -> set[tuple[int, str, str]]:
    return set(Notice.objects.filter(url__in=urls, text_verb__in=("work.hours_lacking", "work.week_open", "work.weeks_wait"))
               .values_list("person", "text_verb", "url"))  # fmt: skip


def remind_of_checks(late: Iterable[tuple[Engagement, int]], *, at: datetime) -> int:
    """Tell whoever checks these people's hours there that weeks wait; return how many words were sent, one a person and day."""
    day = today(at)
    url = f"/work/hours/to-check/?on={day}"
    found: dict[Person, dict[int, str]] = {}
    for engagement, worker in late:
        for checker in checkers_of(engagement, worker, at):
            found.setdefault(checker, {})[engagement.pk] = engagement.project.title if has_project(engagement) else engagement.title
    windows = windows_of([person.pk for person in found], day, day)
    before = _told_before({url})
    fresh = [person for person in found if awake(person, windows[person.pk], at) and (person.pk, "work.weeks_wait", url) not in before]
    for person in fresh:
        tell(person, "work.weeks_wait", at=at, url=url, title=", ".join(found[person].values())[:300])
    return len(fresh)
