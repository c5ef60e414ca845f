"""What is typed about sprints."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field


class SprintForm(forms.Form):
    goal = forms.CharField(label=_("Goal of the sprint"), max_length=500)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    tasks = forms.TypedMultipleChoiceField(
        label=_("Tasks"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, tasks, **more):
        super().__init__(*args, **more)
        self.fields["tasks"].choices = [(task.pk, f"{task.title} · {task.assignee.name}") for task in tasks]


class SprintTasksForm(forms.Form):
    tasks = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, tasks, **more):
        super().__init__(*args, **more)
        self.fields["tasks"].choices = [(task.pk, task.title) for task in tasks]


class ClosingForm(forms.Form):
    reason = forms.CharField(label=_("Why tasks are carried over"), max_length=500, required=False)
