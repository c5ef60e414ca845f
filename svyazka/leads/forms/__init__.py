"""What people type about leads."""

from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, PassingForm, QualificationForm
from svyazka.leads.forms.public import OPENED, PublicForm
from svyazka.leads.forms.raw import KeyForm, PuttingAwayForm

__all__ = [
    "OPENED", "AnswerForm", "FreezingForm", "KeyForm", "LeadForm", "LossForm", "PassingForm", "PublicForm", "PuttingAwayForm",
    "QualificationForm",
]  # fmt: skip
