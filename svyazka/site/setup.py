"""What the command line asks of the rooms: a token for a person, a fresh agency."""

import hashlib
import secrets

from django.utils import timezone

from svyazka.people.models import ApiToken, Person


class Unknown(Exception):
    """There is no such person."""


def token_for(login: str, *, scopes: tuple[str, ...] = ("read", "write")) -> str:
    """Make a new token for the person and return it; only its hash is stored. Raises Unknown for a strange login."""
    person = Person.objects.filter(username=login, is_active=True).exclude(kind="system").first()
    if person is None:
        raise Unknown(f"Nobody signs in as {login}.")
    raw = f"svz_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(
        person=person, label="command line", digest=hashlib.sha256(raw.encode()).hexdigest(), scopes=list(scopes),
        made_at=timezone.now(),
    )  # fmt: skip
    return raw
