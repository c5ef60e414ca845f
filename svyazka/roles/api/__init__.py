"""Roles, spoken in JSON."""

from ninja import Router

from svyazka.roles.api import scheme, seat, transition

router = Router(tags=["roles"])
for part in (scheme, seat, transition):
    router.add_router("", part.router)
