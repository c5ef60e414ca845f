"""Who checks the hours of an engagement: whoever leads its project, or before there is one the engagement; nobody their own."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from svyazka.clients.models import Engagement
from svyazka.kit.guard import DUTIES, may, within_sight
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.roles.queries.holders import holder_of, holders_of
from svyazka.roles.queries.sitting import sitting_by_duty
from svyazka.work.models import TimeEntry
from svyazka.work.queries.norms import norms_on
from svyazka.work.rules import CHECK, CHECK_EARLY, EntryState

SUBMITTED = TimeEntry.objects.filter(state=EntryState.SUBMITTED)


def submitted(engagements) -> QuerySet[TimeEntry]:
    """Return the hours of these engagements that wait for a check."""
    return SUBMITTED.filter(engagement__in=engagements)


def places_that_wait(person, at: datetime) -> list[Engagement]:
    """Return the engagements the person sees on which hours wait for a check."""
    found = Engagement.objects.filter(pk__in=SUBMITTED.values("engagement")).select_related("client", "project")
    return list(within_sight(found, person, at, path="pk").order_by("pk"))


def has_project(engagement: Engagement) -> bool:
    """Tell whether work on the engagement has begun."""
    return hasattr(engagement, "project")


def project_key(engagement: Engagement) -> int | None:
    """Return the key of the engagement's project, None before there is one."""
    return engagement.project.pk if has_project(engagement) else None


def duty_of_check(engagement: Engagement) -> str:
    """Return under which duty hours of the engagement are checked now."""
    return CHECK if has_project(engagement) else CHECK_EARLY


def leads_check(place: Engagement, person, at: datetime) -> bool:
    """Tell whether the person checks the hours of others there from a seat on the engagement: their own are for whoever answers for it."""
    code = duty_of_check(place)
    return person.pk in _leaders([place], code, at).get(place.pk, ()) and not may(person, DUTIES[code], place, at, answers="A")


def _leaders(places: list[Engagement], code: str, at: datetime) -> dict[int, set[int]]:
    return {key: {who.pk for who, _absent in found} for key, found in sitting_by_duty(places, code, at).items()}


def waits_for(person, at: datetime) -> QuerySet[TimeEntry]:
    """Return the submitted hours that this person is to check: of others where they lead, else those that nobody there may check."""
    places, whole, theirs = places_that_wait(person, at), [], defaultdict(list)  # places whose hours are all mine to check; those of one person
    mine: list[int] = []  # where I lead: the hours of others
    for code in (CHECK, CHECK_EARLY):
        here = [one for one in places if duty_of_check(one) == code]
        leaders = _leaders(here, code, at)
        for place in here:
            led = leaders.get(place.pk, set())
            if person.pk in led:
                mine.append(place.pk)
            elif len(led) < 2 and may(person, DUTIES[code], place, at, answers="RA"):
                (theirs[next(iter(led))] if led else whole).append(place.pk)
    wanted = Q(engagement__in=whole) | (Q(engagement__in=mine) & ~Q(person=person))
    for leader, keys in theirs.items():
        wanted |= Q(person=leader, engagement__in=keys)
    return SUBMITTED.filter(wanted)


def checkers_of(engagement: Engagement, worker: int, at: datetime) -> list[Person]:
    """Return who is to check this person's hours there: whoever leads, else all who answer for it."""
    code = duty_of_check(engagement)
    holder = holder_of(engagement, code, at)
    if holder is not None and holder.pk != worker:
        return [holder]
    logins = {row["login"] for row in holders_of(DUTIES[code], engagement, at)} - ({holder.username} if holder else set())
    return list(Person.objects.filter(username__in=logins).order_by("pk"))


def overdue_checks(at: datetime) -> list[tuple[Engagement, int]]:
    """Return on which engagements whose hours wait longer for a check than the norm says: (engagement, the person's key)."""
    window, within = agency_window(), norms_on(today(at)).check_within_days
    since = SUBMITTED.order_by().values_list("engagement", "person").annotate(first=Min("submitted_at"))
    late = [(place, worker) for place, worker, first in since if window.add_days(today(first), within) < today(at)]
    places = {one.pk: one for one in Engagement.objects.filter(pk__in={key for key, _worker in late}).select_related("client", "project")}
    return sorted(((places[key], worker) for key, worker in late), key=lambda one: (one[0].pk, one[1]))
