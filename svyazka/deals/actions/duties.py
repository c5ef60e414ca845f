"""Who answers for the price and the contract."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage

RATES = Duty("rate.keep", _("Keep the rate card and the terms of deals"), stage=Stage.DEAL)
ESTIMATE = Duty("estimate.build", _("Build the estimate"), stage=Stage.DEAL)
APPROVE = Duty("estimate.approve", _("Approve a price below the floor or a discount above the limit"), stage=Stage.DEAL)
OFFER = Duty("offer.present", _("Offer a price and talk about it"), stage=Stage.DEAL, by_system=True)
ANSWER = Duty("offer.answer", _("Answer a proposal in the portal"), stage=Stage.DEAL)
CONTRACT = Duty("contract.run", _("Run the contract and its annexes"), stage=Stage.DEAL, by_system=True)  # periods turn by the calendar
CONTRACT_ANSWER = Duty("contract.answer", _("Answer to a contract and to hours above it"), stage=Stage.DEAL, shared=True)
TEXTS = Duty("paper.templates", _("Keep the texts of papers and their numbers"), stage=Stage.DEAL, shared=True)
