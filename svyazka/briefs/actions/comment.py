"""A clause is spoken of: inside the agency, and with the client; what was asked is settled."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.actions.duties import WRITE
from svyazka.briefs.models import Brief, ClauseNote, ClauseTalk
from svyazka.clients.actions import NOTE, SAY, TALK
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.leaving import reasons_to_stay
from svyazka.kit.mail import clean
from svyazka.people.models import Person
from svyazka.roles.steps import tell_holder

MOST_WORDS = 5000


@action(NOTE, lock=False)
def note_clause(brief: Brief, *, key: int, text: str, by: Person, at: datetime) -> ClauseNote:
    """Write a word to colleagues on the clause; the client never reads it."""
    note = ClauseNote.objects.create(brief=brief, engagement=brief.engagement, key=_key(brief, key), text=_said(text), author=by, said_at=at)
    tell_holder(brief.engagement, WRITE, "briefs.noted", url=_place(note), by=by, at=at, title=brief.engagement.title)
    record(note, "briefs.noted", by=by, at=at, clause=key, edition=brief.edition)
    return note


@action(TALK, lock=False)
def talk_of_clause(brief: Brief, *, key: int, text: str, by: Person, at: datetime) -> ClauseTalk:
    """Say a word to the client on the clause.

    Raises Refused of an edition that was not sent, and of a promise that lacks the PM's yes: they would read what nobody has judged.
    """
    if brief.sent_at is None:
        raise Refused(_("The client has not received this edition: send it first, or write inside."))
    refuse_if(reasons_to_stay(brief.engagement, text, at=at))
    return _talk(brief, key, text, by=by, at=at, from_client=False)


@action(SAY, lock=False)
def client_talks_of_clause(brief: Brief, *, key: int, text: str, by: Person, at: datetime) -> ClauseTalk:
    """The client's contact says a word on a clause of an edition that was sent to them; whoever talks with them is told."""
    talk = _talk(brief, key, text, by=by, at=at, from_client=True)
    tell_holder(brief.engagement, TALK, "briefs.clause_talked", url=_place(talk), by=by, at=at, title=brief.engagement.title)
    return talk


def _talk(brief: Brief, key: int, text: str, *, by: Person, at: datetime, from_client: bool) -> ClauseTalk:
    refuse_if(reasons_if_closed(brief.engagement))
    talk = ClauseTalk.objects.create(
        brief=brief, engagement=brief.engagement, key=_key(brief, key), text=_said(text), author=by, said_at=at, from_client=from_client
    )
    record(talk, "briefs.clause_talked", by=by, at=at, clause=key, edition=brief.edition)
    return talk


@action(NOTE)
def settle_note(note: ClauseNote, *, by: Person, at: datetime) -> ClauseNote:
    """Count the note as settled. Raises Refused if it is already."""
    return _settle(note, by=by, at=at)


@action(TALK)
def settle_talk(talk: ClauseTalk, *, by: Person, at: datetime) -> ClauseTalk:
    """Count a word with the client as settled. Raises Refused if it is already."""
    return _settle(talk, by=by, at=at)


def _settle(comment, *, by: Person, at: datetime):
    if comment.settled_at:
        raise Refused(_("This is settled already."))
    comment.settled_by, comment.settled_at = by, at
    comment.save(update_fields=["settled_by", "settled_at"])
    record(comment, "briefs.comment_settled", by=by, at=at, clause=comment.key)
    return comment


def _key(brief: Brief, key: int) -> int:
    if not brief.clauses.filter(key=key).exists():
        raise Malformed(_("This edition has no such clause."))
    return key


def _said(text: str) -> str:
    said = clean(text).strip()
    if not said:
        raise Refused(_("Write something."))
    if len(said) > MOST_WORDS:
        raise Malformed(_("text: at most %(most)s characters.") % {"most": MOST_WORDS})
    return said


def _place(comment: ClauseNote | ClauseTalk) -> str:
    return f"/briefs/{comment.brief_id}/comments/#clause-{comment.key}"
