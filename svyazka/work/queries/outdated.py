"""Whether a schedule still tells of the plan as it is."""

from svyazka.journal.queries import story_of
from svyazka.projects.models import Project, Schedule

CHANGES = frozenset({
    "work.task_set", "work.task_changed", "work.task_levelled", "work.task_pinned", "work.task_linked", "work.task_adjusted", "work.task_nested", "work.task_moved_out",
    "work.plan_confirmed", "work.template_laid", "work.share_given", "work.share_ended",
})  # fmt: skip


def outdated(project: Project, schedule: Schedule | None) -> bool:
    """Tell whether tasks, links, days or shares of the project have changed since it was computed. One query."""
    return schedule is not None and story_of(project.engagement).filter(at__gt=schedule.computed_at, verb__in=CHANGES).exists()
