"""Briefs, verdicts and promises, spoken in JSON."""

from ninja import Router

from svyazka.briefs.api import agree, brief, comment, coverage, promise

router = Router(tags=["briefs"])
for part in (brief, promise, agree, comment, coverage):
    router.add_router("", part.router)
