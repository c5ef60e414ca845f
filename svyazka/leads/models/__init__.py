"""What is remembered of leads."""

from svyazka.leads.models.channel import IntakeKey, Mailbox
from svyazka.leads.models.lead import AnswerNorm, Lead, LeadConsent
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.touch import Touch

__all__ = ["AnswerNorm", "IntakeKey", "Lead", "LeadConsent", "Mailbox", "Raw", "Touch"]
