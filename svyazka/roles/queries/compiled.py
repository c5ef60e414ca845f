"""Schemes ready for asking, kept by their versions, and which is in force where."""

from dataclasses import dataclass

from svyazka.roles.rules import NARROWEST_FIRST, Raci, SchemePlan, Scope, SeatPlan

KEEP = 200
_compiled: dict[tuple[int, int], "Compiled"] = {}  # a scheme's version never changes, so its compiled form may be kept


@dataclass(frozen=True)
class Compiled:
    """A scheme ready for asking: letters by duty and seat, seats by code."""

    pk: int
    plan: SchemePlan
    letters: dict[str, dict[str, str]]
    seats: dict[str, SeatPlan]

    def opening(self, duty: str, answers: str) -> list[str]:
        """List the seats that open a door: the responsible, or (for A) who answers; where nobody answers, who does."""
        cells = self.letters.get(duty, {})
        found = [seat for seat, letter in cells.items() if letter in answers]
        if answers == "A" and not found:
            found = [seat for seat, letter in cells.items() if letter == Raci.R]
        return found


@dataclass(frozen=True)
class InForce:
    """The schemes in force at a moment, alike for everybody."""

    by_scope: dict[tuple[str, int], Compiled]

    def scheme_for(self, *, engagement_id=0, client_id=0, department_id=0) -> Compiled | None:
        """Return the narrowest scheme in force."""
        keys = {
            Scope.ENGAGEMENT: engagement_id,
            Scope.CLIENT: client_id,
            Scope.DEPARTMENT: department_id,
            Scope.AGENCY: 0,
        }
        for scope in NARROWEST_FIRST:
            key = keys[scope]
            found = self.by_scope.get((scope, key or 0)) if key or scope == Scope.AGENCY else None
            if found:
                return found
        return None


def known() -> dict[tuple[int, int], Compiled]:
    """Return what is kept, by key and version: one's own view, for another request may empty the shared one meanwhile."""
    return dict(_compiled)


def remember(schemes: list[dict]) -> dict[tuple[int, int], Compiled]:
    """Return these schemes compiled, as the database tells them, and keep them."""
    found = {}
    for told in schemes:
        seats = tuple(SeatPlan(c, n, tuple(t), p, s, tuple(f)) for c, n, t, p, s, f in told["seats"])
        cells = tuple((duty, seat, letter) for duty, seat, letter in told["cells"])
        plan = SchemePlan(told["code"], told["name"], seats, cells, tuple((a, b) for a, b in told["four_eyes"]))
        letters: dict[str, dict[str, str]] = {}
        for duty, seat, letter in cells:
            letters.setdefault(duty, {})[seat] = letter
        compiled = Compiled(told["id"], plan, letters, {seat.code: seat for seat in seats})
        found[told["id"], told["version"]] = compiled
    if len(_compiled) + len(found) > KEEP:
        _compiled.clear()
    _compiled.update(found)
    return found
