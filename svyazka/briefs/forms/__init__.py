"""What people type about needs, clauses, promises and verdicts; a table of rows needs no script."""

from svyazka.briefs.forms.agree import AnswerForm, CommentForm, SendForm
from svyazka.briefs.forms.brief import ClauseRow, NeedRow, VerdictForm, typed_from
from svyazka.briefs.forms.clause import ClauseForm, WayForm, clause_said, was_in
from svyazka.briefs.forms.promise import (
    CatchForm,
    JudgingForm,
    OutcomeForm,
    PromiseRow,
    ReasonForm,
    SmallRuleForm,
    VerdictNormForm,
    WordingForm,
    worded,
)
from svyazka.briefs.forms.template import CopyForm, OutlineRow, RetireForm, TemplateForm, outline_of

__all__ = [
    "AnswerForm", "CatchForm", "ClauseForm", "ClauseRow", "CommentForm", "CopyForm", "JudgingForm", "NeedRow",
    "OutcomeForm", "OutlineRow", "PromiseRow", "ReasonForm", "RetireForm", "SendForm", "SmallRuleForm", "TemplateForm",
    "VerdictForm", "VerdictNormForm", "WayForm", "WordingForm", "clause_said", "outline_of", "typed_from", "was_in",
    "worded",
]  # fmt: skip
