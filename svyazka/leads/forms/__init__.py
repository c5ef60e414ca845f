"""What people type about leads."""

from svyazka.leads.forms.handling import ClosingReasonForm, LevelForm, NextStepForm, NormForm
from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, QualificationForm
from svyazka.leads.forms.public import OPENED, PublicForm
from svyazka.leads.forms.routing import AgencyTermsForm, PassingForm, ReasonForm, TermsForm

__all__ = [
    "OPENED", "AgencyTermsForm", "AnswerForm", "ClosingReasonForm", "FreezingForm", "LeadForm", "LevelForm",
    "LossForm", "NextStepForm", "NormForm", "PassingForm", "PublicForm", "QualificationForm", "ReasonForm",
    "TermsForm",
]  # fmt: skip
