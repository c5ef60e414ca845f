"""Tasks and what they wait for."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Project, Stage
from svyazka.work.models.sprint import Sprint
from svyazka.work.rules import LinkKind, TaskState, expected

PERSON = settings.AUTH_USER_MODEL


class Task(Versioned):
    """A piece of work that the PM sets and one person does; `parent` is the task it is a part of, of one level."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="tasks")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="tasks")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    assignee = models.ForeignKey(PERSON, models.PROTECT, related_name="tasks")
    estimate_hours = models.DecimalField(max_digits=8, decimal_places=2)  # the likely ones, where there are three
    best_hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    worst_hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.TODO)
    blocked_reason = models.CharField(max_length=1000, blank=True)
    returned_reason = models.CharField(max_length=1000, blank=True)
    due_on = models.DateField(null=True)
    not_before = models.DateField(null=True)
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    sprint = models.ForeignKey(Sprint, models.PROTECT, null=True, related_name="tasks")
    clause = models.ForeignKey("briefs.Clause", models.PROTECT, null=True, related_name="tasks")
    from_remark_id = models.BigIntegerField(null=True)
    from_message = models.ForeignKey("clients.Message", models.PROTECT, null=True, related_name="tasks")

    class Meta:
        indexes = [
            models.Index(fields=["assignee", "state"], name="tasks_of_a_person"),
            models.Index(fields=["engagement", "state"], name="tasks_of_an_engagement"),
            models.Index(fields=["due_on", "id"], name="open_tasks_by_day", condition=~Q(state="done")),  # among years of done ones
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), OpClass(Upper("text"), "gin_trgm_ops"), name="tasks_by_a_part_of_a_word"),
        ]
        constraints = [
            models.CheckConstraint(name="a_task_has_an_estimate", condition=Q(estimate_hours__gt=0)),
            models.CheckConstraint(
                name="three_points_of_a_task_stand_in_order",
                condition=Q(best_hours=None, worst_hours=None)
                | Q(best_hours__gt=0, best_hours__lte=F("estimate_hours"), worst_hours__gte=F("estimate_hours")),
            ),
            models.CheckConstraint(name="a_task_is_no_part_of_itself", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(
                name="a_done_task_has_its_moment", condition=~Q(state="done") | Q(done_at__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def expected_hours(self) -> Decimal:
        """Return the hours the task is expected to take: the mean of three points, or its one estimate."""
        return expected(self.best_hours, self.estimate_hours, self.worst_hours)

    @property
    def owner_id(self) -> int:
        return self.assignee_id


class TaskDependency(models.Model):
    """The task waits for the other one: begins or ends when it has begun or ended, `lag_hours` of the agency's time later."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="waits_for")
    after = models.ForeignKey(Task, models.PROTECT, related_name="lets_begin")
    kind = models.CharField(max_length=2, choices=LinkKind, default=LinkKind.FINISH_START)
    lag_hours = models.DecimalField(max_digits=7, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "after"], name="a_dependency_stands_once"),
            models.CheckConstraint(name="a_task_does_not_wait_for_itself", condition=~Q(task=F("after"))),
        ]
