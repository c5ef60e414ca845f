"""What is typed about a plan: the file of another program, what its names mean, the earliest day of a task."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.kit.selects import LongSelect
from svyazka.work.exchange import PlanFile, folded
from svyazka.work.forms.fields import staff_choices
from svyazka.work.models import Task
from svyazka.work.rules import TaskState

MOST_NAMES = 40


class PlanFileForm(forms.Form):
    file = forms.FileField(label=_("Plan of MS Project (XML) or a table (CSV)"), widget=forms.FileInput({"accept": ".xml,.csv,text/xml,text/csv"}))


class PinForm(forms.Form):
    """The day before which a task does not begin."""

    task = forms.TypedChoiceField(label=_("Task"), coerce=int)
    not_before = day_field(_("Not before the day"), required=False)

    def __init__(self, *args, project, **more):
        super().__init__(*args, **more)
        ahead = Task.objects.filter(project=project, state__in=(TaskState.BACKLOG, TaskState.TODO)).order_by("position", "pk")[:500]
        self.fields["task"].choices = [(task.pk, task.title) for task in ahead]


class ChoicesForm(forms.Form):
    """What a file's stages and people are here; what is not said is looked for by name."""

    stage_id = forms.TypedChoiceField(label=_("Stage of whatever has none"), coerce=int, empty_value=None, required=False)
    assignee = forms.ChoiceField(label=_("Who does what nobody is named for"), required=False, widget=LongSelect)

    def __init__(self, *args, project, plan: PlanFile, **more):
        super().__init__(*args, **more)
        stages = [(stage.pk, stage.title) for stage in project.stages.order_by("position")]
        self.fields["stage_id"].choices = [("", "—"), *stages]
        self.fields["assignee"].choices = staff_choices()
        self._stages = self._ask("stage", (task.stage for task in plan.tasks), {folded(title) for _key, title in stages}, [("", "—"), *stages])
        known = {folded(text) for pair in staff_choices() for text in pair}
        self._people = self._ask("person", (one.name for one in plan.people), known, staff_choices())

    def _ask(self, kind: str, names, known: set[str], choices: list) -> dict[str, str]:
        """Ask about each name that is not known here; return the names by their fields."""
        fresh = [name for name in dict.fromkeys(names) if name and folded(name) not in known][:MOST_NAMES]
        for place, name in enumerate(fresh):
            label = _("Stage “%(name)s” of the file") if kind == "stage" else _("“%(name)s” of the file")
            self.fields[f"{kind}_{place}"] = forms.ChoiceField(label=label % {"name": name}, choices=choices, required=False, widget=LongSelect)
        return {f"{kind}_{place}": folded(name) for place, name in enumerate(fresh)}

    def told(self) -> dict:
        """Return the choices as the action takes them; of a form that is not valid, those fields that are."""
        data = getattr(self, "cleaned_data", {})
        return {
            "stage_id": data.get("stage_id"), "assignee": data.get("assignee") or "",
            "stages": {name: int(data[key]) for key, name in self._stages.items() if data.get(key)},
            "people": {name: data[key] for key, name in self._people.items() if data.get(key)},
        }  # fmt: skip
