"""The project of an engagement, its stages, and the schedules that were computed for it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.rules.project import DriftCause, ProjectState, StageState


class Project(Versioned):
    """The work on a signed contract: an engagement has at most one."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="project")
    contract = models.OneToOneField("deals.Contract", models.PROTECT, related_name="project")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ProjectState, default=ProjectState.RUNNING, db_index=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deadline_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.title


class Stage(Versioned):
    """A stage of the contract as it is worked on; `promised_on` is what the client was told.

    `forecast_on` is its last day by the plan, `likely_on` the day that alarms by the forecast, where there is one.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="stages")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="stages")
    contract_stage = models.OneToOneField("deals.ContractStage", models.PROTECT, null=True, related_name="stage")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    value_kopecks = models.BigIntegerField(default=0)
    due_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    forecast_on = models.DateField(null=True)
    likely_on = models.DateField(null=True)
    drift_cause = models.CharField(max_length=10, choices=DriftCause, default=DriftCause.NONE, blank=True)
    state = models.CharField(max_length=12, choices=StageState, default=StageState.PLAN)
    rounds = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="one_stage_a_place_in_the_project"),
            models.CheckConstraint(
                name="an_accepted_stage_has_its_moment",
                condition=Q(accepted_at__isnull=False) | ~Q(state__in=["accepted", "act", "paid"]),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def expected_on(self):
        """Return the day by which the stage is expected: by the forecast, or by the plan until there is one."""
        return self.likely_on or self.forecast_on


class PromiseMove(models.Model):
    """A promised day that was moved with a reason: the first one is never lost."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="moves")
    was_on = models.DateField(null=True)
    promised_on = models.DateField()
    reason = models.CharField(max_length=1000)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()


class DriftNote(models.Model):
    """What the AM did about a drift of that many working days; with the message that told the client, if one did."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="drift_notes")
    drift_days = models.IntegerField()
    promised_on = models.DateField(null=True)  # the promise that it drifts from
    text = models.CharField(max_length=1000)
    message = models.ForeignKey("clients.Message", models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()


class Schedule(models.Model):
    """One computed schedule; the first of a project stays as its baseline."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="schedules")
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deadline_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    baseline = models.BooleanField(default=False)
    late = models.JSONField(default=list)
    moves = models.JSONField(default=list)  # what stands elsewhere than in the schedule before, and why
    clash = models.JSONField(null=True)  # the smallest things that do not go together; None: nobody has asked

    class Meta:
        indexes = [models.Index(fields=["project", "-computed_at"], name="schedules_of_a_project")]
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(baseline=True), name="one_baseline_a_project")
        ]


class ScheduledTask(models.Model):
    """When a task is to be done by one schedule; tasks live in a later room, so only their key stands here."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="tasks")
    task_id = models.BigIntegerField()
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    hours = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    starts_at = models.DateTimeField()
    works_from = models.DateTimeField(null=True)  # of a task in progress: when what is left of it goes on
    ends_at = models.DateTimeField()
    critical = models.BooleanField(default=False)
    not_before = models.DateField(null=True)  # the day before which it was not to begin then: lifted, it holds the task no more

    class Meta:
        indexes = [models.Index(fields=["person", "ends_at"], name="scheduled_days_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "task_id"], name="a_task_stands_once_in_a_schedule"),
            models.CheckConstraint(name="a_scheduled_task_ends_after_it_starts", condition=Q(ends_at__gte=F("starts_at"))),
        ]
