"""What people type about leads."""

from svyazka.leads.forms.bringing import ChoicesForm, ImportForm
from svyazka.leads.forms.channels import CodeForm, ConsentTextForm, MarkForm, WayForm, WebFormForm, WithdrawalForm
from svyazka.leads.forms.handling import ClosingReasonForm, LevelForm, NextStepForm, NormForm
from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, QualificationForm
from svyazka.leads.forms.public import PublicForm
from svyazka.leads.forms.raw import KeyForm, PuttingAwayForm
from svyazka.leads.forms.routing import AgencyTermsForm, PassingForm, ReasonForm, TermsForm

__all__ = [
    "AgencyTermsForm", "AnswerForm", "ChoicesForm", "ClosingReasonForm", "CodeForm", "ConsentTextForm",
    "FreezingForm", "ImportForm", "KeyForm", "LeadForm", "LevelForm", "LossForm", "MarkForm", "NextStepForm",
    "NormForm", "PassingForm", "PublicForm", "PuttingAwayForm", "QualificationForm", "ReasonForm", "TermsForm",
    "WayForm", "WebFormForm", "WithdrawalForm",
]  # fmt: skip
