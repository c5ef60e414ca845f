"""What has happened to a tender, on which day, and the days that are counted from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.kit.models import Versioned
from svyazka.tenders.models.rule import TenderRule
from svyazka.tenders.models.tender import Tender
from svyazka.tenders.rules import OWN_STEPS, Base, Mark


class Happened(models.Model):
    """The day of an event from which terms are counted: the protocol, the draft contract, the acceptance."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="happened")
    base = models.CharField(max_length=12, choices=Base)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tender", "base"], name="an_event_has_one_day_a_tender")]


class TenderDeadline(Versioned):
    """A day by which something is to be done for a tender: counted by a rule, or set by a person.

    One counted by an unsure rule is to be checked by the documents until a person confirms it for this tender.
    """

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="deadlines")
    code = models.CharField(max_length=80)
    title = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    rule = models.ForeignKey(TenderRule, models.PROTECT, null=True, related_name="+")
    base_on = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["on"], name="tender_deadlines_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["tender", "code"], name="one_deadline_a_tender_and_code"),
            models.CheckConstraint(name="a_deadline_is_counted_or_set_by_hand", condition=Q(by_hand=True) | Q(rule__isnull=False)),
        ]

    @property
    def engagement(self):
        return self.tender.engagement

    @property
    def name(self) -> str:
        return self.title or (self.rule.name if self.rule else self.code)

    @property
    def to_be_checked(self) -> bool:
        """Whether the day rests on an unsure rule that nobody has confirmed for this tender."""
        return not self.by_hand and self.confirmed_at is None and self.rule is not None and self.rule.mark == Mark.CHECK

    @property
    def is_ours(self) -> bool:
        return self.rule is None or self.rule.kind in (*OWN_STEPS, "signature")
