"""Questions about rates and estimates, always from the one who asks."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from svyazka.clients.models import Engagement
from svyazka.deals.models import DealTerm, Estimate, RateCard
from svyazka.deals.rules import Totals, totals
from svyazka.kit.guard import DUTIES, may, within_sight
from svyazka.people.queries import on_day, today
from svyazka.roles.queries.rights import SEES_ALL
from svyazka.roles.queries.standing import standing_of

FLOOR = Decimal(30)


def visible_to(person, at: datetime) -> QuerySet[Estimate]:
    """Return the estimates this person sees."""
    found = Estimate.objects.select_related("engagement__client", "brief", "made_by", "approved_by").prefetch_related("lines__specialism")
    return within_sight(found, person, at)


def sees_money(person, engagement: Engagement, at: datetime) -> bool:
    """Tell whether the person may see cost and margin: head, finance, and who builds this engagement's estimate."""
    if person.kind != "staff":
        return False
    if set(standing_of(person, at).tracks) & set(SEES_ALL):
        return True
    return bool(may(person, DUTIES["estimate.build"], engagement, at))


def totals_of(estimate: Estimate) -> Totals:
    """Return what the estimate comes to."""
    lines = [(line.hours, line.rate_kopecks, line.cost_kopecks) for line in estimate.lines.all()]
    return totals(lines, estimate.reserve_percent)


def rates_on(day: date) -> dict[str, RateCard]:
    """Return the rate card in force on that day, by specialism's code."""
    return {rate.specialism.code: rate for rate in RateCard.objects.filter(on_day(day)).select_related("specialism")}


def floor_on(day: date) -> Decimal:
    """Return the floor of margin, in per cent of the price, in force on that day."""
    term = DealTerm.objects.filter(code="margin_floor", starts_on__lte=day).order_by("-starts_on").first()
    return term.value if term else FLOOR


def below_floor(person, at: datetime) -> list[Estimate]:
    """Return the estimates below the floor of margin that nobody has approved or offered yet."""
    floor = floor_on(today(at))
    waiting = visible_to(person, at).filter(proposals=None, approved_at=None, engagement__state="brief", engagement__closed_at=None)
    margins = ((estimate, totals_of(estimate).margin_percent()) for estimate in waiting)
    return [estimate for estimate, margin in margins if margin is not None and margin < floor]


def clauses_left(estimate: Estimate) -> int:
    """Return how many clauses of the brief that bind have no line in the estimate."""
    binding = estimate.brief.clauses.filter(kind="must")
    return binding.exclude(pk__in=[line.clause_id for line in estimate.lines.all() if line.clause_id]).count()
