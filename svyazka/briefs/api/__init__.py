"""Briefs, verdicts and promises, spoken in JSON."""

from ninja import Router

from svyazka.briefs.api import brief, draft, promise, template

router = Router(tags=["briefs"])
for part in (brief, draft, promise, template):
    router.add_router("", part.router)
