"""Hours worked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.work.models.task import Task
from svyazka.work.rules import EntryState

PERSON = settings.AUTH_USER_MODEL


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
