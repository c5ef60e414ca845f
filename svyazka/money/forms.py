"""What people type about papers: days, sums in roubles, reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field


class SigningForm(forms.Form):
    signed_on = day_field(_("Signed on"))


class InvoiceForm(forms.Form):
    due_on = day_field(_("To be paid by"))


class PaymentForm(forms.Form):
    """Money that came, in roubles."""

    amount = NumberField(label=_("Amount, ₽"), min_value=0, max_digits=14, decimal_places=2)
    paid_on = day_field(_("Paid on"))
    document = forms.CharField(label=_("Payment order"), max_length=200, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class CorrectionForm(forms.Form):
    """How much of a payment is taken back, and why."""

    amount = NumberField(label=_("Take back, ₽"), min_value=0, max_digits=14, decimal_places=2)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class ReminderForm(forms.Form):
    text = forms.CharField(label=_("To the client"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
