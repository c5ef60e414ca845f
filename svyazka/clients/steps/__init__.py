"""Small writes that other rooms' actions borrow: know the client, open and move the engagement, say something."""

from svyazka.clients.steps.engagement import advance_engagement, move_engagement, open_engagement
from svyazka.clients.steps.merging import join_clients, part_clients
from svyazka.clients.steps.person import Correspondent, keep_domain, know_client, know_contact, know_person, person_of
from svyazka.clients.steps.thread import attach, fold, keep_file, know_letter, say

__all__ = [
    "Correspondent", "advance_engagement", "attach", "fold", "join_clients", "keep_domain", "keep_file", "know_client", "know_contact",
    "know_letter", "know_person", "move_engagement", "open_engagement", "part_clients", "person_of", "say",
]  # fmt: skip
