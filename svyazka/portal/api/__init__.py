"""The client's own door for programs, by noun. Only contacts come in."""

from ninja import Router

from svyazka.portal.api import amendment, contract, home, look, proposal, specification

router = Router(tags=["portal"])
for part in (home, contract, amendment, look, proposal, specification):
    router.add_router("", part.router)
