"""The doors: actions that are locked, authorised and then done, in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from svyazka.kit.crossing import anew_if_crossed
from svyazka.kit.errors import NotYourDuty, Stale, refuse_if
from svyazka.kit.guard.answer import Answer, Answers, require
from svyazka.kit.guard.duty import Duty
from svyazka.kit.memo import within

F = TypeVar("F", bound=Callable[..., Any])


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

    Opens the transaction, locks the subject's row, compares the version the person saw, asks the guard, acts, and moves
    the version on; all of it anew when the database ended it because it crossed with another's act, so the function changes
    nothing but rows. A subject that stands for all, not locked, stays as it was when rows are added beside it. Raises
    NotYourDuty or Stale before anything is written. `too_late`(subject, by=, at=) lists reasons for someone the guard
    turns away only because a colleague was faster: they are refused by these instead.
    """

    def mark(function: F) -> F:
        @wraps(function)
        def guarded(subject, *, by, at, **details):
            expected = _expected.get()

            def whole():
                _expected.set(expected)
                with transaction.atomic(), within():
                    return act(locked(subject) if lock else subject, by, at, details)

            return anew_if_crossed(whole) if lock and _is_kept(subject) else whole()

        def act(subject, by, at, details):
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


def _is_kept(subject) -> bool:
    """Tell whether it is a stored row with a version: read anew under its lock, it is what the act works on."""
    return isinstance(subject, models.Model) and subject.pk is not None and hasattr(subject, "version")


def locked(subject):
    """Return the subject read anew with its row locked; one that is not a stored row comes back as it is."""
    if not _is_kept(subject):
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
    if not _is_kept(subject):
        return
    subject.__class__._base_manager.filter(pk=subject.pk).update(version=models.F("version") + 1)
    subject.version += 1
    if result.__class__ is subject.__class__ and result.pk == subject.pk and result is not subject:
        result.version = subject.version


def doors_of(duty: Duty) -> Sequence[Door]:
    """List the doors that this duty opens."""
    return [door for door in DOORS.values() if door.duty == duty]
