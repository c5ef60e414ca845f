"""Tasks and what they wait for, hours, sprints, looks back, and problems."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Project, Stage
from svyazka.work.rules import EntryState, ProblemKind, RetroFormat, SprintState, TaskState

PERSON = settings.AUTH_USER_MODEL


class Sprint(Versioned):
    """A short stretch of work of one project, days [starts_on, ends_on]."""

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


class Task(Versioned):
    """A piece of work that the PM sets and one person does."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="tasks")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="tasks")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    assignee = models.ForeignKey(PERSON, models.PROTECT, related_name="tasks")
    estimate_hours = models.DecimalField(max_digits=8, decimal_places=2)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.TODO)
    blocked_reason = models.CharField(max_length=1000, blank=True)
    returned_reason = models.CharField(max_length=1000, blank=True)
    due_on = models.DateField(null=True)
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    sprint = models.ForeignKey(Sprint, models.PROTECT, null=True, related_name="tasks")
    clause = models.ForeignKey("briefs.Clause", models.PROTECT, null=True, related_name="tasks")
    from_remark_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["assignee", "state"], name="tasks_of_a_person"),
            models.Index(fields=["engagement", "state"], name="tasks_of_an_engagement"),
        ]
        constraints = [
            models.CheckConstraint(name="a_task_has_an_estimate", condition=Q(estimate_hours__gt=0)),
            models.CheckConstraint(name="a_done_task_has_its_moment", condition=~Q(state="done") | Q(done_at__isnull=False)),
        ]

    def __str__(self):
        return self.title

    @property
    def owner_id(self) -> int:
        return self.assignee_id


class TaskDependency(models.Model):
    """The task begins when the other one is finished."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="waits_for")
    after = models.ForeignKey(Task, models.PROTECT, related_name="lets_begin")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "after"], name="a_dependency_stands_once"),
            models.CheckConstraint(name="a_task_does_not_wait_for_itself", condition=~Q(task=F("after"))),
        ]


class TimeEntry(Versioned):
    """Hours that a person worked on a task on one day."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="time_entries")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="time_entries")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="time_entries")
    worked_on = models.DateField()
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    note = models.CharField(max_length=500, blank=True)
    duty_kind = models.CharField(max_length=40, default="task.do")
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.DRAFT)
    entered_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    returned_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "worked_on"], name="hours_of_a_person"),
            models.Index(fields=["engagement", "worked_on"], name="hours_of_an_engagement"),
        ]
        constraints = [
            models.CheckConstraint(name="hours_fit_in_a_day", condition=Q(hours__gt=0, hours__lte=24)),
            models.CheckConstraint(
                name="checked_hours_have_a_checker",
                condition=Q(state__in=["draft", "submitted"]) | Q(checked_by__isnull=False, checked_at__isnull=False),
            ),
        ]

    @property
    def owner_id(self) -> int:
        return self.person_id


class SprintCarry(models.Model):
    """A task that was not done in its sprint, and why."""

    sprint = models.ForeignKey(Sprint, models.PROTECT, related_name="carried")
    task = models.ForeignKey(Task, models.PROTECT, related_name="carried")
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sprint", "task"], name="a_task_is_carried_once_from_a_sprint")]


class Retro(Versioned):
    """A look back of the people of one project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="retros")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="retros")
    sprint = models.ForeignKey(Sprint, models.PROTECT, null=True, related_name="retros")
    format = models.CharField(max_length=20, choices=RetroFormat, default=RetroFormat.START_STOP)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class RetroCard(models.Model):
    """One thought in a column of a retrospective."""

    retro = models.ForeignKey(Retro, models.CASCADE, related_name="cards")
    column = models.CharField(max_length=20)
    text = models.CharField(max_length=1000)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class RetroAction(Versioned):
    """What one person promises to change by a day; carried over until closed."""

    retro = models.ForeignKey(Retro, models.PROTECT, related_name="actions")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="retro_actions")
    text = models.CharField(max_length=1000)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="retro_actions")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=1000, blank=True)


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

    class Meta:
        indexes = [models.Index(fields=["engagement", "resolved_at"], name="problems_of_an_engagement")]
