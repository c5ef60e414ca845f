"""Everything that can happen to a lead, and to the raw messages leads come from."""

from svyazka.leads.actions.deciding import QUALIFY, freeze_lead, lose_lead, qualify_lead, thaw_lead
from svyazka.leads.actions.raw import bury_raw, read_form, read_raw, store_raw
from svyazka.leads.actions.receiving import COLD, INTAKE, receive_lead
from svyazka.leads.actions.routing import ROUTE, answer_offer, assign_lead, lapse_offer, set_terms, withdraw_offer
from svyazka.leads.actions.taking import answer_lead, pass_lead, return_lead, take_lead

__all__ = [
    "COLD", "INTAKE", "QUALIFY", "ROUTE", "answer_lead", "answer_offer", "assign_lead", "bury_raw", "freeze_lead", "lapse_offer",
    "lose_lead", "pass_lead", "qualify_lead", "read_form", "read_raw", "receive_lead", "return_lead", "set_terms", "store_raw",
    "take_lead", "thaw_lead", "withdraw_offer",
]  # fmt: skip
