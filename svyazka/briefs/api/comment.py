"""What is said of clauses, spoken in JSON: notes inside and talk with the client are two lists."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.models import Brief, ClauseNote, ClauseTalk
from svyazka.kit.api import LIMIT, In, listed, staff_only, told, upto
from svyazka.kit.http import find

router = Router()


def comment_shown(one: ClauseNote | ClauseTalk) -> dict:
    """Tell a comment."""
    return {"id": one.pk, "version": one.version, "key": one.key, "edition": one.brief.edition, "text": one.text,
            "author": one.author.name, "said_at": told(one.said_at), "settled_at": told(one.settled_at)}  # fmt: skip


def talk_shown(one: ClauseTalk) -> dict:
    """Tell a word said with the client, and by which side."""
    return {**comment_shown(one), "from_client": one.from_client}


def _brief(request, brief_id: int) -> Brief:
    return find(queries.visible_to(staff_only(request), timezone.now()), brief_id)


@router.get("/briefs/{brief_id}/notes")
def notes(request, brief_id: int, cursor: str | None = None, limit: int = LIMIT):
    """List the notes on clauses of the engagement of this edition, said inside."""
    found = queries.notes_visible_to(request.user, timezone.now()).filter(engagement=_brief(request, brief_id).engagement_id)
    return listed(found, comment_shown, cursor=cursor, limit=limit)


@router.get("/briefs/{brief_id}/talk")
def talk(request, brief_id: int, cursor: str | None = None, limit: int = LIMIT):
    """List what was said of clauses with the client."""
    found = queries.talk_visible_to(request.user, timezone.now()).filter(engagement=_brief(request, brief_id).engagement_id)
    return listed(found, talk_shown, cursor=cursor, limit=limit)


class CommentIn(In):
    text: upto(actions.MOST_WORDS, least=1)


@router.post("/briefs/{brief_id}/clauses/{key}/notes", response={201: dict})
def note(request, brief_id: int, key: int, body: CommentIn):
    """Write a word to colleagues on a clause."""
    made = actions.note_clause(_brief(request, brief_id), key=key, text=body.text, by=request.user, at=timezone.now())
    return Status(201, comment_shown(made))


@router.post("/briefs/{brief_id}/clauses/{key}/talk", response={201: dict})
def say(request, brief_id: int, key: int, body: CommentIn):
    """Say a word to the client on a clause of an edition they have."""
    made = actions.talk_of_clause(_brief(request, brief_id), key=key, text=body.text, by=request.user, at=timezone.now())
    return Status(201, talk_shown(made))


@router.post("/clause-notes/{note_id}/settling")
def settle_note(request, note_id: int):
    """Count a note as settled."""
    at = timezone.now()
    found = find(queries.notes_visible_to(staff_only(request), at), note_id)
    return comment_shown(actions.settle_note(found, by=request.user, at=at))


@router.post("/clause-talk/{talk_id}/settling")
def settle_talk(request, talk_id: int):
    """Count a word with the client as settled."""
    at = timezone.now()
    found = find(queries.talk_visible_to(staff_only(request), at), talk_id)
    return talk_shown(actions.settle_talk(found, by=request.user, at=at))
