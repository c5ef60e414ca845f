"""Rates, estimates, proposals and contracts."""

from svyazka.deals.models.advertising import AdDone
from svyazka.deals.models.amendment import Amendment, AmendmentAnswer, AmendmentStage
from svyazka.deals.models.contract import Contract, ContractEdition, ContractStage
from svyazka.deals.models.discount import Discount
from svyazka.deals.models.estimate import Estimate, EstimateLine, PassThrough
from svyazka.deals.models.paper import NumberSeries, PaperText
from svyazka.deals.models.proposal import Proposal, ProposalOption
from svyazka.deals.models.protocol import Disagreement
from svyazka.deals.models.rates import DealTerm, PersonRate, RateCard
from svyazka.deals.models.retainer import ExtraHours, LimitNeared, Retainer, RetainerPeriod

__all__ = [
    "AdDone", "Amendment", "AmendmentAnswer", "AmendmentStage", "Contract", "ContractEdition", "ContractStage", "DealTerm", "Disagreement",
    "Discount", "Estimate", "EstimateLine", "ExtraHours", "LimitNeared", "NumberSeries", "PaperText", "PassThrough",
    "PersonRate", "Proposal", "ProposalOption", "RateCard", "Retainer", "RetainerPeriod",
]  # fmt: skip
