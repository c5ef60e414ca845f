"""What can happen between the agency and its clients: two streams, one voice outside."""

from svyazka.clients.actions.client import REQUISITES, keep_client, keep_requisites
from svyazka.clients.actions.contact import close_portal, invite_to_portal, keep_contact, open_portal
from svyazka.clients.actions.duties import KEEP, NOTE, SAY, TALK
from svyazka.clients.actions.merging import merge_clients, undo_client_merging
from svyazka.clients.actions.thread import add_file, client_says, note_inside, publish_file, say_to_client

__all__ = [
    "KEEP", "NOTE", "REQUISITES", "SAY", "TALK", "add_file", "client_says", "close_portal", "invite_to_portal", "keep_client",
    "keep_contact", "keep_requisites", "merge_clients", "note_inside", "open_portal", "publish_file", "say_to_client",
    "undo_client_merging",
]  # fmt: skip
