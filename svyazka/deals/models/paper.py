"""Texts of papers in dated editions, and series of numbers: what the agency's papers say and how they are counted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.deals.rules import PaperKind, SeriesKind
from svyazka.people.models import LegalEntity

PERSON = settings.AUTH_USER_MODEL


class PaperText(models.Model):
    """One edition of the text of a kind of paper, in force from a day until the next one is; an edition never changes.

    `returned_to` is the edition whose words it brings back. Without `made_by` it was shipped.
    """

    kind = models.CharField(max_length=20, choices=PaperKind)
    edition = models.PositiveIntegerField()
    text = models.TextField()
    starts_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    returned_to = models.PositiveIntegerField(null=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "edition"], name="one_paper_text_an_edition")]

    def __str__(self):
        return f"{self.get_kind_display()}, v{self.edition}"


class NumberSeries(models.Model):
    """How papers of a kind are numbered from a day on: by a pattern, from one counter or one of each legal entity.

    A row of one entity goes before the general one; of two the later.
    """

    kind = models.CharField(max_length=12, choices=SeriesKind)
    legal_entity = models.ForeignKey(LegalEntity, models.PROTECT, null=True, related_name="number_series")
    pattern = models.CharField(max_length=60)
    prefix = models.CharField(max_length=20, blank=True)
    per_entity = models.BooleanField(default=False)
    yearly = models.BooleanField(default=True)
    starts_on = models.DateField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "legal_entity", "starts_on"], name="one_series_of_an_entity_a_day", condition=Q(legal_entity__isnull=False)),
            models.UniqueConstraint(fields=["kind", "starts_on"], name="one_general_series_a_day", condition=Q(legal_entity=None)),
        ]
