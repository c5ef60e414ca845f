"""Briefs, verdicts and promises, spoken in JSON."""

from ninja import Router

from svyazka.briefs.api import brief, promise, small

router = Router(tags=["briefs"])
for part in (brief, promise, small):
    router.add_router("", part.router)
