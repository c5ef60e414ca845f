"""What deals show on others' pages."""

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.briefs.queries import visible_to as briefs_visible_to
from svyazka.deals import queries
from svyazka.deals.actions import APPROVE, CONTRACT, ESTIMATE, OFFER
from svyazka.deals.api.proposal import proposal_shown
from svyazka.deals.api.shown import contract_shown
from svyazka.deals.api.shown_estimate import shown
from svyazka.deals.rules.amendment import OPEN
from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.kit.verify import check
from svyazka.people.queries import today


@chapter("estimates")
def estimates_told(engagement, person, at):
    """Tell the estimates, with money as the person may see it."""
    return [shown(estimate, person) for estimate in queries.visible_to(person, at).filter(engagement=engagement).order_by("-edition")]


@chapter("proposals")
def proposals_told(engagement, person, at):
    """Tell the proposals."""
    return [proposal_shown(proposal) for proposal in queries.proposals_visible_to(person, at).filter(engagement=engagement).order_by("-pk")]


@chapter("contract")
def contract_told(engagement, person, at):
    """Tell the contract."""
    contract = queries.contract_of(engagement)
    return contract_shown(contract) if contract else None


@fill("engagement.main")
def deal_panel(request, engagement):
    """Show estimate, price and contract."""
    at = timezone.now()
    estimate = engagement.estimates.order_by("-edition").prefetch_related("lines", "passed").first()
    told = {
        "engagement": engagement,
        "estimate": estimate,
        "sums": queries.totals_of(estimate) if estimate else None,
        "cost": queries.cost_told(estimate, request.user, at) if estimate else None,
        "proposals": list(engagement.proposals.order_by("-pk")),
        "contract": queries.contract_of(engagement),
        "may_estimate": may(request.user, ESTIMATE, engagement, at),
        "may_offer": may(request.user, OFFER, engagement, at),
        "may_contract": may(request.user, CONTRACT, engagement, at),
    }
    return "deals/_panel.html", told


@fill("brief.side")
def brief_side(request, brief):
    """Show the estimates of an edition, and the way to the next one."""
    at = timezone.now()
    told = {
        "brief": brief,
        "estimates": list(brief.estimates.order_by("-edition")),
        "may_estimate": may(request.user, ESTIMATE, brief, at),
        "judged": brief.state in ("feasible", "with_client", "agreed"),
    }
    return "deals/_brief.html", told


@fill("today")
def waiting(request, _subject):
    """Offer estimates to build, prices to offer, contracts to sign."""
    at = timezone.now()
    items = []
    judged = briefs_visible_to(request.user, at).filter(state="feasible", engagement__state="brief", estimates=None)
    for brief in judged:
        if may(request.user, ESTIMATE, brief, at):
            items.append(_item(brief.engagement, _("Estimate: %(title)s"), ESTIMATE, f"/deals/estimates/new/{brief.pk}/"))
    for estimate in queries.visible_to(request.user, at).filter(state="draft", engagement__closed_at=None):
        if may(request.user, ESTIMATE, estimate, at):
            items.append(_item(estimate.engagement, _("Finish the draft of the estimate: %(title)s"), ESTIMATE, f"/deals/estimates/{estimate.pk}/"))
    for asked in queries.discounts_visible_to(request.user, at).filter(state="waiting", engagement__closed_at=None):
        if may(request.user, APPROVE, asked, at):
            items.append(_item(asked.engagement, _("Answer the discount: %(title)s"), APPROVE, f"/deals/estimates/{asked.estimate_id}/"))
    for estimate in queries.visible_to(request.user, at).filter(proposals=None, engagement__state="brief").exclude(state="draft"):
        if may(request.user, OFFER, estimate, at):
            items.append(_item(estimate.engagement, _("Offer a price: %(title)s"), OFFER, f"/deals/estimates/{estimate.pk}/"))
    for contract in queries.contracts_visible_to(request.user, at).filter(state__in=("draft", "with_client", "disagreement")):
        if may(request.user, CONTRACT, contract, at):
            items.append(_item(contract.engagement, _("Bring the contract to signature: %(title)s"), CONTRACT, f"/deals/contracts/{contract.pk}/"))
    items += _life_items(request.user, at)
    for contract, present, agreed in queries.contracts_behind(request.user, at):
        if may(request.user, CONTRACT, contract, at):
            told = {"agreed": agreed.edition, "present": present.edition, "title": contract.engagement.title}
            text = _("Specification v%(agreed)s is agreed, the contract stands on v%(present)s: make an amendment. %(title)s") % told
            items.append(Item("deals", text, f"/deals/contracts/{contract.pk}/", None, str(CONTRACT.label), contract.engagement.client.name))
    for estimate in queries.below_floor(request.user, at):
        if may(request.user, APPROVE, estimate, at):
            items.append(_item(estimate.engagement, _("Approve an estimate below the floor: %(title)s"), APPROVE, f"/deals/estimates/{estimate.pk}/"))
    return items


def _life_items(person, at) -> list[Item]:
    """Offer ads to pass on, hours that run out, amendments to bring to signature."""
    items = []
    placing = list(queries.contracts_visible_to(person, at).filter(state__in=("signed", "running"), places_ads=True))
    ads = queries.ads_of(placing, today(at))
    for contract in placing:
        months = [month for month in ads.get(contract.pk, ()) if month.left]
        if months and may(person, CONTRACT, contract, at):
            items.append(_item(contract.engagement, _("Pass the ads on to the register: %(title)s"), CONTRACT, f"/deals/contracts/{contract.pk}/#ads"))
    for amendment in queries.amendments_visible_to(person, at).filter(state__in=OPEN):
        if may(person, CONTRACT, amendment, at):
            text = _("The client's remarks on the amendment: %(title)s") if amendment.state == "remarked" else _("Bring the amendment to signature: %(title)s")
            items.append(_item(amendment.engagement, text, CONTRACT, f"/deals/amendments/{amendment.pk}/"))
    for neared in queries.periods_running_out(person, at):
        if may(person, CONTRACT, neared.contract, at):
            items.append(_item(neared.contract.engagement, _("Hours run out: %(title)s"), CONTRACT, f"/deals/contracts/{neared.contract_id}/hours/"))
    return items


def _item(engagement, text: str, duty, url: str) -> Item:
    return Item("deals", text % {"title": engagement.title}, url, None, str(duty.label), engagement.client.name)


@provider(order=40)
def papers_found(person, at, text):
    """Find contracts by number."""
    found = queries.contracts_visible_to(person, at).filter(number__icontains=text).order_by("-pk")[:8]
    return [Hit(c.number, f"/deals/contracts/{c.pk}/", _("Contract"), c.client.name) for c in found]


@check("contracts")
def editions():
    """Yield every edition and every answer that does not say any more what was sent."""
    yield from queries.altered_editions()
    yield from queries.altered_answers()
