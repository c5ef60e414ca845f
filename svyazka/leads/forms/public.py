"""What a stranger types into a form of ours."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.leads.models import ConsentText, WebForm
from svyazka.leads.rules.webform import ASKS


class PublicForm(forms.Form):
    """A form on a site; a field that people do not see catches programs, and each purpose has a tick of its own."""

    title = forms.CharField(label=_("What do you need"), max_length=200)
    request = forms.CharField(label=_("Tell us more"), widget=forms.Textarea({"rows": 4}), max_length=20000, required=False)
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "email"}))
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}))
    company = forms.CharField(label=_("Company"), max_length=300, required=False, widget=forms.TextInput({"autocomplete": "organization"}))
    region = forms.CharField(label=_("Region"), max_length=100, required=False, widget=forms.TextInput({"list": "regions"}))
    website = forms.CharField(required=False, widget=forms.HiddenInput())
    opened = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput())
    proof = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())
    touch = forms.CharField(required=False, max_length=12000, widget=forms.HiddenInput())

    def __init__(self, *args, form: WebForm, texts: list[ConsentText], **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(ASKS) - set(form.asks):
            del self.fields[name]
        if "phone" in self.fields:
            self.fields["email"].required, self.fields["phone"].help_text = False, _("An e-mail or a phone, whichever suits you.")
        self.texts = texts
        for text in texts:
            self.fields[f"consent_{text.purpose}"] = forms.CharField(
                label=text.label, required=text.required, max_length=10,
                error_messages={"required": _("Without this consent we may not answer you: tick it, please.")},
            )  # fmt: skip

    def clean(self) -> dict:
        """Hold that there is a way to answer: an e-mail or a phone."""
        told = super().clean() or {}
        if not self.errors.keys() & {"email", "phone"} and not told.get("email") and not told.get("phone"):
            self.add_error("email", _("Leave an e-mail or a phone: we shall not be able to answer otherwise."))
        return told

    def ticks(self) -> list[dict]:
        """Return each purpose with its text, whether it is ticked (never by us), and what is wrong with it."""
        bound = [(text, self[f"consent_{text.purpose}"]) for text in self.texts]
        return [{"text": text, "name": field.html_name, "ticked": bool(field.data) if self.is_bound else False, "errors": field.errors}
                for text, field in bound]  # fmt: skip

    def typed(self) -> list:
        """Return the fields that a person fills in."""
        ticks = {f"consent_{text.purpose}" for text in self.texts}
        return [field for field in self.visible_fields() if field.name not in ticks]

    def reasons(self) -> str:
        """Return what is wrong in words: the field and its errors."""
        rows = ((self.fields[name].label if name in self.fields else "", errors) for name, errors in self.errors.items())
        return "; ".join(f"{label}: {' '.join(errors)}" if label else " ".join(errors) for label, errors in rows)
