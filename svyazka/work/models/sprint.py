"""Sprints, and what was not done in them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Project
from svyazka.work.rules import SprintState

PERSON = settings.AUTH_USER_MODEL


class Sprint(Versioned):
    """A short stretch of work of one project, days [starts_on, ends_on]."""

    stands_for_all = True  # the facts of its days are added beside it

    project = models.ForeignKey(Project, models.PROTECT, related_name="sprints")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="sprints")
    number = models.PositiveSmallIntegerField()
    goal = models.CharField(max_length=500)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=SprintState, default=SprintState.RUNNING)
    started_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    planned_hours = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    done_hours = models.DecimalField(max_digits=8, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_sprint_a_number"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="running"), name="one_running_sprint_a_project"
            ),
            models.CheckConstraint(name="a_sprint_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
        ]


class SprintDay(models.Model):
    """What a sprint held and what of it was done at the end of a day; the chart is drawn from these."""

    sprint = models.ForeignKey(Sprint, models.CASCADE, related_name="days")
    day = models.DateField()
    scope_hours = models.DecimalField(max_digits=8, decimal_places=2)
    done_hours = models.DecimalField(max_digits=8, decimal_places=2)
    tasks = models.PositiveSmallIntegerField()
    done_tasks = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["sprint", "day"], name="a_sprint_is_counted_once_a_day")]
