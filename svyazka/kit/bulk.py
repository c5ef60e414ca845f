"""One act on many rows: each is done by itself through its own door; whichever is refused is told by row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from svyazka.kit.errors import Refused

MOST = 200  # rows chosen at once


@dataclass
class Outcome:
    """What became of the rows: those that were done, and those refused with why."""

    done: list = field(default_factory=list)
    refused: list[tuple[Any, Refused]] = field(default_factory=list)


def each(rows: Iterable, act: Callable[[Any], Any]) -> Outcome:
    """Do the act on each row in a transaction of its own. Raises the first refusal if every row was refused."""
    outcome = Outcome()
    for row in rows:
        try:
            with transaction.atomic():
                outcome.done.append(act(row))
        except Refused as refused:
            outcome.refused.append((row, refused))
    if outcome.refused and not outcome.done:
        raise outcome.refused[0][1]
    return outcome


def told(outcome: Outcome) -> dict:
    """Tell the outcome by the keys of its rows."""
    return {"done": [row.pk for row in outcome.done],
            "refused": [{"id": row.pk, "status": refused.status, "reasons": [str(reason) for reason in refused.reasons]} for row, refused in outcome.refused]}  # fmt: skip
