"""What people type about disagreements, hours above a period and ads passed on."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import AREA
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
