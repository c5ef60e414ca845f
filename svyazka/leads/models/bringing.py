"""Files of other systems brought in: which file, how it was understood, how far it has come, what each row became."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.kit.models import Versioned
from svyazka.leads.models.lead import Lead
from svyazka.leads.rules.bringing import RowState, RunState


class ImportRun(Versioned):
    """One file, whose bytes lie under their digest, and its bringing: `position` rows of `total` are behind.

    `choices` are what a person chose about it (preset, columns, stages, source); `trial` what the last dry run told.
    """

    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    size = models.BigIntegerField()
    preset = models.CharField(max_length=40, blank=True)
    headings_key = models.CharField(max_length=64, db_index=True)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.READ)
    reason = models.CharField(max_length=500, blank=True)
    table_rows = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    trial = models.JSONField(default=dict)
    made_sources = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="the_same_file_is_brought_once"),
            models.CheckConstraint(name="a_stopped_file_has_its_reason", condition=~Q(state="failed") | ~Q(reason="")),
            models.CheckConstraint(name="no_more_rows_are_behind_than_there_are", condition=Q(position__lte=models.F("total"))),
        ]

    def __str__(self):
        return self.name

    @property
    def repeated(self) -> int:
        """Return how many rows tell more of what an earlier row with the same ID tells."""
        return self.table_rows - self.total if self.total else 0


class ImportRow(models.Model):
    """What one row of a file became; `made` are the keys of what it wrote, `before` what it changed, as it was."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    state = models.CharField(max_length=5, choices=RowState)
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, related_name="brought")
    made = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    wrong = models.JSONField(default=list)
    remarks = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_row_a_number_of_a_file")]
        indexes = [models.Index(fields=["run", "state"], name="rows_of_a_file_by_state")]
