"""The days that were forecast of what has ended, beside the real ends: read by whoever sees the project."""

from svyazka.kit.panels import fill
from svyazka.work import queries
from svyazka.work.rules.foretold import Told


@fill("project.main")
def foretold(request, project):
    """Show how the forecasts of the project's ended stages held, and of the whole once it is done."""
    rows = queries.ended_work(project)
    return ("work/_ended.html", {"rows": rows, "tolds": list(Told)}) if rows else None
