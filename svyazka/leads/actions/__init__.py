"""Everything that can happen to a lead, and to the raw messages leads come from."""

from svyazka.leads.actions.consent import publish_text, withdraw_consent
from svyazka.leads.actions.deciding import QUALIFY, freeze_lead, lose_lead, plan_next_step, qualify_lead, thaw_lead
from svyazka.leads.actions.duties import CHANNELS
from svyazka.leads.actions.handling import NORMS, add_reason, escalate_lead, retire_reason, set_level, set_norm
from svyazka.leads.actions.raw import bury_raw, read_form, read_raw, store_raw
from svyazka.leads.actions.receiving import COLD, INTAKE, receive_lead
from svyazka.leads.actions.routing import ROUTE, answer_offer, assign_lead, lapse_offer, set_terms, withdraw_offer
from svyazka.leads.actions.taking import answer_lead, pass_lead, return_lead, take_lead
from svyazka.leads.actions.touch import end_mark, give_code, keep_mark, make_code
from svyazka.leads.actions.webform import (
    keep_contact_way,
    keep_form,
    knock,
    make_form,
    read_stored_form,
    resume_form,
    stop_form,
)

__all__ = [
    "CHANNELS", "COLD", "INTAKE", "NORMS", "QUALIFY", "ROUTE", "add_reason", "answer_lead", "answer_offer", "assign_lead",
    "bury_raw", "end_mark", "escalate_lead", "freeze_lead", "give_code", "keep_contact_way", "keep_form", "keep_mark", "knock",
    "lapse_offer", "lose_lead", "make_code", "make_form", "pass_lead", "plan_next_step", "publish_text", "qualify_lead",
    "read_form", "read_raw", "read_stored_form", "receive_lead", "resume_form", "retire_reason", "return_lead", "set_level",
    "set_norm", "set_terms", "stop_form", "store_raw", "take_lead", "thaw_lead", "withdraw_consent", "withdraw_offer",
]  # fmt: skip
