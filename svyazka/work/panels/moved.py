"""What moved in the last schedule and why, beside the chart."""

from django.utils import timezone

from svyazka.kit.panels import fill
from svyazka.work.queries.word import word_of_schedule


@fill("project.main")
def moved(request, project):
    """Show it to who plans the project and who sees everything."""
    told = word_of_schedule(request.user, project, timezone.now())
    return ("work/_moved.html", told) if told else None
