"""Templates of tasks by service: each edition in force from a day on."""

from django.conf import settings
from django.db import models

from svyazka.kit.models import Versioned


class TaskTemplate(Versioned):
    """One edition of the usual tasks of a service; an edition without lines retires it.

    A line: {"title", "specialism", "hours" (a string), "section", "after" [numbers of lines before it], "points" [texts]}.
    """

    code = models.SlugField(max_length=40)
    edition = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    lines = models.JSONField(default=list)
    starts_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["code", "-edition"]
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="one_task_template_a_code_and_edition")]

    def __str__(self):
        return self.title
