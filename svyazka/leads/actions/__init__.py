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
from svyazka.leads.actions.consent import publish_text, withdraw_consent
from svyazka.leads.actions.deciding import QUALIFY, freeze_lead, lose_lead, plan_next_step, qualify_lead, thaw_lead
from svyazka.leads.actions.duties import CHANNELS
from svyazka.leads.actions.handling import NORMS, add_reason, escalate_lead, retire_reason, set_level, set_norm
from svyazka.leads.actions.merging import decide_likeness, merge_group, merge_leads, undo_merging
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
from svyazka.leads.actions.routing import ROUTE, answer_offer, assign_lead, lapse_offer, set_terms, withdraw_offer
from svyazka.leads.actions.taking import answer_lead, pass_lead, refuse_lead, return_lead, take_lead
from svyazka.leads.actions.touch import end_mark, give_code, keep_mark, make_code
from svyazka.leads.actions.webform import (
    keep_contact_way,
    keep_form,
    make_form,
    read_stored_form,
    resume_form,
    return_form,
    stop_form,
    take_form,
)

__all__ = [
    "BRING", "CHANNELS", "COLD", "INTAKE", "NORMS", "QUALIFY", "ROUTE", "add_reason", "answer_lead", "answer_offer",
    "ask_mailbox", "assign_lead", "begin_reading", "bring_batch", "bury_raw", "choose_import", "decide_likeness",
    "discard_raw", "end_mark", "escalate_lead", "freeze_lead", "give_code", "issue_key", "keep_contact_way",
    "keep_form", "keep_import", "keep_mark", "know_mailbox", "lapse_offer", "lose_lead", "make_code", "make_form",
    "merge_group", "merge_leads", "move_mailbox_on", "note_look", "pass_lead", "plan_next_step", "publish_text",
    "qualify_lead", "read_call", "read_form", "read_raw", "read_stored_form", "receive_lead", "refuse_lead",
    "refuse_raw", "resume_form", "retire_reason", "retry_raws", "return_form", "return_lead", "revoke_key",
    "set_level", "set_norm", "set_terms", "start_import", "stop_form", "store_raw", "take_back_raw", "take_form",
    "take_lead", "take_signed", "thaw_lead", "try_import", "turn_away", "undo_import", "undo_merging",
    "withdraw_consent", "withdraw_offer",
]  # fmt: skip
