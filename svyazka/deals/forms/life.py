"""What people type about disagreements, amendments, hours above a period and ads passed on."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.contract import StageRow
from svyazka.deals.forms.rows import AREA, Rubles, _typed
from svyazka.deals.models import Amendment, Contract
from svyazka.deals.rules.advertising import AdItem
from svyazka.deals.rules.protocol import RowState
from svyazka.kit.fields import NumberField
from svyazka.kit.rows import Row


class DisagreementRow(Row):
    """A row of the protocol of disagreements."""

    filled_by = ("theirs",)
    clause = forms.CharField(max_length=300, required=False)
    ours = forms.CharField(max_length=20000, required=False)
    theirs = forms.CharField(max_length=20000)


class RowSettleForm(forms.Form):
    """How a row is settled."""

    outcome = forms.ChoiceField(choices=[(state.value, state.label) for state in RowState if state != RowState.OPEN])
    wording = forms.CharField(label=_("The wording on which both agree"), max_length=20000, required=False, widget=AREA)


class StandingRow(StageRow):
    """A stage that stands: it may get another name, value and day, or be removed."""

    filled_by = ("stage_id",)
    stage_id = forms.IntegerField()
    removed = forms.CharField(required=False)


class AmendmentForm(forms.Form):
    """Why the contract is changed, and its new terms; what is left as it stands does not change."""

    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=AREA)
    acceptance_days = forms.IntegerField(label=_("Working days for acceptance"), min_value=1, max_value=90, required=False)
    rounds_included = forms.IntegerField(label=_("Rounds of remarks included"), min_value=0, max_value=20, required=False)
    round_price_kopecks = Rubles(label=_("Price of a further round, ₽"), min_value=0, required=False)
    payment_days = forms.IntegerField(label=_("Days to pay a bill"), min_value=0, max_value=180, required=False)
    hour_kopecks = Rubles(label=_("Price of an hour, ₽"), min_value=0, required=False)
    count = forms.IntegerField(label=_("How many periods"), min_value=1, max_value=60, required=False)
    hours = NumberField(label=_("Hours a period"), min_value=Decimal("0.01"), max_digits=8, decimal_places=2, required=False)
    fee_kopecks = Rubles(label=_("Fee a period, ₽"), min_value=Decimal("0.01"), required=False)
    overage_kopecks = Rubles(label=_("An hour above, ₽"), min_value=0, required=False)

    brief_id = forms.TypedChoiceField(label=_("Edition of the specification"), coerce=int, empty_value=None, required=False)

    OF_CONTRACT = ("acceptance_days", "rounds_included", "round_price_kopecks", "payment_days", "hour_kopecks")
    OF_PERIODS = ("count", "hours", "fee_kopecks", "overage_kopecks")

    def __init__(self, *args, newer=None, **kwargs):
        super().__init__(*args, **kwargs)
        if newer is None:
            del self.fields["brief_id"]
            return
        present, agreed = newer
        stays = _("Edition %(number)s stays in the contract") % {"number": present.edition}
        comes = _("Edition %(number)s comes into the contract") % {"number": agreed.edition}
        self.fields["brief_id"].choices = [(agreed.pk, comes), ("", stays)]
        self.fields["brief_id"].initial = agreed.pk

    def terms(self, contract: Contract) -> dict:
        """Return the terms that differ from those that stand, in the words of the actions."""
        told = self._changed(contract, self.OF_CONTRACT)
        periods = self._changed(contract.retainer, self.OF_PERIODS) if hasattr(contract, "retainer") else {}
        if "hours" in periods:
            periods["hours"] = format(periods["hours"].normalize(), "f")
        return {**told, **({"retainer": periods} if periods else {})}

    def _changed(self, stands, names: tuple[str, ...]) -> dict:
        said = {name: self.cleaned_data.get(name) for name in names}
        return {name: value for name, value in said.items() if value is not None and value != getattr(stands, name)}


def amendment_typed(contract: Contract, amendment: Amendment | None = None, *, newer=None) -> AmendmentForm:
    """Return the form with the terms that stand, and over them those of the draft."""
    told = _stands(contract, AmendmentForm.OF_CONTRACT)
    if hasattr(contract, "retainer"):
        told |= _stands(contract.retainer, AmendmentForm.OF_PERIODS)
    if amendment is not None:
        changed = {**{k: v for k, v in amendment.terms.items() if k != "retainer"}, **amendment.terms.get("retainer", {})}
        told |= {name: _as_typed(name, value) for name, value in changed.items()} | {"reason": amendment.reason, "brief_id": amendment.brief_id or ""}
    return AmendmentForm(initial=told, newer=newer)


def _stands(thing, names: tuple[str, ...]) -> dict:
    return {name: _as_typed(name, getattr(thing, name)) for name in names}


def _as_typed(name: str, value):
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return _typed(value) if name.endswith("_kopecks") else value


class OrderForm(forms.Form):
    """What is to be done by an order."""

    reason = forms.CharField(label=_("What is to be done"), max_length=5000, widget=AREA)


class ExtraForm(forms.Form):
    """Hours above a period."""

    hours = NumberField(label=_("Hours above the period"), min_value=Decimal("0.01"), max_digits=8, decimal_places=2)
    reason = forms.CharField(label=_("What for"), max_length=1000, required=False, widget=AREA)


class ExtraAnswerForm(forms.Form):
    """What the client has said to hours above the period."""

    approved = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    evidence = forms.CharField(label=_("On what it rests: a letter, a call, a meeting"), max_length=1000, required=False)


class TickForm(forms.Form):
    """An item of a month that was passed on, or was not after all."""

    month_on = forms.DateField()
    item = forms.ChoiceField(choices=AdItem)
    done = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    note = forms.CharField(max_length=300, required=False)
