"""What a person types about people and the agency."""

from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field
from svyazka.kit.zones import zone_choices
from svyazka.people.models import Department, LegalEntity, Specialism
from svyazka.people.rules import Track, VatMode, VatRounding

DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def time_field(label, **more) -> forms.TimeField:
    """Return a field for a time of day."""
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


def hours_field(label, **more) -> NumberField:
    """Return a field for hours of a day."""
    return NumberField(label=label, min_value=0, max_value=24, max_digits=4, decimal_places=2, **more)


class CardForm(forms.Form):
    """A person's card."""

    name = forms.CharField(label=_("First and last name"), max_length=200)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    specialisms = forms.MultipleChoiceField(label=_("Specialisms"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["specialisms"].choices = Specialism.objects.order_by("name").values_list("code", "name")


class TrackForm(forms.Form):
    """A track from a day on."""

    track = forms.ChoiceField(label=_("Track"), choices=[("", "—"), *Track.choices])
    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none(), required=False, empty_label="—")
    starts_on = day_field(_("From the day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.filter(closed_on=None).order_by("name")


class InvitationForm(TrackForm, CardForm):
    """A new person: login and address, card, track."""

    login = forms.RegexField(r"^[\w.@+-]+$", label=_("Login"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The invitation goes there."))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    field_order = ("name", "login", "email", "track", "department", "starts_on", "position", "specialisms", "language")


class NormForm(forms.Form):
    """Hours of each weekday from a day on."""

    starts_on = day_field(_("From the day"))

    def __init__(self, *args, hours=(8, 8, 8, 8, 8, 0, 0), **kwargs):
        super().__init__(*args, **kwargs)
        for n, label in enumerate(DAYS):
            self.fields[f"day_{n}"] = hours_field(label, initial=hours[n])

    def days(self) -> list:
        """Return the bound fields of the seven days."""
        return [self[f"day_{n}"] for n in range(7)]

    def told(self) -> dict:
        """Return the norm as the action takes it."""
        return {"starts_on": self.cleaned_data["starts_on"], "hours": [self.cleaned_data[f"day_{n}"] for n in range(7)]}


class PasswordForm(forms.Form):
    """A password chosen by an invitation."""

    password = forms.CharField(
        label=_("Password"), strip=False, max_length=200, help_text=_("At least ten characters; a phrase is best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip


class OwnForm(forms.Form):
    """One's own settings."""

    name = forms.CharField(label=_("First and last name"), max_length=200)
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("As the browser says")), *settings.LANGUAGES])
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[
        ("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))])  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices(_("As the agency"))


class TokenForm(forms.Form):
    """A token for a program of one's own."""

    label = forms.CharField(label=_("What it is for"), max_length=100)
    may = forms.ChoiceField(label=_("It may"), choices=[("read", _("Read")), ("write", _("Read and write"))])

    def scopes(self) -> tuple[str, ...]:
        """Return the scopes as the action takes them."""
        return ("read",) if self.cleaned_data["may"] == "read" else ("read", "write")


class AgencyForm(forms.Form):
    """The agency's details."""

    name = forms.CharField(label=_("Name"), max_length=200)
    zone = forms.ChoiceField(label=_("Time zone"))
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    opens = time_field(_("Answers from"))
    closes = time_field(_("Answers till"))
    lunch_opens = time_field(_("Lunch from"), required=False)
    lunch_closes = time_field(_("Lunch till"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zone_choices()


class EntityForm(forms.ModelForm):
    """A legal entity as papers name it."""

    proxy_on = day_field(_("Day of it"), required=False)
    proxy_until = day_field(_("Good until"), required=False)

    class Meta:
        model = LegalEntity
        fields = ("name", "full_name", "inn", "kpp", "ogrn", "address", "bank", "bik", "account", "correspondent_account", "signer_name",
                  "signer_position", "signer_genitive", "signer_basis", "proxy_number", "proxy_on", "proxy_until")  # fmt: skip
        labels = {
            "name": _("Short name"), "full_name": _("Full name"), "inn": _("INN"), "kpp": _("KPP"), "ogrn": _("OGRN"),
            "address": _("Address"), "bank": _("Bank"), "bik": _("BIK"), "account": _("Account"),
            "correspondent_account": _("Correspondent account"), "signer_name": _("Who signs, in full"),
            "signer_position": _("Their position"), "signer_genitive": _("“Represented by …”, if the rules decline it wrongly"),
            "signer_basis": _("On the basis of"), "proxy_number": _("Power of attorney No."),
        }  # fmt: skip


class TaxForm(forms.Form):
    """VAT from a day on."""

    starts_on = day_field(_("From the day"))
    regime = forms.ChoiceField(label=_("Tax regime"), choices=[("osno", _("General")), ("usn", _("Simplified")), ("ausn", _("Automated simplified"))])
    vat_mode = forms.ChoiceField(label=_("VAT in prices"), choices=VatMode)
    vat_percent = NumberField(label=_("VAT, per cent"), required=False, min_value=Decimal("0.01"), max_value=99, max_digits=5, decimal_places=2)
    vat_rounding = forms.ChoiceField(label=_("VAT of a paper of several lines is rounded"), choices=VatRounding, required=False)
    basis = forms.CharField(label=_("Basis"), required=False, max_length=300, help_text=_("Without VAT: the article of the Tax Code, as papers print it."))

    def clean_vat_rounding(self):
        """Return nothing chosen as once, of the whole paper."""
        return self.cleaned_data["vat_rounding"] or VatRounding.DOCUMENT


class DayForm(forms.Form):
    """A day of the agency's own calendar."""

    day = day_field(_("Date"))
    hours = hours_field(_("Hours worked, 0 for a day off"))
    reason = forms.CharField(label=_("Why"), max_length=300)


class DepartmentForm(forms.Form):
    """A new department."""

    name = forms.CharField(label=_("Name"), max_length=200)
    on = day_field(_("From the day"))


class ClosingForm(forms.Form):
    """Why and when a department is closed."""

    on = day_field(_("From the day"))
    reason = forms.CharField(label=_("Why"), max_length=500)
