"""What people type about estimates, prices and contracts; sums are typed in roubles."""

from svyazka.deals.forms.contract import ContractForm, SignForm, StageRow
from svyazka.deals.forms.estimate import ApprovalForm, LineRow, ReserveForm, suggested_approval
from svyazka.deals.forms.paper import PreviewForm, ReturnForm, SeriesForm, TextForm
from svyazka.deals.forms.proposal import AnswerForm, OfferForm, suggested_offer
from svyazka.deals.forms.rows import AREA, ReasonForm, Rubles

__all__ = [
    "AREA", "AnswerForm", "ApprovalForm", "ContractForm", "LineRow", "OfferForm", "PreviewForm", "ReasonForm", "ReserveForm",
    "ReturnForm", "Rubles", "SeriesForm", "SignForm", "StageRow", "TextForm", "suggested_approval", "suggested_offer",
]  # fmt: skip
