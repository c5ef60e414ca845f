"""Tasks and problems of an engagement on its page."""

from django.db.models import Count, Q

from svyazka.kit.panels import fill
from svyazka.work import queries
from svyazka.work.models import Problem, Task
from svyazka.work.rules import TaskState


@fill("engagement.main")
def tasks_of(request, engagement):
    """Show how many tasks are where, and the open problems."""
    counted = Task.objects.filter(engagement=engagement).aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(state=TaskState.DONE)),
        review=Count("pk", filter=Q(state=TaskState.REVIEW)),
        blocked=Count("pk", filter=~Q(blocked_reason="") & ~Q(state=TaskState.DONE)),
    )
    problems = list(
        Problem.objects.filter(engagement=engagement, resolved_at=None).select_related("owner").order_by("pk")[:5]
    )
    if not counted["all"] and not problems:
        return None
    project = engagement.project if hasattr(engagement, "project") else None
    hours = queries.hours_of(engagement)
    return "work/_panel.html", {"counted": counted, "problems": problems, "project": project, "hours": hours, "engagement_id": engagement.pk}
