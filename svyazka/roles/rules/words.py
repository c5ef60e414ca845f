"""Schemes in words: letters of the matrix, places of seats, scopes, and who may sit where."""

from collections.abc import Iterable, Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.people.rules import Track

READY_NAMES = (
    _("Head"), _("Finance"), _("Sales"), _("AM"), _("PM"), _("Manager"), _("Reviewer"), _("Specialist"), _("Client"),
    _("Everyone"), _("The person concerned"), _("Triangle"), _("Sales + PM"), _("PM + AM"), _("One person"),
)  # fmt: skip
"""The names of the ready schemes and their seats: read in the reader's language; an agency's own stand as written."""


class Raci(TextChoices):
    """A letter of the responsibility matrix."""

    R = "R", _("does")
    A = "A", _("answers")
    C = "C", _("is asked before")
    I = "I", _("is told")  # noqa: E741


class Place(TextChoices):
    """Where a seat stands: on each engagement, in the whole agency, at the client, or with everyone."""

    ENGAGEMENT = "engagement", _("On the engagement")
    AGENCY = "agency", _("In the agency")
    CLIENT = "client", _("At the client")
    EVERYONE = "everyone", _("Everyone inside")
    SELF = "self", _("The person concerned")


MANAGERS = ("am", "pm", "sales")
"""The tracks of one half of a pair: each may sit in, or stand in for, the other half; one person may be both."""


def reasons_not_to_sit(name: str, seat_tracks: Iterable[str], tracks: Iterable[str], *, for_a_while: bool = False) -> list:
    """List why a person on these tracks may not take a seat meant for those; a manager's seat takes every manager.

    `for_a_while`: standing in, where any manager may take over any seat.
    """
    meant = set(seat_tracks)
    fits = meant | set(MANAGERS) if for_a_while or meant & set(MANAGERS) else meant
    if not meant or fits & set(tracks):
        return []
    told = ", ".join(str(Track(track).label) for track in Track.values if track in fits)
    return [_("%(name)s is on none of the tracks that may hold this seat: %(tracks)s.") % {"name": name, "tracks": told}]


class Scope(TextChoices):
    """What a scheme is put in force for; the narrower one wins."""

    ENGAGEMENT = "engagement", _("One engagement")
    CLIENT = "client", _("A client")
    DEPARTMENT = "department", _("A department")
    AGENCY = "agency", _("The agency")


NARROWEST_FIRST = (Scope.ENGAGEMENT, Scope.CLIENT, Scope.DEPARTMENT, Scope.AGENCY)


class SchemeState(TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    RETIRED = "retired", _("Retired")


def reasons_not_to_combine(four_eyes: Sequence[tuple[str, str]], first: str, second: str, *, same: bool) -> list:
    """List why one person may not do both duties where the scheme asks for four eyes."""
    needs_two = (first, second) in four_eyes or (second, first) in four_eyes
    return [_("The scheme asks for a second person here.")] if same and needs_two else []
