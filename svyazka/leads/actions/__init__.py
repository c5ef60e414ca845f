"""Everything that can happen to a lead, and to the raw messages leads come from."""

from svyazka.leads.actions.deciding import QUALIFY, freeze_lead, lose_lead, qualify_lead, thaw_lead
from svyazka.leads.actions.merging import decide_likeness, merge_leads, undo_merging
from svyazka.leads.actions.raw import bury_raw, read_form, read_raw, store_raw
from svyazka.leads.actions.receiving import COLD, INTAKE, receive_lead
from svyazka.leads.actions.taking import answer_lead, pass_lead, take_lead

__all__ = [
    "COLD", "INTAKE", "QUALIFY", "answer_lead", "bury_raw", "decide_likeness", "freeze_lead", "lose_lead", "merge_leads", "pass_lead",
    "qualify_lead", "read_form", "read_raw", "receive_lead", "store_raw", "take_lead", "thaw_lead", "undo_merging",
]  # fmt: skip
