"""A proposal is answered, ends or is replaced."""

from collections.abc import Collection
from datetime import datetime

from svyazka.deals.models import Proposal, ProposalOption
from svyazka.deals.rules import PROPOSAL_MOVES
from svyazka.kit.states import after


def close_proposal(proposal: Proposal, event: str, *, reason: str = "", picked: Collection[int] | None = None, at: datetime,
                   **fields) -> Proposal:  # fmt: skip
    """Accept, decline, expire or replace the proposal, writing these fields with it. Raises Refused if the table says no.

    A price is accepted with the options of these keys; without a word of choices, as it was offered.
    """
    proposal.state = after(PROPOSAL_MOVES, event, proposal.state)
    proposal.answered_at, proposal.answer_reason = at, reason
    if event == "accept":
        fields["accepted_kopecks"] = fields["price_kopecks"] = _picked(proposal, picked)
    for name, value in fields.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["state", "answered_at", "answer_reason", *fields])
    return proposal


def _picked(proposal: Proposal, keys: Collection[int] | None) -> int:
    """Mark what the client takes; return what the base costs with it."""
    options = list(proposal.options.all())
    for row in options:
        row.picked = row.usual if keys is None else row.pk in keys
    ProposalOption.objects.bulk_update(options, ["picked"])
    return proposal.base_kopecks + sum(row.price_kopecks for row in options if row.picked)
