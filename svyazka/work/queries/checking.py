"""Who checks the hours of an engagement: whoever leads its project; before there is one, whoever leads the engagement."""

from datetime import datetime

from django.db.models import Min, Q, QuerySet

from svyazka.clients.models import Engagement
from svyazka.kit.guard import DUTIES, may, within_sight
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.roles.queries.rights import holder_of, holders_of, sitting_by_duty
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


def waits_for(person, at: datetime) -> QuerySet[TimeEntry]:
    """Return the submitted hours that this person is to check."""
    places = places_that_wait(person, at)
    led = [one.pk for one in places if has_project(one) and may(person, DUTIES[CHECK], one, at)]
    early = [one for one in places if not has_project(one)]
    return SUBMITTED.filter(_early(person, early, at) | Q(engagement__in=led)).select_related("engagement__client")


def _early(person, places: list[Engagement], at: datetime) -> Q:
    """Return the condition: hours before a project that are the person's to check, as those who lead there now do not check their own."""
    leads = {key: {who.pk for who, _absent in found} for key, found in sitting_by_duty(places, CHECK_EARLY, at).items()}
    wanted = Q(pk__in=())
    for place in places:
        leaders = leads.get(place.pk, set())
        if person.pk in leaders:
            wanted |= Q(engagement=place) & ~Q(person=person)
        elif may(person, DUTIES[CHECK_EARLY], place, at, answers="A"):
            wanted |= Q(engagement=place, person__in=leaders) if len(leaders) == 1 else Q(engagement=place) if not leaders else Q(pk__in=())
    return wanted


def checkers_of(engagement: Engagement, worker: int, at: datetime) -> list[Person]:
    """Return who is to check this person's hours there: whoever leads, else all who answer for it."""
    code = CHECK if has_project(engagement) else CHECK_EARLY
    holder = holder_of(engagement, code, at)
    if holder is not None and (has_project(engagement) or holder.pk != worker):
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
