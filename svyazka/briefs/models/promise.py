"""What was said to the client and binds the agency."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.briefs.models.brief import Brief
from svyazka.briefs.models.small import SmallPromiseRule
from svyazka.briefs.rules import LET_OUT, PromiseKind, PromiseSource, PromiseState, VerdictKind
from svyazka.clients.models import Engagement, Message
from svyazka.kit.models import Versioned

PERSON = settings.AUTH_USER_MODEL
ACCEPTED = Q(verdict=VerdictKind.FEASIBLE) | Q(verdict=VerdictKind.CONDITIONAL, conditions_at__isnull=False)


class Promises(models.QuerySet):
    """Promises as they are asked for."""

    def held(self) -> "Promises":
        """Keep those whose present wording lacks the PM's yes, or has one whose conditions nobody has accepted."""
        return self.exclude(ACCEPTED, judged_wording=F("wording"))

    def let_out(self) -> "Promises":
        """Keep those that may leave: with a plain yes on the present wording, or with one whose conditions were accepted."""
        return self.filter(ACCEPTED, judged_wording=F("wording"))

    def conditions_wait(self) -> "Promises":
        """Keep those whose yes has conditions that nobody has accepted yet."""
        return self.filter(verdict=VerdictKind.CONDITIONAL, conditions_at=None, state__in=("confirmed", "given"))


class Promise(Versioned):
    """Something said to the client that binds the agency, or about to be said.

    A verdict belongs to a wording: `judged_wording` is the one it was given on. `said_at` is when the client first heard it, from
    `said_by`, and `said_verdict` the PM's word as it stood then: blank makes a golden mountain, a no makes a higher one.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="promises")
    brief = models.ForeignKey(Brief, models.PROTECT, null=True, related_name="promises")
    kind = models.CharField(max_length=8, choices=PromiseKind)
    text = models.TextField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=PromiseState, default=PromiseState.DRAFT, db_index=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=12, choices=VerdictKind, blank=True)
    verdict_reason = models.TextField(blank=True)
    verdict_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    verdict_at = models.DateTimeField(null=True)
    conditions_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")  # who says them with the promise
    conditions_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    wording = models.PositiveIntegerField(default=1)
    judged_wording = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=8, choices=PromiseSource, default=PromiseSource.BRIEF)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="promises")
    clause_key = models.PositiveIntegerField(null=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)  # as stated by whoever caught it
    integration = models.BooleanField(null=True)  # whether it needs a new one
    price_kopecks = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    verdict_due_at = models.DateTimeField(null=True)
    with_brief = models.BooleanField(default=False)  # asked about together with its specification
    alternative = models.TextField(blank=True)  # what may be promised instead
    alternative_due_on = models.DateField(null=True)
    rule = models.ForeignKey(SmallPromiseRule, models.PROTECT, null=True, related_name="promises")  # that judged it
    said_at = models.DateTimeField(null=True)
    said_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    said_verdict = models.CharField(max_length=12, choices=VerdictKind, blank=True)
    outcome_note = models.TextField(blank=True)  # what of, and where the consent is
    disputed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")  # who says that it is no promise
    disputed_at = models.DateTimeField(null=True)
    dispute_reason = models.TextField(blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects = Promises.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["verdict_due_at", "id"], name="promises_to_judge", condition=Q(state="checking")),
            models.Index(fields=["said_at"], name="promises_by_when_said", condition=Q(said_at__isnull=False)),
            models.Index(fields=["due_on"], name="promises_given_by_day", condition=Q(state="given")),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_given_promise_has_its_verdict",
                condition=~Q(state__in=["confirmed", "given", "kept", "changed", "broken"]) | ~Q(verdict=""),
            ),
            models.CheckConstraint(name="a_verdict_is_of_the_present_wording", condition=Q(verdict="") | Q(judged_wording__isnull=False, judged_wording=F("wording"))),
            models.CheckConstraint(name="conditions_are_of_a_yes_with_conditions", condition=Q(conditions_at=None) | Q(verdict="conditional", conditions_by__isnull=False)),
            models.CheckConstraint(name="a_dispute_has_its_reason", condition=Q(disputed_at=None) | Q(disputed_by__isnull=False) & ~Q(dispute_reason="")),
            models.CheckConstraint(
                name="a_given_promise_was_heard",
                condition=~Q(state__in=["given", "kept", "changed", "broken"]) | Q(said_at__isnull=False, said_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def has_yes(self) -> bool:
        """Tell whether the PM has said yes to the present wording, be it on conditions."""
        return self.verdict in LET_OUT and self.judged_wording == self.wording

    @property
    def conditions_wait(self) -> bool:
        """Tell whether the PM's yes has conditions that nobody has accepted yet."""
        return self.verdict == VerdictKind.CONDITIONAL and self.conditions_at is None

    @property
    def let_out(self) -> bool:
        """Tell whether it may leave: the PM's yes is on the present wording, and its conditions are accepted."""
        return self.has_yes and not self.conditions_wait

    @property
    def golden(self) -> bool:
        """Tell whether the client heard it before the PM's word, or against it; what was struck out was no promise."""
        return self.said_at is not None and self.said_verdict not in LET_OUT and self.state != PromiseState.WITHDRAWN


class FormerPromise(models.Model):
    """A promise as it stood before: another wording, or a verdict that was taken back."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="former")
    wording = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=PromiseKind)
    text = models.TextField()
    due_on = models.DateField(null=True)
    verdict = models.CharField(max_length=12, choices=VerdictKind, blank=True)
    verdict_reason = models.TextField(blank=True)
    verdict_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    verdict_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-ended_at", "-pk"]
