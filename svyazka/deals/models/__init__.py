"""Rates, estimates, proposals and contracts."""

from svyazka.deals.models.contract import Amendment, Contract, ContractStage
from svyazka.deals.models.discount import Discount
from svyazka.deals.models.estimate import Estimate, EstimateLine, PassThrough
from svyazka.deals.models.paper import NumberSeries, PaperText
from svyazka.deals.models.proposal import Proposal, ProposalOption
from svyazka.deals.models.rates import DealTerm, PersonRate, RateCard

__all__ = [
    "Amendment", "Contract", "ContractStage", "DealTerm", "Discount", "Estimate", "EstimateLine", "NumberSeries",
    "PaperText", "PassThrough", "PersonRate", "Proposal", "ProposalOption", "RateCard",
]  # fmt: skip
