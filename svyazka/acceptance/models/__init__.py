"""Results of stages by edition, their defences before the client, remarks, and changes of scope."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.acceptance.models.look import ClientLook
from svyazka.acceptance.rules import LIVE, ChangeState, DefenceChannel, DefenceState, RemarkState, ResultState
from svyazka.briefs.models import Clause
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Stage
from svyazka.work.models import Task

PERSON = settings.AUTH_USER_MODEL
__all__ = ["ChangeRequest", "ClientLook", "Defence", "Remark", "Result", "ResultCriterion"]


class Result(Versioned):
    """One edition of what a stage gives the client; sent back or remarked upon, the next edition follows."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="results")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="results")
    edition = models.PositiveIntegerField(default=1)
    items = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=ResultState, default=ResultState.DRAFT, db_index=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    handed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "edition"], name="one_result_a_stage_and_edition"),
            models.UniqueConstraint(
                fields=["stage"], condition=Q(state__in=LIVE), name="one_live_result_of_a_stage_at_a_time"
            ),
            models.CheckConstraint(
                name="a_handed_result_was_checked_by_somebody",
                condition=Q(state__in=["draft"]) | Q(checked_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.stage} · {self.edition}"


class ResultCriterion(models.Model):
    """How one clause of the specification is met; its words are kept as they stood."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="criteria")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="proofs")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)
    criterion = models.TextField(blank=True)
    how_met = models.TextField()

    class Meta:
        ordering = ["position", "pk"]


class Defence(Versioned):
    """The result shown to the client, in a round; one verdict ends it."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="defences")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="defences")
    round_no = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=10, choices=DefenceChannel)
    held_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=DefenceState, blank=True, default="", db_index=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True)
    by_silence = models.BooleanField(default=False)
    silence_due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result"], name="one_defence_of_an_edition"),
            models.CheckConstraint(
                name="a_verdict_was_given_by_somebody_at_some_moment",
                condition=Q(verdict="", decided_by=None, decided_at=None)
                | (~Q(verdict="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
        ]


class Remark(Versioned):
    """One remark of the client: in scope it becomes a task by the PM only, out of scope a change."""

    defence = models.ForeignKey(Defence, models.PROTECT, related_name="remarks")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="remarks")
    criterion = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=12, choices=RemarkState, default=RemarkState.NEW, db_index=True)
    in_scope = models.BooleanField(null=True)
    classified_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    classified_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(null=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")


class ChangeRequest(Versioned):
    """A change of scope: what the client asks beyond the specification, its price and hours, and their answer."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="changes")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="changes")
    remark = models.OneToOneField(Remark, models.PROTECT, null=True, related_name="change")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.NEW, db_index=True)
    price_kopecks = models.BigIntegerField(null=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    offered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_offered_change_has_a_price",
                condition=Q(state__in=["new", "declined"]) | Q(price_kopecks__isnull=False, price_kopecks__gte=0),
            )
        ]
