"""What is typed about a project: another promised day, why it drifts, a word on its alert, why it is stopped, what alarms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.projects.rules import LONGEST_CAUSE, SHARES, Alarm


class PromiseForm(forms.Form):
    promised_on = day_field(_("Promised day"))
    reason = forms.CharField(label=_("Why the day moves"), max_length=1000)


class DriftForm(forms.Form):
    text = forms.CharField(label=_("Why it can wait"), max_length=1000)


class StopForm(forms.Form):
    reason = forms.CharField(label=_("Why the project is stopped"), max_length=1000)


class CauseForm(forms.Form):
    text = forms.CharField(label=_("Why it is late, in one line"), max_length=LONGEST_CAUSE)


class WarningForm(forms.Form):
    text = forms.CharField(label=_("What the client reads"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class DriftNormForm(forms.Form):
    """What alarms from a day on."""

    starts_on = day_field(_("From the day"))
    percent = forms.TypedChoiceField(label=_("The day that alarms is held in, of a hundred"), coerce=int, choices=[(share, share) for share in SHARES])
    again_days = forms.IntegerField(label=_("Call again when it grows by, working days"))
    again_percent = forms.IntegerField(label=_("… and by, % of what was told"))

    def told(self) -> dict:
        """Return what is said, in the words of the action."""
        said = dict(self.cleaned_data)
        return {"starts_on": said.pop("starts_on"), "alarm": Alarm(**said)}
