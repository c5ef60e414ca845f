"""What several pages of the room share: gaps in words, a need as it was typed."""

from collections.abc import Iterable

from svyazka.briefs import queries
from svyazka.briefs.models import InterviewAnswer
from svyazka.briefs.rules.gaps import Gaps


def need_told(form, touched: Iterable[dict]) -> dict:
    """Return a need as the action takes it."""
    return {**form.cleaned_data, "touched": list(touched)}


def gaps_told(engagement_id: int) -> dict:
    """Return the gaps of an engagement for a page, with the questions that have no answer in words."""
    gaps = queries.gaps_of([engagement_id]).get(engagement_id, Gaps())
    interviews, codes = {key for key, _code in gaps.questions}, {code for _key, code in gaps.questions}
    rows = InterviewAnswer.objects.filter(interview__in=interviews, question__code__in=codes).select_related("question")
    asked = [row for row in rows.order_by("interview", "question__position") if (row.interview_id, row.question.code) in gaps.questions]
    return {"gaps": gaps, "unanswered": asked, "percent": int(100 * gaps.share)}
