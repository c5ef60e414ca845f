"""Questions about sources that need no later room."""

from django.db.models import QuerySet

from svyazka.sources.models import OutreachEvent, Source


def sources() -> QuerySet[Source]:
    """Return the sources, the retired last."""
    return Source.objects.order_by("retired_on", "name")


def events() -> QuerySet[OutreachEvent]:
    """Return the events, the latest first."""
    return OutreachEvent.objects.select_related("speaker").order_by("-held_on")
