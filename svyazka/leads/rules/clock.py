"""The clock of a lead in words: norms, what is used of one, when it is due, whom it calls at which level."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.workclock import WorkClock
from svyazka.leads.rules.lead import LeadState

PAUSING = (LeadState.FROZEN,)  # waiting for the client is no pause: nobody has answered them yet
DAY_MINUTES = 480
USUAL_MINUTES = 60  # where no norm says otherwise
LEVELS = (50, 100, 200)


class NormKind(TextChoices):
    """What a norm measures."""

    ANSWER = "answer", _("First answer")
    DECISION = "decision", _("Decision on a tender")
    INTERVIEW = "interview", _("Interview on needs")
    TALK = "talk", _("Answer to a client at work")


class Called(TextChoices):
    """Who is told when a clock reaches a level."""

    HOLDER = "holder", _("Who holds the lead, or all who may take it")
    HEAD = "head", _("Head of managers")
    DIRECTOR = "director", _("Director")


def next_level(clock: WorkClock, levels: Iterable[int], told: Iterable[int]) -> datetime | None:
    """Return when the next level that was not told of yet is reached."""
    done = max(told, default=0)
    ahead = sorted(level for level in levels if level > done)
    return clock.reaches(ahead[0]) if ahead else None


def levels_reached(clock: WorkClock, levels: Iterable[int], told: Iterable[int], at: datetime) -> list[int]:
    """List the levels reached by that moment that were not told of yet, lowest first."""
    done, share = set(told), clock.share(at) * 100
    return sorted(level for level in levels if level not in done and level <= share)


def highest_by_person(called: Mapping[int, Iterable]) -> dict:
    """Return, for each person, the highest of the levels that call them: nobody is told of one lead twice at once."""
    return {person: level for level in sorted(called) for person in called[level]}


def reasons_not_a_level(*, percent: int, called: Sequence[str]) -> list:
    """List why this is no level of escalation."""
    reasons = []
    if not 1 <= percent <= 1000:
        reasons.append(_("A level is from 1 to 1000 per cent of the norm."))
    if any(who not in Called.values for who in called):
        reasons.append(_("Only the holder, the head and the director are told."))
    return reasons
