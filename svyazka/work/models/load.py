"""Work that was moved by hand so that a person's days hold it."""

from django.db import models
from django.db.models import F, Q

from svyazka.work.models.task import PERSON, Task


class Levelling(models.Model):
    """The days to which the task was moved: they stand before those of its plan."""

    task = models.OneToOneField(Task, models.PROTECT, related_name="levelling")
    starts_on = models.DateField()
    ends_on = models.DateField()
    moved_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_levelled_task_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on")))]
