"""Estimates, proposals and contracts, spoken in JSON."""

from ninja import Router

from svyazka.deals.api import contract, discount, estimate, proposal, rates

router = Router(tags=["deals"])
for part in (rates, estimate, discount, proposal, contract):
    router.add_router("", part.router)
