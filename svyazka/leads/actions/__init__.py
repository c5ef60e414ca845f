"""Everything that can happen to a lead, and to the raw messages leads come from."""

from svyazka.leads.actions.bringing import (
    BRING,
    bring_batch,
    choose_import,
    keep_import,
    start_import,
    try_import,
    undo_import,
)
from svyazka.leads.actions.deciding import QUALIFY, freeze_lead, lose_lead, qualify_lead, thaw_lead
from svyazka.leads.actions.raw import bury_raw, read_form, read_raw, store_raw
from svyazka.leads.actions.receiving import COLD, INTAKE, receive_lead
from svyazka.leads.actions.taking import answer_lead, pass_lead, take_lead

__all__ = [
    "BRING", "COLD", "INTAKE", "QUALIFY", "answer_lead", "bring_batch", "bury_raw", "choose_import", "freeze_lead", "keep_import", "lose_lead",
    "pass_lead", "qualify_lead", "read_form", "read_raw", "receive_lead", "start_import", "store_raw", "take_lead", "thaw_lead", "try_import",
    "undo_import",
]  # fmt: skip
