"""Questions about interviews, always from the one who asks."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from svyazka.briefs.models import Interview, InterviewAnswer
from svyazka.briefs.rules import AnswerState, InterviewState
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight


def interviews_visible_to(person, at: datetime) -> QuerySet[Interview]:
    """Return the interviews this person sees."""
    rows = Interview.objects.select_related("engagement__client", "contact", "led_by", "question_set")
    return within_sight(rows, person, at).order_by("-held_at", "-pk")


def interviews_of(engagement: Engagement) -> QuerySet[Interview]:
    """Return the interviews of an engagement that were or are held, the latest first."""
    rows = Interview.objects.filter(engagement=engagement).exclude(state=InterviewState.DROPPED)
    return with_progress(rows.select_related("contact", "led_by")).order_by("-held_at", "-pk")


def with_progress(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    """Add to each interview how many questions it has, how many are answered, how many needed ones are not."""
    answered = Q(answers__state=AnswerState.ANSWERED)
    return interviews.annotate(
        question_count=Count("answers"), answered_count=Count("answers", filter=answered),
        missing_count=Count("answers", filter=Q(answers__question__needed=True) & ~answered),
    )  # fmt: skip


def answers_visible_to(person, at: datetime) -> QuerySet[InterviewAnswer]:
    """Return the answers this person sees."""
    rows = InterviewAnswer.objects.select_related("interview__engagement__client", "question", "written_by")
    return within_sight(rows, person, at, path="interview__engagement")


def answers_of(interview: Interview) -> list[InterviewAnswer]:
    """Return the answers of an interview in the order of its questions."""
    rows = interview.answers.select_related("question", "written_by").order_by("question__position", "question_id")
    return list(rows)


def said_before(interview: Interview) -> dict[str, InterviewAnswer]:
    """Return, by the code of the question, what was answered in former talks about the same service; the latest word of each."""
    former = InterviewAnswer.objects.filter(
        interview__engagement=interview.engagement_id, interview__service=interview.service, state=AnswerState.ANSWERED,
        interview__held_at__lte=interview.held_at,
    ).exclude(interview=interview).exclude(interview__state=InterviewState.DROPPED)  # fmt: skip
    rows = former.select_related("question", "interview__contact").order_by("interview__held_at", "pk")
    return {row.question.code: row for row in rows}


def answers_named(interview: Interview, keys: Iterable[int]) -> list[InterviewAnswer]:
    """Return these answers of the interview as far as they are its own and have words."""
    return list(interview.answers.filter(pk__in=list(keys), state=AnswerState.ANSWERED))
