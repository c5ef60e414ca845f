"""What is said and kept in the two streams of an engagement: one voice outside."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients import steps
from svyazka.clients.actions.duties import NOTE, SAY, TALK
from svyazka.clients.models import Engagement, Message, StoredFile
from svyazka.clients.rules import Channel, Stream
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.leaving import has_left, reasons_to_stay
from svyazka.kit.mail import clean
from svyazka.people.models import Person


@action(TALK, lock=False)
def say_to_client(engagement: Engagement, *, text: str, channel: str = Channel.PORTAL, file: StoredFile | None = None,
                  by: Person, at: datetime) -> Message:  # fmt: skip
    """Say something to the client: only the agency's one voice does. Raises Refused while a room says that it does not leave yet."""
    refuse_if(reasons_to_stay(engagement, text, at=at))
    said = _say(engagement, text, Stream.CLIENT, channel, file, by=by, at=at)
    has_left(said, at=at)
    return said


@action(NOTE, lock=False)
def note_inside(engagement: Engagement, *, text: str, file: StoredFile | None = None, by: Person, at: datetime) -> Message:
    """Write a word to colleagues; the client never sees it."""
    return _say(engagement, text, Stream.INTERNAL, Channel.PORTAL, file, by=by, at=at)


@action(SAY, lock=False)
def client_says(engagement: Engagement, *, text: str, by: Person, at: datetime) -> Message:
    """A client's contact writes to the agency."""
    return _say(engagement, text, Stream.CLIENT, Channel.PORTAL, None, by=by, at=at, from_client=True)


def _say(engagement, text, stream, channel, file, *, by, at, from_client=False) -> Message:
    text = clean(text).strip()
    if not text and file is None:
        raise Refused(_("Write something."))
    if channel not in Channel.values:
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": channel})
    said = steps.say(engagement, text, stream=stream, channel=channel, author=by, from_client=from_client, file=file, at=at)
    record(said, "clients.said", by=by, at=at, engagement=engagement, stream=stream)
    return said


@action(NOTE, lock=False)
def add_file(engagement: Engagement, *, raw: bytes, name: str, content_type: str, by: Person, at: datetime) -> StoredFile:
    """Put a file into the agency's own stream of the engagement."""
    return _keep_file(engagement, Stream.INTERNAL, raw, name, content_type, by=by, at=at)


@action(TALK, lock=False)
def publish_file(engagement: Engagement, *, raw: bytes, name: str, content_type: str, by: Person, at: datetime) -> StoredFile:
    """Put a file into the stream that the client reads."""
    return _keep_file(engagement, Stream.CLIENT, raw, name, content_type, by=by, at=at)


def _keep_file(engagement, stream, raw, name, content_type, *, by, at) -> StoredFile:
    kept = steps.keep_file(engagement, raw, name=name, content_type=content_type, stream=stream, by=by, at=at)
    record(kept, "clients.file_added", by=by, at=at, engagement=engagement, name=name, digest=kept.digest)
    return kept
