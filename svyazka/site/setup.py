"""What the command line asks of the rooms: a token for a person, a fresh agency."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone, translation

from svyazka.people.models import Agency, ApiToken, Person
from svyazka.site.answers import reasons_not_to_found, shaped
from svyazka.site.founding import found
from svyazka.site.home import Wrong


def token_for(login: str, *, scopes: tuple[str, ...] = ("read", "write")) -> str:
    """Make a new token for the person and return it; only its hash is stored. Raises Wrong for a strange login."""
    person = Person.objects.filter(username=login, is_active=True).exclude(kind="system").first()
    if person is None:
        raise Wrong(f"nobody signs in as {login}.")
    raw = f"svz_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(
        person=person, label="command line", digest=hashlib.sha256(raw.encode()).hexdigest(), scopes=list(scopes),
        made_at=timezone.now(),
    )  # fmt: skip
    return raw


def read_answers(place: Path):
    """Read the answers of `svyazka init` from a JSON file. Raises Wrong when it cannot be read."""
    try:
        return json.loads(place.read_text("utf-8-sig"))
    except OSError as error:
        raise Wrong(f"{place} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise Wrong(f"{place} is not JSON in UTF-8: {error}.") from None


def checked(answers) -> Mapping:
    """Return the answers. Raises Wrong with everything that is wrong in them."""
    with translation.override("en"):
        if reasons := [str(reason) for reason in reasons_not_to_found(answers)]:
            raise Wrong("\n  ".join(["the agency is not founded:", *reasons]))
    return answers


def found_from(answers: Mapping) -> Agency:
    """Found the agency from checked answers."""
    people = [shaped(person) for person in answers["people"]]
    return found({**shaped(answers), "people": people}, at=timezone.now())
