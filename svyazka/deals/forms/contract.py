"""What people type about contracts."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import Rubles, _typed
from svyazka.deals.models import Contract, Retainer
from svyazka.deals.rules import CONTRACTS, ContractKind
from svyazka.deals.rules.contract import SigningWay
from svyazka.deals.rules.retainer import Rollover, Turn
from svyazka.kit.fields import NumberField, day_field
from svyazka.kit.rows import Row
from svyazka.people.models import LegalEntity

SUMS = ("round_price_kopecks", "hour_kopecks")


class StageRow(Row):
    """A stage of the contract."""

    filled_by = ("title", "value_kopecks")
    title = forms.CharField(max_length=300)
    value_kopecks = Rubles(min_value=Decimal("0.01"))
    due_on = day_field()
    advance_percent = forms.IntegerField(min_value=0, max_value=100, required=False)
    placement_kopecks = Rubles(min_value=0, required=False)

    def clean_advance_percent(self):
        """Return nothing typed as no advance."""
        return self.cleaned_data["advance_percent"] or 0

    def clean_placement_kopecks(self):
        """Return nothing typed as nothing placed."""
        return self.cleaned_data["placement_kopecks"] or 0


def stage_typed(stage, **more) -> StageRow:
    """Return the row of a stage as it is typed."""
    placed = _typed(stage.placement_kopecks) if stage.placement_kopecks else ""
    told = {"title": stage.title, "value_kopecks": _typed(stage.value_kopecks), "due_on": stage.due_on.isoformat(),
            "advance_percent": stage.advance_percent or "", "placement_kopecks": placed}  # fmt: skip
    return StageRow(initial=told | more)


class ContractForm(forms.Form):
    """The terms of the contract; its stages are typed as rows, its periods in a form of their own."""

    kind = forms.ChoiceField(label=_("Kind of contract"), choices=ContractKind)
    legal_entity = forms.TypedChoiceField(label=_("In whose name"), coerce=int)
    acceptance_days = forms.IntegerField(label=_("Working days for acceptance"), min_value=1, max_value=90, initial=5)
    rounds_included = forms.IntegerField(label=_("Rounds of remarks included"), min_value=0, max_value=20, initial=2)
    round_price_kopecks = Rubles(label=_("Price of a further round, ₽"), min_value=0, required=False)
    payment_days = forms.IntegerField(label=_("Days to pay a bill"), min_value=0, max_value=180, initial=5, required=False)
    hour_kopecks = Rubles(label=_("Price of an hour, ₽"), min_value=0, required=False)
    court_city = forms.CharField(label=_("City of the court"), max_length=100, required=False)
    text_code = forms.ChoiceField(label=_("By which text it is drawn"), choices=[("", _("the text of its kind")), *((one.value, one.label) for one in CONTRACTS)], required=False)
    silence_means_accepted = forms.BooleanField(label=_("Silence means acceptance"), required=False, initial=True)
    is_frame = forms.BooleanField(label=_("A frame: work comes by orders"), required=False)
    places_ads = forms.BooleanField(label=_("The agency places ads"), required=False)
    shows_hours = forms.BooleanField(label=_("The client sees the hours in the portal"), required=False)
    warns_client = forms.BooleanField(label=_("The client is told when hours run out"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["legal_entity"].choices = [(e.pk, e.name) for e in LegalEntity.objects.order_by("pk")]
        self.fields["court_city"].widget.attrs["placeholder"] = _("where the defendant is")
        self.fields["hour_kopecks"].widget.attrs["placeholder"] = _("as in the proposal")

    def told(self) -> dict:
        """Return the terms in the words of the actions; nothing typed is no price, and the usual days."""
        said = self.cleaned_data
        return {**said, **{name: said[name] or 0 for name in SUMS}, "payment_days": 5 if said["payment_days"] is None else said["payment_days"]}


def contract_typed(contract: Contract) -> ContractForm:
    """Return the form of the terms as they stand."""
    told = {name: getattr(contract, name) for name in ContractForm.base_fields if name not in (*SUMS, "legal_entity")}
    sums = {name: _typed(getattr(contract, name)) if getattr(contract, name) else "" for name in SUMS}
    return ContractForm(initial={**told, **sums, "legal_entity": contract.legal_entity_id})


class RetainerForm(forms.Form):
    """What is agreed of the periods of a retainer."""

    use_required_attribute = False  # it is on the page of every kind, out of sight: a browser would hold the others back for it
    starts_on = day_field(_("First day"))
    turn = forms.ChoiceField(label=_("Periods turn"), choices=Turn)
    count = forms.IntegerField(label=_("How many periods"), min_value=1, max_value=60, initial=12)
    hours = NumberField(label=_("Hours a period"), min_value=Decimal("0.01"), max_digits=8, decimal_places=2)
    fee_kopecks = Rubles(label=_("Fee a period, ₽"), min_value=Decimal("0.01"))
    overage_kopecks = Rubles(label=_("An hour above, ₽"), min_value=0, required=False)
    rollover = forms.ChoiceField(label=_("Hours that are left"), choices=Rollover)
    cap_hours = NumberField(label=_("At most, hours"), min_value=0, max_digits=8, decimal_places=2, required=False)
    lasts = forms.IntegerField(label=_("For how many periods"), min_value=1, max_value=24, required=False)
    borrow_hours = NumberField(label=_("Borrowed from the next period, at most hours"), min_value=0, max_digits=8, decimal_places=2, required=False)

    def told(self) -> dict:
        """Return the terms in the words of the actions."""
        said = self.cleaned_data
        return {**said, "overage_kopecks": said["overage_kopecks"] or 0, "borrow_hours": said["borrow_hours"] or Decimal(0)}


def retainer_typed(retainer: Retainer) -> RetainerForm:
    """Return the form of the periods as they are agreed."""
    told = {name: getattr(retainer, name) for name in RetainerForm.base_fields}
    return RetainerForm(initial={**told, "fee_kopecks": _typed(retainer.fee_kopecks), "overage_kopecks": _typed(retainer.overage_kopecks)},
                        prefix="retainer")  # fmt: skip


class SignatureForm(forms.Form):
    """The day both have signed, who for whom, and the paper they signed."""

    signed_on = day_field(_("Signed on"))
    signed_for_us = forms.CharField(label=_("For us: name, position, on what basis"), max_length=300, required=False,
                                    help_text=_("Empty: the signer of the requisites."))  # fmt: skip
    signed_for_client = forms.CharField(label=_("For the client: name, position, on what basis"), max_length=300, required=False)
    way = forms.ChoiceField(label=_("How"), choices=SigningWay, required=False)
    scan = forms.FileField(label=_("The signed paper"), required=False)

    def clean_way(self):
        """Return nothing chosen as paper."""
        return self.cleaned_data["way"] or SigningWay.PAPER


class SignForm(SignatureForm):
    """The signatures under a contract."""

    with_protocol = forms.BooleanField(label=_("Signed with the protocol of disagreements"), required=False)
    elsewhere = forms.BooleanField(label=_("The paper was drawn up by the client, the requisites stand in it: attached"), required=False)


class SwitchesForm(forms.Form):
    """What the agency sets for itself."""

    shows_hours = forms.BooleanField(label=_("The client sees the hours in the portal"), required=False)
    warns_client = forms.BooleanField(label=_("The client is told when hours run out"), required=False)
    places_ads = forms.BooleanField(label=_("The agency places ads"), required=False)
