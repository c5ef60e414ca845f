"""What leads show on others' pages."""

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.files import problems_with
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.today import Item
from svyazka.kit.verify import check
from svyazka.leads import queries
from svyazka.leads.actions import INTAKE, QUALIFY, ROUTE
from svyazka.leads.models import Lead, Raw


@fill("engagement.side")
def lead_panel(request, engagement):
    """Show where the engagement came from and how fast it was answered."""
    lead = Lead.objects.filter(engagement=engagement).select_related("source", "contact", "answered_by").first()
    return ("leads/_panel.html", {"lead": lead}) if lead else None


@fill("client.main")
def consents_panel(request, client):
    """Show what the client's contacts agreed to, of the leads that the reader sees."""
    found = list(queries.consents_of_a_client(client.pk, queries.visible_to(request.user, timezone.now()))[:50])
    return ("leads/_client_consents.html", {"consents": found}) if found else None


@fill("leads.channels")
def forms_panel(request, _subject):
    """Show the forms that stand on sites among the channels."""
    return ("leads/_forms.html", {"forms": list(queries.forms()[:50]), "last": queries.last_arrivals()})


@fill("today")
def waiting(request, _subject):
    """Offer leads that wait for an answer, and those of mine to qualify."""
    at, person = timezone.now(), request.user
    seen = queries.visible_to(person, at)
    offers = list(queries.offered_to(person))
    items = [_item(offer.lead, _offered(offer), INTAKE, offer.answer_by_at) for offer in offers]
    if queries.may_take(person, at):
        new = seen.filter(state="new").exclude(pk__in=[offer.lead_id for offer in offers])
        items += [_item(lead, _("Take the lead: %(title)s"), INTAKE, lead.answer_due_at) for lead in new[:30]]
    mine = seen.filter(taken_by=person)
    items += [_item(lead, _("Answer: %(title)s"), INTAKE, lead.answer_due_at) for lead in mine.filter(state="taken", answered_at=None)]
    items += [_item(lead, _("Qualify: %(title)s"), QUALIFY, None) for lead in mine.filter(state="taken").exclude(answered_at=None)]
    return items


def _offered(offer) -> str:
    if offer.by is None:
        return _("The lead is offered to you: %(title)s")
    return _("%(name)s offers you the lead: %%(title)s") % {"name": offer.by.name.replace("%", "%%")}


@fill("today")
def found_nobody(request, _subject):
    """Tell whoever says who takes leads of those that nobody can be offered."""
    at = timezone.now()
    if not queries.may_route(request.user, at):
        return []
    return [_item(lead, _("Nobody to offer the lead to: %(title)s"), ROUTE, lead.answer_due_at) for lead in queries.found_nobody()[:30]]


def _item(lead: Lead, text: str, duty, due_at) -> Item:
    return Item("leads", text % {"title": lead.title}, f"/leads/{lead.pk}/", due_at, str(duty.label), lead.engagement.client.name)


@provider(order=20)
def leads_found(person, at, text):
    """Find leads by their words."""
    found = queries.matching(queries.visible_to(person, at), text).order_by("-received_at")[:8]
    return [Hit(lead.title, f"/leads/{lead.pk}/", _("Lead"), lead.engagement.client.name) for lead in found]


@check("raw messages")
def raws_whole():
    """Yield every raw message whose bytes are missing or altered."""
    return problems_with(Raw.objects.values_list("digest", flat=True).distinct())
