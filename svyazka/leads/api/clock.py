"""The clocks of one lead and how well it is handled, spoken in JSON."""

from django.utils import timezone
from ninja import Router

from svyazka.kit.api import clock_told
from svyazka.leads.api.leads import found
from svyazka.leads.queries.clock import clock_of, escalations_of, interview_clock_of
from svyazka.leads.queries.quality import judged
from svyazka.leads.rules.clock import LEVELS
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
        "answer": clock_told(first, at, LEVELS), "interview": clock_told(interview, at, LEVELS) if interview else None,
        "escalations": [{"percent": each.percent, "at": each.at, "told": sorted(p.username for p in each.told.all())} for each in escalations_of(lead)],
        "quality": {"score": None if score is None else round(float(score), 1),
                    "components": {part.component: None if part.share is None else float(part.share) for part in parts_of(measured.shares)}},
    }  # fmt: skip
