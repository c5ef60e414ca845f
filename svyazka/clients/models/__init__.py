"""Client companies, their contacts, the two message streams, and the engagement on which all else hangs."""

from svyazka.clients.models.client import Client, Contact
from svyazka.clients.models.engagement import Engagement
from svyazka.clients.models.known import Known
from svyazka.clients.models.merging import ClientMerging, Joining
from svyazka.clients.models.message import Message, StoredFile

__all__ = [
    "Client", "ClientMerging", "Contact", "Engagement", "Joining", "Known", "Message", "StoredFile",
]  # fmt: skip
