"""What is typed about work: tasks, hours, checks, sprints, looks back, problems."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field
from svyazka.people.queries import staff
from svyazka.work import queries
from svyazka.work.models import Task
from svyazka.work.rules import COLUMNS, OPEN_TASKS, ProblemKind, ProblemStep, RetroFormat


def hours_field(label, **more) -> NumberField:
    return NumberField(label=label, max_digits=8, decimal_places=2, min_value=Decimal("0.01"), **more)


def staff_choices() -> list[tuple[str, str]]:
    return [("", "—"), *((person.username, person.name) for person in staff())]


class TaskForm(forms.Form):
    """A task to set: what, on which stage, who, how long, after what."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    stage_id = forms.TypedChoiceField(label=_("Stage"), coerce=int)
    assignee = forms.ChoiceField(label=_("Assignee"))
    estimate_hours = hours_field(_("Hours"))
    due_on = day_field(_("By the day"), required=False)
    clause_id = forms.TypedChoiceField(label=_("Clause of the specification"), coerce=int, empty_value=None, required=False)
    after = forms.TypedMultipleChoiceField(label=_("After tasks"), coerce=int, required=False)
    text = forms.CharField(label=_("Details"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=20000)

    def __init__(self, *args, project, **more):
        super().__init__(*args, **more)
        self.fields["stage_id"].choices = [(stage.pk, stage.title) for stage in project.stages.order_by("position")]
        self.fields["assignee"].choices = staff_choices()
        clauses = queries.clauses_to_do(project.engagement)
        self.fields["clause_id"].choices = [("", "—"), *((one.pk, f"{n}. {one.text[:80]}") for n, one in clauses)]
        earlier = Task.objects.filter(project=project, state__in=OPEN_TASKS).order_by("-pk")[:200]
        self.fields["after"].choices = [(task.pk, task.title) for task in earlier]
        self.fields["after"].widget.attrs["size"] = 4


class ChangeForm(forms.Form):
    """What a set task says."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    assignee = forms.ChoiceField(label=_("Assignee"))
    estimate_hours = hours_field(_("Hours"))
    due_on = day_field(_("By the day"), required=False)
    text = forms.CharField(label=_("Details"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=20000)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["assignee"].choices = staff_choices()


class AfterForm(forms.Form):
    """What the task waits for."""

    after = forms.TypedMultipleChoiceField(label=_("Begins after"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, task, **more):
        super().__init__(*args, **more)
        others = Task.objects.filter(project=task.project_id).exclude(pk=task.pk).order_by("-pk")[:200]
        self.fields["after"].choices = [(one.pk, one.title) for one in others]


class HoursForm(forms.Form):
    worked_on = day_field(_("Day of work"))
    hours = hours_field(_("Hours"), max_value=24)
    note = forms.CharField(label=_("What was done"), max_length=500, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000)


class CheckForm(forms.Form):
    passed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(label=_("What is to be mended"), max_length=1000, required=False)


class ScheduleForm(forms.Form):
    deadline_on = day_field(_("Deadline"), required=False)


class WeekForm(forms.Form):
    week_on = forms.DateField()


class WeekCheckForm(forms.Form):
    """A person's week on a project: confirmed, or given back."""

    project = forms.IntegerField(min_value=1)
    person = forms.IntegerField(min_value=1)
    week_on = forms.DateField()
    passed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(required=False, max_length=500)


class SprintForm(forms.Form):
    goal = forms.CharField(label=_("Goal of the sprint"), max_length=500)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    tasks = forms.TypedMultipleChoiceField(label=_("Tasks"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

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


class RetroForm(forms.Form):
    format = forms.ChoiceField(label=_("Form"), choices=RetroFormat.choices)


class CardForm(forms.Form):
    column = forms.ChoiceField(label=_("Column"))
    text = forms.CharField(label=_("Thought"), max_length=1000)

    def __init__(self, *args, format, **more):
        super().__init__(*args, **more)
        self.fields["column"].choices = COLUMNS[format]


class ActionForm(forms.Form):
    text = forms.CharField(label=_("What will change"), max_length=1000)
    owner = forms.ChoiceField(label=_("Who does it"))
    due_on = day_field(_("By the day"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["owner"].choices = staff_choices()


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), max_length=1000)


class ProblemForm(forms.Form):
    engagement = forms.IntegerField(min_value=1, label=_("Engagement"), widget=forms.Select)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProblemKind.choices)
    text = forms.CharField(label=_("What goes wrong"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, engagements=(), **more):
        super().__init__(*args, **more)
        self.fields["engagement"].widget.choices = [(row.pk, f"{row.title} · {row.client.name}") for row in engagements]


class StepForm(forms.Form):
    step = forms.ChoiceField(choices=ProblemStep.choices)
    note = forms.CharField(label=_("What is proposed, or how it was resolved"), max_length=4000, required=False)
