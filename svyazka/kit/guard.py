"""The one door through which every change goes: locked, authorised, then done, in one transaction.

`roles` hangs its decision on the door at start-up; until then the door stays shut.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, Literal, TypeVar, cast

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import NotYourDuty, Stale, refuse_if
from svyazka.kit.memo import within

F = TypeVar("F", bound=Callable[..., Any])
Answers = Literal["R", "A", "RA"]


class Stage(models.TextChoices):
    """Part of an engagement's life that a duty belongs to; the matrix page is grouped by it."""

    LEAD = "lead", _("Leads and tenders")
    BRIEF = "brief", _("Needs and specification")
    DEAL = "deal", _("Estimate and contract")
    DELIVERY = "delivery", _("Plan and work")
    RESULT = "result", _("Result and defence")
    MONEY = "money", _("Papers and money")
    GROWTH = "growth", _("Client development")
    TEAM = "team", _("Team and agency")


@dataclass(frozen=True)
class Duty:
    """Something a person answers for: one row of the responsibility matrix.

    `claims`: whoever's track fits the vacant seat that opens the door may act, and takes the seat by it.
    `by_system`: intake and clocks may act too. `shared`: several seats may be responsible.
    """

    code: str
    label: str | Promise = field(compare=False)
    stage: Stage = field(compare=False, default=Stage.TEAM)
    claims: bool = field(compare=False, default=False)
    by_system: bool = field(compare=False, default=False)
    shared: bool = field(compare=False, default=False)

    def __post_init__(self):
        DUTIES.setdefault(self.code, self)


DUTIES: dict[str, Duty] = {}


Why = tuple[tuple, tuple[dict, ...]]  # reasons, and who holds the duty


class Answer:
    """What the guard says: yes, or no with reasons and with who holds the duty.

    `seat` is the seat acted from; `instead_of` the key of the absent person when a stand-in acts. `why` is asked only
    when somebody reads the reasons: a list that leaves out what one may not do never does.
    """

    def __init__(self, yes: bool, reasons: tuple = (), *, seat: str = "", instead_of: int | None = None,
                 why: Callable[[], Why] | None = None):  # fmt: skip
        self.yes, self.seat, self.instead_of = yes, seat, instead_of
        self._ask = why or (lambda: (reasons, ()))

    def __bool__(self) -> bool:
        return self.yes

    @cached_property
    def _why(self) -> Why:
        return self._ask()

    @property
    def reasons(self) -> tuple:
        return self._why[0]

    @property
    def held_by(self) -> tuple[dict, ...]:
        return self._why[1]


@dataclass(frozen=True)
class Door:
    """A guarded action: which function, under which duty, which letters of the matrix open it."""

    function: Callable
    duty: Duty
    answers: Answers

    @property
    def name(self) -> str:
        room = self.function.__module__.split(".")[1]
        return f"{room}.{self.function.__name__}"


DOORS: dict[str, Door] = {}  # the matrix page and the "nothing unguarded" test read this


def _shut(person, duty, subject, at, answers) -> Answer:
    return Answer(False)


_decide: Callable[..., Answer] = _shut


def decide_with(function: Callable[..., Answer]) -> None:
    """Let function(person, duty, subject, at, answers) -> Answer say who may do what."""
    global _decide
    _decide = function


def may(person, duty: Duty, subject, at: datetime, *, answers: Answers = "R") -> Answer:
    """Tell whether the person holds the duty for the subject at that moment, and if not, why and who does."""
    return _decide(person, duty, subject, at, answers)


def require(person, duty: Duty, subject, at: datetime, *, answers: Answers = "R") -> Answer:
    """Return the yes, or raise NotYourDuty with the reasons and the holders."""
    answer = may(person, duty, subject, at, answers=answers)
    if not answer:
        about = getattr(getattr(subject, "engagement", None), "pk", None)
        raise NotYourDuty(*answer.reasons, duty=duty.code, held_by=answer.held_by, engagement_id=about)
    return answer


_acting: ContextVar[Answer | None] = ContextVar("acting", default=None)
_expected: ContextVar[int | None] = ContextVar("expected_version", default=None)


def acting() -> Answer | None:
    """Return the answer that let the running action in, for the journal's "X for Y"."""
    return _acting.get()


@contextmanager
def expecting(version: int | None) -> Iterator[None]:
    """Refuse as stale the first action inside if its subject is not at this version any more."""
    token = _expected.set(version)
    try:
        yield
    finally:
        _expected.reset(token)


AFTER: list[Callable] = []


def after_acts(function: Callable) -> Callable:
    """Mark function(door, subject, result, *, by, at) as what a room does after every act, in the same transaction."""
    AFTER.append(function)
    return function


def action(duty: Duty, *, answers: Answers = "R", lock: bool = True,
           too_late: Callable[..., Any] | None = None) -> Callable[[F], F]:  # fmt: skip
    """Mark function(subject, *, by, at, ...) as a change that needs the duty.

    Opens the transaction, locks the subject's row, compares the version the person saw, asks the guard, acts,
    and moves the version on; a subject that stands for all, not locked, stays as it was when rows are added beside it. Raises NotYourDuty or Stale before anything is written. `too_late`(subject, by=, at=) lists
    reasons for someone the guard turns away only because a colleague was faster: they are refused by these instead.
    """

    def mark(function: F) -> F:
        @wraps(function)
        def guarded(subject, *, by, at, **details):
            with transaction.atomic(), within():
                if lock:
                    subject = locked(subject)
                _refuse_if_stale(subject)
                answer = _let_in(by, duty, subject, at, answers, too_late)
                token = _acting.set(answer)
                try:
                    result = function(subject, by=by, at=at, **details)
                finally:
                    _acting.reset(token)
                if lock or not getattr(subject, "stands_for_all", False):
                    _move_version_on(subject, result)
                for learn in AFTER:
                    learn(door, subject, result, by=by, at=at)
            return result

        door = Door(guarded, duty, answers)
        DOORS[door.name] = door
        return cast(F, guarded)

    return mark


def _let_in(by, duty: Duty, subject, at: datetime, answers: Answers, too_late) -> Answer:
    try:
        return require(by, duty, subject, at, answers=answers)
    except NotYourDuty:
        if too_late is not None:
            refuse_if(too_late(subject, by=by, at=at))
        raise


def locked(subject):
    """Return the subject read anew with its row locked; one that is not a stored row comes back as it is."""
    if not isinstance(subject, models.Model) or subject.pk is None or not hasattr(subject, "version"):
        return subject
    return subject.__class__._base_manager.select_for_update(of=("self",), no_key=True).get(pk=subject.pk)


def _refuse_if_stale(subject) -> None:
    expected = _expected.get()
    if expected is None or not hasattr(subject, "version"):
        return
    _expected.set(None)
    if subject.version != expected:
        raise Stale(_("This has changed since you looked at it. Look again and repeat."))


def _move_version_on(subject, result) -> None:
    if not isinstance(subject, models.Model) or subject.pk is None or not hasattr(subject, "version"):
        return
    subject.__class__._base_manager.filter(pk=subject.pk).update(version=models.F("version") + 1)
    subject.version += 1
    if result.__class__ is subject.__class__ and result.pk == subject.pk and result is not subject:
        result.version = subject.version


# ---- reads: who sees what -----------------------------------------------------------------------------------------

_sight: Callable[[Any, datetime], Any] = lambda person, at: ()  # noqa: E731  until roles supplies it, nobody sees


def see_with(function) -> None:
    """Let function(person, at) -> queryset of engagement keys, or None for all, say what a person sees."""
    global _sight
    _sight = function


def seen_by(person, at: datetime):
    """Return the keys of the engagements this person sees (a list, or a lazy subquery), or None when that is all of them."""
    return _sight(person, at)


def within_sight(queryset, person, at: datetime, path: str = "engagement"):
    """Keep the rows whose engagement (reached by `path`) the person sees."""
    keys = seen_by(person, at)
    return queryset if keys is None else queryset.filter(**{f"{path}__in": keys})


def doors_of(duty: Duty) -> Sequence[Door]:
    """List the doors that this duty opens."""
    return [door for door in DOORS.values() if door.duty == duty]
