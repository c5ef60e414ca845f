"""What people answer for towards clients."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage

TALK = Duty("client.talk", _("Talk with the client"), stage=Stage.RESULT)
NOTE = Duty("thread.note", _("Write inside the agency"), stage=Stage.TEAM, shared=True)
SAY = Duty("thread.client", _("Write to the agency"), stage=Stage.RESULT)
KEEP = Duty("client.keep", _("Keep the client's card and contacts"), stage=Stage.GROWTH)
