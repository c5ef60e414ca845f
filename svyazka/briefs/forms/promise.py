"""What people type about promises."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules import PromiseKind, PromiseSource, VerdictKind
from svyazka.briefs.rules.outcome import OUTCOMES
from svyazka.briefs.rules.small import MOST_HOURS, Judged
from svyazka.kit.dated import MOST_NORM_MINUTES
from svyazka.kit.fields import NumberField, day_field
from svyazka.kit.rows import Row

AREA = forms.Textarea({"rows": 2})
STATED = (("", _("not stated")), ("no", _("no")), ("yes", _("yes")))
MOST_RUBLES = 10**11


class PromiseRow(Row):
    """A promise made to the client."""

    kind = forms.ChoiceField(choices=PromiseKind)
    text = forms.CharField(max_length=5000)
    due_on = day_field(required=False)


class WordingForm(forms.Form):
    """The words of a promise, its kind and day, and what is stated of its size."""

    text = forms.CharField(label=_("What is promised"), max_length=5000, widget=AREA)
    kind = forms.ChoiceField(label=_("Kind"), choices=PromiseKind)
    due_on = day_field(_("By what day"), required=False)
    hours = NumberField(label=_("Hours of work"), required=False, min_value=0, max_digits=8, decimal_places=2)
    integration = forms.ChoiceField(label=_("A new integration"), choices=STATED, required=False)
    rubles = NumberField(label=_("Price, ₽"), required=False, min_value=0, max_value=MOST_RUBLES, decimal_places=2)

    def told(self) -> dict:
        """Return the wording as the actions take it; money in whole kopecks."""
        said, rubles = self.cleaned_data, self.cleaned_data["rubles"]
        return {**{name: said[name] for name in ("text", "kind", "due_on", "hours")},
                "integration": {"yes": True, "no": False}.get(said["integration"]),
                "price_kopecks": None if rubles is None else int(rubles * 100)}  # fmt: skip


def worded(promise) -> dict:
    """Return what a form of the promise begins with."""
    rubles = None if promise.price_kopecks is None else f"{promise.price_kopecks / 100:.2f}".removesuffix(".00")
    return {"text": promise.text, "kind": promise.kind, "due_on": promise.due_on, "hours": promise.hours, "rubles": rubles,
            "integration": {True: "yes", False: "no", None: ""}[promise.integration]}  # fmt: skip


class CatchForm(WordingForm):
    """A promise caught somewhere: the words, where they were, whether the client has heard them."""

    said = forms.BooleanField(label=_("The client has heard it already"), required=False)
    message = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    clause = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    source = forms.ChoiceField(choices=PromiseSource, required=False, widget=forms.HiddenInput)


class JudgingForm(forms.Form):
    """The PM's word on one promise."""

    verdict = forms.ChoiceField(label=_("Is it feasible?"), choices=VerdictKind, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("On what conditions, or why not"), required=False, max_length=5000, widget=AREA)
    alternative = forms.CharField(label=_("What may be promised instead"), required=False, max_length=5000, widget=AREA)
    alternative_due_on = day_field(_("By what day instead"), required=False)


class OutcomeForm(forms.Form):
    """How a given promise ended."""

    outcome = forms.ChoiceField(choices=[(code, "") for code in OUTCOMES])
    reason = forms.CharField(required=False, max_length=2000)
    text = forms.CharField(required=False, max_length=5000)
    due_on = day_field(required=False)
    replacement = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(required=False, max_length=2000)


class SmallRuleForm(forms.Form):
    """Which promises pass without the PM, from which day."""

    most_hours = NumberField(label=_("Hours of work at most"), min_value=0, max_value=MOST_HOURS, max_digits=5, decimal_places=2)
    kinds = forms.MultipleChoiceField(label=_("Kinds"), choices=PromiseKind, widget=forms.CheckboxSelectMultiple, required=False)
    new_integrations = forms.BooleanField(label=_("New integrations too"), required=False)
    most_rubles = NumberField(label=_("Price at most, ₽"), required=False, min_value=0, max_value=MOST_RUBLES, decimal_places=2,
                              help_text=_("While no price is named, promises of price are never small."))  # fmt: skip
    starts_on = day_field(_("From the day"))

    def told(self) -> dict:
        """Return the rule as the action takes it; money in whole kopecks."""
        said = dict(self.cleaned_data)
        rubles = said.pop("most_rubles")
        return {**said, "most_kopecks": None if rubles is None else int(rubles * 100)}


class VerdictNormForm(forms.Form):
    """In how many minutes of working time the PM's word is due."""

    of = forms.ChoiceField(label=_("The PM's word on"), choices=Judged)
    minutes = forms.IntegerField(label=_("Minutes of working time"), min_value=1, max_value=MOST_NORM_MINUTES, help_text=_("A working day of eight hours is 480 minutes."))
    starts_on = day_field(_("From the day"))
