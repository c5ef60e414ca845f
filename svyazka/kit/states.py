"""State machines as one declarative table each: what is not in the table is refused with a reason."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Refused

Table = Mapping[str, Mapping[str, str]]  # event -> from state -> to state


class Moves(dict):
    """A table of moves that knows its states, so that a refusal calls the state as people read it."""

    def __init__(self, states: type[TextChoices], moves: Table):
        super().__init__(moves)
        self.states = states


def after(table: Table, event: str, state: str) -> str:
    """Return the state after the event. Raises Refused if the table does not know the event in this state."""
    if state not in table[event]:
        raise Refused(_("This cannot be done in the state “%(state)s”.") % {"state": label_of(table, state)})
    return table[event][state]


def label_of(table: Table, state: str) -> str:
    """Return how people read the state; a plain table knows only its code."""
    if isinstance(table, Moves) and state in table.states.values:
        return str(table.states(state).label)
    return state


def complement(table: Table, states) -> list[tuple[str, str]]:
    """List every (event, state) that the table refuses."""
    return [(event, state) for event in table for state in states if state not in table[event]]
