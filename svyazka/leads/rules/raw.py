"""What becomes of a raw message, and who reads which kind."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.kit.states import Moves

MOST_BEGUN = 5  # readings that broke off in the middle; then a person should look
MOST_AGAIN = 1000  # messages taken up again by one press


class RawState(TextChoices):
    """What became of a raw message."""

    STORED = "stored", _("Stored")
    LINKED = "linked", _("Linked")
    DEAD = "dead", _("Not understood")
    DISCARDED = "discarded", _("Put away")
    REFUSED = "refused", _("Refused")


class RawKind(TextChoices):
    """Which reader reads the bytes."""

    MAIL = "mail", _("Letter")
    FORM = "form", _("Web form")
    API = "api", _("Call of the API")
    WEBHOOK = "webhook", _("Webhook")


RAW_MOVES = Moves(RawState, {
    "link": {"stored": "linked", "dead": "linked"},
    "bury": {"stored": "dead", "dead": "dead"},
    "retry": {"dead": "stored"},
    "discard": {"dead": "discarded"},
    "take_back": {"discarded": "dead"},
    "refuse": {"stored": "refused"},
})


def kind_of(channel: str) -> str:
    """Return which reader reads what came by this channel when nothing else was said."""
    return RawKind.FORM if channel == Channel.FORM else RawKind.MAIL


def reasons_to_give_up(*, begun: int) -> list:
    """List why the queue does not begin this reading once more; empty while it should."""
    return [_("The reading broke off %(count)s times.") % {"count": begun}] if begun >= MOST_BEGUN else []
