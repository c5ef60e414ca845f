"""The timer in the bar above every page."""

from django.utils import timezone

from svyazka.kit.panels import fill
from svyazka.work import queries


@fill("bar")
def timer(request, person):
    """Show what is timed and the press that stops it; else offer to time what was begun last."""
    running = queries.running_timer(person)
    if running is not None:
        line = queries.line_of(running)
        return "work/_bar.html", {"running": running, "line": line, "forgotten": queries.forgotten(running, timezone.now()), "task": None}
    return "work/_bar.html", {"running": None, "line": None, "forgotten": False, "task": queries.likely_task(person)}
