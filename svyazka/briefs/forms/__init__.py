"""What people type about needs, clauses, promises and verdicts; a table of rows needs no script."""

from svyazka.briefs.forms.brief import ClauseRow, NeedRow, VerdictForm, typed_from
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

__all__ = [
    "CatchForm", "ClauseRow", "JudgingForm", "NeedRow", "OutcomeForm", "PromiseRow", "ReasonForm", "SmallRuleForm", "VerdictForm",
    "VerdictNormForm", "WordingForm", "typed_from", "worded",
]  # fmt: skip
