"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import (
    bringing,
    bulk,
    channels,
    clock,
    course,
    handling,
    leads,
    merging,
    raw,
    routing,
    touch,
    webforms,
)

router = Router(tags=["leads"])
for part in (bulk, leads, course, clock, handling, raw, routing, merging, channels, touch, webforms, bringing):
    router.add_router("", part.router)
