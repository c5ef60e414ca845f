"""What a task waits for in another: four kinds, with a lag of the agency's working time that may be negative."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svyazka.kit.formats import hours
from svyazka.work.rules.task import LinkKind

MOST_LAG = Decimal(4_000)  # hours, two years of work: as the solver has it
HOLDS_START = frozenset({LinkKind.FINISH_START, LinkKind.START_START})
FROM_END = frozenset({LinkKind.FINISH_START, LinkKind.FINISH_FINISH})
KINDS_TOLD = (  # as they are chosen beside the name of the other task
    (LinkKind.FINISH_START, gettext_lazy("begins when that one is finished")), (LinkKind.START_START, gettext_lazy("begins when that one begins")),
    (LinkKind.FINISH_FINISH, gettext_lazy("is finished when that one is finished")), (LinkKind.START_FINISH, gettext_lazy("is finished when that one begins")),
)  # fmt: skip


class Wait(NamedTuple):
    """A task waits for the one of this key; `lag_hours` as in TaskDependency."""

    after: int
    kind: str = LinkKind.FINISH_START
    lag_hours: Decimal = Decimal(0)


def reasons_not_to_wait(waits: Iterable[Wait]) -> list:
    """List why a task cannot wait so: twice for one task, of no kind, or with a lag that is none."""
    told, reasons = list(waits), []
    if len({one.after for one in told}) < len(told):
        reasons.append(gettext_lazy("A task waits for another one in one way: take one of the two links away."))
    if any(one.kind not in LinkKind.values for one in told):
        reasons.append(gettext_lazy("A link is of the kind FS, SS, FF or SF."))
    if any(not one.lag_hours.is_finite() or abs(one.lag_hours) > MOST_LAG for one in told):
        reasons.append(gettext_lazy("A lag is at most %(most)s hours either way.") % {"most": MOST_LAG})
    return reasons


def wait_told(kind: str, lag_hours: Decimal) -> str:
    """Tell the link in plain words: «начинается через 4 ч после начала»."""
    later, holds, end = lag_hours > 0, kind in HOLDS_START, kind in FROM_END
    if not lag_hours:
        said = (_("begins after the beginning"), _("begins after the end"), _("ends after the beginning"), _("ends after the end"))
    elif later:
        said = (_("begins %(lag)s after the beginning"), _("begins %(lag)s after the end"), _("ends %(lag)s after the beginning"), _("ends %(lag)s after the end"))
    else:
        said = (_("begins %(lag)s before the beginning"), _("begins %(lag)s before the end"), _("ends %(lag)s before the beginning"), _("ends %(lag)s before the end"))
    return said[2 * (not holds) + end] % {"lag": hours(abs(lag_hours))}


def came_at(kind: str, began_at: datetime | None, ended_at: datetime | None) -> datetime | None:
    """Return when what the link waits for came, or None while it has not."""
    return ended_at if kind in FROM_END else began_at or ended_at
