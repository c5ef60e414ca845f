"""Small writes on leads that look like one."""

from datetime import datetime

from svyazka.leads import queries
from svyazka.leads.models import Lead, Likeness


def mark_likenesses(lead: Lead, *, at: datetime) -> None:
    """Write down with which leads this one looks like one; what a person has said of a pair already stays."""
    Likeness.objects.bulk_create(queries.likenesses_found(lead, at), ignore_conflicts=True)
