"""Why there is no plan: reasons by code, rings by their tasks, what clashes."""

from typing import NamedTuple


class Thing(NamedTuple):
    """One of the things that clash: the work of a `task`, a `dependency` (key: earlier, later), a `pin`, a `not_before`,
    a task's `due` day, a project's `deadline`, an `absence` (key: person, first day, last day), what a person is `busy` with elsewhere, a `share`
    (key: person, project)."""

    kind: str
    key: tuple


class Reason(NamedTuple):
    """Why an agenda cannot be planned: a code and what it is about."""

    code: str
    about: tuple = ()


class NotPlannable(Exception):
    """The agenda cannot be planned; `reasons` say why, all of them."""

    def __init__(self, *reasons: Reason):
        super().__init__(*reasons)
        self.reasons = reasons


class Cycle(NotPlannable):
    """Tasks wait for each other in a ring; `ring` lists their keys, each before the one that waits for it."""

    def __init__(self, ring: tuple[int, ...]):
        super().__init__(Reason("cycle", ring))
        self.ring = ring


class Clashing(NotPlannable):
    """What is pinned cannot stand where it is pinned; `things` clash."""

    def __init__(self, things: tuple[Thing, ...] = ()):
        super().__init__(Reason("clash", things))
        self.things = things
