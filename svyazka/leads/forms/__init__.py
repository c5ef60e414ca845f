"""What people type about leads."""

from svyazka.leads.forms.channels import CodeForm, ConsentTextForm, MarkForm, WayForm, WebFormForm, WithdrawalForm
from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, PassingForm, QualificationForm
from svyazka.leads.forms.public import PublicForm

__all__ = [
    "AnswerForm", "CodeForm", "ConsentTextForm", "FreezingForm", "LeadForm", "LossForm", "MarkForm", "PassingForm", "PublicForm",
    "QualificationForm", "WayForm", "WebFormForm", "WithdrawalForm",
]  # fmt: skip
