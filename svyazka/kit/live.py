"""What a page that stays open hears: a door of its room says who may and how things stand, the server holds the line.

The door is an ordinary page, so that rights are asked there and nowhere else; what is told over the line is only that
something has happened: the page then looks, as anybody does.
"""

from django.db import connection
from django.http import HttpResponse, JsonResponse

CHANNEL = "svyazka_live"  # of the database; each act of the journal and each notice ring on it
DOOR = "/live/"  # how the addresses of such doors end
HELD = "svyazka.held"  # in the scope of a request whose line the server holds


def hears(request, *topics: str, seen) -> HttpResponse:
    """Answer that who asks may hear of these topics; `seen` says how things stand, one line.

    A browser that asks for a stream where nobody holds one is told to ask no more (204, as HTML has it).
    """
    if "text/event-stream" in request.headers.get("Accept", "") and HELD not in getattr(request, "scope", {}):
        return HttpResponse(status=204)
    return JsonResponse({"topics": topics, "person": request.user.pk, "seen": str(seen)})


def of_engagement(key: int) -> str:
    """Return the topic that every act on the engagement rings, by the database itself."""
    return f"engagement-{key}"


def of_person(key: int) -> str:
    """Return the topic that every word to the person rings, by the database itself."""
    return f"person-{key}"


def ring(topic: str) -> None:
    """Tell open pages, when this transaction is through, that something happened of which the journal says nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, topic])
