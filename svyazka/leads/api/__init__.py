"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import channels, leads, raw, routing, touch

router = Router(tags=["leads"])
for part in (leads, raw, routing, touch, channels):
    router.add_router("", part.router)
