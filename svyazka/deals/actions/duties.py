"""Who answers for the price and the contract."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage

ESTIMATE = Duty("estimate.build", _("Build the estimate"), stage=Stage.DEAL)
APPROVE = Duty("estimate.approve", _("Approve an estimate below the floor"), stage=Stage.DEAL)
OFFER = Duty("offer.present", _("Offer a price and talk about it"), stage=Stage.DEAL, by_system=True)
CONTRACT = Duty("contract.run", _("Run the contract and its annexes"), stage=Stage.DEAL, by_system=True)  # periods turn by the calendar
ANSWER = Duty("contract.answer", _("Answer to a contract and to hours above it"), stage=Stage.DEAL, shared=True)
