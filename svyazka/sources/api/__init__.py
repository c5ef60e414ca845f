"""Sources, events and demand, spoken in JSON."""

from ninja import Router

from svyazka.sources.api import demand, event, source

router = Router(tags=["sources"])
for part in (source, event, demand):
    router.add_router("", part.router)
