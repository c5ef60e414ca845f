"""Everything that can happen to a lead, and to the raw messages leads come from."""

from svyazka.leads.actions.deciding import QUALIFY, freeze_lead, lose_lead, plan_next_step, qualify_lead, thaw_lead
from svyazka.leads.actions.handling import NORMS, add_reason, escalate_lead, retire_reason, set_level, set_norm
from svyazka.leads.actions.merging import decide_likeness, merge_leads, undo_merging
from svyazka.leads.actions.raw import bury_raw, read_form, read_raw, store_raw
from svyazka.leads.actions.receiving import COLD, INTAKE, receive_lead
from svyazka.leads.actions.routing import ROUTE, answer_offer, assign_lead, lapse_offer, set_terms, withdraw_offer
from svyazka.leads.actions.taking import answer_lead, pass_lead, return_lead, take_lead

__all__ = [
    "COLD", "INTAKE", "NORMS", "QUALIFY", "ROUTE", "add_reason", "answer_lead", "answer_offer", "assign_lead", "bury_raw",
    "decide_likeness", "escalate_lead", "freeze_lead", "lapse_offer", "lose_lead", "merge_leads", "pass_lead",
    "plan_next_step", "qualify_lead", "read_form", "read_raw", "receive_lead", "retire_reason", "return_lead", "set_level",
    "set_norm", "set_terms", "store_raw", "take_lead", "thaw_lead", "undo_merging", "withdraw_offer",
]  # fmt: skip
