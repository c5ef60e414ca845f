"""What is typed about what a task waits for."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField
from svyazka.kit.rows import Row
from svyazka.work.models import Task
from svyazka.work.rules import KINDS_TOLD, MOST_LAG, LinkKind, TaskState, Wait

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


def link_rows(waits: list[Wait], spare: int = 1) -> list[LinkRow]:
    """Return the rows that repeat these links, and some to be filled."""
    return [LinkRow(initial=one._asdict()) for one in waits] + [LinkRow(initial={"kind": LinkKind.FINISH_START}) for _n in range(spare)]


def others_of(project_id: int, task: Task | None = None) -> list[tuple[int | str, str]]:
    """Return the tasks of the project that a new one, or this one, may wait for, as choices."""
    others = Task.objects.filter(project=project_id).order_by("stage__position", "position", "pk")
    told = others.exclude(pk=task.pk) if task else others.exclude(state=TaskState.DONE)
    return [("", _("— choose a task")), *told.values_list("pk", "title")[:MOST_OFFERED]]
