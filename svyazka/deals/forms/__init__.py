"""What people type about estimates, prices and contracts; sums are typed in roubles."""

from svyazka.deals.forms.contract import AmendForm, ContractForm, SignForm, StageRow
from svyazka.deals.forms.estimate import (
    ApprovalForm,
    DiscountForm,
    LineRow,
    PassRow,
    ReserveForm,
    SettleForm,
    suggested_approval,
)
from svyazka.deals.forms.paper import PreviewForm, ReturnForm, SeriesForm, TextForm
from svyazka.deals.forms.proposal import AnswerForm, OfferForm, suggested_offer
from svyazka.deals.forms.rates import PersonRateForm, RateForm, TermForm
from svyazka.deals.forms.rows import AREA, ReasonForm, Rubles

__all__ = [
    "AREA", "AmendForm", "AnswerForm", "ApprovalForm", "ContractForm", "DiscountForm", "LineRow", "OfferForm",
    "PassRow", "PersonRateForm", "PreviewForm", "RateForm", "ReasonForm", "ReserveForm", "ReturnForm", "Rubles",
    "SeriesForm", "SettleForm", "SignForm", "StageRow", "TermForm", "TextForm", "suggested_approval", "suggested_offer",
]  # fmt: skip
