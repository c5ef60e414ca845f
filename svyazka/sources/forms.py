"""What a person types about sources, events, people met and demand; and how a page is narrowed."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field
from svyazka.sources.queries.event import who_may_speak
from svyazka.sources.rules import Audience, EventKind, SourceKind, Touched


def month_field(label, **more) -> forms.DateField:
    """Return a field for a month."""
    widget = forms.DateInput({"type": "month"}, format="%Y-%m")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m", "%Y-%m-%d"], **more)


class SourceForm(forms.Form):
    """What a source is called, and of what kind it is."""

    name = forms.CharField(label=_("Source"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=SourceKind.choices)


class CostForm(forms.Form):
    """What a source cost in a month, in roubles."""

    month_on = day_field(_("Any day of the month"))
    rubles = NumberField(label=_("Cost, ₽"), min_value=0, max_digits=14, decimal_places=2)

    def told(self) -> dict:
        """Return the month and whole kopecks."""
        return {"month_on": self.cleaned_data["month_on"], "kopecks": int(self.cleaned_data["rubles"] * 100)}


class FadeForm(forms.Form):
    """From which day a source is used less."""

    on = day_field(_("Used less from"))


class RetireForm(forms.Form):
    """From which day a source is not used any more."""

    on = day_field(_("Not used from"))


class SpeakerField(forms.ModelChoiceField):
    """Who gave the talk."""

    def label_from_instance(self, person) -> str:
        return person.name


class EventForm(forms.Form):
    """A forum, a conference, an evening of one's own."""

    name = forms.CharField(label=_("Event"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices, required=False)
    held_on = day_field(_("Date"))
    audience = forms.ChoiceField(label=_("Audience"), choices=Audience.choices)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    talk = forms.CharField(label=_("Our talk"), max_length=300, required=False)
    speaker = SpeakerField(label=_("Speaker"), queryset=None, required=False, empty_label=_("Nobody spoke"))
    hours = NumberField(label=_("Hours spent on it"), min_value=0, max_value=10_000, max_digits=8, decimal_places=2, required=False)
    people_met = forms.IntegerField(label=_("People met"), min_value=0, max_value=100_000, initial=0)
    rubles = NumberField(label=_("Cost, ₽"), min_value=0, max_digits=14, decimal_places=2, initial=Decimal(0))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["speaker"].queryset = who_may_speak()  # type: ignore[attr-defined]

    def told(self) -> dict:
        """Return the event with its cost in whole kopecks."""
        told = dict(self.cleaned_data)
        rubles = told.pop("rubles")
        return {**told, "cost_kopecks": int(rubles * 100), "hours": told["hours"] or Decimal(0), "kind": told["kind"] or EventKind.FORUM}


class PeopleForm(forms.Form):
    """Lines of a pile of visiting cards."""

    lines = forms.CharField(label=_("People met, a line each"), max_length=100_000, widget=forms.Textarea({"rows": 6}),
                            help_text=_("Name, company, phone or e-mail, a note: in any order, parted by commas."))  # fmt: skip


class DemandForm(forms.Form):
    """A file of positions and visits, or its rows pasted; what stands in for a column that it has not."""

    file = forms.FileField(label=_("File"), required=False, help_text=_("CSV of Webmaster or Metrika: regions, shows, visits, positions."))
    rows = forms.CharField(label=_("Or its rows"), max_length=2_000_000, required=False, widget=forms.Textarea({"rows": 3}), strip=False)
    group = forms.CharField(label=_("Query group, if the file has no column of it"), max_length=200, required=False)
    month_on = month_field(_("Month, if the file has no column of it"), required=False)

    def clean(self) -> dict:
        told = super().clean() or {}
        if not told.get("file") and not (told.get("rows") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste its rows."))
        return told

    def told(self) -> dict:
        """Return the bytes with their name."""
        file, rows = self.cleaned_data["file"], self.cleaned_data["rows"]
        raw, name = (file.read(), file.name) if file else (rows.encode(), str(_("Pasted rows")))
        return {"raw": raw, "name": name, "group": self.cleaned_data["group"], "month_on": self.cleaned_data["month_on"]}


class FigureForm(forms.Form):
    """One figure of demand, written by hand."""

    group = forms.CharField(label=_("Query group"), max_length=200)
    region = forms.CharField(label=_("Region or city"), max_length=100)
    month_on = month_field(_("Month"))
    shows = forms.IntegerField(label=_("Shows"), min_value=0, max_value=10**9, initial=0)
    visits = forms.IntegerField(label=_("Visits"), min_value=0, max_value=10**9, initial=0)
    position = NumberField(label=_("Average position"), min_value=0, max_value=10_000, max_digits=6, decimal_places=1, required=False)


class PeriodForm(forms.Form):
    """Which leads are counted: of which days, and by which touch."""

    first = day_field(_("First day"), required=False)
    last = day_field(_("Last day"), required=False)
    by = forms.ChoiceField(label=_("Touch"), choices=Touched.choices, required=False)

    def clean(self) -> dict:
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            raise forms.ValidationError(_("The period ends before it begins."))
        return told


class SearchForm(PeriodForm):
    """Which demand is shown, and what the picture is coloured by."""

    group = forms.CharField(required=False, max_length=200)
    paint = forms.ChoiceField(choices=[("visits", _("Visits")), ("leads", _("Leads"))], required=False)
