"""What a stranger types into the agency's own form."""

from datetime import timedelta

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

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
