"""Small writes on briefs and promises that actions of this room and of later ones borrow."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief, Clause, Need, Promise, Question, QuestionSet
from svyazka.briefs.queries import latest_brief, needs_of
from svyazka.briefs.rules import BRIEF_MOVES, PROMISE_MOVES, BriefState
from svyazka.briefs.rules.question import shipped_questions
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.states import after
from svyazka.leads.steps import move_lead
from svyazka.people.models import Person


def ship(since: date) -> None:
    """Write down the questions that an agency begins its interviews with, once."""
    if QuestionSet.objects.exists():
        return
    for service, rows in shipped_questions().items():
        made = QuestionSet.objects.create(service=service, edition=1, starts_on=since)
        Question.objects.bulk_create(Question(set=made, position=n, **row) for n, row in enumerate(rows, start=1))


def draft_of(engagement: Engagement, *, by: Person, at: datetime) -> Brief:
    """Return the edition that is being written, locked; begin it from the newest one if that has been sent already.

    Raises Refused while the PM checks the newest one, and on a closed engagement.
    """
    engagement = Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
    refuse_if(reasons_if_closed(engagement))
    before = Brief.objects.select_for_update(no_key=True).filter(engagement=engagement).order_by("-edition").first()
    if before and before.state == BriefState.DRAFT:
        return before
    if before and before.state == BriefState.SUBMITTED:
        raise Refused(_("Edition %(edition)s is being checked by the PM: wait for the verdict.") % {"edition": before.edition})
    begun = Brief.objects.create(engagement=engagement, edition=before.edition + 1 if before else 1, written_by=by, written_at=at)
    if before:
        _copy(before, begun)
    advance_engagement(engagement, "brief", at=at)
    move_lead(engagement, "brief", at=at)
    return begun


def _copy(before: Brief, begun: Brief) -> None:
    """Write the needs and clauses of one edition into the next, each under its key."""
    needs = needs_of(before)
    former = [need.pk for need in needs]
    for need in needs:
        need.pk, need.brief, need.version = None, begun, 1
    same = dict(zip(former, Need.objects.bulk_create(needs), strict=True))
    clauses = list(before.clauses.all())
    for clause in clauses:
        clause.pk, clause.brief, clause.version = None, begun, 1
        clause.need = same.get(clause.need_id)
    Clause.objects.bulk_create(clauses)


def give_promises(engagement: Engagement, *, at: datetime) -> int:
    """The proposal is out: its confirmed promises are given."""
    return move_promises(Promise.objects.filter(engagement=engagement, state="confirmed"), "give", given_at=at)


def move_promises(promises: QuerySet[Promise], event: str, **fields) -> int:
    """Move these promises by the event, all or none, writing these fields with them; return how many.

    Raises Refused if the table says no to one of them.
    """
    rows = list(promises.select_for_update(no_key=True))
    for promise in rows:
        for name, value in {"state": after(PROMISE_MOVES, event, promise.state), **fields}.items():
            setattr(promise, name, value)
    Promise.objects.bulk_update(rows, ["state", *fields])
    return len(rows)


def send_brief(engagement: Engagement) -> Brief | None:
    """The newest edition is with the client."""
    return _move(engagement, "send")


def agree_brief(engagement: Engagement, *, at: datetime) -> Brief | None:
    """The client has agreed to the newest edition."""
    return _move(engagement, "agree", agreed_at=at)


def _move(engagement: Engagement, event: str, **fields) -> Brief | None:
    brief = latest_brief(engagement)
    if brief is None or brief.state not in BRIEF_MOVES[event]:
        return brief
    brief.state = after(BRIEF_MOVES, event, brief.state)
    for name, value in fields.items():
        setattr(brief, name, value)
    brief.save(update_fields=["state", *fields])
    return brief
