"""Who comes in, and what several calls tell alike."""

from django.http import Http404

from svyazka.deals.models import ExtraHours, Proposal
from svyazka.kit.api import money, plain
from svyazka.portal.rules import Stands


def contact(request):
    if request.user.kind != "contact":
        raise Http404
    return request.user


def asked(extra: ExtraHours) -> dict:
    """Tell hours above a period that the client was asked for."""
    return {"id": extra.pk, "contract_id": extra.period.contract_id, "hours": plain(extra.hours), "price_an_hour": money(extra.rate_kopecks),
            "reason": extra.reason}  # fmt: skip


def offered(proposal: Proposal) -> dict:
    """Tell a price as its client reads it: what it is made of and what was answered, not why it is what it is."""
    return {
        "id": proposal.pk, "version": proposal.version, "number": proposal.number, "engagement_id": proposal.engagement_id,
        "state": proposal.state, "price": money(proposal.offered_kopecks), "base": money(proposal.base_kopecks),
        "accepted_price": money(proposal.accepted_kopecks), "vat_percent": plain(proposal.vat_percent), "message": proposal.message,
        "valid_until_on": proposal.valid_until_on, "answer_reason": proposal.answer_reason,
        "options": [{"id": row.pk, "group": row.group, "name": row.name, "price": money(row.price_kopecks), "what": row.what,
                     "usual": row.usual, "picked": row.picked} for row in proposal.options.all()],
    }  # fmt: skip


def standing(stands: Stands) -> dict:
    """Tell where a paper stands: `replaced` names the number of what came instead of it."""
    return {"standing": stands.standing.value, "replaced_by": stands.by}
