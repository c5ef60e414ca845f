"""What the plans of projects are made of beside tasks: people's shares, weights, norms; and the plan of the whole agency."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from svyazka.kit.models import Versioned
from svyazka.kit.ranges import days
from svyazka.projects.models import Project
from svyazka.work.models.task import PERSON


class ProjectShare(Versioned):
    """So many per cent of the person's working time are the project's on days [starts_on, ends_on)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="shares")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="a_share_is_a_part_of_a_person", condition=Q(percent__gte=1, percent__lte=100)),
            models.CheckConstraint(name="a_share_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on"))),
            ExclusionConstraint(
                name="one_share_of_a_person_for_a_project_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("project", RangeOperators.EQUAL),
                             (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            ),
        ]  # fmt: skip

    @property
    def engagement(self):
        return self.project.engagement


class ProjectWeight(models.Model):
    """How many times more a day of this project counts than a usual one's, from a day on."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="weights")
    weight = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "starts_on"], name="one_weight_of_a_project_from_a_day"),
            models.CheckConstraint(name="a_weight_is_of_one_to_a_hundred", condition=Q(weight__gte=1, weight__lte=100)),
        ]


class PlanningNorms(models.Model):
    """How long plans are looked for from a day on; see `rules.planning.PlanNorms`."""

    starts_on = models.DateField(unique=True)
    look_seconds = models.PositiveSmallIntegerField()
    idle_seconds = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-starts_on"]


class AgencyPlan(Versioned):
    """A plan of all running projects; of those that nobody has accepted only the last one is kept.

    `placed` holds [task, person, works from, begins, ends, critical], moments in minutes of the epoch, a promised day of a stage
    under its key made negative; `moves` what stands elsewhere than in the kept schedules; `first` and `now` what the plan came to
    at first and comes to now, see `rules.agency_plan`.
    """

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    anew = models.BooleanField(default=False)
    placed = models.JSONField(default=list)
    late = models.JSONField(default=list)
    moves = models.JSONField(default=list)
    first = models.JSONField(default=dict)
    now = models.JSONField(default=dict)
    better_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")


class PlanLook(models.Model):
    """How long the plan has been made better, and when somebody last looked at it: nobody looks, nothing is sought."""

    plan = models.OneToOneField(AgencyPlan, models.CASCADE, related_name="look")
    seen_at = models.DateTimeField()
    looked_ms = models.PositiveIntegerField(default=0)
    rests_at = models.DateTimeField(null=True)
    proved = models.BooleanField(default=False)
