"""State machines as one declarative table each: what is not in the table is refused with a reason."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Refused

Table = Mapping[str, Mapping[str, str]]  # event -> from state -> to state


def after(table: Table, event: str, state: str) -> str:
    """Return the state after the event. Raises Refused if the table does not know the event in this state."""
    if state not in table[event]:
        raise Refused(_("This cannot be done in the state “%(state)s”.") % {"state": state})
    return table[event][state]


def complement(table: Table, states) -> list[tuple[str, str]]:
    """List every (event, state) that the table refuses."""
    return [(event, state) for event in table for state in states if state not in table[event]]
