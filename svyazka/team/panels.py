"""What covers show on Today."""

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.today import Item
from svyazka.people.queries import the_agency
from svyazka.team import queries
from svyazka.team.actions import ACCEPT, ASSIGN


@fill("today")
def waiting(request, _subject):
    """Offer covers to accept, and to approve."""
    at, person = timezone.now(), request.user
    covers = queries.covers_visible_to(person, at)
    mine = covers.filter(deputy=person, state="computed")
    items = [_item(cover, _("Stand in for %(name)s?"), ACCEPT) for cover in mine]
    if may(person, ASSIGN, the_agency(), at):
        items += [_item(cover, _("Approve the cover of %(name)s"), ASSIGN) for cover in covers.filter(state="accepted")]
        items += [_item(cover, _("Name a deputy of %(name)s"), ASSIGN) for cover in covers.filter(state__in=("computed", "declined"), deputy=None)]
    return items


def _item(cover, text: str, duty) -> Item:
    return Item("team", text % {"name": cover.absent.name}, "/team/", None, str(duty.label), cover.engagement.title)
