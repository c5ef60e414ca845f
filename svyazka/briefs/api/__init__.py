"""Briefs, verdicts and promises, spoken in JSON."""

from ninja import Router

from svyazka.briefs.api import agree, brief, comment, coverage, draft, promise, small, template

router = Router(tags=["briefs"])
for part in (brief, promise, small, agree, comment, coverage, draft, template):
    router.add_router("", part.router)
