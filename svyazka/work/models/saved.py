"""Filters of tasks that a person has saved by a name."""

from django.conf import settings
from django.db import models

from svyazka.kit.models import Versioned
from svyazka.projects.models import Project


class SavedFilter(Versioned):
    """What tasks are narrowed to, by a name: of its person, or shared by the PM with everybody on the project."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_filters")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="saved_filters")
    name = models.CharField(max_length=80)
    wanted = models.JSONField(default=dict)
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "project", "name"], nulls_distinct=False, name="one_filter_a_name_of_a_person"),
            models.CheckConstraint(name="a_shared_filter_is_of_a_project", condition=models.Q(shared=False) | models.Q(project__isnull=False)),
        ]

    def __str__(self):
        return self.name

    @property
    def owner_id(self) -> int:
        return self.person_id
