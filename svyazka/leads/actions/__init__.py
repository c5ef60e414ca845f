"""Everything that can happen to a lead, and to the raw messages leads come from."""

from svyazka.leads.actions.channels import (
    ask_mailbox,
    issue_key,
    know_mailbox,
    move_mailbox_on,
    note_look,
    revoke_key,
    take_signed,
    turn_away,
)
from svyazka.leads.actions.deciding import QUALIFY, freeze_lead, lose_lead, qualify_lead, thaw_lead
from svyazka.leads.actions.duties import CHANNELS
from svyazka.leads.actions.raw import (
    begin_reading,
    bury_raw,
    discard_raw,
    read_call,
    read_form,
    read_raw,
    refuse_raw,
    retry_raws,
    store_raw,
    take_back_raw,
)
from svyazka.leads.actions.receiving import COLD, INTAKE, receive_lead
from svyazka.leads.actions.taking import answer_lead, pass_lead, take_lead

__all__ = [
    "CHANNELS", "COLD", "INTAKE", "QUALIFY", "answer_lead", "ask_mailbox", "begin_reading", "bury_raw", "discard_raw", "freeze_lead",
    "issue_key", "know_mailbox", "lose_lead", "move_mailbox_on", "note_look", "pass_lead", "qualify_lead", "read_call", "read_form", "read_raw",
    "receive_lead", "refuse_raw", "retry_raws", "revoke_key", "store_raw", "take_back_raw", "take_lead", "take_signed", "thaw_lead", "turn_away",
]  # fmt: skip
