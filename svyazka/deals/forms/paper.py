"""What people type about texts of papers and series of numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.rules import SeriesKind
from svyazka.kit.fields import day_field
from svyazka.kit.papers.reading import MOST_TEXT
from svyazka.people.models import LegalEntity


class TextForm(forms.Form):
    """An edition of a text."""

    text = forms.CharField(label=_("Text"), max_length=MOST_TEXT, widget=forms.Textarea({"rows": 34, "spellcheck": "true", "class": "paper-text", "wrap": "soft"}))
    starts_on = day_field(_("In force from"))
    note = forms.CharField(label=_("What has changed"), max_length=300, required=False)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """To which edition to return."""

    edition = forms.IntegerField(min_value=1)
    seen = forms.IntegerField(min_value=0)


class PreviewForm(forms.Form):
    """A text to look at, with the facts of a real engagement."""

    text = forms.CharField(label=_("Text"), max_length=MOST_TEXT)
    engagement = forms.IntegerField(label=_("Look at it with the facts of"), min_value=1)


class SeriesForm(forms.Form):
    """How papers are numbered from a day on."""

    kind = forms.ChoiceField(label=_("Papers"), choices=SeriesKind)
    pattern = forms.CharField(label=_("Pattern"), max_length=60, initial="{prefix}-{year}-{n:03}", help_text=_("{prefix}, {year} or {yy}, {n} or {n:03}"))
    prefix = forms.CharField(label=_("Letters before the number"), max_length=20, required=False)
    legal_entity = forms.TypedChoiceField(label=_("Only for the legal entity"), coerce=int, required=False, empty_value=None)
    per_entity = forms.BooleanField(label=_("Each legal entity counts by itself"), required=False)
    yearly = forms.BooleanField(label=_("Begins anew each year"), required=False, initial=True)
    starts_on = day_field(_("From the day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["legal_entity"].choices = [("", _("all of them")), *((e.pk, e.name) for e in LegalEntity.objects.order_by("pk"))]
