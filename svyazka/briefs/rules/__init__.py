"""Needs, clauses, promises and verdicts in words: states, what moves them, what stands in the way."""

from svyazka.briefs.rules.brief import (
    BRIEF_MOVES,
    BriefState,
    VerdictKind,
    diff,
    reasons_not_to_submit,
)
from svyazka.briefs.rules.clause import ClauseKind, keys_of
from svyazka.briefs.rules.interview import INTERVIEW_MOVES, AnswerState, InterviewState
from svyazka.briefs.rules.need import Effect, NeedPriority
from svyazka.briefs.rules.option import CHOICE_MOVES, LIVE_CHOICES, ChoiceState, Risk
from svyazka.briefs.rules.promise import LIVE_PROMISES, PROMISE_MOVES, PromiseKind, PromiseState, reasons_not_to_judge
from svyazka.briefs.rules.question import QuestionKind, Service, in_language

__all__ = [
    "BRIEF_MOVES", "CHOICE_MOVES", "INTERVIEW_MOVES", "LIVE_CHOICES", "LIVE_PROMISES", "PROMISE_MOVES", "AnswerState", "BriefState", "ChoiceState",
    "ClauseKind", "Effect", "InterviewState", "NeedPriority", "PromiseKind", "PromiseState", "QuestionKind", "Risk", "Service",
    "VerdictKind", "diff", "in_language", "keys_of", "reasons_not_to_judge", "reasons_not_to_submit",
]  # fmt: skip
