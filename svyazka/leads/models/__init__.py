"""What is remembered of leads."""

from svyazka.leads.models.consent import ConsentText, LeadConsent
from svyazka.leads.models.lead import AnswerNorm, Lead
from svyazka.leads.models.raw import Raw
from svyazka.leads.models.touch import SourceMark, Touch
from svyazka.leads.models.webform import ContactWay, Knock, WebForm

__all__ = ["AnswerNorm", "ConsentText", "ContactWay", "Knock", "Lead", "LeadConsent", "Raw", "SourceMark", "Touch", "WebForm"]
