"""What a person types about a lead."""

from datetime import timedelta

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.people.models import Person

SPOKEN = [(code, label) for code, label in Channel.choices if code != "form"]


class LeadForm(forms.Form):
    """What an account manager hears in the first call: ten seconds to write down."""

    title = forms.CharField(label=_("What is needed"), max_length=200)
    company = forms.CharField(label=_("Company"), max_length=300, required=False)
    source = forms.ChoiceField(label=_("Source"))
    channel = forms.ChoiceField(label=_("Channel"), choices=SPOKEN, initial="phone")
    request = forms.CharField(label=_("In their words"), widget=forms.Textarea({"rows": 4}), max_length=20000)
    name = forms.CharField(label=_("Contact"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)

    def __init__(self, *args, sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(source.code, source.name) for source in sources]


class AnswerForm(forms.Form):
    """The answer to a lead."""

    text = forms.CharField(label=_("Answer"), widget=forms.Textarea({"rows": 3}), max_length=20000)
    channel = forms.ChoiceField(label=_("Channel"), choices=SPOKEN, initial="email")


class QualificationForm(forms.Form):
    """Whether the lead fits, and why."""

    fits = forms.TypedChoiceField(label=_("Does it fit?"), choices=[("1", _("It fits")), ("0", _("Not ours"))],
                                  coerce=lambda value: value == "1")  # fmt: skip
    reason = forms.CharField(label=_("Why"), max_length=1000)


class LossForm(forms.Form):
    """Why the lead is lost."""

    reason = forms.CharField(label=_("Why is it lost"), max_length=1000)


class FreezingForm(forms.Form):
    """Till when the lead is put aside, and why."""

    until = forms.DateField(label=_("Until the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=_("Why"), max_length=1000)


class PassingForm(forms.Form):
    """To whom the lead is passed on, and why."""

    to = forms.ModelChoiceField(label=_("To whom"), queryset=Person.objects.none(), empty_label="—")
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Person.objects.none() if people is None else people


FASTEST = timedelta(seconds=2)  # nobody fills the form faster
OPENED = TimestampSigner(salt="leads.form")


class PublicForm(forms.Form):
    """The agency's form on its site; a field that people do not see catches programs."""

    title = forms.CharField(label=_("What do you need"), max_length=200)
    request = forms.CharField(label=_("Tell us more"), widget=forms.Textarea({"rows": 5}), max_length=20000)
    company = forms.CharField(label=_("Company"), max_length=300, required=False)
    name = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    consent = forms.BooleanField(label=_("I agree to the processing of my personal data to answer this request"))
    news = forms.BooleanField(label=_("I agree to receive news of the agency"), required=False)
    website = forms.CharField(required=False, widget=forms.HiddenInput())
    opened = forms.CharField(required=False, widget=forms.HiddenInput())

    def clean(self):
        """Refuse what a program sends: the hidden field filled, or the form sent as soon as it was opened."""
        told = super().clean()
        if told.get("website") or not _took_time(told.get("opened", "")):
            raise forms.ValidationError(_("This looks like a program, not a person. Send it once more, please."))
        return told

    def reasons(self) -> str:
        """Return what is wrong in words: the field and its errors."""
        rows = ((self.fields[name].label if name in self.fields else "", errors) for name, errors in self.errors.items())
        return "; ".join(f"{label}: {' '.join(errors)}" if label else " ".join(errors) for label, errors in rows)


def _took_time(opened: str) -> bool:
    try:
        OPENED.unsign(opened, max_age=timedelta(days=7))
    except BadSignature:
        return False
    try:
        OPENED.unsign(opened, max_age=FASTEST)
    except SignatureExpired:
        return True
    return False
