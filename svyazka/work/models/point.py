"""Points inside a task: what is ticked off on the way to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.work.models.task import Task


class TaskPoint(models.Model):
    """One point of a task's own list: the PM writes it, the assignee ticks it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["task", "position"], name="one_point_a_place_in_the_task"),
            models.CheckConstraint(name="a_ticked_point_has_its_person", condition=Q(done_at=None) | Q(done_by__isnull=False)),
        ]

    def __str__(self):
        return self.text
