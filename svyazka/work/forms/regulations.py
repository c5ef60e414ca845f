"""What is typed about regulations: an edition, why a step is skipped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.kit.guard import DOORS, DUTIES

AREA = forms.Textarea(attrs={"rows": 4})


class RegulationForm(forms.Form):
    """An edition of a duty's regulation; each line of the steps is one step."""

    duty = forms.ChoiceField(label=_("Duty"))
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("What it is about"), max_length=4000, required=False, widget=AREA)
    steps = forms.CharField(label=_("Steps of the checklist, one a line"), max_length=6000, widget=forms.Textarea(attrs={"rows": 7}))
    starts_by = forms.MultipleChoiceField(label=_("The checklist begins by"), required=False, help_text=_("Nothing chosen: by the first act under the duty."))
    each = forms.BooleanField(label=_("Anew every time, not once on an engagement"), required=False)
    starts_on = day_field(_("From the day"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["duty"].choices = [(code, duty.label) for code, duty in DUTIES.items()]
        self.fields["starts_by"].choices = sorted(((name, _told(door)) for name, door in DOORS.items()), key=lambda pair: str(pair[1]))
        self.fields["starts_by"].widget.attrs["size"] = 8

    def clean_steps(self) -> list[str]:
        """Return the lines that say something."""
        return [line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()]


def _told(door) -> str:
    """Return the act in words: its duty, and its name as the API calls it."""
    return f"{door.duty.label}: {door.function.__name__.replace('_', ' ')}"


class SkipForm(forms.Form):
    """Why the step is skipped."""

    reason = forms.CharField(label=_("Why it is skipped"), max_length=500)
