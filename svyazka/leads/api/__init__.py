"""Leads, spoken in JSON."""

from ninja import Router

from svyazka.leads.api import leads, raw

router = Router(tags=["leads"])
for part in (leads, raw):
    router.add_router("", part.router)
