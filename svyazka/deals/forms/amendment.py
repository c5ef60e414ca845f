"""What people type about an amendment: why, and the new terms of the contract and of its periods."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.contract import StageRow
from svyazka.deals.forms.rows import AREA, Rubles, _typed
from svyazka.deals.models import Amendment, Contract, RetainerPeriod
from svyazka.deals.rules.agreed_periods import CHANGEABLE
from svyazka.deals.rules.retainer import PeriodState, Rollover
from svyazka.kit.fields import NumberField, day_field


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
    rollover = forms.ChoiceField(label=_("Hours that are left"), choices=Rollover, required=False)
    cap_hours = NumberField(label=_("At most, hours"), min_value=0, max_digits=8, decimal_places=2, required=False)
    lasts = forms.IntegerField(label=_("For how many periods"), min_value=1, max_value=24, required=False)
    borrow_hours = NumberField(label=_("Borrowed from the next period, at most hours"), min_value=0, max_digits=8, decimal_places=2, required=False)
    from_number = forms.TypedChoiceField(label=_("From which period on"), coerce=int, empty_value=None, required=False)
    starts_on = day_field(_("Its first day"), required=False)
    brief_id = forms.TypedChoiceField(label=_("Edition of the specification"), coerce=int, empty_value=None, required=False)

    OF_CONTRACT = ("acceptance_days", "rounds_included", "round_price_kopecks", "payment_days", "hour_kopecks")

    def __init__(self, *args, contract: Contract, newer=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract
        self.fields["from_number"].choices = [(one.number, _("%(number)s: from %(day)s") % {"number": one.number, "day": f"{one.starts_on:%d.%m.%Y}"})
                                              for one in ahead_of(contract)] or [("", "—")]  # fmt: skip
        if newer is None:
            del self.fields["brief_id"]
            return
        present, agreed = newer
        stays = _("Edition %(number)s stays in the contract") % {"number": present.edition}
        comes = _("Edition %(number)s comes into the contract") % {"number": agreed.edition}
        self.fields["brief_id"].choices = [(agreed.pk, comes), ("", stays)]
        self.fields["brief_id"].initial = agreed.pk

    def terms(self) -> dict:
        """Return the terms that differ from those that stand, in the words of the actions."""
        told = self._changed(self.contract, self.OF_CONTRACT)
        periods = self._periods() if hasattr(self.contract, "retainer") else {}
        return {**told, **({"retainer": periods} if periods else {})}

    def _changed(self, stands, names: tuple[str, ...]) -> dict:
        said = {name: self.cleaned_data.get(name) for name in names}
        return {name: value for name, value in said.items() if value not in (None, "") and value != getattr(stands, name)}

    def _periods(self) -> dict:
        """Return the new terms of the periods in plain JSON, and from which one they hold where that is not the first that is left."""
        told, ahead = self._changed(self.contract.retainer, CHANGEABLE), {one.number: one for one in ahead_of(self.contract)}
        first = self.cleaned_data.get("from_number") or next(iter(ahead), 0)
        starts_on = self.cleaned_data.get("starts_on")
        if starts_on and starts_on not in [one.starts_on for one in ahead.values()]:
            told["starts_on"] = starts_on.isoformat()
        if told and first != next(iter(ahead), 0):
            told["from_number"] = first
        return {name: format(value.normalize(), "f") if isinstance(value, Decimal) else value for name, value in told.items()}


def ahead_of(contract: Contract) -> list[RetainerPeriod]:
    """Return the periods of the contract that have not begun."""
    return list(contract.periods.filter(state=PeriodState.PLANNED)) if hasattr(contract, "retainer") else []


class ChangeAsked(forms.Form):
    """What another page asks to be changed: the day of a stage, with a reason."""

    stage = forms.IntegerField(min_value=1, max_value=2**62)
    due_on = day_field()
    reason = forms.CharField(max_length=5000, required=False)


def asked_change(said: Mapping) -> dict:
    """Return the `days` of stages by their keys and the `reason` that an address asks for; what cannot be read is not asked."""
    form = ChangeAsked(said)
    if not form.is_valid():
        return {"days": {}, "reason": ""}
    return {"days": {form.cleaned_data["stage"]: form.cleaned_data["due_on"]}, "reason": form.cleaned_data["reason"]}


def amendment_typed(contract: Contract, amendment: Amendment | None = None, *, newer=None, reason: str = "") -> AmendmentForm:
    """Return the form with the terms that stand, and over them those of the draft."""
    told = _stands(contract, AmendmentForm.OF_CONTRACT) | ({"reason": reason} if reason else {})
    if hasattr(contract, "retainer"):
        told |= _stands(contract.retainer, CHANGEABLE) | {"starts_on": next((one.starts_on for one in ahead_of(contract)), None)}
    if amendment is not None:
        changed = {**{k: v for k, v in amendment.terms.items() if k != "retainer"}, **amendment.terms.get("retainer", {})}
        told |= {name: _as_typed(name, value) for name, value in changed.items()} | {"reason": amendment.reason, "brief_id": amendment.brief_id or ""}
    return AmendmentForm(initial=told, contract=contract, newer=newer)


def _stands(thing, names: tuple[str, ...]) -> dict:
    return {name: _as_typed(name, getattr(thing, name)) for name in names}


def _as_typed(name: str, value):
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return _typed(value) if name.endswith("_kopecks") else value


class OrderForm(forms.Form):
    """What is to be done by an order."""

    reason = forms.CharField(label=_("What is to be done"), max_length=5000, widget=AREA)
