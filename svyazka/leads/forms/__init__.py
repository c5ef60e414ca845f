"""What people type about leads."""

from svyazka.leads.forms.handling import LevelForm, NextStepForm, NormForm, ReasonForm
from svyazka.leads.forms.lead import AnswerForm, FreezingForm, LeadForm, LossForm, PassingForm, QualificationForm
from svyazka.leads.forms.public import OPENED, PublicForm

__all__ = [
    "OPENED", "AnswerForm", "FreezingForm", "LeadForm", "LevelForm", "LossForm", "NextStepForm", "NormForm", "PassingForm",
    "PublicForm", "QualificationForm", "ReasonForm",
]  # fmt: skip
