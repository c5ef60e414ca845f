"""Clients and engagements, spoken in JSON."""

from ninja import Router

from svyazka.clients.api import clients, merging
from svyazka.clients.api.shown import brief, file_shown, message_shown

__all__ = ["brief", "file_shown", "message_shown", "router"]

router = Router(tags=["clients"])
for part in (clients, merging):
    router.add_router("", part.router)
