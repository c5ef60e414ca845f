"""Tasks that were not done in their sprint."""

from django.db import models

from svyazka.work.models.sprint import Sprint
from svyazka.work.models.task import Task


class SprintCarry(models.Model):
    """A task that was not done in its sprint, and why."""

    sprint = models.ForeignKey(Sprint, models.PROTECT, related_name="carried")
    task = models.ForeignKey(Task, models.PROTECT, related_name="carried")
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sprint", "task"], name="a_task_is_carried_once_from_a_sprint")]
