"""What is remembered of leads."""

from svyazka.leads.models.bringing import ImportRow, ImportRun
from svyazka.leads.models.lead import AnswerNorm, Lead, LeadConsent
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.touch import Touch

__all__ = ["AnswerNorm", "ImportRow", "ImportRun", "Lead", "LeadConsent", "Raw", "Touch"]
