"""Small writes on leads that look like one: by keys at once, by like names when the queue comes to it."""

from datetime import datetime

from procrastinate.contrib.django import app

from svyazka.leads import queries
from svyazka.leads.models import Lead, Likeness

AFTER_READING = -1


def mark_likenesses(lead: Lead, *, at: datetime) -> None:
    """Write down with which leads this one shares a key, and have its names compared; what was said of a pair already stays."""
    mark_same_keys(lead, at=at)
    ask_for_names(lead)


def mark_same_keys(lead: Lead, *, at: datetime) -> None:
    """Write down the likenesses with leads of the same phone, address, INN, domain or client."""
    _mark(queries.likenesses_by_keys(lead, at))


def mark_like_names(lead: Lead, *, at: datetime) -> None:
    """Write down the likenesses with leads of clients whose names are like this one's."""
    _mark(queries.likenesses_by_names(lead, at))


def _mark(found: list[Likeness]) -> None:
    if found:
        Likeness.objects.bulk_create(found, ignore_conflicts=True)


def ask_for_names(lead: Lead) -> None:
    """Ask the queue to compare the names, in the same transaction: all clients there are take longer than a sender waits."""
    if lead.engagement.client.name_key:
        app.configure_task("leads.compare_names", priority=AFTER_READING).defer(lead_id=lead.pk)
