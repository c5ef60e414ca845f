"""Who answers for needs, specification and promises."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage

RESEARCH = Duty("need.research", _("Interview the client about needs"), stage=Stage.BRIEF)
WRITE = Duty("tz.write", _("Write the technical specification"), stage=Stage.BRIEF)
FEASIBLE = Duty("tz.feasible", _("Say what is feasible"), stage=Stage.BRIEF, claims=True)
QUESTIONS = Duty("need.questions", _("Keep the questions of interviews"), stage=Stage.BRIEF)
PROPOSE = Duty("solution.propose", _("Propose technical solutions"), stage=Stage.BRIEF, claims=True, shared=True)
CHOOSE = Duty("solution.choose", _("Choose the technical solution"), stage=Stage.BRIEF, claims=True)
