"""What the keeper of channels types: forms for sites, texts of consents, ways to reach us, codes, marks of links."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.leads.rules import MarkKind, Way
from svyazka.leads.rules.touch import UTM
from svyazka.leads.rules.webform import ASKS
from svyazka.sources.models import OutreachEvent

ASKED = {"company": _("Company"), "phone": _("Phone"), "region": _("Region")}


class WithSources(forms.Form):
    """A form that asks for a source in use."""

    def __init__(self, *args, sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        empty = [] if self.fields["source"].required else [("", "—")]
        self.fields["source"].choices = [*empty, *((source.code, source.name) for source in sources)]


class WebFormForm(WithSources):
    """What a form for sites asks, where it may stand, how it thanks."""

    title = forms.CharField(label=_("Title"), max_length=200)
    intro = forms.CharField(label=_("A sentence under the title"), max_length=500, required=False)
    source = forms.ChoiceField(label=_("Source, when the link tells of none"))
    asks = forms.MultipleChoiceField(label=_("What else it asks"), choices=[(name, ASKED[name]) for name in ASKS], required=False,
                                     widget=forms.CheckboxSelectMultiple)  # fmt: skip
    sites = forms.CharField(label=_("Sites that may show it"), widget=forms.Textarea({"rows": 2, "placeholder": "https://example.ru"}),
                            required=False, max_length=2000, help_text=_("One address a line. Others see an empty frame."))  # fmt: skip
    thanks = forms.CharField(label=_("Words of thanks"), max_length=500, required=False)
    thanks_url = forms.URLField(label=_("Or your own page of thanks"), max_length=500, required=False, assume_scheme="https",
                                help_text=_("Only on one of the sites above."))  # fmt: skip

    def told(self) -> dict:
        """Return the form's parts, the sites one by one."""
        return {**self.cleaned_data, "sites": self.cleaned_data["sites"].split()}


class ConsentTextForm(forms.Form):
    """The next version of the text of a consent."""

    purpose = forms.SlugField(label=_("Purpose"), max_length=60, help_text=_("A short word in Latin letters: processing, news."))
    label = forms.CharField(label=_("Sentence by the tick"), max_length=300)
    title = forms.CharField(label=_("Title of the document"), max_length=300)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 12}), max_length=20000)
    starts_on = day_field(_("In force from"))


class WayForm(forms.Form):
    """One way to reach the agency."""

    way = forms.ChoiceField(label=_("Way"), choices=Way.choices)
    address = forms.CharField(label=_("Address, number or link"), max_length=300, required=False, help_text=_("Leave it empty to take the way away."))


class CodeForm(WithSources):
    """What a short code stands for."""

    label = forms.CharField(label=_("What it is for"), max_length=200, help_text=_("A campaign, a slide, a business card."))
    source = forms.ChoiceField(label=_("Source"))
    event = forms.ModelChoiceField(label=_("Event"), queryset=OutreachEvent.objects.order_by("-held_on"), required=False, empty_label="—")
    query_group = forms.CharField(label=_("Group of queries"), max_length=200, required=False)
    utm_campaign = forms.CharField(label="utm_campaign", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].label_from_instance = lambda event: f"{event.name}, {event.held_on:%d.%m.%Y}"

    def told(self) -> dict:
        """Return the code's parts with the marks of its link."""
        told = dict(self.cleaned_data)
        utm = {name: told.pop(name) for name in UTM if told.get(name)}
        told.pop("utm_campaign", None)
        return {**told, "utm": utm}


class MarkForm(WithSources):
    """What a mark of links means from a day on."""

    kind = forms.ChoiceField(label=_("Mark"), choices=MarkKind.choices, initial=MarkKind.SOURCE)
    value = forms.CharField(label=_("Its value"), max_length=200)
    source = forms.ChoiceField(label=_("Source"), required=False)
    query_group = forms.CharField(label=_("Group of queries"), max_length=200, required=False)
    starts_on = day_field(_("In force from"))


class WithdrawalForm(forms.Form):
    """How a person withdrew a consent."""

    purpose = forms.CharField(max_length=60)
    how = forms.CharField(label=_("How it was withdrawn"), max_length=300)
