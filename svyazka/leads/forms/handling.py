"""What the head types about the handling of leads, and what comes next with one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.kit.dated import MOST_NORM_MINUTES
from svyazka.kit.fields import day_field
from svyazka.leads.rules.clock import LEVELS, Called, NormKind
from svyazka.leads.rules.reasons import GIVEN_UP
from svyazka.sources.models import Source
from svyazka.sources.queries import in_use


class NormForm(forms.Form):
    """In how many minutes of working time, for which leads, from which day."""

    kind = forms.ChoiceField(label=_("What it measures"), choices=NormKind.choices)
    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none(), empty_label=_("Any source"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=[("", _("Any channel")), *Channel.choices], required=False)
    minutes = forms.IntegerField(label=_("Minutes of working time"), min_value=1, max_value=MOST_NORM_MINUTES,
                                 help_text=_("A working day of eight hours is 480 minutes."))  # fmt: skip
    starts_on = day_field(_("From the day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = in_use()


class LevelForm(forms.Form):
    """Who is told at which per cent of the norm."""

    percent = forms.IntegerField(label=_("Per cent of the norm"), min_value=1, max_value=1000, initial=LEVELS[0])
    called = forms.MultipleChoiceField(label=_("Who is told"), choices=Called.choices, widget=forms.CheckboxSelectMultiple, required=False)
    starts_on = day_field(_("From the day"))


class ClosingReasonForm(forms.Form):
    """One more reason for which leads are closed."""

    name = forms.CharField(label=_("Reason"), max_length=200)
    closing = forms.ChoiceField(label=_("Of which leads"), choices=[(state.value, state.label) for state in GIVEN_UP])


class NextStepForm(forms.Form):
    """What comes next with the lead, and when."""

    text = forms.CharField(label=_("Next step"), max_length=300)
    on = day_field(_("On the day"))
