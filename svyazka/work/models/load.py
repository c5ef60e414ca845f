"""Work that was moved by hand so that a person's days hold it."""

from django.db import models
from django.db.models import F, Q

from svyazka.work.models.task import PERSON, Task


class Levelling(models.Model):
    """The days to which the task was moved: they stand before those of its plan.

    `was_assignee` had it before the last move, on the days it had been moved to by then, if it had; nobody once that is taken back.
    """

    task = models.OneToOneField(Task, models.PROTECT, related_name="levelling")
    starts_on = models.DateField()
    ends_on = models.DateField()
    moved_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    was_assignee = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    was_starts_on = models.DateField(null=True)
    was_ends_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="a_levelled_task_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on")))]
