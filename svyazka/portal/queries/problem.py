"""Problems as the client raised them: where each stands; what the agency says about it inside stays inside."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.briefs.actions import MOST_WORDS
from svyazka.clients.models import Engagement
from svyazka.kit.errors import Malformed, unknown
from svyazka.people.models import Person
from svyazka.work.models import Problem
from svyazka.work.queries import problems_visible_to
from svyazka.work.rules import ProblemKind

KINDS = {
    ProblemKind.CLIENT_WAITS: _("You do not answer"),
    ProblemKind.TERM: _("It takes too long"),
    ProblemKind.QUALITY: _("Something does not work as agreed"),
    ProblemKind.SCOPE: _("We understand the work differently"),
    ProblemKind.MONEY: _("Papers and money"),
}
"""What a client may raise, in their words; what goes on between the agency's people is not among it."""


class Told(TextChoices):
    """Where a problem stands in a client's eyes."""

    HEARD = "heard", pgettext_lazy("portal", "We have received it")
    WORKED_ON = "worked_on", pgettext_lazy("portal", "We are on it")
    RESOLVED = "resolved", pgettext_lazy("portal", "Resolved")


@dataclass(frozen=True)
class Raised:
    """A problem that the contact raised."""

    problem: Problem
    state: Told
    answer_by: datetime | None = None  # while nobody has taken it up and the moment is ahead


def raised(engagement: Engagement, person: Person, at: datetime) -> list[Raised]:
    """Return what the contact raised on the engagement, the newest first."""
    rows = problems_visible_to(person, at).filter(engagement=engagement).order_by("-opened_at", "-pk")
    return [Raised(row, _told(row), _answer_by(row, at)) for row in rows]


def open_by_engagement(person: Person, at: datetime) -> dict[int, int]:
    """Return, by engagement, how many of the contact's problems are not resolved yet."""
    rows = problems_visible_to(person, at).filter(resolved_at=None).order_by().values("engagement").annotate(n=Count("pk"))
    return dict(rows.values_list("engagement", "n"))


def _answer_by(problem: Problem, at: datetime) -> datetime | None:
    return problem.react_due_at if not problem.reacted_at and problem.react_due_at and problem.react_due_at > at else None


def _told(problem: Problem) -> Told:
    if problem.resolved_at:
        return Told.RESOLVED
    return Told.WORKED_ON if problem.reacted_at else Told.HEARD


def said_wrong(kind: str, text: str) -> dict:
    """Return what a client says of a problem. Raises Malformed for a kind that is not theirs to raise, or for no words or too many."""
    text = text.strip()
    if kind not in KINDS:
        raise unknown("kind", kind)
    if not 1 <= len(text) <= MOST_WORDS:
        raise Malformed(_("Write what goes wrong, in at most %(most)s characters.") % {"most": MOST_WORDS})
    return {"kind": kind, "text": text}
