"""What several pages of the room share: tones of states, gaps in words, a need as it was typed."""

from collections.abc import Iterable

from svyazka.briefs import queries
from svyazka.briefs.models import InterviewAnswer
from svyazka.briefs.rules.gaps import Gaps

TONES = {"submitted": "warn", "feasible": "good", "agreed": "good", "with_client": "info", "conditional": "warn",
         "infeasible": "bad", "checking": "warn", "confirmed": "good", "given": "info", "kept": "good", "changed": "plain",
         "broken": "bad", "going": "info", "held": "good", "dropped": "plain", "answered": "good", "asked": "warn", "blank": "plain",
         "picked": "warn", "standing": "good", "declined": "bad", "replaced": "plain"}  # fmt: skip


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
