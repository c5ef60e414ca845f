"""Hours of a retainer from period to period, and how much of a limit is used: none appears and none is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from svyazka.deals.rules.retainer import Rollover

ZERO = Decimal(0)


@dataclass(frozen=True)
class Policy:
    """What becomes of hours left: carried up to `cap`, for `lasts` periods; up to `borrow` may be taken from the next period."""

    rollover: str = Rollover.NONE.value
    cap: Decimal | None = None
    lasts: int | None = None
    borrow: Decimal = ZERO


@dataclass(frozen=True)
class Figures:
    """Hours of one period: given + carried_in + borrowed + overage = used + repaid + carried_out + burnt + expired."""

    given: Decimal
    used: Decimal
    carried_in: Decimal
    repaid: Decimal
    borrowed: Decimal
    overage: Decimal
    carried_out: Decimal
    burnt: Decimal
    expired: Decimal

    @property
    def available(self) -> Decimal:
        """Return what may be used before anything is borrowed or paid for."""
        return self.given + self.carried_in - self.repaid

    @property
    def left(self) -> Decimal:
        return max(ZERO, self.available - self.used)


@dataclass
class Lot:
    """Hours given in one period and not used yet; `age` is how many periods ago."""

    age: int
    hours: Decimal


def periods(rows: Sequence[tuple[Decimal, Decimal]], agreed: Policy | Sequence[Policy]) -> list[Figures]:
    """Return the figures of each period from (hours given, hours used) in their order; `agreed` is one policy of all, or one of each.

    The oldest hours are used first; what is borrowed is taken off the next period; nothing is carried past the last one.
    """
    lots: list[Lot] = []
    debt, found = ZERO, []
    policies = [agreed] * len(rows) if isinstance(agreed, Policy) else agreed
    for n, ((given, used), policy) in enumerate(zip(rows, policies, strict=True)):
        carried_in, repaid = sum((lot.hours for lot in lots), ZERO), debt
        lots.append(Lot(0, given - debt))
        short = _draw(lots, used)
        ahead = rows[n + 1][0] if n + 1 < len(rows) else ZERO
        debt = min(short, policy.borrow, ahead)
        expired, burnt = _age(lots, policy, last=n + 1 == len(rows))
        found.append(Figures(
            given=given, used=used, carried_in=carried_in, repaid=repaid, borrowed=debt, overage=short - debt,
            carried_out=sum((lot.hours for lot in lots), ZERO), burnt=burnt, expired=expired,
        ))  # fmt: skip
    return found


def _draw(lots: list[Lot], hours: Decimal) -> Decimal:
    """Take the hours from the lots, the oldest first; return how many are short."""
    for lot in lots:
        taken = min(lot.hours, hours)
        lot.hours, hours = lot.hours - taken, hours - taken
    return hours


def _age(lots: list[Lot], policy: Policy, *, last: bool) -> tuple[Decimal, Decimal]:
    """Let the lots grow a period older; return how many hours expired by age, and how many burnt."""
    if last or policy.rollover == Rollover.NONE:
        burnt = sum((lot.hours for lot in lots), ZERO)
        lots.clear()
        return ZERO, burnt
    for lot in lots:
        lot.age += 1
    expired = ZERO
    if policy.rollover == Rollover.EXPIRY:
        expired = sum((lot.hours for lot in lots if lot.age > (policy.lasts or 0)), ZERO)
        lots[:] = [lot for lot in lots if lot.age <= (policy.lasts or 0)]
    total = sum((lot.hours for lot in lots), ZERO)
    burnt = max(ZERO, total - policy.cap) if policy.rollover == Rollover.CAP and policy.cap is not None else ZERO
    _draw(lots, burnt)
    lots[:] = [lot for lot in lots if lot.hours]
    return expired, burnt


def levels_passed(used: Decimal | int, limit: Decimal | int, levels: Iterable[int]) -> list[int]:
    """Return which per cents of the limit are used up, the lowest first; of no limit any use is all of it."""
    return [level for level in sorted(levels) if used > 0 and used * 100 >= limit * level]


def percent_used(used: Decimal | int, limit: Decimal | int) -> int:
    """Return how many whole per cent of the limit are used; of no limit any use is all of it."""
    if limit <= 0:
        return 100 if used > 0 else 0
    return int(Decimal(used) * 100 / Decimal(limit))


def billable(overage: Decimal, approved: Decimal) -> Decimal:
    """Return how many hours above the period's the client pays for: those worked and approved."""
    return min(overage, approved)
