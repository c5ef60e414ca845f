"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import handling, leads, merging, raw, routing

router = Router(tags=["leads"])
for part in (leads, handling, raw, routing, merging):
    router.add_router("", part.router)
