"""Estimates, proposals and contracts, spoken in JSON."""

from ninja import Router

from svyazka.deals.api import contract, estimate, paper, proposal

router = Router(tags=["deals"])
for part in (estimate, proposal, contract, paper):
    router.add_router("", part.router)
