"""The clocks of one lead and how well it is handled, spoken in JSON."""

from django.utils import timezone
from ninja import Router

from svyazka.leads.api.leads import found
from svyazka.leads.queries.clock import clock_of, escalations_of, interview_clock_of, shown_clock
from svyazka.leads.queries.quality import judged
from svyazka.leads.rules.clock import LEVELS, LeadClock
from svyazka.leads.rules.quality import parts_of, score_of

router = Router()


@router.get("/leads/{lead_id}/clock")
def clock(request, lead_id: int):
    """Tell how the lead's clocks stand, in working time, whom they have called, and how well the lead is handled."""
    at, lead = timezone.now(), found(request, lead_id)
    first, interview = clock_of(lead), interview_clock_of(lead)
    measured = judged([lead], at)[lead.pk]
    score = score_of(measured.shares)
    return {
        "answer": _told(first, at), "interview": _told(interview, at) if interview else None,
        "escalations": [{"percent": each.percent, "at": each.at, "told": sorted(p.username for p in each.told.all())} for each in escalations_of(lead)],
        "quality": {"score": None if score is None else round(float(score), 1),
                    "components": {part.component: None if part.share is None else float(part.share) for part in parts_of(measured.shares)}},
    }  # fmt: skip


def _told(clock: LeadClock, at) -> dict:
    """Tell a clock."""
    seen = shown_clock(clock, at)
    return {
        "norm_minutes": clock.minutes, "used_seconds": int(seen.used.total_seconds()), "left_seconds": int(seen.left.total_seconds()),
        "used_percent": seen.share, "due_at": seen.due_at, "done_at": seen.done_at, "paused": seen.is_paused, "opens_at": seen.opens_at,
        "levels_at": {str(level): clock.reaches(level) for level in LEVELS},
    }  # fmt: skip
