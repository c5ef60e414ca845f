"""A plan as plain values, whatever program it came from."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

KINDS = ("FF", "FS", "SF", "SS")  # in the order of MSPDI: 0, 1, 2, 3
TENTHS = 600  # of a minute in an hour
MOST_BYTES, MOST_TASKS, MOST_LINKS = 10 * 2**20, 2000, 20_000
MOST_HOURS = Decimal("99999.99")
LONGEST_TITLE, LONGEST_TEXT = 300, 20_000


class Unreadable(Exception):
    """The file is not a plan that is read here; the reason is a sentence for the person who brought it."""


@dataclass(frozen=True)
class Link:
    """The task waits for another one, named by its number in the file: finish-to-start, and so on.

    `lag` in tenths of a minute of working time, as MSPDI counts it; `told` is how the file says a lag of another measure,
    `share` a lag that it says in per cent of the other task, until that one is known.
    """

    after: int
    kind: str = "FS"
    lag: int = 0
    told: str = field(default="", compare=False)
    share: Decimal | None = None

    @property
    def lag_hours(self) -> Decimal:
        """Return the lag as we keep it: hours to the hundredth."""
        return (Decimal(self.lag) / TENTHS).quantize(Decimal("0.01"), ROUND_HALF_UP)


def tenths_of(hours: Decimal) -> int:
    """Return a lag of so many hours in tenths of a minute; a hundredth of an hour is six of them."""
    return int((hours * TENTHS).to_integral_value(ROUND_HALF_UP))


@dataclass(frozen=True)
class PlanPerson:
    """Somebody who works on the plan; `login` is empty for a stranger's file."""

    uid: int
    name: str
    email: str = ""
    login: str = ""


@dataclass(frozen=True)
class PlanTask:
    """One task: `hours` of work, `stage` the title it stands under, `people` by their numbers, `mark` ours when it left from here."""

    uid: int
    title: str
    hours: Decimal = Decimal(0)
    stage: str = ""
    people: tuple[int, ...] = ()
    after: tuple[Link, ...] = ()
    due_on: date | None = None
    text: str = ""
    mark: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    done: bool = False


@dataclass(frozen=True)
class WorkDay:
    """A weekday (0 Monday) or a day of the calendar, and its working spans; none for a day off."""

    day: int | date
    spans: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True)
class PlanFile:
    """A whole plan; `calendar` tells only where its working days differ, `lost` what the file holds and we do not."""

    title: str = ""
    starts_at: datetime | None = None
    tasks: tuple[PlanTask, ...] = ()
    people: tuple[PlanPerson, ...] = ()
    calendar: tuple[WorkDay, ...] = ()
    lost: tuple[str, ...] = field(default=(), compare=False)


def mark_of(key: int, set_at: datetime) -> str:
    """Return by what a task is known again when its file comes back; another agency's task never has the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"svyazka task {key} {set_at.timestamp():.6f}")).upper()
