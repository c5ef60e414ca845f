"""What people type about estimates, prices and contracts; sums are typed in roubles."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.forms import Row, day_field
from svyazka.deals.rules import ContractKind
from svyazka.kit.fields import NumberField
from svyazka.people.models import LegalEntity, Specialism

AREA = forms.Textarea(attrs={"rows": 3})


class Rubles(NumberField):
    """A sum typed in roubles, with spaces and a comma as people write it; told in kopecks."""

    def __init__(self, **kwargs):
        super().__init__(max_digits=14, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value):
        """Read the sum as a decimal."""
        return super().to_python("".join(str(value or "").split()).replace(",", ".") or None)

    def clean(self, value):
        """Return whole kopecks."""
        rubles = super().clean(value)
        return None if rubles is None else int(rubles * 100)


class LineRow(Row):
    """A line of the estimate."""

    filled_by = ("title", "hours")
    title = forms.CharField(max_length=300)
    specialism = forms.ChoiceField()
    hours = NumberField(min_value=Decimal("0.01"), max_digits=8, decimal_places=2)
    rate_kopecks = Rubles(min_value=0, required=False)
    clause_id = forms.IntegerField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["specialism"].choices = [(s.code, s.name) for s in Specialism.objects.order_by("pk")]


class StageRow(Row):
    """A stage of the contract."""

    filled_by = ("title", "value_kopecks")
    title = forms.CharField(max_length=300)
    value_kopecks = Rubles(min_value=Decimal("0.01"))
    due_on = day_field()


class ReserveForm(forms.Form):
    """The reserve for risk."""

    reserve_percent = NumberField(
        label=_("Reserve for risk, %"), min_value=0, max_value=100, max_digits=5, decimal_places=2, initial=0
    )


class OfferForm(forms.Form):
    """The price offered to the client."""

    price_kopecks = Rubles(label=_("Price, ₽"), min_value=Decimal("0.01"))
    valid_until_on = day_field(_("Valid until"))


class ApprovalForm(forms.Form):
    """The lowest price that may go out."""

    price_kopecks = Rubles(label=_("Not below, ₽"), min_value=Decimal("0.01"))


class AnswerForm(forms.Form):
    """What the client has said to the price."""

    accepted = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(label=_("In the client's words"), required=False, max_length=1000, widget=AREA)


class ContractForm(forms.Form):
    """The terms of the contract; its stages are typed as rows."""

    kind = forms.ChoiceField(label=_("Kind of contract"), choices=ContractKind)
    legal_entity = forms.TypedChoiceField(label=_("In whose name"), coerce=int)
    acceptance_days = forms.IntegerField(label=_("Working days for acceptance"), min_value=1, max_value=90, initial=5)
    rounds_included = forms.IntegerField(label=_("Rounds of remarks included"), min_value=0, max_value=20, initial=2)
    round_price_kopecks = Rubles(label=_("Price of a further round, ₽"), min_value=0, required=False)
    silence_means_accepted = forms.BooleanField(label=_("Silence means acceptance"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["legal_entity"].choices = [(e.pk, e.name) for e in LegalEntity.objects.order_by("pk")]

    def clean_round_price_kopecks(self):
        """Return nothing typed as no price."""
        return self.cleaned_data["round_price_kopecks"] or 0


class SignForm(forms.Form):
    """The day both have signed."""

    signed_on = day_field(_("Signed on"))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=AREA)


def suggested_offer(kopecks: int, day) -> OfferForm:
    """Return the offer's form with the estimate's total and a fortnight to think."""
    return OfferForm(initial={"price_kopecks": _typed(kopecks), "valid_until_on": day + timedelta(days=14)})


def suggested_approval(kopecks: int) -> ApprovalForm:
    """Return the head's form with the estimate's total."""
    return ApprovalForm(initial={"price_kopecks": _typed(kopecks)}, auto_id="approval_%s")


def _typed(kopecks: int) -> str:
    return format((Decimal(kopecks) / 100).quantize(Decimal("0.01")), "f")
