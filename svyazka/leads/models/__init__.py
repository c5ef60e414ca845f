"""What is remembered of leads."""

from svyazka.leads.models.bringing import ImportRow, ImportRun
from svyazka.leads.models.channel import IntakeKey, Mailbox
from svyazka.leads.models.consent import ConsentText, LeadConsent
from svyazka.leads.models.handling import ClockPause, ClosingReason, Escalation, EscalationLevel
from svyazka.leads.models.lead import WAITS, AnswerNorm, Lead, NamesLearned, NameWord
from svyazka.leads.models.merging import Likeness, Merging
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.routing import GivenOffer, LeadOffer, TakerTerms
from svyazka.leads.models.touch import SourceMark, Touch
from svyazka.leads.models.webform import ContactWay, Knock, WebForm

__all__ = [
    "WAITS", "AnswerNorm", "ClockPause", "ClosingReason", "ConsentText", "ContactWay", "Escalation",
    "EscalationLevel", "GivenOffer", "ImportRow", "ImportRun", "IntakeKey", "Knock", "Lead", "LeadConsent",
    "LeadOffer", "Likeness", "Mailbox", "Merging", "NameWord", "NamesLearned", "Raw", "SourceMark", "TakerTerms",
    "Touch", "WebForm",
]  # fmt: skip
