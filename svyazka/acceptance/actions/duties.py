"""Who answers for a result, from its handover to the client's verdict."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty
from svyazka.kit.guard import Stage as Part

HAND_OVER = Duty("result.handover", _("Hand the result over"), stage=Part.RESULT)
CHECK = Duty("quality.check", _("Check the result before the handover"), stage=Part.RESULT)
DEFEND = Duty("result.defend", _("Defend the result before the client"), stage=Part.RESULT)
ACCEPT = Duty("result.accept", _("Give the client's verdict"), stage=Part.RESULT, by_system=True, shared=True)
SAY_HOW = Duty("result.review", _("Say how the work went, after an acceptance"), stage=Part.RESULT)
CLASSIFY = Duty("remark.class", _("Tell remarks in scope from changes"), stage=Part.RESULT)
SELL = Duty("change.sell", _("Price and agree the change"), stage=Part.RESULT)
