"""What people type about needs, clauses, promises and verdicts; a table of rows needs no script."""

from svyazka.briefs.forms.agree import AnswerForm, CommentForm, SendForm
from svyazka.briefs.forms.brief import ClauseRow, NeedRow, VerdictForm, typed_from
from svyazka.briefs.forms.promise import OutcomeForm, PromiseRow, ReasonForm

__all__ = [
    "AnswerForm", "ClauseRow", "CommentForm", "NeedRow", "OutcomeForm", "PromiseRow", "ReasonForm", "SendForm", "VerdictForm",
    "typed_from",
]  # fmt: skip
