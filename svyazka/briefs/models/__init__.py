"""Questions, interviews, needs and options for them, the specification in editions, promises, and the PM's verdicts on them."""

from svyazka.briefs.models.brief import Brief, Verdict
from svyazka.briefs.models.clause import Clause
from svyazka.briefs.models.interview import Interview, InterviewAnswer
from svyazka.briefs.models.need import Need, NeedSource
from svyazka.briefs.models.option import OptionChoice, SolutionOption
from svyazka.briefs.models.promise import Promise
from svyazka.briefs.models.question import Question, QuestionSet

__all__ = [
    "Brief", "Clause", "Interview", "InterviewAnswer", "Need", "NeedSource", "OptionChoice", "Promise", "Question", "QuestionSet",
    "SolutionOption", "Verdict",
]  # fmt: skip
