"""A client says how the work went after an acceptance, or says nothing and is left in peace; the team looks back on it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.acceptance.actions.duties import SAY_HOW
from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.queries import look as looks
from svyazka.acceptance.rules.look import (
    LookState,
    reasons_not_to_answer,
    reasons_not_to_look_back,
    reasons_not_to_remind,
)
from svyazka.clients import steps
from svyazka.clients.actions import TALK
from svyazka.clients.rules import Channel, Stream
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.leaving import has_left, reasons_to_stay
from svyazka.kit.mail import clean
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.queries.holders import holder_of
from svyazka.work.actions import RETRO
from svyazka.work.models import Retro
from svyazka.work.queries import formats_on
from svyazka.work.rules import RetroKind
from svyazka.work.steps.retros import begin_retro


@action(SAY_HOW)
def answer_look(look: ClientLook, *, answers: Mapping[str, str], by: Person, at: datetime) -> ClientLook:
    """Take down how the client found the work, by the codes of the questions; the pair is told. Raises Refused if it is not asked now."""
    told = {code: clean(text).strip() for code, text in answers.items()}
    refuse_if(reasons_not_to_answer(state=looks.stands(look, at), answers=told, questions=look.questions))
    look.answers = {code: text for code, text in told.items() if text}
    look.answered_by, look.answered_at = by, at
    look.save(update_fields=["answers", "answered_by", "answered_at"])
    pair = {holder for code in looks.PAIR if (holder := holder_of(look.engagement, code, at))}
    for person in sorted(pair, key=lambda one: one.pk):
        tell(person, "acceptance.look_answered", at=at, by=by, engagement=look.engagement, url=f"/acceptance/stages/{look.stage_id}/#said", title=look.stage.title)
    record(look, "acceptance.look_answered", by=by, at=at, title=look.stage.title, answers=len(look.answers))
    return look


@action(SAY_HOW)
def decline_look(look: ClientLook, *, by: Person, at: datetime) -> ClientLook:
    """Let the client rather not answer: these questions are not asked again. Raises Refused if they are not asked now."""
    if looks.stands(look, at) != LookState.WAITS:
        raise Refused(_("Nothing waits for you here."))
    look.declined, look.answered_by, look.answered_at = True, by, at
    look.save(update_fields=["declined", "answered_by", "answered_at"])
    record(look, "acceptance.look_declined", by=by, at=at, title=look.stage.title)
    return look


@action(TALK)
def remind_of_look(look: ClientLook, *, text: str, by: Person, at: datetime) -> ClientLook:
    """Remind the client of the questions by a word in the talk, once. Raises Refused for a second time, or if they said nothing before."""
    text = clean(text).strip()
    if not text:
        raise Refused(_("Write something."))
    refuse_if(reasons_not_to_remind(state=looks.stands(look, at), reminded=look.reminded_at is not None, silent_before=looks.silent_before(look)))
    refuse_if(reasons_to_stay(look.engagement, text, at=at))
    said = steps.say(look.engagement, text, stream=Stream.CLIENT, channel=Channel.PORTAL, author=by, at=at)
    has_left(said, at=at)
    look.reminded_by, look.reminded_at = by, at
    look.save(update_fields=["reminded_by", "reminded_at"])
    record(look, "acceptance.look_reminded", by=by, at=at, title=look.stage.title)
    return look


@action(RETRO)
def look_back_on(look: ClientLook, *, by: Person, at: datetime) -> Retro:
    """Open the team's look back on what the client has said: from now on everybody on the work reads it.

    Raises Refused if the client has not answered, it is looked back on already, or another look back is open.
    """
    refuse_if(reasons_not_to_look_back(state=looks.stands(look, at), taken_up=look.retro_id is not None, open_retro=looks.has_open_retro(look)))
    form = next((row for row in formats_on(today(at)).values() if row.kind == RetroKind.CLIENT), None)
    if form is None:
        raise Refused(_("There is no form of looking back after an acceptance now."))
    look.retro = begin_retro(look.stage.project, form, by=by, at=at)
    look.save(update_fields=["retro"])
    return look.retro
