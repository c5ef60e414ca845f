"""Every table of moves, walked whole: what is not in it is refused, and a refusal changes nothing."""

import importlib
import pkgutil
from pathlib import Path

import pytest

import svyazka
from svyazka.kit.errors import Refused
from svyazka.kit.states import Moves, after, complement

ROOMS = sorted(place.parent.name for place in Path(svyazka.__file__).parent.glob("*/rules*") if place.suffix in ("", ".py"))


def tables() -> dict[str, Moves]:
    """Return every table of moves that a room keeps among its rules, by its name."""
    found = {}
    for room in ROOMS:
        package = importlib.import_module(f"svyazka.{room}.rules")
        parts = [f"{package.__name__}.{part.name}" for part in pkgutil.iter_modules(getattr(package, "__path__", []))]
        for module in [package, *map(importlib.import_module, parts)]:
            found |= {f"{room}.{name}": table for name, table in vars(module).items() if isinstance(table, Moves)}
    return found


TABLES = tables()


def test_the_tables_of_briefs_and_deals_are_among_them():
    assert {"deals.CONTRACT_MOVES", "deals.AMENDMENT_MOVES", "deals.ROW_MOVES", "deals.PERIOD_MOVES", "deals.EXTRA_MOVES", "deals.PROPOSAL_MOVES",
            "deals.ESTIMATE_MOVES", "briefs.BRIEF_MOVES", "briefs.PROMISE_MOVES"} <= set(TABLES)  # fmt: skip


@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_is_not_in_a_table_is_refused_in_the_words_of_its_states(name):
    table = TABLES[name]
    refused = complement(table, table.states.values)

    for event, state in refused:
        with pytest.raises(Refused) as told:
            after(table, event, state)
        assert str(table.states(state).label) in str(told.value.reasons[0])
    assert len(refused) == len(table) * len(table.states.values) - sum(len(moves) for moves in table.values())


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_names_states_that_are_there(name):
    table = TABLES[name]

    assert {state for moves in table.values() for pair in moves.items() for state in pair} <= set(table.states.values)
