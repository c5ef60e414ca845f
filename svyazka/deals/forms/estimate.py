"""What people type about estimates."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import Rubles, _typed
from svyazka.kit.fields import NumberField
from svyazka.kit.rows import Row
from svyazka.people.models import Specialism


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


class ReserveForm(forms.Form):
    """The reserve for risk."""

    reserve_percent = NumberField(
        label=_("Reserve for risk, %"), min_value=0, max_value=100, max_digits=5, decimal_places=2, initial=0
    )


class ApprovalForm(forms.Form):
    """The lowest price that may go out."""

    price_kopecks = Rubles(label=_("Not below, ₽"), min_value=Decimal("0.01"))


def suggested_approval(kopecks: int) -> ApprovalForm:
    """Return the head's form with the estimate's total."""
    return ApprovalForm(initial={"price_kopecks": _typed(kopecks)}, auto_id="approval_%s")
