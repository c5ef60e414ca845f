"""Small writes on leads that look like one: by keys at once, by like names when the queue comes to it."""

from datetime import datetime

from procrastinate.contrib.django import app

from svyazka.leads import queries
from svyazka.leads.models import Lead, Likeness

AFTER_READING = -1


def mark_likenesses(lead: Lead, *, at: datetime) -> None:
    """Write down with which leads this one shares a key, and have its names compared; what was said of a pair already stays."""
    if found := queries.likenesses_by_keys(lead, at):
        Likeness.objects.bulk_create(found, ignore_conflicts=True)
    if lead.engagement.client.name_key:  # in the same transaction: the names of all clients take longer than a sender waits
        app.configure_task("leads.compare_names", priority=AFTER_READING).defer(lead_id=lead.pk)
