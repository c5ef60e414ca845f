"""Problems in words: their kinds, who owns each, the steps to their end, and the norms of their clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.leads.rules.clock import DAY_MINUTES


class ProblemKind(TextChoices):
    CLIENT_WAITS = "client_waits", _("The client waits")
    SCOPE = "scope", _("Scope")
    QUALITY = "quality", _("Quality")
    TERM = "term", _("Term")
    MONEY = "money", pgettext_lazy("problem", "Money")
    PEOPLE = "people", pgettext_lazy("problem", "People")


BY_DUTY: dict[str, str] = {  # whoever the matrix makes responsible for this duty owns problems of the kind, and their pace tells of it
    ProblemKind.CLIENT_WAITS: "client.talk",
    ProblemKind.SCOPE: "client.talk",
    ProblemKind.QUALITY: "task.control",
    ProblemKind.TERM: "task.control",
    ProblemKind.PEOPLE: "task.control",
    ProblemKind.MONEY: "payment.record",
}
FEW = 8  # of fewer it is said that there is little data


class ProblemStep(TextChoices):
    """What has been done about a problem; each step leaves its moment."""

    REACTED = "reacted", _("Reacted")
    PROPOSED = "proposed", _("Solution proposed")
    RESOLVED = "resolved", pgettext_lazy("problem", "Resolved")


class ProblemClock(TextChoices):
    """What of a problem is timed, each from the moment it was raised, in working hours."""

    REACT = "react", _("Reaction")
    PROPOSE = "propose", pgettext_lazy("clock", "Proposal")
    RESOLVE = "resolve", pgettext_lazy("clock", "Solution")


STOPS = {ProblemClock.REACT: "reacted_at", ProblemClock.PROPOSE: "proposed_at", ProblemClock.RESOLVE: "resolved_at"}
USUAL_MINUTES = {ProblemClock.REACT: 120, ProblemClock.PROPOSE: DAY_MINUTES, ProblemClock.RESOLVE: 3 * DAY_MINUTES}
SHIPPED = (  # clock, kind or "" for any, minutes of working time
    ("react", "", 120), ("propose", "", DAY_MINUTES), ("resolve", "", 3 * DAY_MINUTES),
    ("react", "client_waits", 30), ("propose", "client_waits", 120), ("resolve", "client_waits", DAY_MINUTES),
    ("react", "money", 240), ("propose", "money", 2 * DAY_MINUTES), ("resolve", "money", 5 * DAY_MINUTES),
    ("react", "people", DAY_MINUTES), ("propose", "people", 3 * DAY_MINUTES), ("resolve", "people", 10 * DAY_MINUTES),
)  # fmt: skip


@dataclass(frozen=True)
class Norm:
    """Minutes of working time for a clock from a day on; a blank kind means any."""

    clock: str
    kind: str
    minutes: int
    starts_on: date


def minutes_of(norms: Iterable[Norm], *, clock: str, kind: str, day: date) -> int:
    """Return the minutes of the norm in force on that day: one for the kind comes before one for any, a later before an earlier."""
    fits = [norm for norm in norms if norm.clock == clock and norm.kind in ("", kind) and norm.starts_on <= day]
    found = max(fits, key=lambda norm: (norm.kind != "", norm.starts_on), default=None)
    return found.minutes if found else USUAL_MINUTES[ProblemClock(clock)]


def running_clock(reacted_at: datetime | None, proposed_at: datetime | None, resolved_at: datetime | None) -> ProblemClock | None:
    """Return the clock that a problem is watched by now; None when it is resolved."""
    if resolved_at:
        return None
    return ProblemClock.REACT if not reacted_at else ProblemClock.PROPOSE if not proposed_at else ProblemClock.RESOLVE


def reasons_not_to_step(step: str, *, reacted: bool, resolved: bool, note: str) -> list:
    """List why this step on a problem cannot be written down."""
    reasons = []
    if resolved:
        reasons.append(_("The problem is resolved already."))
    if step == ProblemStep.REACTED and reacted:
        reasons.append(_("Somebody has reacted already."))
    if step != ProblemStep.REACTED and not note.strip():
        reasons.append(_("Say what is proposed, or how it was resolved."))
    return reasons


def reasons_not_to_hand(*, resolved: bool, sees: bool) -> list:
    """List why the problem cannot be passed on; `sees` if the colleague sees the work it is about."""
    reasons = []
    if resolved:
        reasons.append(_("The problem is resolved already."))
    if not sees:
        reasons.append(_("They do not see this work: choose somebody who does."))
    return reasons


def reasons_not_to_reopen(*, resolved: bool, reason: str) -> list:
    """List why the problem cannot be opened again."""
    reasons = []
    if not resolved:
        reasons.append(_("The problem is open already."))
    if not reason.strip():
        reasons.append(_("Say how the problem came back."))
    return reasons
