"""Problems and the moments of their clocks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.work.models.task import Task
from svyazka.work.rules import ProblemClock, ProblemKind

PERSON = settings.AUTH_USER_MODEL


class Problem(Versioned):
    """Something that goes wrong: who owns it, and how fast it was reacted to, answered and resolved."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="problems")
    kind = models.CharField(max_length=20, choices=ProblemKind)
    text = models.TextField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    owner = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="problems")
    reacted_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposal = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolution = models.TextField(blank=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="problems")
    handed = models.BooleanField(default=False)  # to a person, so it does not follow the seat any more
    react_due_at = models.DateTimeField(null=True)
    propose_due_at = models.DateTimeField(null=True)
    resolve_due_at = models.DateTimeField(null=True)
    next_level_at = models.DateTimeField(null=True)
    reacted_in = models.DurationField(null=True)  # working time, as measured when it was done
    proposed_in = models.DurationField(null=True)
    resolved_in = models.DurationField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["engagement", "resolved_at"], name="problems_of_an_engagement"),
            models.Index(fields=["next_level_at"], condition=Q(resolved_at=None), name="problems_that_call"),
            models.Index(fields=["opened_at"], name="problems_by_day"),
            models.Index(F("resolved_at").desc(nulls_first=True), "opened_at", "id", name="open_problems_first"),
        ]

    def __str__(self):
        return self.text[:80]


class ProblemNorm(models.Model):
    """Minutes of working time for a clock of problems from a day on; without a kind it holds for any."""

    clock = models.CharField(max_length=8, choices=ProblemClock)
    kind = models.CharField(max_length=20, choices=ProblemKind, blank=True)
    minutes = models.PositiveIntegerField()
    starts_on = models.DateField()

    class Meta:
        ordering = ["clock", "kind", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["clock", "kind", "starts_on"], name="one_norm_of_problems_from_a_day")]


class ProblemCall(models.Model):
    """A level that a clock of the problem reached, and who was told. Each level once a clock."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="calls")
    clock = models.CharField(max_length=8, choices=ProblemClock)
    percent = models.PositiveIntegerField()
    told = models.ManyToManyField(PERSON, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "percent"]
        constraints = [models.UniqueConstraint(fields=["problem", "clock", "percent"], name="a_level_calls_once_about_a_problem")]
