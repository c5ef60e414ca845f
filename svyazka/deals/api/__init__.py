"""Estimates, proposals and contracts, spoken in JSON."""

from ninja import Router

from svyazka.deals.api import contract, discount, estimate, paper, proposal, rates

router = Router(tags=["deals"])
for part in (estimate, proposal, contract, paper, rates, discount):
    router.add_router("", part.router)
