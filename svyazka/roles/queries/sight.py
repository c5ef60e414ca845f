"""Who sees which engagements."""

from datetime import datetime

from django.db.models import Q, QuerySet

from svyazka.clients.models import Engagement
from svyazka.people.models import Person
from svyazka.people.queries import staff
from svyazka.people.rules import Kind
from svyazka.roles.queries.holders import on_tracks
from svyazka.roles.queries.sitting import sitting, standing_in
from svyazka.roles.queries.standing import standing_of

SEES_ALL = ("head", "director", "finance")


def sight(person: Person, at: datetime):
    """Return the keys of the engagements this person sees, or None for all of them.

    Head, director and finance see all; others what they sit on, stand in on or are called to now, and what was closed
    while they sat on it: their history. A client's contact sees the engagements of their company.
    """
    standing = standing_of(person, at)
    if person.kind == Kind.SYSTEM or set(standing.tracks) & set(SEES_ALL):
        return None
    if person.kind == Kind.CONTACT:
        return Engagement.objects.filter(client__in=standing.contact_of).values("pk")
    if not standing.tracks:
        return []
    return sorted({*standing.by_engagement, *standing.called, *standing.past})  # named: the database knows how few they are


def who_sees(engagement: Engagement, at: datetime) -> QuerySet[Person]:
    """Return the staff who see the engagement while it is open: who sit, stand in or are called there, and who see all."""
    calls = engagement.calls.filter(answered_at=None).values_list("tracks", flat=True)
    tracks = {*SEES_ALL, *(track for row in calls for track in row)}
    deputies = standing_in([engagement.pk], at).values("deputy")
    return staff().filter(Q(pk__in=sitting(engagement.pk, at).values("person")) | Q(pk__in=deputies) | Q(pk__in=on_tracks(tracks, at)))
