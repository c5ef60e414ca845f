"""What is typed about tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.asked import whole
from svyazka.kit.fields import day_field
from svyazka.kit.selects import LongSelect
from svyazka.projects.rules import TAKES_TASKS
from svyazka.work import queries
from svyazka.work.forms.fields import hours_field, staff_choices


class TaskForm(forms.Form):
    """A task to set: what, on which stage, who, how long; what it waits for stands in rows beside it."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    stage_id = forms.TypedChoiceField(label=_("Stage"), coerce=int)
    assignee = forms.ChoiceField(label=_("Assignee"), widget=LongSelect)
    due_on = day_field(_("By the day"), required=False)
    estimate_hours = hours_field(_("Hours"))
    best_hours = hours_field(_("Best case"), required=False)
    worst_hours = hours_field(_("Worst case"), required=False)
    clause_id = forms.TypedChoiceField(
        label=_("Clause of the specification"), coerce=int, empty_value=None, required=False
    )
    text = forms.CharField(
        label=_("Details"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=20000
    )

    def __init__(self, *args, project, **more):
        super().__init__(*args, **more)
        stages = project.stages.order_by("position")
        offered = stages if self.is_bound else stages.filter(state__in=TAKES_TASKS)  # one that was closed meanwhile is refused in words
        self.fields["stage_id"].choices = list(offered.values_list("pk", "title"))
        self.fields["assignee"].choices = staff_choices()
        clauses = queries.clauses_to_do(project.engagement)
        self.fields["clause_id"].choices = [("", "—"), *((one.pk, f"{n}. {one.text[:80]}") for n, one in clauses)]


class ChangeForm(forms.Form):
    """What a set task says."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    assignee = forms.ChoiceField(label=_("Assignee"), widget=LongSelect)
    estimate_hours = hours_field(_("Hours"))
    best_hours = hours_field(_("Best case"), required=False)
    worst_hours = hours_field(_("Worst case"), required=False)
    due_on = day_field(_("By the day"), required=False)
    text = forms.CharField(
        label=_("Details"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=20000
    )

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["assignee"].choices = staff_choices()

    def told(self) -> dict:
        """Return what the form says, in the words of the action."""
        said = dict(self.cleaned_data)
        return said | {"points": (said.pop("best_hours"), said.pop("worst_hours"))}


class WasForm(forms.Form):
    """What the task said when its form was opened, and which version of it that was."""

    title = forms.CharField(max_length=300, required=False)
    assignee = forms.CharField(max_length=150, required=False)
    estimate_hours = hours_field("")
    best_hours = hours_field("", required=False)
    worst_hours = hours_field("", required=False)
    due_on = day_field("", required=False)
    text = forms.CharField(required=False, max_length=20000)


def was_in(post) -> dict | None:
    """Return what the task said when its form was opened, as the form tells it; None if it tells nothing readable."""
    form = WasForm(post, prefix="was")
    return form.cleaned_data if form.is_valid() else None


def seen_in(post) -> int:
    """Return the version of the task that was looked at, as the form tells it; one that nothing has if it does not."""
    return whole(post.get("seen", ""), digits=9) or 0


class CheckForm(forms.Form):
    passed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(label=_("What is to be mended"), max_length=1000, required=False)
