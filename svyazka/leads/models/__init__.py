"""What is remembered of leads."""

from svyazka.leads.models.lead import AnswerNorm, Lead, LeadConsent
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.routing import GivenOffer, LeadOffer, TakerTerms
from svyazka.leads.models.touch import Touch

__all__ = ["AnswerNorm", "GivenOffer", "Lead", "LeadConsent", "LeadOffer", "Raw", "TakerTerms", "Touch"]
