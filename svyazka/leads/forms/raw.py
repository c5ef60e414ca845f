"""What a person types about what comes in: why a message is not for us, whose program gets a key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.leads.rules import MOST_PER_MINUTE


class PuttingAwayForm(forms.Form):
    """Why a dead letter is not for us."""

    reason = forms.CharField(label=_("Why is it not for us"), max_length=500)


class KeyForm(forms.Form):
    """Whose program sends leads, and what it is counted as."""

    name = forms.CharField(label=_("Whose program is it"), max_length=200, help_text=_("For example, “Form on the clinic's site”."))
    source = forms.ChoiceField(label=_("Source of its leads"))
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel, initial=Channel.FORM)
    per_minute = forms.IntegerField(label=_("Calls a minute, at most"), min_value=1, max_value=MOST_PER_MINUTE, initial=60)
    by_address = forms.BooleanField(
        label=_("The sender cannot sign: take the secret in the address"), required=False,
        help_text=_("For amoCRM, Bitrix24 and builders of sites. The address is then a secret itself."),
    )  # fmt: skip

    def __init__(self, *args, sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(source.code, source.name) for source in sources]
