"""Interviews, needs, options, briefs, verdicts and promises, spoken in JSON."""

from ninja import Router

from svyazka.briefs.api import brief, interview, need, option, promise, question

router = Router(tags=["briefs"])
for part in (question, interview, need, option, brief, promise):
    router.add_router("", part.router)
