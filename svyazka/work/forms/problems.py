"""What is typed about problems: raised, stepped, passed on, and the norms of their clocks."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.clients.models import Engagement
from svyazka.kit.dated import MOST_NORM_MINUTES
from svyazka.kit.fields import day_field
from svyazka.kit.selects import LongSelect
from svyazka.work.forms.fields import near_choices
from svyazka.work.rules import ProblemClock, ProblemKind, ProblemStep

AREA = forms.Textarea(attrs={"rows": 3})


NOTHING = ("", "—")  # what is not chosen is nobody's problem yet


class ProblemForm(forms.Form):
    """What goes wrong on which work; raised on a task, it keeps the task. Where works are many, `find` narrows those that are offered."""

    find = forms.CharField(label=_("Find the work"), max_length=100, required=False,
                           widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Words of the work or of the client"), "autocomplete": "off"}))  # fmt: skip
    engagement = forms.IntegerField(min_value=1, label=_("Engagement"), widget=LongSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=[NOTHING, *ProblemKind.choices])
    text = forms.CharField(label=_("What goes wrong"), max_length=4000, widget=AREA)
    task_id = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, works, **more):
        super().__init__(*args, **more)
        rows = [(row.pk, f"{row.title} · {row.client.name}") for row in works.rows]
        first = NOTHING if rows else ("", _("No work by these words"))
        self.fields["engagement"].widget.choices = rows if len(rows) == 1 else [first, *rows]
        if not works.many:
            del self.fields["find"]

    def said(self) -> dict:
        """Return what is told of the problem: by which words its work was found is not."""
        return {name: value for name, value in self.cleaned_data.items() if name != "find"}


class StepForm(forms.Form):
    """What has been done about the problem; that somebody is on it needs no words."""

    step = forms.ChoiceField(choices=ProblemStep.choices)
    note = forms.CharField(label=_("What is proposed, or how it was resolved"), max_length=4000, widget=AREA)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["note"].required = self.data.get("step") != ProblemStep.REACTED


class OwnerForm(forms.Form):
    """To whom the problem is passed."""

    owner = forms.ChoiceField(label=_("To whom"), widget=LongSelect)

    def __init__(self, *args, engagement: Engagement, at: datetime, **more):
        super().__init__(*args, **more)
        self.fields["owner"].choices = near_choices(engagement, at)[1:]


class ReopenForm(forms.Form):
    """How the problem came back."""

    reason = forms.CharField(label=_("How it came back"), max_length=2000)


class ProblemNormForm(forms.Form):
    """In how much working time a clock of problems is to stop, from a day on."""

    clock = forms.ChoiceField(label=_("What it measures"), choices=ProblemClock.choices)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", pgettext_lazy("problem", "Any")), *ProblemKind.choices])
    minutes = forms.IntegerField(label=_("Minutes of working time"), min_value=1, max_value=MOST_NORM_MINUTES)
    starts_on = day_field(_("From the day"))
