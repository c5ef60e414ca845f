"""What a person types about whom leads go to: a name and a reason, the terms of a taker, the order of choosing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.kit.fields import day_field
from svyazka.leads.rules import ORDER, Criterion, Language, named


class ReasonForm(forms.Form):
    """Why a lead is declined or returned: whoever is next reads it."""

    reason = forms.CharField(label=_("Why"), max_length=1000)


class PassingForm(forms.Form):
    """To whom a lead is offered, and why; each colleague is told with what stands against it, or how many leads they have."""

    to = forms.TypedChoiceField(label=_("To whom"), coerce=int)
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person, _note in people}
        self.fields["to"].choices = [("", "—"), *((person.pk, f"{person.name} · {note}") for person, note in people)]

    def told(self) -> dict:
        """Return the person and the reason."""
        return {"to": self.people[self.cleaned_data["to"]], "reason": self.cleaned_data["reason"]}


class TermsForm(forms.Form):
    """On what terms a person takes leads."""

    most_open = forms.IntegerField(label=_("Open leads at once, at most"), min_value=0, max_value=1000, required=False,
                                   help_text=_("What is left empty is as for everybody."))  # fmt: skip
    paused_until = day_field(_("Takes no new leads until"), required=False)
    regions = forms.CharField(label=_("Regions"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}),
                              help_text=_("One a line. Leads from these come first; none named: all alike."))  # fmt: skip
    languages = forms.MultipleChoiceField(label=_("Languages"), choices=Language.choices, required=False, widget=forms.CheckboxSelectMultiple)
    refused_sources = forms.MultipleChoiceField(label=_("Takes no leads from the sources"), required=False, widget=forms.CheckboxSelectMultiple)
    refused_channels = forms.MultipleChoiceField(label=_("Takes no leads by the channels"), required=False, choices=Channel.choices,
                                                 widget=forms.CheckboxSelectMultiple)  # fmt: skip
    starts_on = day_field(_("In force from"))

    def __init__(self, *args, sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["refused_sources"].choices = [(source.code, source.name) for source in sources]

    def told(self) -> dict:
        """Return the terms as the action takes them."""
        return {**self.cleaned_data, "regions": named(self.cleaned_data["regions"].splitlines())}


class AgencyTermsForm(TermsForm):
    """The terms of everybody who has none of their own, and the order of choosing."""

    paused_until = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["most_open"].required = True
        self.fields["most_open"].help_text = ""
        for n in range(len(ORDER)):
            self.fields[f"place_{n}"] = forms.ChoiceField(label=_("Order of choosing, place %(n)s") % {"n": n + 1}, choices=Criterion.choices, initial=ORDER[n])
        self.order_fields([name for name in self.fields if name != "starts_on"])

    def clean(self):
        """Refuse an order in which a criterion stands twice."""
        told = super().clean()
        places = [told.get(f"place_{n}") for n in range(len(ORDER))]
        if len(set(places)) < len(places):
            self.add_error(None, _("The order names each criterion once."))
        return told

    def told(self) -> dict:
        """Return the terms with the order."""
        told = super().told()
        order = [told.pop(f"place_{n}") for n in range(len(ORDER))]
        return {**told, "order": order}
