"""The conditions of the PM's yes are accepted by whoever says them to the client."""

from datetime import datetime

from svyazka.briefs.models import Promise
from svyazka.briefs.rules import PROMISE_MOVES
from svyazka.briefs.rules.promise import reasons_not_to_accept
from svyazka.clients.actions import TALK
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person


@action(TALK)
def accept_conditions(promise: Promise, *, by: Person, at: datetime) -> Promise:
    """Accept the conditions of the PM's yes: from now on the promise may leave, and they stand beside it.

    Raises Refused on a closed engagement, where the PM's word has no conditions, or when they are accepted already.
    """
    accepted = promise.conditions_at is not None
    refuse_if([*reasons_if_closed(promise.engagement), *reasons_not_to_accept(verdict=promise.verdict, accepted=accepted)])
    promise.state = after(PROMISE_MOVES, "accept", promise.state)
    promise.conditions_by, promise.conditions_at = by, at
    promise.save(update_fields=["state", "conditions_by", "conditions_at"])
    record(promise, "briefs.conditions_accepted", by=by, at=at, wording=promise.wording, conditions=promise.verdict_reason[:500])
    return promise
