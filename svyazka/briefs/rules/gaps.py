"""What is still missing in what is known of the client's needs, and what share of it is there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class NeedSeen:
    """A need as the rules see it."""

    pk: int
    key: int
    position: int
    goal: bool
    measure: bool
    payer: bool


@dataclass(frozen=True)
class Asked:
    """A needed question of one interview: of what service, whether this interview has its answer."""

    interview: int
    service: str
    code: str
    answered: bool


@dataclass(frozen=True)
class Gaps:
    """What is missing: needed questions as (interview, code), needs by their positions; and of how many places how many are filled."""

    questions: tuple[tuple[int, str], ...] = ()
    goals: tuple[int, ...] = ()
    measures: tuple[int, ...] = ()
    payers: tuple[int, ...] = ()
    clauses: tuple[int, ...] = ()
    options: tuple[int, ...] = ()
    there: int = 0
    whole: int = 0

    @property
    def count(self) -> int:
        """How many gaps a person sees: each is one thing to find out or to write."""
        return sum(len(part) for part in (self.questions, self.goals, self.measures, self.payers, self.clauses, self.options))

    @property
    def share(self) -> Fraction:
        """The completeness of needs, from 0 to 1.

        Of every need its goal, its measure and whose money it is; of every clause its criterion; of every needed question of the
        interviews its answer: how many of these places are filled. A need without a clause or an option is a gap to be seen, yet
        no place: not every need is answered by work. With no place at all it is nought.
        """
        return Fraction(self.there, self.whole) if self.whole else Fraction(0)


def gaps_in(needs: Sequence[NeedSeen], *, clauses: Iterable[tuple[int | None, bool]], options: Collection[int], asked: Iterable[Asked]) -> Gaps:
    """Return what is missing in an edition with these needs.

    `clauses` are (need's pk or None, whether it has a criterion); `options` the keys of the needs that have one; of a question asked
    in several interviews on one service one answer is enough, and the last interview owns the gap.
    """
    clauses, asked = list(clauses), list(asked)
    answered = {need for need, _criterion in clauses}
    missing = _unanswered(asked)
    questions = len({(one.service, one.code) for one in asked})
    places = [place for need in needs for place in (need.goal, need.measure, need.payer)] + [criterion for _need, criterion in clauses]
    return Gaps(
        questions=missing,
        goals=tuple(need.position for need in needs if not need.goal),
        measures=tuple(need.position for need in needs if not need.measure),
        payers=tuple(need.position for need in needs if not need.payer),
        clauses=tuple(need.position for need in needs if need.pk not in answered),
        options=tuple(need.position for need in needs if need.key not in options),
        there=sum(places) + questions - len(missing),
        whole=len(places) + questions,
    )


def _unanswered(asked: Sequence[Asked]) -> tuple[tuple[int, str], ...]:
    known = {(one.service, one.code) for one in asked if one.answered}
    last: dict[tuple[str, str], int] = {}
    for one in asked:
        last[one.service, one.code] = max(one.interview, last.get((one.service, one.code), 0))
    return tuple((interview, code) for (service, code), interview in last.items() if (service, code) not in known)
