"""Whose hours a person is told of: by the matrix, engagement by engagement."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage, seen_by
from svyazka.roles.queries.place import seats_for
from svyazka.roles.queries.standing import standing_of
from svyazka.roles.rules import Place
from svyazka.work.models import TimeEntry

SEE_HOURS = Duty("time.report", _("See the hours of others and report on them"), stage=Stage.DELIVERY, shared=True)


def told_of(person, duty: Duty, at: datetime) -> list[int] | None:
    """Return the keys of the engagements on which the person holds the duty; None for whoever holds it everywhere."""
    standing = standing_of(person, at)
    agency = standing.scheme_for()
    everywhere = agency and [seat for seat in seats_for(standing, agency, None) if agency.seats[seat].place == Place.AGENCY]
    if everywhere and set(everywhere) & set(agency.opening(duty.code, "R")) and seen_by(person, at) is None:
        return None
    schemes = ((held, standing.scheme_for(engagement_id=held.engagement_id, client_id=held.client_id)) for held in standing.held)
    return sorted({held.engagement_id for held, scheme in schemes if scheme and held.seat in scheme.opening(duty.code, "R")})


def entries_told_to(person, at: datetime) -> QuerySet[TimeEntry]:
    """Return the hours of which the person may make a report: their own, and those of engagements they report on."""
    if person.kind != "staff":
        return TimeEntry.objects.none()
    keys = told_of(person, SEE_HOURS, at)
    return TimeEntry.objects.all() if keys is None else TimeEntry.objects.filter(Q(person=person) | Q(engagement__in=keys))
