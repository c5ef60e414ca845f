"""What people type about interviews, needs, options, clauses, promises and verdicts; a table of rows needs no script."""

from svyazka.briefs.forms.brief import ClauseRow, NeedRow, VerdictForm, typed_from
from svyazka.briefs.forms.interview import AnswerForm, BeginForm, DropForm
from svyazka.briefs.forms.need import NeedForm, PlaceForm, TouchedRow, form_of, touched_rows
from svyazka.briefs.forms.option import AgreementForm, OptionForm, PickForm, WithdrawalForm, form_of_option
from svyazka.briefs.forms.promise import OutcomeForm, PromiseRow, ReasonForm
from svyazka.briefs.forms.question import QuestionRow, SetForm, rows_of

__all__ = [
    "AgreementForm", "AnswerForm", "BeginForm", "ClauseRow", "DropForm", "NeedForm", "NeedRow", "OptionForm", "OutcomeForm", "PickForm",
    "PlaceForm", "PromiseRow", "QuestionRow", "ReasonForm", "SetForm", "TouchedRow", "VerdictForm", "WithdrawalForm", "form_of",
    "form_of_option", "rows_of", "touched_rows", "typed_from",
]  # fmt: skip
