"""What is remembered of leads."""

from svyazka.leads.models.lead import WAITS, AnswerNorm, Lead, LeadConsent, NamesLearned, NameWord
from svyazka.leads.models.merging import Likeness, Merging
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.touch import Touch

__all__ = ["WAITS", "AnswerNorm", "Lead", "LeadConsent", "Likeness", "Merging", "NameWord", "NamesLearned", "Raw", "Touch"]
