"""Interviews, needs, options, briefs, verdicts and promises, spoken in JSON."""

from ninja import Router

from svyazka.briefs.api import (
    agree,
    brief,
    comment,
    coverage,
    dispute,
    draft,
    interview,
    need,
    option,
    promise,
    question,
    small,
    template,
)

router = Router(tags=["briefs"])
for part in (question, interview, need, option, brief, promise, dispute, small, agree, comment, coverage, draft, template):
    router.add_router("", part.router)
