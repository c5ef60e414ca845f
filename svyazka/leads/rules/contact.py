"""How a request names its contact, beside the contact whom we know."""

from collections.abc import Mapping

from svyazka.clients.rules import email_key, phone_key

NAMED = ("name", "phone", "email")
KEYS = {"name": lambda told: " ".join(told.lower().split()), "phone": phone_key, "email": email_key}


def as_told(contact: Mapping) -> dict[str, str]:
    """Return the name, the phone and the address as they were written, those that were."""
    return {name: str(contact[name])[:254] for name in NAMED if contact.get(name)}


def named_otherwise(told: Mapping[str, str], **known: str) -> bool:
    """Tell whether something is told that the known contact has otherwise, spelling of phones and addresses apart."""
    return any(told.get(name) and (KEYS[name](told[name]) or told[name]) != (KEYS[name](known[name]) or known[name]) for name in NAMED)
