"""What the guard says when it is asked: yes, or no with the reasons and the holders."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Literal

from svyazka.kit.errors import NotYourDuty
from svyazka.kit.guard.duty import Duty

Answers = Literal["R", "A", "RA"]
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
