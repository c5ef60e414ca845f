"""What people type about leads."""

from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, PassingForm, QualificationForm
from svyazka.leads.forms.public import OPENED, PublicForm

__all__ = ["OPENED", "AnswerForm", "FreezingForm", "LeadForm", "LossForm", "PassingForm", "PublicForm", "QualificationForm"]
