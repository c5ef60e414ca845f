"""The timer in the bar above every page."""

from django.utils import timezone

from svyazka.kit.panels import fill
from svyazka.work import queries


@fill("bar")
def timer(request, person):
    """Show what is timed and the press that stops it; else offer to time what was worked on last."""
    return "work/_bar.html", queries.in_bar(person, timezone.now()) | {"here": request.get_full_path()}
