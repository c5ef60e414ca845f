"""An act that crossed with another in the database is done anew.

Of two that wait for each other's rows PostgreSQL lets one go on and ends the other (deadlock_detected, its manual, 13.3.4);
that one has written nothing, and its person has done nothing wrong.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

from svyazka.kit import memo

T = TypeVar("T")
TIMES = 5  # whoever is ended each time meets a busier database than waiting here would mend


def anew_if_crossed(act: Callable[[], T]) -> T:
    """Return act(), a whole transaction, begun again when the database ended it for another's sake; inside of a transaction it is not ours to begin."""
    if connection.in_atomic_block:
        return act()
    for _time in range(TIMES - 1):
        try:
            return act()
        except OperationalError as ended:
            if not isinstance(ended.__cause__, DeadlockDetected):
                raise
            memo.forget()  # what was asked may have been of what was undone
    return act()
