"""Plans of other programs that were brought in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Project


class PlanImport(Versioned):
    """A file whose bytes lie under their digest; `outcome` is what it became when the PM had confirmed it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="plan_imports")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    size = models.PositiveIntegerField()
    tasks = models.PositiveIntegerField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_confirmed_plan_has_who_confirmed_it",
                condition=Q(confirmed_at=None, confirmed_by=None) | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            )
        ]

    def __str__(self):
        return self.name
