"""What is typed about parts of a task, and about the points in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.kit.selects import LongSelect
from svyazka.work.forms.fields import hours_field, staff_choices
from svyazka.work.models import Task
from svyazka.work.rules import TaskState


class PartForm(forms.Form):
    """A part of a task to set: on the stage of the whole."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    assignee = forms.ChoiceField(label=_("Assignee"), widget=LongSelect)
    estimate_hours = hours_field(_("Hours"))
    due_on = day_field(_("By the day"), required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["assignee"].choices = staff_choices()


class PointsForm(forms.Form):
    """Points to add, one a line."""

    texts = forms.CharField(label=_("Points, one a line"), max_length=8000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_texts(self) -> list[str]:
        """Return the lines that say something. Raises if one is too long to be a point."""
        lines = [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]
        if any(len(line) > 300 for line in lines):
            raise forms.ValidationError(_("A point has at most 300 characters."))
        return lines


class NestForm(forms.Form):
    """Which task this one is a part of."""

    parent_id = forms.TypedChoiceField(label=_("Part of the task"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, task, **more):
        super().__init__(*args, **more)
        wholes = Task.objects.filter(project=task.project_id, parent=None).exclude(pk=task.pk).exclude(state=TaskState.DONE).order_by("-pk")[:200]
        self.fields["parent_id"].choices = [("", "—"), *((one.pk, one.title) for one in wholes)]
