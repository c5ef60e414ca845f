"""Hours in words: states of an entry, and which hours are none."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.days import A_DAY_APART, too_far_ahead
from svyazka.kit.formats import day_short, number


class EntryState(TextChoices):
    """Written hours: a draft may be corrected; submitted ones wait for the PM; locked ones are paid for."""

    DRAFT = "draft", pgettext_lazy("hours", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("hours", "Submitted")
    CHECKED = "checked", pgettext_lazy("hours", "Checked")
    LOCKED = "locked", pgettext_lazy("hours", "Locked")


ENTRY_MOVES: dict[str, frozenset[str]] = {
    EntryState.DRAFT: frozenset({EntryState.SUBMITTED}),
    EntryState.SUBMITTED: frozenset({EntryState.CHECKED, EntryState.DRAFT}),
    EntryState.CHECKED: frozenset({EntryState.LOCKED, EntryState.DRAFT}),
    EntryState.LOCKED: frozenset({EntryState.DRAFT}),
}
UNCHECKED = (EntryState.DRAFT, EntryState.SUBMITTED)
AGREED = (EntryState.CHECKED, EntryState.LOCKED)
WITH_THE_PM = (EntryState.SUBMITTED, EntryState.CHECKED)  # what the PM may give back; locked hours are opened by another duty
CHECK, CHECK_EARLY = "time.approve", "time.early"  # the duties under which hours are checked: of a project, and before there is one
TASK_KIND = "task.do"  # the kind of hours that are a task's; all others name a duty of the matrix
FURTHEST_BACK = timedelta(days=92)  # a quarter: what is older is told by a person who answers for it, not by a form


class WeekWordKind(TextChoices):
    """What was said of a person's week on a project."""

    CHECKED = "checked", pgettext_lazy("hours", "confirmed")
    RETURNED = "returned", pgettext_lazy("hours", "given back")
    LOCKED = "locked", pgettext_lazy("hours", "locked")
    REOPENED = "reopened", pgettext_lazy("hours", "opened again")


def reasons_not_to_turn(state: str, to: str) -> list:
    """List why hours in this state cannot go to that one."""
    if to in ENTRY_MOVES[state]:
        return []
    return [
        _("Hours that are “%(state)s” cannot become “%(to)s”.")
        % {"state": EntryState(state).label, "to": EntryState(to).label}
    ]


def reasons_not_to_check_week(*, own: bool, has_project: bool = False) -> list:
    """List why hours are not checked so: `own` are of whoever leads there; `has_project` when they come as hours before one."""
    reasons = []
    if has_project:
        reasons.append(_("The engagement has a project by now: whoever leads it checks the hours."))
    if own:
        reasons.append(_("Whoever leads the work does not confirm their own hours there: the head does."))
    return reasons


def fits_the_plan(*, hours: Decimal, planned: Decimal, late: Decimal, over_estimate: bool) -> bool:
    """Tell whether a week of tasks needs no second look: in the plan, written in time, no task over its estimate."""
    return hours <= planned and not late and not over_estimate


def reasons_not_to_log(*, hours: Decimal, worked_on: date, today: date, others_that_day: Decimal,
                       began_on: date | None = None) -> list:  # fmt: skip
    """List why these hours of the day cannot be written down.

    `others_that_day` are the person's other hours of it; `began_on` is the day the project began.
    """
    reasons = []
    if hours <= 0:
        reasons.append(_("Hours are more than zero."))
    if hours + others_that_day > 24:
        reasons.append(
            _("A day has 24 hours; %(written)s are written on it already.") % {"written": number(others_that_day)}
        )
    if too_far_ahead(worked_on, today):
        reasons.append(_("Hours are written at most a month ahead."))
    if began_on is not None and worked_on < began_on - A_DAY_APART:
        reasons.append(_("The project began on %(day)s: no hours of it are older.") % {"day": day_short(began_on)})
    if worked_on < today - FURTHEST_BACK:
        reasons.append(_("Hours are written for at most %(days)s days back.") % {"days": FURTHEST_BACK.days})
    return reasons


def reasons_not_to_add(*, locked: bool, worked_on: date) -> list:
    """List why nothing is added to the hours of the day: the person's week there is `locked`."""
    return [_("The week of %(day)s is locked here: whoever keeps hours opens it again, for a reason.") % {"day": day_short(worked_on)}] if locked else []


def gaps_of(norm: Mapping[date, Decimal], written: Mapping[date, Decimal], *, until: date, least_percent: Decimal) -> list[tuple[date, Decimal, Decimal]]:
    """Return the days up to `until` on which less than that per cent of the norm is written: (day, written, norm)."""
    return [(day, written.get(day, Decimal(0)), whole) for day, whole in sorted(norm.items())
            if whole and day <= until and written.get(day, Decimal(0)) * 100 < whole * least_percent]  # fmt: skip
