"""What people type about estimates."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import AREA, Rubles, _typed
from svyazka.deals.rules import PassKind
from svyazka.kit.fields import NumberField
from svyazka.kit.memo import once
from svyazka.kit.rows import Row
from svyazka.people.models import LegalEntity, Specialism
from svyazka.people.queries import staff


def _hours() -> NumberField:
    return NumberField(min_value=Decimal(0), max_digits=8, decimal_places=2, required=False)


class LineRow(Row):
    """A line of the estimate: a single number of hours, or three points of which it is the likely one."""

    filled_by = ("title", "hours")
    position = forms.IntegerField(min_value=1, max_value=9999, required=False)
    title = forms.CharField(max_length=300)
    specialism = forms.ChoiceField()
    person = forms.ChoiceField(required=False)
    optimistic = _hours()
    hours = _hours()
    pessimistic = _hours()
    rate_kopecks = Rubles(min_value=0, required=False)
    clause_id = forms.IntegerField(required=False)
    group = forms.CharField(max_length=100, required=False)
    option = forms.CharField(max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["specialism"].choices = once("deals.specialisms", lambda: [(s.code, s.name) for s in Specialism.objects.order_by("pk")])
        self.fields["person"].choices = once("deals.staff", lambda: [("", _("anybody")), *((p.username, p.name) for p in staff())])

    def clean(self):
        """Return the three points where two are told beside the likely one."""
        told = super().clean()
        ends = [told.get("optimistic"), told.get("pessimistic")]
        if any(end is not None for end in ends):
            if None in (*ends, told.get("hours")):
                raise forms.ValidationError(_("Say the best case, the likely one and the worst, or the likely one alone."))
            told["likely"] = told["hours"]
        return told


class PassRow(Row):
    """What is bought for the client and handed on."""

    filled_by = ("title", "sum_kopecks")
    kind = forms.ChoiceField(choices=PassKind)
    title = forms.CharField(max_length=300)
    sum_kopecks = Rubles(min_value=Decimal("0.01"))
    fee_percent = NumberField(min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False)
    vat_note = forms.CharField(max_length=200, required=False)
    in_price = forms.TypedChoiceField(choices=[("1", _("in our price")), ("0", _("paid apart"))], coerce=lambda value: value == "1")


class ReserveForm(forms.Form):
    """The reserve for risk, and in whose name the price is asked."""

    reserve_percent = NumberField(
        label=_("Reserve for risk, %"), min_value=0, max_value=100, max_digits=5, decimal_places=2, initial=0
    )
    legal_entity = forms.TypedChoiceField(label=_("In whose name"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["legal_entity"].choices = [(e.pk, e.name) for e in LegalEntity.objects.order_by("pk")]


class ApprovalForm(forms.Form):
    """The lowest price that may go out."""

    price_kopecks = Rubles(label=_("Not below, ₽"), min_value=Decimal("0.01"))


def suggested_approval(kopecks: int) -> ApprovalForm:
    """Return the head's form with the estimate's total."""
    return ApprovalForm(initial={"price_kopecks": _typed(kopecks)}, auto_id="approval_%s")


class DiscountForm(forms.Form):
    """A discount that the head is asked for: in per cent or as a sum, and why."""

    percent = NumberField(label=_("Discount, %"), min_value=Decimal("0.01"), max_value=100, max_digits=5, decimal_places=2, required=False)
    sum_kopecks = Rubles(label=_("or as a sum, ₽"), min_value=Decimal("0.01"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=AREA)

    def clean(self):
        """Return one of the two."""
        told = super().clean()
        if not self.errors and bool(told.get("percent")) == bool(told.get("sum_kopecks")):
            raise forms.ValidationError(_("Say the discount in per cent or as a sum."))
        return told


class SettleForm(forms.Form):
    """The head's word on a discount."""

    agreed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(label=_("Why not, or what to mind"), required=False, max_length=1000, widget=AREA)
