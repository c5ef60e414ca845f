"""Reasons of closing, and what the head keeps of norms and levels."""

from datetime import date

from django.db.models import QuerySet

from svyazka.leads.models import AnswerNorm, ClosingReason, EscalationLevel


def reasons_in_use(closing: str = "") -> QuerySet[ClosingReason]:
    """Return the reasons that may be chosen, of this closing or of both."""
    kept = ClosingReason.objects.filter(retired_on=None)
    return kept.filter(closing=closing) if closing else kept


def closing_reasons() -> QuerySet[ClosingReason]:
    """Return every reason, those in use first."""
    return ClosingReason.objects.order_by("closing", "retired_on", "pk")


def norm_rows() -> QuerySet[AnswerNorm]:
    """Return every rule of a norm, grouped by what it measures, the newest last."""
    return AnswerNorm.objects.select_related("source").order_by("kind", "source__name", "channel", "starts_on")


def level_rows() -> QuerySet[EscalationLevel]:
    """Return every rule of a level."""
    return EscalationLevel.objects.order_by("percent", "starts_on")


def in_force(rows, day: date, same) -> set[int]:
    """Return the keys of the rules in force on that day: of each `same(rule)` the newest that has begun."""
    found = {same(row): row.pk for row in sorted(rows, key=lambda row: row.starts_on) if row.starts_on <= day}
    return set(found.values())
