"""What a person types about a lead."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.kit.fields import day_field
from svyazka.leads.queries import code_named, reasons_in_use

SPOKEN = [(code, label) for code, label in Channel.choices if code != "form"]


def reason_field(closing: str, label) -> forms.ChoiceField:
    """Return a field for a reason of the list, which may be left out."""

    def choices() -> list:
        return [("", "—"), *reasons_in_use(closing).values_list("code", "name")]

    return forms.ChoiceField(label=label, choices=choices, required=False)


class LeadForm(forms.Form):
    """What an account manager hears in the first call: ten seconds to write down."""

    company = forms.CharField(label=_("Company"), max_length=300, required=False, widget=forms.TextInput({"autofocus": True, "autocomplete": "off", "list": "known"}))
    title = forms.CharField(label=_("What is needed"), max_length=200)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "off"}))
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(label=_("Contact"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"}))
    code = forms.CharField(label=_("Code, if they name one"), max_length=12, required=False,
                           widget=forms.TextInput({"autocomplete": "off", "placeholder": "К7М3"}))  # fmt: skip
    source = forms.ChoiceField(label=_("Source"), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("Channel"), choices=SPOKEN, initial="phone", widget=forms.RadioSelect)
    region = forms.CharField(label=_("Region"), max_length=100, required=False, widget=forms.TextInput({"list": "regions", "autocomplete": "off"}))
    request = forms.CharField(label=_("In their words"), widget=forms.Textarea({"rows": 3}), max_length=20000, required=False)

    def __init__(self, *args, sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(source.code, source.name) for source in sources]
        if self.initial.get("title") and not self.initial.get("source"):  # the source alone is left to choose
            self.fields["company"].widget.attrs.pop("autofocus")
            self.fields["source"].widget.attrs["autofocus"] = True

    def clean_code(self):
        """Take a code in whichever layout; refuse what is none of ours."""
        typed = self.cleaned_data["code"]
        found = code_named(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(_("We have no such code."))
        return found.code if found else ""

    def told(self) -> dict:
        """Return the lead: its contact, the code as its touch, the need as its words when there are no others."""
        told = dict(self.cleaned_data)
        contact = {name: told.pop(name) for name in ("name", "email", "phone")}
        code = told.pop("code")
        return {**told, "request": told["request"] or told["title"], "contact": contact, "touch": {"code": code} if code else None}


class AnswerForm(forms.Form):
    """The answer to a lead."""

    text = forms.CharField(label=_("Answer"), widget=forms.Textarea({"rows": 3}), max_length=20000)
    channel = forms.ChoiceField(label=_("Channel"), choices=SPOKEN, initial="email")


class QualificationForm(forms.Form):
    """Whether the lead fits, and why."""

    fits = forms.TypedChoiceField(label=_("Does it fit?"), choices=[("1", _("It fits")), ("0", _("Not ours"))],
                                  coerce=lambda value: value == "1")  # fmt: skip
    reason_code = reason_field("not_ours", _("Reason, if it is not ours"))
    reason = forms.CharField(label=_("Why"), max_length=1000)


class LossForm(forms.Form):
    """Why the lead is lost."""

    reason_code = reason_field("lost", _("Reason"))
    reason = forms.CharField(label=_("Why is it lost"), max_length=1000)


class FreezingForm(forms.Form):
    """Till when the lead is put aside, and why."""

    until = day_field(_("Until the day"))
    reason = forms.CharField(label=_("Why"), max_length=1000)
