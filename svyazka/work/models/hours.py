"""Hours worked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.work.models.task import Task
from svyazka.work.rules import TASK_KIND, EntryState

PERSON = settings.AUTH_USER_MODEL


class TimeEntry(Versioned):
    """Hours that a person worked on one day: on a task, or on a duty of an engagement.

    `days_after` is how many days later they were written down; `late`, whether that was beyond the norm of then.
    """

    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="time_entries")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="time_entries")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="time_entries")
    worked_on = models.DateField()
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    note = models.CharField(max_length=500, blank=True)
    duty_kind = models.CharField(max_length=40, default=TASK_KIND)
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.DRAFT)
    entered_at = models.DateTimeField()
    days_after = models.PositiveSmallIntegerField(default=0)
    late = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    returned_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "worked_on"], name="hours_of_a_person"),
            models.Index(fields=["engagement", "worked_on"], name="hours_of_an_engagement"),
            models.Index(fields=["worked_on"], name="hours_by_day",
                         include=["engagement", "person", "duty_kind", "hours", "state", "late"]),  # what every report adds up
            models.Index(fields=["engagement", "person", "worked_on"], name="hours_that_wait", condition=Q(state="submitted")),
            models.Index(fields=["worked_on"], name="hours_to_lock", condition=Q(state="checked")),
            models.Index(fields=["worked_on"], name="hours_still_open", condition=Q(state__in=["draft", "submitted"])),
        ]
        constraints = [
            models.CheckConstraint(name="hours_are_of_a_task_or_a_duty", condition=Q(task__isnull=False) | ~Q(duty_kind=TASK_KIND)),
            models.CheckConstraint(name="hours_fit_in_a_day", condition=Q(hours__gt=0, hours__lte=24)),
            models.CheckConstraint(
                name="checked_hours_have_a_checker",
                condition=Q(state__in=["draft", "submitted"]) | Q(checked_by__isnull=False, checked_at__isnull=False),
            ),
        ]

    @property
    def owner_id(self) -> int:
        return self.person_id
