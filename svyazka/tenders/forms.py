"""What a person types at the tender desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField
from svyazka.kit.zones import zone_choices
from svyazka.tenders.rules import (
    FIGURES,
    LABELS,
    Base,
    Bound,
    Kind,
    Law,
    Mark,
    Method,
    PaperKind,
    SecurityForm,
    SecurityKind,
)

MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
ANY = ("", _("any"))


def kopecks(rubles) -> int | None:
    """Return roubles as whole kopecks; nothing typed stays nothing."""
    return None if rubles is None else int(rubles * 100)


def rubles(label, *, required=True) -> NumberField:
    return NumberField(label=label, min_value=0, max_digits=14, decimal_places=2, required=required)


def day(label, *, required=True) -> forms.DateField:
    return forms.DateField(label=label, widget=DAY, required=required)


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
    on = day(_("On which day"), required=False)
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

    base = forms.ChoiceField(label=_("Event"), choices=[(one.value, one.label) for one in Base if one != Base.DEADLINE])
    on = day(_("On which day"))


class DayForm(forms.Form):
    """A day of our own."""

    title = forms.CharField(label=_("What is to be done"), max_length=80)
    on = day(_("By which day"))


class MoveDayForm(forms.Form):
    """Another day, and which document names it."""

    on = day(_("Day by the documents"))
    reason = forms.CharField(label=_("Where it is written"), max_length=300)


class AddSecurityForm(forms.Form):
    """A security that the tender asks for."""

    kind = forms.ChoiceField(label=_("What it secures"), choices=SecurityKind.choices)
    form = forms.ChoiceField(label=_("How it is given"), choices=SecurityForm.choices)
    amount = NumberField(label=_("Sum, ₽"), min_value=1, max_digits=14, decimal_places=2)
    due_on = day(_("To be given by"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def told(self) -> dict:
        told = dict(self.cleaned_data)
        amount = kopecks(told.pop("amount"))
        return {**told, "amount_kopecks": amount}


class PaidForm(forms.Form):
    """When a security was given, and by when it comes back."""

    on = day(_("Given on"))
    due_back_on = day(_("Comes back by"), required=False)


class ReturnedForm(forms.Form):
    """When a security came back."""

    on = day(_("Came back on"))


class DocumentForm(forms.Form):
    """A document for the locker."""

    kind = forms.ChoiceField(label=_("Document"), choices=PaperKind.choices)
    title = forms.CharField(label=_("Name"), max_length=200, required=False)
    number = forms.CharField(label=_("Number"), max_length=100, required=False)
    issued_on = day(_("Issued on"), required=False)
    expires_on = day(_("In force until"), required=False)
    file = forms.FileField(label=_("File"), required=False)


class PaperForm(forms.Form):
    """A document that the tender asks for."""

    kind = forms.ChoiceField(label=_("Document"), choices=PaperKind.choices)
    note = forms.CharField(label=_("What exactly"), max_length=200, required=False)


class ScoreForm(forms.Form):
    """A score of the card, with a word."""

    score = forms.TypedChoiceField(label=_("Score"), choices=[(n, str(n)) for n in range(6)], coerce=int)
    word = forms.CharField(label=_("In a word, why"), max_length=300)


class NoticeFileForm(forms.Form):
    """A file of notices."""

    file = forms.FileField(label=_("File of EIS or of a feed"))


class TakeUpForm(forms.Form):
    """What a notice does not tell."""

    law = forms.ChoiceField(label=_("Law"), choices=Law.choices)
    method = forms.ChoiceField(label=_("Method"), choices=Method.choices)
    price = NumberField(label=_("Initial price, ₽"), min_value=1, max_digits=14, decimal_places=2)
    deadline_at = forms.DateTimeField(label=_("Deadline of applications"), widget=MOMENT, help_text=_("By your own clock."))

    def told(self) -> dict:
        told = self.cleaned_data
        return {"law": told["law"], "method": told["method"], "initial_max_price_kopecks": kopecks(told["price"]), "deadline_at": told["deadline_at"]}


class RuleForm(forms.Form):
    """A term or our own step."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=[(one.value, one.label) for one in Kind if one not in FIGURES])
    title = forms.CharField(label=_("Name of our own step"), max_length=200, required=False)
    law = forms.ChoiceField(label=_("Law"), choices=[ANY, *Law.choices], required=False)
    method = forms.ChoiceField(label=_("Method"), choices=[ANY, *Method.choices], required=False)
    base = forms.ChoiceField(label=_("Counts from"), choices=Base.choices, initial=Base.DEADLINE)
    before = forms.BooleanField(label=_("Backwards, before this event"), required=False)
    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=3650)
    working_days = forms.BooleanField(label=_("Working days"), required=False)
    bound = forms.ChoiceField(label=_("The term is"), choices=Bound.choices, initial=Bound.MOST)
    price_from = rubles(_("Initial price above, ₽"), required=False)
    price_to = rubles(_("Initial price up to, ₽"), required=False)
    mark = forms.ChoiceField(label=_("How well it is known"), choices=Mark.choices, initial=Mark.CHECK)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    starts_on = day(_("In force from"))

    def told(self) -> dict:
        told = dict(self.cleaned_data)
        low, high = kopecks(told.pop("price_from")), kopecks(told.pop("price_to"))
        return {**told, "price_from_kopecks": low, "price_to_kopecks": high}


class FigureForm(forms.Form):
    """A share or a threshold."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=[(one.value, one.label) for one in FIGURES])
    law = forms.ChoiceField(label=_("Law"), choices=[ANY, *Law.choices], required=False)
    method = forms.ChoiceField(label=_("Method"), choices=[ANY, *Method.choices], required=False)
    percent_from = NumberField(label=_("From, %"), min_value=0, max_digits=6, decimal_places=2, required=False)
    percent_to = NumberField(label=_("To, %"), min_value=0, max_digits=6, decimal_places=2, required=False)
    price_from = rubles(_("Initial price above, ₽"), required=False)
    price_to = rubles(_("Initial price up to, ₽"), required=False)
    mark = forms.ChoiceField(label=_("How well it is known"), choices=Mark.choices, initial=Mark.CHECK)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    starts_on = day(_("In force from"))

    told = RuleForm.told


class CriterionForm(forms.Form):
    """A criterion of the card."""

    title = forms.CharField(label=_("Criterion"), max_length=200)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100)
    feasibility = forms.BooleanField(label=_("The PM says it"), required=False)
    starts_on = day(_("In force from"))


class CodeForm(forms.Form):
    """A code of our trade."""

    prefix = forms.CharField(label=_("Code of OKPD2"), max_length=12)
    title = forms.CharField(label=_("What it is"), max_length=200, required=False)
    starts_on = day(_("In force from"))


class EndForm(forms.Form):
    """The day from which something is in force no more."""

    on = day(_("From which day"))
