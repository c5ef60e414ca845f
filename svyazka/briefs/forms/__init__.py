"""What people type about needs, clauses, promises and verdicts; a table of rows needs no script."""

from svyazka.briefs.forms.agree import AnswerForm, CommentForm, SendForm
from svyazka.briefs.forms.brief import ClauseRow, NeedRow, VerdictForm, typed_from
from svyazka.briefs.forms.clause import ClauseForm, WayForm, clause_said, was_in
from svyazka.briefs.forms.promise import OutcomeForm, PromiseRow, ReasonForm
from svyazka.briefs.forms.template import CopyForm, OutlineRow, RetireForm, TemplateForm, outline_of

__all__ = [
    "AnswerForm", "ClauseForm", "ClauseRow", "CommentForm", "CopyForm", "NeedRow", "OutcomeForm", "OutlineRow",
    "PromiseRow", "ReasonForm", "RetireForm", "SendForm", "TemplateForm", "VerdictForm", "WayForm", "clause_said",
    "outline_of", "typed_from", "was_in",
]  # fmt: skip
