"""What a person types about a tender."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField
from svyazka.tenders.rules import LABELS, Law, Method

MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class TenderForm(forms.Form):
    """A lead that is a tender."""

    lead = forms.ChoiceField(label=_("Lead"))
    law = forms.ChoiceField(label=_("Law"), choices=Law.choices)
    method = forms.ChoiceField(label=_("Method"), choices=Method.choices)
    number = forms.CharField(label=_("Number of the notice"), max_length=60, required=False)
    platform = forms.CharField(label=_("Trading platform"), max_length=200, required=False)
    rubles = NumberField(label=_("Initial price, ₽"), min_value=1, max_digits=14, decimal_places=2)
    deadline_at = forms.DateTimeField(label=_("Deadline of applications"), widget=MOMENT)

    def __init__(self, *args, leads=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [(lead.pk, f"{lead.engagement.client.name}: {lead.title}") for lead in leads]


class DecisionForm(forms.Form):
    """Whether to take part, and why."""

    go = forms.TypedChoiceField(label=_("Do we take part?"), choices=[("1", _("We take part")), ("0", _("We do not take part"))],
                                coerce=lambda value: value == "1")  # fmt: skip
    reason = forms.CharField(label=_("Why"), max_length=1000)


class MoveForm(forms.Form):
    """What has happened to the tender."""

    event = forms.ChoiceField(label=_("What has happened"))
    reason = forms.CharField(label=_("Why"), max_length=1000, required=False)

    def __init__(self, *args, events=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [(event, LABELS[event]) for event in events]


class PriceForm(forms.Form):
    """Our price."""

    rubles = NumberField(label=_("Our price, ₽"), min_value=1, max_digits=14, decimal_places=2)
