"""The thread of meaning: what in later rooms follows from a clause of the specification. Each room tells its own strands.

A room tells all strands of an engagement in one query, however many there are; what the reader may not see it leaves out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What may follow from a clause, in the order of the walk."""

    ESTIMATE = "estimate", _("Estimate line")
    TASK = "task", _("Task")
    RESULT = "result", _("Accepted result")
    ACT = "act", _("Line of an act")


@dataclass(frozen=True, slots=True)
class Strand:
    """One thing that follows from clauses, named by the keys that they bear in every edition; without keys it hangs loose.

    `kopecks` is None where the reader may not see money; `tie` is the address at which this reader may name its clause.
    """

    kind: Kind
    title: str
    url: str
    keys: tuple[int, ...] = ()
    hours: Decimal | None = None
    kopecks: int | None = None
    done: bool = False
    tie: str = ""


Teller = Callable[..., Iterable[Strand]]
_tellers: dict[str, Teller] = {}


def tell(kind: str, function: Teller) -> None:
    """Let function(engagement, person, at) tell the strands of this kind."""
    _tellers[kind] = function


def strands_of(engagement, person, at: datetime) -> list[Strand]:
    """Return every strand of the engagement that this person may see, in the order of the walk."""
    return [strand for kind in Kind.values if kind in _tellers for strand in _tellers[kind](engagement, person, at)]
