"""What the desk writes down on the day the agency is founded."""

from datetime import date

from svyazka.tenders.models import Criterion, OurCode, TenderRule
from svyazka.tenders.rules import CODES, CRITERIA, SHIPPED


def ship(since: date) -> None:
    """Write down the usual terms, the criteria of the card and the codes of our trade, once each."""
    if not TenderRule.objects.exists():
        TenderRule.objects.bulk_create(TenderRule(starts_on=since, **row) for row in SHIPPED)
    if not Criterion.objects.exists():
        Criterion.objects.bulk_create(
            Criterion(title=title, weight=weight, feasibility=by_pm, starts_on=since) for _code, title, weight, by_pm in CRITERIA
        )
    if not OurCode.objects.exists():
        OurCode.objects.bulk_create(OurCode(prefix=prefix, title=title, starts_on=since) for prefix, title in CODES)
