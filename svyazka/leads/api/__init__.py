"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import leads, merging, raw, routing

router = Router(tags=["leads"])
for part in (leads, merging, raw, routing):
    router.add_router("", part.router)
