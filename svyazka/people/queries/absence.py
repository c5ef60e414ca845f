"""Questions about who is away."""

from datetime import date, timedelta

from django.db.models import QuerySet

from svyazka.people.models import Absence, Person
from svyazka.people.rules import ABSENCE_COUNTS


def absences_between(first: date, last: date) -> QuerySet[Absence]:
    """Return the approved absences that touch [first, last]."""
    return Absence.objects.filter(state__in=ABSENCE_COUNTS, starts_on__lte=last, ends_on__gte=first)


def absences_of(person: Person, day: date) -> QuerySet[Absence]:
    """Return the person's absences of the year before that day and those to come, the newest first."""
    found = person.absences.filter(state__in=("requested", "approved"), ends_on__gte=day - timedelta(days=365))
    return found.order_by("-starts_on")
