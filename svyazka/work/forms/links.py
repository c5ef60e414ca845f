"""What is typed about what a task waits for."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField
from svyazka.kit.rows import Row
from svyazka.work.models import Task
from svyazka.work.rules import KINDS_TOLD, MOST_LAG, LinkKind, Wait

MOST_OFFERED = 500


class LinkRow(Row):
    """A link of a task: to which other one, how, and how many hours later; a row without the other task is left out."""

    filled_by = ("after",)
    after = forms.IntegerField(min_value=1, max_value=2**62)
    kind = forms.ChoiceField(choices=KINDS_TOLD)
    lag_hours = NumberField(required=False, max_digits=7, decimal_places=2, min_value=-MOST_LAG, max_value=MOST_LAG)

    def wait(self) -> Wait:
        said = self.cleaned_data
        return Wait(said["after"], said["kind"], said["lag_hours"] or Decimal(0))


def link_rows(waits: list[Wait]) -> list[LinkRow]:
    """Return the rows that repeat these links, and one to be filled."""
    return [LinkRow(initial=one._asdict()) for one in waits] + [LinkRow(initial={"kind": LinkKind.FINISH_START})]


def others_of(task: Task) -> list[tuple[int | str, str]]:
    """Return the tasks of the project that it may wait for, as choices."""
    others = Task.objects.filter(project=task.project_id).exclude(pk=task.pk).order_by("stage__position", "position", "pk")
    return [("", _("— choose a task")), *others.values_list("pk", "title")[:MOST_OFFERED]]
