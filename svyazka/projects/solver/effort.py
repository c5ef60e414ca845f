"""How long CP-SAT may think, and the word that stops it."""

from dataclasses import dataclass
from typing import Any

from svyazka.projects.solver.budget import FOREVER, Deadline

SEED = 2026


@dataclass(frozen=True)
class Effort:
    """How long CP-SAT may think: in its deterministic units (a unit is some seconds), and by the wall clock if at all."""

    units: float
    deadline: Deadline = FOREVER
    seed: int = SEED


class Halt:
    """A word to stop: said once, it stops the solver that thinks now and every later one."""

    def __init__(self) -> None:
        self.said, self._solver = False, None

    def say(self) -> None:
        """Stop whatever thinks."""
        self.said = True
        if self._solver:
            self._solver.stop_search()

    def watch(self, solver: Any) -> None:
        """Know the solver that begins to think."""
        self._solver = solver
