"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import handling, leads, raw, routing

router = Router(tags=["leads"])
for part in (leads, handling, raw, routing):
    router.add_router("", part.router)
