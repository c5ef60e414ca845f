"""What people type about contracts."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import ReasonForm, Rubles
from svyazka.deals.rules import ContractKind
from svyazka.kit.fields import day_field
from svyazka.kit.rows import Row
from svyazka.people.models import LegalEntity


class StageRow(Row):
    """A stage of the contract."""

    filled_by = ("title", "value_kopecks")
    title = forms.CharField(max_length=300)
    value_kopecks = Rubles(min_value=Decimal("0.01"))
    due_on = day_field()


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


class AmendForm(ReasonForm):
    """Why the contract changes, and which newly agreed edition of the specification comes into it."""

    brief_id = forms.TypedChoiceField(label=_("Edition of the specification"), coerce=int, empty_value=None, required=False)

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


class SignForm(forms.Form):
    """The day both have signed."""

    signed_on = day_field(_("Signed on"))
