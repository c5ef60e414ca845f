"""What the calls of the desk share: the router, and finding what the caller sees."""

from django.http import Http404
from django.utils import timezone
from ninja import Router

from svyazka.kit.http import find
from svyazka.tenders import actions, queries
from svyazka.tenders.models import Tender

router = Router(tags=["tenders"])


def found(request, tender_id: int) -> Tender:
    """Return the tender the caller sees."""
    return find(queries.visible_to(request.user, timezone.now()), tender_id)


def of_a_tender(request, rows, key: int):
    """Return the row of a tender that the caller sees."""
    seen = queries.visible_to(request.user, timezone.now()).order_by().values("pk")
    return find(rows.filter(tender__in=seen).select_related("tender__engagement"), key)


def desk_only(request) -> None:
    """Let in whoever needs the agency's documents and notices; for anybody else there is nothing here."""
    staff = request.user.kind == "staff"
    if not staff or not queries.locker_open_to(request.user, actions.DUTIES_OF_THE_DESK, timezone.now()):
        raise Http404
