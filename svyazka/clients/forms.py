"""What a person types about clients."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.clients.actions import REQUISITES
from svyazka.clients.models import Client
from svyazka.clients.rules import Channel, ClientKind
from svyazka.kit.fields import day_field
from svyazka.kit.zones import zone_choices

TALKS = [(code, label) for code, label in Channel.choices if code != "form"]


class SayForm(forms.Form):
    """A word to the client."""

    text = forms.CharField(label=_("To the client"), widget=forms.Textarea({"rows": 3}), max_length=20000)
    channel = forms.ChoiceField(label=_("Channel"), choices=TALKS, initial="email")


class NoteForm(forms.Form):
    """A word to colleagues."""

    text = forms.CharField(label=_("To colleagues"), widget=forms.Textarea({"rows": 3}), max_length=20000)


class FileForm(forms.Form):
    """A file for one of the two streams."""

    file = forms.FileField(label=_("File"))
    stream = forms.ChoiceField(label=_("For whom"), choices=[("internal", _("Inside the agency")), ("client", _("With the client"))])


class ClientForm(forms.Form):
    """The client's card."""

    name = forms.CharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=ClientKind.choices)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    site = forms.CharField(label=_("Site"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices(_("As the agency"))


class RequisitesForm(forms.ModelForm):
    """The client as papers name it, and who signs for it."""

    proxy_on = day_field(_("Day of it"), required=False)
    proxy_until = day_field(_("Good until"), required=False)

    class Meta:
        model = Client
        fields = (*REQUISITES, "proxy_on", "proxy_until")
        labels = {
            "full_name": _("Full name"), "inn": _("INN"), "kpp": _("KPP"), "ogrn": _("OGRN"), "address": _("Address"), "bank": _("Bank"),
            "bik": _("BIK"), "account": _("Account"), "correspondent_account": _("Correspondent account"), "signer_name": _("Who signs, in full"),
            "signer_position": _("Their position"), "signer_genitive": _("“Represented by …”, if the rules decline it wrongly"),
            "signer_basis": _("On the basis of"), "proxy_number": _("Power of attorney No."),
        }  # fmt: skip

    def _post_clean(self):
        """Leave the numbers to the action, which says what is wrong in them."""


class ContactForm(forms.Form):
    """A person at the client."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=200)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
