"""Rates, estimates, proposals and contracts."""

from svyazka.deals.models.contract import Amendment, Contract, ContractStage
from svyazka.deals.models.estimate import Estimate, EstimateLine
from svyazka.deals.models.paper import NumberSeries, PaperText
from svyazka.deals.models.proposal import Proposal
from svyazka.deals.models.rates import DealTerm, RateCard

__all__ = ["Amendment", "Contract", "ContractStage", "DealTerm", "Estimate", "EstimateLine", "NumberSeries", "PaperText", "Proposal",
           "RateCard"]  # fmt: skip
