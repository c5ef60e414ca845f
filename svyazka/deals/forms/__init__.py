"""What people type about estimates, prices and contracts; sums are typed in roubles."""

from svyazka.deals.forms.amendment import AmendmentForm, OrderForm, StandingRow, amendment_typed, asked_change
from svyazka.deals.forms.contract import (
    ContractForm,
    RetainerForm,
    SignatureForm,
    SignForm,
    StageRow,
    SwitchesForm,
    contract_typed,
    retainer_typed,
    stage_typed,
)
from svyazka.deals.forms.estimate import (
    ApprovalForm,
    DiscountForm,
    LineRow,
    PassRow,
    ReserveForm,
    SettleForm,
    suggested_approval,
)
from svyazka.deals.forms.life import DisagreementRow, ExtraAnswerForm, ExtraForm, RowSettleForm, TickForm
from svyazka.deals.forms.paper import PreviewForm, ReturnForm, SeriesForm, TextForm
from svyazka.deals.forms.proposal import AnswerForm, OfferForm, suggested_offer
from svyazka.deals.forms.rates import PersonRateForm, RateForm, TermForm
from svyazka.deals.forms.rows import AREA, ReasonForm, Rubles

__all__ = [
    "AREA", "AmendmentForm", "AnswerForm", "ApprovalForm", "ContractForm", "DisagreementRow", "DiscountForm",
    "ExtraAnswerForm", "ExtraForm", "LineRow", "OfferForm", "OrderForm", "PassRow", "PersonRateForm", "PreviewForm",
    "RateForm", "ReasonForm", "ReserveForm", "RetainerForm", "ReturnForm", "RowSettleForm", "Rubles", "SeriesForm",
    "SettleForm", "SignForm", "SignatureForm", "StageRow", "StandingRow", "SwitchesForm", "TermForm", "TextForm",
    "TickForm", "amendment_typed", "asked_change", "contract_typed", "retainer_typed", "stage_typed", "suggested_approval",
    "suggested_offer",
]  # fmt: skip
