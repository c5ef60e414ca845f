"""What people type about leads."""

from svyazka.leads.forms.channels import CodeForm, ConsentTextForm, MarkForm, WayForm, WebFormForm, WithdrawalForm
from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, QualificationForm
from svyazka.leads.forms.public import PublicForm
from svyazka.leads.forms.routing import AgencyTermsForm, PassingForm, ReasonForm, TermsForm

__all__ = [
    "AgencyTermsForm", "AnswerForm", "CodeForm", "ConsentTextForm", "FreezingForm", "LeadForm", "LossForm", "MarkForm",
    "PassingForm", "PublicForm", "QualificationForm", "ReasonForm", "TermsForm", "WayForm", "WebFormForm", "WithdrawalForm",
]  # fmt: skip
