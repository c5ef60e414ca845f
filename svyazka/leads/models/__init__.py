"""What is remembered of leads."""

from svyazka.leads.models.channel import IntakeKey, Mailbox
from svyazka.leads.models.handling import ClockPause, ClosingReason, Escalation, EscalationLevel
from svyazka.leads.models.lead import WAITS, AnswerNorm, Lead, LeadConsent, NamesLearned, NameWord
from svyazka.leads.models.merging import Likeness, Merging
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.routing import GivenOffer, LeadOffer, TakerTerms
from svyazka.leads.models.touch import Touch

__all__ = [
    "WAITS", "AnswerNorm", "ClockPause", "ClosingReason", "Escalation", "EscalationLevel", "GivenOffer", "IntakeKey",
    "Lead", "LeadConsent", "LeadOffer", "Likeness", "Mailbox", "Merging", "NameWord", "NamesLearned", "Raw",
    "TakerTerms", "Touch",
]  # fmt: skip
