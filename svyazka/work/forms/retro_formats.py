"""What is typed about a form of looking back and about a switch that is looked back on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.kit.rows import Row
from svyazka.work.rules import RetroKind


class FormatForm(forms.Form):
    """An edition of a form of looking back; its columns are typed in rows beside it."""

    code = forms.SlugField(label=_("Code"), max_length=20, help_text=_("Latin letters and digits; by it the editions of one form are told."))
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100)
    kind = forms.ChoiceField(label=_("Who looks back"), choices=RetroKind.choices)
    votes = forms.IntegerField(label=_("Votes of a person"), min_value=1, max_value=9, initial=3)
    starts_on = day_field(_("From the day"))

    def told(self) -> dict:
        """Return what the form says, but for the columns."""
        said = dict(self.cleaned_data)
        name = {"ru": said.pop("name_ru"), "en": said.pop("name_en")}
        return said | {"name": name}


class ColumnRow(Row):
    """A column of a form, named in both languages, and what the client is asked by it."""

    filled_by = ("ru", "en")
    code = forms.CharField(max_length=20, required=False)
    ru = forms.CharField(label=_("in Russian"), max_length=60)
    en = forms.CharField(label=_("in English"), max_length=60)
    ask_ru = forms.CharField(label=_("what the client is asked, in Russian"), max_length=200, required=False)
    ask_en = forms.CharField(label=_("what the client is asked, in English"), max_length=200, required=False)


class LookForm(forms.Form):
    """Whether the PMs are asked to look back on the switch, or why not."""

    ask = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(label=_("Why it is passed over"), max_length=500, required=False)
