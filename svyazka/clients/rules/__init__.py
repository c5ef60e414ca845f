"""Clients in words, and by what a person or a company is known again."""

from svyazka.clients.rules.keys import domain_key, email_domain, email_key, inn_in, is_inn, phone_key
from svyazka.clients.rules.names import listed_as, name_key
from svyazka.clients.rules.words import (
    ENDS,
    OPEN,
    Channel,
    ClientKind,
    EngagementState,
    Stream,
    reasons_if_closed,
)

__all__ = [
    "ENDS", "OPEN", "Channel", "ClientKind", "EngagementState", "Stream", "domain_key", "email_domain", "email_key", "inn_in", "is_inn",
    "listed_as", "name_key", "phone_key", "reasons_if_closed",
]  # fmt: skip
