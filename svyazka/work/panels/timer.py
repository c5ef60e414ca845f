"""The timer in the bar above every page."""

from django.utils import timezone

from svyazka.kit.panels import fill
from svyazka.work import queries


@fill("bar")
def timer(request, person):
    """Show what is timed and the press that stops it; else offer to time what was worked on last."""
    running, at = queries.running_timer(person), timezone.now()
    if running is not None:
        line = queries.line_of(running)
        return "work/_bar.html", {"running": running, "line": line, "forgotten": queries.forgotten(running, at)}
    return "work/_bar.html", {"running": None, "line": queries.likely_line(person, at), "forgotten": False}
