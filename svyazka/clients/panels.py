"""Clients found by the search."""

from django.utils.translation import gettext as _

from svyazka.clients import queries
from svyazka.clients.models import StoredFile
from svyazka.kit.files import problems_with
from svyazka.kit.search import Hit, provider
from svyazka.kit.verify import check


@provider(order=10)
def clients_found(person, at, text):
    """Find clients and engagements by name."""
    clients = queries.clients_visible_to(person, at).filter(name__icontains=text)[:8]
    works = queries.visible_to(person, at).filter(title__icontains=text).order_by("-opened_at")[:8]
    return [Hit(c.name, f"/clients/{c.pk}/", _("Client"), c.region) for c in clients] + [
        Hit(e.title, f"/engagements/{e.pk}/", _("Engagement"), e.client.name) for e in works
    ]


@check("files")
def files_whole():
    """Yield every kept file that is missing or altered."""
    return problems_with(StoredFile.objects.values_list("digest", flat=True).distinct())
