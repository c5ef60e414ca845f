"""What is remembered of leads."""

from svyazka.leads.models.lead import AnswerNorm, Lead, LeadConsent
from svyazka.leads.models.merging import Likeness, Merging
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.touch import Touch

__all__ = ["AnswerNorm", "Lead", "LeadConsent", "Likeness", "Merging", "Raw", "Touch"]
