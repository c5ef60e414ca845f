"""Templates of a specification: each version in force from a day to a day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.briefs.rules import ClauseKind, Mark
from svyazka.kit.models import Versioned


class SpecTemplate(Versioned):
    """One version of a template; an edit makes the next one, and editions that were begun from this keep it."""

    code = models.SlugField(max_length=40)
    edition = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    standard = models.CharField(max_length=200, blank=True)
    mark = models.CharField(max_length=1, choices=Mark, default=Mark.OWN)
    source = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="one_template_a_code_and_edition"),
            models.CheckConstraint(name="a_template_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))),
        ]

    def __str__(self):
        return self.title

    @property
    def to_be_checked(self) -> bool:
        return self.mark == Mark.CHECK


class SpecSection(models.Model):
    """One section of a template: its heading, and what a good clause in it says."""

    template = models.ForeignKey(SpecTemplate, models.CASCADE, related_name="sections")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200)
    hint = models.TextField(blank=True)
    mark = models.CharField(max_length=1, choices=Mark, default=Mark.OWN)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="one_section_a_template_and_number")]

    def __str__(self):
        return self.heading


class SpecStarter(models.Model):
    """A clause with which a section begins."""

    section = models.ForeignKey(SpecSection, models.CASCADE, related_name="starters")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ClauseKind, default=ClauseKind.MUST)
    text = models.TextField()
    criterion = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.text
