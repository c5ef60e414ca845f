"""Duties of the room that several of its actions share."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage

CHANNELS = Duty("channel.keep", _("Keep the channels by which leads come"), stage=Stage.LEAD)
BRING = Duty("lead.bring", _("Bring leads in from another system"), stage=Stage.LEAD, by_system=True)
