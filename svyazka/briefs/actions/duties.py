"""Who answers for needs, specification and promises."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage

RESEARCH = Duty("need.research", _("Interview the client about needs"), stage=Stage.BRIEF)
WRITE = Duty("tz.write", _("Write the technical specification"), stage=Stage.BRIEF)
FEASIBLE = Duty("tz.feasible", _("Say what is feasible"), stage=Stage.BRIEF, claims=True)
QUESTIONS = Duty("need.questions", _("Keep the questions of interviews"), stage=Stage.BRIEF)
PROPOSE = Duty("solution.propose", _("Propose technical solutions"), stage=Stage.BRIEF, claims=True, shared=True)
CHOOSE = Duty("solution.choose", _("Choose the technical solution"), stage=Stage.BRIEF, claims=True)
CATCH = Duty("promise.catch", _("Write down what was promised"), stage=Stage.BRIEF, shared=True)
RULES = Duty("promise.rule", _("Keep the rule of small promises and the norms of the PM's word"), stage=Stage.BRIEF)
AGREE = Duty("tz.agree", _("Agree the specification on the client's side"), stage=Stage.BRIEF, shared=True)
TEMPLATES = Duty("tz.templates", _("Keep the templates of specifications"), stage=Stage.BRIEF)
OPEN = Duty("tz.open", _("Have a specification open, in colleagues' sight"), stage=Stage.BRIEF, shared=True)
