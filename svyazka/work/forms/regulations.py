"""What is typed about regulations: an edition, why a step is skipped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.kit.guard import DOORS, DUTIES
from svyazka.work.rules.regulation import BEGINNINGS

AREA = forms.Textarea(attrs={"rows": 4})


class RegulationForm(forms.Form):
    """An edition of a duty's regulation; each line of the steps is one step."""

    duty = forms.ChoiceField(label=_("Duty"))
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("What it is about"), max_length=4000, required=False, widget=AREA)
    steps = forms.CharField(label=_("Steps of the checklist, one a line"), max_length=6000, widget=forms.Textarea(attrs={"rows": 7}))
    starts_by = forms.MultipleChoiceField(label=_("The checklist begins by"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "in-columns"}),
                                          help_text=_("Nothing chosen: by the first act under the duty."))  # fmt: skip
    each = forms.BooleanField(label=_("Anew every time, not once on an engagement"), required=False)
    starts_on = day_field(_("From the day"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["duty"].choices = [(code, duty.label) for code, duty in DUTIES.items()]
        named = self.data.getlist("starts_by") if self.is_bound else self.initial.get("starts_by", ())
        kept = [name for name in named if name in DOORS and name not in BEGINNINGS]
        self.fields["starts_by"].choices = [*BEGINNINGS.items(), *((name, told_beginning(name)) for name in kept)]

    def clean_steps(self) -> list[str]:
        """Return the lines that say something."""
        return [line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()]


def told_beginning(name: str) -> str:
    """Return the act in words; one that only a program names by its duty and as the API calls it."""
    door = DOORS.get(name)
    return str(BEGINNINGS.get(name) or (f"{door.duty.label}: {name}" if door else name))


class SkipForm(forms.Form):
    """Why the step is skipped."""

    reason = forms.CharField(label=_("Why it is skipped"), max_length=500)
