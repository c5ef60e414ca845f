"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import bringing, bulk, channels, handling, leads, merging, raw, routing, touch, webforms

router = Router(tags=["leads"])
for part in (bulk, leads, handling, raw, routing, merging, channels, touch, webforms, bringing):
    router.add_router("", part.router)
