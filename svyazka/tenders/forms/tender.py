"""What a person types about one tender."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field
from svyazka.kit.zones import zone_choices
from svyazka.tenders.forms.fields import MOMENT, kopecks, rubles
from svyazka.tenders.rules import LABELS, Base, Law, Method, PaperKind, SecurityForm, SecurityKind


class TenderForm(forms.Form):
    """A lead that is a tender."""

    lead = forms.ChoiceField(label=_("Lead"))
    law = forms.ChoiceField(label=_("Law"), choices=Law.choices)
    method = forms.ChoiceField(label=_("Method"), choices=Method.choices)
    number = forms.CharField(label=_("Number of the notice"), max_length=60, required=False)
    platform = forms.CharField(label=_("Trading platform"), max_length=200, required=False)
    rubles = NumberField(label=_("Initial price, ₽"), min_value=1, max_digits=14, decimal_places=2)
    deadline_at = forms.DateTimeField(label=_("Deadline of applications"), widget=MOMENT, help_text=_("By your own clock."))
    zone = forms.ChoiceField(label=_("Zone of the platform"), choices=zone_choices, initial="Europe/Moscow", required=False)

    def __init__(self, *args, leads=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [(lead.pk, f"{lead.engagement.client.name}: {lead.title}") for lead in leads]


class DecisionForm(forms.Form):
    """Whether to take part, and why."""

    go = forms.TypedChoiceField(label=_("Do we take part?"), choices=[("1", _("We take part")), ("0", _("We do not take part"))],
                                coerce=lambda value: value == "1")  # fmt: skip
    reason = forms.CharField(label=_("Why"), max_length=1000)


class MoveForm(forms.Form):
    """What has happened to the tender."""

    event = forms.ChoiceField(label=_("What has happened"))
    on = day_field(_("On which day"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=1000, required=False)

    def __init__(self, *args, events=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [(event, LABELS[event]) for event in events]


class PriceForm(forms.Form):
    """Our price."""

    rubles = NumberField(label=_("Our price, ₽"), min_value=1, max_digits=14, decimal_places=2)
    reason = forms.CharField(label=_("Why, if below the floor"), max_length=1000, required=False)

    def told(self) -> dict:
        return {"price_kopecks": kopecks(self.cleaned_data["rubles"]), "reason": self.cleaned_data["reason"]}


class PlanForm(forms.Form):
    """What the work will cost, and the wanted margin."""

    cost = rubles(_("Expected cost of the work, ₽"))
    margin_percent = NumberField(label=_("Wanted margin, % of the price"), min_value=0, max_value=99, max_digits=4, decimal_places=2)

    def told(self) -> dict:
        return {"cost_kopecks": kopecks(self.cleaned_data["cost"]), "margin_percent": self.cleaned_data["margin_percent"]}


class ApplicationForm(forms.Form):
    """A new deadline of applications."""

    deadline_at = forms.DateTimeField(label=_("New deadline of applications"), widget=MOMENT, help_text=_("By your own clock."))
    reason = forms.CharField(label=_("Where it was announced"), max_length=300)


class HappenedForm(forms.Form):
    """An event from which terms are counted."""

    base = forms.ChoiceField(label=_("Event of the tender"), choices=[(one.value, one.label) for one in Base if one != Base.DEADLINE])
    on = day_field(_("On which day"))


class DayForm(forms.Form):
    """A day of our own."""

    title = forms.CharField(label=_("What is to be done"), max_length=80)
    on = day_field(_("By which day"))


class MoveDayForm(forms.Form):
    """Another day, and which document names it."""

    on = day_field(_("Day by the documents"))
    reason = forms.CharField(label=_("Where it is written"), max_length=300)


class AddSecurityForm(forms.Form):
    """A security that the tender asks for."""

    kind = forms.ChoiceField(label=_("What it secures"), choices=SecurityKind.choices)
    form = forms.ChoiceField(label=_("How it is given"), choices=SecurityForm.choices)
    amount = NumberField(label=_("Sum, ₽"), min_value=1, max_digits=14, decimal_places=2)
    due_on = day_field(_("To be given by"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def told(self) -> dict:
        told = dict(self.cleaned_data)
        amount = kopecks(told.pop("amount"))
        return {**told, "amount_kopecks": amount}


class PaidForm(forms.Form):
    """When a security was given, and by when it comes back."""

    on = day_field(_("Given on"))
    due_back_on = day_field(_("Comes back by"), required=False)


class ReturnedForm(forms.Form):
    """When a security came back."""

    on = day_field(_("Came back on"))


class PaperForm(forms.Form):
    """A document that the tender asks for."""

    kind = forms.ChoiceField(label=_("Document"), choices=PaperKind.choices)
    note = forms.CharField(label=_("What exactly"), max_length=200, required=False)


class ScoreForm(forms.Form):
    """A score of the card, with a word."""

    score = forms.TypedChoiceField(label=_("Score"), choices=[(n, str(n)) for n in range(6)], coerce=int)
    word = forms.CharField(label=_("In a word, why"), max_length=300)
