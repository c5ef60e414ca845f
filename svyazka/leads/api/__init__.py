"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import handling, leads, raw

router = Router(tags=["leads"])
for part in (leads, handling, raw):
    router.add_router("", part.router)
