"""What people type about needs, clauses, promises and verdicts; a table of rows needs no script."""

from svyazka.briefs.forms.brief import ClauseRow, NeedRow, VerdictForm, typed_from
from svyazka.briefs.forms.clause import ClauseForm, WayForm, clause_said, was_in
from svyazka.briefs.forms.promise import OutcomeForm, PromiseRow, ReasonForm
from svyazka.briefs.forms.template import CopyForm, OutlineRow, RetireForm, TemplateForm, outline_of

__all__ = [
    "ClauseForm", "ClauseRow", "CopyForm", "NeedRow", "OutcomeForm", "OutlineRow", "PromiseRow", "ReasonForm", "RetireForm",
    "TemplateForm", "VerdictForm", "WayForm", "clause_said", "outline_of", "typed_from", "was_in",
]  # fmt: skip
