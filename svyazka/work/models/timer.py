"""A timer that runs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.work.models.task import Task
from svyazka.work.rules import TASK_KIND


class Timer(models.Model):
    """The one timer of a person that runs now; stopped, it becomes hours and is gone."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="timer")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="timers")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="timers")
    duty_kind = models.CharField(max_length=40, default=TASK_KIND)
    note = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_timer_is_of_a_task_or_a_duty", condition=Q(task__isnull=False) | ~Q(duty_kind=TASK_KIND))
        ]

    @property
    def owner_id(self) -> int:
        return self.person_id
