"""What tenders show on others' pages: deadlines on Today, hits in the search."""

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.today import Item
from svyazka.tenders import queries
from svyazka.tenders.actions import LEAD


@fill("today")
def waiting(request, _subject) -> list[Item]:
    """Offer the tenders whose application is still to be submitted."""
    if request.user.kind != "staff":
        return []
    at = timezone.now()
    shown = queries.pressing(queries.visible_to(request.user, at))[:20]
    return [
        Item("tenders", _("Tender: %(title)s") % {"title": tender.title}, f"/tenders/{tender.pk}/", tender.deadline_at,
             str(LEAD.label), tender.engagement.client.name)
        for tender in shown
        if may(request.user, LEAD, tender, at, answers="RA")
    ]  # fmt: skip


@provider(order=25)
def tenders_found(person, at, text) -> list[Hit]:
    """Find tenders by their title."""
    if person.kind != "staff":
        return []
    found = queries.visible_to(person, at).filter(title__icontains=text)[:8]
    return [Hit(tender.title, f"/tenders/{tender.pk}/", _("Tender"), tender.engagement.client.name) for tender in found]
