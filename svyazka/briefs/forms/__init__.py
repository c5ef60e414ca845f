"""What people type about interviews, needs, options, clauses, promises and verdicts; a table of rows needs no script."""

from svyazka.briefs.forms.agree import AnswerForm, CommentForm, SendForm
from svyazka.briefs.forms.brief import ClauseRow, NeedRow, VerdictForm, typed_from
from svyazka.briefs.forms.clause import ClauseForm, WayForm, clause_said, was_in
from svyazka.briefs.forms.interview import BeginForm, DropForm, SaidForm
from svyazka.briefs.forms.need import NeedForm, PlaceForm, TouchedRow, form_of, touched_rows
from svyazka.briefs.forms.option import AgreementForm, OptionForm, PickForm, WithdrawalForm, form_of_option
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
from svyazka.briefs.forms.question import QuestionRow, SetForm, rows_of
from svyazka.briefs.forms.template import CopyForm, OutlineRow, RetireForm, TemplateForm, outline_of

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "BeginForm",
    "CatchForm",
    "ClauseForm",
    "ClauseRow",
    "CommentForm",
    "CopyForm",
    "DropForm",
    "JudgingForm",
    "NeedForm",
    "NeedRow",
    "OptionForm",
    "OutcomeForm",
    "OutlineRow",
    "PickForm",
    "PlaceForm",
    "PromiseRow",
    "QuestionRow",
    "ReasonForm",
    "RetireForm",
    "SaidForm",
    "SendForm",
    "SetForm",
    "SmallRuleForm",
    "TemplateForm",
    "TouchedRow",
    "VerdictForm",
    "VerdictNormForm",
    "WayForm",
    "WithdrawalForm",
    "WordingForm",
    "clause_said",
    "form_of",
    "form_of_option",
    "outline_of",
    "rows_of",
    "touched_rows",
    "typed_from",
    "was_in",
    "worded",
]  # fmt: skip
