"""What was caught by mistake and the client has heard: one says that it is no promise, another agrees; nobody hides a golden mountain alone."""

from datetime import datetime

from svyazka.briefs.actions.duties import CATCH, FEASIBLE
from svyazka.briefs.models import Promise
from svyazka.briefs.rules import PROMISE_MOVES
from svyazka.briefs.rules.promise import reasons_not_to_answer_dispute, reasons_not_to_dispute
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.roles.steps import tell_holder


@action(CATCH)
def dispute_promise(promise: Promise, *, reason: str, by: Person, at: datetime) -> Promise:
    """Say that what was caught is no promise; till whoever judges agrees it stands and counts as before.

    Raises Refused on a closed engagement, without a reason, twice, of what the client has not heard or what has ended.
    """
    reason = clean(reason).strip()
    reasons = reasons_not_to_dispute(said=promise.said_at is not None, disputed=promise.disputed_at is not None, reason=reason)
    refuse_if([*reasons_if_closed(promise.engagement), *reasons])
    promise.state = after(PROMISE_MOVES, "dispute", promise.state)
    promise.disputed_by, promise.disputed_at, promise.dispute_reason = by, at, reason
    promise.save(update_fields=["state", "disputed_by", "disputed_at", "dispute_reason"])
    tell_holder(promise.engagement, FEASIBLE, "briefs.promise_disputed", url=f"/briefs/promises/{promise.pk}/", by=by, at=at,
                title=promise.text[:200])  # fmt: skip
    record(promise, "briefs.promise_disputed", by=by, at=at, reason=reason[:500])
    return promise


@action(FEASIBLE, answers="RA")
def answer_dispute(promise: Promise, *, agreed: bool, by: Person, at: datetime) -> Promise:
    """Agree that it is no promise: it is struck out, and counted as struck out; or say that it is one, and it stands.

    Raises Refused on a closed engagement, where nobody has said so, and to the one who has said so themselves.
    """
    reasons = reasons_not_to_answer_dispute(disputed=promise.disputed_at is not None, agreed=agreed, own=promise.disputed_by_id == by.pk)
    refuse_if([*reasons_if_closed(promise.engagement), *reasons])
    reason = promise.dispute_reason
    if agreed:
        promise.state, promise.settled_at, promise.settled_by = after(PROMISE_MOVES, "disown", promise.state), at, by
        promise.outcome_note = reason
    else:
        promise.disputed_by, promise.disputed_at, promise.dispute_reason = None, None, ""
    promise.save()
    record(promise, "briefs.promise_disowned" if agreed else "briefs.promise_upheld", by=by, at=at, reason=reason[:500])
    return promise
