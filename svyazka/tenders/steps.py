"""Small writes on tenders that others borrow."""

from datetime import date

from svyazka.tenders.models import TenderRule
from svyazka.tenders.rules import SHIPPED


def ship(since: date) -> None:
    """Write down the usual terms of the laws, once; the unsure ones are marked as to be checked."""
    if TenderRule.objects.exists():
        return
    TenderRule.objects.bulk_create(
        TenderRule(law=law, method=method, title=title, days=days, working_days=working, mark=mark, source=source, starts_on=since)
        for law, method, title, days, working, mark, source in SHIPPED
    )
