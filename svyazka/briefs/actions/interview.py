"""An interview on needs is begun, answered question by question, held or dropped."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import PROPOSE, RESEARCH
from svyazka.briefs.models import Interview, InterviewAnswer
from svyazka.briefs.rules import INTERVIEW_MOVES, AnswerState, Service
from svyazka.briefs.rules.interview import reasons_not_held, reasons_not_to_begin, reasons_not_to_drop, state_of
from svyazka.clients.models import Contact, Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if, unknown
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.leads.steps import interview_held
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.steps import call_for


@action(RESEARCH, lock=False)
def begin_interview(engagement: Engagement, *, service: str, contact: int | None = None, held_at: datetime | None = None,
                    by: Person, at: datetime) -> Interview:  # fmt: skip
    """Begin a talk about the needs behind a service, by the questions in force on its day; every question gets its row.

    `contact` is the key of the client's contact, `held_at` when the talk is, now unless told. Raises Malformed on a strange service
    or contact, Refused on a closed engagement, a moment to come, or a service without questions.
    """
    held_at = held_at or at
    refuse_if(reasons_if_closed(engagement))
    if service not in Service.values:
        raise Malformed(_("There is no such service: %(service)s.") % {"service": service})
    who = Contact.objects.filter(pk=contact).first() if contact else None
    if contact and who is None:
        raise unknown("contact", contact)
    refuse_if(reasons_not_to_begin(held_at=held_at, at=at, other_client=who is not None and who.client_id != engagement.client_id))
    asked = queries.set_on(service, today(held_at))
    if asked is None:
        raise Refused(_("No questions are kept for this service yet."))
    begun = Interview.objects.create(engagement=engagement, question_set=asked, service=service, contact=who, led_by=by, held_at=held_at, begun_at=at)
    InterviewAnswer.objects.bulk_create(InterviewAnswer(interview=begun, question=question) for question in asked.questions.all())
    record(begun, "briefs.interview_begun", by=by, at=at, service=service, contact=who.name if who else "")
    return begun


@action(RESEARCH)
def answer_question(answer: InterviewAnswer, *, text: str, asked: bool = False, by: Person, at: datetime) -> InterviewAnswer:
    """Write down what was answered to one question; without words it was `asked` in vain, or not asked.

    Raises Refused when the interview was dropped or the engagement is closed, and when a need came from the words that would go.
    """
    refuse_if(reasons_if_closed(answer.engagement))
    after(INTERVIEW_MOVES, "answer", answer.interview.state)
    state, before = state_of(text, asked=asked), answer.state
    if before == AnswerState.ANSWERED and state != before and answer.needs.exists():
        raise Refused(_("A need came from this answer: it can be reworded, not emptied."))
    answer.text, answer.state, answer.written_by, answer.written_at = text.strip(), state, by, at
    answer.save(update_fields=["text", "state", "written_by", "written_at"])
    if state != before:  # a word more is no event: an answer is saved as it is typed, and the journal's chain is not held for it
        record(answer, "briefs.question_answered", by=by, at=at, question=answer.question.code, state=str(state))
    return answer


@action(RESEARCH)
def hold_interview(interview: Interview, *, by: Person, at: datetime) -> Interview:
    """Say that the talk was held, gaps or not: the clock of the lead stops, and whoever proposes solutions is called.

    Raises Refused when nothing was asked, or it was held or dropped already.
    """
    refuse_if(reasons_if_closed(interview.engagement))
    state = after(INTERVIEW_MOVES, "hold", interview.state)
    rows = list(interview.answers.values_list("state", "question__needed"))
    refuse_if(reasons_not_held(asked=sum(row != AnswerState.BLANK for row, _needed in rows)))
    interview.state, interview.ended_at = state, at
    interview.save(update_fields=["state", "ended_at"])
    interview_held(interview.engagement, at=interview.held_at)
    call_for(interview.engagement, PROPOSE, at=at)
    gaps = sum(needed and row != AnswerState.ANSWERED for row, needed in rows)
    record(interview, "briefs.interview_held", by=by, at=at, service=interview.service, gaps=gaps)
    return interview


@action(RESEARCH)
def drop_interview(interview: Interview, *, reason: str = "", by: Person, at: datetime) -> Interview:
    """Say that the talk did not come about. Raises Refused once the client has answered anything."""
    state = after(INTERVIEW_MOVES, "drop", interview.state)
    refuse_if(reasons_not_to_drop(answered=interview.answers.filter(state=AnswerState.ANSWERED).count()))
    interview.state, interview.ended_at = state, at
    interview.save(update_fields=["state", "ended_at"])
    record(interview, "briefs.interview_dropped", by=by, at=at, service=interview.service, reason=reason)
    return interview
