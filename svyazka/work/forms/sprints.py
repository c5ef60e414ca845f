"""What is typed about sprints."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field

OTHERS = _("Choose tasks of this project.")


class SprintForm(forms.Form):
    """A sprint to begin; on a page it begins with a task at least: an empty one is a slip of the hand."""

    goal = forms.CharField(label=_("Goal of the sprint"), max_length=500)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    tasks = forms.TypedMultipleChoiceField(
        label=_("Tasks"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("No task is ticked: tick what the sprint begins with, more can be taken in later."), "invalid_choice": OTHERS},
    )  # fmt: skip

    def __init__(self, *args, tasks, **more):
        super().__init__(*args, **more)
        self.fields["tasks"].choices = [(task.pk, f"{task.title} · {task.assignee.name}") for task in tasks]


class SprintTasksForm(forms.Form):
    tasks = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, error_messages={"required": _("No task is ticked: tick what is to be taken in."), "invalid_choice": OTHERS}
    )

    def __init__(self, *args, tasks, **more):
        super().__init__(*args, **more)
        self.fields["tasks"].choices = [(task.pk, task.title) for task in tasks]


class ClosingForm(forms.Form):
    """Why each task is carried over: a reason of its own, or the one for all."""

    reason = forms.CharField(label=_("One reason for all"), max_length=500, required=False)

    def __init__(self, *args, left, **more):
        super().__init__(*args, **more)
        self.left = list(left)
        for task in self.left:
            self.fields[f"reason-{task.pk}"] = forms.CharField(label=task.title, max_length=500, required=False)

    def told(self) -> dict:
        """Return the reasons as the action takes them."""
        own = {task.pk: said for task in self.left if (said := self.cleaned_data[f"reason-{task.pk}"])}
        return {"reason": self.cleaned_data["reason"], "reasons": own}

    def rows(self) -> list[tuple]:
        """Return each task that is left with its field."""
        return [(task, self[f"reason-{task.pk}"]) for task in self.left]


class DaysForm(forms.Form):
    """For which days people's hours are counted."""

    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))

    def clean(self) -> dict:
        told = super().clean()
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and not 0 <= (last - first).days <= 31:
            raise forms.ValidationError(_("A sprint is at most a month long."))
        return told
