"""How many hours of a retainer or of sold time are used: by period, against what was agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from svyazka.clients.models import Engagement
from svyazka.deals.models import Contract, ContractStage, ExtraHours, Retainer, RetainerPeriod
from svyazka.deals.queries.rates import terms_on
from svyazka.deals.rules import Term
from svyazka.deals.rules.contract import SIGNED, TIME, ContractKind
from svyazka.deals.rules.hours import Figures, Policy, billable, levels_passed, percent_used, periods
from svyazka.deals.rules.periods import cut_of
from svyazka.deals.rules.retainer import ExtraState, PeriodState
from svyazka.kit.guard import within_sight
from svyazka.kit.money import cost_of
from svyazka.kit.spent import hours_spent
from svyazka.people.queries import today

ZERO = Decimal(0)
LEVELS = (Term.HOURS_FIRST, Term.HOURS_SECOND, Term.HOURS_FULL)


def levels_on(day: date) -> list[int]:
    """Return the per cents of a limit at which people are told, in force on that day."""
    terms = terms_on(day)
    return sorted(int(terms[level]) for level in LEVELS)


@dataclass(frozen=True)
class PeriodView:
    """A period with its hours as they stand; one that has not begun has none yet."""

    period: RetainerPeriod
    figures: Figures | None
    extras: list[ExtraHours] = field(default_factory=list)
    cut: tuple[int, int] | None = None  # days, and days of the month, where hours and fee are a part

    @property
    def approved(self) -> Decimal:
        return sum((one.hours for one in self.extras if one.state == ExtraState.APPROVED), ZERO)

    @property
    def limit(self) -> Decimal:
        """Return what may be worked: what is given and carried, and the hours above that the client has approved."""
        return (self.figures.available if self.figures else self.period.hours) + self.approved

    @property
    def used(self) -> Decimal:
        return self.figures.used if self.figures else ZERO

    @property
    def percent(self) -> int:
        return percent_used(self.used, self.limit)

    @property
    def billable_hours(self) -> Decimal:
        return billable(self.figures.overage, self.approved) if self.figures else ZERO

    @property
    def billable_kopecks(self) -> int:
        return cost_of(self.billable_hours, self.period.overage_kopecks)


@dataclass(frozen=True)
class Limit:
    """How much of what was agreed is used: hours of a period, or kopecks of a price; `days` are the hours of sold time by day."""

    contract: Contract
    used: Decimal | int
    limit: Decimal | int
    period: RetainerPeriod | None = None
    days: Mapping[date, Decimal] = field(default_factory=dict)

    @property
    def percent(self) -> int:
        return percent_used(self.used, self.limit)

    @property
    def hours(self) -> Decimal:
        """Return the hours that are used, also of a price."""
        return Decimal(self.used) if self.period else sum(self.days.values(), ZERO)

    @property
    def most_hours(self) -> Decimal:
        """Return the hours that were agreed; of a price, how many whole quarters it is worth."""
        if self.period or not self.contract.hour_kopecks:
            return Decimal(self.limit)
        return Decimal(int(self.limit) * 4 // self.contract.hour_kopecks) / 4

    def passed(self, levels: list[int]) -> list[int]:
        return levels_passed(self.used, self.limit, levels)

    def key(self, level: int) -> str:
        """Return by what this level is told once: in a period, and for a price until an amendment raises it."""
        return f"period:{self.period.pk}:{level}" if self.period else f"price:{self.contract.pk}:{self.limit}:{level}"


def period_views(contract: Contract) -> list[PeriodView]:
    """Return the periods of a retainer with their hours, those called off left out."""
    rows = list(contract.periods.exclude(state=PeriodState.CANCELLED).prefetch_related("extras__asked_by", "extras__answered_by"))
    return _views(contract, rows, hours_spent([contract.engagement_id], rows[0].starts_on, rows[-1].ends_on)) if rows else []


def _views(contract: Contract, rows: list[RetainerPeriod], days: dict) -> list[PeriodView]:
    spent = days.get(contract.engagement_id, {})
    used = [sum((h for day, h in spent.items() if row.starts_on <= day <= row.ends_on), ZERO) for row in rows]
    figures = periods([(row.hours, hours) for row, hours in zip(rows, used, strict=True)], [policy_of(row) for row in rows])
    return [PeriodView(row, None if row.state == PeriodState.PLANNED else one, list(row.extras.all()), _cut(contract.retainer, row))
            for row, one in zip(rows, figures, strict=True)]  # fmt: skip


def _cut(plan: Retainer, row: RetainerPeriod) -> tuple[int, int] | None:
    """Return (days, days of the month) of a period that was counted by them: one that was agreed whole before is whole."""
    cut = cut_of(plan.turn, row.starts_on, row.ends_on)
    return cut if cut and row.fee_kopecks < plan.fee_kopecks else None


def policy_of(period: RetainerPeriod) -> Policy:
    """Return what becomes of hours that were not used in this period."""
    return Policy(period.rollover, period.cap_hours, period.lasts, period.borrow_hours)


def sold_by_time(engagement: Engagement) -> Contract | None:
    """Return the contract in force whose hours are counted against a limit."""
    kinds = (*TIME, ContractKind.RETAINER)
    found = Contract.objects.filter(engagement=engagement, state__in=SIGNED, kind__in=kinds).select_related("retainer", "engagement__client", "client")
    return found.order_by("-pk").first()


def limit_of(contract: Contract, at: datetime) -> Limit | None:
    """Return how much is used of the running period, or of the price of sold time; nothing where neither is agreed."""
    if contract.kind == ContractKind.RETAINER:
        running = [view for view in period_views(contract) if view.period.state == PeriodState.OPEN]
        return Limit(contract, running[-1].used, running[-1].limit, running[-1].period) if running else None
    if contract.kind not in TIME or not contract.hour_kopecks:
        return None
    days = hours_spent([contract.engagement_id], _counted_from(contract), today(at)).get(contract.engagement_id, {})
    return Limit(contract, cost_of(sum(days.values(), ZERO), contract.hour_kopecks), contract.price_kopecks, days=days)


def _counted_from(contract: Contract) -> date:
    """Return since when hours count: all of them, but for those of a contract before this one."""
    before = Contract.objects.filter(engagement=contract.engagement_id, pk__lt=contract.pk).exclude(signed_on=None)
    return contract.signed_on if contract.signed_on and before.exists() else date.min


def extras_visible_to(person, at: datetime) -> QuerySet[ExtraHours]:
    """Return the hours above periods' that were asked for and this person sees."""
    found = ExtraHours.objects.select_related("period__contract__engagement__client", "asked_by", "answered_by")
    return within_sight(found, person, at, "period__contract__engagement")


def periods_visible_to(person, at: datetime) -> QuerySet[RetainerPeriod]:
    """Return the periods of the retainers this person sees."""
    return within_sight(RetainerPeriod.objects.select_related("contract__engagement__client"), person, at, "contract__engagement")


def periods_running_out(person, at: datetime) -> QuerySet[RetainerPeriod]:
    """Return the running periods this person sees of which the next to last level of hours is passed."""
    levels = levels_on(today(at))
    passed = periods_visible_to(person, at).filter(state=PeriodState.OPEN, contract__state__in=SIGNED, ends_on__gte=today(at))
    return passed.filter(limits_neared__percent__gte=levels[1]).distinct().order_by("ends_on", "pk")


def periods_to_turn(day: date) -> QuerySet[RetainerPeriod]:
    """Return the periods of contracts in force that the calendar opens or closes by that day."""
    rows = RetainerPeriod.objects.filter(contract__state__in=SIGNED).select_related("contract").order_by("contract", "number")
    return rows.filter(state="open", ends_on__lt=day) | rows.filter(state="planned", starts_on__lte=day)


def sold_by_time_now() -> QuerySet[Contract]:
    """Return every contract in work whose hours are counted against a limit."""
    kinds = (*TIME, ContractKind.RETAINER)
    return Contract.objects.filter(state__in=("signed", "running"), kind__in=kinds).select_related("retainer", "engagement__client", "client")


@dataclass(frozen=True)
class Overage:
    """Hours above a period's that the client pays for: worked, and agreed to on that day."""

    period: RetainerPeriod
    hours: Decimal
    kopecks: int
    agreed_on: date


def overage_of(stages: Iterable[ContractStage]) -> dict[int, Overage]:
    """Return what the client pays above the fee of the period of each stage, where there is any."""
    rows = RetainerPeriod.objects.filter(stage__in=list(stages)).select_related("contract__retainer")
    told: dict[int, Overage] = {}
    for row in rows:
        view = next((one for one in period_views(row.contract) if one.period.pk == row.pk), None)
        if view and view.billable_hours and row.stage_id:
            answers = [one.answered_at or one.asked_at for one in view.extras if one.state == ExtraState.APPROVED]
            told[row.stage_id] = Overage(row, view.billable_hours, view.billable_kopecks, today(max(answers)))
    return told
