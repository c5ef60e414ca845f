"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import bringing, leads, raw

router = Router(tags=["leads"])
for part in (bringing, leads, raw):
    router.add_router("", part.router)
