"""What people type about leads."""

from svyazka.leads.forms.bringing import ChoicesForm, ImportForm
from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, PassingForm, QualificationForm
from svyazka.leads.forms.public import OPENED, PublicForm

__all__ = ["OPENED", "AnswerForm", "ChoicesForm", "FreezingForm", "ImportForm", "LeadForm", "LossForm", "PassingForm", "PublicForm", "QualificationForm"]
