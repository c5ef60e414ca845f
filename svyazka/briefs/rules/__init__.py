"""Needs, clauses, promises and verdicts in words: states, what moves them, what stands in the way."""

from svyazka.briefs.rules.agree import (
    SHOWN_STATES,
    Decision,
    reasons_not_to_answer,
    reasons_not_to_send,
    wording_digest,
)
from svyazka.briefs.rules.brief import (
    BRIEF_MOVES,
    BriefState,
    VerdictKind,
    reasons_not_to_edit,
    reasons_not_to_submit,
    stands,
)
from svyazka.briefs.rules.clause import ClauseKind, keys_of
from svyazka.briefs.rules.coverage import Coverage, Gap, hours_in, kopecks_in, laid_over
from svyazka.briefs.rules.difference import Change, Wording, applied, difference
from svyazka.briefs.rules.document import Part, arranged, moved, numbers, section_after
from svyazka.briefs.rules.interview import INTERVIEW_MOVES, AnswerState, InterviewState
from svyazka.briefs.rules.leaving import Held, reasons_not_to_leave
from svyazka.briefs.rules.need import Effect, NeedPriority
from svyazka.briefs.rules.option import CHOICE_MOVES, LIVE_CHOICES, ChoiceState, Risk
from svyazka.briefs.rules.promise import (
    LET_OUT,
    LIVE_PROMISES,
    PROMISE_MOVES,
    PromiseKind,
    PromiseSource,
    PromiseState,
    reasons_not_to_judge,
)
from svyazka.briefs.rules.question import QuestionKind, Service, in_language
from svyazka.briefs.rules.small import Judged
from svyazka.briefs.rules.template import OUTLINE, SECTION, Mark, nested, reasons_not_a_template, shipped
from svyazka.briefs.rules.together import PLACE, WORDING, Overtaken, agreeing, offered
from svyazka.briefs.rules.words import brought_together, new_of, old_of, word_diff

__all__ = [
    "BRIEF_MOVES", "CHOICE_MOVES", "INTERVIEW_MOVES", "LET_OUT", "LIVE_CHOICES", "LIVE_PROMISES", "OUTLINE", "PLACE",
    "PROMISE_MOVES", "SECTION", "SHOWN_STATES", "WORDING", "AnswerState", "BriefState", "Change", "ChoiceState",
    "ClauseKind", "Coverage", "Decision", "Effect", "Gap", "Held", "InterviewState", "Judged", "Mark", "NeedPriority",
    "Overtaken", "Part", "PromiseKind", "PromiseSource", "PromiseState", "QuestionKind", "Risk", "Service",
    "VerdictKind", "Wording", "agreeing", "applied", "arranged", "brought_together", "difference", "hours_in",
    "in_language", "keys_of", "kopecks_in", "laid_over", "moved", "nested", "new_of", "numbers", "offered", "old_of",
    "reasons_not_a_template", "reasons_not_to_answer", "reasons_not_to_edit", "reasons_not_to_judge",
    "reasons_not_to_leave", "reasons_not_to_send", "reasons_not_to_submit", "section_after", "shipped", "stands",
    "word_diff", "wording_digest",
]  # fmt: skip
