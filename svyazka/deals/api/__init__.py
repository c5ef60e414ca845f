"""Estimates, proposals and contracts, spoken in JSON."""

from ninja import Router

from svyazka.deals.api import (
    advertising,
    amendment,
    contract,
    discount,
    estimate,
    paper,
    proposal,
    protocol,
    rates,
    retainer,
)

router = Router(tags=["deals"])
for part in (estimate, proposal, contract, protocol, amendment, retainer, advertising, rates, discount, paper):
    router.add_router("", part.router)
