"""What a person types about the whole desk: the locker, notices, the tables."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field
from svyazka.tenders.forms.fields import ANY, MOMENT, kopecks, rubles
from svyazka.tenders.rules import FIGURES, Base, Bound, Kind, Law, Mark, Method, PaperKind


class DocumentForm(forms.Form):
    """A document for the locker."""

    kind = forms.ChoiceField(label=_("Document"), choices=PaperKind.choices)
    title = forms.CharField(label=_("Name"), max_length=200, required=False)
    number = forms.CharField(label=_("Number"), max_length=100, required=False)
    issued_on = day_field(_("Issued on"), required=False)
    expires_on = day_field(_("In force until"), required=False)
    file = forms.FileField(label=_("File"), required=False)


class NoticeFileForm(forms.Form):
    """A file of notices."""

    file = forms.FileField(label=_("File of EIS or of a feed"))


class AsideForm(forms.Form):
    """Why a purchase is not ours."""

    reason = forms.CharField(label=_("Why it is not ours"), max_length=500, widget=forms.TextInput())


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
    starts_on = day_field(_("In force from"))

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
    starts_on = day_field(_("In force from"))

    told = RuleForm.told


class CriterionForm(forms.Form):
    """A criterion of the card."""

    title = forms.CharField(label=_("Criterion"), max_length=200)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100)
    feasibility = forms.BooleanField(label=_("The PM says it"), required=False)
    starts_on = day_field(_("In force from"))


class CodeForm(forms.Form):
    """A code of our trade."""

    prefix = forms.CharField(label=_("Code of OKPD2"), max_length=12)
    title = forms.CharField(label=_("What it is"), max_length=200, required=False)
    starts_on = day_field(_("In force from"))


class EndForm(forms.Form):
    """The day from which something is in force no more."""

    on = day_field(_("From which day"))
