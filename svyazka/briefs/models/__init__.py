"""Questions, interviews, needs and options for them, the specification in editions, promises, and the PM's verdicts on them."""

from svyazka.briefs.models.approval import BriefApproval
from svyazka.briefs.models.brief import Brief, Verdict
from svyazka.briefs.models.clause import Clause
from svyazka.briefs.models.comment import ClauseNote, ClauseTalk
from svyazka.briefs.models.interview import Interview, InterviewAnswer
from svyazka.briefs.models.need import Need, NeedSource
from svyazka.briefs.models.option import OptionChoice, SolutionOption
from svyazka.briefs.models.presence import Presence
from svyazka.briefs.models.promise import FormerPromise, Promise
from svyazka.briefs.models.question import Question, QuestionSet
from svyazka.briefs.models.small import SmallPromiseRule, VerdictNorm
from svyazka.briefs.models.template import SpecSection, SpecStarter, SpecTemplate

__all__ = [
    "Brief", "BriefApproval", "Clause", "ClauseNote", "ClauseTalk", "FormerPromise", "Interview", "InterviewAnswer",
    "Need", "NeedSource", "OptionChoice", "Presence", "Promise", "Question", "QuestionSet", "SmallPromiseRule",
    "SolutionOption", "SpecSection", "SpecStarter", "SpecTemplate", "Verdict", "VerdictNorm",
]  # fmt: skip
